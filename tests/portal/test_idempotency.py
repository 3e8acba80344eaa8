"""A request that is repeated under its Idempotency-Key is one command."""

from tests.portal.test_api import ROW, problem

ACCEPT = "/api/v1/worksheets/w-1/accept"


async def test_the_same_key_and_body_give_one_command(desk):
    async with desk.secretariat() as client:
        first = await client.post("/api/v1/worksheets", json=ROW, headers={"Idempotency-Key": "k-1"})
        again = await client.post("/api/v1/worksheets", json=ROW, headers={"Idempotency-Key": "k-1"})
    assert first.status_code == again.status_code == 202
    assert first.json()["command_id"] == again.json()["command_id"]
    assert len(desk.commands()) == 1


async def test_a_row_without_an_id_keeps_its_worksheet_when_repeated(desk):
    row = {name: value for name, value in ROW.items() if name != "id"}
    async with desk.secretariat() as client:
        for _ in range(2):
            await client.post("/api/v1/worksheets", json=row, headers={"Idempotency-Key": "k-1"})
    assert len({command.worksheet_id for _, command in desk.commands()}) == 1


async def test_the_same_key_with_another_body_is_refused(desk):
    async with desk.secretariat() as client:
        await client.post("/api/v1/worksheets", json=ROW, headers={"Idempotency-Key": "k-1"})
        other = await client.post(
            "/api/v1/worksheets", json=ROW | {"title": "Other"}, headers={"Idempotency-Key": "k-1"}
        )
    assert problem(other, 422)["code"] == "the-key-was-used-before"
    assert len(desk.commands()) == 1


async def test_without_a_key_or_at_another_address_each_request_is_its_own_command(desk):
    async with desk.secretariat() as client:
        for key in ({}, {}, {"Idempotency-Key": "k-1"}, {"Idempotency-Key": "k-2"}):
            await client.post(ACCEPT, headers=key)
        await client.post(ACCEPT.replace("w-1", "w-2"), headers={"Idempotency-Key": "k-1"})
    assert len(desk.commands()) == 5


async def test_a_key_that_is_too_long_is_refused(desk):
    async with desk.secretariat() as client:
        assert (await client.post(ACCEPT, headers={"Idempotency-Key": "k" * 256})).status_code == 400
