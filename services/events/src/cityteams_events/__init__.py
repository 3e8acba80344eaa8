"""Events: plans gatherings, their rooms and slots, and releases numbered agendas."""
