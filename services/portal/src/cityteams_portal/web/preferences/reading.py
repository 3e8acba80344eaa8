"""What is known of somebody's letters and wishes, as pages and the API tell it."""

from dataclasses import dataclass
from typing import Any

from cityteams_contracts.notifications import Frequency
from cityteams_contracts.notifications.topics import MANDATORY, OF, TOPICS, topic_of
from cityteams_contracts.values import utc_text
from cityteams_portal.domain.letter import Letter
from cityteams_portal.domain.preferences import Preferences
from cityteams_portal.domain.reasons import KIND_WORDS, TOPIC_WORDS, happened


@dataclass(frozen=True)
class TopicLine:
    """One topic, the letters that belong to it, and how often it is wanted."""

    topic: str
    title: str
    letters: tuple[str, ...]
    frequency: Frequency


@dataclass(frozen=True)
class Explained:
    """Why a letter came: what it is, because of which event, for which part in it, and what one may change."""

    letter: Letter
    title: str
    role: str
    event: str
    topic: str | None
    topic_title: str

    @property
    def is_mandatory(self) -> bool:
        """Whether nobody may go without it."""
        return self.topic is None and self.letter.kind in MANDATORY and not self.is_digest

    @property
    def is_digest(self) -> bool:
        """Whether it holds several letters, each with a reason of its own."""
        return self.letter.kind == "digest"


def topic_lines(known: Preferences) -> list[TopicLine]:
    """Every topic in the order of the contracts."""
    return [TopicLine(topic, TOPIC_WORDS[topic], _letters(topic), known.frequency(topic)) for topic in TOPICS]


def mandatory_letters() -> list[str]:
    """What comes in any case; a digest is only the form in which other letters come."""
    return sorted(KIND_WORDS[kind][0] for kind in MANDATORY if kind != "digest")


def explained(letter: Letter) -> Explained:
    """The letter with its reasons."""
    title, role = KIND_WORDS[letter.kind]
    topic = topic_of(letter.kind)
    return Explained(letter, title, role, happened(letter.because), topic, TOPIC_WORDS[topic] if topic else "")


def preferences_json(known: Preferences) -> dict[str, Any]:
    """What somebody wants, every topic with its frequency."""
    quiet = known.quiet_from and known.quiet_until
    hours = {"begins": f"{known.quiet_from:%H:%M}", "ends": f"{known.quiet_until:%H:%M}"} if quiet else None
    return {
        "wishes": {topic: known.frequency(topic) for topic in TOPICS},
        "time_zone": known.time_zone,
        "quiet": hours,
        "language": known.language,
        "mandatory": sorted(MANDATORY),
    }


def letter_json(letter: Letter) -> dict[str, Any]:
    """A letter, and why it came."""
    known = explained(letter)
    return {
        "letter_id": letter.letter_id,
        "kind": letter.kind,
        "title": known.title,
        "state": letter.state,
        "about": letter.about,
        "queued_at": utc_text(letter.queued_at),
        "settled_at": utc_text(letter.settled_at) if letter.settled_at else None,
        "because": letter.because,
        "role": known.role,
        "topic": known.topic,
        "mandatory": known.is_mandatory,
        "digest": letter.into,
    }


def _letters(topic: str) -> tuple[str, ...]:
    return tuple(KIND_WORDS[kind][0] for kind, of in OF.items() if of == topic)
