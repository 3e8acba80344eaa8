"""Several rows looked at together, joined when read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from cityteams_contracts.values import OrganisationKind, PersonId
from cityteams_portal.domain.cluster import Cluster, Invitation
from cityteams_portal.domain.gathering import Slot
from cityteams_portal.domain.organisation import DuplicateQuestion, Registered
from cityteams_portal.domain.worksheet import Worksheet, WorksheetState

Place = tuple[str, str]
"""Where a sorted list goes on: the value it is sorted by, and the id."""


@dataclass(frozen=True, slots=True)
class ClusterCard:
    """A cluster in a list."""

    cluster: Cluster
    open_invitations: int


@dataclass(frozen=True, slots=True)
class ClusterList:
    """One page of the list; `after` continues it, None at the end."""

    cards: tuple[ClusterCard, ...]
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ClusterFile:
    """Everything about one cluster."""

    cluster: Cluster
    worksheet: Worksheet | None
    invitations: tuple[Invitation, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class ClusterFilter:
    """Which clusters a list shows, and after which (title, id) it goes on; `text` is in one of their names."""

    sector: str | None = None
    state: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 50
    text: str = ""


@dataclass(frozen=True, slots=True)
class WorksheetFilter:
    """Which worksheets a list shows. `public_only` looks at what everybody may read: words, too, could give away more.

    `until` keeps those that have been in their state since before a moment; `after` is the last (sort, id) seen.
    """

    text: str = ""
    states: tuple[WorksheetState, ...] = ()
    sectors: tuple[str, ...] = ()
    round_id: str | None = None
    organisation: str | None = None
    country: str | None = None
    language: str | None = None
    person: PersonId | None = None
    reviewer: PersonId | None = None
    until: datetime | None = None
    due_before: datetime | None = None
    by_title: bool = False
    newest_first: bool = False
    public_only: bool = False
    after: Place | None = None
    limit: int = 50

    def of_any_state(self) -> "WorksheetFilter":
        """The same without the states, for counting."""
        return self if self.public_only else replace(self, states=())

    def going_on(self, after: Place | None) -> "WorksheetFilter":
        """The same from a place on, in large steps."""
        return replace(self, after=after, limit=200)

    def in_sectors(self, sectors: tuple[str, ...]) -> "WorksheetFilter":
        """The same with other sectors."""
        return replace(self, sectors=sectors)

    def marks(self) -> Iterator[tuple[str, str]]:
        """The exact filters, but that of the organisation, which may have had several ids."""
        given = {"round": self.round_id, "country": self.country, "person": self.person}
        yield from ((kind, value) for kind, value in given.items() if value)
        if self.language:
            yield "lang", self.language.partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class WorksheetList:
    """One page of worksheets; `after` continues it."""

    worksheets: tuple[Worksheet, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class OrganisationFilter:
    """Which organisations a list shows; `merged` also those that live on in another."""

    text: str = ""
    kind: OrganisationKind | None = None
    country: str | None = None
    merged: bool = False
    after: Place | None = None
    limit: int = 50

    def going_on(self, after: Place | None) -> "OrganisationFilter":
        """The same from a place on, in large steps."""
        return replace(self, after=after, limit=200)


@dataclass(frozen=True, slots=True)
class OrganisationList:
    """One page of organisations; `after` continues it."""

    organisations: tuple[Registered, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class QuestionPair:
    """A question about look-alikes with both of them; one that this portal has not heard of yet is None."""

    question: DuplicateQuestion
    one: Registered | None
    other: Registered | None
