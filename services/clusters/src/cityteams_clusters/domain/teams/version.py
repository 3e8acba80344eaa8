"""Which formation this is; who only wants to know that need not load all that computes."""

VERSION = "formation-3"
"""Another version may give another result; the same one never does."""
