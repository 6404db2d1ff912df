"""Who the candidate is: what sender, signature, contact blocks, letters' heads and file names agree on.

A name is weighed by how many places tell it, in full or in part, and by the address the mail came from. A machine, a
shared box, a spouse or a colleague who sends does not become the candidate: the papers outweigh the sender.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.facts.likeness import completed, in_address, likeness
from parsers.facts.merging import placed
from parsers.facts.names import Name, read_name
from parsers.text import fold
from parsers.values import Claim, Fact, Finding, Kind, Placed, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.values import Source

_SENDER = 0.7
_SIGNED, _STRANGER = 0.85, 0.7
_FILENAME = 0.3
_MAIL: tuple[int, int | None, str] = (0, None, "mail")
"""The sender's name and the signature of the body are one voice: whoever sends writes both."""
_OF_SENDER, _OF_PAPERS = 0.5, 0.8
"""What an e-mail address that holds a name adds to it: the sender's, and the papers' own."""
_DISPUTED = 0.8
"""A rival with this share of the winner's weight makes a value one to verify."""
_EVIDENCE = 6
_LEAST_ADDRESS, _LEAST_PHONE = 0.2, 0.25
"""What stands in running text is the candidate's where nothing better is told, unless it is said to be another's."""
_SHARED = re.compile(
    r"^(?:no-?reply|ne-?pas-?repondre|nepasrepondre|noreply|info|contact|secretariat|secr|direction|accueil|admin|administration|scan|scanner|copieur|copier|printer|imprimante|ricoh|canon|"
    r"konica|xerox|mfp|multifonction|ecole|school|bureau|office|economat|bibliotheque|cyber\w*|espace\w*|notification\w*|mailer|postmaster|rh|hr|jobs|recrutement|emploi)[\W\d_]*"
)
_PAPERS = re.compile(
    r"cv|curriculum|vitae|lettre|motivation|candidature|lm|letter|lebenslauf|anschreiben|bewerbung|brief|motivatiebrief|dossier|diplome|scan|img|document|europass|eo|arlon|recrutement|version|final|"
    r"corrige|copie|page|pdf|docx?|odt|rtf|txt|jpe?g|png|annexe|fr|nl|de|en"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A name as one place tells it."""

    name: Name
    weight: float
    place: tuple[int, int | None, str]
    evidence: tuple[Placed, ...] = ()


def decide(sources: Sequence[Source]) -> dict[str, Fact]:
    """The candidate's name, given_name, family_name, email, phone, postal_code and city, of the texts that count."""
    told = [*_told_in_texts(sources), *_told_by_sender(sources), *_told_by_filenames(sources)]
    addresses = list(dict.fromkeys(s.applicant.email for s in sources if s.applicant.email))
    name, fact = _name(
        _papers_first(told), addresses, [str(f.value) for s, f in _findings(sources, "email") if s.document_id]
    )
    code = _place(sources)
    return {
        "name": fact,
        "given_name": _part("given_name", name.given if name else None, fact),
        "family_name": _part("family_name", name.family if name else None, fact),
        "email": _email(sources, name),
        "phone": _phone_of(sources, name),
        "postal_code": code[0],
        "city": code[1],
    }


def _findings(sources: Sequence[Source], key: str) -> list[tuple[Source, Finding]]:
    return [(source, finding) for source in sources for finding in source.findings.facts if finding.key == key]


# --- names -------------------------------------------------------------------------------------------------------


def _told_in_texts(sources: Sequence[Source]) -> Iterable[_Told]:
    for source, finding in _findings(sources, "name"):
        name = Name(given=str(finding.detail.get("given", "")), family=str(finding.detail.get("family", "")))
        yield _Told(
            name=name,
            weight=finding.certainty * (0.7 if source.document_id is None else 1.0),
            place=_MAIL if source.document_id is None else (source.message_id, source.document_id, _where(finding)),
            evidence=placed(source, finding.evidence),
        )


def _where(finding: Finding) -> str:
    return str(finding.detail.get("source"))


def _told_by_sender(sources: Sequence[Source]) -> Iterable[_Told]:
    for shown in dict.fromkeys(source.applicant.name for source in sources if source.applicant.name):
        name = read_name(_titled(shown))
        if name:
            yield _Told(name=name, weight=_SENDER * (1.0 if shown != shown.lower() else 0.8), place=_MAIL)


def _papers_first(told: Sequence[_Told]) -> list[_Told]:
    """The sender counts for less where a document is signed, and no document tells the sender's name."""
    signed = [one for one in told if one.evidence and one.place != _MAIL and one.weight >= _SIGNED]
    if not signed:
        return list(told)
    foreign = [o for o in told if o.place == _MAIL and not any(likeness(o.name, s.name) for s in signed)]
    return [replace(one, weight=one.weight * _STRANGER) if one in foreign else one for one in told]


def _titled(shown: str) -> str:
    """A display name with capitals where somebody writes none."""
    if shown != shown.lower():
        return shown
    return re.sub(r"(^|[\s'’-])(\w)", lambda found: found[1] + found[2].upper(), shown)


def _told_by_filenames(sources: Sequence[Source]) -> Iterable[_Told]:
    for filename in dict.fromkeys(source.filename for source in sources if source.filename):
        bare = re.sub(r"\.\w{2,4}$", "", filename)
        words = [w for w in re.split(r"[\s_.+()\[\]–-]+", bare) if w.isalpha() and not _PAPERS.fullmatch(fold(w))]
        name = read_name(_titled(" ".join(words))) if 2 <= len(words) <= 4 else None
        if name:
            yield _Told(name=name, weight=_FILENAME, place=(0, None, "filename"))


def _name(told: Sequence[_Told], sent: Sequence[str], written: Sequence[str]) -> tuple[Name | None, Fact]:
    """The name that most speaks for, and the fact of it; `sent` and `written` are addresses of mails and papers."""
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for one in told:
        groups[tuple(sorted(one.name.tokens))].append(one)
    weighed = ((_support(group[0].name, told, sent, written), group) for group in groups.values())
    scored = sorted(weighed, key=lambda pair: -pair[0])
    if not scored:
        return None, Fact(key="name")
    weight, best = scored[0]
    name = completed(_in_order(_best_written(best), told), [*sent, *written])
    rivals = [g for w, g in scored[1:] if w >= _DISPUTED * weight and not likeness(g[0].name, name)]
    pieces = _evidence(one for one in told if likeness(one.name, name))
    claims = tuple(Claim(value=_best_written(g).text, evidence=_evidence(g)) for g in [best, *rivals])
    state = State.TO_VERIFY if rivals else State.FOUND
    return name, Fact(key="name", value=name.text, state=state, evidence=pieces, claims=claims if rivals else ())


def _support(name: Name, told: Sequence[_Told], sent: Sequence[str], written: Sequence[str]) -> float:
    """How much speaks for a name: each place once, whole or in part, and the addresses that hold it."""
    by_place: dict[tuple[int, int | None, str], float] = {}
    for one in told:
        weight = one.weight * likeness(name, one.name)
        by_place[one.place] = max(by_place.get(one.place, 0.0), weight)
    support = sum(by_place.values())
    support += _OF_SENDER * max((in_address(name, address) for address in sent), default=0.0)
    support += _OF_PAPERS * max((in_address(name, address) for address in written), default=0.0)
    return support * (1.0 if name.is_full else 0.4)


def _best_written(group: Sequence[_Told]) -> Name:
    """The spelling of the surest place, those with accents before those without."""
    return max(group, key=lambda one: (sum(ord(c) > 127 for c in one.name.text), one.weight)).name


def _in_order(name: Name, told: Sequence[_Told]) -> Name:
    """The name with its parts exchanged where a surer place has the one as family name that stands as given."""
    family = fold(name.given)
    if any(likeness(one.name, name) and fold(one.name.family) == family for one in told if one.weight > _FILENAME):
        return Name(given=name.family, family=name.given)
    return name


def _evidence(told: Iterable[_Told]) -> tuple[Placed, ...]:
    return tuple(dict.fromkeys(piece for one in told for piece in one.evidence))[:_EVIDENCE]


def _part(key: str, value: str | None, fact: Fact) -> Fact:
    return Fact(key=key, value=value, state=fact.state, evidence=fact.evidence) if value else Fact(key=key)


# --- e-mail --------------------------------------------------------------------------------------------------------


def _email(sources: Sequence[Source], name: Name | None) -> Fact:
    """The address the application came from; of a machine or somebody else who sends, the one the papers give."""
    given = _findings(sources, "email")
    written: dict[str, float] = defaultdict(float)
    for source, finding in given:
        written[str(finding.value)] += finding.certainty * (1.0 if source.document_id is not None else 0.6)
    sent = next((source.applicant for source in sources if source.applicant.email), None)
    chosen = sent.email if sent else None
    own = [address for address in written if name and in_address(name, address)]
    best = max(own or written, key=lambda address: written[address], default=None)
    if chosen is None or (best and chosen not in written and _is_of_another(chosen, sent.name if sent else None, name)):
        chosen = best or chosen
    if chosen is None:
        return Fact(key="email")
    pieces = tuple(p for source, finding in given if finding.value == chosen for p in placed(source, finding.evidence))
    return Fact(key="email", value=chosen, state=State.FOUND, evidence=pieces[:_EVIDENCE])


def _is_of_another(address: str, shown: str | None, name: Name | None) -> bool:
    """Whether an address is a machine's, a shared box's, or another person's than `name`."""
    if _SHARED.match(fold(address.partition("@")[0])):
        return True
    sender = read_name(_titled(shown)) if shown else None
    return name is not None and sender is not None and not likeness(sender, name)


def _phone_of(sources: Sequence[Source], name: Name | None) -> Fact:
    """The candidate's number: that of the papers before one in a mail that somebody else wrote."""
    own = _phone([source for source in sources if not _is_from_another(source, name)])
    return own if own.value else _phone(sources)


def _is_from_another(source: Source, name: Name | None) -> bool:
    """Whether a text is a mail that somebody else wrote for the candidate."""
    shown = source.applicant.name if source.document_id is None else None
    sender = read_name(_titled(shown)) if shown else None
    return name is not None and sender is not None and not likeness(sender, name)


# --- telephone and place ----------------------------------------------------------------------------------------


def _phone(sources: Sequence[Source]) -> Fact:
    """The number that most own places tell; of two told alike, the mobile."""
    weights: dict[str, float] = defaultdict(float)
    mobile: set[str] = set()
    readings = _findings(sources, "phone")
    for (_, number), weight in _by_place(readings).items():
        weights[number] += weight
    for _, finding in readings:
        if finding.detail.get("mobile"):
            mobile.add(str(finding.value))
    likely = [number for number, weight in weights.items() if weight >= _LEAST_PHONE]
    if not likely:
        return Fact(key="phone")
    best = max(likely, key=lambda number: weights[number] + 0.5 * weights[number] * (number in mobile))
    return _agreed("phone", best, readings)


def _by_place(readings: Sequence[tuple[Source, Finding]]) -> dict[tuple[tuple[int, int | None, object], str], float]:
    """The certainty of each value in each kind of place of each text, once."""
    found: dict[tuple[tuple[int, int | None, object], str], float] = {}
    for source, finding in readings:
        place = (source.message_id, source.document_id, finding.detail.get("source"))
        weight = finding.certainty * (1.0 if source.kind is Kind.CV else 0.9)
        found[place, str(finding.value)] = max(found.get((place, str(finding.value)), 0.0), weight)
    return found


def _place(sources: Sequence[Source]) -> tuple[Fact, Fact]:
    """Postal code and place together, as the likeliest address writes them; a place alone where no code is told."""
    codes = _findings(sources, "postal_code")
    best = _likeliest(codes)
    coded = [(s, f) for s, f in _findings(sources, "city") if best and f.detail.get("postal_code") == best]
    bare = [(s, f) for s, f in _findings(sources, "city") if not best and f.detail.get("postal_code") is None]
    cities = coded or [(s, f) for s, f in bare if str(f.value) == _likeliest(bare)]
    if not cities:
        return Fact(key="postal_code"), Fact(key="city")
    city = str(
        max(cities, key=lambda pair: (pair[1].certainty, str(pair[1].value) != str(pair[1].value).upper()))[1].value
    )
    same = [(s, f) for s, f in cities if fold(str(f.value)) == fold(city)]
    return _agreed("postal_code", best, codes) if best else Fact(key="postal_code"), _agreed("city", city, same)


def _likeliest(readings: Sequence[tuple[Source, Finding]]) -> str | None:
    """The value that most places tell, by their certainty, or None where none is likely."""
    weights: dict[str, float] = defaultdict(float)
    for (_, value), weight in _by_place(readings).items():
        weights[value] += weight
    best = max(weights, key=lambda value: weights[value], default=None)
    return best if best and weights[best] >= _LEAST_ADDRESS else None


def _agreed(key: str, value: str, readings: Sequence[tuple[Source, Finding]]) -> Fact:
    ordered = sorted(readings, key=lambda pair: -pair[1].certainty)
    pieces = [p for s, f in ordered if fold(str(f.value)) == fold(value) for p in placed(s, f.evidence)]
    return Fact(key=key, value=value, state=State.FOUND, evidence=tuple(dict.fromkeys(pieces))[:_EVIDENCE])
