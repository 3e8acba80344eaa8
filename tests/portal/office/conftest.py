"""A portal whose private questions are answered by a small registration, with a morning's queue in it."""

from collections.abc import Callable
from typing import Any

import pytest

from cityteams_contracts import CONTACT_GIVE, Rejected
from cityteams_contracts.registration import (
    PART_GIVE,
    PART_READ,
    PERSON_EXPORT,
    PERSON_NAMES,
    PERSON_PUBLIC,
    WORKSHEET_CHECKLIST,
    ChecklistRead,
    CheckResult,
    ContactGiven,
    LevelOfRule,
    NamesRead,
    PartGiven,
    PartRead,
    PersonExported,
    PublicLeadsRead,
)
from cityteams_portal.app import build
from tests.portal.desk import Desk, settings_for
from tests.portal.office.story import queue
from tests.portal.story import NOON

NAMES = {"p-lead": "Lea Lead", "p-official": "Otto Official", "p-reviewer": "Rita Reviewer"}


def check(code: str, field: str, level: LevelOfRule, *, met: bool) -> CheckResult:
    """A rule, met or not."""
    sentence = {"en": f"{code} in English.", "fr": f"{code} en français."}
    return CheckResult(code=code, level=level, field=field, met=met, sentence=sentence)


class OfficeDesk(Desk):
    """`asked` are the private questions that came, in order; `parts` what was given so; `checklist` the rules."""

    def __init__(self, service, settings):
        self.asked: list[tuple[str, Any]] = []
        self.parts: dict[str, dict[str, Any]] = {
            "part-w-1": {"cybersecurity": "CANARY-cyber", "privacy": "CANARY-privacy"},
            "part-comments": {"targets": "Say until when, please."},
        }
        self.checklist = (
            check("no-city-deploys", "participants", LevelOfRule.BLOCK, met=True),
            check("a-title-is-there", "title", LevelOfRule.BLOCK, met=True),
            check("an-official-is-named", "officials", LevelOfRule.BLOCK, met=False),
            check("two-take-part", "participants", LevelOfRule.WARN, met=False),
        )
        super().__init__(service, settings)

    async def _request(self, subject, question, response, timeout=2.0):  # noqa: ASYNC109
        self.asked.append((subject, question))
        answers: dict[str, Callable[[], Any]] = {
            CONTACT_GIVE: lambda: self._contact(question),
            PART_GIVE: lambda: self._give(question),
            PART_READ: lambda: PartRead(part_id=question.part_id, worksheet_id="w-1", content=self._part(question)),
            PERSON_NAMES: lambda: NamesRead(names={who: NAMES[who] for who in question.person_ids if who in NAMES}),
            PERSON_PUBLIC: PublicLeadsRead,
            WORKSHEET_CHECKLIST: lambda: ChecklistRead(
                worksheet_id=question.worksheet_id, round_id="sc3-2018", checklist=self.checklist
            ),
            PERSON_EXPORT: lambda: PersonExported(person_id=question.person_id, made_at=NOON, sections={}),
        }
        if subject not in answers:
            raise Rejected("not-yours-or-not-there", "This is not yours, or it is not there.")
        return answers[subject]()

    def _contact(self, question):
        if "@" not in question.mail:
            raise Rejected("a-mail-address-is-needed", "This is not a mail address: it has no @.", "mail")
        self.people.append(question)
        return ContactGiven(person_id=f"p-{question.mail.partition('@')[0]}")

    def _give(self, question):
        self.parts[f"part-{len(self.parts)}"] = question.content
        return PartGiven(part_id=f"part-{len(self.parts) - 1}", answered=tuple(question.content))

    def _part(self, question):
        if question.part_id not in self.parts:
            raise Rejected("not-yours-or-not-there", "This is not yours, or it is not there.")
        return self.parts[question.part_id]


@pytest.fixture
def new_desk(new_store, migrated):
    """Gives an empty portal, each time it is called."""

    def make(**change) -> OfficeDesk:
        settings = settings_for(new_store(), **change)
        return OfficeDesk(migrated(build(settings)), settings)

    return make


@pytest.fixture
def morning(desk):
    """A portal that heard a morning's queue."""
    desk.hear(*queue())
    return desk
