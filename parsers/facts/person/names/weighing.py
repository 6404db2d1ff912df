"""The candidate's name, weighed by how many places tell it, in full or in part, and by the address the mail came from.

A machine, a shared box, a spouse or a colleague who sends does not become the candidate: the papers outweigh them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.facts.person.names.order import in_order, name_of, telling
from parsers.facts.person.names.personal_names import PersonName, read_name, titled
from parsers.facts.person.names.similarity import abbreviates, completed, in_address, likeness
from parsers.facts.telling.merging import findings_of, placed
from parsers.lexicon.patterns import spelled
from parsers.text.text import fold
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State
from parsers.values.profiles import Claim, Fact, PlacedEvidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.values.profiles import Source

_SENDER = 0.7
_SIGNED, _STRANGER = 0.85, 0.7
_FILENAME = 0.3
_MAIL: tuple[int, int | None, str] = (0, None, "mail")
"""The sender's name and the signature of the body are one voice: whoever sends writes both."""
_OF_SENDER, _OF_PAPERS = 0.5, 0.8
"""What an e-mail address that holds a name adds to it: the sender's, and the papers' own."""
_ASIDE = 0.5
"""What a text that no longer counts still says of the name."""
_DISPUTED = 0.8
"""A rival with this share of the winner's weight makes a value one to verify."""
_PAPERS = frozenset(spelled("name.file_words"))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A name as one place tells it."""

    name: PersonName
    weight: float
    place: tuple[int, int | None, str]
    source: str | None = None
    """The kind of place in a text; None of a label."""
    evidence: tuple[PlacedEvidence, ...] = ()


def decide_name(sources: Sequence[Source], aside: Sequence[Source] = ()) -> tuple[PersonName | None, Fact]:
    """The candidate's name, and the fact of it.

    Args:
        sources: the texts that count.
        aside: the candidate's texts that no longer count, or came late. Nobody's name lapses with a paper: they count
            for less, so that a new paper that is hardly legible does not take the name away.
    """
    told = [*_told(sources), *(replace(one, weight=one.weight * _ASIDE) for one in _told(aside))]
    addresses = list(dict.fromkeys(s.applicant.email for s in (*sources, *aside) if s.applicant.email))
    written = [str(f.value) for s, f in findings_of([*sources, *aside], "email") if s.document_id]
    return _name(_papers_first(told), addresses, written)


def _told(sources: Sequence[Source]) -> list[_Told]:
    return [*_told_in_texts(sources), *_told_by_sender(sources), *_told_by_filenames(sources)]


def _told_in_texts(sources: Sequence[Source]) -> Iterable[_Told]:
    for source, finding in findings_of(sources, "name"):
        yield _Told(
            name=name_of(finding),
            weight=finding.certainty * (0.7 if source.document_id is None else 1.0),
            place=_MAIL if source.document_id is None else (source.message_id, source.document_id, _where(finding)),
            source=_where(finding),
            evidence=placed(source, finding.evidence),
        )


def _where(finding: Finding) -> str:
    return str(finding.detail.get("source"))


def _told_by_sender(sources: Sequence[Source]) -> Iterable[_Told]:
    for shown in dict.fromkeys(s.applicant.name for s in sources if s.applicant.name):
        name = read_name(titled(shown))
        if name:
            yield _Told(name=name, weight=_SENDER * (1.0 if shown != shown.lower() else 0.8), place=_MAIL)


def _papers_first(told: Sequence[_Told]) -> list[_Told]:
    """The sender counts for less where a document is signed, and no document tells the sender's name."""
    signed = [one for one in told if one.evidence and one.place != _MAIL and one.weight >= _SIGNED]
    if not signed:
        return list(told)
    foreign = [o for o in told if o.place == _MAIL and not any(likeness(o.name, s.name) for s in signed)]
    return [replace(one, weight=one.weight * _STRANGER) if one in foreign else one for one in told]


def _told_by_filenames(sources: Sequence[Source]) -> Iterable[_Told]:
    for filename in dict.fromkeys(source.filename for source in sources if source.filename):
        bare = re.sub(r"\.\w{2,4}$", "", filename)
        words = [w for w in re.split(r"[\s_.+()\[\]–-]+", bare) if w.isalpha() and fold(w) not in _PAPERS]
        name = read_name(titled(" ".join(words))) if 2 <= len(words) <= 4 else None
        if name:
            yield _Told(name=name, weight=_FILENAME, place=(0, None, "filename"))


def _name(told: Sequence[_Told], sent: Sequence[str], written: Sequence[str]) -> tuple[PersonName | None, Fact]:
    """The name that most speaks for, and the fact of it; `sent` and `written` are addresses of mails and papers."""
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for one in told:
        groups[tuple(sorted(one.name.tokens))].append(one)
    weighed = ((_support(group[0].name, told, sent, written), group) for group in groups.values())
    scored = sorted(weighed, key=lambda pair: -pair[0])
    if not scored:
        return None, Fact(key="name")
    weight, best = scored[0]
    tellings = [telling(one.name, one.source) for one in told]
    name = completed(in_order(_best_written(best), tellings, [*sent, *written]), [*sent, *written])
    rivals = [g for w, g in scored[1:] if w >= _DISPUTED * weight and not likeness(g[0].name, name)]
    pieces = _evidence(one for one in told if likeness(one.name, name))
    claims = tuple(Claim(value=_best_written(g).text, evidence=_evidence(g)) for g in [best, *rivals])
    guessed = all(one.place[2] == "handle" for one in best)
    state = State.TO_VERIFY if rivals or guessed else State.FOUND
    return name, Fact(key="name", value=name.text, state=state, evidence=pieces, claims=claims if rivals else ())


def _support(name: PersonName, told: Sequence[_Told], sent: Sequence[str], written: Sequence[str]) -> float:
    """How much speaks for a name: each place once, whole or in part, and the addresses that hold it."""
    by_place: dict[tuple[int, int | None, str], float] = {}
    for one in told:
        weight = one.weight * likeness(name, one.name)
        by_place[one.place] = max(by_place.get(one.place, 0.0), weight)
    support = sum(by_place.values())
    support += _OF_SENDER * max((in_address(name, address) for address in sent), default=0.0)
    support += _OF_PAPERS * max((in_address(name, address) for address in written), default=0.0)
    spelled_out = name.is_full and not any(abbreviates(name, one.name) for one in told)
    return support * (1.0 if spelled_out else 0.4)


def _best_written(group: Sequence[_Told]) -> PersonName:
    """The spelling of the surest place, those with accents before those without."""
    return max(group, key=lambda one: (sum(ord(c) > 127 for c in one.name.text), one.weight)).name


def _evidence(told: Iterable[_Told]) -> tuple[PlacedEvidence, ...]:
    return tuple(dict.fromkeys(piece for one in told for piece in one.evidence))[:EVIDENCE_LIMIT]
