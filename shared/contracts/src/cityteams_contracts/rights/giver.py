"""As what somebody gives a command."""

from enum import StrEnum


class Giver(StrEnum):
    """As what somebody gives a command; the values are the keywords of `require`."""

    PERSON = "person"
    """Anybody who is signed in."""
    SELF = "self"
    """The person that the command is about."""
    LEAD = "lead"
    """The team lead of the worksheet."""
    OWNER = "owner"
    """Who began the draft of the worksheet."""
    MEMBER = "member"
    """One of the organisation's people."""
    INVITED = "invited"
    """Whom the invitation asks."""
    CHAIR = "chair"
    """A chair of the SuperCluster, or the leader of the thematic cluster."""
    SECRETARIAT = "secretariat"
    """Who has the role; administrators may do the same."""
    ADMINISTRATOR = "administrator"
    """Who has the role."""


TEAM = (Giver.LEAD, Giver.SECRETARIAT)
CHAIRS = (Giver.CHAIR, Giver.SECRETARIAT)
OFFICE = (Giver.SECRETARIAT,)
ADMINISTRATOR = (Giver.ADMINISTRATOR,)
