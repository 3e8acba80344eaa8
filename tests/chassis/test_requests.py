import pytest

from cityteams_chassis import Transient
from cityteams_contracts import Rejected
from cityteams_contracts.registration import ContactResolved, GiveContact, ResolveContact
from tests.chassis.bus import at_work
from tests.chassis.toy import ASK


def question(purpose="letter"):
    return ResolveContact(person_id="person-1", purpose=purpose)


async def test_a_private_question_is_answered(service):
    answer = await service.request(ASK, question(), ContactResolved)
    assert answer == ContactResolved(person_id="person-1", name="Ada", mail="ada@example.org")


async def test_a_refusal_names_code_reason_and_field(service):
    with pytest.raises(Rejected) as no:
        await service.request(ASK, question("no"), ContactResolved)
    assert (no.value.code, no.value.reason, no.value.field) == (
        "the-purpose-is-not-allowed",
        "Nobody needs that.",
        "purpose",
    )


async def test_a_malformed_question_is_refused_by_its_field(service):
    with pytest.raises(Rejected) as no:
        await service.request(ASK, GiveContact(name="Ada", mail="ada@example.org"), ContactResolved)
    assert (no.value.code, no.value.field) == ("the-request-is-malformed", "person_id")


async def test_when_nobody_is_there_it_is_worth_trying_again(service):
    with pytest.raises(Transient, match=r"nobody answers on cityteams\.prv\.nobody: NoRespondersError"):
        await service.request("cityteams.prv.nobody", question(), ContactResolved)


async def test_an_answerer_that_breaks_is_seen_in_its_log_and_worth_trying_again(bus, tmp_path, capsys):
    async with at_work(bus, store_url=f"sqlite:///{tmp_path}/toy.db") as service:
        with pytest.raises(Transient):
            await service.request(ASK, question("boom"), ContactResolved, timeout=0.3)
        assert "the desk was told to break" in capsys.readouterr().err
        assert (await service.request(ASK, question(), ContactResolved)).name == "Ada"


async def test_a_question_is_stored_in_no_file_of_the_broker(service, bus):
    await service.request(ASK, question("canary-purpose"), ContactResolved)
    files = [path.read_bytes() for path in bus.server.folder.rglob("*") if path.is_file()]
    assert not any(b"canary-purpose" in content for content in files)
