"""Addresses as they were before a relay or a sender's own server rewrote them."""

from __future__ import annotations

import re

_SRS = re.compile(r"srs0[=+-][^=]{1,20}=[^=]{1,6}=(?P<domain>[^=@]{1,253})=(?P<local>[^@]{1,64})@.+")
"""Sender rewriting, by the first of several relays: SRS0=hash=day=domain=local@relay."""
_SRS_AGAIN = re.compile(r"srs1[=+-][^=]{1,20}=[^=]{1,253}={1,2}(?P<rest>[^=]{1,20}=[^=]{1,6}=[^@]+)@.+")
_TAGGED = re.compile(r"(?:prvs|msprvs1|btv1)=+[^=@]{1,40}=(?P<rest>[^=@]{1,64}@.+)")
"""Bounce address tag validation: prvs=tag=local@domain."""
_VERP = re.compile(r"[^=@]{1,64}[+-](?P<local>[^=+@]{1,64})=(?P<domain>[^=@]{1,253}\.[a-z]{2,})@.+")
"""Variable envelope return paths: list-local=domain@sender, and list+local=domain@sender."""
_ENCAPSULATED = re.compile(r"imceasmtp-(?P<rest>[^@]{1,128})@.+")
"""Exchange, of an address that is foreign to it: IMCEASMTP-local+40domain@organisation."""
_HEX = re.compile(r"\+([0-9a-f]{2})")


def plain(address: str) -> str:
    """The address in lower case, as it was before it was rewritten; one that was not as it is."""
    given = address.strip().strip("<>\"'").lower()
    if found := _SRS_AGAIN.fullmatch(given):
        given = f"srs0={found['rest']}@relay"
    if found := _TAGGED.fullmatch(given):
        given = found["rest"]
    if found := _ENCAPSULATED.fullmatch(given):
        given = _HEX.sub(lambda code: chr(int(code[1], 16)), found["rest"])
    if found := _SRS.fullmatch(given) or _VERP.fullmatch(given):
        given = f"{found['local']}@{found['domain']}"
    return given
