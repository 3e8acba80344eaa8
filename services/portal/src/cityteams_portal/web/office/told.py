"""What the API tells of worksheets, organisations and rounds, to whom."""

from typing import Any

from pydantic import TypeAdapter

from cityteams_portal.domain.history import Entry
from cityteams_portal.domain.organisation import Registered
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.showing import SHOWN, Reader
from cityteams_portal.domain.version import Difference, Version
from cityteams_portal.domain.views import QuestionPair
from cityteams_portal.domain.worksheet import Worksheet

_REGISTERED: TypeAdapter[Registered] = TypeAdapter(Registered)
_PAIR: TypeAdapter[QuestionPair] = TypeAdapter(QuestionPair)
_SEASON: TypeAdapter[Season] = TypeAdapter(Season)
_ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
_ANY: TypeAdapter[Any] = TypeAdapter(Any)
_OPEN = ("worksheet_id", "round_id", "state", "submitted_at", "decided_at")
_REVIEW = (
    "since", "seen", "reviewer", "due_at", "fields", "changed", "reopened_until", "part_id", "review_part",
    "receipt_number", "receipt_sha256", "rounds",
)  # fmt: skip


def worksheet_json(it: Worksheet, reader: Reader) -> dict[str, Any]:
    """A worksheet as somebody may read it: the fields of the project beside how far it has come."""
    told = {name: getattr(it, name) for name in _OPEN}
    told |= {name: getattr(it.project, name) for name in SHOWN[reader]}
    if reader >= Reader.TEAM:
        told |= {name: getattr(it, name) for name in _REVIEW}
        told |= {"lead": it.lead, "officials": it.project.officials, "answered": it.project.answered}
    found: dict[str, Any] = _ANY.dump_python(told, mode="json")
    return found


def version_json(it: Version, found: tuple[Difference, ...]) -> dict[str, Any]:
    """One handing in, and in what it differs from the one before."""
    names = ("version_id", "round_id", "at", "by", "changed", "part_id", "receipt_number", "receipt_sha256")
    told = {name: getattr(it, name) for name in names}
    told["differences"] = [{"field": one.field, "before": one.before, "after": one.after} for one in found]
    whole: dict[str, Any] = _ANY.dump_python(told, mode="json")
    return whole


def organisation_json(it: Registered, *, people: bool, formerly: tuple[str, ...] = ()) -> dict[str, Any]:
    """An organisation; its people, by id, for the secretariat and themselves."""
    told: dict[str, Any] = _REGISTERED.dump_python(it, mode="json")
    told.pop("sought")
    if not people:
        told.pop("people")
    return told | {"formerly": list(formerly)}


def question_json(it: QuestionPair) -> dict[str, Any]:
    """A question about look-alikes, with both."""
    told: dict[str, Any] = _PAIR.dump_python(it, mode="json")
    return told


def season_json(it: Season, *, office: bool, rules: bool = True) -> dict[str, Any]:
    """A round; who may hand in later is for the secretariat."""
    told: dict[str, Any] = _SEASON.dump_python(it, mode="json")
    if not office:
        told.pop("extensions")
    if not rules:
        told.pop("round")
    return told


def entry_json(it: Entry) -> dict[str, Any]:
    """One line of an audit trail."""
    told: dict[str, Any] = _ENTRY.dump_python(it, mode="json")
    return told
