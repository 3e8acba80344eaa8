"""The postman: a loop that takes queued letters to the mail server, each once as far as anyone can know."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from prometheus_client import Counter

from cityteams_chassis import Election, Service, Transient
from cityteams_contracts import CONTACT_RESOLVE, Rejected
from cityteams_contracts.registration import ContactResolved, ResolveContact
from cityteams_notifications.composing import Mail, Sender, Unwritable, compose
from cityteams_notifications.domain.letters import Letter, Waiting
from cityteams_notifications.domain.patience import Patience, Resting
from cityteams_notifications.ledger import Clock, Ledger
from cityteams_notifications.linking import finished
from cityteams_notifications.mail import NotTaken, RefusedForGood, ServerAway
from cityteams_notifications.settings import Settings
from cityteams_notifications.standstill import Standstill

T = TypeVar("T")
MOST_RESTING = 500
"""So many letters at rest mean that the mail server is ill, not the letters: then everything waits."""
_IDLE = 5.0
_NOT_ELECTED = 2.0


class Mailer(Protocol):
    """Whoever takes mails over."""

    async def send(self, mail: Mail) -> None:
        """Returns once the mail is taken over; raises ServerAway, NotNow or RefusedForGood."""

    async def close(self) -> None:
        """There is nothing more to send for now."""


def utc_now() -> datetime:
    """The clock of the outside."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Parcel:
    """A letter and the mail made of it."""

    letter: Letter
    mail: Mail
    in_doubt: bool


