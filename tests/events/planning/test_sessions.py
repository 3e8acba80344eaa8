from datetime import UTC, date, datetime, time

import pytest

from cityteams_contracts.events import (
    ChangeSession,
    Deadline,
    DeadlineKind,
    DeclineSession,
    EventsRejection,
    GatheringKind,
    PeopleTreatedAsOne,
    ProposeSession,
    SessionAccepted,
    SessionChanged,
    SessionDeclined,
    SessionKind,
    SessionProposed,
    SessionWithdrawn,
    Track,
    TreatAsOne,
    WithdrawSession,
)
from cityteams_contracts.registration import ProgrammeRole, RoleGranted
from tests.events.desk import dissolved, listed
from tests.events.planning.desk import JAM, accepted, at, content, hold, session
from tests.events.samples import cluster, plan


def proposal(name, *speakers, **changed):
    return ProposeSession(session_id=name, gathering_id=JAM, content=content(name, *speakers, **changed))


def refusal(said):
    (no,) = said
    assert isinstance(no, EventsRejection)
    return no.code, no.field


@pytest.fixture
def desk(desk):
    desk.take(hold())
    return desk


def test_a_session_is_proposed_by_anybody_and_accepted_by_the_secretariat(desk):
    desk.actor = "p-ada"
    (proposed,) = desk.take(proposal("alpha", "p-ada", municipal_presenter=True))
    assert isinstance(proposed, SessionProposed)
    assert (proposed.priority, proposed.proposed_by, proposed.gathering) == (1, "p-ada", "Tech Jam")
    assert refusal(desk.take(accepted("alpha")))[0] == "this-is-not-yours-to-do"
    desk.actor = "secretariat"
    (yes,) = desk.take(accepted("alpha"))
    assert isinstance(yes, SessionAccepted)
    assert yes.content == proposed.content
    assert refusal(desk.take(accepted("alpha"))) == ("session-is-already-accepted", "session_id")


def test_who_proposed_a_session_may_change_and_withdraw_it_and_nobody_else(desk):
    desk.actor = "p-ada"
    desk.take(proposal("alpha", "p-ada"))
    desk.actor = "p-bob"
    withdrawal = WithdrawSession(session_id="alpha", reason="We are ill.")
    assert refusal(desk.take(withdrawal))[0] == "this-is-not-yours-to-do"
    desk.actor = "p-ada"
    (changed,) = desk.take(ChangeSession(session_id="alpha", content=content("alpha", live_demo=True)))
    assert isinstance(changed, SessionChanged)
    assert changed.priority == 2
    (gone,) = desk.take(withdrawal)
    assert isinstance(gone, SessionWithdrawn)
    assert refusal(desk.take(withdrawal)) == ("session-is-already-withdrawn", "session_id")


def test_what_was_accepted_is_changed_by_the_secretariat_alone(desk):
    desk.actor = "p-ada"
    desk.take(proposal("alpha", "p-ada"))
    desk.actor = "secretariat"
    desk.take(accepted("alpha"))
    change = ChangeSession(session_id="alpha", content=content("alpha", "p-ada", "p-bob"))
    desk.actor = "p-ada"
    assert refusal(desk.take(change))[0] == "session-is-already-accepted"
    desk.actor = "secretariat"
    assert isinstance(desk.take(change)[0], SessionChanged)


def test_a_declined_session_may_be_accepted_after_all(desk):
    desk.take(proposal("alpha"))
    assert isinstance(desk.take(DeclineSession(session_id="alpha", reason="No room."))[0], SessionDeclined)
    assert isinstance(desk.take(accepted("alpha"))[0], SessionAccepted)


