"""What was given privately is put into use by a command, once; and destroyed with its endpoint."""

from dataclasses import replace

from cityteams_chassis import Tx
from cityteams_contracts import Rejected
from cityteams_contracts.notifications import RegisterEndpoint
from cityteams_notifications.webhooks.rows import SealedTarget
from cityteams_notifications.webhooks.store import KEYS, TARGETS, keys_of


def take_target(tx: Tx, command: RegisterEndpoint) -> SealedTarget:
    """The URL that was given for this organisation and kind, now in use; raises Rejected."""
    found = tx.get(TARGETS, command.target_id)
    fits = found is not None and (found.organisation_id, found.kind) == (command.organisation_id, command.kind)
    if found is None or found.used or not fits:
        raise Rejected("the-target-is-unknown", "Give the URL again, for this organisation and kind.", "target_id")
    tx.keep(TARGETS, replace(found, used=True))
    keys = tx.get(KEYS, found.key_id) if found.key_id else None
    if keys is not None:
        tx.keep(KEYS, replace(keys, endpoint_id=command.endpoint_id))
    return found


def take_keys(tx: Tx, endpoint_id: str, key_id: str) -> None:
    """The keys were made for this endpoint; raises Rejected."""
    found = tx.get(KEYS, key_id)
    if found is None or found.endpoint_id != endpoint_id:
        raise Rejected("the-secret-is-unknown", "Ask for a fresh secret for this endpoint first.", "key_id")


def drop_keys(tx: Tx, endpoint_id: str) -> None:
    """No key of the endpoint is left."""
    for each in keys_of(tx, endpoint_id):
        tx.forget(KEYS, each.key_id)
