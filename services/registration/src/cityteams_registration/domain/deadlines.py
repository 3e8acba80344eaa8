"""Until when something is taken in, and which fields of a worksheet may still change."""

from collections.abc import Collection, Iterable
from datetime import datetime

from cityteams_contracts import Rejected
from cityteams_contracts.values import Participant
from cityteams_registration.domain.rounds import KeptRound


def extended_until(kept: KeptRound, participants: Iterable[Participant]) -> datetime | None:
    """The latest extension that one of these organisations has in the round."""
    granted = [kept.extensions[one.organisation_id] for one in participants if one.organisation_id in kept.extensions]
    return max(granted, default=None)


def require_in_time(until: datetime | None, extension: datetime | None, now: datetime) -> None:
    """Lets pass until the deadline or the extension, both included; raises Rejected afterwards."""
    if until is None or now <= until or (extension is not None and now <= extension):
        return
    last = max(until, extension) if extension else until
    raise Rejected(
        "the-deadline-has-passed",
        f"The deadline was {last:%Y-%m-%d %H:%M} UTC. Ask the secretariat for an extension for your organisation.",
        "round_id",
    )


def frozen_fields(kept: KeptRound, now: datetime, extension: datetime | None) -> frozenset[str]:
    """The fields that are frozen now; nothing is for whom an extension holds."""
    if extension is not None and now <= extension:
        return frozenset()
    return frozenset(name for name, since in kept.round.deadlines.frozen_from.items() if since <= now)


def require_changeable(changed: Iterable[str], open_ones: Collection[str] | None, frozen: Collection[str]) -> None:
    """Raises Rejected at the first changed field that may not change.

    Only `open_ones` may change, or any when None; a frozen one may not, unless it is in `open_ones`.
    """
    for name in changed:
        if name in (open_ones or ()):
            continue
        if open_ones is not None or name in frozen:
            raise Rejected(
                "the-field-is-frozen",
                f"The field {name} can no longer be changed. Take your change to it back,"
                " or ask the secretariat to reopen the field; nothing else is lost.",
                name,
            )
