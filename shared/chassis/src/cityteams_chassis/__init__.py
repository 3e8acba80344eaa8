"""What every service of cityteams stands on: the bus, one transaction per message, the outbox and the outcome of a message."""
