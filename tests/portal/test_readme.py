"""The charter says what the code does."""

import re
from pathlib import Path

from cityteams_portal.settings import Settings
from cityteams_portal.subscriptions import REACTIONS
from cityteams_portal.web.server import website
from tests.portal.desk import routes_of

README = (Path(__file__).parents[2] / "services" / "portal" / "README.md").read_text("utf-8")


def test_every_consumer_is_in_the_charter():
    assert set(re.findall(r"`(portal-follow-[a-z-]+)`", README)) == {each.durable for each in REACTIONS}


def test_every_request_of_the_api_is_in_the_charter(desk):
    named = {
        (method, re.sub(r"\{[a-z_]+\}", "{}", path))
        for method, path in re.findall(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)", README)
        if not path.startswith("/api")
    }
    wanted = {
        (method, re.sub(r"\{[a-z_]+\}", "{}", route.path.removeprefix("/api/v1")))
        for route in routes_of(website(desk.service, desk.settings))
        if route.path.startswith("/api/v1")
        for method in set(route.methods or ()) - {"HEAD"}
    }
    assert named == wanted


def test_every_setting_of_its_own_is_in_the_charter():
    own = {name.upper() for name in Settings.__annotations__}
    assert {name for name in own if f"`{name}`" not in README} == set()
