"""The life of a mailing: prepared, on trial, approved, stopped; and what is refused on the way."""

from datetime import timedelta

import pytest

from cityteams_contracts.notifications import (
    LetterFailed,
    LetterQueued,
    MailingApproved,
    MailingAudience,
    MailingPrepared,
    MailingProofed,
    MailingRole,
    MailingStopped,
    NotificationsRejection,
    RecipientsListed,
    Unsubscribe,
)
from cityteams_contracts.notifications.mailings import PART
from cityteams_contracts.rights import SECRETARIAT
from cityteams_notifications.domain.letters import FIRST
from cityteams_notifications.mailings.store import MAILINGS
from tests.notifications.mailings.story import (
    OFFICE,
    OTHER,
    accepted,
    approve,
    arrived,
    prepare,
    proof,
    speaks,
    staff,
    stop,
)
from tests.notifications.samples import NOON


def refused(said):
    """The code of the one refusal, and the field that it names."""
    (no,) = said
    assert isinstance(no, NotificationsRejection), no
    assert no.reason.endswith(".")
    return no.code, no.field


def state(desk):
    return desk.read(lambda tx: tx.get(MAILINGS, "m-1")).state


@pytest.fixture
def office(desk):
    """A desk with three speakers, one of whom wants no mailings, and the office at it."""
    desk.hear(speaks(1), speaks(2), speaks(3))
    desk.actor = "p-3"
    desk.take(Unsubscribe(person_id="p-3", topic="mailings"))
    staff(desk)
    return desk


def test_preparing_tells_who_gets_it_and_who_opted_out_and_sends_nothing(office):
    prepared, listed = prepare(office)
    assert isinstance(prepared, MailingPrepared)
    assert (prepared.edition, prepared.recipients, prepared.left_out, prepared.parts) == (1, 2, 1, 1)
    assert prepared.prepared_by == OFFICE
    assert isinstance(listed, RecipientsListed)
    assert listed.recipients == ("p-1", "p-2")
    assert [(each.person_id, each.reason) for each in listed.left_out] == [("p-3", "wants-no-mailings")]
    assert not [each for each in office.said() if isinstance(each, LetterQueued)]


def test_a_long_list_is_told_in_parts_that_hold_everybody_once(office):
    office.hear(*(speaks(number) for number in range(10, 10 + PART + 5)))
    prepared, *parts = prepare(office)
    people = [each for part in parts for each in part.recipients]
    assert prepared.parts == len(parts) == 2
    assert len(people) == len(set(people)) == prepared.recipients == PART + 7


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        ({"text": " "}, "a-mailing-needs-a-text", "text"),
        ({"text": "Ask ann@example.org."}, "a-mailing-holds-no-contacts", "text"),
        ({"subject_line": "From ann@example.org"}, "a-mailing-holds-no-contacts", "subject_line"),
        ({"audience": MailingAudience(gatherings=("nowhere",))}, "nobody-is-meant", "audience"),
        ({"audience": MailingAudience()}, "the-audience-is-not-said", "audience"),
        ({"replaces": 3}, "somebody-changed-it-meanwhile", "replaces"),
    ],
)
def test_a_mailing_that_cannot_be_is_refused_with_its_field(office, told, code, field):
    assert refused(prepare(office, **told)) == (code, field)


@pytest.mark.parametrize("command", [prepare, proof, approve, stop])
def test_mailings_are_for_the_secretariat(office, command):
    prepare(office)
    office.actor = "p-1"
    said = command(office, actor="p-1") if command in (proof, approve) else command(office)
    assert refused(said) == ("this-is-not-yours-to-do", None)


def test_it_goes_to_me_first_before_every_other_letter_and_then_it_is_approved(office):
    prepare(office)
    assert refused(approve(office)) == ("it-goes-to-you-first", None)
    said = proof(office)
    assert [type(each) for each in said] == [MailingProofed, LetterQueued]
    assert (said[0].person_id, said[1].person_id) == (OFFICE, OFFICE)
    (pending,) = office.pending().values()
    assert pending.due_at == NOON - FIRST
    assert refused(approve(office)) == ("the-proof-is-on-its-way", None)
    arrived(office, said)
    (approved,) = approve(office)
    assert isinstance(approved, MailingApproved)
    assert (approved.approved_by, state(office)) == (OFFICE, "approved")


