"""Who may give the commands of webhooks."""

from collections.abc import Mapping

from cityteams_contracts.message import Command
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    PauseEndpoint,
    RegisterEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    RotateSecret,
    TestEndpoint,
)
from cityteams_contracts.rights.giver import Giver

_ITS_PEOPLE = (Giver.MEMBER, Giver.SECRETARIAT)

GIVERS: Mapping[type[Command], tuple[Giver, ...]] = {
    RegisterEndpoint: _ITS_PEOPLE,
    ReviseEndpoint: _ITS_PEOPLE,
    RotateSecret: _ITS_PEOPLE,
    PauseEndpoint: _ITS_PEOPLE,
    ResumeEndpoint: _ITS_PEOPLE,
    DeleteEndpoint: _ITS_PEOPLE,
    TestEndpoint: _ITS_PEOPLE,
    ReplayDeliveries: _ITS_PEOPLE,
}
