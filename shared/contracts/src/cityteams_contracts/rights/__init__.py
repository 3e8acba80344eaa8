"""Who may give which command: one line per command, held by its owner against who asked and what it knows itself."""

from cityteams_contracts.rights.giver import ADMINISTRATOR, CHAIRS, OFFICE, TEAM, Giver
from cityteams_contracts.rights.requiring import GIVERS, SECRETARIAT, Trust, has_role, require

__all__ = [
    "ADMINISTRATOR",
    "CHAIRS",
    "GIVERS",
    "OFFICE",
    "SECRETARIAT",
    "TEAM",
    "Giver",
    "Trust",
    "has_role",
    "require",
]
