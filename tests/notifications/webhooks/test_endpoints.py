"""An organisation's people look after its endpoints; nobody else does, and no event says a URL or a secret."""

from datetime import timedelta

import pytest

from cityteams_contracts import Rejected
from cityteams_contracts.notifications import (
    DeleteEndpoint,
    EndpointDeleted,
    EndpointKind,
    EndpointRegistered,
    EndpointRevised,
    MakeSecret,
    NotificationsRejection,
    PauseEndpoint,
    ReadKeys,
    RegisterEndpoint,
    ReplayDeliveries,
    ResumeEndpoint,
    ReviseEndpoint,
    RotateSecret,
    SecretRotated,
    TestEndpoint,
    Wanted,
)
from cityteams_contracts.registration import OrganisationMerged, PersonNamed, PersonRole, PersonUnnamed
from cityteams_notifications.domain.webhooks.endpoint import MOST_ENDPOINTS
from cityteams_notifications.webhooks.desk import EndpointDesk
from cityteams_notifications.webhooks.store import HEALTH, KEYS, TARGETS
from tests.notifications.samples import NOON
from tests.notifications.webhooks.courting import MEMBER, ORGANISATION, STRANGER
from tests.notifications.webhooks.receiver import Receiver

PLACE = "127.0.0.1:9"
URL = f"http://{PLACE}/hook?token=canary-in-the-url"


def refused(said):
    (no,) = said
    assert isinstance(no, NotificationsRejection)
    return no.code


async def test_the_secret_is_told_once_and_lies_nowhere_in_the_clear(yard):
    it = yard(PLACE)
    given = await it.register(URL)
    assert given.secret is not None
    assert given.public_key is not None
    assert (given.secret[:6], given.public_key[:5]) == ("whsec_", "whpk_")
    (event,) = [each for each in it.desk.said() if isinstance(each, EndpointRegistered)]
    assert (event.host, event.organisation_id) == ("127.0.0.1", ORGANISATION)
    said = b"".join(each.body for each in it.desk.envelopes())
    stored = str(it.desk.read(lambda tx: [*tx.find(TARGETS), *tx.find(KEYS)])).encode()
    for canary in (b"canary-in-the-url", given.secret.removeprefix("whsec_").encode()):
        assert canary not in said
        assert canary not in stored


@pytest.mark.parametrize(
    "command",
    [
        ReviseEndpoint(endpoint_id="e-1", title="Mine now"),
        RotateSecret(endpoint_id="e-1", key_id="k"),
        PauseEndpoint(endpoint_id="e-1"),
        ResumeEndpoint(endpoint_id="e-1"),
        DeleteEndpoint(endpoint_id="e-1"),
        TestEndpoint(endpoint_id="e-1"),
        ReplayDeliveries(endpoint_id="e-1"),
    ],
    ids=lambda each: type(each).__name__,
)
async def test_a_stranger_may_nothing_and_hears_the_same_of_what_is_not_there(yard, command):
    it = yard(PLACE)
    unknown = refused(it.ask(command, STRANGER))
    await it.register(URL)
    assert refused(it.ask(command, STRANGER)) == unknown == "this-is-not-yours-to-do"
    assert refused(yard(PLACE).ask(command, MEMBER)) == "this-is-not-yours-to-do"


async def test_nobody_registers_for_an_organisation_of_others_or_asks_for_its_secrets(yard):
    it = yard(PLACE)
    with pytest.raises(Rejected, match="not-yours"):
        await it.give(URL, actor=STRANGER)
    await it.register(URL)
    for asked in (it.private.renew(MakeSecret(actor=STRANGER, endpoint_id="e-1"), it.desk.service),
                  it.private.read(ReadKeys(actor=STRANGER, endpoint_id="e-1"), it.desk.service),
                  it.private.read(ReadKeys(actor=MEMBER, endpoint_id="e-2"), it.desk.service)):  # fmt: skip
        with pytest.raises(Rejected, match="not-yours"):
            await asked


async def test_a_url_is_used_once_and_for_its_own_organisation_and_kind(yard):
    it = yard(PLACE)
    given = await it.register(URL)
    known = {"organisation_id": ORGANISATION, "title": "Again", "target_id": given.target_id}
    assert refused(it.ask(RegisterEndpoint(endpoint_id="e-2", **known))) == "the-target-is-unknown"
    fresh = (await it.give(URL)).target_id
    other = {**known, "target_id": fresh, "kind": EndpointKind.CHANNEL}
    assert refused(it.ask(RegisterEndpoint(endpoint_id="e-2", **other))) == "the-target-is-unknown"
    assert refused(it.ask(RegisterEndpoint(endpoint_id="e-1", **known | {"target_id": fresh}))) == (
        "the-endpoint-is-known-already"
    )


async def test_an_event_type_that_stays_inside_cannot_be_wanted(yard):
    it = yard(PLACE)
    await it.register(URL)
    wanted = Wanted(types=("org.cityteams.letter.queued.v1",))
    no = it.ask(ReviseEndpoint(endpoint_id="e-1", title="Open data", wanted=wanted))
    assert refused(no) == "the-event-type-is-not-public"
    assert no[0].field == "wanted.types"
    (event,) = it.ask(ReviseEndpoint(endpoint_id="e-1", title="Other", wanted=Wanted(sectors=("utility",))))
    assert isinstance(event, EndpointRevised)
    assert it.endpoints()["e-1"].wanted.sectors == ("utility",)


