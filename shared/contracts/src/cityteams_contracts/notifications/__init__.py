"""Said by services/notifications: letters, queued and sent. They name persons by id; addresses and bodies stay out."""

from cityteams_contracts.message import Rejection
from cityteams_contracts.notifications.delivery import *  # noqa: F403
from cityteams_contracts.notifications.letters import *  # noqa: F403
from cityteams_contracts.notifications.mailings import *  # noqa: F403
from cityteams_contracts.notifications.preferences import *  # noqa: F403
from cityteams_contracts.notifications.private import *  # noqa: F403
from cityteams_contracts.notifications.webhooks import *  # noqa: F403


class NotificationsRejection(Rejection, name="notifications.command.rejected", key="command_id"):
    """Notifications refused a command."""
