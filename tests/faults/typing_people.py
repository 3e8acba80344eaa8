"""People who type into drafts, each in a browser that saves every 1.5 seconds of typing, and that may be killed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from nats.errors import Error as NatsError

from cityteams_contracts.registration import DRAFT_READ, DRAFT_SAVE, DraftRead, DraftSaved, ReadDraft, SaveDraft
from tests.faults.private_house import Asker

SAVES_EVERY, LOSES_AT_MOST = 1.5, 2.0
"""Seconds of the typist's own time: what counts is what was typed, not how fast this machine is."""
WORDS = ("Quiet", "crossings", "=1+1", "<b>", "münchen", "서울", "café@", "1,000,000 people", "")
CITY = {"name": "Portland", "kind": "municipality", "country": "US", "city": "Portland", "deploys": "true"}
FIRM = {"name": "Sensors Inc.", "kind": "company", "country": "US", "city": "", "deploys": "false"}
PASTED: tuple[tuple[str, Any], ...] = (
    ("sector", "transportation"),
    ("sector", "no sector"),
    ("participants", [CITY, FIRM]),
    ("participants", [FIRM]),
    ("participants", [CITY, CITY]),
    ("officials", [{"name": "Odo", "mail": "odo@example.org"}]),
    ("officials", [{"name": "Odo", "mail": ""}]),
    ("lead", {"name": "Ada", "mail": "ada@example.org"}),
    ("cybersecurity", "Patched every week."),
    ("privacy", "Counts only."),
    ("website", "https://example.org"),
    ("website", "not yet"),
    ("notes", "\u202eright to left"),
)
MENDED: dict[str, Any] = {
    "title": "Quieter crossings",
    "sector": "transportation",
    "participants": [CITY, FIRM],
    "officials": [{"name": "Odo", "mail": "odo@example.org"}],
    "lead": {"name": "Ada", "mail": "ada@example.org"},
    "website": "https://example.org",
    "notes": "Mended.",
}
"""What somebody types who reads the complaints."""


@dataclass
class Browser:
    """One window in which somebody types; `typed` says what they typed when, in their own time."""

    asker: Asker
    draft_id: str
    actor: str
    chance: Random
    trouble: Callable[[], Awaitable[None]]
    now: float = 0.0
    revision: int = 0
    typed: list[tuple[float, str, Any]] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)
    waiting: dict[str, Any] = field(default_factory=dict)
    since: float = 0.0
    saved_to: float = 0.0
    saves: int = 0
    repeats: int = 0

    def __post_init__(self) -> None:
        self.device = str(UUID(int=self.chance.getrandbits(128), version=4))

    async def open(self) -> DraftRead:
        """Shows what is kept."""
        found: DraftRead = await self.patiently(
            DRAFT_READ, ReadDraft(draft_id=self.draft_id, actor=self.actor), DraftRead
        )
        self.revision = found.revision
        self.shown = {name: each.value for name, each in found.fields.items()}
        return found

    async def type_for(self, seconds: float) -> None:
        """Types until the browser is killed, which it does not see coming."""
        until = self.now + seconds
        while True:
            pause = self.chance.uniform(0.05, 0.8)
            if self.waiting and self.now + pause >= self.since + SAVES_EVERY:
                if self.since + SAVES_EVERY > until:
                    return
                self.now = max(self.now, self.since + SAVES_EVERY)
                await self.save()
                continue
            if self.now + pause > until:
                return
            self.now += pause
            self._press()

    def _press(self) -> None:
        if self.chance.random() < 0.4:
            name, value = self.chance.choice(PASTED)
        else:
            name = self.chance.choice(("title", "description", "solutions", "notes"))
            before = self.shown.get(name)
            value = f"{before if isinstance(before, str) else ''} {self.chance.choice(WORDS)}"[-300:]
        if not self.waiting:
            self.since = self.now
        self.shown[name] = self.waiting[name] = value
        self.typed.append((self.now, name, value))

    async def save(self) -> None:
        """Sends what is not saved yet, again and again until it is acknowledged."""
        sent, self.waiting = self.waiting, {}
        request = SaveDraft(
            draft_id=self.draft_id,
            actor=self.actor,
            round_id="sc3-2018",
            revision=self.revision,
            changes=sent,
            device=self.device,
            turn=self.saves + 1,
        )
        answer = await self.patiently(DRAFT_SAVE, request, DraftSaved)
        assert set(answer.saved) == set(sent), (answer.conflicts, answer.refused)
        self.revision, self.saved_to = answer.revision, self.now
        self.saves += 1

    async def mend(self) -> None:
        """Does what the complaints ask for."""
        await self.open()
        self.waiting = {name: value for name, value in MENDED.items() if self.chance.random() < 0.95}
        await self.save()

    async def patiently(self, subject: str, question: Any, answer: Any) -> Any:
        """Asks until somebody answers; trouble may strike while the question is on its way."""
        while True:
            asking = asyncio.ensure_future(self.asker.ask(subject, question, answer))
            await self.trouble()
            try:
                return await asking
            except (NatsError, TimeoutError):
                self.repeats += 1
                await asyncio.sleep(0.05)

    def lost(self, kept: DraftRead) -> list[tuple[float, str]]:
        """What was typed earlier than two seconds before the end and is not what the draft holds or was typed over."""
        last: dict[str, tuple[float, Any]] = {}
        allowed: dict[str, list[Any]] = {}
        for at, name, value in self.typed:
            if at <= self.now - LOSES_AT_MOST:
                last[name], allowed[name] = (at, value), [value]
            else:
                allowed.setdefault(name, []).append(value)
        held = {name: each.value for name, each in kept.fields.items()}
        return [(at, name) for name, (at, _) in last.items() if held.get(name) not in allowed[name]]
