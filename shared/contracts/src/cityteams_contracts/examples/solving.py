"""Examples of agendas that are solved, placed by hand and mended."""

from typing import Any

from cityteams_contracts.events import (
    AdoptRepair,
    AgendaImproved,
    AgendaInfeasible,
    AgendaRule,
    AgendaSolved,
    AskRepair,
    Away,
    PlaceSession,
    ProposedMove,
    RepairAdopted,
    RepairAsked,
    RepairImpossible,
    RepairProposed,
    RoomLost,
    RuleLevel,
    RuleSetting,
    RulesSet,
    SessionPlace,
    SessionPlaced,
    SessionUnplaced,
    SetRules,
    SolveAgenda,
    SolvingBegun,
    SolvingStopAsked,
    StopSolving,
    UnplaceSession,
)
from cityteams_contracts.examples.values import GATHERING, LEAD, SESSION, TITLE, hour
from cityteams_contracts.message import Message

_RUN: dict[str, Any] = {"gathering_id": GATHERING, "solving_id": "solving-1"}
_MEND: dict[str, Any] = {"gathering_id": GATHERING, "repair_id": "repair-1"}


def solving_examples() -> tuple[Message, ...]:
    """One of each."""
    return (*_solving(), *_by_hand(), *_repair())


def _solving() -> tuple[Message, ...]:
    rules = (RuleSetting(rule=AgendaRule.TURN_ROUND, level=RuleLevel.WARN),)
    place = SessionPlace(session_id=SESSION, room_id="146c", starts=hour(14, 20), ends=hour(14, 30))
    twice = "the speaker of Alpha cannot be in two of Alpha and Beta at once"
    return (
        SetRules(gathering_id=GATHERING, rules=rules),
        RulesSet(gathering_id=GATHERING, rules=rules),
        SolveAgenda(gathering_id=GATHERING, rules=rules, seed=7, seeds=4, effort=1000),
        SolvingBegun(**_RUN, seed=7, seeds=4, effort=1000, rules=rules, sessions=41, begun_at=hour(9, 0)),
        AgendaImproved(**_RUN, done=0.25, weight=12),
        StopSolving(gathering_id=GATHERING),
        SolvingStopAsked(**_RUN),
        AgendaSolved(**_RUN, places=(place,), weight=7, lost_interests=2, warnings=("two popular at once",)),
        AgendaInfeasible(**_RUN, reasons=(twice, "Alpha may begin only at 09:00", "Beta may begin only at 09:00")),
    )


def _by_hand() -> tuple[Message, ...]:
    place = SessionPlace(session_id=SESSION, room_id="146c", starts=hour(14, 20), ends=hour(14, 30))
    return (
        PlaceSession(gathering_id=GATHERING, session_id=SESSION, room_id="146c", starts=hour(14, 20)),
        UnplaceSession(gathering_id=GATHERING, session_id=SESSION),
        SessionPlaced(gathering_id=GATHERING, place=place),
        SessionUnplaced(gathering_id=GATHERING, session_id=SESSION),
    )


def _repair() -> tuple[Message, ...]:
    away = Away(person_id=LEAD, starts=hour(14, 0), ends=hour(15, 0))
    lost = RoomLost(room_id="146a", starts=hour(13, 30), ends=hour(17, 30))
    before = SessionPlace(session_id=SESSION, room_id="146c", starts=hour(14, 20), ends=hour(14, 30))
    after = SessionPlace(session_id=SESSION, room_id="146c", starts=hour(15, 20), ends=hour(15, 30))
    move = ProposedMove(session_id=SESSION, title=TITLE, before=before, after=after, people=(LEAD,), interested=14)
    return (
        AskRepair(gathering_id=GATHERING, away=(away,), lost=(lost,)),
        RepairAsked(**_MEND, release=2, away=(away,), lost=(lost,)),
        RepairProposed(**_MEND, release=2, moves=(move,), at_least=1, proven=True),
        RepairImpossible(**_MEND, reasons=("146A is closed from 13:30 to 17:30",)),
        AdoptRepair(**_MEND),
        RepairAdopted(**_MEND, places=(after,)),
    )
