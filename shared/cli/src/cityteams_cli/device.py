"""A device at a door that may be offline: a file with the badges that are valid, and one with what was scanned.

The file of badges holds only hashes of their codes: whoever finds the device cannot make badges from it. What was
scanned is written down line by line before anything is said, so that nothing is lost when the device is switched off.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from cityteams_store.errors import Refused

MOST = 300
"""Scans that are handed in at once."""


@dataclass
class Device:
    """`file` holds whose badges are valid where; beside it lie the scans."""

    file: Path
    seating: str
    name: str
    badges: dict[str, str]

    @classmethod
    def begun(cls, file: Path, seating: str, items: Iterable[dict[str, str]]) -> "Device":
        """A device that knows these badges; one that was there before keeps its name, and so the order of its scans."""
        name = cls.read(file).name if file.exists() else f"device-{uuid4().hex[:12]}"
        made = cls(file, seating, name, {mark(each["token"]): each["seat_id"] for each in items})
        told = {"seating": seating, "device": name, "badges": made.badges}
        file.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        return made

    @classmethod
    def read(cls, file: Path) -> "Device":
        """A device as its file says; raises Refused when it is none."""
        try:
            told = json.loads(file.read_text("utf-8"))
            return cls(file, told["seating"], told["device"], told["badges"])
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise Refused(f"{file} is no file of badges ({wrong}); make one with `checkin fetch`") from None

    @property
    def scans_file(self) -> Path:
        """Where the scans are."""
        return self.file.with_name(f"{self.file.name}.scans")

    def scans(self) -> list[dict[str, Any]]:
        """What was scanned so far; a last line that was cut off in a power failure is left out."""
        found = []
        for line in self.scans_file.read_text("utf-8").splitlines() if self.scans_file.exists() else ():
            try:
                found.append(json.loads(line))
            except ValueError:
                continue
        return found

    def scan(self, codes: Iterable[str]) -> Iterator[str]:
        """Writes down each code and says `welcome`, `again` or `unknown`."""
        seen = {each["seat_id"] for each in self.scans()}
        number = max((each["sequence"] for each in self.scans()), default=0)
        with self.scans_file.open("a", encoding="utf-8") as kept:
            for code in codes:
                seat = self.badges.get(mark(code))
                if seat is None:
                    yield "unknown"
                    continue
                number += 1
                at = datetime.now(UTC).isoformat()
                kept.write(json.dumps({"sequence": number, "seat_id": seat, "scanned_at": at}) + "\n")
                kept.flush()
                yield "again" if seat in seen else "welcome"
                seen.add(seat)

    def batches(self) -> Iterator[list[dict[str, Any]]]:
        """All scans, in portions that can be handed in; what is known there already does no harm."""
        scans = self.scans()
        for start in range(0, len(scans), MOST):
            yield scans[start : start + MOST]


def mark(code: str) -> str:
    """What stands for a badge's code: the hash of its token, with or without the address before it."""
    return sha256(code.strip().upper().rpartition("/")[2].encode()).hexdigest()
