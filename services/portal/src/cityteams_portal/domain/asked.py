"""Whom a cluster's question waits for: only for showing people their own questions, never to others."""

from dataclasses import dataclass
from datetime import datetime

from cityteams_contracts.clusters import MemberInvited
from cityteams_contracts.values import Participant, PersonId


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """A question that waits for the answer of one person."""

    invitation_id: str
    cluster_id: str
    person_id: PersonId
    organisation: Participant
    title: str
    expires_at: datetime | None

    @classmethod
    def invited(cls, _row: "AskedPerson | None", event: MemberInvited, _stamp: object) -> "AskedPerson":
        """They were asked."""
        return cls(
            event.invitation_id,
            event.cluster_id,
            event.person_id,
            event.organisation,
            event.title,
            event.expires_at,
        )

    @staticmethod
    def closed(_row: "AskedPerson | None", _event: object, _stamp: object) -> None:
        """Nobody waits any more."""
