"""In whose name letters go out, from the settings."""

from cityteams_notifications.composing import Sender
from cityteams_notifications.settings import Settings
from cityteams_notifications.signing import Signer


def sender_of(known: Settings) -> Sender:
    """In whose name letters go out, with the key that signs them. Raises Refused when the key cannot be used."""
    file, domain = known.dkim_key_file, known.smtp_from.rpartition("@")[2]
    return Sender(
        known.smtp_from,
        known.smtp_from_name,
        returns=known.smtp_returns,
        portal=known.portal_address,
        unsubscribe_key=known.unsubscribe_key.get_secret_value().encode(),
        signer=Signer.of(domain, known.dkim_selector, file) if file is not None else None,
    )
