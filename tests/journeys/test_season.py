"""A whole season by a real house: what it comes to, and what it must not give away."""

import email
import json
import re
from collections import Counter
from datetime import datetime, timedelta
from email.policy import default
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest

from cityteams_cli.sink import count
from cityteams_contracts import EVENT_STREAMS
from tests.support.season import SAMPLE, SERVICES

pytestmark = pytest.mark.slow
REFUSED = {
    "gctc-057": "a-worksheet-needs-a-city-official",
    "gctc-099": "a-worksheet-needs-a-city-official",
    "gctc-121": "a-worksheet-needs-a-city-official",
    "gctc-109": "a-worksheet-needs-a-deploying-municipality",
    "gctc-137": "a-worksheet-needs-a-deploying-municipality",
}


def sheets():
    return [json.loads(line) for line in (SAMPLE / "worksheets.jsonl").read_text("utf-8").splitlines()]


def people():
    """Name and mail address of everybody in the sample."""
    return {(each["name"], each["mail"]) for sheet in sheets() for each in (sheet["lead"], *sheet["officials"])}


def test_every_store_every_stream_and_the_mailbox_count_the_same(season):
    assert season.told["differences"] == []
    assert season.told["agree"] is True


def test_the_figures_are_those_of_the_sample(season):
    told = season.told
    assert told["worksheets"] == {"submitted": 64, "accepted": 64, "rejected": 5}
    assert told["clusters"] == {"listed": 64, "confirmed": 7, "forming": 0, "dissolved": 0, "super_clusters": 9}
    assert told["invitations"] == {"sent": 10, "accepted": 7, "declined": 3, "open": 0}
    assert told["slots"] == 64
    assert told["events"] == dict(Counter(each.stream for each in season.events))
    assert sorted(told["events"]) == sorted(EVENT_STREAMS.values())


def test_a_worksheet_that_is_refused_is_told_the_rule(season):
    assert {each["about"]: each["code"] for each in season.said("registration.command.rejected")} == REFUSED
    accepted = {each["worksheet_id"] for each in season.said("registration.worksheet.accepted")}
    assert accepted == {sheet["id"] for sheet in sheets()} - REFUSED.keys()


def test_every_accepted_worksheet_became_one_listed_cluster(season):
    accepted = [each["worksheet_id"] for each in season.said("registration.worksheet.accepted")]
    rows = season.rows("clusters", "SELECT worksheet_id, state FROM clusters")
    assert Counter(row.worksheet_id for row in rows) == Counter(accepted)
    assert {row.state for row in rows} == {"listed"}


def test_every_sector_of_a_listed_cluster_has_one_super_cluster(season):
    rows = season.rows("clusters", "SELECT super_cluster_id, sector FROM clusters")
    formed = season.said("clusters.super-cluster.formed")
    assert {row.super_cluster_id for row in rows} == {each["super_cluster_id"] for each in formed}
    assert len(formed) == len({row.sector for row in rows}) == 9


def test_every_invitation_was_answered_once_and_its_answer_is_known(season):
    asked = [each["invitation_id"] for each in season.said("clusters.cluster.member-invited")]
    answered = {each["invitation_id"]: each["accepted"] for each in season.said("clusters.cluster.invitation-answered")}
    assert len(asked) == len(season.said("clusters.cluster.invitation-answered")) == 10
    assert set(asked) == set(answered)
    rows = season.rows("portal", "SELECT invitation_id, state, answered_at FROM invitations")
    assert {row.invitation_id: row.state == "accepted" for row in rows} == answered
    assert {row.state for row in rows} == {"accepted", "declined"}
    assert all(row.answered_at for row in rows)


def slots(season):
    rows = season.rows("events", "SELECT * FROM slots ORDER BY starts, room_id")
    assert {row.state for row in rows} == {"given"}
    return [(row, datetime.fromisoformat(row.starts), datetime.fromisoformat(row.ends)) for row in rows]


def test_no_room_and_no_speaker_is_in_two_places_at_once(season):
    found = slots(season)
    assert len(found) == 64 == len({row.cluster_id for row, _, _ in found})
    for (one, starts, ends), (other, other_starts, other_ends) in combinations(found, 2):
        if starts < other_ends and other_starts < ends:
            assert one.room_id != other.room_id
            assert one.speaker != other.speaker
    assert max(Counter(row.speaker for row, _, _ in found).values()) == 4  # somebody could have been


