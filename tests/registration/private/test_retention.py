from datetime import timedelta
from pathlib import Path

from cityteams_contracts.registration import (
    SIGN_IN_ASK,
    SIGN_IN_LINK,
    SIGN_IN_REDEEM,
    SIGN_IN_VOUCH,
    AskSignIn,
    ErasePerson,
    InactivityWarned,
    LinkSignIn,
    PersonErased,
    ProgrammeRole,
    RedeemSignIn,
    RoleGranted,
    SignInLinkAsked,
    VouchSignIn,
    WorksheetWithdrawn,
)
from cityteams_registration import tables
from cityteams_registration.desk.retention import RETENTION, purge
from cityteams_registration.desk.rotation import Rotation
from cityteams_registration.desk.store import KEYS
from tests.registration.desk import Desk
from tests.registration.private.asking import every
from tests.registration.samples import NOON

PRIVATE = tables.private


async def asked(counter, mail):
    """A link was asked for; gives the person and the request."""
    await counter.ask(SIGN_IN_ASK, AskSignIn(mail=mail, browser="b1", origin="o1"))
    found = [each for each in counter.said() if isinstance(each, SignInLinkAsked)][-1]
    return found.person_id, found.sign_in_id


async def came(counter, sign_in_id):
    token = (await counter.ask(SIGN_IN_LINK, LinkSignIn(sign_in_id=sign_in_id))).token
    await counter.ask(SIGN_IN_REDEEM, RedeemSignIn(token=token, browser="b1"))


def warned(counter):
    """Who was told that they will be forgotten, in order."""
    return [each.person_id for each in counter.said() if isinstance(each, InactivityWarned)]


def erased(counter):
    """Who was said to be forgotten, in order."""
    return [each.person_id for each in counter.said() if isinstance(each, PersonErased)]


async def left(counter, table, **later):
    """How many rows are left some time later."""
    counter.clock.on(**later)
    await purge(counter.service, counter.clock.now)
    return len(counter.look(every(table)))


async def test_who_never_confirmed_is_forgotten_after_a_week_and_everybody_is_told(counter):
    stranger, _ = await asked(counter, "stranger@example.org")
    friend, sign_in_id = await asked(counter, "friend@example.org")
    await came(counter, sign_in_id)
    assert await left(counter, PRIVATE.contacts, days=7) == 2
    assert await left(counter, PRIVATE.contacts, seconds=1) == 1
    assert [each.person_id for each in counter.said() if isinstance(each, PersonErased)] == [stranger]
    assert [row.person_id for row in counter.look(every(PRIVATE.keys))] == [friend]


async def test_who_is_needed_stays_although_they_never_signed_in(counter):
    lead, official, _ = [await counter.person(name) for name in ("Lead", "Official", "Nobody")]
    await counter.submitted("w1", lead, official)
    drafting = await counter.person("Drafting")
    await counter.save("d1", drafting, 0, title="Quiet")
    await left(counter, PRIVATE.contacts, days=8)
    assert {row.person_id for row in counter.look(every(PRIVATE.contacts))} == {lead, official, drafting}


async def test_hundreds_who_never_came_go_although_many_who_are_needed_stand_before_them(counter):
    for number in range(120):
        await counter.submitted(f"w{number}", await counter.person(f"Lead{number}"))
    counter.clock.on(seconds=1)
    for number in range(230):
        await counter.person(f"Stranger{number}")
    assert await left(counter, PRIVATE.contacts, days=8) == 120


async def test_who_stayed_away_for_twenty_five_months_is_forgotten_and_everybody_is_told(counter):
    away, sign_in_id = await asked(counter, "away@example.org")
    await came(counter, sign_in_id)
    again, sign_in_id = await asked(counter, "again@example.org")
    await came(counter, sign_in_id)
    counter.clock.on(days=400)
    vouched = await counter.ask(
        SIGN_IN_VOUCH, VouchSignIn(mail="vouched@example.org", name="V", issuer="https://id.example", subject="1")
    )
    _, sign_in_id = await asked(counter, "again@example.org")
    await came(counter, sign_in_id)
    assert await left(counter, PRIVATE.contacts, days=330) == 3
    assert warned(counter) == []
    assert await left(counter, PRIVATE.contacts, seconds=1) == 3
    assert warned(counter) == [away]
    assert await left(counter, PRIVATE.contacts, days=31) == 2
    assert (warned(counter), erased(counter)) == ([away], [away])
    assert {row.person_id for row in counter.look(every(PRIVATE.keys))} == {again, vouched.person_id}
    assert await left(counter, PRIVATE.contacts, days=400) == 2
    assert await left(counter, PRIVATE.contacts, days=31) == 0
    assert len(erased(counter)) == 3


async def test_nobody_is_forgotten_who_was_not_told_a_month_before_however_long_the_house_stood_still(counter):
    away, sign_in_id = await asked(counter, "away@example.org")
    await came(counter, sign_in_id)
    assert await left(counter, PRIVATE.contacts, days=2000) == 1
    assert (warned(counter), erased(counter)) == ([away], [])
    assert await left(counter, PRIVATE.contacts, days=30) == 1
    assert await left(counter, PRIVATE.contacts, days=1) == 0
    assert erased(counter) == [away]


