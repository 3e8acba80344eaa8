"""What every service of cityteams stands on: the bus, one transaction per message, the outbox, the outcome."""

from cityteams_chassis.health import serve
from cityteams_chassis.service import Service, run
from cityteams_chassis.settings import Port, ServiceSettings
from cityteams_store.columns import Instant, Json, Word
from cityteams_store.envelope import Stamp, derived_id
from cityteams_store.errors import Poison, Refused, Transient
from cityteams_store.reactions import Reaction, answers, hear, obey
from cityteams_store.shelf import Shelf, folds
from cityteams_store.tables import chassis_tables, create_chassis_tables
from cityteams_store.unit import Tx

__all__ = [
    "Instant",
    "Json",
    "Poison",
    "Port",
    "Reaction",
    "Refused",
    "Service",
    "ServiceSettings",
    "Shelf",
    "Stamp",
    "Transient",
    "Tx",
    "Word",
    "answers",
    "chassis_tables",
    "create_chassis_tables",
    "derived_id",
    "folds",
    "hear",
    "obey",
    "run",
    "serve",
]
