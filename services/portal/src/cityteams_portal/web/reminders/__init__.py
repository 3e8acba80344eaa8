"""Pages and API of reminders."""
