"""`python -m cityteams_portal`."""

from cityteams_chassis import run
from cityteams_portal.app import build

if __name__ == "__main__":
    run(build)
