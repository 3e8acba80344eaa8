"""What a run of partner matching left: how good it was, and the list of each organisation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import (
    MatchingLimits,
    MatchPartners,
    PartnerMatchingStarted,
    PartnersMatched,
    PartnersRanked,
    SuggestedPartner,
)
from cityteams_contracts.values import Code, Id, OrganisationId, RoundId


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that was asked for and is not done."""

    run_id: Id
    round_id: RoundId
    limits: MatchingLimits
    started_at: datetime

    @classmethod
    def of(cls, event: PartnerMatchingStarted) -> Self:
        """The run that an event tells of."""
        return cls(event.run_id, event.round_id, event.limits, event.started_at)


@dataclass(frozen=True, slots=True)
class PartnerRun:
    """A run as it was recorded."""

    run_id: Id
    round_id: RoundId
    limits: MatchingLimits
    snapshot: str
    score: int
    bound: int
    matched_at: datetime

    @classmethod
    def of(cls, event: PartnersMatched) -> Self:
        """The run that an event tells of."""
        return cls(
            event.run_id, event.round_id, event.limits, event.snapshot, event.score, event.bound, event.matched_at
        )


@dataclass(frozen=True, slots=True)
class PartnerList:
    """Whom an organisation was named, by the last run that changed it."""

    organisation_id: OrganisationId
    run_id: Id
    round_id: RoundId
    partners: tuple[SuggestedPartner, ...]
    clients: tuple[SuggestedPartner, ...]
    about: tuple[Code, ...]

    @classmethod
    def of(cls, event: PartnersRanked) -> Self:
        """The list that an event tells of."""
        return cls(event.organisation_id, event.run_id, event.round_id, event.partners, event.clients, event.about)

    def says(self, event: PartnersRanked) -> bool:
        """Whether an event would tell nothing new."""
        ours = (self.round_id, self.partners, self.clients, self.about)
        return ours == (event.round_id, event.partners, event.clients, event.about)


def decide_run(command: MatchPartners, anybody: bool, known: bool, now: datetime) -> PartnerMatchingStarted:
    """A run begins. Raises `Rejected`."""
    if known:
        raise Rejected("partner-run-is-known", "This id has been used before; ask under a new one.", "run_id")
    if not anybody:
        raise Rejected(
            "round-has-no-worksheets", "No worksheet of this round is accepted yet; nobody can be matched.", "round_id"
        )
    return PartnerMatchingStarted(
        run_id=command.run_id, round_id=command.round_id, limits=command.limits, started_at=now
    )
