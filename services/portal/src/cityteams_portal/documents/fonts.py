"""The letters that a PDF can show: pinned fonts, and what to write for a character that none of them has."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTCollection, TTFont
from typst import Fonts

FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK KR")
_PACKAGES = ("fontpkg_noto_sans/files", "fontpkg_noto_sans_arabic/files", "noto_cjk_sans_otc")
_LONG_WORD = re.compile(r"\S{30,}")
_TURNS = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x200B, 0x2028, 0x2029})
_IGNORABLE = frozenset({0x200C, 0x200D, 0x200E, 0x200F, 0x00AD, *range(0xFE00, 0xFE10)})
"""Joiners and direction marks of honest text: they have no shape of their own."""


@dataclass(frozen=True)
class Letters:
    """The fonts as the typesetter takes them, and every character that one of them can show."""

    fonts: Fonts
    shown: frozenset[int]

    def printable(self, text: str) -> str:
        """The text with every character that cannot be shown, or would turn the line around, named by its number."""
        return "".join(sign if self._is_shown(sign) else f"[U+{ord(sign):04X}]" for sign in text.replace("\t", "    "))

    def _is_shown(self, sign: str) -> bool:
        code = ord(sign)
        if code in _TURNS or category(sign) in ("Cc", "Cs", "Co", "Cn"):
            return False
        return code in self.shown or code in _IGNORABLE


@cache
def letters() -> Letters:
    """The pinned fonts, read once: the CJK one has 65,000 shapes."""
    folders = [Path(str(files(place.partition("/")[0]).joinpath(*place.split("/")[1:]))) for place in _PACKAGES]
    found = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    return Letters(found, frozenset().union(*(_covered(path) for folder in folders for path in _font_files(folder))))


def breakable(text: str) -> str:
    """The text with places to break very long words, which would run off the page."""
    return _LONG_WORD.sub(lambda hit: "\u200b".join(hit[0][at : at + 30] for at in range(0, len(hit[0]), 30)), text)


def _font_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".ttc", ".otf"))


def _covered(path: Path) -> frozenset[int]:
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as several:
            return frozenset().union(*(font.getBestCmap() for font in several.fonts))
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
