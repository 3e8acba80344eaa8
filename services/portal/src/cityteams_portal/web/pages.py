"""Turns values into HTML. Templates come from this package only; what a person wrote is a variable and escaped."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from cityteams_portal.domain import words


class Pages:
    """The templates of the portal."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("cityteams_portal"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["asset"] = _assets()
        self._environment.filters |= _filters()

    def show(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page; `status` is that of the response."""
        return HTMLResponse(self._environment.get_template(template).render(**values), status)


def _assets() -> Callable[[str], str]:
    """Addresses that change with the content, so that browsers may keep a file for good."""
    folder = files("cityteams_portal") / "static"
    marks = {each.name: sha256(each.read_bytes()).hexdigest()[:12] for each in folder.iterdir() if each.is_file()}
    return lambda name: f"/static/{name}?v={marks[name]}"


def _filters() -> dict[str, Callable[[Any], str]]:
    return {
        "sector": lambda value: dict(words.SECTORS).get(value) or words.sentence(value),
        "kind": lambda value: words.KINDS[value],
        "resource": lambda value: words.RESOURCES[value],
        "sentence": words.sentence,
        "clock": lambda value: value.strftime("%H:%M"),
        "day": lambda value: f"{value:%A}, {value.day} {value:%B %Y}",
        "moment": _moment,
    }


def _moment(value: datetime) -> str:
    return f"{value.day} {value:%B %Y, %H:%M} UTC"
