import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cityteams_chassis import Stamp
from cityteams_contracts import all_contracts
from cityteams_contracts.registration import (
    AcceptWorksheet,
    RegistrationRejection,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_registration import tables
from cityteams_registration.store import WORKSHEETS
from cityteams_store.envelope import Envelope, body_of
from tests.registration.desk import Desk
from tests.registration.samples import LATER, NOON, PORTLAND, PROJECTS, project, submission

OUTBOX = tables.metadata.tables["outbox"]
CONTRACTS = all_contracts()
ACCEPT = AcceptWorksheet(worksheet_id="w1")
WITHDRAW = WithdrawWorksheet(worksheet_id="w1")


def envelope(command, command_id, at=NOON):
    return Envelope(command.subject, body_of(command), Stamp(command_id, at, None, command_id), None)


def handle(service, *envelopes):
    """One batch as the consumer would hand it in; the kinds of its outcomes."""
    return [outcome.kind for outcome in Desk(service).handle(*envelopes)]


def said(service):
    """Every event in the outbox, in order."""
    with service.store.engine.connect() as conn:
        rows = conn.execute(sa.select(OUTBOX).order_by(OUTBOX.c.position)).all()
    return [
        (CONTRACTS[row.subject.rpartition(".")[0]].model_validate_json(row.body), json.loads(row.headers))
        for row in rows
    ]


def obey(service, command, command_id, at=NOON):
    """The events that answer a command which arrives twice."""
    before = len(said(service))
    handle(service, envelope(command, command_id, at))
    after = said(service)
    assert handle(service, envelope(command, command_id, at)) == ["repeated"]
    assert said(service) == after
    return [event for event, _ in after[before:]]


async def stored(service, worksheet_id="w1"):
    return await service.read(lambda tx: tx.get(WORKSHEETS, worksheet_id))


async def test_a_worksheet_lives_from_submission_to_withdrawal(service):
    assert obey(service, submission(), "c1") == [
        WorksheetSubmitted(worksheet_id="w1", round_id="sc3-2018", project=project(), submitted_at=NOON)
    ]
    assert obey(service, ACCEPT, "c2", LATER) == [
        WorksheetAccepted(worksheet_id="w1", round_id="sc3-2018", project=project(), accepted_at=LATER)
    ]
    assert obey(service, WITHDRAW, "c3", LATER) == [
        WorksheetWithdrawn(worksheet_id="w1", title=project().title, lead="p1", withdrawn_at=LATER)
    ]
    worksheet = await stored(service)
    assert (worksheet.state, worksheet.submitted_at, worksheet.decided_at) == ("withdrawn", NOON, LATER)
    assert [headers["ce-sequence"] for _, headers in said(service)] == [f"{n:020d}" for n in (1, 2, 3)]


async def test_a_refused_command_leaves_nothing_but_its_answer(service):
    (answer,) = obey(service, submission(of=project(officials=())), "c1")
    assert isinstance(answer, RegistrationRejection)
    assert (answer.command_id, answer.about, answer.field) == ("c1", "w1", "officials")
    assert answer.code == "a-worksheet-needs-a-city-official"
    assert await stored(service) is None


async def test_a_city_without_partners_is_taken_in(service):
    (event,) = obey(service, submission(of=project((PORTLAND,))), "c1")
    assert isinstance(event, WorksheetSubmitted)


def test_submission_and_acceptance_may_arrive_in_one_batch(service):
    batch = [envelope(submission(), "c1"), envelope(ACCEPT, "c2"), envelope(ACCEPT, "c3"), envelope(WITHDRAW, "c4")]
    assert handle(service, *batch) == ["done", "done", "rejected", "done"]
    assert [type(event).__name__ for event, _ in said(service)] == [
        "WorksheetSubmitted",
        "WorksheetAccepted",
        "RegistrationRejection",
        "WorksheetWithdrawn",
    ]


def test_a_command_that_cannot_be_read_is_refused_by_its_field(service):
    body = b'{"worksheet_id": "w1", "round_id": "sc3-2018", "project": {"title": ""}}'
    handle(service, Envelope(submission().subject, body, Stamp("c1", NOON, None, "c1"), None))
    ((answer, _),) = said(service)
    assert (answer.code, answer.field) == ("the-message-is-malformed", "project.title")


def test_five_hundred_worksheets_are_handled_with_few_statements(service):
    statements = []
    sa.event.listen(service.store.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    handle(service, *(envelope(submission(f"w{n}"), f"c{n}") for n in range(500)))
    few = len(statements)
    handle(service, *(envelope(AcceptWorksheet(worksheet_id=f"w{n}"), f"d{n}") for n in range(500)))
    assert few < 20
    assert len(statements) - few < 20


HAND_INS = st.one_of(st.just(submission()), PROJECTS.map(lambda any_project: submission(of=any_project)))
COMMANDS = st.builds(
    lambda first, rest: [first, *rest], HAND_INS, st.lists(st.one_of(HAND_INS, st.just(ACCEPT), st.just(WITHDRAW)))
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=COMMANDS, cut=st.integers(0, 8))
def test_a_replay_of_what_was_said_rebuilds_the_worksheets_byte_for_byte(fresh, commands, cut):
    live, rebuilt = fresh(), fresh()
    batch = [envelope(command, f"c{n}", NOON + timedelta(minutes=n)) for n, command in enumerate(commands)]
    handle(live, *batch[:cut])
    handle(live, *batch[cut:])
    Desk(rebuilt).replay(Desk(live).envelopes())
    assert Desk(rebuilt).dump() == Desk(live).dump()
