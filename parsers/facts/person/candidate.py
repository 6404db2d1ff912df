"""Who the candidate is and how reached: what sender, signature, contact blocks, letters and file names agree on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.facts.person.names.personal_names import PersonName, read_name, titled
from parsers.facts.person.names.similarity import in_address, likeness
from parsers.facts.person.names.weighing import decide_name
from parsers.facts.telling.merging import findings_of, placed
from parsers.linkage.senders import is_machine, is_shared
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State
from parsers.values.headers import Address
from parsers.values.profiles import Claim, Fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.values.profiles import Source

_OWN = frozenset({"contact", "sender", "signature"})
_DISPUTED = 0.8
"""A rival with this share of the winner's weight makes a value one to verify."""
_SURE = 0.5
"""A place without a code that is told less surely, by a letter's date or its neighbours only, is to be verified."""
_LEAST_ADDRESS, _LEAST_PHONE = 0.2, 0.25
"""What stands in running text is the candidate's where nothing better is told, unless it is said to be another's."""


def _decide_email(sources: Sequence[Source], name: PersonName | None, sent: Address | None) -> Fact:
    """The address the application came from; of a machine or somebody else who sends, the one the papers give."""
    given = findings_of(sources, "email")
    written: dict[str, float] = defaultdict(float)
    for source, finding in given:
        written[str(finding.value)] += finding.certainty * (1.0 if source.document_id is not None else 0.6)
    chosen = sent.email if sent else None
    own = [address for address in written if name and in_address(name, address)]
    best = max(own or written, key=lambda address: written[address], default=None)
    if chosen is None or (best and chosen not in written and _is_of_another(chosen, sent.name if sent else None, name)):
        chosen = best or chosen
    if chosen is None:
        return Fact(key="email")
    pieces = tuple(p for source, finding in given if finding.value == chosen for p in placed(source, finding.evidence))
    return Fact(key="email", value=chosen, state=State.FOUND, evidence=pieces[:EVIDENCE_LIMIT])


def _is_of_another(address: str, shown: str | None, name: PersonName | None) -> bool:
    """Whether an address is a machine's, a shared box's, or another person's than `name`."""
    mailbox = Address(email=address)
    if is_machine(mailbox) or is_shared(mailbox):
        return True
    sender = read_name(titled(shown)) if shown else None
    return name is not None and sender is not None and not likeness(sender, name)


def _decide_phone(sources: Sequence[Source], name: PersonName | None) -> Fact:
    """The candidate's number: that of the papers before one in a mail that somebody else wrote."""
    own = _phone([source for source in sources if not _is_from_another(source, name)])
    return own if own.value else _phone(sources)


def _is_from_another(source: Source, name: PersonName | None) -> bool:
    """Whether a text is a mail that somebody else wrote for the candidate."""
    shown = source.applicant.name if source.document_id is None else None
    sender = read_name(titled(shown)) if shown else None
    return name is not None and sender is not None and not likeness(sender, name)


def _phone(sources: Sequence[Source]) -> Fact:
    """The number that most own places tell; of two told alike, the mobile."""
    weights: dict[str, float] = defaultdict(float)
    mobile: set[str] = set()
    readings = findings_of(sources, "phone")
    for (_, number), weight in _by_place(readings).items():
        weights[number] += weight
    for _, finding in readings:
        if finding.detail.get("mobile"):
            mobile.add(str(finding.value))
    likely = [number for number, weight in weights.items() if weight >= _LEAST_PHONE]
    if not likely:
        return Fact(key="phone")
    best = max(likely, key=lambda number: weights[number] + 0.5 * weights[number] * (number in mobile))
    return _with_rivals(_agreed("phone", best, readings), readings)


def _with_rivals(fact: Fact, readings: Sequence[tuple[Source, Finding]]) -> Fact:
    """The number, to be verified with what it would be in another country where nothing tells of which it is."""
    told = [finding.detail.get("rivals") for _, finding in readings if finding.value == fact.value]
    if not told or not all(told):
        return fact
    rivals = dict.fromkeys(str(rival) for one in told for rival in one or ())
    claims = tuple(Claim(value=value, evidence=fact.evidence) for value in (fact.value, *rivals))
    return replace(fact, state=State.TO_VERIFY, claims=claims)


def _by_place(readings: Sequence[tuple[Source, Finding]]) -> dict[tuple[tuple[int, int | None, object], str], float]:
    """The certainty of each value in each kind of place of each text, once."""
    found: dict[tuple[tuple[int, int | None, object], str], float] = {}
    for source, finding in readings:
        place = (source.message_id, source.document_id, finding.detail.get("source"))
        weight = finding.certainty * (1.0 if source.kind is Kind.CV else 0.9)
        found[place, str(finding.value)] = max(found.get((place, str(finding.value)), 0.0), weight)
    return found


