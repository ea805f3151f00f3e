"""Which addresses may be asked: pure decisions; None means yes, else the reason why not.

Sources: IANA special-purpose address registries (RFC 6890 and its successors), WHATWG URL for
what counts as a number in a host. The name of a host decides nothing in the end: whatever it
resolves to is checked once more at the moment of connecting (`crawler.guard`).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

MOST_URL = 2_000
PORTS = frozenset({80, 443, 8080, 8443})
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_INSIDE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "localdomain")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\<>\"^`{|}\u2028\u2029]")
_NUMERIC = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
# What `is_global` of some supported Python version still takes for the open internet, and every
# form in which an IPv6 address carries an IPv4 one.
_NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


def refuse_url(
    url: str, *, allow_private: bool = False, ports: Collection[int] = PORTS
) -> str | None:
    """Why this address is not asked for, judged by its text alone."""
    if len(url) > MOST_URL or _UNSAFE.search(url):
        return f"an address has at most {MOST_URL:,} characters and no blanks or controls"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return "the address cannot be understood"
    if parts.scheme not in {"http", "https"} or not host:
        return f"only http and https are fetched, not {parts.scheme or 'an address without host'}"
    if "@" in parts.netloc:
        return "the address carries a user name"
    if port is not None and (port == 0 or not (allow_private or port in ports)):
        return f"port {port} is not a web port ({', '.join(map(str, sorted(ports)))})"
    return refuse_host(host, allow_private=allow_private)


def may_be_asked(url: str, *, allow_private: bool = False, ports: Collection[int] = PORTS) -> bool:
    """Whether nothing in the text of the address speaks against asking."""
    return refuse_url(url, allow_private=allow_private, ports=ports) is None


def refuse_host(host: str, *, allow_private: bool = False) -> str | None:
    """Why this host is not asked, judged by its name: numbers in disguise, names of the inside."""
    bare = host.rstrip(".").lower()
    literal = parse_address(bare)
    if literal is not None:
        return None if allow_private else refuse_address(literal)
    if _is_number(bare):
        return f"{host} is an address written as a number"
    if allow_private:
        return None
    if "." not in bare:
        return f"{host} is a name of the local network"
    if bare.endswith(tuple(f".{name}" for name in _INSIDE_NAMES)):
        return f"{host} is a name of the local network"
    return None


def refuse_address(address: IPAddress, exempt: tuple[Network, ...] = ()) -> str | None:
    """Why no connection is made to this IP address."""
    if any(address in network for network in exempt):
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.scope_id is not None:
        return f"{address} belongs to one network interface"
    if any(address in network for network in _NEVER) or not address.is_global:
        return f"{address} is not an address of the public internet"
    return None


def parse_address(text: str) -> IPAddress | None:
    """An IP address in its one proper spelling, with or without brackets; else None."""
    try:
        return ipaddress.ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def _is_number(host: str) -> bool:
    """WHATWG URL 'ends in a number': what a resolver may take for an IPv4 address."""
    return _NUMERIC.fullmatch(host.rpartition(".")[2]) is not None
