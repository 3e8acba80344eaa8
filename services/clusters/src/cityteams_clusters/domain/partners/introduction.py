"""An introduction between two organisations from the question to its end: the fold of its own events."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from cityteams_contracts.clusters import (
    IntroductionAnswered,
    IntroductionAsked,
    IntroductionCancelled,
    IntroductionExpired,
    IntroductionRevised,
    IntroductionSide,
    PartnersIntroduced,
    Reason,
)
from cityteams_contracts.clusters.partners import IntroductionId
from cityteams_contracts.values import OrganisationId, PersonId, Resource


class IntroductionState(StrEnum):
    """How an introduction stands; only in the first state anybody has a question to answer."""

    ASKED = "asked"
    MADE = "made"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


def pair_of(one: OrganisationId, other: OrganisationId) -> str:
    """Two organisations in either order, under a sign that no id may hold."""
    return "/".join(sorted((one, other)))


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two sides, what each has answered, and until when they may; `first` is who wanted it."""

    introduction_id: IntroductionId
    pair: str
    first_organisation: OrganisationId
    second_organisation: OrganisationId
    asked_by: PersonId
    first: IntroductionSide
    second: IntroductionSide
    resource: Resource | None
    reasons: tuple[Reason, ...]
    state: IntroductionState
    expires_at: datetime

    @property
    def sides(self) -> tuple[IntroductionSide, IntroductionSide]:
        """Both of them."""
        return (self.first, self.second)

    @property
    def people(self) -> tuple[PersonId, PersonId]:
        """Who speaks for the two."""
        return (self.first.person_id, self.second.person_id)

    @property
    def silent(self) -> tuple[PersonId, ...]:
        """Who has not answered."""
        return tuple(side.person_id for side in self.sides if side.agreed is None)

    def with_answer(self, person_id: PersonId, agrees: bool) -> "Introduction":
        """The introduction as it stands after this person's answer."""
        first, second = (
            side.model_copy(update={"agreed": agrees}) if side.person_id == person_id else side for side in self.sides
        )
        state = self.state if agrees else IntroductionState.DECLINED
        return replace(self, first=first, second=second, state=state)

    @classmethod
    def asked(cls, event: IntroductionAsked) -> Self:
        """Somebody wants to be introduced, or to introduce two others."""
        return cls(
            introduction_id=event.introduction_id,
            pair=pair_of(event.first.organisation_id, event.second.organisation_id),
            first_organisation=event.first.organisation_id,
            second_organisation=event.second.organisation_id,
            asked_by=event.asked_by,
            first=event.first,
            second=event.second,
            resource=event.resource,
            reasons=event.reasons,
            state=IntroductionState.ASKED,
            expires_at=event.expires_at,
        )

    def answered(self, event: IntroductionAnswered) -> "Introduction":
        """One side said yes or no."""
        return self.with_answer(event.person_id, event.agrees)

    def between(self, first: IntroductionSide, second: IntroductionSide) -> "Introduction":
        """The same introduction between other sides."""
        return replace(
            self,
            pair=pair_of(first.organisation_id, second.organisation_id),
            first_organisation=first.organisation_id,
            second_organisation=second.organisation_id,
            first=first,
            second=second,
        )

    def revised(self, event: IntroductionRevised) -> "Introduction":
        """A side lives on in another organisation."""
        return self.between(event.first, event.second)

    def made(self, _: PartnersIntroduced) -> "Introduction":
        """Both agreed."""
        return replace(self, state=IntroductionState.MADE)

    def expired(self, _: IntroductionExpired) -> "Introduction":
        """Nobody answered in time."""
        return replace(self, state=IntroductionState.EXPIRED)

    def cancelled(self, _: IntroductionCancelled) -> "Introduction":
        """It was taken back."""
        return replace(self, state=IntroductionState.CANCELLED)
