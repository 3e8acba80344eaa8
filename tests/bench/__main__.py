"""`make bench`: measures every part, or one with `--only NAME`; prints and writes build/bench.json."""

import argparse
from collections.abc import Callable, Mapping

from tests.bench import (
    agenda,
    feeds,
    formation,
    mail,
    meetings,
    partners,
    registration,
    spine,
    texts,
    webhooks,
)
from tests.bench.measure import Figure, write

PARTS: Mapping[str, Callable[[], list[Figure]]] = {
    "formation": formation.run,
    "formation-large": formation.run_large,
    "spine": spine.run,
    "registration": registration.run,
    "meetings": meetings.run,
    "agenda": agenda.run,
    "mail": mail.run,
    "texts": texts.run,
    "partners": partners.run,
    "webhooks": webhooks.run,
    "feeds": feeds.run,
}


LARGE = ("formation-large",)
"""Measured only when they are asked for by name."""


def main() -> None:
    """Runs the parts that were asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", choices=sorted(PARTS), help="measure this part alone")
    only = parser.parse_args().only
    for name, part in PARTS.items():
        if only == name or (only is None and name not in LARGE):
            print(f"— {name}: medians of one run on this machine, spread in brackets —", flush=True)
            write(part())


if __name__ == "__main__":
    main()
