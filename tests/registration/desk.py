"""The desk of registration."""

from cityteams_registration import tables
from tests.registration.samples import NOON
from tests.support.desk import TwiceDesk


class Desk(TwiceDesk):
    """Hands commands to registration."""

    noon = NOON
    state = (
        tables.rounds,
        tables.worksheets,
        tables.participations,
        tables.audit,
        tables.metadata.tables["versions"],
    )
