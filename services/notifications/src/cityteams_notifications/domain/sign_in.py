"""The letter with a link to sign in: queued without a text, and written only when it goes out."""

from cityteams_contracts.notifications import LetterKind
from cityteams_contracts.registration import SignInLinkAsked
from cityteams_notifications.domain.letters import Draft

SUBJECTS = {
    "en": "Your link to sign in to cityteams",
    "fr": "Votre lien pour vous connecter à cityteams",
    "es": "Su enlace para entrar en cityteams",
    "ko": "cityteams 로그인 링크",
    "pt": "Seu link para entrar no cityteams",
    "ar": "رابط الدخول إلى cityteams",
}
"""What stands above the letter, by language."""


def sign_in_link(event: SignInLinkAsked) -> Draft:
    """To who asked, or in whose name somebody asked: that there will be a link. The link itself is kept nowhere."""
    return Draft(LetterKind.SIGN_IN_LINK, event.person_id, event.sign_in_id, SUBJECTS["en"], {})


def spoken(language: str | None) -> str:
    """The language of ours to write in."""
    found = (language or "en").partition("-")[0].lower()
    return found if found in SUBJECTS else "en"
