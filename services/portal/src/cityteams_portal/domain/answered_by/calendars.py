"""The events that say that a command of calendars was obeyed."""

from collections.abc import Mapping

from cityteams_contracts import Command, Event

ANSWERED_BY: Mapping[type[Command], tuple[type[Event], ...]] = {}
