"""Registration: worksheets, organisations and people of a round; the one keeper of contacts."""
