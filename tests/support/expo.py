"""The first day of the real Expo of 2017: 41 cluster talks of ten minutes in two rooms, with a break."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cityteams_events.domain.solver.demands import Agenda, Demands, Place, Room, Session, Slot

FILE = Path(__file__).parents[1] / "data" / "gctc" / "expo_2017_day1.json"
WASHINGTON = ZoneInfo("America/New_York")


def expo_day() -> tuple[Demands, Agenda]:
    """What the day had to place, and the agenda as it was printed."""
    rows = json.loads(FILE.read_text("utf-8"))["slots"]
    slots = sorted({_slot(row) for row in rows}, key=lambda slot: slot.starts)
    rooms = sorted({row["room"] for row in rows})
    sessions = tuple(
        Session(row["title"], frozenset(row["speakers"]) - {"TBD"} | {row["cluster_id"]}, theme=row["session_heading"])
        for row in rows
    )
    printed = tuple(Place(slots.index(_slot(row)), rooms.index(row["room"])) for row in rows)
    return Demands(tuple(slots), tuple(Room(name) for name in rooms), sessions), printed


def _slot(row: dict[str, str]) -> Slot:
    return Slot(*(_moment(row["date"], row[end]) for end in ("start", "end")))


def _moment(day: str, clock: str) -> datetime:
    return datetime.strptime(f"{day} {clock}", "%Y-%m-%d %I:%M %p").replace(tzinfo=WASHINGTON)
