"""What all examples are about: one real action cluster of the 2017 round; people appear by their ids only."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cityteams_contracts.registration import Project
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource, Sector

ROUND, WORKSHEET, CLUSTER, SUPER = "sc3-2018", "gctc-003", "cluster-afwear", "super-public-safety-sc3-2018"
LEAD, INVITED, OFFICIAL = "p-7f3k9q2m", "p-2c8w5t1z", "p-9d4h6r0x"
GATHERING, SLOT, LETTER, INVITATION = "expo-2018", "slot-afwear", "letter-0001", "invitation-dew"
SESSION, TRACK = "session-afwear", "public-safety"
TITLE = "Advanced Flood Warning and Environmental Awareness System for the City of Rohnert Park"
ALLIANCE = "Public Safety SuperCluster"
EXPO, ZONE, PLACE = "GCTC Expo 2018", "America/New_York", "Walter E. Washington Convention Center, Washington, DC"
HELD: dict[str, Any] = {"gathering_id": GATHERING, "place": PLACE, "time_zone": ZONE}


def hour(hour: int, minute: int) -> datetime:
    """A moment of the Expo in its own time zone."""
    return datetime(2018, 2, 7, hour, minute, tzinfo=ZoneInfo(ZONE))


def city() -> Participant:
    """The municipality that deploys."""
    name, kind = "City of Rohnert Park", OrganisationKind.MUNICIPALITY
    return Participant(
        organisation_id="o-rohnert-park", name=name, kind=kind, country="US", city="Rohnert Park", deploys=True
    )


def university() -> Participant:
    """The partner."""
    kind = OrganisationKind.ACADEMIA
    return Participant(organisation_id="o-sonoma-state", name="Sonoma State University", kind=kind, country="US")


def company() -> Participant:
    """Who was invited."""
    return Participant(organisation_id="o-dew", name="Dew Mobility", kind=OrganisationKind.COMPANY, country="US")


def project() -> Project:
    """What the worksheet says."""
    return Project(
        title=TITLE,
        sector=Sector.PUBLIC_SAFETY,
        description="Water-level sensors warn residents and crews of Sonoma County before a creek leaves its bed.",
        participants=(city(), university()),
        lead=LEAD,
        officials=(OFFICIAL,),
        needs=(Need(kind=Resource.TECHNOLOGY, text="Sensors that work without mains."), Need(kind=Resource.FUNDING)),
        offers=(Need(kind=Resource.PILOT_SITE), Need(kind=Resource.DATA)),
    )
