"""Which addresses of the internet belong to everybody: an endpoint may be at no other.

The lists are the special-purpose registries of IANA (RFC 6890 and its updates). Of IPv6 only global unicast passes, and
of that nothing that carries an IPv4 address inside (6to4, Teredo) or leads to one (NAT64 is outside of 2000::/3).
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_V4 = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 "
        "203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    ).split()
)
_GLOBAL_UNICAST = ip_network("2000::/3")
_V6 = tuple(ip_network(each) for each in "2001::/23 2001:db8::/32 2002::/16 3fff::/20 2620:4f:8000::/48".split())


def is_public(address: str) -> bool:
    """Whether an address, as the resolver gives it, may be connected to; what is no address may not."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return _is_public_v4(found.ipv4_mapped) if found.ipv4_mapped else _is_public_v6(found)
    return _is_public_v4(found)


def _is_public_v4(found: IPv4Address) -> bool:
    return not any(found in each for each in _V4)


def _is_public_v6(found: IPv6Address) -> bool:
    return found in _GLOBAL_UNICAST and not any(found in each for each in _V6)
