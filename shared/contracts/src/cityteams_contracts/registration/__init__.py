"""Said and obeyed by services/registration: worksheets, organisations, rounds and people; and its private requests."""

from cityteams_contracts.message import Rejection
from cityteams_contracts.registration.desk import *  # noqa: F403
from cityteams_contracts.registration.drafts import *  # noqa: F403
from cityteams_contracts.registration.forming import *  # noqa: F403
from cityteams_contracts.registration.organisations import *  # noqa: F403
from cityteams_contracts.registration.parts import *  # noqa: F403
from cityteams_contracts.registration.people import *  # noqa: F403
from cityteams_contracts.registration.private import *  # noqa: F403
from cityteams_contracts.registration.project import *  # noqa: F403
from cityteams_contracts.registration.receipts import *  # noqa: F403
from cityteams_contracts.registration.rounds import *  # noqa: F403
from cityteams_contracts.registration.sheet import *  # noqa: F403
from cityteams_contracts.registration.worksheets import *  # noqa: F403


class RegistrationRejection(Rejection, name="registration.command.rejected", key="command_id"):
    """Registration refused a command."""
