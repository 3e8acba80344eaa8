"""Worksheets to test with: one that keeps every rule, and strategies for any."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from cityteams_contracts.registration import Deadlines, OpenRound, Project, Question, Round, SubmitWorksheet
from cityteams_contracts.values import OrganisationKind, Participant, Sector
from cityteams_registration.domain.rounds import KeptRound, digest_of
from cityteams_registration.seasons.files import read_seasons

NOON = datetime(2018, 2, 6, 12, 0, tzinfo=UTC)
LATER = datetime(2018, 3, 1, 9, 30, tzinfo=UTC)

PORTLAND = Participant(
    organisation_id="portland-or",
    name="Portland",
    kind=OrganisationKind.MUNICIPALITY,
    country="US",
    city="Portland, OR",
    deploys=True,
)
SENSORS = Participant(organisation_id="sensors-inc", name="Sensors Inc.", kind=OrganisationKind.COMPANY, country="US")

SEASONS = {season.round_id: season.round for season in read_seasons()}


def kept(round_id: str = "sc3-2018", of: Round | None = None, at: datetime = NOON, **changes: object) -> KeptRound:
    """The shipped round as it was opened, with whatever a test wants to be different in its file."""
    season = (of or SEASONS["sc3-2018"]).model_copy(update=changes)
    return KeptRound(round_id, season, digest_of(season), at)


def next_season(**deadlines: Any) -> Round:
    """The round after the shipped one: one question is new, one is asked again, one sector got another code."""
    shipped = SEASONS["sc3-2018"]
    renamed = shipped.sectors[0].model_copy(update={"code": "mobility", "formerly": ("transportation",)})
    return shipped.model_copy(
        update={
            "title": "The season after",
            "sectors": (renamed, *shipped.sectors[1:]),
            "questions": (
                Question(code="insurance", text={"en": "Who insures it?"}),
                Question(code="patching", text={"en": "How is it kept up to date?"}, ask_again=True),
                Question(code="owner", text={"en": "Who owns the security?"}, required=False),
            ),
            "deadlines": Deadlines(**deadlines),
        }
    )


def opening(round_id: str = "sc3-2018", of: Round | None = None) -> OpenRound:
    """The command that opens a round."""
    return OpenRound(round_id=round_id, round=of or SEASONS["sc3-2018"])


def project(
    participants: tuple[Participant, ...] = (PORTLAND, SENSORS), officials: tuple[str, ...] = ("p2",)
) -> Project:
    """A project that keeps every rule unless told otherwise."""
    return Project(
        title="Quieter crossings",
        sector=Sector.TRANSPORTATION,
        description="Counts people, not cars.",
        participants=participants,
        lead="p1",
        officials=officials,
    )


def submission(worksheet_id: str = "w1", of: Project | None = None) -> SubmitWorksheet:
    """The command that hands a project in."""
    return SubmitWorksheet(worksheet_id=worksheet_id, round_id="sc3-2018", project=of or project())


_NAMES = st.sampled_from(("Portland", "portland", "Porto", "Sensors Inc.", "Universität Graz"))
_PARTICIPANTS = st.builds(
    Participant,
    organisation_id=st.sampled_from(("a", "b", "c", "d", "e")),
    name=_NAMES,
    kind=st.sampled_from(OrganisationKind),
    country=st.sampled_from((None, "US", "PT")),
    city=st.sampled_from((None, "Portland, OR", "Portland, ME")),
    deploys=st.booleans(),
)
PROJECTS = st.builds(
    Project,
    title=st.just("Any"),
    sector=st.sampled_from(Sector),
    participants=st.lists(_PARTICIPANTS, max_size=5).map(tuple),
    lead=st.just("p1"),
    officials=st.lists(st.sampled_from(("p1", "p2")), max_size=2).map(tuple),
)
