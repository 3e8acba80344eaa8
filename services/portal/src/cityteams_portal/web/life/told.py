"""What the API and the pages tell of a cluster's life, to whom; nobody outside the team sees people."""

from datetime import UTC, datetime, time
from typing import Any

from pydantic import TypeAdapter
from starlette.requests import Request

from cityteams_contracts import Rejected
from cityteams_portal.domain.cluster_life import ClusterLife
from cityteams_portal.domain.happened import Happened
from cityteams_portal.web.visitor import Visitor

_LIFE: TypeAdapter[ClusterLife] = TypeAdapter(ClusterLife)
_PEOPLE = ("lead", "speakers", "applicants", "lead_lost")


def sees_people(visitor: Visitor | None, life: ClusterLife | None) -> bool:
    """Whether somebody may see, by id, who leads and who speaks for whom: the office and the lead."""
    return visitor is not None and (visitor.is_office or (life is not None and visitor.person_id == life.lead))


def life_json(life: ClusterLife, *, people: bool) -> dict[str, Any]:
    """A cluster as its events tell it."""
    told: dict[str, Any] = _LIFE.dump_python(life, mode="json")
    told.pop("sought")
    for name in () if people else _PEOPLE:
        told.pop(name)
    return told | {"valid": life.valid}


def happened_json(each: Happened, *, people: bool) -> dict[str, Any]:
    """One line of a history."""
    told: dict[str, Any] = {
        "event_id": each.event_id,
        "number": each.number,
        "at": each.at.isoformat(),
        "what": each.name,
        "words": each.words,
    }
    return told | ({"by": each.by} if people else {})


def moment_asked(request: Request) -> datetime | None:
    """`?at=`: a day (its end, UTC) or a moment; None when none is asked for. Raises Rejected."""
    text = request.query_params.get("at", "").strip()
    if not text:
        return None
    try:
        if len(text) == len("2018-02-06"):
            day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
            return datetime.combine(day, time.max, UTC)
        found = datetime.fromisoformat(text.replace(" ", "+"))
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    remedy = "at: say a day such as 2018-02-06, or a moment with its offset such as 2018-02-06T12:00:00Z."
    raise Rejected("a-moment-is-needed", remedy, "at")
