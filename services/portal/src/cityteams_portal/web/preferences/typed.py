"""What somebody typed on the page of preferences, as the command that says it; a refusal names field and remedy."""

from collections.abc import Mapping
from datetime import time

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import Frequency, QuietHours, SetPreferences, Wish
from cityteams_contracts.notifications.topics import TOPICS
from cityteams_portal.domain.preferences import Preferences
from cityteams_portal.web.office.forms import Posted

_WISH = "wish."


def command_of(form: Posted) -> SetPreferences:
    """The whole of what somebody wants; a topic that the form does not name stays at once."""
    wishes = form.under(_WISH)
    return SetPreferences(
        person_id=form.visitor.person_id,
        wishes=tuple(
            Wish(topic=topic, frequency=_frequency(topic, wishes[topic])) for topic in TOPICS if topic in wishes
        ),
        time_zone=_zone(form["time_zone"]),
        quiet=_quiet(form["quiet_begins"], form["quiet_ends"]),
        language=form["language"] or None,
    )


def as_typed(form: Posted, known: Preferences) -> Preferences:
    """What was typed, to be shown again beside what is wrong with it; what cannot be read stays as it was."""
    wishes = {topic: word for topic, word in form.under(_WISH).items() if word in set(Frequency)}
    return Preferences(
        known.person_id, form["time_zone"] or known.time_zone, _hour_or_none(form["quiet_begins"]),
        _hour_or_none(form["quiet_ends"]), {**known.wishes, **wishes}, form["language"] or None,
    )  # fmt: skip


def wishes_of(told: Mapping[str, Frequency]) -> tuple[Wish, ...]:
    """Wishes as the API takes them: topic by topic."""
    return tuple(Wish(topic=topic, frequency=frequency) for topic, frequency in told.items())


def _frequency(topic: str, word: str) -> Frequency:
    if word not in set(Frequency):
        choice = ", ".join(each.replace("_", " ") for each in Frequency)
        raise Rejected("a-frequency-is-unknown", f"{topic}: choose one of {choice}.", f"wishes.{topic}")
    return Frequency(word)


def _zone(typed: str) -> str:
    if not typed:
        raise Rejected("time-zone-is-unknown", "Give your time zone, such as Europe/Paris.", "time_zone")
    return typed


def _quiet(begins: str, ends: str) -> QuietHours | None:
    if not begins and not ends:
        return None
    if not begins or not ends:
        raise Rejected("quiet-hours-need-both", "Quiet hours: give both hours, or neither.", "quiet")
    return QuietHours(begins=_hour(begins, "quiet.begins"), ends=_hour(ends, "quiet.ends"))


def _hour(typed: str, field: str) -> time:
    found = _hour_or_none(typed)
    if found is None:
        raise Rejected("an-hour-is-malformed", f"“{typed[:20]}” is no hour. Write it as 22:00.", field)
    return found


def _hour_or_none(typed: str) -> time | None:
    try:
        found = time.fromisoformat(typed)
    except ValueError:
        return None
    return None if found.tzinfo else found
