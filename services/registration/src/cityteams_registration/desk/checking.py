"""Checklists: the rules of a round held against what was typed so far, and against what was handed in."""

from collections.abc import Mapping
from datetime import date

from cityteams_chassis import Service, Tx
from cityteams_contracts.registration import ChecklistRead, CheckResult, ReadChecklist
from cityteams_registration.desk.contacts import Clock, utc_now
from cityteams_registration.desk.rights import not_yours
from cityteams_registration.domain.checklist import Situation, check_draft, check_project
from cityteams_registration.domain.people.drafting import Typed, values_of
from cityteams_registration.rights import is_office
from cityteams_registration.store import ROUNDS, WORKSHEETS


def checked(tx: Tx, draft_id: str, round_id: str, fields: Mapping[str, Typed], today: date) -> tuple[CheckResult, ...]:
    """Every rule of the round, met or not; nothing while the round is unknown here."""
    kept, worksheet = tx.get(ROUNDS, round_id), tx.get(WORKSHEETS, draft_id)
    if kept is None:
        return ()
    returning = worksheet is not None and worksheet.first_round_id != round_id
    return check_draft(kept.round, values_of(fields), returning, today)


class Checklists:
    """Answers the request about a worksheet that was handed in; its log names worksheet and reader by id."""

    def __init__(self, clock: Clock = utc_now) -> None:
        self._clock = clock

    async def read(self, request: ReadChecklist, service: Service) -> ChecklistRead:
        """What acceptance would ask today, for the secretariat."""

        def look(tx: Tx) -> ChecklistRead:
            worksheet = tx.get(WORKSHEETS, request.worksheet_id)
            if worksheet is None or not is_office(tx, request.actor):
                raise not_yours("worksheet_id")
            kept = tx.get(ROUNDS, worksheet.round_id)
            situation = Situation(self._clock().date(), worksheet.returning, secretariat=True)
            return ChecklistRead(
                worksheet_id=worksheet.worksheet_id,
                round_id=worksheet.round_id,
                checklist=check_project(kept.round, worksheet.project, situation) if kept else (),
            )

        found = await service.read(look)
        service.log.info("worksheet.checked", worksheet_id=request.worksheet_id, actor=request.actor)
        return found
