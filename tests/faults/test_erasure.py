"""Twelve marked values go through the whole life of a real house; after erasing their people nothing holds them."""

import asyncio
import json
import secrets
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.registration import (
    DRAFT_READ,
    DRAFT_SAVE,
    DRAFT_SHARE,
    PART_GIVE,
    PERSON_EXPORT,
    SIGN_IN_ASK,
    AskSignIn,
    ContactGiven,
    DeclineWorksheet,
    Done,
    DraftRead,
    DraftSaved,
    ErasePerson,
    ExportPerson,
    GiveContact,
    GivePart,
    PartGiven,
    PersonExported,
    ReadDraft,
    ReturnWorksheet,
    SaveDraft,
    Section,
    ShareDraft,
    SubmitWorksheet,
)
from cityteams_contracts.rights import SECRETARIAT
from tests.cli.commanding import Up
from tests.faults.house import wait_for
from tests.faults.private_house import asking, opened, rows, sealed, vault_of, wrapped
from tests.faults.scanning import hits, planted, scan
from tests.registration.samples import project

pytestmark = [pytest.mark.faults, pytest.mark.slow]
CANARIES = (
    "name mail official official_mail draft notes cybersecurity privacy comment editor_mail origin browser".split()
)
HEARD = {"origin", "browser"}  # of these only blind hashes are ever kept, so that no key opens them


class Life:
    """What happens to the people of a worksheet, and to one who has nothing to do with their being erased."""

    def __init__(self, asker, marked):
        self._asker, self.marked = asker, marked

    async def person(self, name, mail):
        given = await self._asker.ask(CONTACT_GIVE, GiveContact(name=name, mail=mail), ContactGiven)
        return given.person_id

    async def save(self, draft_id, actor, **changes):
        request = SaveDraft(draft_id=draft_id, actor=actor, round_id="sc3-2018", revision=0, changes=changes)
        return await self._asker.ask(DRAFT_SAVE, request, DraftSaved)

    async def part(self, owner, actor, **content):
        request = GivePart(worksheet_id="w1", owner=owner, actor=actor, content=content)
        return (await self._asker.ask(PART_GIVE, request, PartGiven)).part_id

    async def is_lived(self):
        """Everything that a value of theirs may be part of; returns who they are by role."""
        mark = self.marked
        lead_mail, official_mail = f"{mark['mail']}@example.org", f"{mark['official_mail']}@example.org"
        lead = await self.person(f"Ada {mark['name']}", lead_mail)
        official = await self.person(f"Odo {mark['official']}", official_mail)
        eve = await self.person("Eve Else", "eve@example.org")
        named = [{"name": f"Odo {mark['official']}", "mail": official_mail}]
        await self.save("w1", lead, officials=named, description=mark["draft"], notes=mark["notes"])
        await self.save("d2", eve, title="Hers", notes=f"ask {lead_mail}")
        await self.save("d3", eve, title="Also hers")
        share = ShareDraft(draft_id="w1", actor=lead, name="Bob", mail=f"{mark['editor_mail']}@example.org")
        await self._asker.ask(DRAFT_SHARE, share, Done)
        editor = await self.person("Bob", f"{mark['editor_mail']}@example.org")
        await self._asker.ask(DRAFT_READ, ReadDraft(draft_id="w1", actor=editor), DraftRead)
        await self.sign_in(lead_mail)
        await self.is_reviewed(lead, official)
        return {"lead": lead, "official": official, "editor": editor, "eve": eve}

    async def sign_in(self, mail):
        ask = AskSignIn(mail=mail, browser=self.marked["browser"], origin=self.marked["origin"])
        await self._asker.ask(SIGN_IN_ASK, ask, Done)

    async def is_reviewed(self, lead, official):
        """Handed in, sent back with a comment, and one message among it that nobody can read."""
        mark = self.marked
        part = await self.part(lead, lead, cybersecurity=mark["cybersecurity"], privacy=mark["privacy"])
        whole = project().model_copy(
            update={"lead": lead, "officials": (official,), "answered": ("cybersecurity", "privacy")}
        )
        submit = SubmitWorksheet(worksheet_id="w1", round_id="sc3-2018", project=whole, part_id=part)
        await self._asker.command(submit, lead)
        stranger = f"cityteams.cmd.registration.withdraw-worksheet.v1.{lead}"
        await self._asker.client.jetstream().publish(stranger, b"{", headers={"ce-id": "dead-letter"})
        comment = await self.part(lead, SECRETARIAT, description=mark["comment"])
        due = datetime.now(UTC) + timedelta(days=7)
        back = ReturnWorksheet(worksheet_id="w1", fields=("description",), part_id=comment, due_at=due)
        await self._asker.command(back, SECRETARIAT)


def up(data):
    return Up(data, "--no-sample")


def is_said(data, what, service="registration", count=1):
    """Whether a service has said so many events of this name."""
    found = rows(data, f"SELECT count(*) FROM outbox WHERE subject LIKE 'cityteams.evt.{what}.%'", service)
    return found[0][0] >= count


def quiet(data):
    """Whether every letter that was queued has come to its end, and no outbox has anything to send."""
    unsent = "SELECT count(*) FROM outbox WHERE sent_sequence IS NULL"
    return rows(data, "SELECT count(*) FROM pending WHERE due_at IS NOT NULL", "notifications")[0][0] == 0 and all(
        rows(data, unsent, service)[0][0] == 0 for service in ("registration", "notifications")
    )


