"""Every event of a cluster or an alliance as it was said: its history in words, and its state at any past moment."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from cityteams_contracts import Event, all_contracts
from cityteams_contracts.values import PersonId
from cityteams_portal.domain.alliance import Alliance
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.stamps import Stamped
from cityteams_portal.domain.words import sentence

L = TypeVar("L")


@dataclass(frozen=True)
class Happened:
    """One event: the n-th of what it is `about` (`cluster:ID`, `super-cluster:ID`); `by` asked for it."""

    event_id: str
    about: str
    number: int
    at: datetime
    by: PersonId
    kind: str
    body: str

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """What the event says."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def name(self) -> str:
        """The event's name without its owner, such as `cluster.renamed`."""
        return ".".join(self.kind.split(".")[3:5])

    @property
    def words(self) -> str:
        """The event as a sentence."""
        told = {name: _word(value) for name, value in self.facts.items()}
        pattern = _SENTENCES.get(self.name) or sentence(self.name.partition(".")[2]) + "."
        if self.facts.get("removed"):
            pattern = "The team goes on without {organisation}."
        if self.name in _ANSWERED:
            pattern = _ANSWERED[self.name][bool(self.facts["accepted"])]
        return pattern.format_map(_Told(told))

    def event(self) -> Event:
        """The event itself."""
        message = all_contracts()[self.kind].model_validate_json(self.body)
        assert isinstance(message, Event)  # noqa: S101 - nothing else was noted
        return message


class _Told(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"({key})"


def _word(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or "")
    if isinstance(value, list):
        return ", ".join(_word(each) for each in value) or "nothing"
    return sentence(value).lower() if isinstance(value, str) and "_" in value else str(value)


_ANSWERED = {
    "cluster.invitation-answered": ("{organisation} said no.", "{organisation} said yes."),
    "cluster.join-answered": ("The team did not take {organisation} in.", "The team took {organisation} in."),
}
_SENTENCES = {
    "cluster.proposed": "The team was proposed: {title}.",
    "cluster.member-invited": "{organisation} was asked to join.",
    "cluster.invitation-expires-soon": "{organisation} was reminded of the invitation.",
    "cluster.invitation-lapsed": "{organisation} did not answer in time; the invitation lapsed.",
    "cluster.invitation-withdrawn": "The invitation of {organisation} was taken back.",
    "cluster.join-asked": "{organisation} asked to join.",
    "cluster.member-joined": "{organisation} joined.",
    "cluster.member-left": "{organisation} left.",
    "cluster.member-roles-set": "{organisation} does now: {roles}.",
    "cluster.lead-replaced": "Another person leads the team.",
    "cluster.lead-lost": "The team lead was forgotten; a former member led until then.",
    "cluster.official-named": "A city official was named.",
    "cluster.official-lost": "A city official was forgotten.",
    "cluster.renamed": "Renamed from “{before}” to “{title}”.",
    "cluster.confirmed": "The team is complete.",
    "cluster.listed": "The cluster is on the public list.",
    "cluster.revised": "The team as a whole: {members}.",
    "cluster.advanced": "From {before} to {stage}.",
    "cluster.invalidated": "The cluster does not count any more; it lacks: {missing}.",
    "cluster.revalidated": "The cluster counts again.",
    "cluster.merged": "It lives on in “{into_title}”.",
    "cluster.split": "{members} went on as “{into_title}”.",
    "cluster.promoted": "It founded a SuperCluster.",
    "cluster.dissolved": "The cluster is no more.",
    "cluster.affiliation-asked": "The team asked to belong to {super_cluster}.",
    "cluster.affiliation-granted": "It belongs to {super_cluster}.",
    "cluster.affiliation-declined": "{super_cluster} said no.",
    "cluster.affiliation-ended": "It belongs to {super_cluster} no longer.",
    "super-cluster.formed": "The SuperCluster was formed: {title}.",
    "super-cluster.thematic-formed": "The thematic cluster was formed: {title}.",
    "super-cluster.renamed": "Renamed from “{before}” to “{title}”.",
    "super-cluster.merged": "It lives on in “{into_title}”.",
    "super-cluster.chair-named": "A chair was named ({of}).",
    "super-cluster.chair-left": "A chair left.",
    "super-cluster.entity-asked": "{organisation} asked to belong to it.",
    "super-cluster.entity-declined": "{organisation} was declined.",
    "super-cluster.entity-affiliated": "{organisation} belongs to it.",
    "super-cluster.entity-left": "{organisation} belongs to it no longer.",
    "super-cluster.working-group-formed": "The working group “{title}” was formed.",
    "super-cluster.working-group-revised": "The working group “{title}” was changed.",
    "super-cluster.working-group-closed": "The working group “{title}” was closed.",
    "super-cluster.blueprint-published": "Version {number} of “{blueprint}” was published.",
}


def noted(row: ClusterLife | Alliance | None, event: Event, stamp: Stamped) -> Happened:
    """One event more, after those that are known."""
    number = (row.number if row else 0) + 1
    about = f"{event.noun}:{event.key}"
    kind = event.listen().removesuffix(".*")
    return Happened(stamp.id, about, number, stamp.at, stamp.actor, kind, event.model_dump_json())


def then(happened: Iterable[Happened], lived: Callable[[L | None, Event, datetime], L | None]) -> L | None:
    """The state that these events lead to, in their order."""
    state: L | None = None
    for each in happened:
        state = lived(state, each.event(), each.at)
    return state
