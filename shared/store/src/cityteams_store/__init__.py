"""How a service keeps its state: the fold of events in SQL, one transaction per batch. Knows no broker."""

from cityteams_store.columns import Instant, Json, Word
from cityteams_store.election import Election
from cityteams_store.envelope import Stamp, derived_id
from cityteams_store.errors import Poison, Refused, Transient
from cityteams_store.reactions import Reaction, answers, hear, obey
from cityteams_store.shelf import Fold, Shelf, folds, notes
from cityteams_store.tables import chassis_tables, create_chassis_tables
from cityteams_store.unit import Tx

__all__ = [
    "Election",
    "Fold",
    "Instant",
    "Json",
    "Poison",
    "Reaction",
    "Refused",
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
    "notes",
    "obey",
]
