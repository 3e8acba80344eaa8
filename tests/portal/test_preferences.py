"""What one wants to be told, on the page and by the API; and why one got a letter, told to nobody else."""

import re
from datetime import time, timedelta

import pytest
from pydantic import SecretStr

from cityteams_contracts.explaining import why_token
from cityteams_contracts.notifications import (
    Frequency,
    LetterGathered,
    LetterKind,
    LetterQueued,
    LetterSent,
    NotificationsRejection,
    PreferencesSet,
    QuietHours,
    SetPreferences,
    Unsubscribed,
    Wish,
)
from cityteams_contracts.notifications.topics import MANDATORY, TOPICS
from cityteams_contracts.registration import PersonErased
from cityteams_contracts.unsubscribing import Subscription, read_unsubscribe_token
from cityteams_notifications.previewing import preview
from cityteams_notifications.rendering import Renderer
from cityteams_portal.domain.reasons import KIND_WORDS, TOPIC_WORDS
from cityteams_portal.store.preferences import preferences_of
from cityteams_portal.web.server import website
from tests.portal.desk import routes_of
from tests.portal.story import NOON

KEY, FORM = "k" * 32, "the-token-of-the-form"
ME, OTHER = "p-me", "p-other"
TOLD = PreferencesSet(
    person_id=ME,
    wishes=(Wish(topic="teams", frequency=Frequency.WEEKLY),),
    time_zone="Europe/Paris",
    quiet=QuietHours(begins=time(22), ends=time(7)),
    language="fr",
    set_at=NOON,
)


def letter(name, kind=LetterKind.SLOT_GIVEN, person=ME, because="org.cityteams.slot.given.v1"):
    return LetterQueued(
        letter_id=name, kind=kind, person_id=person, about="slot-1", subject_line="Your slot: a secret title",
        queued_at=NOON, because=because,
    )  # fmt: skip


@pytest.fixture
def home(desk):
    """A portal with the key of links, and somebody signed in."""
    desk.settings = desk.settings.model_copy(update={"unsubscribe_key": SecretStr(KEY), "answer_wait": 0.05})
    return desk


def browser(desk, person=ME):
    client = desk.person(person)
    client.cookies.set("cityteams_form", FORM)
    return client


def form(**told):
    return {"form_token": FORM, "act_id": "act-1", "time_zone": "Europe/Paris"} | told


def sent(desk):
    """The commands in the outbox, as far as they are about preferences."""
    return [command for _, command in desk.commands() if isinstance(command, SetPreferences)]


async def test_the_page_shows_every_topic_as_it_is_wanted_and_what_comes_in_any_case(home):
    home.hear(TOLD)
    async with browser(home) as web:
        page = (await web.get("/account/preferences")).text
    checked = re.findall(r'name="wish\.([a-z]+)" value="([a-z_]+)"[^>]* checked', page)
    assert dict(checked) == dict.fromkeys(TOPICS, "at_once") | {"teams": "weekly"}
    assert all(TOPIC_WORDS[topic] in page for topic in TOPICS)
    assert all(KIND_WORDS[kind][0] in page for kind in MANDATORY - {LetterKind.DIGEST})
    assert all(f'value="{told}"' in page for told in ("22:00", "07:00", "Europe/Paris"))
    assert '<option value="fr" lang="fr" selected>' in page


async def test_what_is_saved_goes_as_one_command_of_the_person_with_all_of_it(home):
    wanted = form(**{"wish.teams": "daily", "wish.mailings": "never"}, quiet_begins="22:30", quiet_ends="06:00")
    async with browser(home) as web:
        for _ in range(2):  # the same form sent twice
            answer = await web.post("/account/preferences", data=wanted | {"language": "es"})
            assert answer.headers["location"].startswith("/commands/")  # nobody has answered yet
    (command,) = sent(home)
    assert command == SetPreferences(
        person_id=ME,
        wishes=(Wish(topic="teams", frequency=Frequency.DAILY), Wish(topic="mailings", frequency=Frequency.NEVER)),
        time_zone="Europe/Paris",
        quiet=QuietHours(begins=time(22, 30), ends=time(6)),
        language="es",
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"quiet_begins": "22:00"}, "give both hours, or neither"),
        ({"quiet_begins": "late", "quiet_ends": "07:00"}, "Write it as 22:00"),
        ({"wish.teams": "hourly"}, "teams: choose one of at once, daily, weekly, never"),
        ({"time_zone": ""}, "Give your time zone"),
        ({"form_token": "another"}, "Load it again"),
    ],
)
async def test_what_cannot_be_is_told_beside_what_was_typed_and_nothing_is_sent(home, told, words):
    async with browser(home) as web:
        answer = await web.post("/account/preferences", data=form(**{"wish.kpis": "weekly"}) | told)
    assert (answer.status_code, sent(home)) == (422, [])
    assert words in answer.text
    if "form_token" not in told:
        assert re.search(r'name="wish\.kpis" value="weekly"[^>]* checked', answer.text)


async def test_what_notifications_refuses_is_told_in_its_words(home):
    async with browser(home) as web:
        told = {"wishes": {"teas": "daily"}}
        asked = await web.put("/api/v1/me/preferences", json=told, headers={"prefer": "wait=0"})
        command_id = asked.json()["command_id"]
        home.hear(
            NotificationsRejection(
                command_id=command_id, command="notifications.set-preferences.v1", code="the-topic-is-unknown",
                reason="There is no topic “teas”.", field="wishes.0.topic",
            )
        )  # fmt: skip
        answer = (await web.get(f"/api/v1/commands/{command_id}")).json()
    assert (answer["state"], answer["code"], answer["field"]) == ("rejected", "the-topic-is-unknown", "wishes.0.topic")


