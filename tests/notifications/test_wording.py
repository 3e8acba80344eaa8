import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
    Reason,
)
from cityteams_contracts.events import AgendaReleased, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    SupplementAsked,
    SupplementGiven,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetResubmitted,
    WorksheetReturned,
    WorksheetSubmitted,
    WorksheetWithdrawn,
)
from cityteams_contracts.values import OrganisationKind, Participant
from cityteams_notifications.domain import wording, wording_agenda, wording_review
from cityteams_notifications.domain.text import HOME
from cityteams_notifications.rendering import render
from tests.notifications.samples import HOSTILE, example


def invitation(name: str):
    """The letter that quotes most of what people wrote."""
    who = Participant.model_construct(organisation_id="o-1", name=name, kind=OrganisationKind.COMPANY)
    reasons = (Reason.model_construct(code="same-sector", text=name, weight=1.0),)
    return wording.member_invited(example(MemberInvited, title=name, organisation=who, reasons=reasons))


def drafts(name: str):
    """Every letter there is, about things and people of that name."""
    held = {"gathering": name, "place": name, "time_zone": name}
    who = Participant.model_construct(organisation_id="o-1", name=name, kind=OrganisationKind.COMPANY)
    submitted = example(WorksheetSubmitted)
    project = submitted.project.model_copy(update={"title": name})
    entries = tuple(entry.model_copy(update={"title": name}) for entry in example(AgendaReleased).entries)
    rooms = tuple(room.model_copy(update={"name": name}) for room in example(AgendaReleased).rooms)
    return [
        wording_review.worksheet_received(example(WorksheetSubmitted, project=project)),
        wording_review.worksheet_received(example(WorksheetSubmitted, project=project, receipt=None)),
        wording_review.worksheet_received(example(WorksheetResubmitted, project=project)),
        wording_review.worksheet_received(example(SupplementGiven, project=project)),
        wording_review.worksheet_returned(example(WorksheetReturned, title=name)),
        wording_review.worksheet_declined(example(WorksheetDeclined, title=name)),
        wording_review.fields_reopened(example(FieldsReopened, title=name)),
        wording_review.supplement_asked(example(SupplementAsked, title=name)),
        wording_review.supplement_asked(example(SupplementAsked, title=name, due_at=None, questions=("a", "b"))),
        wording.worksheet_accepted(example(WorksheetAccepted, project=project)),
        wording.worksheet_withdrawn(example(WorksheetWithdrawn, title=name)),
        invitation(name),
        wording.invitation_answered(example(InvitationAnswered, organisation=who, title=name)),
        wording.invitation_answered(example(InvitationAnswered, organisation=who, title=name, accepted=False)),
        wording.cluster_confirmed(example(ClusterConfirmed, title=name, members=(who, who))),
        wording.cluster_listed(example(ClusterListed, title=name, members=(who,))),
        wording.cluster_dissolved(example(ClusterDissolved, title=name)),
        wording.slot_given(example(SlotGiven, title=name, room=name, **held)),
        wording.slot_refused(example(SlotRefused, title=name, reason=name, **held)),
        wording.slot_cancelled(example(SlotCancelled, title=name, **held)),
        *wording_agenda.agenda_released(
            example(AgendaReleased, title=name, place=name, time_zone=name, rooms=rooms, entries=entries)
        ),
    ]


UNTITLED = {LetterKind.CO_EDITOR_INVITED, LetterKind.SIGN_IN_LINK}
"""Letters that name no matter: they go to people of whom nothing is known yet."""


def test_there_is_a_letter_of_every_kind():
    assert {draft.kind for draft in drafts("Trees")} == set(LetterKind) - UNTITLED


@pytest.mark.parametrize("draft", drafts("Trees & <b>Towns</b>"), ids=lambda draft: draft.kind)
def test_a_letter_names_its_matter_as_it_is_written(draft):
    text = render(draft)
    assert "Trees & <b>Towns</b>" in text
    assert "Trees & <b>Towns</b>" in draft.subject_line
    assert text.startswith("Hello,\n")
    assert text.endswith(f"Reference: {draft.about}\n")
    assert "\n\n\n" not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_adds_a_line_or_runs_as_a_template(name):
    for hostile, harmless in zip(drafts(name), drafts("Trees"), strict=True):
        text = render(hostile)
        assert len(text.splitlines()) == len(render(harmless).splitlines())
        assert len(hostile.subject_line.splitlines()) == 1
        assert "49" not in text.replace("{{7*7}}", "")
        text.encode()


