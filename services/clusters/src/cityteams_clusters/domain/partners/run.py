"""What a run of partner matching left: how good it was, and the list of each organisation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from cityteams_contracts.clusters import MatchingLimits, PartnersMatched, PartnersRanked, SuggestedPartner
from cityteams_contracts.values import Code, Id, OrganisationId, RoundId


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
