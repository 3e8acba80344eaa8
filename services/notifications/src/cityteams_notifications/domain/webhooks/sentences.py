"""What a chat channel is told of an event: one line that says what happened, and to what."""

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 300
_MARKS = re.compile(r"[<>@*_`~|\[\]]")


def sentence_of(event: Mapping[str, Any]) -> tuple[str, str]:
    """The title and the line; marks that chat services read as commands or links become blanks."""
    data: Mapping[str, Any] = event.get("data") or {}
    project: Mapping[str, Any] = data.get("project") or {}
    organisation: Mapping[str, Any] = data.get("organisation") or {}
    noun, verb = str(event["type"]).split(".")[2:4]
    happened = f"{noun} {verb}".replace("-", " ").capitalize()
    about = data.get("title") or project.get("title") or data.get("gathering") or event.get("subject") or ""
    named = " · ".join(plain(str(each)) for each in (about, organisation.get("name")) if each)
    return happened, f"{happened}: {named}" if named else happened


def plain(text: str) -> str:
    """The words alone, on one line, so that nobody's title mentions, links or formats anything."""
    return " ".join(_MARKS.sub(" ", text).split())[:LONGEST]
