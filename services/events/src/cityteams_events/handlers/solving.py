"""What is done about the agenda in progress: solved, placed by hand, mended. The searches run in `solving`."""

from collections.abc import Callable, Mapping
from typing import Any

from cityteams_chassis import Tx
from cityteams_contracts import Command
from cityteams_contracts.events import (
    AdoptRepair,
    AskRepair,
    PlaceSession,
    SetRules,
    SolveAgenda,
    StopSolving,
    UnplaceSession,
)
from cityteams_events.domain.gathering import known
from cityteams_events.domain.planning.mending import adopt, ask
from cityteams_events.domain.planning.placing import place, set_rules, unplace
from cityteams_events.domain.planning.programme import Programme
from cityteams_events.domain.planning.solving import begin, stop
from cityteams_events.rights import allow
from cityteams_events.store import GATHERINGS, RELEASES
from cityteams_events.store.planning import PLANS, REPAIRS, programme, running


def _programme(tx: Tx, gathering_id: str) -> Programme:
    return programme(tx, known(tx.get(GATHERINGS, gathering_id)))


def set_agenda_rules(command: SetRules, tx: Tx) -> None:
    """Says how strictly the rules are meant."""
    allow(command, tx)
    known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(set_rules(tx.get(PLANS, command.gathering_id), command))


def solve_agenda(command: SolveAgenda, tx: Tx) -> None:
    """Begins a search, which runs outside of this transaction."""
    allow(command, tx)
    asked, now = _programme(tx, command.gathering_id), running(tx, command.gathering_id)
    tx.say(begin(asked, now, command, tx.new_id("solving"), tx.now))


def stop_solving(command: StopSolving, tx: Tx) -> None:
    """Ends a search with the best found."""
    allow(command, tx)
    tx.say(stop(running(tx, command.gathering_id), command))


def place_session(command: PlaceSession, tx: Tx) -> None:
    """Puts a session somewhere by hand."""
    allow(command, tx)
    tx.say(place(_programme(tx, command.gathering_id), command))


def unplace_session(command: UnplaceSession, tx: Tx) -> None:
    """Takes a session off the agenda in progress."""
    allow(command, tx)
    held = known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(unplace(tx.get(PLANS, command.gathering_id), held, command.session_id))


def ask_repair(command: AskRepair, tx: Tx) -> None:
    """Begins to work out a repair, outside of this transaction."""
    allow(command, tx)
    asked, last = _programme(tx, command.gathering_id), tx.get(RELEASES, command.gathering_id)
    tx.say(ask(asked, last, command, tx.new_id("repair")))


def adopt_repair(command: AdoptRepair, tx: Tx) -> None:
    """Takes the proposed moves over."""
    allow(command, tx)
    known(tx.get(GATHERINGS, command.gathering_id))
    tx.say(adopt(tx.get(REPAIRS, command.repair_id), tx.get(RELEASES, command.gathering_id), command))


Handler = Callable[[Any, Tx], None]
SOLVING_COMMANDS: Mapping[type[Command], Handler] = {
    SetRules: set_agenda_rules,
    SolveAgenda: solve_agenda,
    StopSolving: stop_solving,
    PlaceSession: place_session,
    UnplaceSession: unplace_session,
    AskRepair: ask_repair,
    AdoptRepair: adopt_repair,
}
