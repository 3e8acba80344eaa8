"""Turns values into HTML. Templates come from this package only; what a person wrote is a variable and escaped."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from babel.dates import format_date, format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from cityteams_portal.domain import words
from cityteams_portal.tongues import DEFAULT, LANGUAGES, Tongue, load_tongues


class Pages:
    """The templates of the portal, in one language; in templates `_('words')` says them in it."""

    def __init__(self, tongue: str = DEFAULT, known: Mapping[str, tuple[Tongue, Environment]] | None = None) -> None:
        self._known = known or _tongues()
        self.tongue, self._environment = self._known[tongue]

    def speaking(self, language: str) -> "Pages":
        """The same templates in another language."""
        return Pages(language, self._known)

    def show(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page; `status` is that of the response."""
        page = HTMLResponse(self._environment.get_template(template).render(**values), status)
        page.headers["Content-Language"] = self.tongue.tag
        return page


@cache
def _tongues() -> Mapping[str, tuple[Tongue, Environment]]:
    """Every language with its compiled templates: they are part of the package, so a process reads them once."""
    return MappingProxyType({each.tag: (each, _environment(each)) for each in load_tongues().values()})


def _environment(tongue: Tongue) -> Environment:
    made = Environment(
        loader=PackageLoader("cityteams_portal"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"asset": _assets(), "_": tongue, "tongue": tongue, "languages": LANGUAGES}
    made.filters |= _filters(tongue)
    return made


def _assets() -> Callable[[str], str]:
    """Addresses that change with the content, so that browsers may keep a file for good."""
    folder = files("cityteams_portal") / "static"
    marks = {each.name: sha256(each.read_bytes()).hexdigest()[:12] for each in folder.iterdir() if each.is_file()}
    return lambda name: f"/static/{name}?v={marks[name]}"


def _filters(tongue: Tongue) -> dict[str, Callable[[Any], str]]:
    return {
        "sector": lambda value: tongue(dict(words.SECTORS).get(value) or words.sentence(value)),
        "kind": lambda value: tongue(words.KINDS[value]),
        "resource": lambda value: tongue(words.RESOURCES[value]),
        "sentence": lambda value: tongue(words.sentence(value)),
        "clock": lambda value: value.strftime("%H:%M"),
        "day": lambda value: _day(value, tongue.tag),
        "moment": lambda value: _moment(value, tongue.tag),
    }


def _day(value: date, tag: str) -> str:
    if tag == DEFAULT:
        return f"{value:%A}, {value.day} {value:%B %Y}"
    return format_date(value, "full", locale=tag)


def _moment(value: datetime, tag: str) -> str:
    if tag == DEFAULT:
        return f"{value.day} {value:%B %Y, %H:%M} UTC"
    return f"{format_datetime(value, 'long', locale=tag).removesuffix(' UTC')} UTC"
