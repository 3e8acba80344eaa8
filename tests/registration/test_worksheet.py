from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    AcceptWorksheet,
    BeginReview,
    DeclineWorksheet,
    ReopenFields,
    ReturnWorksheet,
    WithdrawWorksheet,
    WorksheetAccepted,
)
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.worksheet import APPLY, FINAL, Worksheet, WorksheetState
from tests.registration.life import Life
from tests.registration.samples import LATER, NOON, PROJECTS, project, submission

SUBMITTED, IN_REVIEW, RETURNED, RESUBMITTED, ACCEPTED, DECLINED, WITHDRAWN = WorksheetState
ACCEPT, BEGIN = AcceptWorksheet(worksheet_id="w1"), BeginReview(worksheet_id="w1")
DECLINE, WITHDRAW = DeclineWorksheet(worksheet_id="w1"), WithdrawWorksheet(worksheet_id="w1")
RETURN = ReturnWorksheet(worksheet_id="w1", fields=("description",), due_at=NOON + timedelta(days=14))
REOPEN = ReopenFields(worksheet_id="w1", fields=("title",), until=NOON + timedelta(days=14))
SUBMIT = submission()
RETITLED = submission(of=project().model_copy(update={"title": "Quiet crossings"}))


def life(*commands):
    """A worksheet after commands that are all obeyed."""
    lived = Life()
    for command in commands:
        lived.do(command)
    return lived


def test_a_worksheet_is_submitted_as_it_was_written_with_a_receipt():
    lived = life(SUBMIT)
    assert lived.worksheet.project == project()
    assert (lived.worksheet.state, lived.worksheet.submitted_at, lived.worksheet.version) == (SUBMITTED, NOON, 1)
    assert lived.worksheet.receipt == lived.said[0].receipt
    assert lived.worksheet.receipt.number.startswith("SC3-2018-")


def test_an_accepted_worksheet_carries_its_project_to_whoever_hears_it():
    accepted = life(SUBMIT).do(ACCEPT, LATER)
    assert accepted == WorksheetAccepted(worksheet_id="w1", round_id="sc3-2018", project=project(), accepted_at=LATER)


def test_a_resubmission_names_only_what_changed():
    lived = life(SUBMIT, BEGIN, RETURN)
    again = lived.do(RETITLED, NOON + timedelta(days=1))
    assert again.changed == ("title",)
    assert lived.worksheet.project.title == "Quiet crossings"
    assert (lived.worksheet.returned_fields, lived.worksheet.due_at) == ((), None)
    assert again.receipt != lived.said[0].receipt


def test_a_reviewer_is_known_from_the_actor_of_the_command():
    lived = life(SUBMIT)
    assert lived.do(BEGIN, actor="p-7").reviewer == "p-7" == lived.worksheet.reviewer


def test_an_accepted_worksheet_whose_fields_were_reopened_is_accepted_again():
    lived = life(SUBMIT, ACCEPT, REOPEN, RETITLED, ACCEPT)
    assert [entry.to_state for entry in lived.trail] == [SUBMITTED, ACCEPTED, ACCEPTED, RESUBMITTED, ACCEPTED]
    assert lived.said[-1].project.title == "Quiet crossings"
    assert lived.worksheet.reopened_fields == ()


