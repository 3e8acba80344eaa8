from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    AcceptWorksheet,
    SubmitWorksheet,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import OrganisationKind
from cityteams_registration.domain.worksheet import (
    Worksheet,
    WorksheetState,
    decide_acceptance,
    decide_submission,
    decide_withdrawal,
)
from tests.registration.samples import LATER, NOON, PROJECTS, project, submission

ACCEPT = AcceptWorksheet(worksheet_id="w1")
WITHDRAW = WithdrawWorksheet(worksheet_id="w1")
DECIDE: dict[type, Any] = {
    SubmitWorksheet: decide_submission,
    AcceptWorksheet: decide_acceptance,
    WithdrawWorksheet: decide_withdrawal,
}
APPLY: dict[type, Any] = {
    WorksheetSubmitted: Worksheet.submitted,
    WorksheetAccepted: Worksheet.accepted,
    WorksheetWithdrawn: Worksheet.withdrawn,
}


def after(*commands, at=NOON):
    """The worksheet after commands that are all obeyed."""
    worksheet = None
    for command in commands:
        for event in DECIDE[type(command)](worksheet, command, at):
            worksheet = APPLY[type(event)](worksheet, event, None)
    return worksheet


def refusal(worksheet, command):
    with pytest.raises(Rejected) as refused:
        DECIDE[type(command)](worksheet, command, LATER)
    return refused.value.code


def test_a_worksheet_is_submitted_as_it_was_written():
    worksheet = after(submission())
    assert worksheet == Worksheet("w1", "sc3-2018", WorksheetState.SUBMITTED, project(), NOON, None)


def test_an_accepted_worksheet_carries_its_project_to_whoever_hears_it():
    (accepted,) = decide_acceptance(after(submission()), ACCEPT, LATER)
    assert accepted == WorksheetAccepted(worksheet_id="w1", round_id="sc3-2018", project=project(), accepted_at=LATER)


def test_an_accepted_worksheet_may_still_be_withdrawn():
    worksheet = after(submission(), ACCEPT, WITHDRAW, at=LATER)
    assert (worksheet.state, worksheet.decided_at) == (WorksheetState.WITHDRAWN, LATER)


def test_a_withdrawal_names_the_project_and_the_lead_who_will_get_the_letter():
    (withdrawn,) = decide_withdrawal(after(submission()), WITHDRAW, LATER)
    assert withdrawn == WorksheetWithdrawn(worksheet_id="w1", title=project().title, lead="p1", withdrawn_at=LATER)


REPEATS = {
    "submitting twice": ((submission(),), submission(), "worksheet-is-already-submitted"),
    "submitting what is accepted": ((submission(), ACCEPT), submission(), "worksheet-is-already-submitted"),
    "submitting what was withdrawn": ((submission(), WITHDRAW), submission(), "worksheet-was-withdrawn"),
    "accepting nothing": ((), ACCEPT, "worksheet-is-unknown"),
    "accepting twice": ((submission(), ACCEPT), ACCEPT, "worksheet-is-already-accepted"),
    "accepting what was withdrawn": ((submission(), WITHDRAW), ACCEPT, "worksheet-was-withdrawn"),
    "withdrawing nothing": ((), WITHDRAW, "worksheet-is-unknown"),
    "withdrawing twice": ((submission(), WITHDRAW), WITHDRAW, "worksheet-was-withdrawn"),
}


@pytest.mark.parametrize(("before", "command", "code"), REPEATS.values(), ids=REPEATS)
def test_a_command_out_of_turn_is_refused(before, command, code):
    assert refusal(after(*before), command) == code


def test_a_worksheet_that_breaks_today_s_rules_is_not_accepted():
    old = Worksheet("w1", "sc3-2018", WorksheetState.SUBMITTED, project(officials=()), NOON)
    assert refusal(old, ACCEPT) == "a-worksheet-needs-a-city-official"


def test_acceptance_without_submission_is_an_error_and_not_a_guess():
    event = WorksheetAccepted(worksheet_id="w1", round_id="r", project=project(), accepted_at=NOON)
    with pytest.raises(LookupError, match="w1"):
        Worksheet.accepted(None, event, None)


HAND_INS = st.one_of(st.just(submission()), PROJECTS.map(lambda any_project: submission(of=any_project)))
COMMANDS = st.lists(st.one_of(HAND_INS, st.just(ACCEPT), st.just(WITHDRAW)), max_size=6)


def lived(commands):
    """Each command's answer, with the worksheet before and after it."""
    worksheet, life = None, []
    for number, command in enumerate(commands):
        before, events, refused = worksheet, [], None
        try:
            events = DECIDE[type(command)](worksheet, command, NOON + timedelta(minutes=number))
        except Rejected as why:
            refused = (why.code, why.reason, why.field)
        for event in events:
            worksheet = APPLY[type(event)](worksheet, event, None)
        life.append((before, events, refused, worksheet))
    return life


@given(COMMANDS)
def test_every_command_is_answered_by_one_event_that_changes_something_or_by_one_refusal(commands):
    for before, events, refused, worksheet in lived(commands):
        assert len(events) == (0 if refused else 1)
        assert (before == worksheet) == bool(refused)
        assert refused is None or all(refused)


@given(COMMANDS)
def test_every_accepted_worksheet_has_its_city_its_official_and_each_participant_once(commands):
    for _, events, _, _ in lived(commands):
        for event in events:
            if isinstance(event, WorksheetAccepted):
                participants = event.project.participants
                assert any(one.kind is OrganisationKind.MUNICIPALITY and one.deploys for one in participants)
                assert event.project.officials
                assert len({one.organisation_id for one in participants}) == len(participants)


@given(COMMANDS)
def test_what_is_withdrawn_stays_withdrawn(commands):
    for before, _, refused, _ in lived(commands):
        if before and before.state is WorksheetState.WITHDRAWN:
            assert refused[0] == "worksheet-was-withdrawn"


@given(COMMANDS)
def test_the_same_commands_at_the_same_times_say_the_same(commands):
    assert lived(commands) == lived(commands)
