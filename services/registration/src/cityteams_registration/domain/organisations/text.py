"""Texts in the one plain spelling in which they are compared."""

import re
from collections.abc import Iterable
from unicodedata import normalize

ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]?")
"""What stands in brackets, also when they are not closed."""
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_DROPPED = re.compile(r"['’‘`´ʼʻ.]")
_APART = re.compile(r"[^\w&+]+|_")
_DOTTED = re.compile(r"\b(?:\w\.){2,}(?:\w\b)?")
_SPACED_AND = re.compile(r"\b(\w{1,2}) & (\w)\b")
_WHOLE_WORDS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "&": "and", "+": "and"}


def plain(text: str) -> str:
    """Small letters without accents, dots and apostrophes, words parted by one space; St. and Ft. are written out.

    A text of signs alone stays as it is: nothing that was written is nothing.
    """
    if text.isascii() and text.isalpha():
        word = text.lower()  # most names, and hundreds of thousands when a gazetteer is read
        return _WHOLE_WORDS.get(word, word)
    return " ".join(_WHOLE_WORDS.get(word, word) for word in words_of(text)) or "".join(text.split())


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents: `Jama’a` is one word, `Ado-Odo/Ota` are three."""
    return [word for word in _APART.split(bare(text)) if word]


def bare(text: str) -> str:
    """Small letters without accents, apostrophes and dots; `s.p.a.` and `AT & T` become one word, `Co.Ltd` two."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.lower()  # most names, and hundreds of thousands when a gazetteer is read
    small = normalize("NFKD", text).casefold().translate(_LETTERS)
    unaccented = _ACCENTS.sub("", small)
    unaccented = _SPACED_AND.sub(r"\1&\2", unaccented)
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), unaccented)
    return _DROPPED.sub(lambda found: " " if found[0] == "." else "", joined)


def initials(words: Iterable[str]) -> str:
    """The first letters of words."""
    return "".join(word[0] for word in words)