def test_every_slot_lies_within_the_open_hours(season):
    held = json.loads((SAMPLE / "season.json").read_text("utf-8"))["gathering"]
    hours = {day["date"]: (day["opens"], day["closes"]) for day in held["days"]}
    zone = ZoneInfo(held["time_zone"])
    for row, starts, ends in slots(season):
        here, until = starts.astimezone(zone), ends.astimezone(zone)
        opens, closes = hours[f"{here:%Y-%m-%d}"]
        assert opens <= f"{here:%H:%M}" < f"{until:%H:%M}" <= closes
        assert until - here == timedelta(minutes=held["slot_minutes"])
        assert row.room_id in {room["id"] for room in held["rooms"]}


def test_one_release_says_all_slots_in_order(season):
    (released,) = season.said("events.gathering.agenda-released")
    assert released["release"] == 1
    entries = [(each["slot_id"], datetime.fromisoformat(each["starts"])) for each in released["entries"]]
    assert set(entries) == {(row.slot_id, starts) for row, starts, _ in slots(season)}
    assert len(entries) == 64
    assert all(one <= other for (_, one), (_, other) in pairwise(entries))


def test_every_letter_is_one_mail_to_a_person_of_the_sample(season):
    letters = season.rows("notifications", "SELECT letter_id, state FROM letters")
    assert {row.state for row in letters} == {"sent"}
    mails = [email.message_from_bytes(path.read_bytes(), policy=default) for path in season.data.glob("mail/*.eml")]
    assert {mail["Message-ID"].strip("<>").split("@")[0] for mail in mails} == {row.letter_id for row in letters}
    assert count(season.data / "mail") == (season.told["mails"], 0) == (len(letters), 0)
    receivers = {(each.display_name, each.addr_spec) for mail in mails for each in mail["To"].addresses}
    assert receivers <= people()
    assert {sheet["lead"]["mail"] for sheet in sheets() if sheet["id"] not in REFUSED} <= {who for _, who in receivers}


def test_the_portal_counts_the_same_after_a_restart(season):
    told, figures = season.told, season.counters
    assert figures["worksheets"]["accepted"] == told["worksheets"]["accepted"]
    assert figures["clusters"]["listed"] == told["clusters"]["listed"]
    assert figures["super_clusters"]["total"] == told["clusters"]["super_clusters"]
    asked = told["invitations"]
    states = {"total": asked["sent"], "accepted": asked["accepted"], "declined": asked["declined"]}
    assert figures["invitations"] == states | {"open": 0, "lapsed": 0}
    assert figures["slots"] == {"total": 64, "given": told["slots"], "refused": 0, "cancelled": 0}
    assert figures["letters"] == {"total": told["mails"], "sent": told["mails"], "queued": 0, "failed": 0}
    assert figures["commands"]["rejected"] == told["worksheets"]["rejected"]
    assert figures["gatherings"]["total"] == 1


# --- what nobody may find --------------------------------------------------------------------------------------------


def private():
    """What stands for a person of the sample: mail addresses and names, as bytes."""
    return sorted({word.encode() for person in people() for word in person})


def found_in(haystack):
    return [word for word in private() if word in haystack]


def test_the_mailbox_does_name_people(season):
    mails = b"".join(path.read_bytes() for path in season.data.glob("mail/*.eml"))
    assert len(found_in(mails)) > 90


def test_no_stream_names_a_person(season):
    for record in season.events:
        assert not found_in(json.dumps([record.subject, record.headers], ensure_ascii=False).encode() + record.body)


@pytest.mark.parametrize("service", SERVICES)
def test_no_row_of_any_store_names_a_person(season, service):
    with season.stores.reading(service) as conn:
        tables = conn.dialect.get_table_names(conn)
    assert len(tables) > 4
    for table in tables:
        rows = season.rows(service, f"SELECT * FROM {table}")
        told = b"\n".join(
            bytes(each) if isinstance(each, bytes) else str(each).encode() for row in rows for each in row
        )
        assert not found_in(told), table
        if (service, table) == ("registration", "contacts"):
            assert len(rows) == len(people())


def test_no_file_of_the_broker_or_of_a_database_names_a_person(season, seasons):
    title = sheets()[0]["title"].encode()
    for place in (season.data / "nats", seasons.server.folder if season.template else season.data / "stores"):
        texts = {text for path in place.rglob("*") if path.is_file() for text in texts_of(path.read_bytes())}
        assert any(title in text for text in texts), f"nothing can be found in {place}"
        assert found_in(b"\n".join(texts)) == []


def texts_of(content):
    """Everything that could be read, as `strings` does; a name is longer than five bytes."""
    return re.findall(rb"[ -~\x80-\xff]{5,}", content)


def test_no_line_of_the_log_names_a_person(season):
    assert not found_in(season.log.encode())