@settings(max_examples=1000, deadline=None)
@given(name=st.text(max_size=300))
def test_a_thousand_names_make_letters_of_the_same_shape(name):
    invited = invitation(name)
    assert len(render(invited).splitlines()) == 19
    assert len(invited.subject_line) <= wording.SUBJECT_LIMIT


def test_a_draft_that_lacks_a_fact_is_never_a_letter_with_a_hole():
    (withdrawn,) = (draft for draft in drafts("Trees") if draft.kind is LetterKind.WORKSHEET_WITHDRAWN)
    with pytest.raises(Exception, match="'title' is undefined"):
        render(type(withdrawn)(withdrawn.kind, "p", "w", "s", {"about": "w"}))


def test_a_speaker_with_two_slots_gets_one_letter_with_both():
    released = example(AgendaReleased)
    (entry,) = released.entries
    others = entry.model_copy(update={"speaker": "p-other", "title": "Bridges"})
    second = entry.model_copy(update={"slot_id": "s-2", "title": "Second"})
    mine, theirs = wording_agenda.agenda_released(released.model_copy(update={"entries": (entry, others, second)}))
    assert (mine.person_id, theirs.person_id) == (entry.speaker, "p-other")
    assert render(mine).count("14:20 to 14:30 (America/New_York, UTC-05:00)") == 2
    assert "Bridges" not in render(mine)
    assert "146C" in render(mine)


def test_an_empty_release_writes_to_nobody():
    assert wording_agenda.agenda_released(example(AgendaReleased, entries=())) == []


def test_an_entry_in_a_room_that_the_release_does_not_name_is_told_by_its_id():
    (mine,) = wording_agenda.agenda_released(example(AgendaReleased, rooms=()))
    assert "146c" in render(mine)


@pytest.mark.parametrize("contract", [WorksheetSubmitted, WorksheetResubmitted, SupplementGiven])
def test_whoever_hands_something_in_gets_the_number_and_the_hash_of_the_receipt(contract):
    event = example(contract)
    text = render(wording_review.worksheet_received(event))
    assert event.receipt.sha256 in text
    assert f"{HOME}/receipts/{event.receipt.number}\n" in text


def test_without_a_receipt_the_letter_promises_none():
    assert "receipt" not in render(wording_review.worksheet_received(example(WorksheetSubmitted, receipt=None)))


def test_a_returned_worksheet_comes_with_its_fields_and_its_date_but_without_comments():
    event = example(WorksheetReturned, fields=("description", "risk_strategy"))
    text = render(wording_review.worksheet_returned(event))
    assert "  * Description\n  * Risk strategy\n" in text
    assert "Wednesday 7 February 2018, 23:00 UTC" in text
    assert f"{HOME}/worksheets/{event.worksheet_id}/edit" in text
    assert "part-0002" not in text


def test_reopened_fields_and_open_questions_are_named_with_their_dates():
    reopened = render(wording_review.fields_reopened(example(FieldsReopened)))
    asked = render(wording_review.supplement_asked(example(SupplementAsked, due_at=None)))
    assert "  * Officials\n" in reopened
    assert "until Wednesday 7 February 2018, 23:00 UTC" in reopened
    assert "only one question is open:\n\n  * Privacy\n" in asked
    assert "Please answer here:" in asked


def test_an_invitation_to_write_goes_to_the_invited_and_tells_no_stranger_what_it_is_about():
    event = example(CoEditorInvited)
    letter = wording_review.co_editor_invited(event)
    assert letter.person_id == event.person_id
    assert event.invited_by not in render(letter)
    assert f"{HOME}/worksheets/{event.draft_id}/edit" in render(letter)


def test_nobody_can_write_the_mark_that_stands_for_the_portal():
    (forged,) = (one for one in drafts(f"{HOME}/evil") if one.kind is LetterKind.WORKSHEET_WITHDRAWN)
    assert HOME not in render(forged)
