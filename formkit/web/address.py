"""Where a visitor calls from, as far as we want to know it."""

import hashlib
import hmac
import re
from ipaddress import IPv6Address, ip_address

_WRITTEN = re.compile(
    r"(?P<v4>[\d.]+)(?::\d+)?|\[?(?P<v6>[0-9a-f:.]+)(?:%[^\]]*)?(?:\](?::\d+)?)?", re.IGNORECASE | re.ASCII
)


def address_hash(address: str, key: str) -> str:
    """A keyed hash of the visitor's network: enough to count, too little to find anybody."""
    return hmac.new(key.encode(), network_of(address).encode(), hashlib.sha256).hexdigest()[:32]


def network_of(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one, as a household may change the rest; written one way (RFC 5952).

    Some proxies add the port. What is no address stays as it is.
    """
    written = _WRITTEN.fullmatch(address.strip())
    try:
        found = ip_address(written["v6"] or written["v4"]) if written else None
    except ValueError:
        found = None
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found or address)
