"""The pure inside of events: open hours, gatherings, and who speaks where and when."""
