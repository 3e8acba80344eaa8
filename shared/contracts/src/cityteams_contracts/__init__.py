"""The published language of cityteams: every event and command, defined once by the service that owns it.

Anyone may import this package; it needs pydantic only.
"""

from cityteams_contracts.message import (
    COMMAND_STREAMS,
    CONTACT_GIVE,
    CONTACT_RESOLVE,
    DEAD_STREAM,
    EVENT_STREAMS,
    OWNERS,
    Command,
    Event,
    Message,
    Rejected,
    Rejection,
    all_contracts,
    contract_for,
    dead_subject,
)

__all__ = [
    "COMMAND_STREAMS",
    "CONTACT_GIVE",
    "CONTACT_RESOLVE",
    "DEAD_STREAM",
    "EVENT_STREAMS",
    "OWNERS",
    "Command",
    "Event",
    "Message",
    "Rejected",
    "Rejection",
    "all_contracts",
    "contract_for",
    "dead_subject",
]
