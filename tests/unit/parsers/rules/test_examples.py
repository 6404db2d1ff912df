"""Every rule's own examples, through the real readers: value, rule and passage where it speaks, silence elsewhere."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.facts.context.said import IN_DOUBT
from parsers.facts.extractors import find_in_body, find_in_document
from parsers.facts.traced import trace_document
from parsers.kinds.by_name import told_by_mail
from parsers.kinds.classify import classify
from parsers.profile import assemble
from parsers.rules.registry import rules
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message, Stretch, Voice
from parsers.values.problems import Reason
from parsers.values.profiles import Source
from tests.each import each
from tests.serving import serving

KINDS = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in rules().values()
    if rule.fact == "kind"
    for number, example in enumerate(rule.examples, start=1)
]
ASKED = tuple(
    criterion_of({"labels": {"en": row["key"]}, **row})
    for row in (
        {"key": "driving", "kind": "licence", "sets": ["driving_b"]},
        {"key": "dutch", "kind": "language", "language": "nl", "from_level": "B2"},
        {"key": "nursing", "kind": "years", "sets": ["nursing"], "at_least": 3},
        {"key": "home", "kind": "place"},
        {"key": "begins", "kind": "availability"},
        {"key": "nurse", "kind": "qualification", "from_level": "bachelor", "sets": ["nursing"]},
        {"key": "palliative", "kind": "experience_of", "terms": ["soins palliatifs", "palliatieve zorg"]},
    )
)
"""What other notices ask, by the keys that the examples of `asked.toml` name."""
CRITERIA = (*EO_CRITERIA, *ASKED)
CUTOFF = date(2026, 3, 15)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in rules().values()
    if rule.fact != "kind"
    for number, example in enumerate(rule.examples, start=1)
]


CUTOFF = date(2026, 3, 15)


def findings_in(example):
    """What holds at the closing date: a post that must be running then is no employer where it has ended."""
    found = read(example)
    return replace(found, facts=tuple(fact for fact in found.facts if not is_past(fact)))


def is_past(fact):
    return fact.detail.get("running", False) and date.fromisoformat(fact.detail["until"]) <= CUTOFF


def read(example):
    if example.kind is None:
        whole = Stretch(voice=Voice.OWN, start=0, end=len(example.text))
        mail = Message(
            headers=Headers(fields=()),
            applicant=Address(),
            body=Body(text=example.text, stretches=(whole,)),
            language=example.language,
        )
        return find_in_body(mail, criteria=CRITERIA)
    paper = Document(
        place="1",
        filename=None,
        media_type="application/pdf",
        sha256="",
        size=1,
        kind=Kind(example.kind),
        language=example.language,
        text=example.text,
        pages=(Page(number=1, start=0, end=len(example.text)),),
    )
    return find_in_document(paper, criteria=CRITERIA)


def fact_of(rule, example, findings):
    kind = Kind(example.kind) if example.kind else None
    source = Source(
        message_id=1,
        document_id=1 if kind else None,
        received_at=datetime(2026, 3, 1, tzinfo=UTC),
        in_time=True,
        kind=kind,
        findings=serving(findings),
    )
    profile = assemble([source], criteria=CRITERIA, cutoff=CUTOFF)
    key = example.criterion or rule.fact
    return profile.person.get(key) or profile.facts.get(key)


def passages_of(rule, findings):
    """The evidence by which a rule speaks, with how sure its finding is; an entry of a career has no certainty."""
    told = [(piece, fact.certainty) for fact in findings.facts for piece in fact.evidence[:1]]
    told += [(piece, None) for fact in findings.facts for piece in fact.evidence[1:]]
    told += [(entry.evidence, None) for entry in findings.entries]
    return [(piece, certainty) for piece, certainty in told if piece.rule == rule.cited]


@each(("rule", "example"), [case for case in EXAMPLES if case.values[1].speaks])
def test_where_a_rule_speaks_it_gives_the_value_and_the_passage(rule, example):
    findings = findings_in(example)
    fact = fact_of(rule, example, findings)
    assert fact.value == example.value
    quotes = [piece.evidence.quote for piece in fact.evidence if piece.evidence.rule == rule.cited]
    assert all(any(words in quote for quote in quotes) for words in example.marked)
    least, most = IN_DOUBT if rule.doubts else rule.certainty[0], rule.certainty[-1]
    sure = [certainty for _, certainty in passages_of(rule, findings) if certainty is not None]
    assert all(least - 0.001 <= certainty <= most + 0.001 for certainty in sure)


@each(("rule", "example"), [case for case in EXAMPLES if not case.values[1].speaks])
def test_where_a_rule_must_not_speak_it_is_silent(rule, example):
    findings = findings_in(example)
    assert passages_of(rule, findings) == []
    fact = fact_of(rule, example, findings)
    assert fact is None or all(piece.evidence.rule != rule.cited for piece in fact.evidence)


def classified(rule, example):
    """The document that an example of a kind's rule tells of: a paper, a file by its name, one that a mail brings."""
    paper = Document(place="1", filename="scan.pdf", media_type="application/pdf", sha256="", size=1)
    if rule.id == "kind.name":
        return classify(replace(paper, filename=example.text, readable=False))
    if rule.id == "kind.mail":
        said = Body(text=example.text, stretches=(Stretch(voice=Voice.OWN, start=0, end=len(example.text)),))
        mail = Message(headers=Headers(fields=()), applicant=Address(), body=said, language=example.language)
        return told_by_mail(classify(replace(paper, readable=False, reason=Reason.ENCRYPTED)), mail)
    pages = (Page(number=1, start=0, end=len(example.text)),)
    return classify(replace(paper, text=example.text, pages=pages))


@pytest.mark.parametrize(("rule", "example"), KINDS)
def test_a_kinds_rule_tells_the_kind_and_the_words_that_show_it(rule, example):
    document = classified(rule, example)
    shown = trace_document(document, criteria=()).kind
    if not example.speaks:
        assert shown is None or shown.rule != rule.cited
        return
    assert document.kind == example.value
    assert shown.rule == rule.cited
    quoted = document.text[shown.start : shown.end] or shown.quote
    assert rule.id == "kind.mail" or all(words in quoted for words in example.marked)
