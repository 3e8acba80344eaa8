"""What each event does to the portal's copy of a cluster's life; folded up to a moment, it gives any past state."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts import clusters as said
from cityteams_contracts.values import Participant
from cityteams_portal.domain.cluster_life import Applicant, ClusterLife, Member, Phase


def begun(event: said.ClusterProposed | said.ClusterListed, at: datetime) -> ClusterLife:
    """The first that is known of a cluster."""
    listed = isinstance(event, said.ClusterListed)
    return ClusterLife(
        cluster_id=event.cluster_id,
        number=0,
        worksheet_id=event.worksheet_id,
        round_id=event.round_id,
        sector=event.sector,
        title=event.title,
        lead=event.lead,
        phase=Phase.LISTED if listed else Phase.PROPOSED,
        members=tuple(Member(each, at) for each in event.members),
        missing=() if isinstance(event, said.ClusterListed) else event.missing,
        begun_at=at,
        changed_at=at,
        sought=event.title.casefold(),
        split_from=None if isinstance(event, said.ClusterListed) else event.split_from,
    )


def _with(life: ClusterLife, new: Participant, at: datetime, roles: said.Roles = ()) -> tuple[Member, ...]:
    known = next((each for each in life.members if each.organisation.organisation_id == new.organisation_id), None)
    if known is None:
        return (*life.members, Member(new, at, roles))
    renewed = replace(known, organisation=new, roles=roles or known.roles)
    return tuple(renewed if each is known else each for each in life.members)


def _without(life: ClusterLife, gone: Iterable[Participant]) -> tuple[Member, ...]:
    ids = {each.organisation_id for each in gone}
    return tuple(each for each in life.members if each.organisation.organisation_id not in ids)


def _whole(life: ClusterLife, members: Iterable[Participant], at: datetime) -> tuple[Member, ...]:
    known = {each.organisation.organisation_id: each for each in life.members}
    return tuple(
        replace(known[each.organisation_id], organisation=each) if each.organisation_id in known else Member(each, at)
        for each in members
    )


def _revised(life: ClusterLife, event: said.ClusterRevised, at: datetime) -> ClusterLife:
    members = _whole(life, event.members, at)
    return replace(life, title=event.title, lead=event.lead, members=members, missing=event.missing)


def _confirmed(life: ClusterLife, event: said.ClusterConfirmed, at: datetime) -> ClusterLife:
    return replace(life, members=_whole(life, event.members, at), missing=())


def _listed(life: ClusterLife, event: said.ClusterListed, at: datetime) -> ClusterLife:
    return replace(life, phase=life.at_least(Phase.LISTED), members=_whole(life, event.members, at), missing=())


def _invited(life: ClusterLife, event: said.MemberInvited, _at: datetime) -> ClusterLife:
    return replace(
        life, phase=life.at_least(Phase.FORMING), open_invitations=(*life.open_invitations, event.invitation_id)
    )


def _closed(life: ClusterLife, event: Any, _at: datetime) -> ClusterLife:
    still = tuple(each for each in life.open_invitations if each != event.invitation_id)
    return replace(life, open_invitations=still, phase=life.phase if still else life.at_least(Phase.PROPOSED))


def _answered(life: ClusterLife, event: said.InvitationAnswered, at: datetime) -> ClusterLife:
    closed = _closed(life, event, at)
    return replace(closed, members=_with(closed, event.organisation, at)) if event.accepted else closed


def _asked(life: ClusterLife, event: said.JoinAsked, _at: datetime) -> ClusterLife:
    return replace(life, applicants=(*life.applicants, Applicant(event.organisation, event.person_id, event.roles)))


def _heard(life: ClusterLife, event: said.JoinAnswered, _at: datetime) -> ClusterLife:
    gone = event.organisation.organisation_id
    kept = tuple(each for each in life.applicants if each.organisation.organisation_id != gone)
    return replace(life, applicants=kept)


def _joined(life: ClusterLife, event: said.MemberJoined, at: datetime) -> ClusterLife:
    speakers = life.speakers
    if event.person_id:
        speakers = {**speakers, event.organisation.organisation_id: event.person_id}
    members = _with(life, event.organisation, at, event.roles)
    return replace(life, members=members, missing=event.missing, speakers=speakers)


def _left(life: ClusterLife, event: said.MemberLeft, _at: datetime) -> ClusterLife:
    gone = event.organisation.organisation_id
    speakers = {key: value for key, value in life.speakers.items() if key != gone}
    return replace(life, members=_without(life, (event.organisation,)), missing=event.missing, speakers=speakers)


def _roles_set(life: ClusterLife, event: said.MemberRolesSet, at: datetime) -> ClusterLife:
    return replace(life, members=_with(life, event.organisation, at, event.roles), missing=event.missing)


def _lead_replaced(life: ClusterLife, event: said.LeadReplaced, _at: datetime) -> ClusterLife:
    return replace(life, lead=event.lead, lead_lost=False)


def _lead_lost(life: ClusterLife, _event: said.LeadLost, _at: datetime) -> ClusterLife:
    return replace(life, lead_lost=True)


def _lacks(life: ClusterLife, event: said.OfficialNamed | said.OfficialLost, _at: datetime) -> ClusterLife:
    return replace(life, missing=event.missing)


def _renamed(life: ClusterLife, event: said.ClusterRenamed, _at: datetime) -> ClusterLife:
    formerly = (*(each for each in life.formerly if each not in (event.before, event.title)), event.before)
    return replace(life, title=event.title, formerly=formerly)


def _advanced(life: ClusterLife, event: said.ClusterAdvanced, _at: datetime) -> ClusterLife:
    return replace(life, phase=Phase(event.stage))


def _split(life: ClusterLife, event: said.ClusterSplit, _at: datetime) -> ClusterLife:
    return replace(life, members=_without(life, event.members), missing=event.missing)


def _merged(life: ClusterLife, event: said.ClusterMerged, _at: datetime) -> ClusterLife:
    return replace(life, merged_into=event.into)


def _dissolved(life: ClusterLife, event: said.ClusterDissolved, _at: datetime) -> ClusterLife:
    merged_into = event.merged_into or life.merged_into
    return replace(life, phase=Phase.DISSOLVED, open_invitations=(), applicants=(), merged_into=merged_into)


def _granted(life: ClusterLife, event: said.AffiliationGranted, _at: datetime) -> ClusterLife:
    new = event.super_cluster_id
    return replace(
        life,
        affiliations=(*(each for each in life.affiliations if each != new), new),
        affiliations_asked=tuple(each for each in life.affiliations_asked if each != new),
    )


def _affiliation_asked(life: ClusterLife, event: said.AffiliationAsked, _at: datetime) -> ClusterLife:
    return replace(life, affiliations_asked=(*life.affiliations_asked, event.super_cluster_id))


def _affiliation_declined(life: ClusterLife, event: said.AffiliationDeclined, _at: datetime) -> ClusterLife:
    kept = tuple(each for each in life.affiliations_asked if each != event.super_cluster_id)
    return replace(life, affiliations_asked=kept)


def _affiliation_ended(life: ClusterLife, event: said.AffiliationEnded, _at: datetime) -> ClusterLife:
    return replace(life, affiliations=tuple(each for each in life.affiliations if each != event.super_cluster_id))


def _as_it_was(life: ClusterLife, _event: Event, _at: datetime) -> ClusterLife:
    return life


CHANGES: Mapping[type[Event], Callable[[ClusterLife, Any, datetime], ClusterLife]] = MappingProxyType(
    {
        said.ClusterProposed: _as_it_was,
        said.ClusterConfirmed: _confirmed,
        said.ClusterListed: _listed,
        said.ClusterRevised: _revised,
        said.MemberInvited: _invited,
        said.InvitationAnswered: _answered,
        said.InvitationExpiresSoon: _as_it_was,
        said.InvitationLapsed: _closed,
        said.InvitationWithdrawn: _closed,
        said.JoinAsked: _asked,
        said.JoinAnswered: _heard,
        said.MemberJoined: _joined,
        said.MemberLeft: _left,
        said.MemberRolesSet: _roles_set,
        said.LeadReplaced: _lead_replaced,
        said.LeadLost: _lead_lost,
        said.OfficialNamed: _lacks,
        said.OfficialLost: _lacks,
        said.ClusterRenamed: _renamed,
        said.ClusterAdvanced: _advanced,
        said.ClusterInvalidated: _as_it_was,
        said.ClusterRevalidated: _as_it_was,
        said.ClusterSplit: _split,
        said.ClusterMerged: _merged,
        said.ClusterPromoted: _as_it_was,
        said.ClusterDissolved: _dissolved,
        said.AffiliationAsked: _affiliation_asked,
        said.AffiliationGranted: _granted,
        said.AffiliationDeclined: _affiliation_declined,
        said.AffiliationEnded: _affiliation_ended,
    }
)
"""What each event does to a cluster."""


def lived(life: ClusterLife | None, event: Event, at: datetime) -> ClusterLife | None:
    """The cluster after one more event; None while nothing is known that it could have happened to."""
    if life is None:
        if not isinstance(event, said.ClusterProposed | said.ClusterListed):
            return None
        life = begun(event, at)
    after = CHANGES[type(event)](life, event, at)
    names = "\n".join((after.title, *after.formerly)).casefold()
    return replace(after, number=life.number + 1, changed_at=at, sought=names)