async def test_the_api_tells_and_takes_the_same(home):
    home.hear(TOLD)
    async with browser(home) as web:
        known = (await web.get("/api/v1/me/preferences")).json()
        assert known["wishes"]["teams"] == "weekly"
        assert known["quiet"] == {"begins": "22:00", "ends": "07:00"}
        body = {name: known[name] for name in ("wishes", "time_zone", "quiet", "language")}
        assert (await web.put("/api/v1/me/preferences", json=body)).status_code == 202
        wrong = await web.put("/api/v1/me/preferences", json=body | {"wishes": {"teams": "hourly"}})
    (command,) = sent(home)
    assert {each.topic for each in command.wishes} == set(TOPICS)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/wishes/teams")


def test_the_copy_follows_every_word_and_forgets_who_was_erased(home):
    home.hear(TOLD, Unsubscribed(person_id=ME, topic="kpis", unsubscribed_at=NOON))
    known = home.read(lambda tx: preferences_of(tx, ME))
    assert (known.frequency("teams"), known.frequency("kpis")) == (Frequency.WEEKLY, Frequency.NEVER)
    home.hear(Unsubscribed(person_id=ME, unsubscribed_at=NOON))
    everything = home.read(lambda tx: preferences_of(tx, ME))
    assert {everything.frequency(topic) for topic in TOPICS} == {Frequency.NEVER}
    home.hear(PersonErased(person_id=ME, erased_at=NOON))
    assert home.read(lambda tx: preferences_of(tx, ME)).wishes == {}


async def test_who_holds_a_letter_reads_why_it_came_without_signing_in_and_nothing_more(home):
    home.hear(letter("l-1"), LetterSent(letter_id="l-1", kind=LetterKind.SLOT_GIVEN, person_id=ME, sent_at=NOON))
    async with home.client() as web:
        page = await web.get(f"/why/{why_token(KEY.encode(), 'l-1')}")
        strange = [await web.get(f"/why/{token}") for token in ("l-1", why_token(b"x" * 32, "l-1"), "l-1.", "x")]
    title, role = KIND_WORDS[LetterKind.SLOT_GIVEN]
    assert all(word in page.text for word in (title, role, "org.cityteams.slot.given.v1", TOPIC_WORDS["gatherings"]))
    assert 'href="/account/preferences"' in page.text
    (stop,) = re.findall(r'href="/unsubscribe/([^"]+)"', page.text)
    assert read_unsubscribe_token(KEY.encode(), stop) == Subscription(ME, "gatherings", "l-1")
    assert "secret title" not in page.text
    assert {each.status_code for each in strange} == {404}


async def test_a_letter_that_everybody_must_get_says_so_and_offers_no_way_out(home):
    home.hear(letter("l-1", LetterKind.PARTNERS_INTRODUCED))
    async with home.client() as web:
        page = (await web.get(f"/why/{why_token(KEY.encode(), 'l-1')}")).text
    assert "cannot be switched off" in page
    assert "/unsubscribe/" not in page


async def test_a_digest_gives_the_reason_of_each_letter_in_it(home):
    kind = LetterKind.KPI_DUE
    home.hear(
        letter("l-1", kind),
        letter("d-1", LetterKind.DIGEST, because=None),
        LetterGathered(letter_id="l-1", kind=kind, person_id=ME, into="d-1", gathered_at=NOON + timedelta(hours=8)),
    )
    async with browser(home) as web:
        page = (await web.get("/account/letters/d-1")).text
    assert f"{KIND_WORDS[kind][0]} ({TOPIC_WORDS['kpis']}): {KIND_WORDS[kind][1]}" in page


async def test_nobody_learns_whether_somebody_elses_letter_is_there(home):
    home.hear(letter("l-1"), letter("l-2", person=OTHER))
    async with browser(home) as web:
        mine = (await web.get("/api/v1/me/letters")).json()["items"]
        theirs, nobodys = [await web.get(f"/account/letters/{name}") for name in ("l-2", "l-9")]
        listed = (await web.get("/account/letters")).text
    assert [(each["letter_id"], each["because"]) for each in mine] == [("l-1", "org.cityteams.slot.given.v1")]
    assert theirs.status_code == nobodys.status_code == 403
    assert theirs.text.replace("l-2", "") == nobodys.text.replace("l-9", "")
    assert "/account/letters/l-1" in listed
    assert "/account/letters/l-2" not in listed


def test_of_every_kind_and_topic_it_is_said_in_words_what_it_is():
    assert set(KIND_WORDS) == set(LetterKind)
    assert set(TOPIC_WORDS) == set(TOPICS)


def test_every_link_in_every_letter_leads_to_a_page_that_is_there(desk):
    pages = [
        each.path_regex for each in routes_of(website(desk.service, desk.settings)) if "GET" in (each.methods or ())
    ]
    renderer = Renderer()
    for kind in LetterKind:
        text = preview(kind, "en", renderer).text
        for path in re.findall(r"https://portal\.example\.org(/[^\s?]*)", text):
            assert any(page.match(path) for page in pages), (kind, path)
