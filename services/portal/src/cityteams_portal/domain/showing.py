"""Who may read what of a worksheet: its fields by audience, the one place where that is decided for pages and API.

Fields for the secretariat and the team alone (names, private answers, comments) are not in this copy at all.
"""

from enum import IntEnum

from cityteams_contracts.registration import FIELDS, Audience, Project
from cityteams_contracts.values import PersonId
from cityteams_portal.domain.worksheet import Worksheet


class Reader(IntEnum):
    """Who looks at a worksheet; a later one may read all that an earlier one may."""

    ANYBODY = 0
    PROGRAMME = 1
    TEAM = 2
    OFFICE = 3


_FROM = {Audience.PUBLIC: Reader.ANYBODY, Audience.PROGRAMME: Reader.PROGRAMME}
SHOWN = {
    reader: tuple(
        field.name
        for field in FIELDS
        if field.name in Project.model_fields
        and field.name not in {"lead", "officials"}
        and _FROM.get(field.audience, Reader.TEAM) <= reader
    )
    for reader in Reader
}
"""The fields of a project by who looks; the people of a team are told apart from it, by id, to team and office."""


def reader_of(worksheet: Worksheet, person_id: PersonId | None, *, is_office: bool) -> Reader:
    """As what somebody looks at a worksheet."""
    if is_office:
        return Reader.OFFICE
    if person_id is None:
        return Reader.ANYBODY
    return Reader.TEAM if person_id in worksheet.team else Reader.PROGRAMME


def may_see(worksheet: Worksheet | None, reader: Reader) -> bool:
    """Whether somebody may know that it is there: what was accepted everybody, the rest its team and the office."""
    return worksheet is not None and (worksheet.is_public() or reader >= Reader.TEAM)
