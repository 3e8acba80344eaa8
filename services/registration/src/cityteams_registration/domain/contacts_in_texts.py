"""Finds mail addresses and telephone numbers in texts that others may read."""

import re
from collections.abc import Mapping

_MAIL = re.compile(
    r"[^\s@<>()\[\],;:\"]{1,64}\s?(?:@|＠|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{2,63}){1,6}", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.,/-])(?:\+|00)?\(?\d[\d ()./\u2010-\u2015-]{6,22}\d(?![\w%])")
_DATE = re.compile(r"(?:19|20)\d\d[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d")
_YEARS = re.compile(r"(?:(?:19|20)\d\d[ ()./\u2010-\u2015-]*)+")
_DIGITS = range(9, 16)
"""How many digits a number that can be dialled from abroad has (E.164: at most 15)."""


def fields_with_contacts(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The fields in whose text a mail address or a telephone number stands, in their order."""
    return tuple(name for name, text in texts.items() if _MAIL.search(text) or any(map(_dials, _NUMBER.findall(text))))


def _dials(found: str) -> bool:
    if _DATE.fullmatch(found) or _YEARS.fullmatch(found):
        return False
    digits = sum(sign.isdigit() for sign in found)
    grouped = found.startswith(("+", "00", "(")) or len(re.findall(r"\d+", found)) > 2  # 1000000000 is an amount
    return digits in _DIGITS and grouped and not _is_amount(found)


def _is_amount(found: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+", found) is not None