async def test_who_signs_in_after_the_warning_stays_and_is_warned_again_after_two_more_years(counter):
    away, sign_in_id = await asked(counter, "away@example.org")
    await came(counter, sign_in_id)
    await left(counter, PRIVATE.contacts, days=731)
    _, sign_in_id = await asked(counter, "away@example.org")
    await came(counter, sign_in_id)
    assert await left(counter, PRIVATE.contacts, days=730) == 1
    assert warned(counter) == [away]
    assert await left(counter, PRIVATE.contacts, days=1) == 1
    assert warned(counter) == [away, away]


async def test_who_stayed_away_is_kept_while_a_worksheet_a_draft_or_a_role_needs_them(counter):
    people = [await asked(counter, f"{name}@example.org") for name in ("lead", "official", "writer", "trusted", "none")]
    for _, sign_in_id in people:
        await came(counter, sign_in_id)
    lead, official, writer, trusted, none = [person for person, _ in people]
    await counter.submitted("w1", lead, official)
    await counter.say(RoleGranted(person_id=trusted, role=ProgrammeRole.SECRETARIAT))
    counter.clock.on(days=700)
    await counter.save("d1", writer, 0, title="Quiet")
    await left(counter, PRIVATE.contacts, days=50)
    assert warned(counter) == [none]
    await left(counter, PRIVATE.contacts, days=50)
    assert {row.person_id for row in counter.look(every(PRIVATE.contacts))} == {lead, official, writer, trusted}
    assert erased(counter) == [none]


async def test_a_change_of_ones_key_does_not_make_one_look_away(service, counter):
    ada, sign_in_id = await asked(counter, "ada@example.org")
    bob = await counter.person("Bob")
    await counter.save("d1", ada, 0, notes="ask bob@example.org")
    counter.clock.on(days=1)
    _, sign_in_id = await asked(counter, "ada@example.org")
    await came(counter, sign_in_id)
    (before,) = [row.seen_at for row in counter.look(every(PRIVATE.contacts)) if row.person_id == ada]
    Desk(service).take(ErasePerson(person_id=bob))
    await Rotation(counter.vault, timedelta()).run(service, counter.clock.now)
    (row,) = counter.look(every(PRIVATE.contacts))
    assert row.seen_at == before == counter.clock.now


async def test_requests_for_a_link_are_kept_a_day(counter):
    await asked(counter, "ada@example.org")
    assert await left(counter, PRIVATE.sign_ins, hours=24) == 1
    assert await left(counter, PRIVATE.sign_ins, seconds=1) == 0


async def test_a_draft_that_nobody_touched_goes_after_four_hundred_days(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet", notes="ask bob@example.org")
    assert await left(counter, PRIVATE.drafts, days=400) == 1
    assert await left(counter, PRIVATE.drafts, seconds=1) == 0
    assert counter.look(every(PRIVATE.mentions)) == []


async def test_the_draft_of_a_worksheet_goes_with_it_and_its_answers_after_four_hundred_days(counter):
    ada = await counter.person()
    await counter.save("w1", ada, 0, title="Quiet")
    await counter.give_part("w1", ada, ada, privacy="none kept")
    await counter.submitted("w1", ada)
    assert await left(counter, PRIVATE.drafts, days=1) == 1
    await counter.say(WorksheetWithdrawn(worksheet_id="w1", title="Quiet", lead=ada, withdrawn_at=NOON))
    assert await left(counter, PRIVATE.drafts) == 0
    assert await left(counter, PRIVATE.parts, days=398) == 1
    assert await left(counter, PRIVATE.parts, days=2) == 0


async def test_answers_of_a_worksheet_that_lives_stay(counter):
    ada = await counter.person()
    await counter.give_part("w1", ada, ada, privacy="none kept")
    await counter.submitted("w1", ada)
    assert await left(counter, PRIVATE.parts, days=4000) == 1


async def test_answers_that_were_never_handed_in_go_after_a_week(counter):
    ada = await counter.person()
    await counter.give_part("w1", ada, ada, privacy="none kept")
    assert await left(counter, PRIVATE.parts, days=7) == 1
    assert await left(counter, PRIVATE.parts, seconds=1) == 0


async def test_what_a_restored_backup_brings_back_of_somebody_erased_goes_at_once(service, counter):
    ada = await counter.person()
    (backup,) = counter.look(lambda tx: tx.find(KEYS, limit=None))
    desk = Desk(service)
    desk.take(ErasePerson(person_id=ada))
    await service.act("restore", NOON, lambda tx: tx.keep(KEYS, backup))
    assert await left(counter, PRIVATE.keys) == 0


def test_the_charter_tells_people_how_long_what_is_kept():
    readme = (Path(__file__).parents[3] / "services" / "registration" / "README.md").read_text("utf-8")
    assert [period.what for period in RETENTION if f"| {period.what} | {period.days} |" not in readme] == []
