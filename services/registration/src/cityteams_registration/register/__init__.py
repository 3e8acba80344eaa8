"""Where registration keeps its organisations, and how it finds those that one may be."""
