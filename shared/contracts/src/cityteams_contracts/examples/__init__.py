"""One worked example per contract, from a real action cluster of the 2017 round; people appear by their ids only."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cityteams_contracts.examples.agenda import agenda_examples
from cityteams_contracts.examples.alliances import alliances_examples
from cityteams_contracts.examples.attendance import attendance_examples
from cityteams_contracts.examples.delivery import delivery_examples
from cityteams_contracts.examples.formation import formation_examples
from cityteams_contracts.examples.kpis import kpis_examples
from cityteams_contracts.examples.letters import letters_examples
from cityteams_contracts.examples.life import life_examples
from cityteams_contracts.examples.mailings import mailings_examples
from cityteams_contracts.examples.meetings import meetings_examples
from cityteams_contracts.examples.partners import partners_examples
from cityteams_contracts.examples.planning import planning_examples
from cityteams_contracts.examples.preferences import preferences_examples
from cityteams_contracts.examples.registration import registration_examples
from cityteams_contracts.examples.reminders import reminders_examples
from cityteams_contracts.examples.teams import teams_examples
from cityteams_contracts.examples.webhooks import webhooks_examples
from cityteams_contracts.message import Message

_MADE_BY = (
    agenda_examples,
    alliances_examples,
    attendance_examples,
    delivery_examples,
    formation_examples,
    kpis_examples,
    letters_examples,
    life_examples,
    mailings_examples,
    meetings_examples,
    partners_examples,
    planning_examples,
    preferences_examples,
    registration_examples,
    reminders_examples,
    teams_examples,
    webhooks_examples,
)


@cache
def examples() -> Mapping[type[Message], Message]:
    """Every contract's class with one message of it that could really have been sent."""
    return MappingProxyType({type(message): message for make in _MADE_BY for message in make()})