def test_the_call_closes_at_its_deadline(new_desk):
    desk = new_desk()
    closed = Deadline(what=DeadlineKind.SESSION_PROPOSALS, at=datetime(2018, 2, 1, tzinfo=UTC))
    desk.take(hold(deadlines=(closed,)))
    assert refusal(desk.take(proposal("alpha")))[0] == "the-call-is-closed"
    assert isinstance(desk.take(session("alpha"))[0], SessionAccepted), "the secretariat may still put one in"


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"minutes": 200}, "a-session-is-longer-than-its-day", "content.minutes"),
        ({"track_id": "nowhere"}, "track-is-unknown", "content.track_id"),
        ({"rooms": ("hall", "moon")}, "room-is-unknown", "content.rooms.1"),
        ({"fixed_at": at(9, 10)}, "no-slot-begins-then", "content.fixed_at"),
        ({"after": ("nothing",)}, "session-is-unknown", "content.after.0"),
        ({"after": ("alpha",)}, "sessions-are-in-a-circle", "content.after"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_a_gathering_cannot_give_is_refused_by_field(desk, changed, code, field):
    before = desk.dump()
    assert refusal(desk.take(session("alpha", **changed))) == (code, field)
    assert desk.dump() == before


def test_sessions_that_are_before_each_other_are_named(desk):
    desk.take(session("alpha"), session("beta", after=("alpha",)), session("gamma", after=("beta",)))
    (no,) = desk.take(ChangeSession(session_id="alpha", content=content("alpha", after=("gamma",))))
    assert no.code == "sessions-are-in-a-circle"
    assert all(name in no.reason for name in ("alpha", "beta", "gamma"))


def test_a_reception_may_be_outside_of_the_open_hours(desk):
    evening = session("drinks", kind=SessionKind.RECEPTION, minutes=120, fixed_at=at(18, 15))
    assert isinstance(desk.take(evening)[0], SessionAccepted)


def test_an_expo_that_gives_slots_has_no_sessions(new_desk):
    desk = new_desk()
    desk.take(plan(gathering_id=JAM))
    assert refusal(desk.take(session("alpha")))[0] == "the-gathering-has-no-sessions"


def test_a_planned_expo_gives_each_listed_cluster_a_talk_in_its_track_and_no_slot(new_desk):
    desk = new_desk()
    desk.take(listed(cluster(1)))
    track = Track(track_id="t-data", title="Data", sector="data", room_id="hall")
    announced, talk = desk.take(hold(kind=GatheringKind.EXPO, planned=True, tracks=(track,), slot_minutes=10))
    assert announced.planned
    assert isinstance(talk, SessionAccepted)
    assert (talk.content.title, talk.content.speakers, talk.content.minutes) == ("Cluster 1", ("p-001",), 10)
    assert talk.content.track_id == "t-data"
    assert [type(each) for each in desk.take(listed(cluster(2)))] == [SessionAccepted]
    (gone,) = desk.take(dissolved(cluster(1)))
    assert isinstance(gone, SessionWithdrawn)
    assert gone.session_id == talk.session_id
    assert desk.slots() == []


def test_a_cluster_has_one_talk(desk):
    talk = {"kind": SessionKind.CLUSTER_TALK, "cluster_id": "c-001"}
    desk.take(session("alpha", **talk))
    assert refusal(desk.take(session("beta", **talk))) == ("the-cluster-has-a-talk-already", "content.cluster_id")


def test_two_ids_are_one_person_and_never_in_a_circle(desk):
    (one,) = desk.take(TreatAsOne(person_id="p-1", same_as="p-2"))
    assert isinstance(one, PeopleTreatedAsOne)
    assert refusal(desk.take(TreatAsOne(person_id="p-2", same_as="p-1")))[0] == "a-person-is-the-same-already"
    assert refusal(desk.take(TreatAsOne(person_id="p-1", same_as="p-2")))[0] == "nothing-was-changed"
    (other,) = desk.take(TreatAsOne(person_id="p-0", same_as="p-1"))
    assert other.same_as == "p-2"


def test_a_person_with_the_role_plans_as_the_secretariat_does(desk):
    desk.take(RoleGranted(person_id="p-one", role=ProgrammeRole.SECRETARIAT))
    desk.actor = "p-one"
    (yes,) = desk.take(session("alpha"))
    assert yes.proposed_by == "p-one"


def test_a_day_across_the_date_line_is_the_day_of_the_place(new_desk):
    desk = new_desk()
    days = hold().days
    desk.take(hold(time_zone="Pacific/Kiritimati", place="Kiritimati"))
    starts = datetime.combine(date(2018, 2, 7), time(9)).replace(tzinfo=UTC)
    assert days[0].date == starts.date()
    near = starts.replace(hour=19, day=6)  # fourteen hours behind: 09:00 of the seventh
    assert isinstance(desk.take(session("alpha", fixed_at=near))[0], SessionAccepted)
    assert refusal(desk.take(session("beta", fixed_at=starts)))[0] == "no-slot-begins-then"
