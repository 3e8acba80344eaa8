"""The postman's side of the store: which letters wait, which may have gone out, and how each ended."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial

from cityteams_chassis import Service, Tx, derived_id
from cityteams_contracts.notifications import LetterFailed, LetterSent
from cityteams_notifications.domain.letters import Attempt, Letter, Waiting
from cityteams_notifications.store import ATTEMPTS, BODIES, LETTERS, waiting_letters

Clock = Callable[[], datetime]
Ending = Sequence[LetterSent] | Sequence[LetterFailed]


class Ledger:
    """Every method is one short transaction of its own."""

    def __init__(self, service: Service, clock: Clock) -> None:
        self._service, self._clock = service, clock

    async def waiting(self, limit: int, resting: Collection[str]) -> list[Waiting]:
        """The oldest letters that have a body and do not rest."""
        return await self._service.read(partial(waiting_letters, limit=limit, resting=resting))

    async def begin(self, letter_ids: Collection[str]) -> None:
        """From now on these letters may be at the mail server; committed before the first word to it."""

        def note(tx: Tx) -> None:
            for letter_id in sorted(letter_ids):
                tx.keep(ATTEMPTS, Attempt(letter_id, tx.now))

        await self._act("begin", letter_ids, note)

    async def untaken(self, letter_ids: Collection[str]) -> None:
        """These letters are certainly not at the mail server."""

        def forget(tx: Tx) -> None:
            for letter_id in sorted(letter_ids):
                tx.forget(ATTEMPTS, letter_id)

        await self._act("untaken", letter_ids, forget)

    async def sent(self, letter: Letter) -> None:
        """The mail server has it."""
        await self._end(letter, "sent", lambda known, now: known.take(now))

    async def failed(self, letter: Letter, reason: str) -> None:
        """It will never be sent."""
        await self._end(letter, "failed", lambda known, now: known.give_up(reason, now))

    async def _end(self, letter: Letter, how: str, decide: Callable[[Letter, datetime], Ending]) -> None:
        def end(tx: Tx) -> None:
            known = tx.get(LETTERS, letter.letter_id)
            tx.say(*(decide(known, tx.now) if known else ()))
            tx.forget(BODIES, letter.letter_id)
            tx.forget(ATTEMPTS, letter.letter_id)

        await self._service.act(derived_id(letter.letter_id, how), self._clock(), end)

    async def _act(self, name: str, letter_ids: Collection[str], work: Callable[[Tx], None]) -> None:
        if letter_ids:
            await self._service.act(f"postman-{name}", self._clock(), work)
