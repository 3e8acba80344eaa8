"""The portal's copy of what clusters says of partners, introductions and texts."""

from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.clusters import (
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionRevised,
    IntroductionSide,
    LikelySector,
    MatchingLimits,
    PartnerMatchingStarted,
    PartnersIntroduced,
    PartnersMatched,
    PartnersRanked,
    Reason,
    SectorSuggested,
    SimilarCluster,
    SimilarClustersFound,
    SuggestedPartner,
)
from cityteams_contracts.values import PersonId

Change = IntroductionRevised | IntroductionAnswered | PartnersIntroduced | IntroductionExpired | IntroductionCancelled


@dataclass(frozen=True, slots=True)
class PartnerList:
    """Whom an organisation was named, best first, and why a list is empty."""

    organisation_id: str
    run_id: str
    round_id: str
    partners: tuple[SuggestedPartner, ...]
    clients: tuple[SuggestedPartner, ...]
    about: tuple[str, ...]
    ranked_at: datetime

    @classmethod
    def ranked(cls, _row: "PartnerList | None", event: PartnersRanked, _stamp: object) -> "PartnerList":
        """A run said it anew."""
        return cls(
            event.organisation_id,
            event.run_id,
            event.round_id,
            event.partners,
            event.clients,
            event.about,
            event.ranked_at,
        )


@dataclass(frozen=True, slots=True)
class OpenPartnerRun:
    """A run of partner matching that is being worked out."""

    run_id: str
    round_id: str
    limits: MatchingLimits
    started_at: datetime

    @classmethod
    def started(cls, _row: "OpenPartnerRun | None", event: PartnerMatchingStarted, _stamp: object) -> "OpenPartnerRun":
        """It was asked for."""
        return cls(event.run_id, event.round_id, event.limits, event.started_at)

    @staticmethod
    def ended(_row: "OpenPartnerRun | None", _event: PartnersMatched, _stamp: object) -> None:
        """It is done."""


@dataclass(frozen=True, slots=True)
class PartnerRun:
    """A run of partner matching, with what is proven about it."""

    run_id: str
    round_id: str
    limits: MatchingLimits
    matcher: str
    text_model: str
    snapshot: str
    organisations: int
    pairs: int
    score: int
    bound: int
    without: int
    weights: dict[str, int]
    matched_at: datetime

    @classmethod
    def matched(cls, _row: "PartnerRun | None", event: PartnersMatched, _stamp: object) -> "PartnerRun":
        """The run that was recorded."""
        return cls(**{name: getattr(event, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Introduction:
    """An introduction as its two sides see it; `state` is asked, made, declined, expired or cancelled."""

    introduction_id: str
    first_person: PersonId
    second_person: PersonId
    first: IntroductionSide
    second: IntroductionSide
    reasons: tuple[Reason, ...]
    state: str
    asked_at: datetime
    expires_at: datetime

    @classmethod
    def asked(cls, _row: "Introduction | None", event: IntroductionAsked, _stamp: object) -> "Introduction":
        """Somebody wants it."""
        return cls(
            event.introduction_id,
            event.first.person_id,
            event.second.person_id,
            event.first,
            event.second,
            event.reasons,
            "asked",
            event.asked_at,
            event.expires_at,
        )

    @staticmethod
    def changed(row: "Introduction | None", event: Change, _stamp: object) -> "Introduction | None":
        """Answered, revised, made, expired or cancelled; the sides are as they now stand."""
        return None if row is None else replace(row, first=event.first, second=event.second, state=_state(row, event))

    def waits_for(self, person_id: PersonId) -> bool:
        """Whether this person has a question to answer."""
        sides = (self.first, self.second)
        return self.state == "asked" and any(one.person_id == person_id and one.agreed is None for one in sides)


def _state(row: Introduction, event: Change) -> str:
    match event:
        case PartnersIntroduced():
            return "made"
        case IntroductionExpired():
            return "expired"
        case IntroductionCancelled():
            return "cancelled"
        case IntroductionRevised():
            return row.state
        case _:
            return row.state if event.agrees else "declined"


@dataclass(frozen=True, slots=True)
class TextHint:
    """What the words of a worksheet suggest: sectors with confidence, and existing work near it. People decide."""

    worksheet_id: str
    model: str
    suggestions: tuple[LikelySector, ...] = ()
    similar: tuple[SimilarCluster, ...] = ()

    @staticmethod
    def suggested(row: "TextHint | None", event: SectorSuggested, _stamp: object) -> "TextHint":
        """A model read the words."""
        known = row or TextHint(event.worksheet_id, event.model)
        return replace(known, model=event.model, suggestions=event.suggestions)

    @staticmethod
    def near(row: "TextHint | None", event: SimilarClustersFound, _stamp: object) -> "TextHint":
        """It is near these."""
        return replace(row or TextHint(event.worksheet_id, event.model), model=event.model, similar=event.similar)
