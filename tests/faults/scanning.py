"""Looks for marked values in files, as a thief would: in the raw bytes and in a dozen disguises."""

import base64
import gzip
import json
import quopri
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote


def disguises(canary: str) -> dict[str, bytes]:
    """The bytes under which a value may lie, by the name of the disguise; in capitals and small letters, too."""
    found: dict[str, bytes] = {}
    for word in dict.fromkeys((canary, canary.lower(), canary.upper())):
        raw = word.encode()
        found |= {
            f"raw {word}": raw,
            f"hex {word}": raw.hex().encode(),
            f"HEX {word}": raw.hex().upper().encode(),
            f"utf-16-le {word}": word.encode("utf-16-le"),
            f"utf-16-be {word}": word.encode("utf-16-be"),
            f"url {word}": "".join(f"%{byte:02X}" for byte in raw).encode(),
            f"quoted-printable {word}": "".join(f"={byte:02X}" for byte in raw).encode(),
            f"json {word}": "".join(f"\\u{ord(sign):04x}" for sign in word).encode(),
        }
        found |= {f"base64 at {shift} {word}": _inner_base64(raw, shift) for shift in range(3)}
    return found


def _inner_base64(raw: bytes, shift: int) -> bytes:
    """What of a value's base64 does not depend on its neighbours, for each of the three places where it may begin."""
    text = base64.b64encode(b"\0" * shift + raw)
    start, end = (0, 2, 3)[shift], len(text) - (4 if (shift + len(raw)) % 3 else 0)
    return text[start:end]


def hits(content: bytes, canaries: Iterable[str]) -> dict[str, set[str]]:
    """Which canaries stand in these bytes, in which disguises; what is deflated in them is looked into as well."""
    found: dict[str, set[str]] = {}
    layers = [("", content), *(("deflated ", layer) for layer in _inflated(content))]
    for canary in canaries:
        for name, needle in disguises(canary).items():
            for layer, data in layers:
                if needle in data:
                    found.setdefault(canary, set()).add(layer + name.partition(" ")[0])
    return found


def _inflated(content: bytes) -> Iterable[bytes]:
    at = content.find(b"\x1f\x8b\x08")
    while at >= 0:
        with suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(content[at:])
        at = content.find(b"\x1f\x8b\x08", at + 1)


def scan(folders: Iterable[Path], canaries: Iterable[str], without: Iterable[str] = ()) -> Mapping[str, set[str]]:
    """The hits in every file below the folders, by file, but in those below folders of these names."""
    wanted, spared = list(canaries), set(without)
    found = {}
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        if spared & set(path.parts):
            continue
        if seen := hits(path.read_bytes(), wanted):
            found[str(path)] = {f"{canary}: {', '.join(sorted(how))}" for canary, how in seen.items()}
    return found


def planted(folder: Path, canary: str) -> list[Path]:
    """One file per disguise, made by the libraries that would make it, each of which the scan must find."""
    raw = f"x {canary} y".encode()
    contents = {
        "raw": raw,
        "base64-0": base64.b64encode(raw),
        "base64-1": base64.b64encode(b"a" + raw),
        "base64-2": base64.b64encode(b"ab" + raw),
        "hex": raw.hex().encode(),
        "url": "".join(f"%{byte:02X}" for byte in raw).encode(),
        "url-of-the-library": quote(raw).encode(),
        "quoted-printable": quopri.encodestring(raw),
        "json": json.dumps({"a": raw.decode()}).encode(),
        "utf-16-le": raw.decode().encode("utf-16-le"),
        "utf-16-be": raw.decode().encode("utf-16-be"),
        "upper": raw.upper(),
        "lower": raw.lower(),
        "gzip": b"head" + gzip.compress(raw) + b"tail",
    }
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]
