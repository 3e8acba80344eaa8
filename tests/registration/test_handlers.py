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
    BeginReview,
    CloseRound,
    ConfirmForRound,
    DeclineWorksheet,
    GiveSupplement,
    GrantExtension,
    Organisation,
    RegisterOrganisation,
    RegistrationRejection,
    ReopenFields,
    ReturnWorksheet,
    SupplementAsked,
    WithdrawWorksheet,
    WorksheetAccepted,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_contracts.values import OrganisationKind
from cityteams_registration import tables
from cityteams_registration.desk.rows import Part
from cityteams_registration.desk.store import PARTS
from cityteams_registration.domain.receipt import number_of
from cityteams_registration.handlers.rounds import anybody_to_ask, ask_supplements
from cityteams_registration.store import ROUNDS, WORKSHEETS, trail
from cityteams_store.envelope import Envelope, body_of
from tests.registration.desk import Desk
from tests.registration.samples import (
    LATER,
    NOON,
    PORTLAND,
    PROJECTS,
    next_season,
    opening,
    project,
    submission,
)

OUTBOX = tables.metadata.tables["outbox"]
CONTRACTS = all_contracts()
ACCEPT = AcceptWorksheet(worksheet_id="w1")
WITHDRAW = WithdrawWorksheet(worksheet_id="w1")


def accept(worksheet_id):
    return AcceptWorksheet(worksheet_id=worksheet_id)


def envelope(command, command_id, at=NOON, actor=SECRETARIAT):
    return Envelope(command.subject, body_of(command), Stamp(command_id, at, None, command_id, actor=actor), None)


def handle(service, *envelopes):
    """One batch as the consumer would hand it in; the kinds of its outcomes."""
    return [outcome.kind for outcome in Desk(service).handle(*envelopes)]


def said(service):
    """Every event about worksheets and every refusal in the outbox, in order."""
    with service.store.engine.connect() as conn:
        rows = conn.execute(sa.select(OUTBOX).order_by(OUTBOX.c.position)).all()
    return [
        (CONTRACTS[row.subject.rpartition(".")[0]].model_validate_json(row.body), json.loads(row.headers))
        for row in rows
        if row.subject.split(".")[3] in ("worksheet", "command")
    ]


def obey(service, command, command_id, at=NOON, actor=SECRETARIAT):
    """The events that answer a command which arrives twice."""
    before = len(said(service))
    handle(service, envelope(command, command_id, at, actor))
    after = said(service)
    assert handle(service, envelope(command, command_id, at, actor)) == ["repeated"]
    assert said(service) == after
    return [event for event, _ in after[before:]]


async def stored(service, worksheet_id="w1"):
    return await service.read(lambda tx: tx.get(WORKSHEETS, worksheet_id))


async def test_a_worksheet_lives_from_submission_to_withdrawal(service):
    (submitted,) = obey(service, submission(), "c1")
    assert isinstance(submitted, WorksheetSubmitted)
    assert (submitted.project, submitted.submitted_at) == (project(), NOON)
    assert obey(service, ACCEPT, "c2", LATER) == [
        WorksheetAccepted(worksheet_id="w1", round_id="sc3-2018", project=project(), accepted_at=LATER)
    ]
    assert obey(service, WITHDRAW, "c3", LATER) == [
        WorksheetWithdrawn(worksheet_id="w1", title=project().title, lead="p1", withdrawn_at=LATER)
    ]
    worksheet = await stored(service)
    assert (worksheet.state, worksheet.submitted_at, worksheet.since) == ("withdrawn", NOON, LATER)
    assert [headers["ce-sequence"] for _, headers in said(service)] == [f"{n:020d}" for n in (1, 2, 3)]


