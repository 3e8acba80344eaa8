import asyncio

import pytest
import sqlalchemy as sa

from cityteams_contracts import CONTACT_RESOLVE, Rejected
from cityteams_contracts.registration import (
    SIGN_IN_ASK,
    SIGN_IN_LINK,
    SIGN_IN_REDEEM,
    SIGN_IN_VOUCH,
    AskSignIn,
    Done,
    LinkSignIn,
    PersonConfirmed,
    ProgrammeRole,
    RedeemSignIn,
    ResolveContact,
    RoleGranted,
    SignInLinkAsked,
    VouchSignIn,
)
from cityteams_registration import tables
from cityteams_registration.app import build
from tests.registration.private.asking import Counter, every


async def asked(counter, mail="ada@example.org", browser="b1", origin="o1", language="en"):
    """Asks, and gives the id of the request when one was made."""
    before = len(counter.said())
    assert (
        await counter.ask(SIGN_IN_ASK, AskSignIn(mail=mail, browser=browser, origin=origin, language=language))
        == Done()
    )
    said = [each.sign_in_id for each in counter.said()[before:] if isinstance(each, SignInLinkAsked)]
    return said[0] if said else None


async def token_of(counter, sign_in_id):
    return (await counter.ask(SIGN_IN_LINK, LinkSignIn(sign_in_id=sign_in_id))).token


async def redeem(counter, token, browser="b1"):
    return await counter.ask(SIGN_IN_REDEEM, RedeemSignIn(token=token, browser=browser))


async def refusal(counter, token, browser="b1"):
    with pytest.raises(Rejected) as no:
        await redeem(counter, token, browser)
    return (no.value.code, no.value.reason, no.value.field)


async def test_a_link_signs_in_the_browser_that_asked_and_confirms_the_address_the_first_time(counter):
    ada = await counter.person()
    for _ in range(2):
        signed_in = await redeem(counter, await token_of(counter, await asked(counter)))
        assert (signed_in.person_id, signed_in.name, signed_in.roles) == (ada, "Ada Lovelace", ())
    assert [each for each in counter.said() if isinstance(each, PersonConfirmed)] == [
        PersonConfirmed(person_id=ada, confirmed_at=counter.clock.now)
    ]


async def test_an_unknown_address_becomes_an_unconfirmed_person_with_the_same_answer(counter):
    signed_in = await redeem(counter, await token_of(counter, await asked(counter, "new@example.org")))
    assert signed_in.name == "new"
    assert await counter.person("Somebody", "new@example.org") == signed_in.person_id


async def test_roles_come_with_the_sign_in(counter):
    ada = await counter.person()
    await counter.say(RoleGranted(person_id=ada, role=ProgrammeRole.SECRETARIAT))
    signed_in = await redeem(counter, await token_of(counter, await asked(counter)))
    assert signed_in.roles == (ProgrammeRole.SECRETARIAT,)


async def test_a_link_is_good_once(counter):
    token = await token_of(counter, await asked(counter))
    await redeem(counter, token)
    assert (await refusal(counter, token))[0] == "the-link-is-void"


async def test_of_twenty_at_once_one_signs_in(counter):
    token = await token_of(counter, await asked(counter))
    found = await asyncio.gather(*(redeem(counter, token) for _ in range(20)), return_exceptions=True)
    assert sum(not isinstance(each, Exception) for each in found) == 1


async def test_used_old_foreign_and_guessed_links_are_refused_in_the_same_words(counter):
    used, old, foreign = [await token_of(counter, await asked(counter)) for _ in range(3)]
    await redeem(counter, used)
    refusals = {await refusal(counter, used), await refusal(counter, foreign, browser="b2")}
    refusals.add(await refusal(counter, "guessed"))
    counter.clock.on(minutes=15)
    refusals.add(await refusal(counter, old))
    assert len(refusals) == 1


async def test_another_browser_does_not_use_the_link_up(counter):
    token = await token_of(counter, await asked(counter))
    await refusal(counter, token, browser="b2")
    assert (await redeem(counter, token)).name


async def test_a_link_is_good_for_its_fifteenth_minute(counter):
    token = await token_of(counter, await asked(counter))
    counter.clock.on(minutes=14, seconds=59)
    assert (await redeem(counter, token)).name


