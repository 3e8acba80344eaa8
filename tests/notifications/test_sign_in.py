"""The letter with a link to sign in: its link is made at the moment of sending, and stands in no store."""

import email
from email.policy import default

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import LetterKind, LetterQueued
from cityteams_contracts.registration import (
    CONTACTS_RESOLVE,
    SIGN_IN_LINK,
    ContactResolved,
    ContactsResolved,
    SignInLinkAsked,
    SignInLinked,
)
from cityteams_notifications.composing import Mail
from cityteams_notifications.mail import ServerAway
from tests.notifications.postal import Office
from tests.notifications.samples import example

ASKED = example(SignInLinkAsked, person_id="p-1", sign_in_id="s-1")


class Asked:
    """Registration, which makes a new token at each asking; `language` is the person's."""

    def __init__(self, language=None, *, wanted=True):
        self.language, self.wanted, self.tokens = language, wanted, []

    async def request(self, subject, question, _response, timeout=2.0):  # noqa: ASYNC109 - the shape of Service.request
        if subject == CONTACTS_RESOLVE:
            assert (question.person_ids, question.purpose) == (("p-1",), LetterKind.SIGN_IN_LINK)
            found = ContactResolved(person_id="p-1", name="Ann", mail="ann@example.org", language=self.language)
            return ContactsResolved(contacts=(found,))
        assert (subject, question.sign_in_id) == (SIGN_IN_LINK, "s-1")
        if self.wanted is None:
            raise Rejected("no", "Not at all.")
        self.tokens.append(f"token-{len(self.tokens) + 1}")
        return SignInLinked(token=self.tokens[-1] if self.wanted else None)


class Box:
    """A mail server that keeps everything in memory; first it may be away a few times."""

    def __init__(self, away=0):
        self.away, self.mails = away, []

    async def send(self, mail: Mail):
        self.away -= 1
        if self.away >= 0:
            raise ServerAway
        self.mails.append(email.message_from_bytes(mail.data, policy=default))

    async def close(self):
        """Nothing is open."""


def office_with(desk, registration):
    office = Office(desk)
    desk.service.request = registration.request
    (queued,) = desk.hear(ASKED)
    assert isinstance(queued, LetterQueued)
    assert (queued.kind, queued.person_id, queued.about) == (LetterKind.SIGN_IN_LINK, "p-1", "s-1")
    return office


async def test_the_link_is_in_the_mail_and_in_no_row(desk):
    office, box = office_with(desk, Asked()), Box()
    assert list(desk.bodies().values()) == [""]
    assert await office.postman(box).deliver() == 1
    (mail,) = box.mails
    assert "http://127.0.0.1:8080/sign-in/link?token=token-1\r\n" in mail.get_body(("plain",)).get_content()
    assert "15 minutes" in mail.get_body(("plain",)).get_content()
    assert set(office.outcomes().values()) == {"sent"}
    assert desk.bodies() == {}
    assert b"token-1" not in repr(desk.dump()).encode()


SUBJECTS = {
    "en": "Your link to sign in to cityteams",
    "fr": "Votre lien pour vous connecter à cityteams",
    "es": "Su enlace para entrar en cityteams",
    "ko": "cityteams 로그인 링크",
    "pt": "Seu link para entrar no cityteams",
    "ar": "رابط الدخول إلى cityteams",
}


@pytest.mark.parametrize("language", [*SUBJECTS, "pt-BR", "de", None])
async def test_the_letter_speaks_the_language_of_the_person(desk, language):
    office, box = office_with(desk, Asked(language)), Box()
    await office.postman(box).deliver()
    spoken = language if language in SUBJECTS else {"pt-BR": "pt"}.get(language, "en")
    assert box.mails[0]["Subject"] == SUBJECTS[spoken]
    assert "/sign-in/link?token=token-1" in box.mails[0].get_body(("plain",)).get_content()
    assert ("Hello" in box.mails[0].get_body(("plain",)).get_content()) == (spoken == "en")


@pytest.mark.parametrize("wanted", [False, None])
async def test_a_link_that_is_not_wanted_any_more_is_not_sent(desk, wanted):
    office, box = office_with(desk, Asked(wanted=wanted)), Box()
    await office.postman(box).deliver()
    assert box.mails == []
    assert set(office.outcomes().values()) == {"link-is-not-wanted"}


async def test_each_try_brings_a_token_of_its_own(desk):
    registration, box = Asked(), Box(away=1)
    office = office_with(desk, registration)
    with pytest.raises(ServerAway):
        await office.postman(box).deliver()
    await office.postman(box).deliver()
    assert registration.tokens == ["token-1", "token-2"]
    assert "token=token-2" in box.mails[0].get_body(("plain",)).get_content()
