"""An endpoint of an organisation: what it wants, which keys sign for it, and whether it is sent anything now."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import (
    EndpointDeleted,
    EndpointDisabled,
    EndpointKind,
    EndpointPaused,
    EndpointRegistered,
    EndpointResumed,
    EndpointRevised,
    PauseEndpoint,
    RegisterEndpoint,
    ResumeEndpoint,
    ReviseEndpoint,
    RotateSecret,
    SecretRotated,
    Wanted,
)
from cityteams_contracts.public import TYPES

MOST_ENDPOINTS = 20
"""So many endpoints may an organisation have."""


class EndpointState(StrEnum):
    """Whether an endpoint is sent events."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"


@dataclass(frozen=True)
class Endpoint:
    """One endpoint; until `before_until` the keys `before_id` sign beside `key_id`."""

    endpoint_id: str
    organisation_id: str
    title: str
    kind: EndpointKind
    host: str
    target_id: str
    key_id: str | None
    wanted: Wanted
    state: EndpointState
    since: datetime
    registered_at: datetime
    before_id: str | None = None
    before_until: datetime | None = None
    reason: str | None = None

    @staticmethod
    def registered(_: "Endpoint | None", event: EndpointRegistered, _stamp: object) -> "Endpoint":
        """It begins."""
        return Endpoint(
            endpoint_id=event.endpoint_id,
            organisation_id=event.organisation_id,
            title=event.title,
            kind=event.kind,
            host=event.host,
            target_id=event.target_id,
            key_id=event.key_id,
            wanted=event.wanted,
            state=EndpointState.ACTIVE,
            since=event.registered_at,
            registered_at=event.registered_at,
        )

    @staticmethod
    def revised(known: "Endpoint | None", event: EndpointRevised, _stamp: object) -> "Endpoint | None":
        """It is called otherwise, or wants other events."""
        return known and replace(known, title=event.title, wanted=event.wanted)

    @staticmethod
    def rotated(known: "Endpoint | None", event: SecretRotated, _stamp: object) -> "Endpoint | None":
        """Fresh keys sign, and those before for a while."""
        return known and replace(known, key_id=event.key_id, before_id=event.before_id, before_until=event.before_until)

    @staticmethod
    def paused(known: "Endpoint | None", event: EndpointPaused, _stamp: object) -> "Endpoint | None":
        """Events wait."""
        return known and replace(known, state=EndpointState.PAUSED, since=event.paused_at)

    @staticmethod
    def resumed(known: "Endpoint | None", event: EndpointResumed, _stamp: object) -> "Endpoint | None":
        """Events are sent again."""
        return known and replace(known, state=EndpointState.ACTIVE, since=event.resumed_at, reason=None)

    @staticmethod
    def disabled(known: "Endpoint | None", event: EndpointDisabled, _stamp: object) -> "Endpoint | None":
        """Nothing is sent, and no new event is noted for it."""
        return known and replace(known, state=EndpointState.DISABLED, since=event.disabled_at, reason=event.reason)

    @staticmethod
    def deleted(_: "Endpoint | None", _event: EndpointDeleted, _stamp: object) -> None:
        """It is no more."""

    def keys_at(self, now: datetime) -> tuple[str, ...]:
        """Which keys sign now, the newest first."""
        both = self.before_until is not None and now < self.before_until
        return tuple(each for each in (self.key_id, self.before_id if both else None) if each)

    def disable(self, reason: str, now: datetime, failing_since: datetime | None = None) -> list[EndpointDisabled]:
        """Decides that nothing is sent any more; nothing happens to one that is disabled already."""
        if self.state is EndpointState.DISABLED:
            return []
        end = EndpointDisabled(
            endpoint_id=self.endpoint_id,
            organisation_id=self.organisation_id,
            title=self.title,
            host=self.host,
            reason=reason,
            failing_since=failing_since,
            disabled_at=now,
        )
        return [end]


def require_endpoint(known: Endpoint | None) -> Endpoint:
    """The endpoint; raises Rejected when there is none."""
    if known is None:
        raise Rejected("the-endpoint-is-unknown", "No endpoint has this id. Look at the list of yours.", "endpoint_id")
    return known


def require_active(known: Endpoint) -> Endpoint:
    """The endpoint, if it is sent events now; raises Rejected."""
    if known.state is not EndpointState.ACTIVE:
        raise Rejected("the-endpoint-is-not-active", f"It is {known.state}. Resume it first.", "endpoint_id")
    return known


def decide_registration(
    known: Endpoint | None, command: RegisterEndpoint, place: tuple[str, str | None], others: int, now: datetime
) -> EndpointRegistered:
    """An endpoint begins; `place` is the host and the key that were taken privately. Raises Rejected."""
    if known is not None:
        raise Rejected("the-endpoint-is-known-already", "This id is taken. Use a new one.", "endpoint_id")
    if others >= MOST_ENDPOINTS:
        reason = f"The organisation has {others} endpoints, and may have {MOST_ENDPOINTS}. Delete one that is not used."
        raise Rejected("the-organisation-has-too-many-endpoints", reason, "organisation_id")
    host, key_id = place
    return EndpointRegistered(
        endpoint_id=command.endpoint_id,
        organisation_id=command.organisation_id,
        title=command.title,
        kind=command.kind,
        host=host,
        target_id=command.target_id,
        key_id=key_id,
        wanted=checked_wish(command.wanted),
        registered_at=now,
    )


def checked_wish(wanted: Wanted, known: Collection[str] = TYPES) -> Wanted:
    """What is wanted, if there is such a thing; raises Rejected that names the first type that is not public."""
    if strange := [each for each in wanted.types if each not in known]:
        reason = f"“{strange[0]}” is not among the events that leave the house. Choose from: {', '.join(known)}."
        raise Rejected("the-event-type-is-not-public", reason, "wanted.types")
    return wanted


def decide_revision(known: Endpoint, command: ReviseEndpoint, now: datetime) -> EndpointRevised:
    """It is called otherwise, or wants other events; raises Rejected for a type that is not public."""
    wanted = checked_wish(command.wanted)
    return EndpointRevised(endpoint_id=known.endpoint_id, title=command.title, wanted=wanted, revised_at=now)


def decide_rotation(known: Endpoint, command: RotateSecret, now: datetime) -> SecretRotated:
    """Fresh keys sign from now on; raises Rejected for a channel, and for the keys in use."""
    if known.key_id is None:
        raise Rejected("a-channel-has-no-secret", "Events for a chat channel are not signed.", "endpoint_id")
    if command.key_id in (known.key_id, known.before_id):
        raise Rejected("the-secret-is-in-use", "These keys sign already. Ask for fresh ones.", "key_id")
    return SecretRotated(
        endpoint_id=known.endpoint_id,
        key_id=command.key_id,
        before_id=known.key_id,
        before_until=now + timedelta(hours=command.overlap_hours),
        rotated_at=now,
    )


def decide_pause(known: Endpoint, command: PauseEndpoint, now: datetime) -> EndpointPaused:
    """Events wait; raises Rejected when nothing is sent anyway."""
    require_active(known)
    return EndpointPaused(endpoint_id=command.endpoint_id, paused_at=now)


def decide_resumption(known: Endpoint, command: ResumeEndpoint, now: datetime) -> EndpointResumed:
    """Events are sent again; raises Rejected when they are already."""
    if known.state is EndpointState.ACTIVE:
        raise Rejected("the-endpoint-is-active", "It is sent events already; nothing was changed.", "endpoint_id")
    return EndpointResumed(endpoint_id=command.endpoint_id, resumed_at=now)
