import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    PERSON_EXPORT,
    PERSON_NAMES,
    PERSON_PUBLIC,
    ConsentGiven,
    ConsentPurpose,
    ConsentWithdrawn,
    ErasePerson,
    ExportPerson,
    GiveConsent,
    GrantRole,
    PersonErased,
    ProgrammeRole,
    ReadNames,
    ReadPublicLeads,
    RegistrationRejection,
    RevokeRole,
    RoleGranted,
    RoleRevoked,
    WithdrawConsent,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_registration import tables
from tests.registration.desk import Desk
from tests.registration.private.asking import every

MAIL, PUBLIC = ConsentPurpose.PROGRAMME_MAIL, ConsentPurpose.PUBLIC_LEAD


@pytest.fixture
def desk(service):
    """Hands commands to the same registration."""
    return Desk(service)


def acting(desk, actor, *commands):
    desk.actor = actor
    return desk.take(*commands)


def code(events):
    (no,) = events
    assert isinstance(no, RegistrationRejection)
    return no.code


async def test_roles_are_granted_and_taken_back_by_an_administrator(counter, desk):
    ada = await counter.person()
    role = {"person_id": ada, "role": ProgrammeRole.SECRETARIAT}
    assert acting(desk, SECRETARIAT, GrantRole(**role)) == [RoleGranted(**role)]
    assert code(acting(desk, SECRETARIAT, GrantRole(**role))) == "the-person-has-this-role"
    assert (
        code(acting(desk, ada, GrantRole(person_id=ada, role=ProgrammeRole.ADMINISTRATOR))) == "this-is-not-yours-to-do"
    )
    assert acting(desk, SECRETARIAT, RevokeRole(**role)) == [RoleRevoked(**role)]
    assert code(acting(desk, SECRETARIAT, RevokeRole(**role))) == "the-person-has-no-such-role"
    assert (
        code(acting(desk, SECRETARIAT, GrantRole(person_id="p9", role=ProgrammeRole.SECRETARIAT)))
        == "the-person-is-unknown"
    )


async def test_consent_is_kept_with_the_version_of_its_text_and_its_time(counter, desk):
    ada = await counter.person()
    given = {"person_id": ada, "purpose": MAIL, "text_version": "2018-02"}
    assert acting(desk, ada, GiveConsent(**given)) == [ConsentGiven(**given, given_at=desk.noon)]
    assert code(acting(desk, ada, GiveConsent(**given))) == "the-consent-is-given"
    acting(desk, ada, GiveConsent(**{**given, "text_version": "2018-03"}))
    assert acting(desk, ada, WithdrawConsent(person_id=ada, purpose=MAIL)) == [
        ConsentWithdrawn(person_id=ada, purpose=MAIL, withdrawn_at=desk.noon)
    ]
    assert code(acting(desk, ada, WithdrawConsent(person_id=ada, purpose=MAIL))) == "no-such-consent-is-given"
    exported = await counter.ask(PERSON_EXPORT, ExportPerson(person_id=ada, actor=ada))
    assert [(each["text_version"], each["withdrawn_at"]) for each in exported.sections["consents"]] == [
        ("2018-02", desk.noon),
        ("2018-03", desk.noon),
    ]


async def test_nobody_agrees_for_somebody_else_not_even_the_secretariat(counter, desk):
    ada, eve = await counter.person(), await counter.person("Eve")
    command = GiveConsent(person_id=ada, purpose=MAIL, text_version="1")
    for actor in (eve, SECRETARIAT):
        assert code(acting(desk, actor, command)) == "this-is-not-yours-to-do"


async def test_names_are_for_the_secretariat_and_for_oneself(counter):
    ada, eve = await counter.person(), await counter.person("Eve")

    async def names(actor):
        question = ReadNames(person_ids=(ada, eve, "nobody"), actor=actor, purpose="a test")
        return (await counter.ask(PERSON_NAMES, question)).names

    assert await names(SECRETARIAT) == {ada: "Ada Lovelace", eve: "Eve"}
    assert await names(ada) == {ada: "Ada Lovelace"}


async def test_a_lead_who_agreed_is_public_and_an_official_never_is(counter, desk):
    ada, odo, eve = await counter.person(), await counter.person("Odo"), await counter.person("Eve")
    await counter.submitted("w1", ada, odo)

    async def leads():
        return (await counter.ask(PERSON_PUBLIC, ReadPublicLeads(person_ids=(ada, odo, eve)))).leads

    assert await leads() == {}
    for actor in (ada, odo, eve):
        acting(desk, actor, GiveConsent(person_id=actor, purpose=PUBLIC, text_version="1"))
    assert {person_id: lead.mail for person_id, lead in (await leads()).items()} == {ada: "ada@example.org"}
    acting(desk, ada, WithdrawConsent(person_id=ada, purpose=PUBLIC))
    assert await leads() == {}


