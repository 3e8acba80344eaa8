"""What the portal knows of a cluster's life: phase, members with roles, names, who asks, where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cityteams_contracts import clusters as said
from cityteams_contracts.values import Participant, PersonId, SectorCode


class Phase(StrEnum):
    """Where a cluster is in its life."""

    PROPOSED = "proposed"
    FORMING = "forming"
    LISTED = "listed"
    ACTIVE = "active"
    EXHIBITING = "exhibiting"
    IN_PLAYBOOK = "in_playbook"
    DORMANT = "dormant"
    DISSOLVED = "dissolved"


_EARLY = (Phase.PROPOSED, Phase.FORMING)


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation that takes part, as what, since when; without roles it does what its kind does."""

    organisation: Participant
    since: datetime
    roles: said.Roles = ()


@dataclass(frozen=True, slots=True)
class Applicant:
    """An organisation that wants to join."""

    organisation: Participant
    person_id: PersonId
    roles: said.Roles = ()


@dataclass(frozen=True, slots=True)
class ClusterLife:
    """A cluster with all that its own events say; `number` counts them, `sought` is where names are looked for."""

    cluster_id: str
    number: int
    worksheet_id: str
    round_id: str
    sector: SectorCode
    title: str
    lead: PersonId
    phase: Phase
    members: tuple[Member, ...]
    missing: tuple[str, ...]
    begun_at: datetime
    changed_at: datetime
    sought: str
    formerly: tuple[str, ...] = ()
    open_invitations: tuple[str, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    speakers: Mapping[str, PersonId] = field(default_factory=dict)
    affiliations: tuple[str, ...] = ()
    affiliations_asked: tuple[str, ...] = ()
    lead_lost: bool = False
    split_from: str | None = None
    merged_into: str | None = None

    @property
    def valid(self) -> bool:
        """Whether it counts as an action cluster."""
        return self.phase not in (*_EARLY, Phase.DISSOLVED) and not self.missing

    def at_least(self, phase: Phase) -> Phase:
        """The phase, unless the cluster is past the early ones."""
        return phase if self.phase in _EARLY else self.phase
