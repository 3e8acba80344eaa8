from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from cityteams_chassis import Poison, Tx
from cityteams_contracts.events import AgendaReleased
from cityteams_contracts.examples import examples
from cityteams_store.envelope import first_stamp
from cityteams_store.unit import Unit
from tests.chassis.samples import answered, post, worksheet


def test_a_batch_shares_one_transaction(desk):
    begun: list[object] = []
    sa.event.listen(desk.service.store.engine, "commit", begun.append)
    assert desk.kinds(*(worksheet(f"w{number}") for number in range(5))) == ["done"] * 5
    assert len(begun) == 1
    assert len(desk.keys("tallies")) == len(desk.keys("teams")) == len(desk.keys("inbox")) == len(desk.outbox()) == 5


def test_a_transaction_that_fails_leaves_nothing_of_the_batch(desk):
    items = desk.read([worksheet("w1"), worksheet("w2")])

    def interrupted(conn):
        desk.service.batches.handle(conn, desk.reaction, items)
        raise RuntimeError("the power went off before the commit")

    with pytest.raises(RuntimeError):
        desk.service.store._within(desk.service.store.writing, interrupted)
    assert not any(desk.dump().values())


def test_one_poison_in_five_parks_only_itself(desk):
    titles = ("fine", "fine", "boom", "fine", "fine")
    outcomes = desk.take(*(worksheet(f"w{number}", title=title) for number, title in enumerate(titles)))
    assert [outcome.kind for outcome in outcomes] == ["done", "done", "poison", "done", "done"]
    assert (outcomes[2].code, outcomes[2].reason) == ("the-handler-failed", "ValueError: the toy was told to break")
    assert desk.keys("teams") == ["w0", "w1", "w3", "w4"]


@pytest.mark.parametrize(("title", "kind"), [("boom", "poison"), ("later", "transient")])
def test_a_handler_that_raises_leaves_no_trace_while_the_rest_commits(new_desk, title, kind):
    disturbed, alone = new_desk(), new_desk()
    assert disturbed.kinds(worksheet("w1"), worksheet("bad", title=title), worksheet("w2")) == ["done", kind, "done"]
    alone.take(worksheet("w1"), worksheet("w2"))
    assert disturbed.dump() == alone.dump()


def test_a_later_event_of_the_same_worksheet_waits_for_the_one_that_failed(desk):
    assert desk.kinds(worksheet("w1", 1, "later"), worksheet("w1", 2)) == ["transient", "waiting"]
    assert not any(desk.dump().values())
    assert desk.kinds(worksheet("w1", 1), worksheet("w1", 2)) == ["done", "done"]


def test_a_rejected_command_leaves_only_the_answer_with_code_reason_and_field(desk):
    (outcome,) = desk.take(post(answered("nobody"), message_id="command-1"))
    assert (outcome.kind, outcome.code) == ("rejected", "the-cluster-is-unknown")
    found = desk.dump()
    assert [table for table, rows in found.items() if rows] == ["versions", "inbox", "outbox"]
    (said,) = desk.outbox()
    assert said.subject == "cityteams.evt.clusters.command.rejected.v1.command-1"
    assert said.body == (
        b'{"command_id":"command-1","command":"answer-invitation","code":"the-cluster-is-unknown",'
        b'"reason":"Nobody proposed it.","field":"cluster_id","about":"nobody"}'
    )
    assert said.headers["ce-causationid"] == "command-1"


def test_what_a_command_said_before_it_was_rejected_was_never_said(desk):
    desk.take(worksheet("w1"))
    teams = desk.state()["teams"]
    assert desk.kinds(post(answered("w1", "say-no"))) == ["rejected"]
    assert [said.subject.split(".")[3] for said in desk.outbox()] == ["cluster", "command"]
    assert desk.state()["teams"] == teams


