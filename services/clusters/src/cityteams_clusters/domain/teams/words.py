"""Texts as vectors by their words alone: no model, no files, and the same whole numbers on every machine.

Words and the beginnings of words are hashed into columns and weighed by how rare they are among the texts of the run.
Other readers of texts may be put in its place; each names itself, and a run records which one it used.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol
from zlib import crc32

import numpy as np

from cityteams_clusters.domain.teams.pool import Vectors, quantised
from cityteams_clusters.domain.teams.progress import Tell, unheard


class Reader(Protocol):
    """Reads texts, having seen those of a run; what it gives for one text never depends on their order."""

    name: str

    def rows(self, texts: Sequence[str], tell: Tell = unheard) -> Vectors:
        """A quantised row for each text."""


WORDS = "words-1"
COLUMNS = 384
STEM = 5
MOST_OFTEN = 4
"""A word counts no more often than this in one text."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def terms(text: str) -> Counter[str]:
    """The words of a text and their stems, with how often they come; scripts without spaces by pairs of signs."""
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.casefold()):
        if word.isascii() or not _packed(word):
            found[word] += 1
            if len(word) > STEM:
                found[word[:STEM] + "~"] += 1
        else:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


class Words:
    """Terms weighed by how rare they are among the texts it was made from, hashed into columns with a sign."""

    name = WORDS

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._spread: Counter[str] = Counter(term for text in texts for term in set(terms(text)))

    def rows(self, texts: Sequence[str], tell: Tell = unheard) -> Vectors:
        """A row for each text; a text without words is a row of noughts."""
        rows, known = np.zeros((len(texts), COLUMNS), np.int64), dict[str, tuple[int, int]]()
        for number, text in enumerate(texts):
            if number % 500 == 0:
                tell("texts", number, len(texts))
            for term, count in terms(text).items():
                if term not in known:
                    known[term] = self._placed(term)
                column, weight = known[term]
                rows[number, column] += weight * min(count, MOST_OFTEN)
        return quantised(rows)

    def _placed(self, term: str) -> tuple[int, int]:
        column, sign = _place(term)
        return column, sign * _rarity(self._count, self._spread.get(term, 1))


def _rarity(texts: int, count: int) -> int:
    """Sixteen times the binary logarithm of how rare a term is, rounded down; by whole numbers, so exact."""
    return ((texts + 1) ** 16 // count**16).bit_length()


def _place(term: str) -> tuple[int, int]:
    code = crc32(term.encode())
    return (code >> 1) % COLUMNS, 1 if code & 1 else -1


def _packed(word: str) -> bool:
    """Whether this script writes words without spaces between them (Han, Kana, Hangul, Thai)."""
    return any("\u2e80" <= sign <= "\ud7ff" or "\u0e00" <= sign <= "\u0e7f" for sign in word)
