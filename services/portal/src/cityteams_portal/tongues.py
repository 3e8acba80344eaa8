"""The languages the portal speaks: its own words from one catalogue each; what is not translated is said in English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from babel.messages.pofile import read_po

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ko": "한국어",
    "pt": "Português",
    "ar": "العربية",
}
"""By their BCP 47 tags, as each calls itself. English is what the words are written in."""
RIGHT_TO_LEFT = frozenset({"ar"})
DEFAULT = "en"


@dataclass(frozen=True)
class Tongue:
    """One language: calling it with an English text gives the translation, its `{places}` filled with the values."""

    tag: str
    words: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in this language, or as it is."""
        said = self.words.get(text, text)
        return said.format_map(values) if values else said

    def refusal(self, code: str, reason: str) -> str:
        """Why something was refused: what the catalogue says of the rule, or the reason as its service gave it.

        The reason may name numbers and dates that the sentence of the catalogue leaves out; the code says the rest.
        """
        return self.words.get(code, reason)

    def knows(self, text: str) -> bool:
        """Whether the catalogue has this text; English is known by itself."""
        return self.tag == DEFAULT or text in self.words

    def chosen(self, sentence: Mapping[str, str]) -> str:
        """From a sentence in several languages the one to show: this language, else English, else any."""
        return sentence.get(self.tag) or sentence.get(DEFAULT) or next(iter(sentence.values()), "")

    @property
    def direction(self) -> str:
        """Which way it is written, as HTML says it."""
        return "rtl" if self.tag in RIGHT_TO_LEFT else "ltr"

    @property
    def name(self) -> str:
        """What it calls itself."""
        return LANGUAGES[self.tag]


ENGLISH = Tongue(DEFAULT)


def load_tongues() -> dict[str, Tongue]:
    """Every language with its catalogue."""
    return {tag: Tongue(tag, catalogue(tag)) for tag in LANGUAGES}


def catalogue(tag: str) -> dict[str, str]:
    """What the catalogue of a language translates; fuzzy guesses are left out. English needs none."""
    if tag == DEFAULT:
        return {}
    with (files("cityteams_portal") / "locale" / tag / "LC_MESSAGES" / "portal.po").open("rb") as lines:
        found = read_po(lines, locale=tag)
    return {str(each.id): str(each.string) for each in found if each.id and each.string and not each.fuzzy}


def best_language(accepted: str) -> str:
    """The language that a browser's Accept-Language likes best among ours."""
    wishes = sorted(_wishes(accepted.split(",")[:20]), key=lambda wish: -wish[0])
    return next((tag for _, tag in wishes if tag in LANGUAGES), DEFAULT)


def _wishes(parts: Iterable[str]) -> Iterable[tuple[float, str]]:
    for part in parts:
        tag, _, weight = part.strip().partition(";q=")
        try:
            liking = float(weight or 1)
        except ValueError:
            continue
        if liking > 0:
            yield liking, tag.partition("-")[0].lower()
