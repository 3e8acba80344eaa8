"""Letters as text: Jinja2 in its sandbox, one template per kind and language. Words of people are only ever values."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib.resources import files

from jinja2 import PackageLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import Draft, Written
from cityteams_notifications.domain.text import short
from cityteams_notifications.tongue import DEFAULT, LANGUAGES, Tongue, load_tongue

SUBJECT_LIMIT = 200
"""Characters of a subject line; the contract allows 300."""
Missing = Callable[[str, str], object]
"""Told of a letter that is not there in a language: kind, language."""


class Renderer:
    """Writes drafts; a letter that a language lacks is written in English, and somebody is told."""

    def __init__(self, missing: Missing = lambda _kind, _language: None) -> None:
        self._missing = missing
        self._tongues: dict[str, Tongue] = {}

    def write(self, draft: Draft, language: str = DEFAULT, home: str = "", why: str = "") -> Written:
        """The letter in a language. Raises jinja2.UndefinedError when it asks for a fact that the draft lacks.

        `home` is the address of the portal, `why` that of the page which says why somebody gets it.
        """
        template, tongue = self._chosen(draft.kind, language)
        facts = {**draft.facts, "tongue": tongue, "base": f"{tongue.tag}/letter.txt", "home": home, "why": why}
        return Written(_above(template, facts), template.render(facts), tongue.tag, tongue.direction)

    def subject(self, draft: Draft) -> str:
        """The line above it, in English: by it the ledger knows a letter whose text is not written yet."""
        template, tongue = self._chosen(draft.kind, DEFAULT)
        return _above(template, {**draft.facts, "tongue": tongue})

    def _chosen(self, kind: LetterKind, language: str) -> tuple[Template, Tongue]:
        spoken = language if language in LANGUAGES else DEFAULT
        if not self.has(kind, spoken):
            self._missing(kind, spoken)
            spoken = DEFAULT
        if spoken not in self._tongues:
            self._tongues[spoken] = load_tongue(spoken)
        return self._environment.get_template(f"{spoken}/{kind}.txt"), self._tongues[spoken]

    @staticmethod
    @cache  # a letter is written a thousand times
    def has(kind: LetterKind, language: str) -> bool:
        """Whether there is such a letter."""
        return (files("cityteams_notifications") / "templates" / language / f"{kind}.txt").is_file()

    @cached_property
    def _environment(self) -> ImmutableSandboxedEnvironment:
        return ImmutableSandboxedEnvironment(
            loader=PackageLoader("cityteams_notifications"),
            undefined=StrictUndefined,
            autoescape=False,  # plain text; its HTML is made from it, and escaped as a whole
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )


def _above(template: Template, facts: Mapping[str, object]) -> str:
    return short("".join(template.blocks["subject"](template.new_context(dict(facts)))), SUBJECT_LIMIT)


@cache
def english() -> Renderer:
    """The one that writes subject lines when letters are queued; templates are compiled once."""
    return Renderer()


def message_lines(text: str) -> tuple[str, ...]:
    """What a letter says, without its greeting and its end, line by line: as a part of a digest."""
    body = text.partition("\n\n")[2].partition("\n-- \n")[0]
    return tuple(line.strip() for line in body.split("\n") if line.strip())
