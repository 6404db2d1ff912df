"""Where a request comes from, as limits count it."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

IPV6_SITE = 64
"""Bits of an IPv6 address that tell one site: below them a machine chooses by itself (RFC 4291, 2.5.1; RFC 6177)."""


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, the /64 of an IPv6 one, else the text as it is."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_SITE), strict=False))
