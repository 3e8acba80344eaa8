"""Said and obeyed by services/events: gatherings, their slots and the released agenda."""

from cityteams_contracts.events.agenda import *  # noqa: F403
from cityteams_contracts.events.attendance import *  # noqa: F403
from cityteams_contracts.events.booths import *  # noqa: F403
from cityteams_contracts.events.doors import *  # noqa: F403
from cityteams_contracts.events.meetings import *  # noqa: F403
from cityteams_contracts.events.parts import *  # noqa: F403
from cityteams_contracts.events.planning import *  # noqa: F403
from cityteams_contracts.events.reminders import *  # noqa: F403
from cityteams_contracts.events.repairing import *  # noqa: F403
from cityteams_contracts.events.seating import *  # noqa: F403
from cityteams_contracts.events.sessions import *  # noqa: F403
from cityteams_contracts.events.solving import *  # noqa: F403
from cityteams_contracts.message import Rejection


class EventsRejection(Rejection, name="events.command.rejected", key="command_id"):
    """Events refused a command."""
