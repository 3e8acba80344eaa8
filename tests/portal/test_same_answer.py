"""Whether an address is known cannot be told: the same bytes come back, and the same work is done for them."""

import re
from itertools import product
from statistics import median
from time import perf_counter

import sqlalchemy as sa

from cityteams_contracts import CONTACT_GIVE
from cityteams_contracts.registration import ContactGiven, GiveContact, SignInLinkAsked
from tests.portal.test_sign_in import hidden

PAIRS = 9  # one origin may ask twenty times an hour


async def everything_that_comes_back(client, mail):
    """Status, headers and bytes of asking and of the page it leads to; a random token counts by its length alone."""
    page = await client.get("/sign-in")
    typed = {"form_token": hidden(page), "next": hidden(page, "next"), "mail": mail}
    begun = perf_counter()
    sent = await client.post("/sign-in", data=typed)
    took = perf_counter() - begun
    after = await client.get(sent.headers["location"])
    return [_bare(sent), _bare(after)], took


def _bare(answer):
    headers = [(name, re.sub(rb"[\w-]{43}", b"(43)", value)) for name, value in answer.headers.raw]
    return answer.status_code, headers, answer.content


async def known(registration, mail):
    """Somebody whose contact was given."""
    await registration.request(CONTACT_GIVE, GiveContact(name="Known Person", mail=mail), ContactGiven)


async def test_a_known_and_an_unknown_address_get_the_same_bytes_for_the_same_work(desk, registration, capsys):
    for number in range(PAIRS):
        await known(registration, f"known{number}@city.example")
    answers, work = [], []
    times: dict[str, list[float]] = {"known": [], "fresh": []}
    noted: list[str] = []

    def note(_conn, _cursor, statement, *_rest):
        noted.append(statement)

    sa.event.listen(registration.service.store.engine, "before_cursor_execute", note)
    for number, who in product(range(PAIRS), times):
        noted.clear()
        async with desk.client() as client:
            answer, took = await everything_that_comes_back(client, f"{who}{number}@city.example")
        answers.append(answer)
        work.append(tuple(noted))
        times[who].append(took * 1000)
    sa.event.remove(registration.service.store.engine, "before_cursor_execute", note)
    assert len(registration.said(SignInLinkAsked)) == 2 * PAIRS
    assert answers == [answers[0]] * 2 * PAIRS
    assert work == [work[0]] * 2 * PAIRS
    assert any("INSERT INTO contacts" in each for each in work[0])
    with capsys.disabled():
        print(f"\n  medians: known {median(times['known']):.2f} ms, unknown {median(times['fresh']):.2f} ms")


async def test_the_comparison_would_see_a_difference(desk, registration):
    async with desk.client() as client:
        right, _ = await everything_that_comes_back(client, "ada@city.example")
    async with desk.client(**{"accept-language": "fr"}) as client:
        other, _ = await everything_that_comes_back(client, "ada@city.example")
    assert right != other