async def test_an_export_holds_everything_of_oneself_and_nobody_elses_name_or_address(counter, desk):
    ada, odo = await counter.person(), await counter.person("Odo Official", "odo@example.org")
    await counter.submitted("w1", ada, odo)
    await counter.save(
        "d1",
        ada,
        0,
        title="Quiet",
        officials=[
            {"name": "Odo Official", "mail": "odo@example.org"},
            {"name": "Zoe Zest", "mail": "zoe@example.org"},
        ],
        notes="Odo Official says: ask ZOE@example.org, not ada@example.org",
    )
    await counter.give_part("w1", ada, ada, privacy="none kept")
    found = await counter.ask(PERSON_EXPORT, ExportPerson(person_id=ada, actor=ada))
    text = found.model_dump_json()
    assert found.pages == 1
    for own in ("Ada Lovelace", "ada@example.org", "Quiet", "none kept", "w1"):
        assert own in text
    for other in ("Odo", "odo@", "Zoe", "zoe@", "ZOE@"):
        assert other not in text
    assert odo in text


async def test_a_large_export_comes_in_pages_that_each_fit_into_an_answer(counter):
    ada = await counter.person()
    for number in range(4):
        await counter.save(f"d{number}", ada, 0, title=f"title {number}", description="x" * 150_000)
    pages = [await counter.ask(PERSON_EXPORT, ExportPerson(person_id=ada, actor=ada))]
    while len(pages) < pages[0].pages:
        pages.append(await counter.ask(PERSON_EXPORT, ExportPerson(person_id=ada, actor=ada, page=len(pages))))
    assert len(pages) >= 4
    assert max(len(page.model_dump_json()) for page in pages) < 240_000
    titles = [e["value"] for page in pages for e in page.sections["drafts"] if e.get("field") == "title"]
    assert sorted(titles) == [f"title {number}" for number in range(4)]


async def test_only_oneself_and_an_administrator_export_and_others_hear_the_same_as_about_nobody(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    assert (await counter.ask(PERSON_EXPORT, ExportPerson(person_id=ada, actor=SECRETARIAT))).person_id == ada
    for person, actor in ((ada, eve), ("nobody", eve), ("nobody", SECRETARIAT)):
        with pytest.raises(Rejected) as no:
            await counter.ask(PERSON_EXPORT, ExportPerson(person_id=person, actor=actor))
        assert no.value.code == "not-yours-or-not-there"


async def test_erasing_deletes_what_is_private_and_leaves_the_worksheet(counter, desk):
    ada, odo = await counter.person(), await counter.person("Odo")
    await counter.submitted("w1", ada, odo)
    await counter.save("d1", ada, 0, title="Quiet")
    part = await counter.give_part("w1", ada, ada, privacy="none kept")
    acting(desk, SECRETARIAT, GrantRole(person_id=ada, role=ProgrammeRole.SECRETARIAT))
    assert acting(desk, ada, ErasePerson(person_id=ada)) == [PersonErased(person_id=ada, erased_at=desk.noon)]
    private = tables.private
    for table in (private.contacts, private.keys):
        assert [row.person_id for row in counter.look(every(table))] == [odo]
    for table in (private.drafts, tables.roles, private.mentions, private.sign_ins):
        assert counter.look(every(table)) == []
    assert (await counter.read_part(part.part_id, odo)).erased
    assert [row.worksheet_id for row in counter.look(every(tables.worksheets))] == ["w1"]
    assert code(acting(desk, SECRETARIAT, ErasePerson(person_id=ada))) == "the-person-is-erased"


async def test_somebody_erased_who_comes_again_is_somebody_new(counter, desk):
    ada = await counter.person()
    acting(desk, ada, ErasePerson(person_id=ada))
    assert await counter.person() != ada


async def test_nobody_is_erased_by_somebody_else_but_an_administrator(counter, desk):
    ada, eve = await counter.person(), await counter.person("Eve")
    assert code(acting(desk, eve, ErasePerson(person_id=ada))) == "this-is-not-yours-to-do"
    assert code(acting(desk, SECRETARIAT, ErasePerson(person_id="nobody"))) == "the-person-is-unknown"
    assert acting(desk, SECRETARIAT, ErasePerson(person_id=ada))


async def test_a_replay_leaves_the_same_people_and_nothing_private(fresh, counter, desk):
    ada, eve = await counter.person(), await counter.person("Eve")
    acting(desk, ada, GiveConsent(person_id=ada, purpose=MAIL, text_version="1"))
    acting(desk, eve, GiveConsent(person_id=eve, purpose=MAIL, text_version="1"))
    acting(desk, ada, ErasePerson(person_id=ada))
    other = Desk(fresh())
    other.replay(desk.envelopes(other.posted()))
    read = every(tables.people)
    assert sorted(map(tuple, other.read(read))) == sorted(map(tuple, desk.read(read)))
    assert other.read(every(tables.private.contacts)) == []
