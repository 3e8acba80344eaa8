import asyncio
import json

import pytest
from pydantic import ValidationError

from cityteams_contracts import Rejected
from cityteams_contracts.registration import (
    DRAFT_DROP,
    DRAFT_LIST,
    DRAFT_SAVE,
    DRAFT_SHARE,
    PERSON_NAMES,
    CoEditorInvited,
    DropDraft,
    ListDrafts,
    ReadNames,
    SaveDraft,
    ShareDraft,
)
from cityteams_contracts.rights import SECRETARIAT
from cityteams_registration import tables
from cityteams_registration.app import build
from tests.registration.private.asking import Counter, every
from tests.registration.samples import NOON


async def share(counter, draft_id, actor, name="Bob Bones", mail="bob@example.org"):
    await counter.ask(DRAFT_SHARE, ShareDraft(draft_id=draft_id, actor=actor, name=name, mail=mail))
    return await counter.person(name, mail)


async def refused(asking):
    with pytest.raises(Rejected) as no:
        await asking
    return no.value.code


async def test_what_was_typed_is_there_on_another_device_right_or_wrong(counter):
    ada = await counter.person()
    saved = await counter.save("d1", ada, 0, title="Quiet", website="nonsense", participants=[{"name": 3}])
    assert (saved.revision, saved.saved_at, set(saved.saved)) == (1, NOON, {"title", "website", "participants"})
    assert await counter.typed("d1", ada) == {"title": "Quiet", "website": "nonsense", "participants": [{"name": 3}]}


