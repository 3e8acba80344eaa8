"""What URL an endpoint may have: one plain spelling of https, and whatever else the operator allows by name.

Anything that two parsers could read differently is refused, not repaired: user names, fragments, backslashes, other
than ASCII, hosts that are numbers in any base, hosts that end with a dot.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from cityteams_contracts import Rejected

PORTS = (443, 8443)
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_SHAPE = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[A-Za-z0-9._~!$&'()*+,;=:@%/-]*)?(?:\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?"
)


@dataclass(frozen=True)
class Allowed:
    """Places that the operator allows although the rules forbid them, as `host:port` or `host:*`; for tests."""

    places: frozenset[str] = frozenset()

    def has(self, host: str, port: int) -> bool:
        """Whether this place is allowed by name."""
        return f"{host}:{port}" in self.places or f"{host}:*" in self.places


@dataclass(frozen=True)
class Target:
    """A URL that was checked."""

    url: str
    host: str
    port: int


def checked_target(url: str, allowed: Allowed) -> Target:
    """The URL in parts; raises Rejected with the remedy."""
    found = _SHAPE.fullmatch(url)
    if found is None:
        raise _no(
            "the-url-is-not-plain",
            "Give a URL such as https://hooks.example.org/cityteams: ASCII, without user name and fragment; write a"
            " host with other letters in its xn-- form.",
        )
    scheme, host = found["scheme"], found["host"].lower()
    port = int(found["port"] or (443 if scheme == "https" else 80))
    if not allowed.has(host, port):
        _assert_ordinary(scheme, host, port)
    parts = urlsplit(url)
    if (parts.hostname, parts.username) != (host, None):  # a second parser has to read the same
        raise _no("the-url-is-not-plain", "Write the URL without anything unusual before its path.")
    return Target(url, host, port)


def _assert_ordinary(scheme: str, host: str, port: int) -> None:
    if scheme != "https":
        raise _no("the-url-is-not-https", "Events are sent over https only. Give an https URL.")
    if not _HOST.fullmatch(host) or "." not in host or _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise _no(
            "the-host-is-not-a-name",
            "Give the host by its full name, such as hooks.example.org; numbers and short names are refused.",
        )
    if port not in PORTS:
        raise _no("the-port-is-not-allowed", f"Use port {PORTS[0]} or {PORTS[1]}.")


def _no(code: str, reason: str) -> Rejected:
    return Rejected(code, reason, "url")
