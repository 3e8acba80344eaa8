"""The postman's side of the store: which letters are due, which may have gone out, and how each attempt ended."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx, derived_id
from cityteams_contracts.values import utc_text
from cityteams_notifications.domain.letters import Letter, Pending, Waiting
from cityteams_notifications.domain.settling import Settled
from cityteams_notifications.store import LETTERS, PENDING, due_letters, next_due, pending_of

Clock = Callable[[], datetime]


class Ledger:
    """Every method is one short transaction of its own."""

    def __init__(self, service: Service, clock: Clock) -> None:
        self._service, self._clock = service, clock

    async def due(self, limit: int) -> list[Waiting]:
        """The letters that may be tried now, the longest due first."""
        return await self._service.read(partial(due_letters, until=self._clock(), limit=limit))

    async def next_due(self) -> datetime | None:
        """When the next letter may be tried."""
        return await self._service.read(next_due)

    async def begin(self, letters: Collection[Waiting]) -> Set[str]:
        """From now on these letters may be at the mail server; committed before the first word to it.

        Returns the ids of those that may go: one may have been given up, with whom it was for, since it was packed.
        """
        if not letters:
            return frozenset()
        return await self._service.act("postman-begin", now := self._clock(), partial(_begin, letters, now))

    async def untaken(self, letters: Collection[Waiting]) -> None:
        """These letters were not begun after all, and are as they were before."""
        await self._keep("untaken", [each.pending for each in letters])

    async def later(self, moments: Mapping[str, datetime], letters: Collection[Waiting]) -> None:
        """These letters are not tried before their moment."""
        await self._keep("later", [replace(each.pending, due_at=moments[each.letter.letter_id]) for each in letters])

    async def settle(self, ended: Sequence[Settled]) -> None:
        """Notes how attempts ended, all in one transaction."""
        if ended:
            names = [f"{each.waiting.letter.letter_id}/{each.waiting.tries}/{utc_text(each.at)}" for each in ended]
            await self._service.act(derived_id("settle", *names), self._clock(), partial(_settle, ended))

    async def _keep(self, name: str, pending: Sequence[Pending]) -> None:
        def keep(tx: Tx) -> None:
            there = {each.letter_id for each in pending_of(tx, [each.letter_id for each in pending])}
            for each in pending:
                if each.letter_id in there:  # else it was withdrawn meanwhile, and stays so
                    tx.keep(PENDING, each)

        if pending:
            await self._service.act(f"postman-{name}", self._clock(), keep)


def _begin(letters: Collection[Waiting], now: datetime, tx: Tx) -> Set[str]:
    known = _known(tx, [each.letter.letter_id for each in letters])
    going = [each.pending for each in letters if each.letter.letter_id in known and known[each.letter.letter_id].waits]
    for each in going:
        tx.keep(PENDING, replace(each, begun_at=each.begun_at or now))
    return {each.letter_id for each in going}


def _settle(ended: Sequence[Settled], tx: Tx) -> None:
    letters = _known(tx, [each.waiting.letter.letter_id for each in ended])
    events = []
    for each in ended:
        pending = each.waiting.pending
        letter = letters.get(pending.letter_id)
        events += each.said(letter) if letter else []
        if letter is None or not letter.waits:
            tx.forget(PENDING, pending.letter_id)  # it was given up meanwhile, with whom it was for
        else:
            begun_at = pending.begun_at or each.at if each.in_doubt else None
            tx.keep(PENDING, replace(pending, due_at=each.again, begun_at=begun_at))
    tx.say(*events)


def _known(tx: Tx, letter_ids: Sequence[str]) -> dict[str, Letter]:
    """The letters as the store has them now: one may have been given up since the batch was read."""
    tx.unit.prefetch([(LETTERS, each) for each in letter_ids])
    known = [tx.get(LETTERS, each) for each in letter_ids]
    return {each.letter_id: each for each in known if each is not None}
