from cityteams_contracts.notifications import LetterFailed, LetterQueued
from cityteams_contracts.registration import CoEditorInvited, PersonErased
from tests.notifications.samples import NOON


def test_letters_to_somebody_erased_are_given_up_with_their_texts_and_the_others_wait_on(desk):
    ada, eve = (CoEditorInvited(person_id=person, draft_id="d1", invited_by="p9") for person in ("ada", "eve"))
    queued = [each for each in desk.hear(ada, eve) if isinstance(each, LetterQueued)]
    (failed,) = desk.hear(PersonErased(person_id="ada", erased_at=NOON))
    assert isinstance(failed, LetterFailed)
    assert (failed.person_id, failed.reason) == ("ada", "the-person-was-erased")
    assert set(desk.bodies()) == {each.letter_id for each in queued if each.person_id == "eve"}


def test_erasing_somebody_without_letters_says_nothing(desk):
    assert desk.hear(PersonErased(person_id="ada", erased_at=NOON)) == []
