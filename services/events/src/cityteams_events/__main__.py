"""Runs events: `python -m cityteams_events`."""

from cityteams_chassis import run
from cityteams_events.app import build

if __name__ == "__main__":
    run(build)
