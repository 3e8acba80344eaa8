from pathlib import Path

from cityteams_contracts import all_contracts
from cityteams_registration import domain
from cityteams_registration.subscriptions import REACTIONS

README = Path(__file__).parents[2] / "services" / "registration" / "README.md"


def test_the_charter_names_every_contract_and_every_consumer():
    names = {contract.__name__ for contract in all_contracts().values() if contract.owner == "registration"}
    names |= {reaction.durable for reaction in REACTIONS}
    text = README.read_text("utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def codes():
    """The codes that the inside says no with."""
    return {
        word
        for path in Path(str(domain.__file__)).parent.rglob("*.py")
        for word in path.read_text("utf-8").split('"')
        if word.count("-") >= 2 and word.replace("-", "").isalpha()
    }


def test_the_charter_names_every_code_that_a_refusal_may_carry():
    assert {"a-mail-address-is-needed", "the-field-is-frozen"} <= codes()
    text = README.read_text("utf-8")
    assert [word for word in sorted(codes()) if word not in text] == []


def test_every_command_has_a_handler():
    obeyed = {command for reaction in REACTIONS for command in reaction.handlers}
    commands = {c for c in all_contracts().values() if c.owner == "registration" and c.prefix == "cmd"}
    assert obeyed == commands


def test_every_code_that_a_refusal_may_carry_is_expected_by_a_test():
    here = Path(__file__).parent
    expected = "".join(path.read_text("utf-8") for kind in ("*.py", "*.yaml") for path in here.rglob(kind))
    assert [word for word in sorted(codes()) if f'"{word}"' not in expected and f"{word}:" not in expected] == []
