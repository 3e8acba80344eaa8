"""One worksheet living through the pure inside alone: every command is decided, every event applied and noted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cityteams_chassis import Stamp
from cityteams_contracts import Command, Event, Rejected
from cityteams_contracts.registration import (
    AcceptWorksheet,
    BeginReview,
    ConfirmForRound,
    DeclineWorksheet,
    GiveSupplement,
    ReopenFields,
    ReturnWorksheet,
    SubmitWorksheet,
    SupplementAsked,
    SupplementGiven,
    WithdrawWorksheet,
    WorksheetConfirmed,
)
from cityteams_registration.domain.audit import Entry
from cityteams_registration.domain.intake import GivenPart, Intake, decide_submission
from cityteams_registration.domain.participation import Participation
from cityteams_registration.domain.review import (
    decide_acceptance,
    decide_refusal,
    decide_reopening,
    decide_return,
    decide_review,
    decide_withdrawal,
)
from cityteams_registration.domain.rounds import KeptRound
from cityteams_registration.domain.supplement import decide_asking, decide_confirmation, decide_supplement
from cityteams_registration.domain.worksheet import APPLY
from tests.registration.samples import NOON, kept

_PARTICIPATION: dict[type, Any] = {
    SupplementAsked: Participation.asked,
    WorksheetConfirmed: Participation.confirmed,
    SupplementGiven: Participation.given,
}


@dataclass
class Life:
    """What is known of the worksheet, and everything that was said of it."""

    rounds: dict[str, KeptRound] = field(default_factory=lambda: {"sc3-2018": kept()})
    parts: dict[str, GivenPart] = field(default_factory=dict)
    worksheet: Any = None
    participations: dict[str, Participation] = field(default_factory=dict)
    said: list[Any] = field(default_factory=list)
    trail: list[Entry] = field(default_factory=list)

    def do(self, command: Command, at: datetime = NOON, *, secretariat: bool = True, actor: str = "reviewer") -> Any:
        """The event that answers a command; raises Rejected, and then nothing changed."""
        event = self._decide(command, at, secretariat, actor)
        self.happens(event, at, actor)
        return event

    def refused(self, command: Command, at: datetime = NOON, *, secretariat: bool = True) -> Rejected:
        """The refusal that answers a command; fails when it is obeyed."""
        try:
            event = self._decide(command, at, secretariat, "reviewer")
        except Rejected as no:
            return no
        raise AssertionError(f"{command} was obeyed: {event}")

    def ask(self, round_id: str, at: datetime = NOON) -> SupplementAsked:
        """A later round asks this worksheet."""
        event = decide_asking(self.worksheet, self.rounds[round_id])
        self.happens(event, at, "")
        return event

    def happens(self, event: Any, at: datetime, actor: str) -> None:
        """The event changes what is known."""
        stamp = Stamp(f"e{len(self.said)}", at, None, "c", actor=actor)
        self.trail.append(Entry.of(self.worksheet, event, stamp))
        self.worksheet = APPLY[type(event)](self.worksheet, event, stamp)
        self.said.append(event)
        if type(event) in _PARTICIPATION:
            before = self.participations.get(event.round_id)
            self.participations[event.round_id] = _PARTICIPATION[type(event)](before, event, stamp)

    def _decide(self, command: Any, at: datetime, secretariat: bool, actor: str) -> Event:
        known = self.worksheet
        part = self.parts.get(getattr(command, "part_id", None) or "")
        rules = self.rounds.get(known.round_id) if known else None
        decide: dict[type, Callable[[], Event]] = {
            SubmitWorksheet: lambda: decide_submission(known, command, self._intake(command, at, secretariat)),
            BeginReview: lambda: decide_review(known, command, actor, at),
            ReturnWorksheet: lambda: decide_return(known, command, rules, part, at),
            AcceptWorksheet: lambda: decide_acceptance(known, command, rules, at),
            DeclineWorksheet: lambda: decide_refusal(known, command, part, at),
            WithdrawWorksheet: lambda: decide_withdrawal(known, command, at),
            ReopenFields: lambda: decide_reopening(known, command, rules, at),
            ConfirmForRound: lambda: decide_confirmation(
                known, self.participations.get(command.round_id), command, self._intake(command, at, secretariat)
            ),
            GiveSupplement: lambda: decide_supplement(
                known, self.participations.get(command.round_id), command, self._intake(command, at, secretariat)
            ),
        }
        return decide[type(command)]()

    def _intake(self, command: Any, at: datetime, secretariat: bool) -> Intake:
        return Intake(
            round=self.rounds.get(command.round_id),
            message_id=f"c{len(self.said)}",
            now=at,
            part=self.parts.get(getattr(command, "part_id", None) or ""),
            earlier=self.parts.get((self.worksheet.part_id if self.worksheet else None) or ""),
            secretariat=secretariat,
        )
