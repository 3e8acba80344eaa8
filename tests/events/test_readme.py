import re
from pathlib import Path

from cityteams_contracts import all_contracts
from cityteams_events import domain
from cityteams_events.fold import FOLD
from cityteams_events.subscriptions import REACTIONS

README = (Path(__file__).parents[2] / "services" / "events" / "README.md").read_text("utf-8")
OWN = {contract for contract in all_contracts().values() if contract.owner == "events"}
SOURCES = [path.read_text("utf-8") for path in sorted(Path(str(domain.__file__)).parent.glob("*.py"))]


def test_the_charter_names_every_contract_and_every_consumer():
    heard = {message for reaction in REACTIONS for message in reaction.handlers}
    names = {contract.__name__ for contract in OWN | heard} | {reaction.durable for reaction in REACTIONS}
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_the_charter_names_every_refusal():
    codes = {code for source in SOURCES for code in re.findall(r'"([a-z]+(?:-[a-z]+){2,})-?', source)}
    assert {"time-zone-is-unknown", "an-opening-time-does-not-exist", "nothing-has-changed-since-release"} <= codes
    assert [code for code in sorted(codes) if f"`{code}" not in README] == []


def test_every_command_has_a_handler_and_every_own_event_a_place_in_the_fold():
    obeyed = {message for reaction in REACTIONS for message in reaction.handlers if message.prefix == "cmd"}
    folded = {line.event for line in FOLD}
    assert obeyed == {contract for contract in OWN if contract.prefix == "cmd"}
    assert {each.__name__ for each in OWN if each.prefix == "evt"} - {each.__name__ for each in folded} == {
        "EventsRejection"
    }


def test_what_people_attend_is_never_called_an_event():
    assert [source for source in SOURCES if re.search(r"class \w*Event\b", source)] == []
