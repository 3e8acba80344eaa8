from datetime import timedelta
from hashlib import sha256

import pytest

from cityteams_contracts.registration import (
    AcceptWorksheet,
    Deadlines,
    ReopenFields,
    ReturnWorksheet,
    canonical_bytes,
    canonical_content,
)
from cityteams_registration.domain.intake import GivenPart
from cityteams_registration.domain.receipt import LETTERS, number_of
from tests.registration.life import Life
from tests.registration.samples import NOON, PORTLAND, kept, project, submission

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
BOTH = ("cybersecurity", "privacy")
ANSWERS = GivenPart("part-1", "w1", BOTH, "a" * 64)
LATER_ANSWERS = GivenPart("part-2", "w1", BOTH, "b" * 64)
RETURN = ReturnWorksheet(worksheet_id="w1", fields=("description",), due_at=NOON + 2 * DAY)
ACCEPT = AcceptWorksheet(worksheet_id="w1")


def deadlines(**until):
    """A life in a round with these deadlines."""
    return Life({"sc3-2018": kept(deadlines=Deadlines(**until))})


def extended(life, until, organisation="portland-or"):
    known = life.rounds["sc3-2018"]
    life.rounds["sc3-2018"] = known.__class__(
        known.round_id, known.round, known.sha256, NOON, None, {organisation: until}
    )


def changed(**fields):
    return submission(of=project().model_copy(update=fields))


def answered(part="part-1", fields=BOTH, **more):
    command = submission(of=project().model_copy(update={"answered": fields, **more}))
    return command.model_copy(update={"part_id": part})


# --- rounds and sectors ----------------------------------------------------------------------------------------------


def test_nothing_is_taken_in_for_a_round_that_nobody_opened():
    assert Life(rounds={}).refused(submission()).code == "the-round-is-unknown"


def test_nothing_is_taken_in_for_a_closed_round():
    life = Life()
    known = life.rounds["sc3-2018"]
    life.rounds["sc3-2018"] = known.__class__(known.round_id, known.round, known.sha256, NOON, NOON)
    refused = life.refused(submission())
    assert (refused.code, refused.field) == ("the-round-is-closed", "round_id")


def test_a_former_code_of_a_sector_becomes_the_one_of_the_round():
    life = Life()
    life.do(changed(sector="energy_water_waste"))
    assert life.worksheet.project.sector == "utility"


def test_a_sector_of_no_taxonomy_is_refused_with_those_there_are():
    refused = Life().refused(changed(sector="time_travel"))
    assert (refused.code, refused.field) == ("the-sector-is-not-of-this-round", "sector")
    assert "smart_building" in refused.reason


def test_a_worksheet_that_came_back_stays_in_its_round():
    life = Life({"sc3-2018": kept(), "sc3-2019": kept("sc3-2019")})
    life.do(submission())
    life.do(RETURN)
    refused = life.refused(submission().model_copy(update={"round_id": "sc3-2019"}))
    assert (refused.code, refused.field) == ("the-round-is-another", "round_id")


# --- deadlines, extensions, frozen and reopened fields ---------------------------------------------------------------


def test_a_submission_is_in_time_until_the_deadline_and_late_a_moment_after():
    deadlines(submissions_until=NOON).do(submission(), NOON)
    refused = deadlines(submissions_until=NOON).refused(submission(), NOON + MINUTE)
    assert (refused.code, refused.field) == ("the-deadline-has-passed", "round_id")
    assert "2018-02-06 12:00 UTC" in refused.reason


def test_an_extension_holds_for_worksheets_with_that_organisation_alone():
    life = deadlines(submissions_until=NOON)
    extended(life, NOON + DAY)
    life.do(submission(), NOON + DAY)
    other = PORTLAND.model_copy(update={"organisation_id": "porto"})
    late = submission("w2", project((other,)))
    assert deadlines(submissions_until=NOON).refused(late, NOON + DAY).code == "the-deadline-has-passed"
    assert life.rounds["sc3-2018"].extensions == {"portland-or": NOON + DAY}


def test_what_came_back_is_in_time_until_its_own_date_even_after_the_deadline():
    life = deadlines(submissions_until=NOON)
    life.do(submission())
    life.do(RETURN)
    assert life.refused(submission(), NOON + 2 * DAY + MINUTE).code == "the-deadline-has-passed"
    life.do(submission(), NOON + 2 * DAY)


def test_a_frozen_field_may_not_change_and_the_others_may():
    life = deadlines(frozen_from={"title": NOON + DAY, "standards": NOON + 30 * DAY})
    life.do(submission())
    life.do(RETURN)
    refused = life.refused(changed(title="New", standards="ISO"), NOON + DAY)
    assert (refused.code, refused.field) == ("the-field-is-frozen", "title")
    assert life.do(changed(description="Better.", standards="ISO"), NOON + DAY).changed == ("description", "standards")


