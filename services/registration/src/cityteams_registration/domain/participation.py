"""What an accepted worksheet has to do with a later round: asked, confirmed, answered."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cityteams_contracts.registration import SupplementAsked, SupplementGiven, WorksheetConfirmed
from cityteams_contracts.values import RoundId, WorksheetId
from cityteams_registration.domain.worksheet import Said


class Stage(StrEnum):
    """How far a worksheet is in a later round."""

    DUE = "due"
    CONFIRMED = "confirmed"
    GIVEN = "given"


@dataclass(frozen=True)
class Participation:
    """A worksheet in a later round; `questions` are those it was asked, `answers` how many its team had to write."""

    participation_id: str
    worksheet_id: str
    round_id: str
    stage: Stage
    questions: tuple[str, ...] = ()
    due_at: datetime | None = None
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None
    given_at: datetime | None = None
    answers: int = 0
    part_id: str | None = None

    @staticmethod
    def asked(_before: "Participation | None", event: SupplementAsked, said: Said) -> "Participation":
        """The round has questions, or only wants to know whether the cluster takes part."""
        return Participation(
            participation_id=participation_id(event.worksheet_id, event.round_id),
            worksheet_id=event.worksheet_id,
            round_id=event.round_id,
            stage=Stage.DUE,
            questions=event.questions,
            due_at=event.due_at,
            asked_at=said.at,
        )

    @staticmethod
    def confirmed(before: "Participation | None", event: WorksheetConfirmed, _said: object) -> "Participation":
        """The cluster takes part; what it was asked stays due."""
        return replace(_begun(before, event), stage=Stage.CONFIRMED, confirmed_at=event.confirmed_at)

    @staticmethod
    def given(before: "Participation | None", event: SupplementGiven, _said: object) -> "Participation":
        """Everything is answered."""
        return replace(
            _begun(before, event),
            stage=Stage.GIVEN,
            given_at=event.given_at,
            answers=event.answers,
            part_id=event.part_id,
        )


def participation_id(worksheet_id: WorksheetId, round_id: RoundId) -> str:
    """The one name of a worksheet in a round; no id holds a colon."""
    return f"{worksheet_id}:{round_id}"


def _begun(before: Participation | None, event: WorksheetConfirmed | SupplementGiven) -> Participation:
    """Whoever was not asked yet may take part by themselves."""
    name = participation_id(event.worksheet_id, event.round_id)
    return before or Participation(name, event.worksheet_id, event.round_id, Stage.DUE)
