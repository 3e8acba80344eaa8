"""What registration says to the desk of the secretariat: worksheets in every state, the register, rounds."""

from datetime import UTC, datetime, timedelta

from cityteams_contracts import Event
from cityteams_contracts.registration import (
    DuplicateSuspected,
    ExtensionGranted,
    Membership,
    MembershipSet,
    Organisation,
    OrganisationMerged,
    OrganisationRegistered,
    PersonNamed,
    PersonRole,
    Project,
    Receipt,
    ReviewBegun,
    Round,
    RoundOpened,
    SectorEntry,
    Target,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource, Sector
from tests.portal.story import NOON

DUE = datetime(2018, 4, 1, tzinfo=UTC)
BUSAN = Participant(
    organisation_id="o-busan", name="부산광역시", kind=OrganisationKind.MUNICIPALITY, country="KR", deploys=True
)
GENOA = Participant(
    organisation_id="o-genoa", name="Comune di Genova", kind=OrganisationKind.MUNICIPALITY, country="IT", deploys=True
)
LAB = Participant(organisation_id="o-lab", name="CoLab", kind=OrganisationKind.COMPANY)


def project(title: str = "Flood warning", **change) -> Project:
    """A project of Genoa and the lab with something in every field that others may read."""
    fields = {
        "title": title,
        "sector": Sector.PUBLIC_SAFETY,
        "participants": (GENOA, LAB),
        "lead": "p-lead",
        "officials": ("p-official",),
        "description": "Sensors in the Bisagno warn Genoa’s schools.",
        "challenges": "Bureaucracy between departments.",
        "needs": (Need(kind=Resource.DATA, text="Hydrological maps"),),
        "targets": (Target(name="Minutes of warning", target=40),),
        "answered": ("cybersecurity",),
    }
    return Project(**(fields | change))


def submitted(worksheet_id: str = "w-1", at: datetime = NOON, **change) -> WorksheetSubmitted:
    """A worksheet came in."""
    receipt = Receipt(number=f"SC3-{worksheet_id}", sha256="ab" * 32)
    return WorksheetSubmitted(
        worksheet_id=worksheet_id,
        round_id="sc3-2018",
        project=project(**change),
        part_id=f"part-{worksheet_id}",
        receipt=receipt,
        submitted_at=at,
    )


def begun(worksheet_id: str = "w-1", reviewer: str = "p-reviewer") -> ReviewBegun:
    """A reviewer has it in hand."""
    return ReviewBegun(worksheet_id=worksheet_id, reviewer=reviewer, begun_at=NOON + timedelta(hours=1))


def returned(worksheet_id: str = "w-1", fields: tuple[str, ...] = ("targets",)) -> WorksheetReturned:
    """It went back."""
    return WorksheetReturned(
        worksheet_id=worksheet_id,
        title="Flood warning",
        lead="p-lead",
        fields=fields,
        part_id="part-comments",
        due_at=DUE,
        returned_at=NOON + timedelta(hours=2),
    )


def resubmitted(worksheet_id: str = "w-1", **change) -> WorksheetResubmitted:
    """It came in again."""
    return WorksheetResubmitted(
        worksheet_id=worksheet_id,
        round_id="sc3-2018",
        project=project(**change),
        changed=("description",),
        submitted_at=NOON + timedelta(days=1),
    )


def accepted(worksheet_id: str = "w-1", **change) -> WorksheetAccepted:
    """It was accepted."""
    at = NOON + timedelta(days=2)
    return WorksheetAccepted(worksheet_id=worksheet_id, round_id="sc3-2018", project=project(**change), accepted_at=at)


def declined(worksheet_id: str) -> WorksheetDeclined:
    """The secretariat said no."""
    return WorksheetDeclined(worksheet_id=worksheet_id, title="T", lead="p-lead", declined_at=NOON)


def withdrawn(worksheet_id: str) -> WorksheetWithdrawn:
    """The lead took it back."""
    return WorksheetWithdrawn(worksheet_id=worksheet_id, title="T", lead="p-lead", withdrawn_at=NOON)


def registered(organisation_id: str, name: str, **change) -> OrganisationRegistered:
    """An organisation is known."""
    it = Organisation(name=name, kind=OrganisationKind.MUNICIPALITY, **change)
    return OrganisationRegistered(organisation_id=organisation_id, organisation=it, registered_at=NOON)


def suspected(one: str = "o-genova", other: str = "o-genoa", score: float = 0.9) -> DuplicateSuspected:
    """Are they one?"""
    reasons = ("Both are in Italy.", "Genoa is English for Genova.")
    return DuplicateSuspected(
        organisation_id=one, other_id=other, score=score, reasons=reasons, question_id=f"q-{one}-{other}"
    )


def merged(one: str, into: str) -> OrganisationMerged:
    """One lives on in another."""
    return OrganisationMerged(organisation_id=one, into=into, merged_at=NOON)


def opened(round_id: str = "sc3-2018") -> RoundOpened:
    """A round begins, in which public safety has an older name."""
    sectors = (
        SectorEntry(code="public_safety", name={"en": "Public safety"}, formerly=("resilience",)),
        SectorEntry(code="data", name={"en": "Data"}),
    )
    it = Round(title="Round of 2018", version=1, sectors=sectors)
    return RoundOpened(round_id=round_id, round=it, sha256="cd" * 32, opened_at=NOON)


def queue() -> list[Event]:
    """A morning at the desk: one worksheet in each state, three organisations, one question, one round."""
    return [
        opened(),
        registered("o-genoa", "Comune di Genova", country="IT", city="Genova", website="https://example.org/"),
        registered("o-genova", "Genoa Municipality", country="IT"),
        registered("o-busan", "부산광역시", country="KR"),
        MembershipSet(organisation_id="o-busan", membership=Membership.FULL),
        PersonNamed(organisation_id="o-genoa", person_id="p-official", role=PersonRole.CITY_OFFICIAL),
        suspected(),
        ExtensionGranted(round_id="sc3-2018", organisation_id="o-genoa", until=DUE, extension_id="x-1"),
        submitted("w-1"),
        submitted("w-2", NOON - timedelta(days=9), title="스마트도시 교통", participants=(BUSAN,), language="ko"),
        begun("w-2"),
        submitted("w-3", title="Ville économe en énergie", language="fr", sector="data", lead="p-other"),
        begun("w-3"),
        returned("w-3"),
        submitted("w-4", title="Quiet streets"),
        begun("w-4"),
        returned("w-4"),
        resubmitted("w-4", title="Quiet streets", description="Cameras count, and forget."),
        submitted("w-5", title="Accepted lamps", sector="resilience"),
        accepted("w-5", title="Accepted lamps", sector="resilience"),
        submitted("w-6", title="Declined"),
        declined("w-6"),
        submitted("w-7", title="Withdrawn"),
        withdrawn("w-7"),
    ]
