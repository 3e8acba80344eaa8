"""Searches for agendas and repairs, in a process of their own beside the service."""

from cityteams_events.solving.loop import solve_agendas

__all__ = ["solve_agendas"]
