"""Letters that get their last words at the moment of sending: the portal's address, and a link that nobody may keep."""

from dataclasses import replace

from cityteams_chassis import Service
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import SIGN_IN_LINK, LinkSignIn, SignInLinked
from cityteams_notifications.domain.letters import Draft, Fact, Waiting
from cityteams_notifications.domain.sign_in import SUBJECTS, spoken
from cityteams_notifications.rendering import render


async def finished(service: Service, waiting: Waiting, language: str | None, portal: str) -> Waiting | None:
    """The letter as it goes out, or None when the link it would bring is not wanted any more.

    Each asking makes an earlier token void, so that of a letter sent twice the last one holds. Raises Transient.
    """
    letter = waiting.letter
    if letter.kind is not LetterKind.SIGN_IN_LINK:
        return waiting.told_where(portal)
    try:
        linked = await service.request(SIGN_IN_LINK, LinkSignIn(sign_in_id=letter.about), SignInLinked)
    except Rejected:
        return None
    if linked.token is None:
        return None
    tongue = spoken(language)
    facts: dict[str, Fact] = {"language": tongue, "home": portal, "token": linked.token, "minutes": linked.minutes}
    text = render(Draft(letter.kind, letter.person_id, letter.about, SUBJECTS[tongue], facts))
    return replace(waiting, letter=replace(letter, subject_line=SUBJECTS[tongue]), text=text)
