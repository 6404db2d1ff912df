"""Who the candidate is: what sender, signature, contact blocks, letters' heads and file names agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.person.contact_details import decide_email, decide_phone, decide_place
from parsers.facts.person.names.weighing import decide_name
from parsers.values.profiles import Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.headers import Address
    from parsers.values.profiles import Source


def decide(sources: Sequence[Source], sent: Address | None = None) -> dict[str, Fact]:
    """The candidate's name, given_name, family_name, email, phone, postal_code and city, of the texts that count.

    `sent` is the address that the first mail came from.
    """
    name, fact = decide_name(sources)
    code, city = decide_place(sources)
    return {
        "name": fact,
        "given_name": _part("given_name", name.given if name else None, fact),
        "family_name": _part("family_name", name.family if name else None, fact),
        "email": decide_email(sources, name, sent),
        "phone": decide_phone(sources, name),
        "postal_code": code,
        "city": city,
    }


def _part(key: str, value: str | None, fact: Fact) -> Fact:
    return Fact(key=key, value=value, state=fact.state, evidence=fact.evidence) if value else Fact(key=key)
