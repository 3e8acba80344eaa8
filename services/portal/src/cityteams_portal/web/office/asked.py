"""What people and programs ask of a list, read from the address; a wrong value is named with its remedy."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from starlette.datastructures import QueryParams

from cityteams_contracts import Rejected
from cityteams_contracts.values import OrganisationKind
from cityteams_portal import paging
from cityteams_portal.domain.season import Season
from cityteams_portal.domain.showing import Reader
from cityteams_portal.domain.views import OrganisationFilter, WorksheetFilter
from cityteams_portal.domain.worksheet import WorksheetState
from cityteams_portal.web.visitor import Visitor

S = TypeVar("S", bound=StrEnum)
MOST = 200
_SORTS = ("age", "-age", "title", "-title")


def words(asked: QueryParams, name: str) -> tuple[str, ...]:
    """Values with commas between, or the name several times."""
    return tuple(part.strip() for value in asked.getlist(name) for part in value.split(",") if part.strip())


def one_of(kind: type[S], asked: Iterable[str], field: str) -> tuple[S, ...]:
    """Words of a closed list; raises Rejected with the words there are."""
    known = {each.value: each for each in kind}
    if wrong := [each for each in asked if each not in known]:
        raise Rejected("a-word-is-unknown", f"“{wrong[0][:40]}” is not known; choose {', '.join(known)}.", field)
    return tuple(known[each] for each in asked)


def number(asked: QueryParams, name: str, least: int, most: int, default: int | None = None) -> int | None:
    """A whole number within bounds."""
    text = asked.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
        raise Rejected(f"a-{name.replace('_', '-')}-is-out-of-range", f"{name} must be {least} to {most}.", name)
    return int(text)


def worksheet_filter(asked: QueryParams, visitor: Visitor | None, now: datetime) -> WorksheetFilter:
    """The filter of a list of worksheets, within what this visitor may see.

    The secretariat sees all; who asks for `mine=1` the own ones in any state; others what was accepted.
    """
    office = visitor is not None and visitor.is_office
    mine = visitor.person_id if visitor and asked.get("mine") == "1" else None
    sort = asked.get("sort") or "age"
    if sort not in _SORTS:
        raise Rejected("a-word-is-unknown", f"sort must be one of {', '.join(_SORTS)}.", "sort")
    days = number(asked, "older_than_days", 0, 10_000)
    whole = office or mine is not None
    states = one_of(WorksheetState, words(asked, "state"), "state")
    return WorksheetFilter(
        text=asked.get("q", "")[:200],
        states=states if whole else (WorksheetState.ACCEPTED,),
        sectors=words(asked, "sector"),
        round_id=asked.get("round") or None,
        organisation=asked.get("organisation") or None,
        country=asked.get("country", "").upper() or None,
        language=asked.get("language") or None,
        person=mine,
        reviewer=(asked.get("reviewer") or None) if office else None,
        until=now - timedelta(days=days) if days is not None else None,
        due_before=now if office and asked.get("overdue") == "1" else None,
        by_title=sort.endswith("title"),
        newest_first=sort.startswith("-"),
        public_only=visitor is None,
        after=paging.place(asked.get("after")),
        limit=number(asked, "limit", 1, MOST, 50) or 50,
    )


def organisation_filter(asked: QueryParams) -> OrganisationFilter:
    """The filter of a list of organisations."""
    kinds = one_of(OrganisationKind, words(asked, "kind")[:1], "kind")
    return OrganisationFilter(
        text=asked.get("q", "")[:200],
        kind=kinds[0] if kinds else None,
        country=asked.get("country", "").upper() or None,
        merged=asked.get("merged") == "1",
        after=paging.place(asked.get("after")),
        limit=number(asked, "limit", 1, MOST, 50) or 50,
    )


def with_old_sectors(wanted: tuple[str, ...], seasons: Iterable[Season]) -> tuple[str, ...]:
    """The sectors that were asked for with every code that any round knows them by, so that renaming hides nothing."""
    found = dict.fromkeys(wanted)
    for season in seasons:
        for entry in season.round.sectors:
            codes = (entry.code, *entry.formerly)
            if any(code in wanted for code in codes):
                found |= dict.fromkeys(codes)
    return tuple(found)


def as_reader(visitor: Visitor | None) -> Reader:
    """As what somebody looks at a worksheet that is not their own."""
    if visitor is None:
        return Reader.ANYBODY
    return Reader.OFFICE if visitor.is_office else Reader.PROGRAMME


def right_now() -> datetime:
    """The moment of the request."""
    return datetime.now(UTC)


def told_query(asked: QueryParams, **change: Any) -> dict[str, str]:
    """What is in the address, with some of it changed; what becomes None goes."""
    kept = {name: value for name, value in asked.items() if value and name != "after"} | change
    return {name: str(value) for name, value in kept.items() if value is not None}
