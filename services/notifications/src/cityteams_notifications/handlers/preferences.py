"""What people want to be told."""

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import SetPreferences, Unsubscribe, Unsubscribed
from cityteams_notifications.domain.preferences import decide_preferences
from cityteams_notifications.domain.topics import TOPICS
from cityteams_notifications.rights import allow


def set_preferences(command: SetPreferences, tx: Tx) -> None:
    """The person says what they want, how often and when; it holds for letters from now on."""
    allow(command, tx, self=(command.person_id,))
    tx.say(decide_preferences(command, tx.now))


def unsubscribe(command: Unsubscribe, tx: Tx) -> None:
    """The person wants no more of a topic; asking twice changes nothing more."""
    allow(command, tx, self=(command.person_id,))
    if command.topic is not None and command.topic not in TOPICS:
        reason = f"There is no topic “{command.topic}”. Choose one of: {', '.join(TOPICS)}."
        raise Rejected("the-topic-is-unknown", reason, "topic")
    told = command.model_dump(include={"person_id", "topic", "letter_id"})
    tx.say(Unsubscribed(**told, unsubscribed_at=tx.now))
