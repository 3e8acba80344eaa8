"""How a service keeps its state: the fold of events in SQL, one transaction per batch. Knows no broker."""