async def test_a_letter_written_again_makes_the_token_before_void(counter):
    sign_in_id = await asked(counter)
    first, second = await token_of(counter, sign_in_id), await token_of(counter, sign_in_id)
    assert (await refusal(counter, first))[0] == "the-link-is-void"
    assert (await redeem(counter, second)).name


async def test_no_token_is_made_for_what_is_used_old_or_unknown(counter):
    used, old = await asked(counter), await asked(counter)
    await redeem(counter, await token_of(counter, used))
    assert await token_of(counter, used) is None
    counter.clock.on(hours=1)
    assert await token_of(counter, old) is None
    assert await token_of(counter, "sign-in-none") is None


async def test_an_address_gets_three_links_an_hour_and_the_fourth_asker_hears_the_same(counter):
    await counter.person()
    made = [await asked(counter, origin=f"o{number}") for number in range(5)]
    assert [each is not None for each in made] == [True, True, True, False, False]
    counter.clock.on(hours=1, seconds=1)
    assert await asked(counter) is not None


async def test_an_origin_gets_twenty_links_an_hour_and_leaves_no_person_behind_after_that(counter):
    made = [await asked(counter, f"p{number}@example.org") for number in range(23)]
    assert sum(each is not None for each in made) == 20
    assert len(counter.look(every(tables.private.contacts))) == 20


async def test_asking_takes_the_same_steps_for_a_known_and_an_unknown_address(counter):
    await counter.person()
    await asked(counter, "first@example.org")
    steps = []
    for mail in ("ada@example.org", "new@example.org"):
        statements: list[str] = []

        def note(_conn, _cursor, statement, *_rest, seen=statements):
            seen.append(statement)

        sa.event.listen(counter.service.store.engine, "before_cursor_execute", note)
        await counter.ask(SIGN_IN_ASK, AskSignIn(mail=mail, browser="b1", origin="o1"))
        sa.event.remove(counter.service.store.engine, "before_cursor_execute", note)
        steps.append(statements)
    assert steps[0] == steps[1]
    assert any("INSERT INTO contacts" in each for each in steps[0])


async def test_a_bad_address_is_refused_by_its_field(counter):
    with pytest.raises(Rejected) as no:
        await asked(counter, "no address")
    assert no.value.field == "mail"


async def test_the_language_of_the_one_who_came_in_is_that_of_their_letters(counter):
    ada = await counter.person()
    token = await token_of(counter, await asked(counter, language="ko"))
    question = ResolveContact(person_id=ada, purpose="a test")
    assert (await counter.ask(CONTACT_RESOLVE, question)).language is None
    await redeem(counter, token)
    assert (await counter.ask(CONTACT_RESOLVE, question)).language == "ko"


async def test_a_provider_vouches_for_a_new_person_and_for_a_known_one(counter):
    ada = await counter.person()
    known = VouchSignIn(mail="ADA@example.org", name="A. Other", issuer="https://id.example", subject="1")
    assert (await counter.ask(SIGN_IN_VOUCH, known)).model_dump() == {
        "person_id": ada,
        "name": "Ada Lovelace",
        "roles": (),
    }
    new = VouchSignIn(mail="new@example.org", name="New One", issuer="https://id.example", subject="2")
    signed_in = await counter.ask(SIGN_IN_VOUCH, new)
    assert signed_in.name == "New One"
    confirmed = [each.person_id for each in counter.said() if isinstance(each, PersonConfirmed)]
    assert confirmed == [ada, signed_in.person_id]


async def test_neither_store_nor_log_holds_token_browser_origin_or_address(service, capsys):
    counter = Counter(build(service.settings))
    sign_in_id = await asked(counter, "finch@example.org", "browser-canary", "origin-canary")
    token = await token_of(counter, sign_in_id)
    rows = [row for table in tables.metadata.sorted_tables for row in counter.look(every(table))]
    await redeem(counter, token, "browser-canary")
    counter.service.store.close()
    stored = b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row)
    log = capsys.readouterr().err
    assert sign_in_id in log
    for canary in (token, "browser-canary", "origin-canary", "finch"):
        assert canary not in log
        assert canary.encode() not in stored
