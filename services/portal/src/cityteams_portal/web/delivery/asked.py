"""What somebody looks for in the ledger, and what is told of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from starlette.requests import Request

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import Channel
from cityteams_contracts.values import utc_text
from cityteams_portal.domain.delivery import Delivery, DeliveryState
from cityteams_portal.paging import cursor, place
from cityteams_portal.store.delivery import Sought

W = TypeVar("W", bound=StrEnum)
MOST = 200


def sought(asked: Mapping[str, str]) -> Sought:
    """The filters of an address. Raises Rejected with the name of the one that cannot be read."""
    after = place(asked.get("after"))
    return Sought(
        state=_word(DeliveryState, asked, "state"),
        channel=_word(Channel, asked, "channel"),
        to=asked.get("to") or None,
        about=asked.get("about") or None,
        since=moment(asked, "since"),
        until=moment(asked, "until"),
        after=(_moment(after[0], "after"), after[1]) if after else None,
    )


def limit_of(request: Request) -> int:
    """How many at most."""
    told = request.query_params.get("limit", "50")
    return min(MOST, max(1, int(told))) if told.isascii() and told.isdigit() else 50


def moment(asked: Mapping[str, str], name: str) -> datetime | None:
    """A moment, with an offset; a bare day is its beginning in UTC. Raises Rejected."""
    told = asked.get(name, "").strip()
    return _moment(told, name) if told else None


def next_after(found: list[Delivery], limit: int) -> str | None:
    """Where the list goes on."""
    return cursor((utc_text(found[-1].at), found[-1].line_id)) if len(found) == limit else None


def delivery_json(each: Delivery) -> dict[str, Any]:
    """One delivery, or one line about it."""
    return {
        "delivery_id": each.delivery_id,
        "channel": each.channel,
        "to": each.to,
        "kind": each.kind,
        "about": each.about,
        "state": each.state,
        "attempt": each.attempt,
        "at": utc_text(each.at),
        "answer": each.answer,
        "reason": each.reason,
        "next_try_at": utc_text(each.next_try_at) if each.next_try_at else None,
    }


def _word(kind: type[W], asked: Mapping[str, str], name: str) -> W | None:
    told = asked.get(name, "")
    if not told:
        return None
    if told not in set(kind):
        raise Rejected("a-word-is-unknown", f"“{told[:40]}” is none of: {', '.join(kind)}.", name)
    return kind(told)


def _moment(told: str, name: str) -> datetime:
    whole = f"{told}T00:00:00+00:00" if len(told) == len("2018-02-07") else told
    try:
        if (found := datetime.fromisoformat(whole)).utcoffset() is not None:
            return found
    except ValueError:
        pass
    raise Rejected("a-moment-is-malformed", "Write a moment as 2018-02-07T09:00:00Z, or a day.", name)
