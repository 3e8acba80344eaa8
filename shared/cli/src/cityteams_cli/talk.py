"""What a person at the terminal sees: prefixed lines of every process, and where one can look further."""

import json
from time import monotonic
from typing import Any

from rich.console import Console
from rich.markup import escape

_COLOURS = ("cyan", "green", "magenta", "yellow", "blue", "bright_cyan", "bright_magenta")
_LOUD = {"warning": "yellow", "error": "bold red", "critical": "bold red"}
_WHILE = 5.0
_HARMLESS = ("mail sink: ", "Plaintext passwords detected")
"""The sink's greeting; and the broker's opinion of passwords that only its own environment holds."""
_KNOWN = ("event", "level", "service", "timestamp")


class Talk:
    """Speaks on standard error, so that standard output holds results only; `quiet` leaves only warnings."""

    def __init__(self, *, verbose: bool = False, quiet: bool = False) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._verbose, self._quiet = verbose, quiet
        self._colours: dict[str, str] = {}
        self._alike: dict[str, tuple[float, int]] = {}

    @property
    def lively(self) -> bool:
        """Whether something may move on the screen."""
        return self.console.is_terminal and not self._quiet

    def line(self, name: str, text: str) -> None:
        """One line that a process wrote."""
        words, level = described(text)
        if self._verbose:
            self._write(name, escape(words), _LOUD.get(level, ""))
        elif not is_chatter(words, level):
            self._once_in_a_while(name, words, level)

    def say(self, text: str, *, loud: bool = False) -> None:
        """One line of the supervisor itself."""
        if loud or not self._quiet:
            self._write("cityteams", escape(text), "yellow" if loud else "")

    def _once_in_a_while(self, name: str, words: str, level: str) -> None:
        """Hundreds of lines that say the same of different messages are one line and a number."""
        kind = " ".join([name, *(word for word in words.split(" ")[:2] if not word.startswith("subject="))])
        since, left_out = self._alike.get(kind, (-_WHILE, 0))
        if level in _LOUD and monotonic() - since < _WHILE:
            self._alike[kind] = (since, left_out + 1)
            return
        self._alike[kind] = (monotonic(), 0)
        more = f" (and {left_out} alike before)" if left_out else ""
        self._write(name, escape(words) + more, _LOUD.get(level, ""))

    def _write(self, name: str, text: str, style: str) -> None:
        colour = self._colours.setdefault(name, _COLOURS[len(self._colours) % len(_COLOURS)])
        body = f"[{style}]{text}[/]" if style else text
        self.console.print(f"[{colour}]{name:>13}[/] [dim]|[/] {body}")


def described(text: str) -> tuple[str, str]:
    """A log line in words, and its level; what is no JSON stays as it is."""
    try:
        fields: Any = json.loads(text)
    except ValueError:
        return text, _nats_level(text)
    if not isinstance(fields, dict) or "event" not in fields:
        return text, "info"
    rest = " ".join(f"{name}={value}" for name, value in fields.items() if name not in _KNOWN)
    return f"{fields['event']} {rest}".strip(), str(fields.get("level", "info"))


def _nats_level(text: str) -> str:
    words = {"[INF]": "info", "[WRN]": "warning", "[ERR]": "error", "[FTL]": "error"}
    return next((level for mark, level in words.items() if mark in text[:20]), "plain")


def is_chatter(words: str, level: str) -> bool:
    """Whether a line only matters to those who asked for every line."""
    return level in ("debug", "info") or any(each in words for each in _HARMLESS)
