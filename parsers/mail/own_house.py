"""Whether a mail may be our own servers' word: none took it in from outside, or it bears a name of the house.

Everybody can send what reads like a server's notice, from an address that looks like a machine's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.mail.headers.alignment import is_aligned
from parsers.mail.headers.authentication import authentication_of
from parsers.mail.headers.trust_boundary import came_from_outside, house_of_border
from parsers.values.headers import Proof

if TYPE_CHECKING:
    from parsers.values.headers import Headers, House


def is_of_house(headers: Headers, house: House) -> bool:
    """Whether our own servers may have written a mail.

    A guard that writes its notice into the candidate's mail leaves that mail's trace, and the results on its sender.
    So nothing need prove the guard's own domain, and only a failure (DMARC) speaks against it.
    """
    if not came_from_outside(headers):
        return True
    domain = (headers.sender.email or "").rpartition("@")[2]
    named = any(is_aligned(each, domain) for each in (*house.domains, house_of_border(headers) or ""))
    return named and authentication_of(headers, house.servers).proof is not Proof.FAILED
