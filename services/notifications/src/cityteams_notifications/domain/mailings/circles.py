"""Circles: who takes part in what, as the other services say it. From them the audience of a mailing is made.

A row holds what the events of one aggregate say: a worksheet, a cluster, a seat. People appear by their ids only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cityteams_contracts.notifications import MailingRole as Role

People = Mapping[str, tuple[str, ...]]


class Noun(StrEnum):
    """What a circle is about."""

    WORKSHEET = "worksheet"
    CLUSTER = "cluster"
    ALLIANCE = "alliance"
    ORGANISATION = "organisation"
    GATHERING = "gathering"


@dataclass(frozen=True)
class Circle:
    """Some people with their roles, and where they have them; `into` is the alliance that an alliance lives on in."""

    circle_id: str
    noun: Noun
    rounds: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    gatherings: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: People = field(default_factory=dict)
    into: str | None = None

    def having(self, role: Role, *people: str) -> "Circle":
        """These people and no others have the role."""
        return replace(self, people={**self.people, role.value: tuple(dict.fromkeys(people))})

    def joined(self, role: Role, person_id: str) -> "Circle":
        """One more person has the role."""
        return self.having(role, *self.people.get(role.value, ()), person_id)

    def left(self, role: Role, *people: str) -> "Circle":
        """These people do not have the role any more."""
        return self.having(role, *(each for each in self.people.get(role.value, ()) if each not in people))

    def of_round(self, *round_ids: str) -> "Circle":
        """It belongs to these rounds as well."""
        return replace(self, rounds=with_these(self.rounds, round_ids))

    def within(self, *cluster_ids: str) -> "Circle":
        """It belongs to these clusters or alliances as well."""
        return replace(self, clusters=with_these(self.clusters, cluster_ids))

    def outside(self, cluster_id: str) -> "Circle":
        """It does not belong to this alliance any more."""
        return replace(self, clusters=without(self.clusters, (cluster_id,)))


def with_these(before: tuple[str, ...], more: Iterable[str]) -> tuple[str, ...]:
    """Both, each once, in a fixed order."""
    return tuple(sorted({*before, *more}))


def without(before: tuple[str, ...], gone: Iterable[str]) -> tuple[str, ...]:
    """What is left."""
    return tuple(sorted(set(before) - set(gone)))


@dataclass(frozen=True)
class Reader:
    """What a person said of letters about the programme, and whether they were forgotten since."""

    person_id: str
    agrees: bool = False
    erased: bool = False
