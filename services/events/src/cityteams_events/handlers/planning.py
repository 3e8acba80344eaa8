"""What is done about a gathering that was announced: changed, slipped, called off, released, brought back, late."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.events import (
    CancelGathering,
    ChangeGathering,
    ReportDelay,
    RollBackAgenda,
    SlipGathering,
)
from cityteams_events.domain.gathering import known
from cityteams_events.domain.planning.changing import call_off, change, slip, slipped_sessions, slipped_slots
from cityteams_events.domain.planning.delaying import delay
from cityteams_events.domain.planning.plan import Plan
from cityteams_events.domain.planning.releasing import roll_back, roll_back_slots
from cityteams_events.handlers.attendance import call_off_seatings
from cityteams_events.handlers.meetings import call_off_meetings, slip_meetings
from cityteams_events.rights import allow
from cityteams_events.store import GATHERINGS, RELEASES, slots_of_gathering
from cityteams_events.store.concerned import taking_part
from cityteams_events.store.planning import PLANS, accepted_sessions, programme, release_before


def change_gathering(command: ChangeGathering, tx: Tx) -> None:
    """Plans a gathering otherwise."""
    allow(command, tx)
    slots = slots_of_gathering(tx, command.gathering_id)
    tx.say(change(tx.get(GATHERINGS, command.gathering_id), slots, command))


def slip_gathering(command: SlipGathering, tx: Tx) -> None:
    """Moves a gathering with all that belongs to it; one event tells everyone."""
    allow(command, tx)
    held = known(tx.get(GATHERINGS, command.gathering_id))
    slots, sessions = slots_of_gathering(tx, held.gathering_id), accepted_sessions(tx, held.gathering_id)
    slipped = slip(held, tx.get(PLANS, held.gathering_id), sorted(taking_part(tx, held)), command)
    bound = slipped_sessions(held, sessions, slipped.by_days)
    tx.say(slipped, *slipped_slots(held, slots, slipped.by_days), *bound)
    slip_meetings(tx, held, slipped.by_days)


def cancel_gathering(command: CancelGathering, tx: Tx) -> None:
    """Calls a gathering off."""
    allow(command, tx)
    held = known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(call_off(held, sorted(taking_part(tx, held)), command))
    call_off_seatings(tx, held.gathering_id)
    call_off_meetings(tx, held.gathering_id)


def roll_back_agenda(command: RollBackAgenda, tx: Tx) -> None:
    """Brings back the release before the last, as the next."""
    allow(command, tx)
    held, last = known(tx.get(GATHERINGS, command.gathering_id)), tx.get(RELEASES, command.gathering_id)
    before = release_before(tx, last)
    if held.has_sessions:
        tx.say(roll_back(programme(tx, held), last, before))
    else:
        tx.say(roll_back_slots(held, last, before))


def report_delay(command: ReportDelay, tx: Tx) -> None:
    """Tells which sessions begin later today."""
    allow(command, tx)
    held, last = known(tx.get(GATHERINGS, command.gathering_id)), tx.get(RELEASES, command.gathering_id)
    plan = Plan.of(tx.get(PLANS, command.gathering_id), command.gathering_id)
    tx.say(delay(held, last, plan.delays, command))


Handler = Callable[[Any, Tx], None]
PLANNING_COMMANDS: Mapping[type[Command], Handler] = {
    ChangeGathering: change_gathering,
    SlipGathering: slip_gathering,
    CancelGathering: cancel_gathering,
    RollBackAgenda: roll_back_agenda,
    ReportDelay: report_delay,
}
