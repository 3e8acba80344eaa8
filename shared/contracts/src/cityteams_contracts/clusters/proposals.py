"""Proposed teams: with every reason for their score, revised as worksheets come and go, adopted or declined."""

from typing import Annotated

from pydantic import Field

from cityteams_contracts.message import Command, Event
from cityteams_contracts.values import (
    ClusterId,
    Code,
    Id,
    Instant,
    Line,
    Paragraph,
    Participant,
    PersonId,
    RoundId,
    SectorCode,
    Value,
    WorksheetId,
)

__all__ = [
    "AdoptProposal",
    "DeclineProposal",
    "DeclinedPair",
    "ProposalAdopted",
    "ProposalDeclined",
    "ProposalDropped",
    "ProposalId",
    "ProposalPart",
    "ProposedMember",
    "TeamProposed",
]

ProposalId = Id


class ProposedMember(Value):
    """A worksheet in a proposed team, the organisation that speaks for it, and its lead person."""

    worksheet_id: WorksheetId
    title: Line
    organisation: Participant
    person_id: PersonId


class ProposalPart(Value):
    """One addend of the score: what it is, how many points, in words; `members` names whom it is about."""

    code: Code
    points: int
    text: Paragraph
    members: Annotated[tuple[WorksheetId, ...], Field(max_length=8)] = ()


class TeamProposed(Event, name="clusters.proposal.proposed", key="proposal_id"):
    """A team is proposed: the points of its parts add up to the score exactly; `missing` is what it still lacks.

    Revision 0 is what a run found. Later ones follow worksheets that came, changed or went since.
    """

    proposal_id: ProposalId
    run_id: Id
    round_id: RoundId
    revision: Annotated[int, Field(ge=0)] = 0
    sector: SectorCode | None = None
    lead: ProposedMember
    members: Annotated[tuple[ProposedMember, ...], Field(min_length=1, max_length=7)]
    score: int
    parts: Annotated[tuple[ProposalPart, ...], Field(max_length=80)]
    missing: Annotated[tuple[Code, ...], Field(max_length=20)] = ()


class ProposalDropped(Event, name="clusters.proposal.dropped", key="proposal_id"):
    """The proposal holds no more: worksheets were withdrawn, or others make better teams of its members."""

    proposal_id: ProposalId
    run_id: Id
    round_id: RoundId


class AdoptProposal(Command, name="clusters.adopt-proposal", key="proposal_id"):
    """The secretariat takes a proposal up: the lead's cluster asks the members to join."""

    proposal_id: ProposalId


class DeclineProposal(Command, name="clusters.decline-proposal", key="proposal_id"):
    """The team will not be. `members` are those whom the lead shall not be proposed with again; none means all."""

    proposal_id: ProposalId
    members: Annotated[tuple[WorksheetId, ...], Field(max_length=7)] = ()


class ProposalAdopted(Event, name="clusters.proposal.adopted", key="proposal_id"):
    """The team as proposed is being formed by the lead's cluster; later runs leave it alone."""

    proposal_id: ProposalId
    run_id: Id
    round_id: RoundId
    cluster_id: ClusterId
    lead: ProposedMember
    members: tuple[ProposedMember, ...]
    adopted_at: Instant


class DeclinedPair(Value):
    """The organisations of a lead and a member that are not proposed together again."""

    lead: Id
    member: Id


class ProposalDeclined(Event, name="clusters.proposal.declined", key="proposal_id"):
    """The team will not be; these pairs are not repeated."""

    proposal_id: ProposalId
    run_id: Id
    round_id: RoundId
    pairs: Annotated[tuple[DeclinedPair, ...], Field(max_length=7)]
    declined_at: Instant
