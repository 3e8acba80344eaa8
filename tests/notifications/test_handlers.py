import pytest

from cityteams_contracts.clusters import (
    AffiliationGranted,
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    ClusterProposed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import (
    AgendaReleased,
    DeadlineExtended,
    DeadlineNear,
    GatheringAnnounced,
    ReminderDue,
    SlotCancelled,
    SlotGiven,
    SlotRefused,
)
from cityteams_contracts.notifications import LetterKind, LetterQueued
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
from cityteams_notifications.fold import FOLD
from cityteams_notifications.subscriptions import REACTIONS
from tests.notifications.samples import NOON, example

SILENT = {
    "ClusterProposed", "ClusterRevised", "AffiliationGranted", "GatheringAnnounced", "ReviewBegun",
    "GatheringChanged", "RulesSet", "SolvingBegun", "AgendaImproved", "SolvingStopAsked", "AgendaSolved",
    "AgendaInfeasible", "SessionPlaced", "SessionUnplaced", "RepairAsked", "RepairProposed", "RepairImpossible",
    "RepairAdopted",
    "InvitationWithdrawn", "MemberJoined", "MemberLeft", "MemberRolesSet", "LeadLost", "OfficialNamed", "OfficialLost",
    "ClusterRenamed", "ClusterAdvanced", "ClusterRevalidated", "ClusterMerged", "ClusterSplit", "ClusterPromoted",
    "AffiliationAsked", "AffiliationDeclined", "AffiliationEnded", "IntroductionRevised",
    "KpiChosen", "KpiChoiceChanged", "KpiDropped", "KpiRescheduled", "KpiReported", "KpiCorrected", "KpiNotReported",
    "SessionProposed", "SessionChanged", "SessionWithdrawn",
    "SeatingOpened", "SeatingChanged", "SeatingClosed", "AttendanceAnswered", "AttendeesJoined", "AttendeeForgotten",
    "SeatConfirmed", "MeetingRequested", "MeetingAccepted", "MeetingDeclined",
    "BoothAsked", "BoothRefused", "BoothRequestWithdrawn", "TravelSupportAsked",
    "WorksheetConfirmed", "PersonConfirmed", "RoleGranted", "RoleRevoked", "ConsentGiven", "ConsentWithdrawn",
}  # fmt: skip
"""Nobody is written to about these."""
SEASON = [
    example(WorksheetSubmitted),
    example(WorksheetReturned),
    example(CoEditorInvited),
    example(WorksheetResubmitted),
    example(WorksheetDeclined, worksheet_id="gctc-004"),
    example(WorksheetAccepted),
    example(FieldsReopened),
    example(SupplementAsked),
    example(SupplementGiven),
    example(ClusterProposed),
    example(MemberInvited),
    example(InvitationAnswered),
    example(ClusterConfirmed),
    example(ClusterListed),
    example(AffiliationGranted),
    example(GatheringAnnounced),
    example(SlotGiven),
    example(SlotRefused, slot_id="slot-2"),
    example(AgendaReleased),
    example(DeadlineNear),
    example(DeadlineExtended),
    example(ReminderDue),
    example(WorksheetWithdrawn),
    example(ClusterDissolved),
    example(SlotCancelled),
]

WRITTEN_ABOUT = [event for event in SEASON if type(event).__name__ not in SILENT]


def test_a_season_asks_for_one_letter_per_event_that_concerns_somebody(desk):
    said = desk.hear(*SEASON)
    assert {type(event) for event in said} == {LetterQueued}
    assert [event.kind for event in said] == [LetterKind(kind) for kind in (
        "worksheet_received", "worksheet_returned", "co_editor_invited", "worksheet_received", "worksheet_declined",
        "worksheet_accepted", "fields_reopened", "supplement_asked", "worksheet_received", "member_invited",
        "invitation_answered", "cluster_confirmed",
        "cluster_listed", "slot_given", "slot_refused", "agenda_released", "deadline_near",
        "deadline_extended", "gathering_reminder", "worksheet_withdrawn", "cluster_dissolved",
        "slot_cancelled",
    )]  # fmt: skip
    assert {event.queued_at for event in said} == {NOON}


def test_every_letter_has_its_text_in_the_private_table(desk):
    desk.hear(*SEASON)
    bodies = desk.bodies()
    assert bodies.keys() == {letter.letter_id for letter in desk.letters()}
    for letter in desk.letters():
        assert f"Reference: {letter.about}" in bodies[letter.letter_id]


def test_a_letter_goes_to_the_person_it_concerns(desk):
    said = {event.kind: event.person_id for event in desk.hear(*SEASON)}
    assert said[LetterKind.MEMBER_INVITED] == example(MemberInvited).person_id
    assert said[LetterKind.INVITATION_ANSWERED] == example(InvitationAnswered).lead
    assert said[LetterKind.SLOT_GIVEN] == example(SlotGiven).speaker


def test_a_withdrawal_and_an_answer_name_the_title(desk):
    titles = {event.kind: event.subject_line for event in desk.hear(*SEASON)}
    title = example(WorksheetSubmitted).project.title
    assert titles[LetterKind.WORKSHEET_WITHDRAWN] == f"Worksheet withdrawn: {title}"
    assert titles[LetterKind.INVITATION_ANSWERED] == f"Invitation accepted: {title}"


@pytest.mark.parametrize("event", WRITTEN_ABOUT, ids=lambda event: type(event).__name__)
def test_a_letter_is_written_from_its_event_alone_and_waits_for_no_other(desk, event):
    assert [type(said) for said in desk.hear(event)] == [LetterQueued]
    assert [outcome.kind for outcome in desk.outcomes] == ["done"]


@pytest.mark.parametrize("event", [example(SlotGiven), example(AgendaReleased)], ids=lambda event: type(event).__name__)
def test_after_its_journey_over_the_bus_a_letter_tells_times_in_the_zone_of_the_gathering(desk, event):
    desk.hear(event)
    (text,) = desk.bodies().values()
    assert "Wednesday 7 February 2018, 14:20 to 14:30 (America/New_York, UTC-05:00)" in text
    assert "Walter E. Washington Convention Center" in text


def test_each_speaker_gets_one_letter_per_release(desk):
    (entry,) = example(AgendaReleased).entries
    speakers = [f"p-{number % 40}" for number in range(70)]
    entries = tuple(entry.model_copy(update={"speaker": speaker}) for speaker in speakers)
    said = desk.hear(example(AgendaReleased, entries=entries))
    assert len(said) == len({event.letter_id for event in said}) == len({event.person_id for event in said}) == 40


def test_a_store_built_from_the_recorded_events_is_the_same_and_holds_no_body(new_desk):
    live, copy = new_desk(), new_desk()
    live.hear(*SEASON)
    copy.replay([*live.heard, *live.envelopes()])
    assert copy.dump() == live.dump()
    assert copy.bodies() == {}


def test_what_was_replayed_is_not_queued_again_when_the_bus_brings_it_once_more(new_desk):
    live, copy = new_desk(), new_desk()
    live.hear(example(WorksheetSubmitted))
    copy.replay([*live.heard, *live.envelopes()])
    copy.heard = live.heard
    assert copy.again() == []
    assert copy.outcomes[-1].kind == "repeated"
    assert copy.bodies() == {}


def test_every_own_event_has_a_place_in_the_fold():
    assert {line.event.__name__ for line in FOLD} >= {"LetterQueued", "LetterSent", "LetterFailed"}


@pytest.mark.parametrize("reaction", [each for each in REACTIONS if each.handlers], ids=lambda each: each.durable)
def test_every_event_of_a_noun_is_handled_or_known_to_need_nothing(reaction):
    heard = {contract.__name__ for contract in reaction.contracts.values()}
    assert heard - {contract.__name__ for contract in reaction.handlers} <= SILENT
