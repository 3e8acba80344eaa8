"""What every service of cityteams stands on: the bus, one transaction per message, the outbox, the outcome."""

from cityteams_chassis.health import serve as serve
from cityteams_chassis.service import Service as Service
from cityteams_chassis.service import run as run
from cityteams_chassis.settings import Port as Port
from cityteams_chassis.settings import ServiceSettings as ServiceSettings
from cityteams_store import *  # noqa: F403 - the storage half has the same public face
