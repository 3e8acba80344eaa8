"""A worksheet that was handed in, as somebody would have typed it."""

from collections.abc import Mapping
from typing import Any

from cityteams_contracts.registration import FIELDS, Project, Shape, Target
from cityteams_contracts.values import Need, Participant, PersonId
from cityteams_portal.documents.cells import number
from cityteams_portal.worksheets.typed import Typed

_TEXTS = frozenset({Shape.LINE, Shape.PARAGRAPH, Shape.SECTOR, Shape.STATUS, Shape.LANGUAGE, Shape.WEBSITE})


def as_typed(project: Project, private: Mapping[str, Any], names: Mapping[PersonId, str]) -> Typed:
    """The fields; people appear by the names that are known, since their addresses stay with registration."""
    texts = {each.name: str(getattr(project, each.name, None) or "") for each in FIELDS if each.shape in _TEXTS}
    return {
        **texts,
        "lead": _person(project.lead, names),
        "participants": [_participant(each) for each in project.participants],
        "officials": [_person(each, names) for each in project.officials],
        "needs": [_need(each) for each in project.needs],
        "offers": [_need(each) for each in project.offers],
        "targets": [_target(each) for each in project.targets],
        **{name: value for name, value in private.items() if any(each.name == name for each in FIELDS)},
    }


def _person(person_id: PersonId, names: Mapping[PersonId, str]) -> Typed:
    return {"name": names.get(person_id, ""), "mail": ""}


def _participant(each: Participant) -> Typed:
    return {
        "name": each.name,
        "kind": str(each.kind),
        "country": each.country or "",
        "city": each.city or "",
        "deploys": each.deploys,
    }


def _need(each: Need) -> Typed:
    return {"kind": str(each.kind), "text": each.text}


def _target(each: Target) -> Typed:
    return {
        "name": each.name,
        "unit": each.unit or "",
        "baseline": "" if each.baseline is None else number(repr(each.baseline)),
        "target": number(repr(each.target)),
        "due": each.due.isoformat() if each.due else "",
        "method": each.method,
    }
