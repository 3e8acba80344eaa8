"""From letters that are due to mails: whom to write to, in which words, and what makes a letter hopeless."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from cityteams_chassis import Service
from cityteams_contracts.registration import CONTACTS_RESOLVE, ContactResolved, ContactsResolved, ResolveContacts
from cityteams_notifications.composing import Mail
from cityteams_notifications.domain.letters import Waiting
from cityteams_notifications.domain.patience import Patience
from cityteams_notifications.domain.settling import Settled
from cityteams_notifications.ledger import Clock
from cityteams_notifications.wrapping import Order, Wrapper
from cityteams_notifications.writing import EventAway, NotWanted, Writer


@dataclass(frozen=True)
class Parcel:
    """A letter and the mail made of it."""

    waiting: Waiting
    mail: Mail


class Packer:
    """Makes parcels; what cannot become one is settled at once."""

    def __init__(self, service: Service, writer: Writer, wrapper: Wrapper, patience: Patience, clock: Clock) -> None:
        self._service, self._writer, self._wrapper = service, writer, wrapper
        self._patience, self._clock = patience, clock

    async def pack(self, batch: Sequence[Waiting], at_once: int) -> AsyncIterator[list[Parcel | Settled]]:
        """One answer per letter, in order, `at_once` together. Raises Transient when it cannot be known whom to write
        to, or what.
        """
        contacts = await self._contacts(batch)
        for start in range(0, len(batch), at_once):
            some = batch[start : start + at_once]
            worded = await asyncio.gather(*(self._one(each, contacts.get(each.letter.person_id)) for each in some))
            mails = iter(await self._wrapper.wrap([each for each in worded if isinstance(each, Order)]))
            yield [
                each if isinstance(each, Settled) else self._parcel(waiting, next(mails))
                for waiting, each in zip(some, worded, strict=True)
            ]

    async def _contacts(self, batch: Sequence[Waiting]) -> dict[str, ContactResolved]:
        """One question for each kind of letter, since the kind is the purpose that registration logs."""
        wanted: dict[str, set[str]] = {}
        for waiting in batch:
            if not waiting.suppressed:
                wanted.setdefault(str(waiting.letter.kind), set()).add(waiting.letter.person_id)
        found: dict[str, ContactResolved] = {}
        for purpose, people in wanted.items():
            question = ResolveContacts(person_ids=tuple(sorted(people)), purpose=purpose)
            answer = await self._service.request(CONTACTS_RESOLVE, question, ContactsResolved, timeout=5.0)
            found |= {contact.person_id: contact for contact in answer.contacts}
        return found

    async def _one(self, waiting: Waiting, contact: ContactResolved | None) -> Order | Settled:
        if waiting.suppressed:
            return self._hopeless(waiting, "mail-does-not-reach-the-person")
        if contact is None or not contact.mail:
            return self._hopeless(waiting, "no-contact")
        try:
            parts = await self._writer.write(waiting, contact)
        except NotWanted:
            return self._hopeless(waiting, "link-is-not-wanted")
        except EventAway:
            return self._without_event(waiting)
        return Order(waiting.letter, parts, contact.name or "", contact.mail, self._clock())

    def _parcel(self, waiting: Waiting, mail: Mail | None) -> Parcel | Settled:
        return self._hopeless(waiting, "mail-cannot-be-written") if mail is None else Parcel(waiting, mail)

    def _hopeless(self, waiting: Waiting, reason: str) -> Settled:
        return Settled(waiting, self._clock(), reason=reason, tried=False)

    def _without_event(self, waiting: Waiting) -> Settled:
        """A stream that was restored gets its events again from the outbox of who said them: that is worth waiting."""
        now, tries, letter = self._clock(), waiting.tries + 1, waiting.letter
        if self._patience.is_over(tries, letter.queued_at, now):
            return self._hopeless(waiting, "the-event-is-gone")
        return Settled(
            waiting, now, again=self._patience.again(letter.letter_id, tries, now), reason="the-event-is-away"
        )
