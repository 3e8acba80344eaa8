"""A browser without scripts: opens the editor, changes fields, presses a button, and looks at the page."""

import re
from html.parser import HTMLParser
from typing import Any


class Page(HTMLParser):
    """The form on a page as a browser would send it, and the texts beside its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.fields: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._within: tuple[str, list[str]] | None = None
        self._select: tuple[str, str | None] | None = None
        self._depth = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        each = dict(attrs)
        self.tags.append((tag, each))
        if tag == "template":
            self._depth += 1
        if self._depth:
            return
        name = each.get("name") or ""
        if tag == "input" and name and each.get("type") not in ("checkbox", "radio"):
            self.fields.append((name, each.get("value") or ""))
        elif tag == "input" and name and "checked" in each:
            self.fields.append((name, each.get("value") or "on"))
        elif tag == "textarea":
            self._within = (name, [])
        elif tag == "select":
            self._select = (name, None)
        elif tag == "option" and self._select and ("selected" in each or self._select[1] is None):
            self._select = (self._select[0], each.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._depth -= 1
        elif tag == "textarea" and self._within:
            self.fields.append((self._within[0], "".join(self._within[1]).removeprefix("\n")))
            self._within = None
        elif tag == "select" and self._select:
            self.fields.append((self._select[0], self._select[1] or ""))
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._within:
            self._within[1].append(data)

    def value(self, name: str) -> str:
        """What a field holds."""
        return dict(self.fields)[name]

    def error(self, place: str) -> str:
        """What is told to be wrong at a field, or nothing."""
        found = re.search(rf'id="{re.escape(place)}-error">([^<]*)<', self.page)
        return found[1] if found else ""


class Form:
    """One person at one editor page."""

    def __init__(self, client: Any) -> None:
        self.client, self.address, self.page = client, "", Page("")
        self.response: Any = None

    async def open(self, address: str = "/worksheets/new") -> "Form":
        """Looks at a page with an editor."""
        self.response = await self.client.get(address)
        assert self.response.status_code == 200, self.response.text[:500]
        self._look()
        return self

    def _look(self) -> None:
        self.page = Page(self.response.text)
        found = re.search(r'<form class="sheet" method="post" action="([^"]+)"', self.response.text)
        self.address = found[1] if found else self.address

    @property
    def draft_id(self) -> str:
        """The draft that is edited."""
        return self.address.split("/")[2]

    async def press(self, button: str = "save", **change: str | None) -> Any:
        """Changes fields and presses a button; follows to the editor where it leads there. `None` unticks."""
        renamed = {name.replace("__", "-"): value for name, value in change.items()}
        fields = [
            (name, value) for name, value in self.page.fields if name not in renamed and name not in ("name", "mail")
        ]
        fields += [(name, value) for name, value in renamed.items() if value is not None]
        body: dict[str, list[str]] = {}
        for name, value in [*fields, ("do", button)]:
            body.setdefault(name, []).append(value)
        self.response = await self.client.post(self.address, data=body)
        first = self.response
        if first.status_code == 303 and "/edit" in first.headers["location"]:
            self.response = await self.client.get(first.headers["location"])
        if self.response.status_code != 303:
            self._look()
        return first


FILLED = {
    "title": "Quiet streets",
    "sector": "transportation",
    "status": "development",
    "website": "https://quiet.example/",
    "description": "Sensors and people make streets quiet.",
    "challenges": "Noise at night.",
    "lead__name": "Lea Lead",
    "lead__mail": "lea@team.example",
    "participants__0__name": "Zürich",
    "participants__0__kind": "municipality",
    "participants__0__country": "Switzerland",
    "participants__0__city": "Zürich",
    "participants__0__deploys": "yes",
    "participants__1__name": "CoLab",
    "participants__1__kind": "company",
    "officials__0__name": "Ada Official",
    "officials__0__mail": "ada@city.example",
    "needs__0__kind": "data",
    "needs__0__text": "Counts of traffic",
    "offers__0__kind": "pilot_site",
    "targets__0__name": "Noise at night",
    "targets__0__unit": "dB",
    "targets__0__baseline": "62.5",
    "targets__0__target": "55",
    "targets__0__due": "2027-06-30",
    "cybersecurity": "Keys are rotated; the owner is the CISO.",
    "privacy": "No faces are recorded.",
    "notes": "Ask Max about the budget.",
}
