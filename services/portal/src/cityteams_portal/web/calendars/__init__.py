"""Pages and API of calendars."""
