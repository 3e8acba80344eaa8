from pathlib import Path

from cityteams_clusters import domain
from cityteams_clusters.fold import FOLD
from cityteams_clusters.subscriptions import REACTIONS
from cityteams_contracts import all_contracts

README = (Path(__file__).parents[2] / "services" / "clusters" / "README.md").read_text("utf-8")
OWN = {contract for contract in all_contracts().values() if contract.owner == "clusters"}


def test_the_charter_names_every_contract_and_every_consumer():
    heard = {message for reaction in REACTIONS for message in reaction.handlers}
    names = {contract.__name__ for contract in OWN | heard} | {reaction.durable for reaction in REACTIONS}
    assert [name for name in sorted(names) if f"`{name}`" not in README] == []


def test_the_charter_names_every_rule_refusal_and_reason():
    words = {
        word.removesuffix("{need.replace('_', '-')}")
        for path in Path(str(domain.__file__)).parent.glob("*.py")
        for word in path.read_text("utf-8").split('"')
        if "-" in word and " " not in word and word[0].islower() and "/" not in word
    }
    assert {"invitation-is-unknown", "a-cluster-needs-a-city-official", "same-sector"} <= words
    internal = {"super-cluster"}
    assert [word for word in sorted(words - internal) if word not in README] == []


def test_every_command_has_a_handler_and_every_own_event_a_place_in_the_fold():
    obeyed = {message for reaction in REACTIONS for message in reaction.handlers if message.prefix == "cmd"}
    folded = {line.event for line in FOLD}
    assert obeyed == {contract for contract in OWN if contract.prefix == "cmd"}
    assert {c.__name__ for c in OWN if c.prefix == "evt"} - {e.__name__ for e in folded} == {"ClustersRejection"}
