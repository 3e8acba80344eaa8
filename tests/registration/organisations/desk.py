"""The desk of the register."""

from cityteams_registration import tables
from tests.registration.samples import NOON
from tests.support.desk import TwiceDesk

REGISTER = tables.register


class RegisterDesk(TwiceDesk):
    """Hands commands about organisations to registration, as the secretariat unless told otherwise."""

    noon = NOON
    state = (
        REGISTER.organisations,
        REGISTER.marks,
        REGISTER.standings,
        REGISTER.questions,
        tables.metadata.tables["versions"],
    )
