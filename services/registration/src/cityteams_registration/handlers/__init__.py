"""Commands by what they are about: load, decide, say. The first line of every handler asks whether its actor may."""
