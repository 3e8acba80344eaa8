"""Mail addresses of others in what somebody typed: found, so that they can be taken out when the other is forgotten."""

import re
from collections.abc import Callable
from typing import Any

_LOCAL = re.compile(r"[^\s@<>()\[\]:;,\\\"']+\Z")
_DOMAIN = re.compile(r"[^\s@<>()\[\]:;,\\\"']*[^\s@<>()\[\]:;,\\\"'.]")
_AT_MOST = 254
"""Characters of an address; looking no further from each @ keeps the search linear in the length of the text."""
FORGOTTEN = "[erased]"
_SHORTEST_NAME = 3


def mails_in(value: Any) -> set[str]:
    """Every mail address in the texts of a value, however deep."""
    if isinstance(value, str):
        return {value[start:end] for start, end in _places(value)}
    if isinstance(value, dict):
        return set().union(*(mails_in(part) for part in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(mails_in(part) for part in value))
    return set()


def _places(text: str) -> list[tuple[int, int]]:
    """From where to where addresses stand, each after the one before."""
    found, after, at = [], 0, text.find("@")
    while at >= 0:
        beside = at > after and _LOCAL.match(text, at - 1, at)  # a look at one sign spares most of the long ones
        local = _LOCAL.search(text[max(after, at - _AT_MOST) : at]) if beside else None
        domain = _DOMAIN.match(text[at + 1 : at + 1 + _AT_MOST])
        if local and domain:
            found.append((at - len(local[0]), at + 1 + len(domain[0])))
            after = found[-1][1]
        at = text.find("@", at + 1)
    return found


def names_beside(value: Any, is_theirs: Callable[[str], bool]) -> set[str]:
    """The names in the rows in which one of their addresses stands."""
    if isinstance(value, list | tuple):
        return set().union(*(names_beside(part, is_theirs) for part in value))
    if not isinstance(value, dict):
        return set()
    found = set().union(*(names_beside(part, is_theirs) for part in value.values()))
    mail, name = value.get("mail"), value.get("name")
    if isinstance(mail, str) and isinstance(name, str) and is_theirs(mail.strip()):
        found |= {name.strip()} if len(name.strip()) >= _SHORTEST_NAME else set()
    return found


def without(value: Any, is_theirs: Callable[[str], bool], names: set[str], instead: str = FORGOTTEN) -> Any:
    """The value with something instead of their addresses and names; everything else stays as it was typed."""
    if isinstance(value, str):
        return _text_without(value, is_theirs, names, instead)
    if isinstance(value, dict):
        return {name: without(part, is_theirs, names, instead) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [without(part, is_theirs, names, instead) for part in value]
    return value


def _text_without(text: str, is_theirs: Callable[[str], bool], names: set[str], instead: str) -> str:
    for start, end in reversed(_places(text)):
        if is_theirs(text[start:end]):
            text = text[:start] + instead + text[end:]
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), lambda _: instead, text, flags=re.IGNORECASE)
    return text
