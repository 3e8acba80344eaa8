"""How texts are searched: cut into folded words once, the same way for what is written and for what is asked.

Words are compared from their beginning. Where a script runs words together (Hangul, Han, kana), every ending of a run
is a word of its own, so that any part is found; an Arabic word is kept with and without its article.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from unicodedata import combining, normalize

from cityteams_contracts.registration import FIELDS, Audience, Project

_WORD = re.compile(r"\w+")
_RUN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_ARTICLE = re.compile(r"^(?:وال|بال|كال|فال|لل|ال)(?=\w{2})")
_ALIKE = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ـ")
_LONGEST, _ENDINGS = 48, 24


def folded(text: str) -> str:
    """Without case, accents and vowel signs, with one blank between words."""
    return " ".join(_cut(text))


def _cut(text: str) -> list[str]:
    # NFKD takes accents off and Hangul apart; NFC puts Hangul together again
    bare = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    return [word.replace("_", "")[:_LONGEST] for word in _WORD.findall(normalize("NFC", bare).translate(_ALIKE))]


def words_of(texts: Iterable[str]) -> str:
    """Every word under which these texts are found, once, in order."""
    found = {form for text in texts for word in _cut(text) for form in _forms(word) if form}
    return " ".join(sorted(found))


def _forms(word: str) -> Iterable[str]:
    yield word
    yield _ARTICLE.sub("", word)
    for run in _RUN.findall(word):
        yield from (run[at:] for at in range(min(len(run), _ENDINGS)))


def asked_words(text: str) -> tuple[str, ...]:
    """What somebody looks for, as beginnings of words; all of them have to be there."""
    return tuple(dict.fromkeys(_ARTICLE.sub("", word) for word in _cut(text) if word))[:12]


def mark(kind: str, value: str) -> str:
    """A filter as a word: exact, whatever characters the value has."""
    return f"{kind}{sha256(value.encode()).hexdigest()[:24]}"


def texts_of(project: Project, audience: Audience) -> list[str]:
    """The texts of the fields of one audience."""
    names = [field.name for field in FIELDS if field.audience is audience and field.name in Project.model_fields]
    return [text for name in names for text in _texts(getattr(project, name))]


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from (
                text for name in ("name", "city", "text", "method") for text in _texts(getattr(each, name, None))
            )
