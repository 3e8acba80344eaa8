"""Letters before anybody gets them: `python -m cityteams_notifications.previewing`, as `cityteams letters` calls it.

A preview is worded from the example that the contract of an event carries, by the very code that words real letters.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from cityteams_contracts import Event
from cityteams_contracts.clusters import IntroductionAnswered
from cityteams_contracts.events import ReleaseReason, SeatReleased, SessionAccepted
from cityteams_contracts.examples import examples
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications.domain.letters import Draft, Fact, Written
from cityteams_notifications.domain.topics import topic_of
from cityteams_notifications.domain.worded import WORDED_BY, WORDED_FOR, drafts_of
from cityteams_notifications.html import as_html
from cityteams_notifications.rendering import Renderer, message_lines
from cityteams_notifications.tongue import DEFAULT, LANGUAGES

READER, PORTAL = "p-reader", "https://portal.example.org"
KNOWN_LATER: Mapping[str, Fact] = {"token": "0123abcd", "minutes": 15, "name": "Ana Díaz", "mail": "ana@city.example"}
"""What a real letter is told only at the moment of sending: a link's token, the contact of the other side."""
_WRITES: Mapping[type[Event], Mapping[str, object]] = {
    IntroductionAnswered: {"agrees": False},
    SeatReleased: {"reason": ReleaseReason.LAPSED},
    SessionAccepted: {"proposed": True},
}
"""With these values an event asks for its letter; with those of its example it asks for none."""
_IN_A_DIGEST = (LetterKind.CLUSTER_LISTED, LetterKind.AGENDA_RELEASED, LetterKind.KPI_DUE)


@dataclass(frozen=True)
class Preview:
    """One letter as it would go out, in a language; `asked_by` are the types of the events that ask for it."""

    kind: str
    language: str
    direction: str
    topic: str | None
    asked_by: tuple[str, ...]
    subject: str
    text: str
    html: str


def preview(kind: LetterKind, language: str, renderer: Renderer) -> Preview:
    """The letter of this kind; in English when the language lacks it."""
    why = f"{PORTAL}/why/{kind}"
    written = renderer.write(sample(kind, language, renderer), language, PORTAL, why)
    page = as_html(written.subject, written.text, written.language, written.direction, PORTAL)
    return Preview(
        kind, written.language, written.direction, topic_of(kind), asked_by(kind), written.subject, written.text, page
    )


def sample(kind: LetterKind, language: str, renderer: Renderer) -> Draft:
    """What such a letter may say."""
    if kind is LetterKind.DIGEST:
        return _digest(language, renderer)
    if kind is LetterKind.MAILING:
        words = ("The call for the next round is open until the end of May.", "Tell us what your city needs.")
        facts: dict[str, Fact] = {"about": "mailing-0001", "subject": "Call", "paragraphs": words, "proof": False}
        return Draft(kind, READER, "mailing-0001", facts)
    draft = next(found for found, _ in _asked() if found.kind is kind)
    return replace(draft, facts={**KNOWN_LATER, **draft.facts})


def asked_by(kind: LetterKind) -> tuple[str, ...]:
    """The types of the events that ask for letters of this kind, in the order of the alphabet."""
    return tuple(sorted({event.type() for draft, event in _asked() if draft.kind is kind}))


@cache
def _asked() -> tuple[tuple[Draft, type[Event]], ...]:
    """Every letter that the examples ask for, with who asks; they are the same as long as the program runs."""
    known: Mapping[Any, Any] = examples()
    events = [known[it].model_copy(update=dict(_WRITES.get(it, {}))) for it in (*WORDED_BY, *WORDED_FOR)]
    return tuple((draft, type(event)) for event in events for draft in drafts_of(event, readers=(READER,)))


def _digest(language: str, renderer: Renderer) -> Draft:
    written = [renderer.write(sample(kind, language, renderer), language, PORTAL) for kind in _IN_A_DIGEST]
    letters: tuple[Fact, ...] = tuple(_part(each) for each in written)
    return Draft(LetterKind.DIGEST, READER, "digest-0001", {"about": "digest-0001", "letters": letters})


def _part(written: Written) -> Fact:
    return {"subject": written.subject, "lines": message_lines(written.text)}


def main(words: Sequence[str]) -> int:
    """Shows one letter, or all kinds; 0, or 2 with a line on standard error when that cannot be."""
    asked = _asked_for(words)
    try:
        lines = _listed(json_wanted=asked.json) if asked.list else _shown(asked)
    except OSError as wrong:
        sys.stderr.write(f"{asked.html} cannot be written: {wrong.strerror}; name another file\n")
        return 2
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _asked_for(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser("cityteams letters preview", description="Shows letters before anybody gets them.")
    parser.add_argument("kind", nargs="?", choices=[each.value for each in LetterKind], metavar="KIND")
    parser.add_argument("--lang", choices=LANGUAGES, default=DEFAULT)
    parser.add_argument("--html", type=Path)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    if not asked.list and asked.kind is None:
        parser.error("name a kind of letter; --list shows all")
    return asked


def _shown(asked: Namespace) -> list[str]:
    found = preview(LetterKind(asked.kind), asked.lang, Renderer())
    if asked.html is not None:
        asked.html.write_text(found.html, "utf-8")
    if asked.json:
        return [json.dumps(asdict(found), ensure_ascii=False)]
    if found.language != asked.lang:
        sys.stderr.write(f"{found.kind} is not there in {asked.lang}; this is the English letter\n")
    return [f"Subject: {found.subject}", "", *found.text.splitlines()]


def _listed(*, json_wanted: bool) -> list[str]:
    rows = [(each.value, topic_of(each) or "-", asked_by(each)) for each in LetterKind]
    if json_wanted:
        return [json.dumps({"kind": kind, "topic": topic, "asked_by": events}) for kind, topic, events in rows]
    return [f"{kind:<26}{topic:<13}{', '.join(events) or '-'}" for kind, topic, events in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
