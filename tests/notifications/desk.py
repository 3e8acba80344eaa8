"""The desk of notifications, and looks at the letters that it queued."""

import asyncio

from cityteams_contracts import Event
from cityteams_notifications import tables
from cityteams_notifications.store import ATTEMPTS, BODIES, LETTERS
from tests.notifications.samples import NOON
from tests.support.desk import TwiceDesk


class Desk(TwiceDesk):
    """Hands events to notifications."""

    noon = NOON
    state = (tables.letters, tables.deliveries, tables.tries, tables.suppressions)

    def hear(self, *events: Event) -> list[Event]:
        """Handles each event, then again, and gives what was said in order."""
        before = self.posted()
        self.one_by_one(*events)
        return self.said(before)

    def say(self, *events: Event) -> None:
        """Notifications says something by itself, as its loops do."""
        trigger = f"test-{self.posted()}"
        asyncio.run(self.service.act(trigger, NOON, lambda tx: tx.say(*events)))

    def again(self) -> list[Event]:
        """The last event comes once more."""
        before = self.posted()
        self.outcomes += self.handle(self.heard[-1])
        return self.said(before)

    def letters(self):
        return self.read(lambda tx: tx.find(LETTERS))

    def bodies(self) -> dict[str, str]:
        return {body.letter_id: body.text for body in self.read(lambda tx: tx.find(BODIES))}

    def attempts(self) -> set[str]:
        return {attempt.letter_id for attempt in self.read(lambda tx: tx.find(ATTEMPTS))}
