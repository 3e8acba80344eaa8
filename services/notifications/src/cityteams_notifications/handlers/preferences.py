"""What people want to be told."""

from cityteams_chassis import Tx
from cityteams_contracts.notifications import Unsubscribe, Unsubscribed
from cityteams_notifications.rights import allow


def unsubscribe(command: Unsubscribe, tx: Tx) -> None:
    """The person wants no more of a topic; asking twice changes nothing more."""
    allow(command, tx, self=(command.person_id,))
    told = command.model_dump(include={"person_id", "topic", "letter_id"})
    tx.say(Unsubscribed(**told, unsubscribed_at=tx.now))
