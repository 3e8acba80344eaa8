"""The shipped season is what its README says it is."""

import json
import re
from collections import Counter
from datetime import datetime
from typing import Any

from tests.architecture.house import ROOT

FOLDER = ROOT / "deploy" / "sample"
WORKSHEETS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "worksheets.jsonl").read_text("utf-8").splitlines()
]
SEASON: dict[str, Any] = json.loads((FOLDER / "season.json").read_text("utf-8"))


def lacking(worksheet: dict[str, Any]) -> bool:
    """Whether the worksheet misses one of the three rules of a team."""
    participants = worksheet["participants"]
    return len(participants) < 2 or not any(p["deploys"] for p in participants) or not worksheet["officials"]


def people() -> set[tuple[str, str]]:
    return {(p["name"], p["mail"]) for w in WORKSHEETS for p in [w["lead"], *w["officials"]]}


def test_the_readme_names_exactly_the_worksheets_that_miss_a_rule() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    named = set(
        re.findall(r"gctc-\d+", readme.split("## Worksheets that show a rule")[1].split("`decline_first_of`")[0])
    )
    assert named == {w["id"] for w in WORKSHEETS if lacking(w)}
    assert f"{sum(not lacking(w) for w in WORKSHEETS)} of the {len(WORKSHEETS)} meet the rules" in readme


def test_every_person_has_one_name_and_one_invented_address() -> None:
    assert len({name for name, _ in people()}) == len({mail for _, mail in people()}) == len(people())
    assert all(mail.endswith("@example.org") and mail.isascii() for _, mail in people())


def test_some_leads_have_several_worksheets_and_none_more_than_four() -> None:
    assert sorted(Counter(w["lead"]["mail"] for w in WORKSHEETS).values())[-5:] == [1, 2, 3, 3, 4]


def test_the_gathering_has_room_for_every_worksheet() -> None:
    gathering = SEASON["gathering"]
    minutes = sum((clock(day["closes"]) - clock(day["opens"])).seconds // 60 for day in gathering["days"])
    assert minutes // gathering["slot_minutes"] * len(gathering["rooms"]) > 1.3 * len(WORKSHEETS)


def test_the_invitations_declined_at_first_are_of_lone_cities_which_do_invite() -> None:
    known = {w["id"]: w for w in WORKSHEETS}
    for worksheet in (known[name] for name in SEASON["answers"]["decline_first_of"]):
        assert len(worksheet["participants"]) == 1
        assert worksheet["participants"][0]["deploys"]
        assert worksheet["officials"]


def clock(text: str) -> datetime:
    return datetime.strptime(text, "%H:%M")  # noqa: DTZ007  # only differences are used
