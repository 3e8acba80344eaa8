"""Sign-in by a mailed link: asked for by anybody, made when the letter is written, good once and in one browser."""

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from cityteams_chassis import Service, Tx
from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    AskSignIn,
    Done,
    LinkSignIn,
    PersonConfirmed,
    RedeemSignIn,
    SignedIn,
    SignInLinkAsked,
    SignInLinked,
    VouchSignIn,
)
from cityteams_registration.desk.contacts import Clock, meet, open_contact, person_with, sealed_contact, utc_now
from cityteams_registration.desk.rows import SignIn
from cityteams_registration.desk.safe import Safe
from cityteams_registration.desk.store import CONTACTS, SIGN_INS, asked_since, sign_in_by_token
from cityteams_registration.desk.vault import Vault
from cityteams_registration.domain.contact import Contact, checked_mail
from cityteams_registration.store import PEOPLE, ROLES

PER_ADDRESS, PER_ORIGIN, WINDOW = 3, 20, timedelta(hours=1)
LINK_LASTS = timedelta(minutes=15)
_TOKEN_BYTES = 32


@dataclass(frozen=True)
class Asked:
    """What became of asking for a link; for the log alone."""

    person_id: str
    sign_in_id: str | None


class SignIns:
    """Answers the requests about signing in; its clock is registration's own, whatever a browser's or portal's says."""

    def __init__(self, vault: Vault, clock: Clock = utc_now) -> None:
        self._vault, self._clock = vault, clock

    async def ask(self, request: AskSignIn, service: Service) -> Done:
        """Somebody wants a link. Known or not, limited or not: the answer is the same."""
        contact, now = Contact(_name_for(mail := checked_mail(request.mail)), mail, request.language), self._clock()
        found = await service.act(f"sign-in-{uuid4()}", now, lambda tx: self._ask(tx, request, contact, now))
        outcome = "sign-in.asked" if found.sign_in_id else "sign-in.limited"
        service.log.info(outcome, person_id=found.person_id, sign_in_id=found.sign_in_id)
        return Done()

    def _ask(self, tx: Tx, request: AskSignIn, contact: Contact, now: datetime) -> Asked:
        safe, origin = Safe(self._vault, tx, now), self._vault.blur(request.origin)
        met = meet(safe, contact)
        person_id = met.person_id
        by_person, by_origin = asked_since(tx, now - WINDOW, person_id, origin)
        if by_person >= PER_ADDRESS or by_origin >= PER_ORIGIN:
            return Asked(person_id, None)
        met.keep(tx)
        sign_in = SignIn(str(uuid4()), person_id, self._vault.blur(request.browser), origin, request.language, now)
        tx.keep(SIGN_INS, sign_in)
        tx.say(SignInLinkAsked(person_id=person_id, sign_in_id=sign_in.sign_in_id, asked_at=now))
        return Asked(person_id, sign_in.sign_in_id)

    async def link(self, request: LinkSignIn, service: Service) -> SignInLinked:
        """The token for a letter that is written now; only its blind hash stays, and an earlier token is void."""
        now, token = self._clock(), secrets.token_urlsafe(_TOKEN_BYTES)

        def make(tx: Tx) -> bool:
            found = tx.get(SIGN_INS, request.sign_in_id)
            wanted = found is not None and found.used_at is None and now - found.asked_at < WINDOW
            if found is not None and wanted:
                made = replace(found, token_hash=self._vault.blur(token), expires_at=now + LINK_LASTS)
                tx.keep(SIGN_INS, made)
            return wanted

        made = await service.act(f"sign-in-{uuid4()}", now, make)
        service.log.info("sign-in.linked" if made else "sign-in.not-wanted", sign_in_id=request.sign_in_id)
        minutes = int(LINK_LASTS.total_seconds() // 60)
        return SignInLinked(token=token if made else None, minutes=minutes)

    async def redeem(self, request: RedeemSignIn, service: Service) -> SignedIn:
        """The button behind the link was pressed in the browser that asked; the token is spent."""
        now = self._clock()
        found = await service.act(f"sign-in-{uuid4()}", now, lambda tx: self._redeem(tx, request, now))
        service.log.info("sign-in.redeemed", person_id=found.person_id)
        return found

    def _redeem(self, tx: Tx, request: RedeemSignIn, now: datetime) -> SignedIn:
        found, browser = sign_in_by_token(tx, self._vault.blur(request.token)), self._vault.blur(request.browser)
        held = found is not None and hmac.compare_digest(found.browser, browser)
        if found is None or not held or found.expires_at is None or now >= found.expires_at:
            raise _void()
        safe = Safe(self._vault, tx, now)
        contact, sealed, key = (
            open_contact(safe, found.person_id),
            tx.get(CONTACTS, found.person_id),
            safe.key(found.person_id),
        )
        if contact is None or sealed is None or key is None:
            raise _void()
        tx.keep(SIGN_INS, replace(found, token_hash=None, expires_at=None, used_at=now))
        if contact.language != found.language:
            spoken = Contact(contact.name, contact.mail, found.language)
            sealed = sealed_contact(safe, key, spoken, sealed.given_at)
        tx.keep(CONTACTS, sealed.seen(now))
        return _signed_in(tx, found.person_id, contact.name, now)

    async def vouch(self, request: VouchSignIn, service: Service) -> SignedIn:
        """An OpenID provider that the operator trusts says that this address is this person's."""
        contact, now = Contact(request.name, checked_mail(request.mail)), self._clock()

        def enter(tx: Tx) -> SignedIn:
            safe = Safe(self._vault, tx, now)
            person_id, _ = person_with(safe, contact)
            if (row := tx.get(CONTACTS, person_id)) is not None:
                tx.keep(CONTACTS, row.seen(now))
            known = open_contact(safe, person_id)
            return _signed_in(tx, person_id, known.name if known else contact.name, now)

        found = await service.act(f"sign-in-{uuid4()}", now, enter)
        service.log.info("sign-in.vouched", person_id=found.person_id, issuer=request.issuer)
        return found


def _signed_in(tx: Tx, person_id: str, name: str, now: datetime) -> SignedIn:
    """Who they are; the first time their address is confirmed with it."""
    person, trust = tx.get(PEOPLE, person_id), tx.get(ROLES, person_id)
    if person is None or person.confirmed_at is None:
        tx.say(PersonConfirmed(person_id=person_id, confirmed_at=now))
    return SignedIn(person_id=person_id, name=name, roles=trust.roles if trust else ())


def _name_for(mail: str) -> str:
    """What somebody is called who has only told an address so far."""
    return mail.partition("@")[0]


def _void() -> Rejected:
    return Rejected(
        "the-link-is-void",
        "This link was used, is older than 15 minutes, or was asked for in another browser. Ask for a new one.",
        "token",
    )