def erased(data, before):
    """Whether everybody is taken out of everything and the epoch of before is destroyed."""
    epochs = {row[0] for row in rows(data, "SELECT epoch_id FROM epochs")}
    waiting = rows(data, "SELECT count(*) FROM mentions WHERE forget_at IS NOT NULL")[0][0]
    return len(epochs) == 1 and not epochs & before and not waiting and rows(data, _SOILED)[0][0] == 0


_SOILED = "SELECT count(*) FROM epochs WHERE soiled_at IS NOT NULL"


def of(data, person):
    """Everything sealed of one person, in the clear."""
    vault, (epochs, keys) = vault_of(data), wrapped(data)
    mine = [key for key in keys if key.person_id == person]
    return {place: opened(vault, epochs, mine, place, text) for who, place, text in sealed(data) if who == person}


async def lives(data, marked):
    async with asking(data) as asker:
        return await Life(asker, marked).is_lived()


async def erases(data, people):
    async with asking(data) as asker:
        for person in people:
            exported = await asker.ask(PERSON_EXPORT, ExportPerson(person_id=person, actor=person), PersonExported)
            assert exported.sections[Section.CONTACT]
            await asker.command(ErasePerson(person_id=person), person)


async def declines(data):
    async with asking(data) as asker:
        await asker.command(DeclineWorksheet(worksheet_id="w1"), SECRETARIAT)


def test_the_scan_finds_every_planted_disguise_and_nothing_in_noise(tmp_path):
    canary = f"Canary{secrets.token_hex(10)}"
    for path in planted(tmp_path / "planted", canary):
        assert hits(path.read_bytes(), [canary]), path.name
    assert hits(secrets.token_bytes(1 << 20), [canary]) == {}


def lives_its_life(data, marked):
    """The first run of the house; returns the people by role."""
    with up(data) as house:
        house.says("cityteams is up")
        people = asyncio.run(lives(data, marked))
        wait_for("the return of the worksheet", lambda: is_said(data, "registration.worksheet.returned"))
        wait_for("the letters", lambda: is_said(data, "notifications.letter.sent", "notifications", 3))
        wait_for("quiet", lambda: quiet(data))
        assert house.ends() == 0
    return people


def erases_its_people(data, people, epochs):
    """The second run of the house."""
    with up(data) as house:
        house.says("cityteams is up")
        asyncio.run(erases(data, people))
        wait_for("the erasures", lambda: is_said(data, "registration.person.erased", count=len(people)))
        wait_for("the rotation", lambda: erased(data, epochs))
        asyncio.run(declines(data))
        wait_for("the letter that finds nobody", lambda: is_said(data, "notifications.letter.failed", "notifications"))
        wait_for("quiet", lambda: quiet(data))
        assert house.ends() == 0


def assert_the_search_sees(data, marked, people):
    """While they live, their keys open every value but those of which only blind hashes are kept."""
    in_the_clear = b"".join(text or b"" for who in people.values() for text in of(data, who).values()).decode()
    assert {name for name in marked if marked[name] not in in_the_clear} == HEARD, "the search is blind"
    origin = vault_of(data).blur(marked["origin"])
    assert rows(data, f"SELECT count(*) FROM sign_ins WHERE origin = '{origin}'") == [(1,)]
    assert scan([data], [people["lead"]], without=["mail"]), "the scan sees no stream and no store"


def left_in(data, copies):
    """The files in which any of these bytes still lie."""
    files = [path for path in data.rglob("*") if path.is_file()]
    return [path.name for path in files if any(copy in content for content in [path.read_bytes()] for copy in copies)]


def test_after_an_erasure_no_file_holds_and_no_key_opens_what_was_held_on_its_people(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CITYTEAMS_ERASURE_WAIT", "0")
    monkeypatch.setenv("CITYTEAMS_HOUSEKEEPING", "0.3")
    data, early, later = tmp_path / "var", tmp_path / "early", tmp_path / "later"
    marked = {name: f"q{secrets.token_hex(9)}" for name in CANARIES}
    people = lives_its_life(data, marked)
    shutil.copytree(data, early)
    assert_the_search_sees(data, marked, people)
    gone = [people[each] for each in ("lead", "official", "editor")]
    (epochs, keys), theirs = wrapped(data), [row for row in sealed(data) if row[0] in gone]
    others, mails = of(data, people["eve"]), len(list((data / "mail").iterdir()))
    copies = [text for *_, text in theirs] + [each.wrapped for each in epochs] + [each.wrapped for each in keys]
    assert left_in(early, copies) == ["registration.db"]

    erases_its_people(data, gone, {each.epoch_id for each in epochs})
    shutil.copytree(data, later)

    assert scan([tmp_path], marked.values(), without=["mail"]) == {}
    living, (new, now) = vault_of(data), wrapped(data)
    assert not [place for _, place, text in theirs if opened(living, new, [*keys, *now], place, text)]
    assert left_in(data, copies) == left_in(later, copies) == []
    after = of(data, people["eve"])
    assert {place for place in others if others[place] != after.get(place)} == {"d2/fields"}
    assert json.loads(after["d2/fields"] or b"")["notes"]["value"] == "ask [erased]"
    assert len(list((data / "mail").iterdir())) == mails
    with capsys.disabled():
        print(f"\n  {len(marked)} canaries, {len(theirs)} sealed texts of 3 people; {mails} letters before, 0 after")
