"""The portal's copy is the fold of what it heard, whatever the order between the things."""

import random

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cityteams_contracts.clusters import ClusterConfirmed, ClusterDissolved
from cityteams_contracts.registration import WorksheetWithdrawn
from cityteams_portal import store, tables
from cityteams_portal.domain import worksheet
from cityteams_portal.domain.answer import Outcome
from cityteams_portal.domain.cluster import ClusterState, InvitationState
from cityteams_portal.domain.gathering import SlotState
from cityteams_portal.domain.views import ClusterFilter
from cityteams_portal.domain.worksheet import WorksheetState
from cityteams_store.envelope import first_stamp
from cityteams_store.unit import Tx, Unit
from tests.portal.story import (
    CITY,
    LAB,
    NOON,
    accepted,
    announced,
    cancelled,
    granted,
    invited,
    listed,
    proposed,
    released,
    said_yes,
    season,
    slot,
    submitted,
)
from tests.support.stores import DATABASES


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """The fold is tried on both kinds."""
    return request.param


async def counters(desk):
    return (await desk.service.read(store.counters)).flat()


async def test_counters_are_counted_from_the_rows(busy):
    found = await counters(busy)
    assert found["worksheets.total"] == 3
    assert found["worksheets.accepted"] == 2
    assert found["clusters.listed"] == found["clusters.forming"] == 1
    assert found["super_clusters.total"] == 1
    assert found["invitations.open"] == 1
    assert found["slots.given"] == found["slots.refused"] == 1
    assert found["letters.sent"] == found["letters.queued"] == found["letters.failed"] == 1
    assert found["commands.rejected"] == 2


async def test_an_empty_portal_counts_nothing(desk):
    assert set((await counters(desk)).values()) == {0}


async def test_every_event_of_the_story_is_folded(desk):
    assert {outcome.kind for outcome in desk.hear(*season())} == {"done"}


def test_the_order_between_things_does_not_matter(busy, new_desk):
    aggregates = sorted({envelope.aggregate for envelope in busy.heard})
    for seed in range(4):
        desk = new_desk()
        random.Random(seed).shuffle(aggregates)
        desk.replay([each for name in aggregates for each in busy.heard if each.aggregate == name])
        assert desk.dump() == busy.dump()
    assert sum(map(len, busy.dump().values())) > 10


async def test_who_says_yes_becomes_a_member_once(desk):
    desk.hear(proposed("c-2", ("two",), participants=(CITY,)), invited(), said_yes())
    file = await desk.service.read(lambda tx: store.cluster_file(tx, "c-2"))
    assert file.cluster.members == (CITY, LAB)
    assert file.invitations[0].state is InvitationState.ACCEPTED
    desk.hear(ClusterConfirmed(cluster_id="c-2", title="Q", lead="p", members=(CITY, LAB), confirmed_at=NOON))
    file = await desk.service.read(lambda tx: store.cluster_file(tx, "c-2"))
    assert file.cluster.missing == ()
    assert file.cluster.members == (CITY, LAB)


async def test_who_says_no_does_not(desk):
    desk.hear(proposed("c-2", ("two",), participants=(CITY,)), invited(), said_yes(accepted=False))
    file = await desk.service.read(lambda tx: store.cluster_file(tx, "c-2"))
    assert file.cluster.members == (CITY,)
    assert file.invitations[0].state is InvitationState.DECLINED


async def test_an_affiliation_outlives_a_new_listing(desk):
    desk.hear(proposed(), granted("c-1", "sc"), listed())
    file = await desk.service.read(lambda tx: store.cluster_file(tx, "c-1"))
    assert file.cluster.super_cluster_id == "sc"
    assert file.cluster.super_cluster == "Safety SuperCluster"


async def test_a_question_of_a_dissolved_cluster_has_lapsed(desk):
    gone = ClusterDissolved(cluster_id="c-2", worksheet_id="w-2", lead="p", title="Q")
    desk.hear(proposed("c-2", ("two",)), invited(), gone)
    found = await counters(desk)
    assert found["invitations.lapsed"] == 1
    assert found["invitations.open"] == 0
    assert found["clusters.dissolved"] == 1
    assert (await desk.service.read(lambda tx: store.clusters(tx, ClusterFilter()))).cards == ()
    dissolved = await desk.service.read(lambda tx: store.clusters(tx, ClusterFilter(state="dissolved")))
    assert dissolved.cards[0].cluster.state is ClusterState.DISSOLVED


