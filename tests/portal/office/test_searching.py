"""Worksheets are found by words in any script and by every filter, on both kinds of database."""

from datetime import timedelta

import pytest

from cityteams_portal import store
from cityteams_portal.domain.searching import asked_words, folded, words_of
from cityteams_portal.domain.views import OrganisationFilter, WorksheetFilter
from cityteams_portal.domain.worksheet import WorksheetState
from tests.portal.office.story import merged, queue, resubmitted, submitted
from tests.portal.story import NOON
from tests.support.stores import DATABASES


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """Searching is tried on both kinds."""
    return request.param


def ids(desk, **wanted):
    found = desk.read(lambda tx: store.worksheets(tx, WorksheetFilter(**wanted)))
    return [each.worksheet_id for each in found.worksheets]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("flood", {"w-1"}),
        ("FLOOD warn", {"w-1"}),
        ("econome ENERGIE", {"w-3"}),
        ("économe", {"w-3"}),
        ("도시", {"w-2"}),
        ("스마트", {"w-2"}),
        ("부산", {"w-2"}),
        ("hydrological", {"w-1", "w-2", "w-3", "w-4", "w-5", "w-6", "w-7"}),
        ("genov flood", {"w-1"}),
        ("flood nowhere", set()),
        ("...", set()),
        ("' OR 1=1 --", set()),
        ('"flood" NEAR warning*', set()),
        ("public_words : flood", set()),
    ],
)
def test_words_are_found_in_any_script(morning, text, found):
    assert set(ids(morning, text=text)) == found


def test_every_filter_narrows_the_list(morning):
    assert ids(morning, states=(WorksheetState.IN_REVIEW, WorksheetState.RETURNED)) == ["w-2", "w-3"]
    assert ids(morning, country="KR") == ids(morning, language="ko") == ids(morning, reviewer="p-reviewer")[:1]
    assert ids(morning, sectors=("data",)) == ["w-3"]
    assert ids(morning, person="p-other") == ["w-3"]
    assert "w-2" not in ids(morning, organisation="o-lab")
    assert ids(morning, round_id="gctc-2017") == []
    assert len(ids(morning, round_id="sc3-2018")) == 7
    assert ids(morning, until=NOON - timedelta(days=1)) == []
    assert ids(morning, text="quiet", states=(WorksheetState.RESUBMITTED,), sectors=("public_safety",)) == ["w-4"]
    assert ids(morning, due_before=NOON + timedelta(days=99)) == ["w-3"]


def test_nobody_finds_by_words_that_they_may_not_read(morning):
    assert "w-5" in ids(morning, text="hydrological")
    assert ids(morning, text="hydrological", public_only=True) == []
    assert "w-5" in ids(morning, text="bisagno", public_only=True)


def test_a_changed_worksheet_is_found_by_what_it_says_now(morning):
    assert "w-1" in ids(morning, text="bisagno")
    morning.hear(resubmitted("w-1", description="Nothing of the kind."))
    assert "w-1" not in ids(morning, text="bisagno")
    assert "w-1" in ids(morning, text="nothing kind")


def test_a_merged_organisation_is_found_by_every_id_it_had(morning):
    morning.hear(merged("o-genova", "o-genoa"))
    assert ids(morning, organisation="o-genova") == ids(morning, organisation="o-genoa") != []
    today = morning.read(lambda tx: store.resolved(tx, "o-genova"))
    assert today.organisation_id == "o-genoa"
    morning.hear(merged("o-genoa", "o-busan"))
    assert morning.read(lambda tx: store.resolved(tx, "o-genova")).organisation_id == "o-busan"
    assert set(morning.read(lambda tx: store.organisation_ids(tx, "o-genoa"))) == {"o-genova", "o-genoa", "o-busan"}


def test_the_counts_are_those_of_the_filter_without_its_state(morning):
    counts = morning.read(lambda tx: store.worksheet_counts(tx, WorksheetFilter(states=(WorksheetState.RETURNED,))))
    assert counts == dict.fromkeys(WorksheetState, 1)
    counts = morning.read(lambda tx: store.worksheet_counts(tx, WorksheetFilter(text="flood")))
    assert {state: count for state, count in counts.items() if count} == {WorksheetState.SUBMITTED: 1}


@pytest.mark.parametrize("by_title", [True, False])
@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("text", ["", "flood"])
def test_pages_follow_one_another_without_a_gap(desk, by_title, newest_first, text):
    desk.hear(*(submitted(f"w-{number:02}", NOON, title=f"Flood {number % 3}") for number in range(23)))
    seen, after = [], None
    while True:
        wanted = WorksheetFilter(text=text, by_title=by_title, newest_first=newest_first, after=after, limit=5)
        page = desk.read(lambda tx, wanted=wanted: store.worksheets(tx, wanted))
        seen += [each.worksheet_id for each in page.worksheets]
        if (after := page.after) is None:
            break
    assert len(seen) == len(set(seen)) == 23


def test_a_store_that_was_replayed_finds_the_same(morning, new_desk):
    again = new_desk()
    again.replay(morning.heard)
    for text in ("flood", "도시", "energie"):
        assert ids(again, text=text) == ids(morning, text=text) != []


def test_the_register_is_searched_by_name_and_city(morning):
    def found(**wanted):
        page = morning.read(lambda tx: store.organisations(tx, OrganisationFilter(**wanted)))
        return [each.organisation_id for each in page.organisations]

    assert found(text="genov") == ["o-genoa"]
    assert found(country="IT") == ["o-genoa", "o-genova"]
    assert found(text="%") == found()
    morning.hear(merged("o-genova", "o-genoa"))
    assert found(country="IT") == ["o-genoa"]
    assert found(country="IT", merged=True) == ["o-genoa", "o-genova"]


def test_what_is_written_and_what_is_asked_is_cut_alike():
    assert folded("  Économe, ÉNERGIE!  ") == "econome energie"
    assert asked_words("المدينة") == asked_words("مدينة")
    assert "도시" in words_of(["스마트도시"]).split()
    assert asked_words("x" * 500)[0] in words_of(["x" * 500]).split()


def test_the_queue_has_a_worksheet_in_every_state():
    assert len({event.key for event in queue() if event.noun == "worksheet"}) == len(WorksheetState)
