"""The kind `licence`: a driving licence, a certificate, an accreditation, a number in a register.

Whoever names one has it, but where the sentence denies it or says that it is still to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.facts.asked.sentences import mentions
from parsers.facts.context.tracing import note_fact
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import mark_at
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, State

if TYPE_CHECKING:
    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding

_HELD, _DENIED, _AWAITED = cite("asked.licence"), cite("asked.licence_denied"), cite("asked.licence_awaited")
_ONLY, _NO_DENIAL = vocabulary("asked.only"), vocabulary("asked.no_denial")
_LACKING = vocabulary("licences.lacking")
_STILL_TO_COME = vocabulary("licences.awaited")


def find_licences(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """What a text says of a licence: held, denied, or still to come; each value once."""
    note_fact(criterion.finding_key)
    found: dict[str, Finding] = {}
    for one in mentions(layout, criterion):
        finding = _finding(one)
        found.setdefault(finding.evidence[0].rule, finding)
    return tuple(found.values())[:EVIDENCE_LIMIT]


def _finding(one: OwnMention) -> Finding:
    said = one.said
    if said.negated and _NO_DENIAL.before(one.text, one.at.start, reach=_ARTICLE):
        return one.finding(_AWAITED, value=True, state=State.TO_VERIFY)
    if (said.negated and not _is_one_of_several(one)) or _LACKING.match(one.text, one.at.end):
        return one.finding(_DENIED, value=False, state=State.CONTRARY)
    if said.hypothetical or said.wished or said.lost or _is_awaited(one):
        return one.finding(_AWAITED, value=True, state=State.TO_VERIFY)
    return one.finding(_HELD, value=True, state=State.FOUND)


def _is_one_of_several(one: OwnMention) -> bool:
    """Whether what is denied is that it is the only one: "je n'ai pas que le permis B"."""
    return _ONLY.before(one.text, one.at.start, reach=_ARTICLE) is not None


_ARTICLE = 4
"""So many letters may part it from its licence: "que le permis"."""


def _is_awaited(one: OwnMention) -> bool:
    """Whether its clause, or what a colon leads behind it, says that it is still to come; in a CV its own line."""
    left, right = one.clause
    said = _STILL_TO_COME.search(one.text, left, max(right, mark_at(one.text, ",;.", one.at.end)))
    return said is not None and not (one.layout.kind is Kind.CV and _is_of_another_line(one, said))


def _is_of_another_line(one: OwnMention, said: Mention) -> bool:
    (_, end), (start, _) = sorted((one.view.span(*one.at), one.view.span(*said.span())))
    return "\n" in one.layout.text[end:start]
