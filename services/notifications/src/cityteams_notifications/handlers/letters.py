"""One function per event that asks for letters: word, queue. Each event says all that its letters name."""

from collections.abc import Iterable

from cityteams_chassis import Tx
from cityteams_contracts.clusters import (
    ClusterConfirmed,
    ClusterDissolved,
    ClusterListed,
    InvitationAnswered,
    MemberInvited,
)
from cityteams_contracts.events import AgendaReleased, SlotCancelled, SlotGiven, SlotRefused
from cityteams_contracts.notifications import SuppressionLifted
from cityteams_contracts.registration import (
    CoEditorInvited,
    FieldsReopened,
    PersonErased,
    SignInLinkAsked,
    SupplementAsked,
    WorksheetAccepted,
    WorksheetDeclined,
    WorksheetReturned,
    WorksheetWithdrawn,
)
from cityteams_notifications.domain import wording, wording_review
from cityteams_notifications.domain.letters import Body, Draft
from cityteams_notifications.domain.sign_in import sign_in_link
from cityteams_notifications.domain.wording_review import HandedIn
from cityteams_notifications.rendering import render
from cityteams_notifications.store import ATTEMPTS, BODIES, SUPPRESSIONS, waiting_for


def worksheet_handed_in(event: HandedIn, tx: Tx) -> None:
    """The lead hears that it arrived, with the receipt."""
    _queue(tx, wording_review.worksheet_received(event))


def worksheet_returned(event: WorksheetReturned, tx: Tx) -> None:
    """The lead hears that it came back, with the fields and the date."""
    _queue(tx, wording_review.worksheet_returned(event))


def worksheet_declined(event: WorksheetDeclined, tx: Tx) -> None:
    """The lead hears that the secretariat said no."""
    _queue(tx, wording_review.worksheet_declined(event))


def fields_reopened(event: FieldsReopened, tx: Tx) -> None:
    """The lead hears which fields may be changed, until when."""
    _queue(tx, wording_review.fields_reopened(event))


def supplement_asked(event: SupplementAsked, tx: Tx) -> None:
    """The lead hears that a new round has questions."""
    _queue(tx, wording_review.supplement_asked(event))


def co_editor_invited(event: CoEditorInvited, tx: Tx) -> None:
    """The invited person hears where to write."""
    _queue(tx, wording_review.co_editor_invited(event))


def sign_in_link_asked(event: SignInLinkAsked, tx: Tx) -> None:
    """Who wants to sign in gets a link; its letter has no text until it goes out."""
    draft = sign_in_link(event)
    letter_id = tx.new_id(draft.person_id, draft.kind)
    tx.say(draft.queue(letter_id, tx.now))
    tx.keep(BODIES, Body(letter_id, ""))


def person_erased(event: PersonErased, tx: Tx) -> None:
    """Nothing that still waits is ever sent to somebody who was forgotten; its text goes at once."""
    for letter in waiting_for(tx, event.person_id):
        tx.say(*letter.give_up("the-person-was-erased", tx.now))
        tx.forget(BODIES, letter.letter_id)
        tx.forget(ATTEMPTS, letter.letter_id)
    if tx.get(SUPPRESSIONS, event.person_id) is not None:
        tx.say(SuppressionLifted(person_id=event.person_id, lifted_at=tx.now))


def worksheet_accepted(event: WorksheetAccepted, tx: Tx) -> None:
    """The lead hears that it was accepted."""
    _queue(tx, wording.worksheet_accepted(event))


def worksheet_withdrawn(event: WorksheetWithdrawn, tx: Tx) -> None:
    """The lead gets the withdrawal in writing."""
    _queue(tx, wording.worksheet_withdrawn(event))


def member_invited(event: MemberInvited, tx: Tx) -> None:
    """The asked person gets the question."""
    _queue(tx, wording.member_invited(event))


def invitation_answered(event: InvitationAnswered, tx: Tx) -> None:
    """The lead gets the answer."""
    _queue(tx, wording.invitation_answered(event))


def cluster_confirmed(event: ClusterConfirmed, tx: Tx) -> None:
    """The lead hears that the team is complete."""
    _queue(tx, wording.cluster_confirmed(event))


def cluster_listed(event: ClusterListed, tx: Tx) -> None:
    """The lead hears that the cluster is public."""
    _queue(tx, wording.cluster_listed(event))


def cluster_dissolved(event: ClusterDissolved, tx: Tx) -> None:
    """The lead hears that the cluster is no more."""
    _queue(tx, wording.cluster_dissolved(event))


def slot_given(event: SlotGiven, tx: Tx) -> None:
    """The speaker hears when and where."""
    _queue(tx, wording.slot_given(event))


def slot_refused(event: SlotRefused, tx: Tx) -> None:
    """The speaker hears why there is no slot."""
    _queue(tx, wording.slot_refused(event))


def slot_cancelled(event: SlotCancelled, tx: Tx) -> None:
    """The speaker hears that the slot is gone."""
    _queue(tx, wording.slot_cancelled(event))


def agenda_released(event: AgendaReleased, tx: Tx) -> None:
    """Every speaker gets the own part of the agenda, once."""
    _queue(tx, *wording.agenda_released(event))


def _queue(tx: Tx, *drafts: Draft) -> None:
    letters = [(tx.new_id(draft.person_id, draft.kind), draft) for draft in drafts]
    tx.say(*(draft.queue(letter_id, tx.now) for letter_id, draft in letters))
    _keep(tx, (Body(letter_id, render(draft)) for letter_id, draft in letters))


def _keep(tx: Tx, bodies: Iterable[Body]) -> None:
    for body in bodies:
        tx.keep(BODIES, body)
