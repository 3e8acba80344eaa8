from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
import sqlalchemy as sa

from cityteams_chassis import Instant, Json, Shelf, Tx, Word, folds, hear, obey
from cityteams_contracts.clusters import AnswerInvitation, ClusterProposed
from cityteams_contracts.registration import WorksheetSubmitted
from cityteams_contracts.values import OrganisationKind, Participant, Sector
from cityteams_store.envelope import first_stamp
from cityteams_store.unit import Unit
from tests.chassis.samples import START, worksheet
from tests.chassis.toy import NOTES, TALLIES, TEAMS, Note, Tally, Team


def within(desk, work):
    """Runs work in one transaction, as a handler would."""
    service = desk.service
    with service.store.writing() as conn:
        unit = Unit(conn, service.books, service.batches.fold, "clusters")
        tx = Tx(unit, first_stamp("trigger-1", START))
        found = work(tx)
        unit.join(tx)
        unit.flush()
        return found


def test_the_fold_cannot_write_a_private_shelf():
    with pytest.raises(TypeError, match="notes is private: it stands outside the fold"):
        folds(WorksheetSubmitted, NOTES, by="worksheet_id", apply=lambda *_: None)


def test_state_cannot_be_kept_or_forgotten_by_hand(desk):
    with pytest.raises(TypeError, match="teams is state: only the fold writes it"):
        within(desk, lambda tx: tx.keep(TEAMS, Team("t1", "x", Sector.DATA, ())))
    with pytest.raises(TypeError, match="tallies is state: only the fold writes it"):
        within(desk, lambda tx: tx.forget(TALLIES, "w1"))
    assert not any(desk.dump().values())


def test_a_private_value_is_kept_seen_and_forgotten(desk):
    within(desk, lambda tx: tx.keep(NOTES, Note("n1", "first")))
    within(desk, lambda tx: tx.keep(NOTES, Note("n1", "second")))
    assert within(desk, lambda tx: tx.get(NOTES, "n1")) == Note("n1", "second")
    within(desk, lambda tx: tx.forget(NOTES, "n1"))
    assert within(desk, lambda tx: (tx.get(NOTES, "n1"), tx.find(NOTES))) == (None, [])


def test_a_message_sees_what_it_has_just_said_by_key(desk):
    def say_and_look(tx):
        tx.say(
            ClusterProposed(
                cluster_id="t1", worksheet_id="w1", round_id="r1", sector=Sector.DATA, title="T", lead="p1", members=()
            )
        )
        return tx.get(TEAMS, "t1")

    assert within(desk, say_and_look) == Team("t1", "T", Sector.DATA, ())


def test_a_query_sees_earlier_messages_of_the_same_batch(new_desk):
    from cityteams_store.batch import read_item

    desk, seen = new_desk(), []
    reaction = hear(
        "x", "registration", "worksheet", {WorksheetSubmitted: lambda _, tx: seen.append(len(tx.find(TALLIES)))}
    )
    items = [read_item(worksheet(f"w{at}").envelope, reaction.contracts) for at in range(3)]
    with desk.service.store.writing() as conn:
        desk.service.batches.handle(conn, reaction, items)
    assert seen == [0, 1, 2]


def test_find_filters_orders_and_limits(desk):
    desk.take(*(worksheet(f"w{at}", title=f"title {9 - at}") for at in range(5)))
    title = TEAMS.table.c.title
    found = within(desk, lambda tx: tx.find(TEAMS, title != "title 9 1", order_by=title, limit=2))
    assert [team.title for team in found] == ["title 5 1", "title 6 1"]
    assert [team.cluster_id for team in within(desk, lambda tx: tx.find(TEAMS))] == [f"w{at}" for at in range(5)]


def test_a_deleted_row_is_gone_and_may_come_again(desk):
    from tests.chassis.samples import post, withdrawn

    desk.take(worksheet("w1"), post(withdrawn("w1"), 2))
    assert desk.keys("tallies") == []
    desk.take(worksheet("w1", 3))
    assert within(desk, lambda tx: tx.get(TALLIES, "w1")) == Tally("w1", ("r3",), START + timedelta(seconds=3))


def test_a_handler_of_somebody_elses_message_is_refused_at_once():
    with pytest.raises(TypeError, match="ClusterProposed is not what registration says"):
        hear("x", "registration", "worksheet", {ClusterProposed: lambda *_: None})
    with pytest.raises(TypeError, match="AnswerInvitation is not what registration says"):
        obey("x", "registration", {AnswerInvitation: lambda *_: None})


class Mood(StrEnum):
    GOOD = "good"


@dataclass(frozen=True)
class Everything:
    key: str
    at: datetime
    mood: Mood
    parts: tuple[Participant, ...]
    numbers: dict[str, float]
    ended: datetime | None


_METADATA = sa.MetaData()
EVERYTHING = Shelf(
    sa.Table(
        "everything",
        _METADATA,
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("mood", Word(Mood), nullable=False),
        sa.Column("parts", Json(tuple[Participant, ...]), nullable=False),
        sa.Column("numbers", Json(dict[str, float]), nullable=False),
        sa.Column("ended", Instant()),
    ),
    Everything,
)
VALUE = Everything(
    "k1",
    datetime(987, 6, 5, 4, 3, 2, 1, tzinfo=timezone(timedelta(hours=-5))),
    Mood.GOOD,
    (Participant(organisation_id="o1", name="Žďár nad Sázavou “Ω” 🏙", kind=OrganisationKind.COMPANY),),
    {"b": 0.1, "a": 1e22},
    None,
)
STORED = (
    "k1",
    "0987-06-05T09:03:02.000001Z",
    "good",
    (
        '[{"organisation_id":"o1","name":"Žďár nad Sázavou “Ω” 🏙","kind":"company",'
        '"country":null,"city":null,"deploys":false}]'
    ),
    '{"b":0.1,"a":1e+22}',
    None,
)


def test_values_come_back_as_they_were_and_their_bytes_are_the_same_on_both_databases(new_store):
    engine = sa.create_engine(new_store())
    with engine.begin() as conn:
        _METADATA.create_all(conn)
        EVERYTHING.save(conn, {"k1": VALUE})
        assert tuple(conn.execute(sa.text("SELECT * FROM everything")).one()) == STORED
        assert EVERYTHING.load(conn, ["k1", "k2"]) == {"k1": VALUE}
        found = conn.scalar(sa.select(EVERYTHING.table.c.at).where(EVERYTHING.table.c.at < datetime.now(UTC)))
        assert found is not None
        assert found.tzinfo is UTC
    engine.dispose()


def test_moments_sort_as_text_as_they_do_in_time(new_store):
    engine = sa.create_engine(new_store())
    moments = [datetime(year, 1, 1, tzinfo=UTC) for year in (987, 1, 9999, 2018)]
    with engine.begin() as conn:
        _METADATA.create_all(conn)
        for number, at in enumerate(moments):
            EVERYTHING.save(conn, {str(number): Everything(str(number), at, Mood.GOOD, (), {}, None)})
        column = EVERYTHING.table.c.at
        assert list(conn.scalars(sa.select(column).order_by(column))) == sorted(moments)
    engine.dispose()
