"""A proposed team as its events tell it, and what may become of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_clusters.domain.cluster import Cluster, ClusterState
from cityteams_clusters.domain.ids import cluster_id_of, invitation_id_of
from cityteams_clusters.domain.life_invitations import STANDS_FOR
from cityteams_contracts import Event, Rejected
from cityteams_contracts.clusters import (
    DeclinedPair,
    DeclineProposal,
    MemberInvited,
    ProposalAdopted,
    ProposalDeclined,
    ProposalDropped,
    ProposedMember,
    Reason,
    TeamProposed,
)
from cityteams_contracts.values import OrganisationId, RoundId, WorksheetId


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    DROPPED = "dropped"
    ADOPTED = "adopted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """A proposal: what was said of it last, its state, and the pairs that were declined with it."""

    proposal_id: str
    run_id: str
    round_id: RoundId
    lead: WorksheetId
    state: ProposalState
    team: TeamProposed
    declined: tuple[DeclinedPair, ...] = ()

    @classmethod
    def proposed(cls, before: "KeptProposal | None", event: TeamProposed, _stamp: object) -> "KeptProposal":
        """The team as it is proposed now; what was declined with an earlier team of the lead stays declined."""
        lead, declined = event.lead.worksheet_id, before.declined if before else ()
        return cls(event.proposal_id, event.run_id, event.round_id, lead, ProposalState.OPEN, event, declined)

    def dropped(self, _: ProposalDropped) -> "KeptProposal":
        """It holds no more."""
        return replace(self, state=ProposalState.DROPPED)

    def adopted(self, _: ProposalAdopted) -> "KeptProposal":
        """It is being formed."""
        return replace(self, state=ProposalState.ADOPTED)

    def refused(self, event: ProposalDeclined) -> "KeptProposal":
        """It will not be."""
        return replace(
            self, state=ProposalState.DECLINED, declined=tuple(dict.fromkeys((*self.declined, *event.pairs)))
        )

    @property
    def worksheets(self) -> tuple[WorksheetId, ...]:
        """The lead's worksheet and those of the members."""
        return (self.lead, *(one.worksheet_id for one in self.team.members))

    @property
    def organisations(self) -> tuple[OrganisationId, ...]:
        """The lead's organisation and those of the members."""
        return tuple(one.organisation.organisation_id for one in (self.team.lead, *self.team.members))


def require_open(kept: KeptProposal | None) -> KeptProposal:
    """The proposal, if something may still become of it. Raises Rejected."""
    if kept is None:
        raise Rejected("proposal-is-unknown", "No run made a proposal of this id.", "proposal_id")
    if kept.state is not ProposalState.OPEN:
        text = f"The proposal was {kept.state} before; choose one that is open."
        raise Rejected("proposal-is-not-open", text, "proposal_id")
    return kept


def decide_adoption(kept: KeptProposal | None, cluster: Cluster | None, now: datetime) -> list[Event]:
    """The lead's cluster asks every member that is not in it and was not asked yet. Raises Rejected."""
    proposal = require_open(kept)
    if cluster is None or cluster.state is ClusterState.DISSOLVED:
        text = "The lead's cluster is no more, so nobody could join it. Decline the proposal instead."
        raise Rejected("cluster-is-dissolved", text, "proposal_id")
    team = proposal.team
    there = cluster.asked | {member.organisation_id for member in cluster.members}
    adopted = ProposalAdopted(
        proposal_id=proposal.proposal_id,
        run_id=proposal.run_id,
        round_id=proposal.round_id,
        cluster_id=cluster.cluster_id,
        lead=team.lead,
        members=team.members,
        adopted_at=now,
    )
    asked = [one for one in team.members if one.organisation.organisation_id not in there]
    return [adopted, *(_invitation(team, cluster, one, now) for one in asked)]


def decide_refusal(kept: KeptProposal | None, command: DeclineProposal, now: datetime) -> ProposalDeclined:
    """The team will not be, and the lead is not proposed with these members again. Raises Rejected."""
    proposal = require_open(kept)
    team = {one.worksheet_id: one for one in proposal.team.members}
    for name in command.members:
        if name not in team:
            raise Rejected("worksheet-is-no-member", f"{name} is not in this proposal; name a member.", "members")
    lead = proposal.team.lead.organisation.organisation_id
    named = [team[name] for name in command.members] or proposal.team.members
    pairs = {one.organisation.organisation_id: DeclinedPair(lead=lead, member=one.organisation.organisation_id)
             for one in named}  # fmt: skip
    return ProposalDeclined(
        proposal_id=proposal.proposal_id,
        run_id=proposal.run_id,
        round_id=proposal.round_id,
        pairs=tuple(pairs[name] for name in sorted(pairs)),
        declined_at=now,
    )


def cluster_of(kept: KeptProposal | None) -> str:
    """The cluster of the lead's worksheet; empty when there is no proposal."""
    return cluster_id_of(kept.lead) if kept else ""


def _invitation(team: TeamProposed, cluster: Cluster, member: ProposedMember, now: datetime) -> MemberInvited:
    reasons = tuple(_reasons(team, member))
    return MemberInvited(
        cluster_id=cluster.cluster_id,
        invitation_id=invitation_id_of(cluster.cluster_id, member.organisation.organisation_id),
        organisation=member.organisation,
        person_id=member.person_id,
        from_worksheet=member.worksheet_id,
        title=cluster.title,
        score=sum(reason.weight for reason in reasons),
        reasons=reasons,
        expires_at=now + STANDS_FOR,
    )


def _reasons(team: TeamProposed, member: ProposedMember) -> Iterable[Reason]:
    for part in team.parts:
        if member.worksheet_id in part.members:
            yield Reason(code=part.code, text=part.text, weight=float(part.points))