def test_an_event_that_a_handler_rejects_is_folded_but_nothing_is_said(desk):
    (outcome,) = desk.take(worksheet("w1", title="no"))
    assert (outcome.kind, outcome.code, outcome.said) == ("rejected", "the-toy-says-no", 0)
    assert desk.keys("tallies") == ["w1"]
    assert desk.outbox() == []
    assert desk.keys("teams") == desk.keys("notes") == []
    assert desk.kinds(worksheet("w1", title="no"), worksheet("w1", 2)) == ["repeated", "done"]


def test_a_gap_waits(desk):
    (outcome,) = desk.take(worksheet("w1", 3))
    assert (outcome.kind, outcome.reason) == ("waiting", "has 0, got 3")
    assert not any(desk.dump().values())


def test_a_repeated_message_is_repeated_also_within_one_batch(desk):
    one, two = worksheet("w1"), worksheet("w1", 2)
    assert desk.kinds(one, one, two, one, two) == ["done", "repeated", "done", "repeated", "repeated"]
    before = desk.dump()
    assert desk.kinds(two, one) == ["repeated", "repeated"]
    command = post(answered("w1"))
    assert desk.kinds(command, command) == ["done", "repeated"]
    assert desk.kinds(command) == ["repeated"]
    assert len(desk.outbox()) == 3
    assert desk.dump()["tallies"] == before["tallies"]


def test_two_messages_with_the_same_version_count_once(desk):
    assert desk.kinds(worksheet("w1", 1, "the first"), worksheet("w1", 1, "the second")) == ["done", "repeated"]
    assert len(desk.outbox()) == 1


def test_the_same_messages_in_two_fresh_stores_say_the_very_same_bytes(new_desk):
    posts = [worksheet("w1"), worksheet("w2"), worksheet("w1", 2), worksheet("w3", title="no")]
    one, two = new_desk(), new_desk()
    for desk in (one, two):
        desk.take(*posts)
        desk.take(post(answered("w1"), message_id="c1"), post(answered("nobody"), message_id="c2"))
    assert one.dump() == two.dump()
    assert all(said.headers["traceparent"] == posts[0].headers["traceparent"] for said in one.outbox())
    assert len({said.id for said in one.outbox()}) == 5


def test_versions_of_what_is_said_run_without_a_gap(desk):
    desk.take(*(worksheet("w1", number) for number in range(1, 8)))
    desk.take(*(worksheet("w1", number) for number in range(8, 12)))
    sequences = [said.headers["ce-sequence"] for said in desk.outbox()]
    assert sequences == [f"{number:020d}" for number in range(1, 12)]


def test_what_is_said_names_its_cause_and_its_whole_story(desk):
    heard = worksheet("w1")
    desk.take(heard)
    (said,) = desk.outbox()
    assert said.headers["ce-causationid"] == said.headers["ce-correlationid"] == heard.id
    assert said.headers["ce-id"] == said.headers["Nats-Msg-Id"] != heard.id
    assert said.headers["ce-time"] == heard.headers["ce-time"]


def test_a_batch_of_a_thousand_different_rows_is_loaded_and_saved(desk):
    posts = [worksheet(f"w{number}") for number in range(1000)]
    assert desk.kinds(*posts) == ["done"] * 1000
    assert desk.kinds(*posts) == ["repeated"] * 1000


def test_an_event_too_large_for_the_broker_is_refused_before_it_can_hold_up_the_outbox(desk):
    released = next(each for each in examples().values() if isinstance(each, AgendaReleased))
    large = released.model_copy(update={"entries": released.entries * 2000})
    with desk.service.store.writing() as conn:
        unit = Unit(conn, desk.service.books, {}, "events")
        tx = Tx(unit, first_stamp("m-1", datetime(2018, 2, 6, tzinfo=UTC)))
        tx.say(large)
        unit.join(tx)
        with pytest.raises(Poison, match="what-is-said-is-too-large"):
            unit.flush()
    assert not any(desk.dump().values())
