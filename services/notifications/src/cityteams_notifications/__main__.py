"""`python -m cityteams_notifications`: the service as a process."""

from cityteams_chassis import run
from cityteams_notifications.app import build

if __name__ == "__main__":
    run(build)
