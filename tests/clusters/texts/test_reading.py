"""Worksheets are read as they come; what was found is an event, and a replay folds the event and asks no model."""

import asyncio

import pytest

from cityteams_clusters.domain.ids import cluster_id_of
from cityteams_clusters.partners import tables
from cityteams_clusters.partners.store import READINGS, TEXT_VECTORS
from cityteams_clusters.texts.choice import TextModelName
from cityteams_clusters.texts.librarian import Librarian
from cityteams_clusters.texts.models import load_model
from cityteams_clusters.texts.reading import Reading
from cityteams_contracts.clusters import MatchPartners, PartnersMatched, SectorSuggested, SimilarClustersFound
from cityteams_contracts.registration import Project, Round, RoundOpened, SectorEntry, WorksheetAccepted
from cityteams_contracts.values import Need, OrganisationKind, Participant, Resource
from cityteams_timers import fire
from tests.clusters.partners.here import worked_out
from tests.clusters.samples import NOON, PORTLAND

FLOOD = "Water-level sensors warn residents before the river floods the town."
FLUT = "Sensores de nivel de agua avisan a los vecinos antes de que el río inunde el pueblo."
BUSES = "Electric buses arrive on time and the depot charges them at night."
FIRM = Participant(organisation_id="gauge", name="Gauge Ltd", kind=OrganisationKind.COMPANY, country="PT")


def accepted(worksheet_id, description, sector="public_safety", party=PORTLAND, **more):
    """A worksheet that was accepted."""
    project = Project(
        title=f"Project {worksheet_id}",
        sector=sector,
        description=description,
        participants=(party,),
        lead=f"lead-{worksheet_id}",
        officials=("o-1",),
        **more,
    )
    return WorksheetAccepted(worksheet_id=worksheet_id, round_id="sc3-2018", project=project, accepted_at=NOON)


@pytest.fixture(scope="module")
def model():
    """Small and quick."""
    return load_model(TextModelName.USE)


@pytest.fixture
def read(model):
    """Reads what a desk has, as the service's own loop would."""

    def act(desk):
        reading = Reading(TextModelName.USE)
        reading._librarian = Librarian(model)
        before = desk.posted()
        asyncio.run(fire(desk.service, reading.find, NOON))
        return desk.said(before)

    return act


def test_a_worksheet_is_suggested_a_sector_and_shown_the_work_that_is_near_in_any_language(new_desk, read):
    desk = new_desk()
    desk.take(accepted("w-1", FLOOD))
    desk.take(accepted("w-2", BUSES, "transportation"))
    read(desk)
    desk.take(accepted("w-3", FLUT, "utility", language="es"))
    sector, similar = read(desk)
    assert isinstance(sector, SectorSuggested)
    assert (sector.sector, sector.suggestions[0].sector) == ("utility", "public_safety")
    assert sector.model.startswith("use-m3")
    assert isinstance(similar, SimilarClustersFound)
    assert [(each.worksheet_id, each.cluster_id) for each in similar.similar] == [("w-1", cluster_id_of("w-1"))]


def test_words_are_read_once_and_again_only_when_they_change(new_desk, read):
    desk = new_desk()
    desk.take(accepted("w-1", FLOOD))
    first = read(desk)
    assert read(desk) == []
    desk.take(accepted("w-1", BUSES))
    again = read(desk)
    assert [type(each) for each in again] == [type(each) for each in first]
    assert again[0].text_sha256 != first[0].text_sha256


def test_another_model_reads_everything_again_and_names_itself(new_desk, read):
    desk = new_desk()
    desk.take(accepted("w-1", FLOOD))
    read(desk)
    before = desk.posted()
    asyncio.run(fire(desk.service, Reading(TextModelName.TFIDF).find, NOON))
    assert {each.model for each in desk.said(before)} == {"tfidf 1"}


def test_a_round_is_suggested_its_own_sectors_by_the_names_it_gives_them(new_desk, read):
    desk = new_desk()
    entries = (
        SectorEntry(code="night_life", name={"en": "Concerts, bars and clubs at night"}),
        SectorEntry(code="bees", name={"en": "Bees, hives and honey"}),
    )
    opened = Round(title="Another round", version=1, sectors=entries)
    desk.take(RoundOpened(round_id="sc3-2018", round=opened, sha256="0" * 64, opened_at=NOON))
    desk.take(accepted("w-1", "Hives on the roofs of the city and honey for its schools."))
    (sector, _) = read(desk)
    assert [each.sector for each in sector.suggestions] == ["bees", "night_life"]


def test_a_replay_gives_the_same_rows_without_a_model(new_desk, read):
    desk = new_desk()
    desk.take(accepted("w-1", FLOOD))
    read(desk)
    again = new_desk()
    again.replay([*desk.heard, *desk.envelopes()])
    assert again.dump() == desk.dump()
    assert again.read(lambda tx: tx.get(READINGS, "w-1")).suggestions
    assert again.read(lambda tx: tx.find(TEXT_VECTORS)) == []


def test_what_was_read_counts_when_partners_are_matched(new_desk, read):
    desk = new_desk()
    wants = (Need(kind=Resource.TECHNOLOGY, text="Sensores que avisen de las inundaciones del río"),)
    gives = (Need(kind=Resource.TECHNOLOGY, text="Water level gauges and flood alerts"),)
    desk.take(accepted("w-1", FLUT, needs=wants, language="es"))
    desk.take(accepted("w-2", FLOOD, "data", party=FIRM, offers=gives))
    read(desk)
    desk.take(MatchPartners(run_id="run-1", round_id="sc3-2018"))
    *lists, run = worked_out(desk)
    assert isinstance(run, PartnersMatched)
    assert run.text_model.startswith("use-m3")
    assert run.score == run.bound
    (partner,) = next(each.partners for each in lists if each.organisation_id == PORTLAND.organisation_id)
    assert {"covers-the-need-for-technology", "alike-in-words"} <= {reason.code for reason in partner.reasons}


def test_many_equal_worksheets_are_each_read_and_share_one_vector(new_desk, read):
    desk = new_desk()
    same = accepted("w-0", FLOOD)
    desk.take(*(replace_id(same, f"w-{at}") for at in range(40)))
    said = read(desk)
    assert len(said) == 80
    with desk.service.store.engine.connect() as conn:
        assert len(conn.execute(tables.text_vectors.select()).all()) == 1


def replace_id(event, worksheet_id):
    """The very same worksheet under another id."""
    return event.model_copy(update={"worksheet_id": worksheet_id})


def test_a_head_is_taught_by_decisions_about_other_worksheets_only(new_desk, read):
    desk = new_desk()
    bees = [accepted(f"w-{at}", f"Bees and honey {at} on the roofs of the town.", "education") for at in range(4)]
    desk.take(*bees[:1])
    (alone, _) = read(desk)
    desk.take(*bees[1:3])
    read(desk)
    desk.take(bees[3])
    (taught, _) = read(desk)
    share = {
        name: {each.sector: each.confidence for each in said.suggestions}
        for name, said in (("alone", alone), ("taught", taught))
    }
    assert share["taught"]["education"] > share["alone"].get("education", 0)
