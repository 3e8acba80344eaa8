"""What people agree to: the text of each purpose as it is shown, with its version, and what somebody has agreed to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.registration import ConsentGiven, ConsentPurpose, ConsentWithdrawn, PersonErased


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is agreed to; a text that is changed gets another version, because people agreed to the words they read."""

    version: str
    title: str
    text: str


TEXTS: Mapping[ConsentPurpose, ConsentText] = {
    ConsentPurpose.PROGRAMME_MAIL: ConsentText(
        "1",
        "Letters about the programme",
        "The programme may write to me about new rounds, meetings and results. Letters about signing in and about my"
        " own worksheets come in any case.",
    ),
    ConsentPurpose.PUBLIC_LEAD: ConsentText(
        "1",
        "Public as team lead",
        "Where I am the lead of a worksheet, everybody may read my name and mail address on its public page.",
    ),
    ConsentPurpose.CONTACT_IN_CLUSTER: ConsentText(
        "1",
        "Known in my clusters",
        "The members of a cluster in which I take part may know my name and mail address.",
    ),
    ConsentPurpose.BENCHMARKS: ConsentText(
        "1",
        "Figures for comparisons",
        "Figures of my worksheets may be compared with those of others, without my name.",
    ),
}
"""In English; the catalogues translate them."""


def every_phrase() -> Iterator[str]:
    """Everything here that is shown in the language of the reader."""
    for each in TEXTS.values():
        yield from (each.title, each.text)


@dataclass(frozen=True, slots=True)
class Agreed:
    """The last word of a person on one purpose."""

    purpose: ConsentPurpose
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Agreements:
    """What one person agreed to and took back, the last word on each purpose."""

    person_id: str
    agreed: tuple[Agreed, ...] = ()

    @staticmethod
    def given(before: "Agreements | None", event: ConsentGiven, _stamp: object) -> "Agreements":
        """Agreed, to this version."""
        said = Agreed(event.purpose, event.text_version, event.given_at)
        return (before or Agreements(event.person_id)).with_word(said)

    @staticmethod
    def withdrawn(before: "Agreements | None", event: ConsentWithdrawn, _stamp: object) -> "Agreements | None":
        """Taken back."""
        held = before.on(event.purpose) if before else None
        if before is None or held is None:
            return before
        return before.with_word(replace(held, withdrawn_at=event.withdrawn_at))

    @staticmethod
    def erased(_before: "Agreements | None", _event: PersonErased, _stamp: object) -> None:
        """Nobody is left who agreed."""

    def on(self, purpose: ConsentPurpose) -> Agreed | None:
        """The last word on a purpose, if there was one."""
        return next((each for each in self.agreed if each.purpose is purpose), None)

    def with_word(self, said: Agreed) -> "Agreements":
        """The same with another last word."""
        others = [each for each in self.agreed if each.purpose is not said.purpose]
        return replace(self, agreed=tuple(sorted((*others, said), key=lambda each: each.purpose)))
