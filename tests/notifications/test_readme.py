import ast
import re
from pathlib import Path

import pytest

import cityteams_notifications
from cityteams_contracts import all_contracts
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications import tables
from cityteams_notifications.settings import Settings
from cityteams_notifications.subscriptions import REACTIONS
from cityteams_notifications.tongue import LANGUAGES

PACKAGE = Path(str(cityteams_notifications.__file__)).parent
README = (Path(__file__).parents[2] / "services" / "notifications" / "README.md").read_text("utf-8")
REFUSED = re.compile(r'Rejected\(\s*"([a-z-]+)"')
CHASSIS = {"versions", "inbox", "outbox"}


def test_the_charter_names_every_contract_consumer_kind_and_table():
    own = {contract.__name__ for contract in all_contracts().values() if contract.owner == "notifications"}
    heard = {message.__name__ for reaction in REACTIONS for message in reaction.handlers}
    names = own | heard | {reaction.durable for reaction in REACTIONS} | set(LetterKind)
    names |= set(tables.metadata.tables) - CHASSIS
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_the_charter_names_every_reason_why_a_letter_fails():
    trees = [ast.parse(path.read_text("utf-8")) for path in (*PACKAGE.glob("*.py"), *PACKAGE.glob("handlers/*.py"))]
    told = {reason for tree in trees for call in ast.walk(tree) if isinstance(call, ast.Call) for reason in _told(call)}
    assert len(told) == 9, told
    assert [reason for reason in told if f"`{reason}`" not in README] == []


def test_the_charter_names_every_refusal_of_mailings():
    folder = PACKAGE / "domain" / "mailings"
    raised = {code for path in folder.glob("*.py") for code in REFUSED.findall(path.read_text("utf-8"))}
    assert len(raised) > 12
    assert [code for code in sorted(raised) if f"`{code}`" not in README] == []


def _told(call: ast.Call) -> list[str]:
    """The reasons that a call gives a letter's end or rest."""
    named = [each.value for each in call.keywords if each.arg == "reason"]
    if getattr(call.func, "attr", "") in ("_hopeless", "give_up"):
        named += call.args
    return [each.value for each in named if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def test_the_charter_names_every_setting_of_its_own():
    own = [name.upper() for name in Settings.__annotations__]
    assert [name for name in own if f"`{name}`" not in README] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_letter_has_a_template_and_every_template_a_kind(language):
    folder = PACKAGE / "templates" / language
    assert {template.stem for template in folder.glob("*.txt")} == {"letter", *LetterKind}
