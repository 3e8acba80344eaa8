"""The feed: what may leave the house, in the order in which it came here, for outside systems that read by cursor.

An event and what it says is part of the copy; its place in the order is not, since the streams of several owners may
come in another order when the copy is built again. Then the feed has another `edition`, and old cursors say so.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cityteams_contracts import Event
from cityteams_contracts.public import about_clusters, about_sector, structured
from cityteams_contracts.values import utc_text
from cityteams_portal.domain.cluster import Cluster

HEAD = "head"
"""The name of the one row that counts the places."""


class Heard(Protocol):
    """What the feed needs to know of the event beside what it says."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def at(self) -> datetime:
        """Its time."""

    @property
    def version(self) -> int:
        """Its version within its aggregate."""


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """One event as it leaves; `clusters` and `sector` are what it is chosen by."""

    event_id: str
    kind: str
    aggregate: str
    version: int
    at: datetime
    clusters: tuple[str, ...]
    sector: str | None
    body: str

    @staticmethod
    def of(beside: Cluster | None, event: Event, stamp: Heard) -> "FeedEvent":
        """An event that has a line in the table of what is public.

        Its sector may be that of its cluster, if it is an event of that: only then has the cluster come before.
        """
        own = beside is not None and event.noun == "cluster"
        body = structured(event, stamp.id, utc_text(stamp.at), stamp.version)
        return FeedEvent(
            event_id=stamp.id,
            kind=event.type(),
            aggregate=event.aggregate,
            version=stamp.version,
            at=stamp.at,
            clusters=about_clusters(event),
            sector=about_sector(event) or (beside.sector if beside and own else None),
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        )


@dataclass(frozen=True, slots=True)
class FeedPlace:
    """Where an event stands in the order."""

    event_id: str
    place: int


@dataclass(frozen=True, slots=True)
class FeedHead:
    """How many places were given, in which edition of the order."""

    name: str
    edition: str
    last: int


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """What a reader wants, and after which place."""

    after: int
    limit: int
    kinds: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


def in_order(found: Iterable[FeedEvent]) -> list[str]:
    """The ids of events in an order that fits: by time, and within an aggregate by version."""
    by_time = sorted(found, key=lambda each: (each.at, each.aggregate, each.version))
    waiting: dict[str, list[FeedEvent]] = {}
    for each in by_time:
        waiting.setdefault(each.aggregate, []).append(each)
    queues = {name: iter(sorted(them, key=lambda each: each.version)) for name, them in waiting.items()}
    return [next(queues[each.aggregate]).event_id for each in by_time]
