"""Chat channels through Apprise: few services, no options, no files; and a real server on this machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_contracts.clusters import ClusterListed
from cityteams_contracts.notifications import EndpointKind, EndpointRegistered, NotificationSent
from cityteams_notifications.domain.webhooks.sentences import sentence_of
from cityteams_notifications.webhooks.channels import Channels
from cityteams_notifications.webhooks.targets import Allowed
from tests.notifications.samples import example
from tests.notifications.webhooks.receiver import Receiver, status

GOOD = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general",
    "tgram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "workflows": "workflows://prod-00.westus.logic.azure.com:443/b/c?api-version=2016-06-01&sp=x&sv=1.0&sig=abc",
}
BAD = [
    "json://127.0.0.1/inside",
    "jsons://169.254.169.254/latest",
    "form://inside/",
    "file:///etc/passwd",
    "syslog://",
    "mailto://user:word@example.org",
    "dbus://",
    "windows://",
    "exec://touch",
    "mmost://inside/token",
    "workflows://127.0.0.1:443/b/c?sig=abc",
    "workflows://logic.azure.com.evil.example.org:443/b/c?sig=abc",
    "workflows://prod.logic.azure.com:8080/b/c?sig=abc",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general?template=/etc/passwd",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?redirect=yes",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?verify=no",
    "tgram://nothing",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?sig=a;verify=no",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?sig=a?template=/etc/passwd",
    "workflows://user@prod.logic.azure.com/b/c?sig=abc",
    "workflows://127.0.0.1/@prod.logic.azure.com/b/c?sig=abc",
    "tgram://123456789:abcdefg_hijklmnop/1 tgram://123456789:abcdefg_hijklmnop/2",
    "https://hooks.slack.com/services/T1/A1/x",
    "",
]


@pytest.mark.parametrize("schema", GOOD)
def test_a_service_with_a_host_of_its_own_is_taken_and_told_by_its_name_alone(schema):
    assert Channels(Allowed()).checked(GOOD[schema]) == schema


@pytest.mark.parametrize("url", BAD)
def test_whatever_may_lead_elsewhere_is_refused(url):
    with pytest.raises(Rejected) as no:
        Channels(Allowed()).checked(url)
    assert no.value.field == "url"


async def test_a_channel_is_told_a_sentence_in_a_real_request(yard):
    async with Receiver() as receiver:
        it = yard(receiver.place)
        given_ = await it.register(f"json://{receiver.place}/room", kind=EndpointKind.CHANNEL)
        assert (given_.secret, given_.public_key) == (None, None)
        it.listed("c-1")
        await it.settle()
        (request,) = receiver.got
        title = example(ClusterListed).title
        assert request.event["title"] == "Cluster listed"
        assert request.event["message"] == f"Cluster listed: {title}"
        sent = [each for each in it.desk.said() if isinstance(each, NotificationSent)]
        assert [each.channel for each in sent] == ["chat"]
        (registered,) = [each for each in it.desk.said() if isinstance(each, EndpointRegistered)]
        assert (registered.host, registered.key_id) == ("json", None)


async def test_a_channel_that_says_no_or_leads_elsewhere_is_tried_again_and_not_followed(yard):
    async with Receiver() as inside, Receiver() as receiver:
        receiver.script = [status(500), status(302, Location=f"http://{inside.place}/")]
        it = yard(receiver.place)
        await it.register(f"json://{receiver.place}/", kind=EndpointKind.CHANNEL)
        (message_id,) = it.listed("c-1")
        for _ in range(3):
            await it.settle()
            it.clock.forward(minutes=10)
        assert it.states() == {message_id: "taken"}
        assert (len(receiver.got), inside.connections) == (3, 0)


@given(st.text(max_size=400))
def test_nobody_mentions_links_or_formats_anything_through_a_title(title):
    event = {"type": "org.cityteams.cluster.listed.v1", "subject": "c", "data": {"title": title}}
    _, line = sentence_of(event)
    assert not set(line) & set("<>@*_`~|[]\n\r")
    assert len(line) <= 400
