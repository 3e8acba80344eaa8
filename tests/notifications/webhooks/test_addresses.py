"""No endpoint reaches the inside: not by its URL, not by what its name resolves to, now or later."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityteams_contracts import Rejected
from cityteams_notifications.domain.webhooks.addresses import is_public
from cityteams_notifications.webhooks.targets import Allowed, checked_target
from tests.notifications.webhooks.receiver import Receiver, status

INSIDE = (
    "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.8.8.8 169.254.169.254 172.16.0.1"
    " 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1"
    " 239.1.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::127.0.0.1"
    " 64:ff9b::7f00:1 64:ff9b::a00:1"
    " 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 2002:a00:1::1 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1"
    " fe80::1%eth0 fec0::1 ff02::1 ::ffff:0:127.0.0.1 not-an-address 1.2.3 0x7f000001"
).split()
OUTSIDE = "1.1.1.1 8.8.8.8 93.184.215.14 151.101.1.69 2606:4700::1111 2a00:1450:4001::200e ::ffff:8.8.8.8".split()


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_the_inside_is_known(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_everybody_passes(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_that_python_calls_special_and_its_other_spellings_neither(address: IPv4Address):
    if is_public(str(address)):
        assert address.is_global
        assert not any((address.is_multicast, address.is_reserved, address.is_loopback))
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    number = int(address)
    for wrapped in (
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
        IPv6Address(number),
    ):
        assert not is_public(str(wrapped))  # NAT64, 6to4, compatible


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_passes_that_python_calls_special(address: IPv6Address):
    if is_public(str(address)) and address.ipv4_mapped is None:
        assert address.is_global
        assert not any((address.is_multicast, address.is_private, address.is_link_local))
        assert (address.sixtofour, address.teredo) == (None, None)


HOSTILE = [
    "http://hooks.example.org/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://0x7f.0.0.1/",
    "https://0x7f000001/",
    "https://127.1/",
    "https://127.0.0.1./",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fe80::1%25eth0]/",
    "https://localhost/",
    "https://localhost./",
    "https://hooks.example.org./",
    "https://user@hooks.example.org/",
    "https://user:word@hooks.example.org/",
    "https://hooks.example.org@127.0.0.1/",
    "https://127.0.0.1#@hooks.example.org/",
    "https://hooks.example.org\\@127.0.0.1/",
    "https:\\\\127.0.0.1/",
    "https://hooks.example.org:22/",
    "https://hooks.example.org:6379/",
    "https://hooks.example.org:443:443/",
    "https://hooks.example.org:99999/",
    "https://hooks.example.org:/",
    "https://hooks.example.org/#inside",
    "https://hooks.example.org/a b",
    "https://hooks.example.org/\r\nX-Evil: 1",
    "https://hooks.example.org/\x00",
    "https://hooks.example.org/é",
    "https://ⓔⓧⓐⓜⓟⓛⓔ.org/",
    "https://127。0。0。1/",
    "https://１２７.0.0.1/",
    "https://hooks%2eexample.org/",
    "https://hooks_example.org/",
    "https://-hooks.example.org/",
    "https://hooks..example.org/",
    "https://.example.org/",
    "https:///hooks.example.org/",
    "https:hooks.example.org/",
    "//hooks.example.org/",
    "hooks.example.org",
    "ftp://hooks.example.org/",
    "file:///etc/passwd",
    "gopher://hooks.example.org/",
    "HTTPS://hooks.example.org/",
    "https://metadata/",
    "https://hooks.example.1/",
    "https://hooks.example.0x1/",
    "https://" + "a" * 64 + ".example.org/",
    "https://" + "a." * 127 + "org/",
    " https://hooks.example.org/",
    "https://hooks.example.org/ ",
    "",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_url_that_could_be_read_twofold_or_leads_inside_is_refused_with_a_remedy(url):
    with pytest.raises(Rejected) as no:
        checked_target(url, Allowed())
    assert no.value.field == "url"


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://hooks.example.org", "hooks.example.org", 443),
        ("https://hooks.example.org:8443/a/b?c=d&e=%20", "hooks.example.org", 8443),
        ("https://xn--bcher-kva.example/x", "xn--bcher-kva.example", 443),
        ("https://Hooks.Example.ORG/", "hooks.example.org", 443),
    ],
)
def test_an_ordinary_url_passes(url, host, port):
    found = checked_target(url, Allowed())
    assert (found.host, found.port) == (host, port)


@given(st.text(max_size=60))
def test_no_text_gets_past_the_check_with_another_host_than_it_names(text):
    try:
        found = checked_target(f"https://{text}", Allowed())
    except Rejected:
        return
    assert text.lower().startswith(found.host)
    assert found.host.rpartition(".")[2].strip("0123456789")
    with pytest.raises(ValueError, match="does not appear"):
        ip_address(found.host)


def test_what_the_operator_allows_is_allowed_at_its_port_alone():
    allowed = Allowed(frozenset({"127.0.0.1:9000", "inside:*"}))
    assert checked_target("http://127.0.0.1:9000/x", allowed).port == 9000
    assert checked_target("http://inside:81/x", allowed).port == 81
    with pytest.raises(Rejected):
        checked_target("http://127.0.0.1:9001/x", allowed)


async def test_a_name_that_points_inside_is_never_dialled_whatever_else_it_points_to(yard):
    async with Receiver() as inside:
        for told in (["127.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"], ["::1"]):

            async def resolver(_host, _port, told=told):
                return told

            it = yard(resolver=resolver)
            reply = await it.sender.post(f"https://hooks.example.org:{8443}/", {}, b"{}", it.clock())
            assert reply.reason == "the-address-is-not-public"
        assert inside.connections == 0


async def test_a_name_that_points_elsewhere_a_moment_later_gains_nothing(yard):
    """The guard dials the very address that it checked: what the name says at the next look does not matter."""
    asked = list[str]()
    answers = iter((["127.0.0.1"], ["10.0.0.1"]))

    async def rebinding(host, _port):
        asked.append(host)
        return next(answers)

    async with Receiver() as first:
        it = yard(f"localtest.example:{first.port}", resolver=rebinding)
        reply = await it.sender.post(f"http://localtest.example:{first.port}/", {}, b'{"subject":"c"}', it.clock())
        assert (reply.status, asked) == (204, ["localtest.example"])  # resolved once, dialled by number


async def test_a_host_without_an_address_is_an_attempt_in_vain(yard):
    async def nobody(_host, _port):
        raise OSError("no such name")

    it = yard(resolver=nobody)
    reply = await it.sender.post("https://hooks.example.org/", {}, b"{}", it.clock())
    assert reply.reason == "the-host-is-not-found"


async def test_a_redirect_to_the_inside_is_not_followed(yard):
    async with Receiver() as inside, Receiver(then=status(307, Location=f"http://{inside.place}/")) as outside:
        it = yard(inside.place, outside.place)
        await it.register(f"http://{outside.place}/")
        it.listed("c-1")
        await it.settle()
        assert (len(outside.got), inside.connections) == (1, 0)
