import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.registration import ProgrammeRole, RoleGranted, part_digest
from cityteams_contracts.rights import SECRETARIAT
from cityteams_registration import tables
from cityteams_registration.app import build
from cityteams_registration.desk.store import PARTS
from tests.registration.private.asking import Counter, every


async def refused(asking):
    with pytest.raises(Rejected) as no:
        await asking
    return no.value.code


async def test_a_part_is_read_by_the_team_and_the_secretariat_in_its_order(counter):
    ada, odo = await counter.person(), await counter.person("Odo")
    await counter.submitted("w1", ada, odo)
    given = await counter.give_part("w1", ada, ada, privacy="none kept", cybersecurity="patched")
    assert given.answered == ("cybersecurity", "privacy")
    for actor in (ada, odo, SECRETARIAT):
        part = await counter.read_part(given.part_id, actor)
        assert list(part.content.items()) == [("privacy", "none kept"), ("cybersecurity", "patched")]


async def test_what_the_owner_keeps_to_themself_nobody_else_reads(counter):
    ada, odo = await counter.person(), await counter.person("Odo")
    await counter.submitted("w1", ada, odo)
    given = await counter.give_part("w1", ada, ada, notes="my own", privacy="none kept")
    assert (await counter.read_part(given.part_id, ada)).content["notes"] == "my own"
    for actor in (odo, SECRETARIAT):
        assert (await counter.read_part(given.part_id, actor)).content == {"privacy": "none kept"}


async def test_who_has_the_role_reads_what_the_secretariat_reads(counter):
    ada, rita = await counter.person(), await counter.person("Rita")
    given = await counter.give_part("w1", ada, ada, privacy="none kept")
    assert await refused(counter.read_part(given.part_id, rita)) == "not-yours-or-not-there"
    await counter.say(RoleGranted(person_id=rita, role=ProgrammeRole.SECRETARIAT))
    assert (await counter.read_part(given.part_id, rita)).content == {"privacy": "none kept"}


async def test_a_stranger_hears_the_same_of_a_part_as_of_none(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    given = await counter.give_part("w1", ada, ada, privacy="none kept")
    assert await refused(counter.read_part(given.part_id, eve)) == "not-yours-or-not-there"
    assert await refused(counter.read_part("part-none", eve)) == "not-yours-or-not-there"


async def test_a_stranger_gives_no_part_to_somebody_elses_worksheet(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    await counter.submitted("w1", ada)
    assert await refused(counter.give_part("w1", eve, eve, privacy="mine")) == "not-yours-or-not-there"
    await counter.save("d1", ada, 0, title="Quiet")
    assert await refused(counter.give_part("d1", ada, eve, privacy="mine")) == "not-yours-or-not-there"


async def test_the_comments_of_a_reviewer_reach_the_team(counter):
    ada = await counter.person()
    await counter.submitted("w1", ada)
    given = await counter.give_part("w1", ada, SECRETARIAT, description="Say who deploys it.")
    assert (await counter.read_part(given.part_id, ada)).content == {"description": "Say who deploys it."}
    assert given.answered == ()


async def test_a_part_of_the_secretariats_own_is_sealed_too(counter):
    given = await counter.give_part("w1", SECRETARIAT, SECRETARIAT, privacy="by mail")
    assert (await counter.read_part(given.part_id, SECRETARIAT)).content == {"privacy": "by mail"}


async def test_answers_to_questions_count_by_their_codes(counter):
    ada = await counter.person()
    given = await counter.give_part("w1", ada, ada, answers={"owner": "the CIO", "testing": " ", "Bad Name": "x"})
    assert given.answered == ("owner",)


async def test_the_digest_can_be_computed_again_by_who_may_read_all(counter):
    ada = await counter.person()
    given = await counter.give_part("w1", ada, ada, privacy="none kept", notes="n")
    part = await counter.read_part(given.part_id, ada)
    assert part_digest({"content": part.content, "salt": part.salt}) == part.digest
    row = counter.look(lambda tx: tx.get(PARTS, given.part_id))
    assert row.digest == part.digest
    assert (await counter.read_part(given.part_id, SECRETARIAT)).salt is None


async def test_two_equal_answers_have_different_digests(counter):
    ada = await counter.person()
    digests = set()
    for _ in range(2):
        given = await counter.give_part("w1", ada, ada, privacy="yes")
        digests.add((await counter.read_part(given.part_id, ada)).digest)
    assert len(digests) == 2


async def test_a_part_too_large_is_refused_by_its_field_and_leaves_nothing(counter):
    ada = await counter.person()
    assert await refused(counter.give_part("w1", ada, ada, privacy="x" * 200_001)) == "the-part-is-too-large"
    assert counter.look(every(tables.private.parts)) == []


async def test_nobody_unknown_owns_a_part(counter):
    assert await refused(counter.give_part("w1", "nobody", "nobody", privacy="x")) == "the-person-is-unknown"


async def test_every_reading_is_logged_by_who_and_why_and_never_with_a_word_of_it(service, capsys):
    counter = Counter(build(service.settings))
    ada = await counter.person()
    given = await counter.give_part("w1", ada, ada, privacy="canary")
    await counter.read_part(given.part_id, ada)
    counter.service.store.close()
    log = capsys.readouterr().err
    assert '"purpose":"a test"' in log
    assert given.part_id in log
    assert "canary" not in log
