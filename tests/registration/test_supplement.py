from datetime import timedelta

from cityteams_contracts.registration import AcceptWorksheet, ConfirmForRound, GiveSupplement, WithdrawWorksheet
from cityteams_registration.domain.intake import GivenPart
from cityteams_registration.domain.participation import Stage
from tests.registration.life import Life
from tests.registration.samples import NOON, kept, next_season, project, submission

NEXT = "sc3-2019"
BOTH = ("cybersecurity", "privacy")
FIRST = GivenPart("part-1", "w1", (*BOTH, "patching"), "a" * 64)
CONFIRM = ConfirmForRound(worksheet_id="w1", round_id=NEXT)
ACCEPT = AcceptWorksheet(worksheet_id="w1")


def returning(*, answered=(*BOTH, "patching"), **deadlines):
    """A worksheet that was accepted in the first round, with another round open."""
    rounds = {"sc3-2018": kept(), NEXT: kept(NEXT, next_season(**deadlines))}
    life = Life(rounds, {"part-1": FIRST} if answered else {})
    of = project().model_copy(update={"answered": answered})
    life.do(submission(of=of).model_copy(update={"part_id": "part-1" if answered else None}))
    life.do(ACCEPT)
    return life


def supplement(life, *now, **changes):
    """The supplement with a part that answers these fields now."""
    life.parts["part-2"] = GivenPart("part-2", "w1", now, "b" * 64)
    kept_answers = tuple(dict.fromkeys((*life.worksheet.project.answered, *now)))
    of = life.worksheet.project.model_copy(update={"answered": kept_answers, **changes})
    return GiveSupplement(worksheet_id="w1", round_id=NEXT, project=of, part_id="part-2")


def test_who_returns_is_asked_what_is_new_and_what_has_expired():
    asked = returning().ask(NEXT)
    assert asked.questions == ("insurance", "patching", "owner")  # patching is asked again, both rules were met before
    assert asked.lead == "p1"


def test_who_came_from_a_round_that_asked_nothing_is_asked_everything():
    assert returning(answered=()).ask(NEXT).questions == (*BOTH, "insurance", "patching", "owner")


def test_a_supplement_counts_what_the_team_had_to_write_and_carries_the_rest_over():
    life = returning()
    life.ask(NEXT)
    given = life.do(supplement(life, "insurance", "patching", title="Quiet crossings"), secretariat=False)
    assert given.answers == 3
    assert given.changed == ("title", "insurance")  # the new code of the sector is nobody's change
    assert given.project.sector == "mobility"
    assert set(given.project.answered) == {*BOTH, "patching", "insurance"}
    known = life.participations[NEXT]
    assert (known.stage, known.answers, known.part_id) == (Stage.GIVEN, 3, "part-2")
    assert (life.worksheet.round_id, life.worksheet.first_round_id) == (NEXT, "sc3-2018")
    assert life.worksheet.part_id == "part-1"
    assert given.receipt.number.startswith("SC3-2019-")


def test_an_answer_that_has_expired_has_to_be_written_again():
    life = returning()
    refused = life.refused(supplement(life, "insurance"), secretariat=False)
    assert (refused.code, refused.field) == ("a-question-is-unanswered", "patching")


def test_a_question_that_is_not_required_may_stay_open():
    life = returning()
    life.do(supplement(life, "insurance", "patching"), secretariat=False)
    assert "owner" not in life.worksheet.project.answered


def test_answers_that_were_never_given_cannot_be_claimed():
    life = returning()
    command = supplement(life, "insurance", "patching")
    claims = command.project.model_copy(update={"answered": (*command.project.answered, "owner")})
    refused = life.refused(command.model_copy(update={"project": claims}))
    assert (refused.code, refused.field) == ("the-answers-do-not-agree", "answered")
    hides = command.project.model_copy(update={"answered": ("insurance",)})
    assert life.refused(command.model_copy(update={"project": hides})).code == "the-answers-do-not-agree"


def test_a_cluster_confirms_once_and_still_has_its_questions_to_answer():
    life = returning()
    life.ask(NEXT)
    life.do(CONFIRM)
    known = life.participations[NEXT]
    assert (known.stage, known.questions) == (Stage.CONFIRMED, ("insurance", "patching", "owner"))
    assert life.refused(CONFIRM).code == "worksheet-is-already-confirmed"
    life.do(supplement(life, "insurance", "patching"))
    assert life.refused(CONFIRM).code == "worksheet-is-already-confirmed"


def test_a_supplement_is_given_once():
    life = returning()
    life.do(supplement(life, "insurance", "patching"))
    assert life.refused(supplement(life, "insurance", "patching")).code == "the-supplement-is-already-given"


def test_who_was_not_asked_may_take_part_by_themselves():
    life = returning()
    life.do(CONFIRM)
    assert life.participations[NEXT].asked_at is None


def test_a_later_round_takes_accepted_worksheets_alone():
    life = Life({"sc3-2018": kept(), NEXT: kept(NEXT, next_season())})
    assert life.refused(CONFIRM).code == "worksheet-is-unknown"
    life.do(submission())
    assert life.refused(CONFIRM).code == "worksheet-is-not-accepted"
    life.do(WithdrawWorksheet(worksheet_id="w1"))
    assert life.refused(CONFIRM).code == "worksheet-was-withdrawn"


def test_the_round_it_came_in_with_needs_no_supplement():
    life = returning()
    refused = life.refused(CONFIRM.model_copy(update={"round_id": "sc3-2018"}))
    assert (refused.code, refused.field) == ("worksheet-is-in-this-round-already", "round_id")
    assert life.refused(CONFIRM.model_copy(update={"round_id": "nowhere"})).code == "the-round-is-unknown"


def test_supplements_have_a_deadline_of_their_own():
    life = returning(supplements_until=NOON)
    assert life.ask(NEXT).due_at == NOON
    late = NOON + timedelta(minutes=1)
    assert life.refused(CONFIRM, late).code == "the-deadline-has-passed"
    assert life.refused(supplement(life, "insurance", "patching"), late).code == "the-deadline-has-passed"
    life.do(supplement(life, "insurance", "patching"), NOON)


def test_frozen_fields_are_frozen_for_who_returns_too():
    life = returning(frozen_from={"title": NOON})
    refused = life.refused(supplement(life, "insurance", "patching", title="New"))
    assert (refused.code, refused.field) == ("the-field-is-frozen", "title")
    life.do(supplement(life, "insurance", "patching"))
