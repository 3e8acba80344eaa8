"""The letter with a link to sign in: queued without a text, and written only when it goes out."""

from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import SignInLinkAsked
from cityteams_notifications.domain.letters import Draft


def sign_in_link(event: SignInLinkAsked) -> Draft:
    """To who asked, or in whose name somebody asked: that there will be a link. The link itself is kept nowhere."""
    return Draft(LetterKind.SIGN_IN_LINK, event.person_id, event.sign_in_id, {"about": event.sign_in_id})
