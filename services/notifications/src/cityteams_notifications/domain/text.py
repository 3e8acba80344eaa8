"""Words of strangers made harmless: one line, no controls, no longer than asked."""

from unicodedata import category

_UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
_TURNS = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)}


def plain(text: str) -> str:
    """The text on one line, without control characters and without marks that turn the reading direction."""
    line = " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    seen = "".join(sign for sign in line if sign not in _TURNS and category(sign) not in _UNSEEN)
    return " ".join(seen.split())  # once more: what stood beside an unseen sign may be a space now


def short(text: str, limit: int) -> str:
    """At most `limit` characters of the plain text, with an ellipsis where something was left out."""
    line = plain(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def field_name(code: str) -> str:
    """A field or a question as people read it: `risk_strategy` is "Risk strategy"."""
    words = plain(code).replace("_", " ")
    return words[:1].upper() + words[1:]
