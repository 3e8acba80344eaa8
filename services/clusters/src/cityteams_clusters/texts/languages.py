"""Whether a text is English, by its little words: what an English-only model may read."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_LITTLE = {
    "en": "the of and to in for a with on is that by are from as be at this which it an or will their our we".split(),
    "es": "el la los las de del y en para con por un una que se es al su como más o son".split(),
    "fr": "le la les des de du et en pour avec par un une que qui est au aux dans sur nous ou ce plus sont".split(),
    "pt": "o os as de do da dos das e em para com por um uma que se é ao à no na mais ou são".split(),
    "de": "der die das und in für mit von zu den im ist ein eine auf dem des nicht wird oder sind".split(),
    "it": "il lo gli le di del della e in per con un una che è al nel si più o sono".split(),
}
_NEARLY_ALL = 0.9


def is_english(text: str, declared: str = "en") -> bool:
    """By the little words; without any, by the letters and what the writer declared."""
    words = [word.lower() for word in _WORD.findall(text)]
    latin = sum(word.isascii() for word in words)
    if not words or latin < _NEARLY_ALL * len(words):
        return False
    counts = {tongue: sum(word in little for word in words) for tongue, little in _LITTLE.items()}
    best = max(counts.values())
    return declared.lower().split("-")[0] == "en" if best == 0 else counts["en"] == best
