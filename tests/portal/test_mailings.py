"""Mailings in the portal: written, looked at, tried, approved, stopped, by page and by API; how far they are."""

import re
from datetime import timedelta
from typing import Any

import pytest

from cityteams_contracts.notifications import (
    ApproveMailing,
    LeftOut,
    LetterFailed,
    LetterKind,
    LetterQueued,
    LetterSent,
    MailingApproved,
    MailingAudience,
    MailingCompleted,
    MailingKind,
    MailingPartQueued,
    MailingPrepared,
    MailingProofed,
    MailingRole,
    MailingStopped,
    PrepareMailing,
    ProofMailing,
    RecipientsListed,
    StopMailing,
)
from cityteams_contracts.registration import ProgrammeRole
from tests.portal.story import NOON, season

OFFICE = "p-office"
WORDS: dict[str, Any] = {
    "kind": MailingKind.AGENDA_RELEASE,
    "subject_line": "The agenda <is> out",
    "text": "Release 53 is public.\n\nLook at your slot.",
    "audience": MailingAudience(roles=(MailingRole.SPEAKER,), gatherings=("expo-2018",)),
}


def written(edition=1, **told):
    gets, alone = ("p-1", "p-2", "p-3"), (LeftOut(person_id="p-9", reason="wants-no-mailings"),)
    counts: dict[str, Any] = {"recipients": len(gets), "left_out": len(alone), "parts": 1}
    who: dict[str, Any] = {"prepared_by": OFFICE, "prepared_at": NOON + timedelta(minutes=edition)}
    yield MailingPrepared(mailing_id="m-1", edition=edition, **(WORDS | told), **counts, **who)
    yield RecipientsListed(mailing_id="m-1", edition=edition, part=1, recipients=gets, left_out=alone)


def letter(letter_id, about="m-1", **told):
    known = {"letter_id": letter_id, "kind": LetterKind.MAILING, "person_id": f"p-{letter_id}"}
    return LetterQueued(**known, about=about, subject_line="The agenda is out", queued_at=NOON), known | told


def proofed(arrived=True):
    queued, known = letter("l-proof", about="l-proof")
    yield MailingProofed(mailing_id="m-1", edition=1, person_id=OFFICE, letter_id="l-proof", proofed_at=NOON)
    yield queued
    if arrived:
        yield LetterSent(**known, sent_at=NOON)


def approved():
    return MailingApproved(mailing_id="m-1", edition=1, approved_by=OFFICE, approved_at=NOON)


@pytest.fixture
def office(desk):
    """A desk that knows the season and a mailing that is prepared."""
    desk.hear(*season())
    desk.hear(*written())
    return desk


def browser(desk):
    return desk.person(OFFICE, ProgrammeRole.SECRETARIAT, name="Olga Office")


async def page_of(client, path="/mailings/m-1"):
    answer = await client.get(path)
    assert answer.status_code == 200, answer.text[:400]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])), answer.text


async def press(client, path, **data):
    """Sends a form of a page as a browser would."""
    return await client.post(path, data=hidden((await client.get(path)).text) | data)


def hidden(page):
    """The tokens that the forms of a page carry."""
    found = dict(re.findall(r'name="(form_token|act_id)" value="([^"]+)"', page))
    assert set(found) == {"form_token", "act_id"}
    return found


async def test_a_mailing_shows_its_letter_who_gets_it_by_name_and_who_opted_out_masked(office):
    async with browser(office) as client:
        words, source = await page_of(client)
    assert "Who gets it: 3" in words
    assert "Name of p-2" in words
    assert "Who is left out: 1" in words
    assert "N… o… p… wants no mailings" in words
    assert "Name of p-9" not in words
    assert "Release 53 is public." in words
    assert "The agenda &lt;is&gt; out" in source
    assert "p-9" not in source


async def test_the_page_says_what_comes_next_until_my_proof_is_there(office):
    async with browser(office) as client:
        assert "It has to reach you first." in (await page_of(client))[0]
        office.hear(*proofed(arrived=False))
        assert "Your proof is on its way." in (await page_of(client))[0]
        _, known = letter("l-proof")
        office.hear(LetterSent(**known, sent_at=NOON))
        words, _ = await page_of(client)
        assert "This edition was sent to you." in words
        assert "It has to reach you first." not in words
        assert "Approve: send it to 3" in words


async def test_progress_counts_letters_while_they_go_and_the_end_as_it_was_told(office):
    office.hear(*proofed(), approved(), MailingPartQueued(mailing_id="m-1", part=1, queued=3, queued_at=NOON))
    letters = [letter(f"l-{number}") for number in range(3)]
    office.hear(*(queued for queued, _ in letters), LetterSent(**letters[0][1], sent_at=NOON))
    async with browser(office) as client:
        words, source = await page_of(client)
        assert "1 of 3: 1 sent, 2 waiting, 0 failed." in words
        assert '<progress max="3" value="1"' in source
        assert 'http-equiv="refresh"' in source
        assert "Change it" not in words
        stopped: dict[str, Any] = {"withdrawn": 1, "under_way": 1, "unqueued": 0, "stopped_at": NOON}
        office.hear(MailingStopped(mailing_id="m-1", stopped_by=OFFICE, reason="Wrong room.", **stopped))
        office.hear(LetterFailed(**letters[1][1], reason="the-mailing-was-stopped", failed_at=NOON))
        assert "2 of 3: 1 sent, 1 waiting, 0 failed, 1 withdrawn." in (await page_of(client))[0]
        ended: dict[str, Any] = {"sent": 2, "gathered": 0, "failed": 0, "withdrawn": 1, "completed_at": NOON}
        office.hear(MailingCompleted(mailing_id="m-1", **ended))
        words, source = await page_of(client)
        assert "3 of 3: 2 sent, 0 waiting, 0 failed, 1 withdrawn." in words
        assert "Wrong room." in words
        assert 'http-equiv="refresh"' not in source
        assert "Stopped" in (await page_of(client, "/mailings"))[0]


