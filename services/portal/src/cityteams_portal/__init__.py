"""Portal: the web front door and HTTP API; reads its own copy of events and sends commands."""
