import ast
from pathlib import Path

import cityteams_notifications
from cityteams_contracts import all_contracts
from cityteams_contracts.notifications import LetterKind
from cityteams_notifications import tables
from cityteams_notifications.settings import Settings
from cityteams_notifications.subscriptions import REACTIONS

PACKAGE = Path(str(cityteams_notifications.__file__)).parent
README = (Path(__file__).parents[2] / "services" / "notifications" / "README.md").read_text("utf-8")
CHASSIS = {"versions", "inbox", "outbox"}


def test_the_charter_names_every_contract_consumer_kind_and_table():
    own = {contract.__name__ for contract in all_contracts().values() if contract.owner == "notifications"}
    heard = {message.__name__ for reaction in REACTIONS for message in reaction.handlers}
    names = own | heard | {reaction.durable for reaction in REACTIONS} | set(LetterKind)
    names |= set(tables.metadata.tables) - CHASSIS
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_the_charter_names_every_reason_why_a_letter_fails():
    tree = ast.parse((PACKAGE / "postman.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    fails = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "_fail"]
    reasons = {str(call.args[1].value) for call in fails if isinstance(call.args[1], ast.Constant)}
    assert len(reasons) == 5
    assert [reason for reason in reasons if f"`{reason}`" not in README] == []


def test_the_charter_names_every_setting_of_its_own():
    own = [name.upper() for name in Settings.__annotations__]
    assert [name for name in own if f"`{name}`" not in README] == []


def test_every_kind_of_letter_has_a_template_and_every_template_a_kind():
    assert {template.stem for template in (PACKAGE / "templates").glob("*.txt")} == {"letter", *LetterKind}
