"""Organisations: how their names are read, told apart and brought together, and what is decided about them."""