async def test_the_audit_trail_says_who_and_when_and_from_where_to_where(service):
    obey(service, submission(), "c1")
    obey(service, BeginReview(worksheet_id="w1"), "c2", LATER)
    obey(service, ReturnWorksheet(worksheet_id="w1", fields=("title",), due_at=LATER + timedelta(days=1)), "c3", LATER)
    obey(service, submission(), "c4", LATER)
    entries = await service.read(lambda tx: trail(tx, "w1"))
    told = [(one.number, one.actor, one.at, one.what, one.from_state, one.to_state, one.fields) for one in entries]
    assert told == [
        (1, "secretariat", NOON, "submitted", None, "submitted", ()),
        (2, "secretariat", LATER, "review-begun", "submitted", "in_review", ()),
        (3, "secretariat", LATER, "returned", "in_review", "returned", ("title",)),
        (4, "secretariat", LATER, "resubmitted", "returned", "resubmitted", ()),
    ]
    ids = [headers["ce-id"] for _, headers in said(service)]
    assert [one.event_id for one in entries] == ids
    assert (await stored(service)).seen == ids[-1]


async def test_what_the_team_hands_in_itself_needs_its_answers(service):
    (answer,) = obey(service, submission(), "c1", actor="p1")
    assert (answer.code, answer.field) == ("a-worksheet-says-how-it-is-secured", "cybersecurity")
    part = Part("part-1", "w1", "p1", "p1", NOON, ("cybersecurity", "privacy"), "d" * 64, b"sealed")
    await service.act("part", NOON, lambda tx: tx.keep(PARTS, part))
    of = project().model_copy(update={"answered": part.answered})
    (submitted,) = obey(service, submission(of=of).model_copy(update={"part_id": "part-1"}), "c2", actor="p1")
    assert (submitted.part_id, submitted.receipt.number) == ("part-1", number_of("sc3-2018", "c2"))


