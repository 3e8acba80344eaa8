"""A form of the editor as a browser without scripts sends it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request

from cityteams_contracts.values import ID_PATTERN
from cityteams_portal.worksheets.typed import Typed, from_form, touched

_FIELDS = 4000
_MOST = 2**31


@dataclass(frozen=True)
class Posted:
    """What was sent: the fields as typed, those that were touched, which side of a conflict was taken, what to do."""

    token: str
    revision: int
    round_id: str
    typed: Typed
    changes: Typed
    open_conflicts: frozenset[str]
    do: str
    place: str


async def read_post(request: Request) -> Posted:
    """The form; numbers and marks that were tampered with count as not there."""
    async with request.form(max_files=0, max_fields=_FIELDS) as sent:
        items = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
        typed, taken = from_form(items), _taken(sent)
        texts = dict(items)
    do, _, place = texts.get("do", "save").partition(":")
    typed = _without(typed, place) if do == "remove" else typed
    dropped = {name for name, side in taken.items() if side == "theirs"}
    still = frozenset(name for name, side in taken.items() if side not in ("yours", "theirs"))
    changes = {name: value for name, value in touched(typed, _bases(texts)).items() if name not in dropped | still}
    return Posted(
        token=texts.get("form_token", ""),
        revision=_number(texts.get("revision", "")),
        round_id=texts.get("round", ""),
        typed=typed,
        changes=changes,
        open_conflicts=still,
        do=do,
        place=place,
    )


def _taken(sent: FormData) -> dict[str, str]:
    names = [str(name) for name in sent.getlist("merge")]
    return {name: str(sent.get(f"take-{name}", "")) for name in names}


def _bases(texts: Mapping[str, str]) -> dict[str, str]:
    try:
        found = json.loads(texts.get("bases", "{}"))
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}


def _number(text: str) -> int:
    return min(int(text), _MOST) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _without(typed: Typed, place: str) -> Typed:
    """The rows without the one whose button was pressed; blank rows before it are gone already."""
    name, _, number = place.partition(":")
    rows = typed.get(name)
    if not isinstance(rows, list) or not number.isdigit():
        return typed
    return typed | {name: [row for at, row in enumerate(rows) if at != int(number)]}


def is_id(text: str) -> bool:
    """Whether a text may be the id of a draft or a round."""
    return re.match(ID_PATTERN, text) is not None
