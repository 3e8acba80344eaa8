"""Calendars as the portal keeps them: one book for each gathering, with the revision of every entry."""
