"""What of the house outside systems may see: the events that are forwarded, and of each the fields that leave.

The rule: what leaves is what anybody may read on the portal's pages without signing in. An event that has no line here
stays inside, and so does every field that its line does not name, also one that is added later. People do not leave,
not even by id; of a worksheet the fields of the public leave, and only once it was accepted. Letters, deliveries and
endpoints are about forwarding itself and stay.
"""

from collections.abc import Mapping
from typing import Any

from cityteams_contracts import clusters, events
from cityteams_contracts.message import Event
from cityteams_contracts.registration import (
    FIELDS,
    Audience,
    Project,
    RoundClosed,
    RoundOpened,
    RoundRevised,
    WorksheetAccepted,
)

Fields = Mapping[str, Any]
"""The fields that leave: `True` for a whole field, a mapping for parts of it, `__all__` for each of a list."""


def _whole(*names: str) -> dict[str, Any]:
    return dict.fromkeys(names, True)


_PROJECT = _whole(
    *(field.name for field in FIELDS if field.audience is Audience.PUBLIC and field.name in Project.model_fields)
)
_TEAM = _whole("cluster_id", "title", "members")
_SLOT = _whole("slot_id", "gathering_id", "gathering", "place", "time_zone", "cluster_id", "title")

_LIFE: Mapping[type[Event], Fields] = {
    clusters.ClusterAdvanced: _whole("cluster_id", "before", "stage", "title", "advanced_at"),
    clusters.ClusterRenamed: _whole("cluster_id", "before", "title", "renamed_at"),
    clusters.ClusterMerged: _whole("cluster_id", "into", "title", "into_title", "merged_at"),
    clusters.ClusterSplit: _whole("cluster_id", "into", "title", "into_title", "members", "missing", "split_at"),
    clusters.ClusterPromoted: _whole("cluster_id", "super_cluster_id", "title", "promoted_at"),
    clusters.ClusterInvalidated: _whole("cluster_id", "title", "missing", "invalidated_at"),
    clusters.ClusterRevalidated: _whole("cluster_id", "title", "revalidated_at"),
    clusters.MemberJoined: _whole("cluster_id", "organisation", "roles", "title", "missing", "joined_at"),
    clusters.MemberLeft: _whole("cluster_id", "organisation", "removed", "title", "missing", "left_at"),
    clusters.MemberRolesSet: _whole("cluster_id", "organisation", "roles", "missing"),
    clusters.AffiliationEnded: _whole("cluster_id", "super_cluster_id", "super_cluster", "title", "ended_at"),
}
_ALLIANCES: Mapping[type[Event], Fields] = {
    clusters.SuperClusterFormed: _whole("super_cluster_id", "round_id", "sector", "title"),
    clusters.ThematicClusterFormed: _whole("super_cluster_id", "title", "sector", "formed_at"),
    clusters.SuperClusterRenamed: _whole("super_cluster_id", "before", "title", "renamed_at"),
    clusters.SuperClustersMerged: _whole("super_cluster_id", "into", "title", "into_title", "merged_at"),
    clusters.EntityAffiliated: _whole("super_cluster_id", "organisation", "title", "affiliated_at"),
    clusters.EntityLeft: _whole("super_cluster_id", "organisation", "title", "left_at"),
    clusters.WorkingGroupFormed: _whole("super_cluster_id", "group", "title", "formed_at"),
    clusters.WorkingGroupClosed: _whole("super_cluster_id", "group", "title", "closed_at"),
    clusters.BlueprintPublished: _whole(
        "super_cluster_id", "blueprint_id", "document", "number", "group", "super_cluster", "published_at"
    ),
}
_HELD = _whole("gathering_id", "kind", "title", "place", "time_zone", "days")
_GATHERINGS: Mapping[type[Event], Fields] = {
    events.GatheringAnnounced: _HELD | _whole("rooms", "slot_minutes", "round_id"),
    events.GatheringChanged: _HELD | _whole("rooms", "slot_minutes", "round_id", "what"),
    events.GatheringSlipped: _HELD | _whole("days_were", "rooms", "by_days", "reason"),
    events.GatheringCancelled: _HELD | _whole("reason"),
    events.DeadlineExtended: _whole("gathering_id", "title", "time_zone", "what", "deadline", "was", "at"),
}
PUBLIC: Mapping[type[Event], Fields] = {
    WorksheetAccepted: _whole("worksheet_id", "round_id", "accepted_at") | {"project": _PROJECT},
    RoundOpened: _whole(*RoundOpened.model_fields),
    RoundRevised: _whole(*RoundRevised.model_fields),
    RoundClosed: _whole(*RoundClosed.model_fields),
    clusters.ClusterProposed: _TEAM | _whole("worksheet_id", "round_id", "sector", "missing"),
    clusters.MemberInvited: _whole("cluster_id", "invitation_id", "organisation", "title", "score", "reasons"),
    clusters.InvitationAnswered: _whole(
        "cluster_id", "invitation_id", "organisation", "accepted", "title", "answered_at"
    ),
    clusters.ClusterConfirmed: _TEAM | _whole("confirmed_at"),
    clusters.ClusterListed: _TEAM | _whole("worksheet_id", "round_id", "sector", "offers", "listed_at"),
    clusters.ClusterRevised: _TEAM | _whole("missing"),
    clusters.AffiliationGranted: _whole("cluster_id", "super_cluster_id", "super_cluster"),
    clusters.ClusterDissolved: _whole("cluster_id", "worksheet_id", "title"),
    **_LIFE,
    **_ALLIANCES,
    **_GATHERINGS,
    events.AgendaReleased: _whole("gathering_id", "title", "place", "time_zone", "rooms", "release")
    | {"entries": {"__all__": _whole("slot_id", "cluster_id", "title", "room_id", "starts", "ends")}},
    events.SlotGiven: _SLOT | _whole("room_id", "room", "starts", "ends"),
    events.SlotRefused: _SLOT | _whole("reason"),
    events.SlotCancelled: _SLOT,
}
"""Every event that outside systems may see, with the fields that leave."""

TYPES = tuple(sorted(event.type() for event in PUBLIC))
"""Their CloudEvents types."""


def told_outside(event: Event) -> dict[str, Any] | None:
    """The data of an event as it leaves the house, or None when it stays."""
    fields = PUBLIC.get(type(event))
    return None if fields is None else event.model_dump(mode="json", include=dict(fields))


def structured(event: Event, message_id: str, at: str, version: int) -> dict[str, Any] | None:
    """The event in the structured mode of CloudEvents 1.0, under the id, time and version that it has on the bus.

    None when it stays inside.
    `partitionkey` names the aggregate within which `sequence` grows; it skips the versions that stay inside.
    """
    data = told_outside(event)
    if data is None:
        return None
    return {
        "specversion": "1.0",
        "id": message_id,
        "source": f"/cityteams/{event.owner}",
        "type": event.type(),
        "subject": event.key,
        "time": at,
        "datacontenttype": "application/json",
        "sequence": f"{version:020d}",
        "partitionkey": event.aggregate,
        "data": data,
    }


def about_clusters(event: Event) -> tuple[str, ...]:
    """The clusters that an event is about, by id."""
    one = getattr(event, "cluster_id", None)
    entries = getattr(event, "entries", ())
    return (one,) if one else tuple(dict.fromkeys(each.cluster_id for each in entries))


def about_sector(event: Event) -> str | None:
    """The sector that an event names, if it does."""
    project = getattr(event, "project", None)
    sector = getattr(event, "sector", None) or getattr(project, "sector", None)
    return str(sector) if sector else None
