import json
from dataclasses import replace

import pytest

from tests.chassis.samples import Post, answered, post, submitted, withdrawn, worksheet


@pytest.fixture
def new_store(tmp_path_factory):
    """Reading needs no particular database."""
    return lambda: f"sqlite:///{tmp_path_factory.mktemp('reading')}/toy.db"


def spoiled(good: Post, **changes: object) -> Post:
    """The message with fields of its body changed."""
    return replace(good, body=json.dumps(json.loads(good.body) | changes).encode())


def refusal(desk) -> dict[str, object]:
    """The one answer in the outbox."""
    (said,) = desk.outbox()
    assert ".command.rejected." in said.subject
    found: dict[str, object] = json.loads(said.body)
    return found


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"accepts": "perhaps"}, "accepts"),
        ({"invitation_id": "a b"}, "invitation_id"),
        ({"extra": 1}, "extra"),
        ({"accepts": None, "extra": 1}, "accepts"),
        ({"x" * 5000: 1}, "x" * 100),
        ({"a\x00\nb": 1}, "a??b"),
        ({"": 1}, "body"),
    ],
)
def test_a_malformed_command_is_answered_naming_the_field(desk, changes, field):
    assert desk.kinds(spoiled(post(answered("w1")), **changes)) == ["rejected"]
    answer = refusal(desk)
    assert (answer["code"], answer["field"], answer["about"]) == ("the-message-is-malformed", field, "w1")
    assert str(answer["reason"]).startswith(f"{field}: ")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{" * 100_000, b"[" * 100_000])
def test_a_command_that_is_no_json_object_is_answered_too(desk, body):
    assert desk.kinds(replace(post(answered("w1")), body=body)) == ["rejected"]
    assert refusal(desk)["field"] == "body"


def test_a_command_whose_key_is_not_its_subject_is_answered(desk):
    other = replace(post(answered("w1")), subject=post(answered("w2")).subject)
    assert desk.kinds(other) == ["rejected"]
    answer = refusal(desk)
    assert (answer["code"], answer["field"], answer["about"]) == ("the-key-does-not-match", "cluster_id", "w2")


def test_the_key_of_a_subject_that_is_no_id_is_not_repeated(desk):
    strange = replace(post(answered("w1")), subject="cityteams.cmd.clusters.answer-invitation.v1.a$b")
    assert desk.kinds(strange) == ["rejected"]
    assert refusal(desk)["about"] is None


def test_a_command_nobody_ever_released_is_answered(desk):
    for verb in ("answer-invitation.v9", "dance.v1", "no-version"):
        unknown = replace(post(answered("w1")), subject=f"cityteams.cmd.clusters.{verb}.w1")
        (outcome,) = desk.take(replace(unknown, headers=unknown.headers | {"ce-id": verb}))
        assert (outcome.kind, outcome.code) == ("rejected", "the-version-is-unknown")
    known = [json.loads(said.body)["reason"].partition("known: ")[2] for said in desk.outbox()]
    assert known == ["cityteams.cmd.clusters.answer-invitation.v1", "none of this name", "none of this name"]


def test_a_malformed_event_is_poison_and_does_not_count(desk):
    bad = spoiled(worksheet("w1"), submitted_at="yesterday")
    (outcome,) = desk.take(bad)
    assert (outcome.kind, outcome.code) == ("poison", "the-message-is-malformed")
    assert outcome.reason.startswith("submitted_at: ")
    assert not any(desk.dump().values())


def test_an_event_whose_key_is_not_its_subject_is_poison(desk):
    (outcome,) = desk.take(replace(worksheet("w1"), subject=worksheet("w2").subject))
    assert (outcome.kind, outcome.code) == ("poison", "the-key-does-not-match")


@pytest.mark.parametrize("extra", [b'"worksheet_id":"w1",', b'"x":{"a":1,"a":2},', b'"x":NaN,', b'"x":-Infinity,'])
def test_what_two_readers_could_read_differently_is_malformed(desk, extra):
    good = worksheet("w1")
    (outcome,) = desk.take(replace(good, body=b"{" + extra + good.body[1:]))
    assert (outcome.kind, outcome.code) == ("poison", "the-message-is-malformed")


def test_a_field_an_older_reader_does_not_know_is_no_harm(desk):
    assert desk.kinds(spoiled(worksheet("w1"), later_addition={"a": [1, 2.5, None, "ü", 10**30]})) == ["done"]


def test_the_unknown_version_of_a_known_event_is_poison(desk):
    newer = replace(worksheet("w1"), subject="cityteams.evt.registration.worksheet.submitted.v2.w1")
    (outcome,) = desk.take(newer)
    assert (outcome.kind, outcome.code) == ("poison", "the-version-is-unknown")
    assert outcome.reason.endswith("known: cityteams.evt.registration.worksheet.submitted.v1")


def test_an_unknown_verb_of_a_heard_noun_is_ignored_but_counted(desk):
    first = replace(worksheet("w1"), subject="cityteams.evt.registration.worksheet.framed.v1.w1")
    assert desk.kinds(first, worksheet("w1", 2)) == ["ignored", "done"]
    assert ("registration.worksheet.w1", 2) in desk.dump()["versions"]


def test_an_event_without_handler_is_folded_and_one_without_fold_is_ignored(desk):
    from cityteams_contracts.registration import WorksheetAccepted

    accepted = WorksheetAccepted(
        worksheet_id="w1", round_id="r1", project=submitted("w1").project, accepted_at=submitted("w1").submitted_at
    )
    assert desk.kinds(worksheet("w1"), post(accepted, 2), post(withdrawn("w1"), 3)) == ["done", "ignored", "done"]
    assert desk.keys("tallies") == []


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("ce-id", None),
        ("ce-id", ""),
        ("ce-id", "x" * 300),
        ("ce-id", "a\x00b"),
        ("ce-time", None),
        ("ce-time", "2018-02-06T14:00:00"),
        ("ce-time", "yesterday"),
        ("ce-time", "0001-01-01T00:00:00+14:00"),
        ("ce-sequence", None),
        ("ce-sequence", "-1"),
        ("ce-sequence", "0"),
        ("ce-sequence", "one"),
        ("ce-sequence", "٣"),
        ("ce-sequence", "1_0"),
        ("ce-sequence", "9" * 30),
        ("ce-sequence", "9" * 5000),
    ],
)
def test_an_envelope_that_is_not_ours_is_poison(header, value):
    from cityteams_store.errors import Poison

    good = worksheet("w1")
    headers = {name: old for name, old in good.headers.items() if name != header}
    if value is not None:
        headers[header] = value
    with pytest.raises(Poison) as bad:
        _ = replace(good, headers=headers).envelope
    assert bad.value.code == ("a-header-is-missing" if value is None else "a-header-is-wrong")
    assert header in bad.value.reason


def test_a_message_without_headers_is_poison():
    from cityteams_store.envelope import open_envelope
    from cityteams_store.errors import Poison

    with pytest.raises(Poison, match="a-header-is-missing"):
        open_envelope(worksheet("w1").subject, None, b"{}")


def test_the_time_of_a_message_is_read_in_utc_whatever_its_offset(new_desk):
    here, there = new_desk(), new_desk()
    good = worksheet("w1")
    here.take(good)
    there.take(replace(good, headers=good.headers | {"ce-time": "2018-02-06T16:00:01+02:00"}))
    assert here.dump() == there.dump()