async def test_an_organisation_has_a_bounded_number_of_endpoints(yard):
    it = yard(PLACE)
    for at in range(MOST_ENDPOINTS):
        await it.register(URL, f"e-{at}")
    await it.register(URL, "e-more")
    assert refused(it.desk.said()[-1:]) == "the-organisation-has-too-many-endpoints"


async def test_a_rotation_overlaps_for_as_long_as_it_was_asked_and_then_the_old_secret_is_silent(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        await it.register(f"http://{receiver.place}/")
        made = await it.private.renew(MakeSecret(actor=MEMBER, endpoint_id="e-1"), it.desk.service)
        (event,) = it.ask(RotateSecret(endpoint_id="e-1", key_id=made.key_id, overlap_hours=2))
        assert isinstance(event, SecretRotated)
        assert event.before_until == NOON + timedelta(hours=2)
        counts = []
        for hours in (0, 3):
            it.clock.forward(hours=hours)
            it.listed(f"c-{hours}")
            await it.settle()
            read = await it.private.read(ReadKeys(actor=MEMBER, endpoint_id="e-1"), it.desk.service)
            counts.append((len(receiver.got[-1].headers["webhook-signature"].split()), len(read.public_keys)))
            assert read.public_keys[0] == made.public_key
        assert counts == [(4, 2), (2, 1)]


async def test_keys_of_another_endpoint_or_those_in_use_cannot_be_put_into_use(yard):
    it = yard(PLACE)
    await it.register(URL, "e-1")
    await it.register(URL, "e-2")
    made = await it.private.renew(MakeSecret(actor=MEMBER, endpoint_id="e-2"), it.desk.service)
    assert refused(it.ask(RotateSecret(endpoint_id="e-1", key_id=made.key_id))) == "the-secret-is-unknown"
    used = it.endpoints()["e-1"].key_id
    assert used is not None
    assert refused(it.ask(RotateSecret(endpoint_id="e-1", key_id=used))) == "the-secret-is-in-use"


async def test_what_is_paused_cannot_be_paused_or_tested_and_what_is_active_not_resumed(yard):
    it = yard(PLACE)
    await it.register(URL)
    assert refused(it.ask(ResumeEndpoint(endpoint_id="e-1"))) == "the-endpoint-is-active"
    it.ask(PauseEndpoint(endpoint_id="e-1"))
    assert refused(it.ask(PauseEndpoint(endpoint_id="e-1"))) == "the-endpoint-is-not-active"
    assert refused(it.ask(TestEndpoint(endpoint_id="e-1"))) == "the-endpoint-is-not-active"
    assert refused(it.ask(ReplayDeliveries(endpoint_id="e-1"))) == "there-is-nothing-to-replay"


async def test_of_a_deleted_endpoint_nothing_is_left(yard):
    it = yard(PLACE)
    await it.register(URL)
    it.listed("c-1")
    await it.settle()
    (event,) = it.ask(DeleteEndpoint(endpoint_id="e-1"))
    assert isinstance(event, EndpointDeleted)
    left = it.desk.read(lambda tx: [*tx.find(TARGETS), *tx.find(KEYS), *tx.find(HEALTH)])
    assert (left, it.dispatches(), it.endpoints()) == ([], [], {})
    it.listed("c-2")
    await it.settle()
    assert it.dispatches() == []


async def test_a_url_that_no_endpoint_was_registered_with_is_forgotten_after_a_day(yard):
    it = yard(PLACE)
    await it.give(URL)
    it.clock.forward(hours=25)
    await it.turns(1)
    assert it.desk.read(lambda tx: [*tx.find(TARGETS), *tx.find(KEYS)]) == []


async def test_who_leaves_the_organisation_loses_its_endpoints_and_a_merger_hands_them_on(yard):
    it = yard(PLACE)
    await it.register(URL)
    it.desk.hear(PersonNamed(organisation_id="o-other", person_id="p-heir", role=PersonRole.CITY_OFFICIAL))
    it.desk.hear(OrganisationMerged(organisation_id=ORGANISATION, into="o-other", merged_at=NOON))
    assert refused(it.ask(PauseEndpoint(endpoint_id="e-1"), MEMBER)) == "this-is-not-yours-to-do"
    assert not isinstance(it.ask(PauseEndpoint(endpoint_id="e-1"), "p-heir")[0], NotificationsRejection)
    it.desk.hear(PersonUnnamed(organisation_id="o-other", person_id="p-heir", role=PersonRole.CITY_OFFICIAL))
    assert refused(it.ask(ResumeEndpoint(endpoint_id="e-1"), "p-heir")) == "this-is-not-yours-to-do"


async def test_without_a_key_nothing_can_be_registered_and_the_answer_says_what_to_do(yard):
    it = yard(PLACE)
    it.private = EndpointDesk(None, it.allowed, it.channels, it.clock)
    with pytest.raises(Rejected, match="CITYTEAMS_ENDPOINT_KEY"):
        await it.give(URL)


async def test_a_store_built_again_from_events_has_the_same_endpoints_and_sends_nothing(yard):
    it, fresh = yard(PLACE), yard(PLACE)
    await it.register(URL, wanted_is_ignored := "e-1", sectors=("utility",))
    await it.register(URL, "e-2")
    it.ask(PauseEndpoint(endpoint_id=wanted_is_ignored))
    it.ask(DeleteEndpoint(endpoint_id="e-2"))
    fresh.desk.replay(it.desk.envelopes())
    assert fresh.endpoints() == it.endpoints()
    assert fresh.dispatches() == []
