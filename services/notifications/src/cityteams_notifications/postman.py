"""The postman: a loop that takes due letters to the mail server, each once as far as anyone can know."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta

from prometheus_client import Counter

from cityteams_calendars import Mailbox
from cityteams_chassis import Election, Service, Transient
from cityteams_notifications.ahead import ahead
from cityteams_notifications.archive import Archive
from cityteams_notifications.carrying import Carrier, Mailer
from cityteams_notifications.composing import Sender
from cityteams_notifications.domain.letters import Waiting
from cityteams_notifications.domain.pacing import Pace
from cityteams_notifications.domain.patience import Patience
from cityteams_notifications.domain.settling import Settled
from cityteams_notifications.ledger import Clock, Ledger
from cityteams_notifications.mail import ServerAway
from cityteams_notifications.packing import Packer, Parcel
from cityteams_notifications.rendering import Renderer
from cityteams_notifications.settings import Settings
from cityteams_notifications.standstill import Standstill
from cityteams_notifications.uncut import to_the_end
from cityteams_notifications.wrapping import MANY, Wrapper
from cityteams_notifications.writing import Writer

_IDLE = 5.0
_NOT_ELECTED = 2.0
_AT_ONCE = MANY
"""So many letters are packed together, while those before them are carried."""
_LONGEST_PAUSE = timedelta(minutes=10)
"""A mail server that is away is asked again at least so often, however patient we are with single letters."""


def utc_now() -> datetime:
    """The clock of the outside."""
    return datetime.now(UTC)


class Postman:
    """Works through the letters that are due, while this process is the elected one."""

    def __init__(
        self,
        service: Service,
        settings: Settings,
        mailers: Sequence[Mailer],
        archive: Archive,
        sender: Sender | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._service, self._settings, self._mailers, self._clock = service, settings, mailers, clock
        self._ledger, self._log = Ledger(service, clock), service.log
        self._patience = Patience(settings.mail_delays, settings.mail_patience)
        known = sender or Sender(settings.smtp_from, settings.smtp_from_name)
        registry = service.metrics.registry
        lacking = Counter(
            "cityteams_untranslated_letters", "Letters told in English instead", ("kind", "language"), registry=registry
        )
        renderer = Renderer(lambda kind, language: lacking.labels(kind, language).inc())
        writer = Writer(service, archive, settings.portal_address, Mailbox(known.name, known.mail), renderer, known.why)
        self._wrapper = Wrapper(known)
        self._packer = Packer(service, writer, self._wrapper, self._patience, clock)
        self._carrier = Carrier(service, self._ledger, mailers, self._patience, clock, self._settled)
        self._pace = Pace(settings.mail_per_minute, settings.mail_burst)
        self._standstill = Standstill(service.troubles, settings.mail_alarm)
        self._ended = Counter("cityteams_letters", "Letters by how they ended", ("outcome",), registry=registry)

    async def work(self) -> None:
        """Until the service stops. No trouble ends the loop; each makes it slower."""
        election, troubles = Election(self._service.store, "postman"), 0
        try:
            while not self._service.stopping.is_set():
                if await to_the_end(asyncio.to_thread(election.holds)):  # no thread is left with what is released
                    troubles = await self._turn(troubles)
                else:
                    self._standstill.ends()
                    await self._pause(_NOT_ELECTED)
        finally:
            self._standstill.ends()
            await self._hang_up()
            election.release()

    async def _turn(self, troubles: int) -> int:
        """One batch, or a nap when there is none; returns the number of troubles in a row."""
        changed = asyncio.create_task(self._service.wait_change(await self._nap()))  # before looking, to miss nothing
        try:
            held = await self.deliver()
            self._standstill.ends()
            if not held:
                await to_the_end(self._hang_up())
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
        await self._pause(min(self._patience.delay(troubles + 1), _LONGEST_PAUSE).total_seconds())
        return troubles + 1

    async def deliver(self) -> int:
        """One batch; returns how many letters it held. Raises ServerAway, or Transient without registration."""
        batch = await self._ledger.due(self._settings.mail_batch)
        async with aclosing(ahead(self._ready(batch))) as loads:
            async for parcels in loads:
                await to_the_end(self._carrier.carry(parcels))
        return len(batch)

    async def _ready(self, batch: Sequence[Waiting]) -> AsyncGenerator[list[Parcel], None]:
        """The letters that may go now, packed; what is hopeless is settled."""
        async for packed in self._packer.pack(batch, _AT_ONCE):
            hopeless = [each for each in packed if isinstance(each, Settled)]
            await self._ledger.settle(hopeless)
            for each in hopeless:
                self._settled(each)
            yield await self._in_pace([each for each in packed if isinstance(each, Parcel)])

    async def _in_pace(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """Those that may go now; the others get a later moment, which is no attempt."""
        now, later = self._clock(), dict[str, datetime]()
        for parcel in parcels:
            free = self._pace.admit(parcel.mail.recipient.rpartition("@")[2].lower(), now)
            if free is not None:
                later[parcel.waiting.letter.letter_id] = free
        held: list[Waiting] = [each.waiting for each in parcels if each.waiting.letter.letter_id in later]
        await self._ledger.later(later, held)
        return [each for each in parcels if each.waiting.letter.letter_id not in later]

    def _settled(self, ended: Settled) -> None:
        """Tells log and figures how a letter ended, or that it rests."""
        letter = ended.waiting.letter
        if ended.sent:
            self._standstill.ends()
            self._ended.labels("sent").inc()
        elif ended.again is not None:
            tries = ended.waiting.tries + 1
            self._log.info("letter.rests", letter=letter.letter_id, answer=ended.answer, tries=tries)
        else:
            self._log.warning("letter.failed", letter=letter.letter_id, reason=ended.reason, answer=ended.answer)
            self._ended.labels("failed").inc()

    # --- waiting -----------------------------------------------------------------------------------------------------

    async def _nap(self) -> float:
        due = await self._ledger.next_due()
        return _IDLE if due is None else min(_IDLE, max(0.05, (due - self._clock()).total_seconds()))

    async def _hang_up(self) -> None:
        self._wrapper.end()
        await asyncio.gather(*(mailer.close() for mailer in self._mailers))

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._service.stopping.wait()
        except TimeoutError:
            return
