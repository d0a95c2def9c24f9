"""Hosts as a spec names them: alone, or by their web address."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


_PORTS = {"http": 80, "https": 443}


def web_origin(url: str) -> str:
    """`https://Shop.example:443/page` -> `https://shop.example`, as browsers write it (RFC 6454, 6.2); "" for none.

    A bare host is one with https.
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port
    except ValueError:
        return ""
    host = host_of(url)
    if not host or parts.scheme not in _PORTS:
        return ""
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != _PORTS[parts.scheme] else "")


def host_of(said: str) -> str:
    """The ASCII host (RFC 5890) of `partner.example` or `https://partner.example/page`; "" for what is neither."""
    try:
        parts = urlsplit(said if "://" in said else f"//{said}")
        host, _ = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return ""
    plain = parts.scheme in ("", "http", "https") and "@" not in parts.netloc
    return host if plain and _HOST.fullmatch(host) else ""