OUT_OF_TURN = {
    "submitting twice": ((SUBMIT,), SUBMIT, "worksheet-is-already-submitted"),
    "submitting during the review": ((SUBMIT, BEGIN), SUBMIT, "worksheet-is-in-review"),
    "submitting what is accepted": ((SUBMIT, ACCEPT), SUBMIT, "worksheet-is-already-submitted"),
    "submitting what was declined": ((SUBMIT, DECLINE), SUBMIT, "worksheet-was-declined"),
    "submitting what was withdrawn": ((SUBMIT, WITHDRAW), SUBMIT, "worksheet-was-withdrawn"),
    "submitting a reopened one that was declined": ((SUBMIT, REOPEN, DECLINE), SUBMIT, "worksheet-was-declined"),
    "reviewing nothing": ((), BEGIN, "worksheet-is-unknown"),
    "reviewing twice": ((SUBMIT, BEGIN), BEGIN, "worksheet-is-in-review"),
    "reviewing what the team has": ((SUBMIT, RETURN), BEGIN, "worksheet-is-with-the-team"),
    "returning nothing": ((), RETURN, "worksheet-is-unknown"),
    "returning twice": ((SUBMIT, RETURN), RETURN, "worksheet-is-with-the-team"),
    "returning what is accepted": ((SUBMIT, ACCEPT), RETURN, "worksheet-is-already-accepted"),
    "accepting nothing": ((), ACCEPT, "worksheet-is-unknown"),
    "accepting twice": ((SUBMIT, ACCEPT), ACCEPT, "worksheet-is-already-accepted"),
    "accepting what the team has": ((SUBMIT, RETURN), ACCEPT, "worksheet-is-with-the-team"),
    "accepting what was withdrawn": ((SUBMIT, WITHDRAW), ACCEPT, "worksheet-was-withdrawn"),
    "declining nothing": ((), DECLINE, "worksheet-is-unknown"),
    "declining what is accepted": ((SUBMIT, ACCEPT), DECLINE, "worksheet-is-already-accepted"),
    "declining twice": ((SUBMIT, DECLINE), DECLINE, "worksheet-was-declined"),
    "withdrawing nothing": ((), WITHDRAW, "worksheet-is-unknown"),
    "withdrawing twice": ((SUBMIT, WITHDRAW), WITHDRAW, "worksheet-was-withdrawn"),
    "reopening what was declined": ((SUBMIT, DECLINE), REOPEN, "worksheet-was-declined"),
}


@pytest.mark.parametrize(("before", "command", "code"), OUT_OF_TURN.values(), ids=OUT_OF_TURN)
def test_a_command_out_of_turn_is_refused_with_a_remedy(before, command, code):
    refused = life(*before).refused(command)
    assert (refused.code, refused.field) == (code, "worksheet_id")
    assert len(refused.reason.split(". ")) > 1 or ";" in refused.reason


@pytest.mark.parametrize("command", [BEGIN, RETURN, ACCEPT, DECLINE, REOPEN], ids=lambda each: type(each).__name__)
def test_of_two_reviewers_the_second_is_told_to_read_again(command):
    lived = life(SUBMIT)
    read = lived.worksheet.seen
    lived.do(REOPEN.model_copy(update={"seen": read}))
    refused = lived.refused(command.model_copy(update={"seen": read}))
    assert (refused.code, refused.field) == ("another-was-quicker", "seen")
    lived.do(command.model_copy(update={"seen": lived.worksheet.seen}))


def test_a_return_names_fields_of_the_sheet_and_a_moment_that_lies_ahead():
    lived = life(SUBMIT)
    assert lived.refused(RETURN.model_copy(update={"fields": ()})).code == "a-field-has-to-be-named"
    assert lived.refused(RETURN.model_copy(update={"fields": ("shoe_size",)})).code == "the-field-is-unknown"
    assert lived.refused(RETURN.model_copy(update={"due_at": NOON})).code == "the-moment-has-passed"
    assert lived.refused(REOPEN.model_copy(update={"until": NOON})).field == "until"
    lived.do(RETURN.model_copy(update={"fields": ("patching",)}))  # a question of the round is a field, too


def test_a_worksheet_that_breaks_today_s_rules_is_not_accepted():
    lived = life(SUBMIT)
    stricter = lived.rounds["sc3-2018"].round
    rule = stricter.rules[2].model_copy(update={"check": stricter.rules[2].check.model_copy(update={"at_least": 2})})
    lived.rounds["sc3-2018"] = lived.rounds["sc3-2018"].__class__(
        "sc3-2018", stricter.model_copy(update={"rules": (rule,)}), "0" * 64, NOON
    )
    assert lived.refused(ACCEPT).code == "a-worksheet-needs-a-city-official"


@pytest.mark.parametrize("event", [each for each in APPLY if each is not next(iter(APPLY))])
def test_an_event_without_submission_is_an_error_and_not_a_guess(event):
    with pytest.raises(LookupError, match="w1"):
        APPLY[event](None, event.model_construct(worksheet_id="w1", **dict.fromkeys(_times(event), NOON)), None)


