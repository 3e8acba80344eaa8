"""The inner loops, compiled by numba at their first call: whole numbers only, one thread, the same on every machine."""