def test_a_frozen_field_may_change_before_its_day_when_a_reviewer_asked_and_when_it_was_reopened():
    frozen = {"title": NOON + DAY}
    life = deadlines(frozen_from=frozen)
    life.do(submission())
    life.do(RETURN)
    life.do(changed(title="Before"), NOON + DAY - MINUTE)
    life = deadlines(frozen_from=frozen)
    life.do(submission())
    life.do(RETURN.model_copy(update={"fields": ("title",)}))
    life.do(changed(title="As asked"), NOON + DAY)
    life = deadlines(frozen_from=frozen)
    life.do(submission())
    life.do(RETURN)
    life.do(ReopenFields(worksheet_id="w1", fields=("title",), until=NOON + 2 * DAY))
    life.do(changed(title="Reopened"), NOON + DAY)


def test_nothing_is_frozen_for_whom_an_extension_holds():
    life = deadlines(frozen_from={"title": NOON})
    life.do(submission())
    life.do(RETURN)
    extended(life, NOON + DAY)
    life.do(changed(title="Extended"), NOON + DAY)


def test_of_a_reopened_worksheet_only_the_reopened_fields_may_change_and_only_until_the_moment():
    life = Life()
    life.do(submission())
    life.do(ACCEPT)
    life.do(ReopenFields(worksheet_id="w1", fields=("title",), until=NOON + DAY))
    refused = life.refused(changed(title="New", description="New"))
    assert (refused.code, refused.field) == ("the-field-is-frozen", "description")
    assert life.refused(changed(title="New"), NOON + DAY + MINUTE).code == "worksheet-is-already-submitted"
    assert life.refused(submission()).code == "nothing-was-changed"
    life.do(changed(title="New"), NOON + DAY)


def test_a_reopening_gives_a_worksheet_that_came_back_more_time():
    life = Life()
    life.do(submission())
    life.do(RETURN)
    life.do(ReopenFields(worksheet_id="w1", fields=("title",), until=NOON + 9 * DAY))
    life.do(changed(description="Late, but allowed."), NOON + 8 * DAY)


# --- private answers -------------------------------------------------------------------------------------------------


def test_private_answers_travel_as_the_id_of_their_part_and_seal_the_receipt():
    life = Life(parts={"part-1": ANSWERS})
    said = life.do(answered(), secretariat=False)
    assert said.part_id == life.worksheet.part_id == "part-1"
    content = canonical_bytes(canonical_content(said.project, ANSWERS.digest))
    assert said.receipt.sha256 == sha256(content).hexdigest()
    assert said.receipt.sha256 != Life().do(submission()).receipt.sha256


@pytest.mark.parametrize("part", ["nowhere", "part-of-another"])
def test_a_part_that_was_not_given_for_this_worksheet_is_refused(part):
    life = Life(parts={"part-of-another": GivenPart("part-of-another", "w2", BOTH, "c" * 64)})
    refused = life.refused(answered(part))
    assert (refused.code, refused.field) == ("the-part-is-unknown", "part_id")
    assert life.refused(answered(part), secretariat=False).code == "the-part-is-unknown"


@pytest.mark.parametrize(("part", "fields"), [("part-1", ()), ("part-1", ("privacy",)), (None, BOTH)])
def test_what_the_project_calls_answered_has_to_be_what_the_part_answers(part, fields):
    refused = Life(parts={"part-1": ANSWERS}).refused(answered(part, fields))
    assert (refused.code, refused.field) == ("the-answers-do-not-agree", "answered")


def test_who_hands_in_again_without_new_answers_keeps_the_earlier_ones():
    life = Life(parts={"part-1": ANSWERS})
    life.do(answered())
    life.do(RETURN)
    assert life.do(answered(None, title="New")).part_id == "part-1"
    life.do(RETURN)
    life.parts["part-2"] = LATER_ANSWERS
    assert life.do(answered("part-2")).part_id == "part-2"


def test_private_answers_that_were_not_reopened_stay_as_they_were():
    life = Life(parts={"part-1": ANSWERS, "part-2": LATER_ANSWERS})
    life.do(answered())
    life.do(ACCEPT)
    life.do(ReopenFields(worksheet_id="w1", fields=("title",), until=NOON + DAY))
    assert life.do(answered("part-2", title="New")).part_id == "part-1"
    life.do(ReopenFields(worksheet_id="w1", fields=("privacy",), until=NOON + DAY))
    assert life.do(answered("part-2", title="New")).part_id == "part-2"


# --- receipts --------------------------------------------------------------------------------------------------------


def test_a_number_can_be_read_out_and_follows_from_the_command_alone():
    numbers = {number_of("sc3-2018", f"c{n}") for n in range(2000)}
    assert len(numbers) == 2000
    assert number_of("sc3-2018", "c1") == number_of("sc3-2018", "c1")
    start, *groups = number_of("sc3-2018", "c1").rsplit("-", 2)
    assert start == "SC3-2018"
    assert all(len(group) == 4 and set(group) <= set(LETTERS) for group in groups)
    assert not set("0O1ILU") & set(LETTERS)
    assert len(number_of("r" * 64, "c1")) == 64
