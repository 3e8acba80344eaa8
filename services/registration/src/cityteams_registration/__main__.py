"""Runs registration: `python -m cityteams_registration`."""

from cityteams_chassis import run
from cityteams_registration.app import build

if __name__ == "__main__":
    run(build)
