"""The kind `licence`: a driving licence, a certificate, an accreditation, a number in a register.

Whoever names one has it, but where the sentence denies it, or says that it is still to come or that it is over. Of a
driving licence the categories count, as lists name them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from parsers.facts.asked import driving
from parsers.facts.asked.dossier import doubted
from parsers.facts.asked.named_sets import places
from parsers.facts.asked.sentences import mentions
from parsers.facts.context.tracing import note_fact
from parsers.facts.telling.merging import evidence_of, one_value
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD_OR_NUMBER, behind, mark_at
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, State

if TYPE_CHECKING:
    from parsers.facts.asked.dossier import ReadDossier
    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding
    from parsers.values.profiles import Fact

_HELD, _DENIED, _AWAITED = cite("asked.licence"), cite("asked.licence_denied"), cite("asked.licence_awaited")
_OVER = cite("asked.licence_expired")
_ONLY, _NO_DENIAL = vocabulary("asked.only"), vocabulary("asked.no_denial")
_LACKING, _FOR = vocabulary("licences.lacking"), vocabulary("asked.for_whom")
_STILL_TO_COME, _EXPIRED = vocabulary("licences.awaited"), vocabulary("licences.expired")
_VALID_UNTIL, _UNDER_WAY = vocabulary("licences.valid_until"), vocabulary("licences.under_way")
_UNTIL, _PENDING = "until", "pending"
"""Details of a finding: up to which day the licence holds; that it is said to be still to come."""


def find_licences(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """What a text says of a licence: held, denied, still to come, or over; each once."""
    note_fact(criterion.finding_key)
    found: dict[tuple[str, bool], Finding] = {}
    for one in mentions(layout, criterion, places, driving.listed):
        if one.of_aims:
            continue
        finding = _finding(one)
        if finding.state is not State.CONTRARY or driving.denies_asked(one):
            found.setdefault((finding.evidence[0].rule, _UNTIL in finding.detail), finding)
    return tuple(found.values())[:EVIDENCE_LIMIT]


def answer(criterion: Criterion, dossier: ReadDossier) -> Fact:
    """What is said most surely; to verify where it is said to be over, still to come, or to end before the cutoff."""
    told = dossier.told(criterion)
    fact = one_value(criterion.key, told, criterion)
    return doubted(fact, evidence_of([one for one in told if _is_doubt(one.finding, dossier.cutoff)]))


def _is_doubt(finding: Finding, cutoff: date) -> bool:
    until = finding.detail.get(_UNTIL)
    expired = until is not None and date.fromisoformat(str(until)) < cutoff
    return expired or finding.evidence[0].rule == _OVER or _PENDING in finding.detail


def _finding(one: OwnMention) -> Finding:
    said = one.said
    if _is_expired(one):
        return one.finding(_OVER, value=True, state=State.TO_VERIFY)
    if _is_under_way(one) or (said.negated and _is_wanted(one)):
        return _pending(one)
    if (said.negated and not _is_one_of_several(one)) or _LACKING.match(one.text, one.at.end):
        return one.finding(_DENIED, value=False, state=State.CONTRARY)
    if _is_awaited(one):
        return _pending(one)
    if said.hypothetical or said.wished or said.lost:
        return one.finding(_AWAITED, value=True, state=State.TO_VERIFY)
    held, until = one.finding(_HELD, value=True, state=State.FOUND), _valid_until(one)
    return replace(held, detail={_UNTIL: until.isoformat()}) if until else held


def _pending(one: OwnMention) -> Finding:
    return replace(one.finding(_AWAITED, value=True, state=State.TO_VERIFY), detail={_PENDING: True})


def _is_under_way(one: OwnMention) -> bool:
    """Whether an examination or a training for it lies ahead: in its clause, or behind where it is denied so far."""
    left, right = one.clause
    return _UNDER_WAY.search(one.text, left, len(one.text) if one.said.negated else right) is not None


def _is_wanted(one: OwnMention) -> bool:
    """Whether what is denied is the need of it, or to lack it: "je n'ai pas besoin du permis"."""
    return _NO_DENIAL.before(one.text, one.at.start, reach=_ARTICLE) is not None


def _is_expired(one: OwnMention) -> bool:
    """Whether its clause says that it is over, or the sentence does behind it without naming another one."""
    left, _ = one.clause
    before = _EXPIRED.search(one.text, left, one.at.start)
    after = _EXPIRED.search(one.text, one.at.end)
    return any(said and not _is_of_another(one, said) for said in (before, after))


def _is_of_another(one: OwnMention, said: Mention) -> bool:
    """Whether another licence stands between a mention and what is said, or in a CV the line ends there."""
    (_, end), (start, _) = sorted((one.view.span(*one.at), one.view.span(*said.span())))
    between = one.layout.text[end:start]
    named = any(word.isupper() for word in WORD_OR_NUMBER.findall(between))  # a category or initials: "C", "VCA"
    return named or (one.layout.kind is Kind.CV and "\n" in between)


def _valid_until(one: OwnMention) -> date | None:
    """The last day of which its line or sentence says, behind it, that it holds."""
    said = _VALID_UNTIL.search(one.text, one.at.end)
    if said is None or _is_of_another(one, said):
        return None
    end = one.view.span(*said.span()).end
    days = one.layout.dates_from(end, min(end + _REACH, one.sentence.end))
    return next((when.last for when in days if when.last), None)


_REACH = 40
"""Characters between what leads to a day of expiry and the day: "valable 3 ans (jusqu'en octobre 2023"."""


def _is_one_of_several(one: OwnMention) -> bool:
    """Whether what is denied is that it is the only one: "je n'ai pas que le permis B"."""
    return _ONLY.before(one.text, one.at.start, reach=_ARTICLE) is not None


_ARTICLE = 4
"""So many letters may part it from its licence: "que le permis"."""


def _is_awaited(one: OwnMention) -> bool:
    """Whether its clause, or what a colon leads behind it, says that it is still to come; in a CV its own line.

    What is done for it is told behind it: "Pour la phytolicence, je suis inscrite à une formation".
    """
    left, right = one.clause
    leads = one.text.startswith(":", behind(one.text, " ", one.at.end))
    leads = leads or _FOR.before(one.text, one.at.start, reach=_ARTICLE) is not None
    stop = len(one.text) if leads else mark_at(one.text, ",;.", one.at.end)
    said = _STILL_TO_COME.search(one.text, left, max(right, stop))
    return said is not None and not (one.layout.kind is Kind.CV and _is_of_another_line(one, said))


def _is_of_another_line(one: OwnMention, said: Mention) -> bool:
    (_, end), (start, _) = sorted((one.view.span(*one.at), one.view.span(*said.span())))
    return "\n" in one.layout.text[end:start]