class Postman:
    """Works through the letters that have a body, oldest first, while this process is the elected one."""

    def __init__(self, service: Service, settings: Settings, mailer: Mailer, clock: Clock = utc_now) -> None:
        self._service, self._settings, self._mailer, self._clock = service, settings, mailer, clock
        self._ledger, self._log = Ledger(service, clock), service.log
        self._sender = Sender(settings.smtp_from, settings.smtp_from_name)
        self._resting = Resting(Patience(settings.mail_delays, settings.mail_patience))
        self._standstill = Standstill(service.troubles, settings.mail_alarm)
        registry = service.metrics.registry
        self._ended = Counter("cityteams_letters", "Letters by how they ended", ("outcome",), registry=registry)

    async def work(self) -> None:
        """Until the service stops. No trouble ends the loop; each makes it slower."""
        election, troubles = Election(self._service.store, "postman"), 0
        try:
            while not self._service.stopping.is_set():
                if await _to_the_end(asyncio.to_thread(election.holds)):  # no thread is left with what is released
                    troubles = await self._turn(troubles)
                else:
                    self._standstill.ends()
                    await self._pause(_NOT_ELECTED)
        finally:
            self._standstill.ends()
            await self._mailer.close()
            election.release()

    async def _turn(self, troubles: int) -> int:
        """One batch, or a nap when there is none; returns the number of troubles in a row."""
        changed = asyncio.create_task(self._service.wait_change(self._nap()))  # before looking, to miss nothing
        try:
            held = await self.deliver()
            self._standstill.ends()
            if not held:
                await _to_the_end(self._mailer.close())
                await changed
            return 0
        except (ServerAway, Transient) as away:
            self._log.warning("postman.waits", reason=str(away), troubles=troubles + 1)
            self._standstill.goes_on(str(away))
        except Exception as bug:  # noqa: BLE001 - letters wait and the operator reads; the loop must live
            self._log.error("postman.stumbles", reason=f"{type(bug).__name__}: {bug}"[:300])
            self._standstill.goes_on(f"the postman stumbles ({type(bug).__name__}); its log says over what")
        finally:
            changed.cancel()
        await self._pause(self._resting.patience.delay(troubles + 1).total_seconds())
        return troubles + 1

    async def deliver(self) -> int:
        """One small batch; returns how many letters it held. Raises ServerAway, or Transient without registration."""
        resting = self._resting.names(self._clock())
        if len(resting) >= MOST_RESTING:
            raise ServerAway
        batch = await self._ledger.waiting(self._settings.mail_batch, resting)
        await self._carry(await self._pack(batch))
        return len(batch)

    # --- from letters to mails ---------------------------------------------------------------------------------------

    async def _pack(self, batch: Sequence[Waiting]) -> list[Parcel]:
        contacts = await asyncio.gather(*(self._contact(waiting.letter) for waiting in batch))
        packed = [await self._parcel(*pair) for pair in zip(batch, contacts, strict=True)]
        return [parcel for parcel in packed if parcel is not None]

    async def _contact(self, letter: Letter) -> ContactResolved | None:
        question = ResolveContact(person_id=letter.person_id, purpose=letter.kind)
        try:
            return await self._service.request(CONTACT_RESOLVE, question, ContactResolved)
        except Rejected:
            return None

    async def _parcel(self, waiting: Waiting, contact: ContactResolved | None) -> Parcel | None:
        if contact is None or not contact.mail:
            await self._fail(waiting.letter, "no-contact")
            return None
        told = await finished(self._service, waiting, contact.language, self._settings.portal_address)
        if told is None:
            await self._fail(waiting.letter, "link-is-not-wanted")
            return None
        try:
            mail = compose(told, contact.name or "", contact.mail, self._sender, self._clock())
        except Unwritable as header:
            await self._fail(waiting.letter, "mail-cannot-be-written", header=str(header))
            return None
        return Parcel(waiting.letter, mail, waiting.in_doubt)

    # --- from mails to the server ------------------------------------------------------------------------------------

    async def _carry(self, parcels: Sequence[Parcel]) -> None:
        """Notes the attempts first, so that after a crash it is known which letters may have gone out."""
        await self._ledger.begin([parcel.letter.letter_id for parcel in parcels])
        untaken = {parcel.letter.letter_id for parcel in parcels if not parcel.in_doubt}
        try:
            for parcel in parcels:
                if self._service.stopping.is_set():
                    break
                await _to_the_end(self._hand_over(parcel, untaken))
        finally:
            await self._ledger.untaken(untaken)

    async def _hand_over(self, parcel: Parcel, untaken: set[str]) -> None:
        """One letter to its end, or to its rest. Keeps `untaken` true at every moment."""
        letter = parcel.letter
        untaken.discard(letter.letter_id)
        if parcel.in_doubt:
            self._log.info("letter.sent_again", letter=letter.letter_id)
        try:
            await self._mailer.send(parcel.mail)
        except NotTaken as no:
            if not (no.in_doubt or parcel.in_doubt):
                untaken.add(letter.letter_id)
            await self._not_taken(letter, no)
        else:
            await self._ledger.sent(letter)
            self._standstill.ends()
            self._settled(letter, "sent")

    async def _not_taken(self, letter: Letter, no: NotTaken) -> None:
        if isinstance(no, ServerAway):
            raise no
        now, tries = self._clock(), self._resting.tries(letter.letter_id) + 1
        if isinstance(no, RefusedForGood):
            await self._fail(letter, "refused-by-the-mail-server", answer=no.code)
        elif self._resting.patience.is_over(tries, letter.queued_at, now):
            await self._fail(letter, "mail-server-kept-saying-later", answer=no.code)
        else:
            self._resting = self._resting.with_try(letter.letter_id, now)
            self._log.info("letter.rests", letter=letter.letter_id, answer=no.code, tries=tries, doubt=no.in_doubt)

    async def _fail(self, letter: Letter, reason: str, **details: object) -> None:
        await self._ledger.failed(letter, reason)
        self._log.warning("letter.failed", letter=letter.letter_id, reason=reason, **details)
        self._settled(letter, "failed")

    def _settled(self, letter: Letter, outcome: str) -> None:
        self._resting = self._resting.without([letter.letter_id])
        self._ended.labels(outcome).inc()

    # --- waiting -----------------------------------------------------------------------------------------------------

    def _nap(self) -> float:
        wakes = self._resting.wakes()
        return _IDLE if wakes is None else min(_IDLE, max(0.05, (wakes - self._clock()).total_seconds()))

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._service.stopping.wait()
        except TimeoutError:
            return


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Lets work that must not be cut finish even when the loop is cancelled in between, such as a letter's dialogue.

    It also keeps the cancellation: Python 3.11's `wait_for`, on which the SMTP client stands, may swallow one.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        task.exception()  # how it ended is in the ledger; nobody is left to be told
        raise