def test_a_proof_that_did_not_arrive_approves_nothing(office):
    prepare(office)
    queued = proof(office)[1]
    told = {"letter_id": queued.letter_id, "kind": queued.kind, "person_id": OFFICE, "failed_at": NOON}
    office.say(LetterFailed(**told, reason="no-contact"))
    assert refused(approve(office)) == ("the-proof-did-not-reach-you", None)


def test_somebody_elses_proof_is_not_mine(office):
    prepare(office)
    arrived(office, proof(office))
    assert refused(approve(office, actor=OTHER)) == ("it-goes-to-you-first", None)


def test_another_text_after_the_proof_voids_it(office):
    prepare(office)
    arrived(office, proof(office))
    assert prepare(office, text="Release 54 is public.", replaces=1)[0].edition == 2
    assert refused(approve(office, edition=1)) == ("somebody-changed-it-meanwhile", "edition")
    assert refused(approve(office, edition=2)) == ("it-goes-to-you-first", None)
    assert refused(proof(office, edition=1)) == ("somebody-changed-it-meanwhile", "edition")


def test_two_who_write_over_the_same_edition_do_not_overwrite_each_other(office):
    prepare(office)
    assert prepare(office, text="Mine.", replaces=1)[0].edition == 2
    office.actor = OTHER
    assert refused(prepare(office, text="No, mine.", replaces=1)) == ("somebody-changed-it-meanwhile", "replaces")


def test_of_two_who_approve_the_second_is_told_and_changes_nothing(office):
    prepare(office)
    for person in (OFFICE, OTHER):
        arrived(office, proof(office, actor=person))
    approve(office)
    assert refused(approve(office, actor=OTHER)) == ("it-was-approved-already", None)
    assert refused(prepare(office, text="Too late.", replaces=1)) == ("it-was-approved-already", None)


def test_the_token_needs_somebody_of_the_office_to_send_the_proof_to(office):
    prepare(office)
    assert refused(proof(office, actor=SECRETARIAT)) == ("a-proof-needs-a-person", "person_id")
    assert refused(proof(office, actor=SECRETARIAT, to="p-1")) == ("a-proof-stays-in-the-office", "person_id")
    arrived(office, proof(office, actor=SECRETARIAT, to=OTHER))
    assert isinstance(approve(office, actor=SECRETARIAT)[0], MailingApproved)


def test_a_mailing_that_everybody_opted_out_of_is_shown_and_cannot_be_approved(office):
    office.hear(accepted(3))
    (prepared, listed) = prepare(office, MailingAudience(rounds=("sc3-2018",), roles=(MailingRole.TEAM_LEAD,)))
    assert (prepared.recipients, prepared.left_out, len(listed.left_out)) == (0, 1, 1)
    arrived(office, proof(office))
    assert refused(approve(office)) == ("nobody-would-get-it", "audience")


def test_a_mailing_can_be_dropped_before_it_goes_out_and_is_stopped_once(office):
    prepare(office)
    (stopped,) = stop(office, "Wrong room.")
    assert isinstance(stopped, MailingStopped)
    assert (stopped.withdrawn, stopped.under_way, stopped.unqueued, stopped.reason) == (0, 0, 2, "Wrong room.")
    assert refused(stop(office)) == ("it-was-stopped-already", None)
    assert refused(approve(office)) == ("it-was-stopped-already", None)
    assert refused(prepare(office, replaces=1)) == ("it-was-stopped-already", None)


def test_a_mailing_that_nobody_knows_is_refused(office):
    assert refused(proof(office)) == ("the-mailing-is-unknown", "mailing_id")
    assert refused(stop(office)) == ("the-mailing-is-unknown", "mailing_id")


def test_a_mailing_of_another_day_does_not_depend_on_the_clock(office):
    office.noon = NOON + timedelta(days=900)
    assert prepare(office)[0].prepared_at == office.noon