async def test_a_draft_survives_the_end_of_the_service(service, counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet")
    other = Counter(build(service.settings))
    assert await other.typed("d1", ada) == {"title": "Quiet"}
    other.service.store.close()


async def test_two_replicas_that_save_at_once_lose_no_field(service, counter):
    ada = await counter.person()
    other = Counter(build(service.settings))
    names = [f"field_{letter}" for letter in "abcdefghijkl"]
    saves = [(counter, other)[number % 2].save("d1", ada, 0, "", **{name: number}) for number, name in enumerate(names)]
    await asyncio.gather(*saves)
    other.service.store.close()
    assert await counter.typed("d1", ada) == {name: number for number, name in enumerate(names)}


async def test_a_conflict_comes_back_with_both_texts_and_who_wrote_the_other(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="First")
    bob = await share(counter, "d1", ada)
    await counter.save("d1", bob, 1, title="Bob's")
    saved = await counter.save("d1", ada, 1, title="Ada's", notes="kept")
    (conflict,) = saved.conflicts
    assert (conflict.field, conflict.yours, conflict.theirs, conflict.by) == ("title", "Ada's", "Bob's", bob)
    assert saved.saved == ("notes",)
    assert await counter.typed("d1", ada) == {"title": "Bob's", "notes": "kept"}
    merged = await counter.save("d1", ada, saved.revision, title="Ada's and Bob's")
    assert merged.conflicts == ()


async def test_a_large_conflict_still_fits_into_one_answer(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="t")
    bob = await share(counter, "d1", ada)
    await counter.save("d1", bob, 1, description="b" * 190_000)
    saved = await counter.save("d1", ada, 1, description="a" * 190_000)
    assert saved.conflicts[0].yours is None
    assert len(saved.model_dump_json()) < 240_000


async def test_a_stranger_hears_the_same_of_a_draft_as_of_none(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    await counter.save("d1", ada, 0, title="Quiet")
    answers = set()
    for draft_id in ("d1", "d2"):
        with pytest.raises(Rejected) as no:
            await counter.read(draft_id, eve)
        answers.add((no.value.code, no.value.reason, no.value.field))
    assert len(answers) == 1
    assert await refused(counter.save("d1", eve, 1, title="Mine")) == "not-yours-or-not-there"
    for subject, request in (
        (DRAFT_DROP, DropDraft(draft_id="d1", actor=eve)),
        (DRAFT_SHARE, ShareDraft(draft_id="d1", actor=eve, name="Eve", mail="eve@example.com")),
    ):
        assert await refused(counter.ask(subject, request)) == "not-yours-or-not-there"
    assert await counter.typed("d1", ada) == {"title": "Quiet"}


async def test_also_the_secretariat_reads_no_drafts(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet")
    assert await refused(counter.read("d1", SECRETARIAT)) == "not-yours-or-not-there"


async def test_the_secretariat_may_type_a_worksheet_that_came_by_mail(counter):
    await counter.save("d1", SECRETARIAT, 0, title="By mail")
    assert await counter.typed("d1", SECRETARIAT) == {"title": "By mail"}


async def test_nobody_begins_a_draft_over_somebody_elses_worksheet(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    await counter.submitted("w1", ada)
    assert await refused(counter.save("w1", eve, 0, title="Mine")) == "not-yours-or-not-there"


async def test_an_official_who_begins_the_draft_of_a_worksheet_writes_in_that_of_the_lead(counter):
    ada, odo = await counter.person(), await counter.person("Odo")
    await counter.submitted("w1", ada, odo)
    await counter.save("w1", odo, 0, title="Theirs")
    draft = await counter.read("w1", ada)
    assert (draft.owner, draft.editors) == (ada, (odo,))


async def test_a_co_editor_is_invited_once_and_writes_in_the_same_draft(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet")
    bob = await share(counter, "d1", ada)
    assert await share(counter, "d1", ada, mail=" BOB@example.org") == bob
    invited = [each for each in counter.said() if isinstance(each, CoEditorInvited)]
    assert invited == [CoEditorInvited(person_id=bob, draft_id="d1", invited_by=ada)]
    await counter.save("d1", bob, 1, website="theirs")
    assert await counter.typed("d1", ada) == {"title": "Quiet", "website": "theirs"}
    assert (await counter.read("d1", ada)).fields["website"].by == bob


async def test_a_co_editor_cannot_invite_or_drop(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet")
    bob = await share(counter, "d1", ada)
    again = ShareDraft(draft_id="d1", actor=bob, name="Eve", mail="eve@example.org")
    assert await refused(counter.ask(DRAFT_SHARE, again)) == "not-yours-or-not-there"
    assert await refused(counter.ask(DRAFT_DROP, DropDraft(draft_id="d1", actor=bob))) == "not-yours-or-not-there"


async def test_inviting_somebody_does_not_tell_their_name_until_they_have_come(counter):
    ada, known = await counter.person(), await counter.person("Roberta Real", "bob@example.org")
    await counter.save("d1", ada, 0, title="Quiet")
    assert await share(counter, "d1", ada, name="Typed Bob") == known
    question = ReadNames(person_ids=(known,), actor=ada, purpose="the draft")
    assert (await counter.ask(PERSON_NAMES, question)).names == {known: "Typed Bob"}
    await counter.read("d1", known)
    assert (await counter.ask(PERSON_NAMES, question)).names == {known: "Roberta Real"}


async def test_a_list_holds_what_one_owns_and_what_one_was_invited_to_the_latest_first(counter):
    ada, eve = await counter.person(), await counter.person("Eve")
    await counter.save("d1", ada, 0, title="One")
    counter.clock.on(minutes=1)
    await counter.save("d2", eve, 0, title="Two")
    await counter.ask(DRAFT_SHARE, ShareDraft(draft_id="d2", actor=eve, name="Ada", mail="ada@example.org"))
    counter.clock.on(minutes=1)
    await counter.save("d3", eve, 0, title="Three")
    cards = (await counter.ask(DRAFT_LIST, ListDrafts(actor=ada))).drafts
    assert [(card.draft_id, card.title) for card in cards] == [("d2", "Two"), ("d1", "One")]


async def test_a_dropped_draft_is_gone_with_everything_that_hung_on_it(counter):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Quiet", notes="ask carl@example.org")
    await share(counter, "d1", ada)
    await counter.ask(DRAFT_DROP, DropDraft(draft_id="d1", actor=ada))
    assert await refused(counter.read("d1", ada)) == "not-yours-or-not-there"
    for table in (tables.private.drafts, tables.private.draft_editors, tables.private.mentions):
        assert counter.look(every(table)) == []


async def test_nothing_that_was_typed_lies_in_the_clear_or_enters_a_log(service, capsys):
    counter = Counter(build(service.settings))
    ada = await counter.person()
    await counter.save("d1", ada, 0, title="Canary Finch", notes="sings")
    await counter.read("d1", ada)
    stored = [row for table in tables.metadata.sorted_tables for row in counter.look(every(table))]
    counter.service.store.close()
    cells = [cell if isinstance(cell, bytes) else str(cell).encode() for row in stored for cell in row]
    log = capsys.readouterr().err
    assert "d1" in log
    assert ada in log
    assert not [word for word in ("Canary", "sings") if word in log or any(word.encode() in cell for cell in cells)]


async def test_a_draft_of_a_new_project_needs_a_round(counter):
    ada = await counter.person()
    with pytest.raises(Rejected) as no:
        await counter.ask(DRAFT_SAVE, SaveDraft(draft_id="d1", actor=ada, revision=0, changes={"title": "x"}))
    assert no.value.field == "round_id"


async def test_nobody_who_is_unknown_begins_a_draft(counter):
    assert await refused(counter.save("d1", "nobody", 0, title="x")) == "the-person-is-unknown"


def test_a_field_name_that_is_none_is_refused_by_the_contract():
    with pytest.raises(ValidationError):
        SaveDraft(draft_id="d1", actor="p1", revision=0, changes={"<script>": "x"})


@pytest.mark.parametrize("text", ["=1+1", "<script>alert(1)</script>", "\u202eevil", "\x00", "{{7*7}}", "😀" * 50])
async def test_whatever_was_typed_comes_back_as_it_was_typed(counter, text):
    ada = await counter.person()
    await counter.save("d1", ada, 0, title=text, notes=[text, {"name": text}])
    assert await counter.typed("d1", ada) == {"title": text, "notes": [text, {"name": text}]}
    json.dumps((await counter.read("d1", ada)).model_dump(mode="json"))
