"""The shelves of webhooks, and the questions about them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cityteams_chassis import Shelf, Tx
from cityteams_contracts import Event
from cityteams_notifications import tables
from cityteams_notifications.domain.webhooks.dispatch import Dispatch, Health, Outgoing
from cityteams_notifications.domain.webhooks.endpoint import Endpoint, EndpointState
from cityteams_notifications.domain.webhooks.members import Member, Merged
from cityteams_notifications.domain.webhooks.routes import ClusterSector, Routes
from cityteams_notifications.webhooks.rows import SealedKeys, SealedTarget

_OWN = tables.webhooks
ENDPOINTS = Shelf(_OWN.endpoints, Endpoint)
ROUTES = Shelf(_OWN.routes, Routes)
CLUSTER_SECTORS = Shelf(_OWN.cluster_sectors, ClusterSector)
MEMBERS = Shelf(_OWN.members, Member)
MERGED = Shelf(_OWN.merged, Merged)
TARGETS = Shelf(_OWN.targets, SealedTarget, private=True)
KEYS = Shelf(_OWN.keys, SealedKeys, private=True)
HEALTH = Shelf(_OWN.health, Health, private=True)
OUTGOING = Shelf(_OWN.outgoing, Outgoing, private=True)
DISPATCHES = Shelf(_OWN.dispatches, Dispatch, private=True)


def version_of(tx: Tx, event: Event) -> int:
    """The version of the event that is being handled: the next one of its aggregate."""
    return tx.unit.versions[event.aggregate] + 1


def living(tx: Tx, organisation_id: str) -> str:
    """The organisation that an id means today: merged ids lead on to whom they live on in, however often."""
    seen = set[str]()
    while organisation_id not in seen and (found := tx.get(MERGED, organisation_id)) is not None:
        seen.add(organisation_id)
        organisation_id = found.into
    return organisation_id


def people_of(tx: Tx, organisation_id: str) -> frozenset[str]:
    """The people of an organisation, or of the one it lives on in."""
    found = tx.find(MEMBERS, _OWN.members.c.organisation_id == living(tx, organisation_id))
    return frozenset(each.person_id for each in found)


def endpoints_of(tx: Tx, organisation_id: str) -> list[Endpoint]:
    """The endpoints of an organisation."""
    return tx.find(ENDPOINTS, _OWN.endpoints.c.organisation_id == organisation_id)


def sectors_of(tx: Tx, cluster_ids: Iterable[str]) -> frozenset[str]:
    """The sectors of clusters, as far as they are known."""
    found = (tx.get(CLUSTER_SECTORS, each) for each in cluster_ids)
    return frozenset(each.sector for each in found if each is not None)


def keys_of(tx: Tx, endpoint_id: str) -> list[SealedKeys]:
    """All keys that were ever made for an endpoint."""
    return tx.find(KEYS, _OWN.keys.c.endpoint_id == endpoint_id)


def unused_targets(tx: Tx, before: datetime, limit: int) -> list[SealedTarget]:
    """URLs that were given before then and that no endpoint was registered with."""
    target = _OWN.targets.c
    return tx.find(TARGETS, target.made_at < before, target.used.is_(False), limit=limit)


def active_endpoints(tx: Tx) -> dict[str, int]:
    """The endpoints that are sent something now, with their attempts in vain since the last one that was taken."""
    endpoint, health = _OWN.endpoints.c, _OWN.health.c
    query: sa.Select[Any] = (
        sa.select(endpoint.endpoint_id, health.streak)
        .outerjoin(_OWN.health, health.endpoint_id == endpoint.endpoint_id)
        .where(endpoint.state == EndpointState.ACTIVE)
    )
    return {row.endpoint_id: row.streak or 0 for row in tx.rows(query)}
