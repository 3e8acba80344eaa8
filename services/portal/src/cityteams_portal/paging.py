"""Cursors: where a list goes on, as one opaque word."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cityteams_contracts import Rejected


def cursor(after: tuple[str, str] | None) -> str | None:
    """The word for a place in a list sorted by title and id."""
    return None if after is None else urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def place(word: str | None) -> tuple[str, str] | None:
    """The place a cursor stands for; raises Rejected when it is not one of ours."""
    if not word:
        return None
    try:
        title, key = json.loads(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
        if isinstance(title, str) and isinstance(key, str):
            title.encode(), key.encode()
            return title, key
    except (ValueError, TypeError):
        pass
    raise Rejected("a-cursor-is-unknown", "The cursor is not one that this list gave; begin without one.", "after")
