"""Who comes: seatings, seats, waiting lists and doors."""
