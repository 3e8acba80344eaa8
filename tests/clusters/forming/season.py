"""A round with worksheets that can form teams, as registration tells it."""

from datetime import timedelta

from cityteams_contracts.registration import (
    FormationSection,
    Project,
    Round,
    RoundOpened,
    SectorEntry,
    WorksheetAccepted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource, Sector
from tests.clusters.samples import NOON

ROUND = "sc3-2018"
TOPICS = ("flood sensors warn residents before a creek rises", "buses wait for trams at quiet stops",
          "street lamps save power at night")  # fmt: skip
R = Resource
CITY = ((R.TECHNOLOGY, R.DATA), (R.PILOT_SITE,))
FIRM = ((R.PILOT_SITE,), (R.TECHNOLOGY, R.STANDARDS))
SCHOOL = ((R.PILOT_SITE,), (R.DATA, R.EXPERTISE))


def opened(section=None):
    """The round, with its rules for teams."""
    sectors = tuple(SectorEntry(code=code, name={"en": code}) for code in (Sector.TRANSPORTATION, Sector.UTILITY))
    round_ = Round(title="SC3", version=1, sectors=sectors, formation=section)
    return RoundOpened(round_id=ROUND, round=round_, sha256="0" * 64, opened_at=NOON)


def worksheet(number, kind, wants, topic, language_note=""):
    """An accepted worksheet of one organisation; `number` names it."""
    city = kind is OrganisationKind.MUNICIPALITY
    needs, offers = wants
    who = Participant(organisation_id=f"o-{number:03d}", name=f"Organisation {number}", kind=kind, country="US",
                      deploys=city)  # fmt: skip
    project = Project(
        title=f"Project {number}",
        sector=Sector.UTILITY,
        challenges=f"{TOPICS[topic]} {language_note}".strip(),
        participants=(who,),
        lead=f"lead-{number:03d}",
        officials=(f"official-{number:03d}",) if city else (),
        needs=tuple(Need(kind=each) for each in needs),
        offers=tuple(Need(kind=each) for each in offers),
    )
    return WorksheetAccepted(worksheet_id=f"w-{number:03d}", round_id=ROUND, project=project, accepted_at=NOON)


def season(count=12):
    """Cities, firms and schools in turn, over three topics."""
    kinds = (
        (OrganisationKind.MUNICIPALITY, CITY),
        (OrganisationKind.COMPANY, FIRM),
        (OrganisationKind.ACADEMIA, SCHOOL),
    )
    return [worksheet(n, kinds[n % 3][0], kinds[n % 3][1], n // 3 % 3) for n in range(count)]


def withdrawn(event):
    """The same worksheet, taken back."""
    said = event.project
    return WorksheetWithdrawn(worksheet_id=event.worksheet_id, title=said.title, lead=said.lead, withdrawn_at=NOON)


def section(**changes):
    """Rules of a round that let small teams be."""
    return FormationSection(**{"smallest": 3, "largest": 4, **changes})


LATER = NOON + timedelta(hours=1)