async def test_who_opts_out_after_it_was_prepared_is_told_as_well(office):
    late = (LeftOut(person_id="p-3", reason="wants-no-mailings"),)
    office.hear(*proofed(), approved())
    office.hear(MailingPartQueued(mailing_id="m-1", part=1, queued=2, left_out=late, queued_at=NOON))
    async with office.secretariat() as client:
        items = (await client.get("/api/v1/mailings/m-1/recipients")).json()["items"]
        assert {"person_id": "p-3", "left_out": "wants-no-mailings", "since": True} in items
        assert (await client.get("/api/v1/mailings/m-1")).json()["progress"]["left_out_since"] == 1


@pytest.mark.parametrize(
    ("action", "told", "command"),
    [
        ("proof", {"edition": "1"}, ProofMailing(mailing_id="m-1", edition=1)),
        ("approve", {"edition": "1"}, ApproveMailing(mailing_id="m-1", edition=1)),
        ("stop", {"reason": "Wrong."}, StopMailing(mailing_id="m-1", reason="Wrong.")),
    ],
)
async def test_each_button_sends_its_command_with_the_edition_that_was_read(office, action, told, command):
    async with browser(office) as client:
        assert (await press(client, "/mailings/m-1", action=action, **told)).status_code == 303
    assert office.commands()[-1][1] == command


async def test_a_form_is_a_mailing_and_another_edition_names_the_one_it_was_written_over(office):
    typed = {
        "kind": "agenda_release", "subject_line": "Hello", "text": "All of it.", "roles": "speaker",
        "gatherings": "expo-2018", "clusters": "c-1 c-2",
    }  # fmt: skip
    async with browser(office) as client:
        page = (await client.get("/mailings/new")).text
        done = await client.post("/mailings", data=hidden(page) | typed)
        command = office.commands()[-1][1]
        assert isinstance(command, PrepareMailing)
        assert done.headers["location"] == f"/mailings/{command.mailing_id}"
        wanted = MailingAudience(roles=(MailingRole.SPEAKER,), gatherings=("expo-2018",), clusters=("c-1", "c-2"))
        assert (command.audience, command.replaces) == (wanted, 0)
        _, source = await page_of(client, "/mailings/m-1/edit")
        assert "Look at your slot." in source
        assert 'value="speaker" checked' in source
        await press(client, "/mailings/m-1/edit", replaces="1", **typed)
    command = office.commands()[-1][1]
    assert (command.mailing_id, command.replaces) == ("m-1", 1)


async def test_what_was_typed_stays_in_the_form_when_it_is_refused(office):
    async with browser(office) as client:
        answer = await press(
            client, "/mailings/m-1/edit", replaces="1", kind="news", subject_line="", text="Long text", roles="expert"
        )
    assert answer.status_code == 422
    assert "Long text" in answer.text
    assert 'value="expert" checked' in answer.text
    assert office.commands() == []


async def test_the_api_lists_tells_and_takes_mailings(office):
    async with office.secretariat() as client:
        (item,) = (await client.get("/api/v1/mailings")).json()["items"]
        assert (item["mailing_id"], item["state"], item["recipients"], item["left_out"]) == ("m-1", "prepared", 3, 1)
        told = (await client.get("/api/v1/mailings/m-1")).json()
        assert told["audience"]["gatherings"] == ["expo-2018"]
        assert told["progress"]["done"] == 0
        body = {"kind": "news", "subject_line": "Hello", "text": "All.", "audience": {"everybody": True}}
        assert (await client.post("/api/v1/mailings", json=body)).status_code == 202
        assert office.commands()[-1][1].audience.everybody
        wrong = await client.post("/api/v1/mailings", json=body | {"kind": "spam"})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/kind")
        assert (await client.get("/api/v1/mailings/m-9")).status_code == 404
        assert (await client.post("/api/v1/mailings/m-1/approve", json={})).status_code == 422
        page = (await client.get("/api/v1/mailings", params={"limit": "1"})).json()
        assert (await client.get("/api/v1/mailings", params={"after": page["next"]})).json()["items"] == []


async def test_another_edition_replaces_the_text_and_its_proofs(office):
    office.hear(*proofed())
    office.hear(*written(edition=2, text="Release 54 is public."))
    async with browser(office) as client:
        words, _ = await page_of(client)
    assert "Release 54" in words
    assert "It has to reach you first." in words
    assert "Who gets it: 3" in words
