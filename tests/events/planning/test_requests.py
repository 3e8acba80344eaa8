"""Booths and travel support: by the published rule, with reasons; overrides say who and why."""

import pytest

from cityteams_contracts.events import (
    AllocateBooths,
    AllocateTravelSupport,
    AskBooth,
    AskTravelSupport,
    Booth,
    BoothGiven,
    BoothRefused,
    BoothRequestWithdrawn,
    EventsRejection,
    OverrideBooth,
    OverrideTravelSupport,
    TravelSupportGranted,
    TravelSupportRefused,
    WithdrawBoothRequest,
)
from cityteams_contracts.registration import OrganisationMerged
from tests.events.desk import listed
from tests.events.planning.desk import JAM, hold
from tests.events.samples import NOON, cluster

GIVE, GRANT = AllocateBooths(gathering_id=JAM), AllocateTravelSupport(gathering_id=JAM)


def ask(name, **changed):
    known = {"request_id": name, "gathering_id": JAM, "title": f"Booth of {name}", "cluster_id": f"c-{name}"}
    return AskBooth(**{**known, **changed})


def journey(name, number=1, **changed):
    known = {"request_id": name, "gathering_id": JAM, "cluster_id": f"c-00{number}", "person_id": f"p-{name}"}
    return AskTravelSupport(**{**known, **changed})


def code(said):
    (no,) = said
    assert isinstance(no, EventsRejection), no
    return no.code


@pytest.fixture
def desk(desk):
    booths = (Booth(number="101"), Booth(number="901", pavilion="Taiwan", exhibitors=2))
    desk.take(hold(booths=booths, travel_supports=2))
    desk.take(*(listed(cluster(number)) for number in (1, 2, 3)))
    return desk


def test_booths_go_by_priority_and_then_by_who_asked_first_with_the_reasons(desk):
    desk.take(ask("rest"), ask("demo", live_demo=True), ask("city", municipal_presenter=True))
    said = desk.take(GIVE)
    assert [(type(each), each.request_id) for each in said] == [
        (BoothGiven, "city"), (BoothRefused, "demo"), (BoothRefused, "rest"),
    ]  # fmt: skip
    assert said[0].reasons == (
        "A municipal partner presents: priority 1 of 3.",
        "Booth 101 is the first that is free.",
    )
    assert said[1].reasons[1] == "Every booth outside of the pavilions is taken by requests that come first."
    assert code(desk.take(ask("city", request_id="other"))) == "the-exhibitor-has-asked-already"


def test_a_pavilion_is_shared_by_those_who_ask_for_it(desk):
    desk.take(*(ask(name, pavilion="Taiwan") for name in ("a", "b", "c")))
    said = desk.take(GIVE)
    assert [getattr(each, "number", None) for each in said] == ["901", "901", None]


def test_a_wish_is_fulfilled_where_it_can_be_and_whoever_has_a_booth_keeps_it(desk):
    desk.take(ask("a", number="901"))
    (given,) = desk.take(GIVE)
    assert given.reasons[1] == "Booth 901 was wished for and is free."
    assert code(desk.take(GIVE)) == "nobody-waits-for-a-booth"
    desk.take(ask("b", number="901", municipal_presenter=True))
    (second,) = desk.take(GIVE)
    assert second.number == "901"


def test_a_booth_that_is_given_back_goes_to_who_was_refused(desk):
    desk.take(ask("a"), ask("b"))
    desk.take(GIVE)
    (gone,) = desk.take(WithdrawBoothRequest(request_id="a"))
    assert isinstance(gone, BoothRequestWithdrawn)
    (given,) = desk.take(GIVE)
    assert (given.request_id, given.number) == ("b", "101")
    assert code(desk.take(WithdrawBoothRequest(request_id="a"))) == "request-is-already-withdrawn"


def test_an_override_says_who_decided_and_why(desk):
    desk.take(ask("a"), ask("b"))
    desk.take(GIVE)
    assert code(desk.take(OverrideBooth(request_id="b", number="101", why="The mayor."))) == "the-booth-is-full"
    (given,) = desk.take(OverrideBooth(request_id="b", number="901", why="The mayor."))
    assert (given.decided_by, given.why, given.number) == ("secretariat", "The mayor.", "901")
    (taken,) = desk.take(OverrideBooth(request_id="a", why="They do not pay."))
    assert isinstance(taken, BoothRefused)
    assert code(desk.take(OverrideBooth(request_id="z", why="No."))) == "request-is-unknown"


def test_two_organisations_that_became_one_have_one_booth(desk):
    desk.take(ask("a", cluster_id=None, organisation_id="o-old"))
    desk.take(OrganisationMerged(organisation_id="o-old", into="o-new", merged_at=NOON))
    assert code(desk.take(ask("b", cluster_id=None, organisation_id="o-new"))) == "the-exhibitor-has-asked-already"
    assert code(desk.take(ask("c", cluster_id=None))) == "an-exhibitor-is-missing"
    assert code(desk.take(ask("d", number="777"))) == "booth-is-unknown"


def test_one_official_per_cluster_travels_and_no_more_than_can_be_paid_for(desk):
    desk.take(journey("a"), journey("b", municipal_presenter=True), journey("c", 2), journey("d", 3))
    said = desk.take(GRANT)
    granted = [each.request_id for each in said if isinstance(each, TravelSupportGranted)]
    why = {each.request_id: each.reasons[1] for each in said if isinstance(each, TravelSupportRefused)}
    assert granted == ["b", "c"]
    assert why == {
        "a": "One official per cluster: another one of this cluster is supported already.",
        "d": "All 2 journeys are given to requests that come first.",
    }
    assert code(desk.take(OverrideTravelSupport(request_id="d", grant=True, why="x"))) == "no-support-is-left"
    (back,) = desk.take(OverrideTravelSupport(request_id="c", grant=False, why="They cannot come."))
    assert isinstance(back, TravelSupportRefused)
    (yes,) = desk.take(OverrideTravelSupport(request_id="d", grant=True, why="They can."))
    assert (yes.decided_by, yes.why) == ("secretariat", "They can.")
    assert code(desk.take(journey("e", number=9))) == "cluster-is-unknown"