def _times(event):
    return [name for name in event.model_fields if name != "worksheet_id"]


# --- every life ------------------------------------------------------------------------------------------------------

LEGAL: dict[str, set[Any]] = {
    "submitted": {(None, SUBMITTED)},
    "review-begun": {(SUBMITTED, IN_REVIEW), (RESUBMITTED, IN_REVIEW)},
    "returned": {(each, RETURNED) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW)},
    "resubmitted": {(each, RESUBMITTED) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW, RETURNED, ACCEPTED)},
    "accepted": {(each, ACCEPTED) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW)},
    "declined": {(each, DECLINED) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW, RETURNED)},
    "withdrawn": {(each, WITHDRAWN) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW, RETURNED, ACCEPTED)},
    "fields-reopened": {(each, each) for each in (SUBMITTED, RESUBMITTED, IN_REVIEW, RETURNED, ACCEPTED)},
}
HAND_INS = st.one_of(st.sampled_from((SUBMIT, RETITLED)), PROJECTS.map(lambda any_one: submission(of=any_one)))
REVIEWING = st.sampled_from((BEGIN, RETURN, ACCEPT, DECLINE, WITHDRAW, REOPEN))
COMMANDS = st.lists(st.one_of(HAND_INS, REVIEWING, REVIEWING), max_size=14).map(lambda more: [SUBMIT, *more])


def lived_through(commands):
    """A life with each command's answer: the event, or the code of the refusal."""
    lived, answers = Life(), list[Any]()
    for number, command in enumerate(commands):
        before = (lived.worksheet, len(lived.trail))
        try:
            answers.append(lived.do(command, NOON + timedelta(minutes=number)))
        except Rejected as no:
            answers.append((no.code, no.reason, no.field))
            assert (lived.worksheet, len(lived.trail)) == before
    return lived, answers


@given(COMMANDS)
def test_no_worksheet_goes_an_illegal_way(commands):
    lived, _ = lived_through(commands)
    for entry in lived.trail:
        assert (entry.from_state, entry.to_state) in LEGAL[entry.what]


@given(COMMANDS)
def test_the_audit_trail_is_complete_and_each_entry_goes_on_where_the_last_ended(commands):
    lived, answers = lived_through(commands)
    said = [each for each in answers if not isinstance(each, tuple)]
    assert [entry.what for entry in lived.trail] == [event.name.rpartition(".")[2] for event in said]
    assert [entry.number for entry in lived.trail] == list(range(1, len(said) + 1))
    assert all(one.to_state == other.from_state for one, other in pairwise(lived.trail))
    assert all(entry.actor == "reviewer" for entry in lived.trail)
    assert lived.worksheet.state == lived.trail[-1].to_state
    assert lived.worksheet.seen == lived.trail[-1].event_id


@given(COMMANDS)
def test_every_refusal_says_its_code_its_reason_and_its_field(commands):
    _, answers = lived_through(commands)
    assert all(all(each) for each in answers if isinstance(each, tuple))


@given(COMMANDS)
def test_every_accepted_worksheet_has_its_city_its_official_and_each_participant_once(commands):
    lived, _ = lived_through(commands)
    for event in lived.said:
        if isinstance(event, WorksheetAccepted):
            participants = event.project.participants
            assert any(one.kind is OrganisationKind.MUNICIPALITY and one.deploys for one in participants)
            assert event.project.officials
            assert len({one.organisation_id for one in participants}) == len(participants)


@given(COMMANDS)
def test_what_is_over_stays_over(commands):
    lived, _ = lived_through(commands)
    ends = [entry.to_state in FINAL for entry in lived.trail]
    assert True not in ends[:-1]


@given(COMMANDS)
def test_the_same_commands_at_the_same_times_say_the_same(commands):
    assert lived_through(commands)[1] == lived_through(commands)[1]


@given(COMMANDS)
def test_the_events_alone_make_the_same_worksheet(commands):
    lived, _ = lived_through(commands)
    again = Life()
    for event, entry in zip(lived.said, lived.trail, strict=True):
        again.happens(type(event).model_validate_json(event.model_dump_json()), entry.at, entry.actor)
    assert again.worksheet == lived.worksheet
    assert isinstance(again.worksheet, Worksheet)
