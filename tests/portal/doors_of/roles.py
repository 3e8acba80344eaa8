"""Groups of roles that routes let in."""

from tests.portal.doors import ROLES

ANYBODY = frozenset(ROLES)
SIGNED_IN = ANYBODY - {"nobody"}
HEAD = frozenset({"administrator", "token"})
OFFICE = HEAD | {"secretariat"}
LEAD = OFFICE | {"lead"}
TEAM = LEAD | {"official"}
OWNER = frozenset({"lead"})
"""Not even the secretariat reads a draft before it is handed in."""
