"""The desk of notifications, and looks at the letters that it queued."""

import asyncio
from typing import Any

from cityteams_chassis import Shelf, Tx
from cityteams_contracts import Event
from cityteams_notifications import tables
from cityteams_notifications.archive import Found
from cityteams_notifications.domain.worded import drafts_of
from cityteams_notifications.rendering import Renderer
from cityteams_notifications.store import LETTERS, PENDING
from tests.notifications.samples import NOON
from tests.support.desk import TwiceDesk, message_in


class Desk(TwiceDesk):
    """Hands events to notifications; it is also the archive in which the postman finds them again."""

    noon = NOON
    state = (tables.letters, tables.deliveries, tables.tries, tables.suppressions, tables.preferences)

    def hear(self, *events: Event) -> list[Event]:
        """Handles each event, then again, and gives what was said in order."""
        before = self.posted()
        self.one_by_one(*events)
        return self.said(before)

    def say(self, *events: Event) -> None:
        """Notifications says something by itself, as its loops do."""
        trigger = f"test-{self.posted()}"
        asyncio.run(self.service.act(trigger, NOON, lambda tx: tx.say(*events)))

    def keep(self, shelf: Shelf[Any], *rows: object) -> None:
        """Rows of a private table."""

        def work(tx: Tx) -> None:
            for each in rows:
                tx.keep(shelf, each)

        asyncio.run(self.service.act("test-keep", NOON, work))

    def again(self) -> list[Event]:
        """The last event comes once more."""
        before = self.posted()
        self.outcomes += self.handle(self.heard[-1])
        return self.said(before)

    def letters(self):
        return self.read(lambda tx: tx.find(LETTERS))

    def pending(self):
        """What this store may send, by letter, while it is due or will be."""
        found = self.read(lambda tx: tx.find(PENDING))
        return {each.letter_id: each for each in found if each.due_at is not None}

    def bodies(self) -> dict[str, str]:
        """What the letters that wait will say, each worded from its event."""
        return {name: self._text(each) for name, each in self.pending().items()}

    def attempts(self) -> set[str]:
        """The letters that may be at the mail server without our knowing."""
        return {name for name, each in self.pending().items() if each.begun_at is not None}

    def found(self, event_id: str) -> Found | None:
        """An event that was heard or said, by its id."""
        for envelope in (*self.heard, *self.envelopes()):
            if envelope.stamp.id == event_id:
                message = message_in(envelope)
                assert isinstance(message, Event)
                return Found(message, envelope.stamp.at, envelope.version or 1)
        return None

    def event(self, event_id: str) -> Event | None:
        """The same, without its moment."""
        found = self.found(event_id)
        return found and found.event

    def _text(self, pending) -> str:
        event, letter = self.event(pending.event_id), self.read(lambda tx: tx.get(LETTERS, pending.letter_id))
        assert event is not None
        (draft,) = (
            each for each in drafts_of(event) if (each.person_id, each.kind) == (pending.person_id, letter.kind)
        )
        return "" if letter.kind == "sign_in_link" else Renderer().write(draft, home="http://portal").text
