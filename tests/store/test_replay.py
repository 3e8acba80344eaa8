from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_chassis import Poison
from tests.chassis.desk import Desk
from tests.chassis.samples import answered, post, withdrawn, worksheet

TITLES = ("fine", "fine", "no", "fine", "also fine")


def streams():
    """The events of four worksheets, each in its order; some are rejected, one is withdrawn and comes again."""
    found = [[worksheet(f"w{key}", at + 1, title) for at, title in enumerate(TITLES)] for key in range(3)]
    return [*found, [worksheet("w3"), post(withdrawn("w3"), 2), worksheet("w3", 3)]]


def interleaved(order, lines):
    """Deals the streams out in the order of the numbers, keeping each stream's own order."""
    left = [list(line) for line in lines]
    return [left[at].pop(0) for at in order]


def cut(posts, sizes):
    """The posts in batches of the given sizes, and the rest in one."""
    batches, rest = [], list(posts)
    for size in sizes:
        batches.append(rest[:size])
        rest = rest[size:]
    return [batch for batch in (*batches, rest) if batch]


@pytest.fixture
def undisturbed(new_desk):
    """The state after everything came stream by stream, one message at a time."""
    desk = new_desk()
    for post_ in (each for line in streams() for each in line):
        desk.take(post_)
    return desk.state()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("interleavings")


ORDERS = st.permutations([at for at, line in enumerate(streams()) for _ in line])
SIZES = st.lists(st.integers(1, 7), max_size=8)
COUNT = iter(range(10**6))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=ORDERS, sizes=SIZES)
def test_any_interleaving_and_any_cutting_into_batches_gives_the_same_tables(undisturbed, folder, order, sizes):
    desk = Desk(f"sqlite:///{folder}/{next(COUNT)}.db")
    for batch in cut(interleaved(order, streams()), sizes):
        assert set(desk.kinds(*batch)) <= {"done", "rejected"}
    assert desk.state() == undisturbed
    desk.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=ORDERS, sizes=SIZES, again=st.lists(st.integers(0, 17), max_size=10), seed=st.randoms())
def test_repeats_and_swaps_that_are_delivered_until_done_give_the_same_tables(
    undisturbed, folder, order, sizes, again, seed
):
    desk, posts = Desk(f"sqlite:///{folder}/{next(COUNT)}.db"), interleaved(order, streams())
    left = [*posts, *(posts[at] for at in again)]
    seed.shuffle(left)
    while left:
        waiting = []
        for batch in cut(left, sizes):
            waiting += [each for each, kind in zip(batch, desk.kinds(*batch), strict=True) if kind == "waiting"]
        assert len(waiting) < len(left), "no message moves any more"
        left = waiting
    assert desk.state() == undisturbed
    desk.close()


@pytest.fixture
def lived(new_desk):
    """A desk with a past: worksheets, answers, a rejection, an unknown verb; and all events heard, in order."""
    desk = new_desk()
    heard = [each for line in streams() for each in line]
    framed = replace(worksheet("w9"), subject="cityteams.evt.registration.worksheet.framed.v1.w9")
    for each in (*heard, framed):
        desk.take(each)
    for number, key in enumerate(("w0", "w1", "nobody", "w0")):
        desk.take(post(answered(key, f"inv-{number}"), message_id=f"command-{number}"))
    return desk, [*heard, framed]


def test_a_replay_of_what_was_heard_and_said_gives_the_very_same_tables(lived, new_desk):
    desk, heard = lived
    for record in ([*heard, *desk.outbox()], [*desk.outbox(), *heard]):
        fresh = new_desk()
        assert fresh.absorb(*record) == len(record)
        assert fresh.state() == desk.state()
        assert fresh.dump()["inbox"] == desk.dump()["inbox"]
        assert fresh.outbox() == desk.outbox()
        fresh.close()


def test_a_replay_sends_nothing(lived, new_desk):
    desk, heard = lived
    fresh = new_desk()
    fresh.absorb(*heard, *desk.outbox())
    assert {row[-1] is not None for row in fresh.dump()["outbox"]} == {True}
    assert fresh.dump()["notes"] == []


def test_replaying_twice_is_harmless(lived, new_desk):
    desk, heard = lived
    fresh = new_desk()
    fresh.absorb(*heard, *desk.outbox())
    before = fresh.dump()
    assert fresh.absorb(*heard, *desk.outbox()) == 0
    assert fresh.dump() == before


def test_a_replay_goes_on_where_an_earlier_one_ended(lived, new_desk):
    desk, heard = lived
    fresh, record = new_desk(), [*heard, *desk.outbox()]
    fresh.absorb(*record[:9])
    assert fresh.absorb(*record) == len(record) - 9
    assert fresh.state() == desk.state()


def test_life_goes_on_after_a_replay(lived, new_desk):
    desk, heard = lived
    fresh = new_desk()
    fresh.absorb(*heard, *desk.outbox())
    news = [worksheet("w0", 6), worksheet("w4")]
    again = [heard[0], post(answered("w0", "inv-0"), message_id="command-0")]
    for each in (desk, fresh):
        assert each.kinds(*news) == ["done", "done"]
        assert [each.kinds(old) for old in again] == [["repeated"], ["repeated"]]
    assert fresh.state() == desk.state()
    assert fresh.outbox() == desk.outbox()


def test_a_gap_in_a_record_is_refused_by_name(desk):
    with pytest.raises(Poison, match=r"the-record-has-a-gap: \S+\.submitted\.v1\.w1 jumps to version 00*3|version 3"):
        desk.absorb(worksheet("w1"), worksheet("w1", 3))
    assert not any(desk.dump().values())


def test_a_record_that_holds_a_malformed_event_is_refused_by_name(desk):
    with pytest.raises(Poison, match="the-message-is-malformed"):
        desk.absorb(worksheet("w1"), replace(worksheet("w2"), body=b"{}"))
    assert not any(desk.dump().values())


@pytest.mark.postgres
def test_both_databases_hold_the_very_same_bytes(postgres_server, tmp_path):
    desks = [Desk(f"sqlite:///{tmp_path}/toy.db"), Desk(postgres_server.new_database())]
    for desk in desks:
        desk.take(*(each for line in streams() for each in line))
        desk.take(post(answered("w0")), post(answered("nobody")))
    assert desks[0].dump() == desks[1].dump()
    for desk in desks:
        desk.close()
