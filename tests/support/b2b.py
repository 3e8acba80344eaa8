"""Reads the meeting scheduling instances of Bofill et al. (MiniZinc data files)."""

import re
from pathlib import Path

from cityteams_events.domain.meetings.problem import Meeting, MeetingProblem

FOLDER = Path(__file__).parents[1] / "data" / "b2b"


def names() -> list[str]:
    """All instances that are here."""
    return sorted(path.stem for path in FOLDER.glob("*.dzn"))


def instance(name: str) -> MeetingProblem:
    """One of them, with people as p01, p02 …"""
    text = (FOLDER / f"{name}.dzn").read_text("utf-8").replace("\n", " ")
    slots, morning = _number(text, "nTotalSlots"), _number(text, "nMorningSlots")
    sessions = {1: range(1, morning + 1), 2: range(morning + 1, slots + 1), 3: range(1, slots + 1)}
    asked = [
        tuple(map(int, row)) for row in re.findall(r"\|\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)", _part(text, "requested"))
    ]
    fixed = [int(each) for each in re.findall(r"\d+", _part(text, "fixed"))]
    meetings = []
    for (one, other, session), slot in zip(asked, fixed, strict=True):
        allowed = frozenset(sessions[session]) & ({slot} if slot else frozenset(sessions[session]))
        meetings.append(Meeting((_who(one), _who(other)), allowed))
    busy = {who for one, other, _ in asked for who in (one, other)}
    everybody = range(1, _number(text, "nBusiness") + 1)
    return MeetingProblem(
        meetings=tuple(meetings),
        slots=slots,
        tables=_number(text, "nTables"),
        absent={_who(at): frozenset(away) for at, away in enumerate(_sets(text, "forbidden"), 1) if away},
        before=tuple((first - 1, at) for at, earlier in enumerate(_sets(text, "precedences")) for first in earlier),
        others=frozenset(_who(each) for each in everybody if each not in busy),
    )


def _who(number: int) -> str:
    return f"p{number:02d}"


def _part(text: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(.*?);", text)
    assert found, f"{name} is not there"
    return found[1]


def _number(text: str, name: str) -> int:
    return int(_part(text, name))


def _sets(text: str, name: str) -> list[list[int]]:
    """Sets of numbers; 0 stands for nothing in these files."""
    sets = re.findall(r"\{([^}]*)\}", _part(text, name))
    return [[int(each) for each in found.split(",") if each.strip() and int(each)] for found in sets]