def _decide_place(sources: Sequence[Source]) -> tuple[Fact, Fact]:
    """Postal code and place together, as the likeliest address writes them; a place alone where no code is told.

    Another code that is told nearly as surely makes it `to_verify`: somebody moved, or a paper is an old one.
    """
    codes, cities = findings_of(sources, "postal_code"), findings_of(sources, "city")
    bare = [(s, f) for s, f in cities if f.detail.get("postal_code") is None]
    place = _likeliest(bare)
    same = [str(f.value) for _, f in codes if place and fold(str(f.detail.get("city"))) == fold(place)]
    code = _likeliest(codes) or next(iter(same), None)
    if code and (place is None or not _is_surer(place, bare, [pair for pair in codes if pair[1].value == code])):
        cities = [(s, f) for s, f in cities if f.detail.get("postal_code") == code]
        return _disputed(_agreed("postal_code", code, codes), codes), _city(cities)
    return Fact(key="postal_code"), _city([(s, f) for s, f in bare if str(f.value) == place])


def _is_surer(place: str, bare: Sequence[tuple[Source, Finding]], coded: Sequence[tuple[Source, Finding]]) -> bool:
    """Whether a place without a code stands among the person's particulars, and the one with a code does not."""
    best = max(finding.certainty for _, finding in coded)
    own = any(finding.detail.get("source") in _OWN for _, finding in coded)
    same = any(fold(str(finding.detail.get("city"))) == fold(place) for _, finding in coded)
    return not own and not same and any(finding.certainty > best for _, finding in bare if finding.value == place)


def _city(readings: Sequence[tuple[Source, Finding]]) -> Fact:
    """The place as the surest reading writes it, in small letters before capitals."""
    if not readings:
        return Fact(key="city")
    best = max(readings, key=lambda pair: (pair[1].certainty, str(pair[1].value) != str(pair[1].value).upper()))
    fact = _agreed("city", str(best[1].value), readings)
    return (
        fact
        if best[1].detail.get("postal_code") or best[1].certainty >= _SURE
        else replace(fact, state=State.TO_VERIFY)
    )


def _weights(readings: Sequence[tuple[Source, Finding]]) -> dict[str, float]:
    """How surely all places together tell each value."""
    weights: dict[str, float] = defaultdict(float)
    for (_, value), weight in _by_place(readings).items():
        weights[value] += weight
    return weights


def _likeliest(readings: Sequence[tuple[Source, Finding]]) -> str | None:
    """The value that most places tell, by their certainty, or None where none is likely."""
    weights = _weights(readings)
    best = max(weights, key=lambda value: weights[value], default=None)
    return best if best and weights[best] >= _LEAST_ADDRESS else None


def _disputed(fact: Fact, readings: Sequence[tuple[Source, Finding]]) -> Fact:
    """The fact, to be verified with all claims where others are told nearly as surely."""
    weights = _weights(readings)
    rivals = [v for v, weight in weights.items() if v != fact.value and weight >= _DISPUTED * weights[str(fact.value)]]
    if not rivals:
        return fact
    claims = [fact, *(_agreed(fact.key, rival, readings) for rival in rivals)]
    return replace(
        fact, state=State.TO_VERIFY, claims=tuple(Claim(value=one.value, evidence=one.evidence) for one in claims)
    )


def _agreed(key: str, value: str, readings: Sequence[tuple[Source, Finding]]) -> Fact:
    ordered = sorted(readings, key=lambda pair: -pair[1].certainty)
    pieces = [p for s, f in ordered if fold(str(f.value)) == fold(value) for p in placed(s, f.evidence)]
    return Fact(key=key, value=value, state=State.FOUND, evidence=tuple(dict.fromkeys(pieces))[:EVIDENCE_LIMIT])


def decide(sources: Sequence[Source], sent: Address | None = None, aside: Sequence[Source] = ()) -> dict[str, Fact]:
    """The candidate's name, given_name, family_name, email, phone, postal_code and city, of the texts that count.

    Args:
        sources: the texts that count, newest first.
        sent: the address that the first mail came from.
        aside: the candidate's other texts, which speak of the name alone.
    """
    name, fact = decide_name(sources, aside)
    code, city = _decide_place(sources)
    return {
        "name": fact,
        "given_name": _part("given_name", name.given if name else None, fact),
        "family_name": _part("family_name", name.family if name else None, fact),
        "email": _decide_email(sources, name, sent),
        "phone": _decide_phone(sources, name),
        "postal_code": code,
        "city": city,
    }


def _part(key: str, value: str | None, fact: Fact) -> Fact:
    return Fact(key=key, value=value, state=fact.state, evidence=fact.evidence) if value else Fact(key=key)
