"""Partner matching and introductions.

How to reach a person is never in here: who may write to whom is said by `PartnersIntroduced`, and the addresses are
resolved at the moment of sending.
"""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.clusters.teams import Reason
from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    Code,
    Id,
    Instant,
    Line,
    OrganisationId,
    OrganisationKind,
    PersonId,
    Resource,
    RoundId,
    Sha256,
    Value,
    WorksheetId,
)

__all__ = [
    "AnswerIntroduction",
    "AskIntroduction",
    "CancelIntroduction",
    "IntroductionAnswered",
    "IntroductionAsked",
    "IntroductionCancelled",
    "IntroductionExpired",
    "IntroductionId",
    "IntroductionRevised",
    "IntroductionSide",
    "MatchPartners",
    "MatchingLimits",
    "PartnerMatchingStarted",
    "PartnersIntroduced",
    "PartnersMatched",
    "PartnersRanked",
    "SuggestedPartner",
]

IntroductionId = Id
Reasons = Annotated[tuple[Reason, ...], Field(max_length=40)]


class MatchingLimits(Value):
    """How many partners a seeker is named, and to how many seekers a giver is named."""

    partners: Annotated[int, Field(ge=1, le=20)] = 3
    clients: Annotated[int, Field(ge=1, le=50)] = 5


class SuggestedPartner(Value):
    """An organisation that fits, and why: the weights of the reasons add up to the score."""

    organisation_id: OrganisationId
    name: Line
    kind: OrganisationKind
    worksheet_id: WorksheetId
    resource: Resource
    score: float
    reasons: Reasons


class MatchPartners(Command, name="clusters.match-partners", key="run_id"):
    """The secretariat has partners and clients worked out for every organisation of a round."""

    run_id: Id
    round_id: RoundId
    limits: MatchingLimits = MatchingLimits()


class PartnerMatchingStarted(Event, name="clusters.partner-run.started", key="run_id"):
    """A run of partner matching is worked out from now on; lists follow, and `PartnersMatched` when all are said."""

    run_id: Id
    round_id: RoundId
    limits: MatchingLimits
    started_at: Instant


class PartnersMatched(Event, name="clusters.partner-run.matched", key="run_id"):
    """A run of partner matching: what it was made from, what it reached, and what is proven about it.

    `score` equals `bound` where no other matching within the limits is worth more. `snapshot` is the fingerprint of
    everything the run read, `matcher` the version of the rules. `without` counts the seekers whom somebody could help
    and who got nobody.
    """

    run_id: Id
    round_id: RoundId
    limits: MatchingLimits
    matcher: Line
    text_model: Line
    snapshot: Sha256
    organisations: Annotated[int, Field(ge=0)]
    pairs: Annotated[int, Field(ge=0)]
    score: Annotated[int, Field(ge=0)]
    bound: Annotated[int, Field(ge=0)]
    without: Annotated[int, Field(ge=0)]
    weights: Annotated[dict[str, int], Field(max_length=20)]
    matched_at: Instant


class PartnersRanked(Event, name="clusters.partner-list.ranked", key="organisation_id"):
    """The partners of one organisation, and the clients it is named to, best first; replaces the earlier list.

    A municipality gets no clients. `about` names the reason, as a code, why a list is empty.
    """

    organisation_id: OrganisationId
    run_id: Id
    round_id: RoundId
    partners: Annotated[tuple[SuggestedPartner, ...], Field(max_length=20)]
    clients: Annotated[tuple[SuggestedPartner, ...], Field(max_length=50)]
    about: Annotated[tuple[Code, ...], Field(max_length=4)] = ()
    ranked_at: Instant


class IntroductionSide(Value):
    """One side of an introduction: the organisation, who speaks for it, and the answer; None until there is one."""

    organisation_id: OrganisationId
    name: Line
    kind: OrganisationKind
    person_id: PersonId
    worksheet_id: WorksheetId
    agreed: bool | None = None


class AskIntroduction(Command, name="clusters.ask-introduction", key="introduction_id"):
    """Somebody who speaks for one organisation wants to be introduced to another, and agrees to be known to it.

    When the secretariat asks for two others, both of them are asked. `resource` says what it is about.
    """

    introduction_id: IntroductionId
    from_organisation: OrganisationId
    to_organisation: OrganisationId
    resource: Resource | None = None


class AnswerIntroduction(Command, name="clusters.answer-introduction", key="introduction_id"):
    """One side says yes or no."""

    introduction_id: IntroductionId
    agrees: bool


class CancelIntroduction(Command, name="clusters.cancel-introduction", key="introduction_id"):
    """One of the two, or the secretariat, takes an introduction back before both have agreed."""

    introduction_id: IntroductionId


class IntroductionAsked(Event, name="clusters.introduction.asked", key="introduction_id"):
    """An introduction was asked for; whose `agreed` is None has a question to answer until it expires."""

    introduction_id: IntroductionId
    asked_by: PersonId
    first: IntroductionSide
    second: IntroductionSide
    resource: Resource | None = None
    reasons: Reasons = ()
    asked_at: Instant
    expires_at: Instant


class IntroductionAnswered(Event, name="clusters.introduction.answered", key="introduction_id"):
    """One side answered. A no ends the introduction; the sides are as they now stand."""

    introduction_id: IntroductionId
    person_id: PersonId
    agrees: bool
    first: IntroductionSide
    second: IntroductionSide
    answered_at: Instant


class PartnersIntroduced(Event, name="clusters.introduction.made", key="introduction_id"):
    """Both have agreed: each may be told how to reach the other, from now on and not before."""

    introduction_id: IntroductionId
    first: IntroductionSide
    second: IntroductionSide
    resource: Resource | None = None
    reasons: Reasons = ()
    introduced_at: Instant


class IntroductionExpired(Event, name="clusters.introduction.expired", key="introduction_id"):
    """Nobody answered in time; `silent` are those who were asked."""

    introduction_id: IntroductionId
    first: IntroductionSide
    second: IntroductionSide
    silent: Annotated[tuple[PersonId, ...], Field(max_length=2)]
    expired_at: Instant


class IntroductionCancelled(Event, name="clusters.introduction.cancelled", key="introduction_id"):
    """The introduction was taken back, or one side left the programme (`cause`); both sides are to be told."""

    introduction_id: IntroductionId
    cause: Code
    cancelled_by: PersonId | None = None
    first: IntroductionSide
    second: IntroductionSide
    cancelled_at: Instant


class IntroductionRevised(Event, name="clusters.introduction.revised", key="introduction_id"):
    """One side lives on in another organisation; the introduction goes on between the sides as they now are."""

    introduction_id: IntroductionId
    first: IntroductionSide
    second: IntroductionSide
    revised_at: Instant
