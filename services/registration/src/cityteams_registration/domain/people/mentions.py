"""Mail addresses of others in what somebody typed: found, so that they can be taken out when the other is forgotten."""

import re
from collections.abc import Callable
from typing import Any

_MAIL = re.compile(r"[^\s@<>()\[\]:;,\\\"']+@[^\s@<>()\[\]:;,\\\"']+[^\s@<>()\[\]:;,\\\"'.]")
FORGOTTEN = "[erased]"
_SHORTEST_NAME = 3


def mails_in(value: Any) -> set[str]:
    """Every mail address in the texts of a value, however deep."""
    if isinstance(value, str):
        return set(_MAIL.findall(value))
    if isinstance(value, dict):
        return set().union(*(mails_in(part) for part in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(mails_in(part) for part in value))
    return set()


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


def without(value: Any, is_theirs: Callable[[str], bool], names: set[str]) -> Any:
    """The value without their rows, addresses and names; everything else stays as it was typed."""
    if isinstance(value, str):
        return _text_without(value, is_theirs, names)
    if isinstance(value, dict):
        if isinstance(mail := value.get("mail"), str) and is_theirs(mail.strip()):
            return None
        return {name: without(part, is_theirs, names) for name, part in value.items()}
    if isinstance(value, list | tuple):
        parts = [(part, without(part, is_theirs, names)) for part in value]
        return [after for before, after in parts if after is not None or before is None]
    return value


def _text_without(text: str, is_theirs: Callable[[str], bool], names: set[str]) -> str:
    text = _MAIL.sub(lambda found: FORGOTTEN if is_theirs(found[0]) else found[0], text)
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), FORGOTTEN, text, flags=re.IGNORECASE)
    return text