async def test_a_withdrawn_worksheet_says_so(desk):
    desk.hear(submitted(), WorksheetWithdrawn(worksheet_id="w-1", title="T", lead="p", withdrawn_at=NOON))
    row = await desk.service.read(lambda tx: tx.get(store.WORKSHEETS, "w-1"))
    assert row.state is WorksheetState.WITHDRAWN
    assert row.submitted_at == NOON


async def test_a_cancelled_slot_leaves_the_agenda(desk):
    gone = cancelled("c-1")
    desk.hear(announced(), slot(), released(slot()), gone)
    held, slots = await desk.service.read(lambda tx: store.gathering(tx, "expo-2018"))
    assert slots[0].state is SlotState.CANCELLED
    assert held.release == 1


async def test_the_event_that_a_command_caused_answers_it(desk):
    desk.hear(submitted(), cause="cmd-1")
    desk.hear(accepted(), cause="cmd-2")
    found = await desk.service.read(lambda tx: store.answers(tx, ["cmd-1", "cmd-2", "cmd-3"]))
    assert {name: answer.what for name, answer in found.items()} == {
        "cmd-1": "registration.worksheet.submitted",
        "cmd-2": "registration.worksheet.accepted",
    }
    assert all(answer.outcome is Outcome.DONE for answer in found.values())


async def test_each_release_answers_its_own_command(desk):
    desk.hear(announced(), slot())
    desk.hear(released(slot()), cause="cmd-1")
    desk.hear(released(slot(), release=2), cause="cmd-2")
    assert set(await desk.service.read(lambda tx: store.answers(tx, ["cmd-1", "cmd-2"]))) == {"cmd-1", "cmd-2"}


async def test_an_event_without_a_cause_answers_nobody(desk):
    desk.hear(submitted())
    assert desk.dump()["answers"] == []


def statements(desk, read):
    """How many SELECTs a read takes."""
    seen = []

    def note(_conn, _cursor, statement, *_rest):
        seen.append(statement)

    engine = desk.service.store.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    with engine.connect() as conn:
        read(Tx(Unit(conn, desk.service.books, {}, "portal"), first_stamp("read", NOON)))
    sa.event.remove(engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in seen)


def test_reads_take_the_same_few_statements_however_much_there_is(desk):
    for number in range(40):
        desk.hear(proposed(f"c-{number}", title=f"Title {number:03}"))
        desk.hear(granted(f"c-{number}", f"sc-{number}"))
    reads = (store.counters, lambda tx: store.clusters(tx, ClusterFilter()), store.gatherings)
    assert [statements(desk, read) for read in reads] == [1, 2, 1]


async def test_pages_of_clusters_neither_skip_nor_repeat(desk):
    events = [proposed(f"c-{number:03}", title=f"Same title {number % 3}") for number in range(50)]
    desk.hear(*events)
    seen, after = [], None
    while True:
        page = await desk.service.read(lambda tx, at=after: store.clusters(tx, ClusterFilter(after=at, limit=7)))
        seen += [card.cluster.cluster_id for card in page.cards]
        after = page.after
        if after is None:
            break
    assert len(seen) == 50
    assert set(seen) == {event.cluster_id for event in events}


def test_the_migrated_schema_is_what_the_tables_say(desk):
    with desk.service.store.engine.connect() as conn:
        opts = {"compare_type": True, "include_object": lambda _, name, *__: not str(name).startswith("search_")}
        context = MigrationContext.configure(conn, opts=opts)
        assert compare_metadata(context, tables.metadata) == []
        assert len(context.get_current_heads()) == 1


def test_a_step_of_the_fold_leaves_the_old_row_alone():
    stamp = first_stamp("e-1", NOON)
    before = worksheet.submitted(None, submitted(), stamp)
    after = worksheet.accepted(before, accepted(), stamp)
    assert (before.state, after.state) == (WorksheetState.SUBMITTED, WorksheetState.ACCEPTED)