@pytest.mark.parametrize(
    "command",
    [
        ACCEPT,
        WITHDRAW,
        submission(),
        BeginReview(worksheet_id="w1"),
        ReturnWorksheet(worksheet_id="w1", fields=("title",), due_at=LATER),
        DeclineWorksheet(worksheet_id="w1"),
        ReopenFields(worksheet_id="w1", fields=("title",), until=LATER),
        ConfirmForRound(worksheet_id="w1", round_id="gctc-2017"),
        GiveSupplement(worksheet_id="w1", round_id="gctc-2017", project=project()),
        opening("sc3-2019"),
        CloseRound(round_id="sc3-2018"),
        GrantExtension(round_id="sc3-2018", organisation_id="portland-or", until=LATER),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_stranger_may_not_and_nobody_in_particular_neither(service, command):
    obey(service, submission(), "c0")
    assert [each.code for each in obey(service, command, "c1", actor="p9")] == ["this-is-not-yours-to-do"]
    assert [each.code for each in obey(service, command, "c2", actor="")] == ["nobody-vouches-for-this"]


def test_a_round_is_opened_extended_and_closed_by_commands(service):
    handle(service, envelope(opening("sc3-2019"), "r1"))
    until = NOON + timedelta(days=30)
    porto = Organisation(name="Porto", kind=OrganisationKind.MUNICIPALITY, country="PT")
    handle(service, envelope(RegisterOrganisation(organisation_id="porto", organisation=porto), "r0"))
    handle(service, envelope(GrantExtension(round_id="sc3-2019", organisation_id="porto", until=until), "r2"))
    late = submission("w2").model_copy(update={"round_id": "sc3-2019"})
    assert [type(each) for each in obey(service, late, "c1")] == [WorksheetSubmitted]
    handle(service, envelope(CloseRound(round_id="sc3-2019"), "r3"))
    refused = obey(service, late.model_copy(update={"worksheet_id": "w3"}), "c2")
    assert [each.code for each in refused] == ["the-round-is-closed"]
    kept_round = Desk(service).read(lambda tx: tx.get(ROUNDS, "sc3-2019"))
    assert kept_round is not None
    assert (kept_round.closed_at, kept_round.extensions) == (NOON, {"porto": until})


async def test_who_returns_is_asked_in_bounded_batches_once_and_never_by_an_earlier_round(service):
    for number in range(7):
        handle(service, envelope(submission(f"w{number}"), f"c{number}"), envelope(accept(f"w{number}"), f"d{number}"))
    handle(service, envelope(submission("waiting"), "c-waiting"))
    handle(service, envelope(opening("sc3-2019", next_season()), "r1", LATER))
    asked = [await service.act(f"ask-{turn}", LATER, lambda tx: ask_supplements(tx, 3)) for turn in range(4)]
    assert asked == [3, 3, 1, 0]
    events = [event for event, _ in said(service) if isinstance(event, SupplementAsked)]
    assert sorted(event.worksheet_id for event in events) == [f"w{number}" for number in range(7)]
    assert {event.round_id for event in events} == {"sc3-2019"}
    assert not await service.read(lambda tx: anybody_to_ask(tx, LATER))
    entries = await service.read(lambda tx: trail(tx, "w3"))
    assert (entries[-1].what, entries[-1].actor, entries[-1].to_state) == ("supplement-asked", "", "accepted")


async def test_a_supplement_is_confirmed_and_given_through_the_whole_service(service):
    handle(service, envelope(submission(), "c1"), envelope(ACCEPT, "c2"))
    handle(service, envelope(opening("sc3-2019", next_season()), "c3", LATER))
    await service.act("ask", LATER, lambda tx: ask_supplements(tx, 10))
    part = Part("part-1", "w1", "p1", "p1", NOON, ("insurance", "patching", "privacy"), "d" * 64, b"sealed")
    await service.act("part", NOON, lambda tx: tx.keep(PARTS, part))
    confirmed = obey(service, ConfirmForRound(worksheet_id="w1", round_id="sc3-2019"), "c4", LATER, "p1")
    assert [type(each).__name__ for each in confirmed] == ["WorksheetConfirmed"]
    of = project().model_copy(update={"answered": part.answered})
    give = GiveSupplement(worksheet_id="w1", round_id="sc3-2019", project=of, part_id="part-1")
    assert [each.field for each in obey(service, give, "c5", LATER, "p1")] == ["cybersecurity"]
    (given,) = obey(service, give, "c6", LATER)
    assert (given.answers, given.project.sector) == (3, "mobility")
    assert (await stored(service)).round_id == "sc3-2019"


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
    handle(service, Envelope(submission().subject, body, Stamp("c1", NOON, None, "c1", actor=SECRETARIAT), None))
    ((answer, _),) = said(service)
    assert (answer.code, answer.field) == ("the-message-is-malformed", "project.title")


def test_five_hundred_worksheets_are_handled_with_few_statements(service):
    statements = []
    sa.event.listen(service.store.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    handle(service, *(envelope(submission(f"w{n}"), f"c{n}") for n in range(500)))
    few = len(statements)
    handle(service, *(envelope(AcceptWorksheet(worksheet_id=f"w{n}"), f"d{n}") for n in range(500)))
    assert few < 30
    assert len(statements) - few < 30


HAND_INS = st.one_of(st.just(submission()), PROJECTS.map(lambda any_project: submission(of=any_project)))
REVIEWING = st.sampled_from(
    (
        ACCEPT,
        WITHDRAW,
        BeginReview(worksheet_id="w1"),
        ReturnWorksheet(worksheet_id="w1", fields=("title",), due_at=LATER),
        DeclineWorksheet(worksheet_id="w1"),
        ReopenFields(worksheet_id="w1", fields=("title", "participants", "officials"), until=LATER),
        ConfirmForRound(worksheet_id="w1", round_id="sc3-2019"),
        GiveSupplement(worksheet_id="w1", round_id="sc3-2019", project=project()),
        opening("sc3-2019", next_season()),
        CloseRound(round_id="sc3-2018"),
        GrantExtension(round_id="sc3-2018", organisation_id="portland-or", until=LATER),
    )
)
COMMANDS = st.lists(st.one_of(HAND_INS, REVIEWING), max_size=12).map(lambda more: [submission(), *more])


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=COMMANDS, cut=st.integers(0, 8))
def test_a_replay_of_what_was_said_rebuilds_everything_byte_for_byte(fresh, seasoned, commands, cut):
    live, rebuilt = seasoned(), fresh()
    batch = [envelope(command, f"c{n}", NOON + timedelta(minutes=n)) for n, command in enumerate(commands)]
    handle(live, *batch[:cut])
    handle(live, *batch[cut:])
    Desk(rebuilt).replay(Desk(live).envelopes())
    assert Desk(rebuilt).dump() == Desk(live).dump()
