"""One recorded message as a line of JSON: where it lay, under which headers, and its data."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cityteams_store.errors import Refused

_OF_THE_BROKER = "Nats-"
_BREAKS = re.compile("[\r\n]")
"""In JSON these stand between values only; other breaks, such as U+0085, stand in texts and stay."""
_DATA = b', "data": '
_KEPT = frozenset({"Nats-Msg-Id"})


@dataclass(frozen=True, slots=True)
class Record:
    """A message of a stream; `time` is when the broker stored it, RFC 3339 with nine digits, so that it sorts."""

    stream: str
    sequence: int
    time: str
    subject: str
    headers: dict[str, str]
    body: bytes


def kept(headers: dict[str, str]) -> dict[str, str]:
    """The headers of the message itself, without what the broker added on the way."""
    return {name: text for name, text in headers.items() if name in _KEPT or not name.startswith(_OF_THE_BROKER)}


def sortable(time: str) -> str:
    """The broker leaves trailing zeros out; with them, times sort as text."""
    whole, _, fraction = time.removesuffix("Z").partition(".")
    return f"{whole}.{fraction:0<9}Z"


def line_of(record: Record) -> str:
    """The record as one line. The data keep their very text; what is no JSON is kept as base64, as CloudEvents does."""
    place = {"stream": record.stream, "sequence": record.sequence, "time": record.time, "subject": record.subject}
    start = json.dumps(place | {"headers": record.headers}, ensure_ascii=False)[:-1]
    try:
        text = record.body.decode()
        json.loads(text)
    except ValueError:
        return f'{start}, "data_base64": "{base64.b64encode(record.body).decode()}"}}\n'
    return f'{start}, "data": {_BREAKS.sub(" ", text)}}}\n'


def record_of(line: bytes, number: int) -> Record:
    """A line as a record. Raises Refused naming the line."""
    try:
        return _split(line.rstrip()) or _parsed(json.loads(line))
    except (ValueError, KeyError, TypeError) as wrong:
        raise Refused(
            f"line {number} is no recorded message: {type(wrong).__name__} {wrong}; record the streams again"
        ) from None


def _split(line: bytes) -> Record | None:
    """A line as `line_of` writes it: the data stay the text they are, which saves a quarter of a replay's time."""
    start, mark, rest = line.partition(_DATA)  # no text holds the mark, because its quotes would be escaped
    if not mark or not rest.endswith(b"}"):
        return None
    try:
        read = json.loads(start + b"}")
    except ValueError:  # a header of that name: the mark was another one
        return None
    return _placed(read, rest[:-1])


def _parsed(read: dict[str, Any]) -> Record:
    if "data_base64" in read:
        return _placed(read, base64.b64decode(read["data_base64"]))
    return _placed(read, json.dumps(read["data"], ensure_ascii=False, separators=(",", ":")).encode())


def _placed(read: dict[str, Any], body: bytes) -> Record:
    return Record(
        str(read["stream"]),
        int(read["sequence"]),
        str(read.get("time", "")),
        str(read["subject"]),
        dict(read["headers"]),
        body,
    )


def opened(path: Path, mode: str) -> IO[bytes]:
    """A file for bytes, compressed when its name ends in .gz."""
    if path.suffix == ".gz":
        found: IO[bytes] = gzip.open(path, mode, compresslevel=5)  # type: ignore[assignment]  # noqa: SIM115
        return found
    return path.open(mode)


def read_file(path: Path) -> Iterator[Record]:
    """The records of a file, one at a time. Raises Refused."""
    try:
        with opened(path, "rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield record_of(line, number)
    except (OSError, EOFError) as wrong:
        raise Refused(f"{path} cannot be read: {wrong}; check the name, or record the streams again") from None
