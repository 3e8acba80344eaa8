"""Examples of gatherings, slots and releases."""

from datetime import date, time
from typing import Any

from cityteams_contracts.events import (
    AgendaEntry,
    AgendaReleased,
    Day,
    EventsRejection,
    GatheringAnnounced,
    GatheringKind,
    HoldGathering,
    ReleaseAgenda,
    Room,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.examples.values import (
    CLUSTER,
    EXPO,
    GATHERING,
    HELD,
    LEAD,
    SLOT,
    TITLE,
    hour,
)
from cityteams_contracts.message import Message


def agenda_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_gatherings(), *_slots())


def _gatherings() -> tuple[Message, ...]:
    rooms = (Room(room_id="146c", name="146C", capacity=120), Room(room_id="146a", name="146A", capacity=80))
    days = (Day(date=date(2018, 2, 7), opens=time(13, 30), closes=time(17, 30)),)
    kind = GatheringKind.EXPO
    entry = AgendaEntry(
        slot_id=SLOT,
        cluster_id=CLUSTER,
        title=TITLE,
        speaker=LEAD,
        room_id="146c",
        starts=hour(14, 20),
        ends=hour(14, 30),
    )
    return (
        HoldGathering(**HELD, title=EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        ReleaseAgenda(gathering_id=GATHERING),
        GatheringAnnounced(**HELD, title=EXPO, kind=kind, days=days, rooms=rooms, slot_minutes=10),
        AgendaReleased(**HELD, title=EXPO, rooms=rooms, release=1, entries=(entry,)),
        EventsRejection(
            command_id="c-000019",
            command="events.hold-gathering.v1",
            code="time-zone-is-unknown",
            reason="'EST5' is not a time zone; give one such as America/New_York.",
            field="time_zone",
            about=GATHERING,
        ),
    )


def _slots() -> tuple[Message, ...]:
    about: dict[str, Any] = {"slot_id": SLOT, "cluster_id": CLUSTER, "title": TITLE, "speaker": LEAD}
    common: dict[str, Any] = {**HELD, "gathering": EXPO, **about}
    return (
        SlotGiven(**common, room_id="146c", room="146C", starts=hour(14, 20), ends=hour(14, 30)),
        SlotRefused(**common, reason="No room is free in the open hours of GCTC Expo 2018."),
        SlotCancelled(**common),
    )
