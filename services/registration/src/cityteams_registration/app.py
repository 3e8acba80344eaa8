"""Puts registration together."""

from cityteams_chassis import Service, answers
from cityteams_contracts import CONTACT_GIVE, CONTACT_RESOLVE
from cityteams_contracts.registration import GiveContact, ResolveContact
from cityteams_registration import tables
from cityteams_registration.desk import ContactDesk
from cityteams_registration.fold import FOLD
from cityteams_registration.settings import Settings
from cityteams_registration.subscriptions import REACTIONS
from cityteams_registration.vault import Vault


def build(settings: Settings | None = None) -> Service:
    """The service with its consumers and the contact desk; raises when a setting is missing or malformed."""
    settings = settings or Settings()  # type: ignore[call-arg]  # the environment gives the rest
    desk = ContactDesk(Vault(settings.master_key))
    return Service(
        "registration",
        settings,
        metadata=tables.metadata,
        reactions=REACTIONS,
        fold=FOLD,
        requests=(
            answers(CONTACT_GIVE, GiveContact, desk.give),
            answers(CONTACT_RESOLVE, ResolveContact, desk.resolve),
        ),
    )
