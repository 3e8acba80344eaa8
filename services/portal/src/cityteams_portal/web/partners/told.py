"""Partners, introductions and suggestions as the API tells them."""

from typing import Any

from pydantic import TypeAdapter

from cityteams_portal.domain.partners import Introduction, OpenPartnerRun, PartnerList, PartnerRun, TextHint
from cityteams_portal.web.visitor import Visitor

_LIST, _RUN, _HINT = TypeAdapter(PartnerList), TypeAdapter(PartnerRun), TypeAdapter(TextHint)
_OPEN = TypeAdapter(OpenPartnerRun)


def list_json(found: PartnerList) -> dict[str, Any]:
    """A list with its reasons."""
    told: dict[str, Any] = _LIST.dump_python(found, mode="json")
    return told


def run_json(found: PartnerRun | OpenPartnerRun) -> dict[str, Any]:
    """A run, `running` or `done`; `optimal` says whether its bound proves that nothing better exists."""
    if isinstance(found, OpenPartnerRun):
        begun: dict[str, Any] = _OPEN.dump_python(found, mode="json")
        return begun | {"state": "running"}
    told: dict[str, Any] = _RUN.dump_python(found, mode="json")
    return told | {"state": "done", "optimal": found.score == found.bound}


def hint_json(found: TextHint) -> dict[str, Any]:
    """What the words suggest."""
    told: dict[str, Any] = _HINT.dump_python(found, mode="json")
    return told


def introduction_json(each: Introduction, visitor: Visitor) -> dict[str, Any]:
    """An introduction; the persons' ids only for the secretariat."""
    told: dict[str, Any] = {
        "introduction_id": each.introduction_id,
        "state": each.state,
        "asked_at": each.asked_at.isoformat(),
        "expires_at": each.expires_at.isoformat(),
        "waits_for_me": each.waits_for(visitor.person_id),
        "reasons": [reason.model_dump(mode="json") for reason in each.reasons],
    }
    for name, side in (("first", each.first), ("second", each.second)):
        shown = side.model_dump(mode="json")
        if not visitor.is_office and side.person_id != visitor.person_id:
            shown = {key: value for key, value in shown.items() if key not in ("person_id", "agreed")}
        told[name] = shown
    return told
