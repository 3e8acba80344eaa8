"""The events that say that a command of preferences was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event
from cityteams_contracts.notifications import PreferencesSet, SetPreferences, Unsubscribe, Unsubscribed

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {
    SetPreferences: (PreferencesSet,),
    Unsubscribe: (Unsubscribed,),
}
