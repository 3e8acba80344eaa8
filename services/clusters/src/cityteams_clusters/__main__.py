"""Runs clusters: `python -m cityteams_clusters`."""

from cityteams_chassis import run
from cityteams_clusters.app import build

if __name__ == "__main__":
    run(build)
