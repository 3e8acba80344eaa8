"""Carries mails to the mail server over a few connections, and notes how each ended before its connection goes on."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cityteams_chassis import Service
from cityteams_notifications.composing import Mail
from cityteams_notifications.domain.patience import Patience
from cityteams_notifications.domain.settling import Settled, nobody_is_there
from cityteams_notifications.ledger import Clock, Ledger
from cityteams_notifications.mail import NotTaken, RefusedForGood, ServerAway
from cityteams_notifications.packing import Parcel

_OK = 250


class Mailer(Protocol):
    """Whoever takes mails over, one at a time."""

    async def send(self, mail: Mail) -> None:
        """Returns once the mail is taken over; raises ServerAway, NotNow or RefusedForGood."""

    async def close(self) -> None:
        """There is nothing more to send for now."""


@dataclass
class _Round:
    """One batch under way: what is left, what has ended and waits to be noted, and why nothing more goes out."""

    left: Iterator[Parcel]
    open: dict[str, Parcel]
    ended: list[tuple[Settled, asyncio.Future[None]]] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    away: ServerAway | None = None


class Carrier:
    """At most one letter per connection is out without being noted, so that is what a crash may double."""

    def __init__(
        self,
        service: Service,
        ledger: Ledger,
        mailers: Sequence[Mailer],
        patience: Patience,
        clock: Clock,
        settled: Callable[[Settled], None],
    ) -> None:
        self._service, self._ledger, self._mailers = service, ledger, mailers
        self._patience, self._clock, self._settled = patience, clock, settled

    async def carry(self, parcels: Sequence[Parcel]) -> None:
        """Notes the attempts first, so that after a crash it is known which letters may have gone out.

        Raises ServerAway once everything that was begun is noted; what was not begun is as it was before.
        """
        begun = await self._ledger.begin([parcel.waiting for parcel in parcels])
        going = {each.waiting.letter.letter_id: each for each in parcels if each.waiting.letter.letter_id in begun}
        round_ = _Round(iter(tuple(going.values())), going)
        noting = asyncio.create_task(self._note(round_))
        try:
            ended = await asyncio.gather(
                *(self._run(mailer, round_) for mailer in self._mailers[: len(going)]), return_exceptions=True
            )
        finally:
            noting.cancel()
            await asyncio.wait([noting])
            await self._ledger.untaken([parcel.waiting for parcel in round_.open.values()])
        for wrong in (*ended, round_.away):
            if wrong is not None:
                raise wrong

    async def _run(self, mailer: Mailer, round_: _Round) -> None:
        """One connection: a letter, its note, the next letter."""
        while round_.away is None and not self._service.stopping.is_set():
            parcel = next(round_.left, None)
            if parcel is None:
                return
            ended = await self._hand_over(mailer, parcel, round_)
            if ended is not None:
                noted = asyncio.get_running_loop().create_future()
                round_.ended.append((ended, noted))
                round_.news.set()
                await noted

    async def _hand_over(self, mailer: Mailer, parcel: Parcel, round_: _Round) -> Settled | None:
        """One dialogue; None when the server is away, and the letter as it was."""
        letter_id = parcel.waiting.letter.letter_id
        del round_.open[letter_id]
        if parcel.waiting.in_doubt:
            self._service.log.info("letter.sent_again", letter=letter_id)
        try:
            await mailer.send(parcel.mail)
        except ServerAway as away:
            round_.open[letter_id] = parcel
            round_.away = away
            return None
        except NotTaken as no:
            return self._not_taken(parcel, no)
        return Settled(parcel.waiting, self._clock(), sent=True, answer=_OK)

    def _not_taken(self, parcel: Parcel, no: NotTaken) -> Settled:
        waiting, now, answer = parcel.waiting, self._clock(), no.code or None
        if isinstance(no, RefusedForGood):
            there = not nobody_is_there(no.code, no.status, of_recipient=no.of_recipient)
            suppress = None if there else no.status or ""
            return Settled(waiting, now, reason="refused-by-the-mail-server", answer=answer, suppress=suppress)
        tries = waiting.tries + 1
        if self._patience.is_over(tries, waiting.letter.queued_at, now):
            return Settled(waiting, now, reason="mail-server-kept-saying-later", answer=answer)
        again = self._patience.again(waiting.letter.letter_id, tries, now)
        reason = "the-server-said-later" if no.code else "no-answer-came"
        doubt = no.in_doubt or waiting.in_doubt
        return Settled(waiting, now, again=again, reason=reason, answer=answer, in_doubt=doubt)

    async def _note(self, round_: _Round) -> None:
        """Notes whatever has ended, all that came together in one transaction; then their connections go on."""
        while True:
            await round_.news.wait()
            round_.news.clear()
            ended, round_.ended = round_.ended, []
            try:
                await self._ledger.settle([each for each, _ in ended])
            except BaseException as wrong:  # the connections stop, and what they carried stays in doubt
                for _, noted in ended:
                    if not noted.done():
                        noted.set_exception(wrong)
                raise
            for each, noted in ended:
                self._settled(each)
                noted.set_result(None)
