"""Who may give the commands of delivery."""

from collections.abc import Mapping

from cityteams_contracts.message import Command
from cityteams_contracts.notifications import LiftSuppression, RetryDeliveries
from cityteams_contracts.rights.giver import OFFICE, Giver

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    RetryDeliveries: OFFICE,
    LiftSuppression: OFFICE,
}
