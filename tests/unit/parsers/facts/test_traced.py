"""The tracer: what was heard and weighed on the way to the findings, and nothing where nobody listens."""

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.facts.context.assertion import assertion_of, judge
from parsers.facts.context.modifiers import MODIFIER_RULES
from parsers.facts.context.tracing import reads, tracing
from parsers.facts.extractors import find_in_document
from parsers.facts.traced import _TERMS, trace_body, trace_document
from parsers.rules.registry import registry
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message, Stretch, Voice

LETTER = """Madame, Monsieur,

Je suis nommée à titre définitif depuis 2014 à l'athénée de Bourgvert.
Mon mari travaille à mi-temps. Je souhaite travailler à temps plein.
J'ai été temporaire de 2004 à 2009.

Veuillez agréer mes salutations.
Odile Marbrun
"""


def letter(text):
    return Document(
        place="1",
        filename=None,
        media_type="text/plain",
        sha256="",
        size=len(text),
        kind=Kind.LETTER,
        language="fr",
        text=text,
        pages=(Page(number=1, start=0, end=len(text)),),
    )


def mention(trace, words):
    return next(mention for mention in trace.mentions if mention.words == words)


def names(found):
    return {modifier.name for modifier in found.modifiers}


@pytest.fixture
def trace():
    return trace_document(letter(LETTER), criteria=EO_CRITERIA)


def test_the_findings_are_those_of_a_reading_without_a_tracer(trace):
    assert trace.findings == find_in_document(letter(LETTER), criteria=EO_CRITERIA)


def test_a_mention_of_somebody_else_is_heard_with_its_place_and_sentence(trace):
    found = mention(trace, "mi-temps")
    assert found.key == "workload"
    assert [(modifier.name, modifier.words) for modifier in found.modifiers] == [("anothers", "Mon mari")]
    assert LETTER[found.modifiers[0].start :].startswith("Mon mari")
    assert LETTER[found.start : found.end] == "mi-temps"
    assert found.sentence.quote == "Mon mari travaille à mi-temps."
    assert found.sentence.page == 1


@pytest.mark.parametrize(
    ("words", "key", "name"), [("temps plein", "workload", "wished"), ("temporaire", "tenure", "past")]
)
def test_a_modifier_is_told_by_the_rules_term(trace, words, key, name):
    assert mention(trace, words).key == key
    assert name in names(mention(trace, words))


def test_every_sort_of_modifier_is_a_term_of_the_rules():
    sorts = {rule.category for rule in MODIFIER_RULES} | {"explicit", "other", "quoted"}
    assert set(_TERMS) == sorts
    assert set(_TERMS.values()) <= set(registry().contexts)


def test_readings_that_lost_are_weighed_with_their_certainty():
    trace = trace_document(letter("Je suis nommée. Je suis temporaire dans une autre école.\n"), criteria=EO_CRITERIA)
    weighed = {one.value: one.certainty for one in trace.weighed if one.key == "tenure"}
    assert weighed["permanent"] > weighed["temporary"]


def test_a_number_of_years_that_is_no_service_is_heard():
    trace = trace_document(letter("J'ai quarante ans et deux enfants.\n"), criteria=EO_CRITERIA)
    assert mention(trace, "quarante ans").key == "experience_years"


def test_the_words_of_a_mail_are_traced_and_a_quotation_is_not():
    said, quoted = "Mon mari travaille à mi-temps.\n", "> Ma femme travaille à temps plein.\n"
    text = said + quoted
    stretches = (
        Stretch(voice=Voice.OWN, start=0, end=len(said)),
        Stretch(voice=Voice.QUOTED, start=len(said), end=len(text)),
    )
    mail = Message(headers=Headers(fields=()), applicant=Address(), body=Body(text=text, stretches=stretches))
    assert {found.words for found in trace_body(mail, criteria=EO_CRITERIA).mentions} == {"mi-temps"}


def test_nothing_is_noted_once_the_tracer_is_off():
    heard = reads("tenure")(judge)
    with tracing() as notes:
        judge("je suis nommee", 8, 14)
        heard("je suis nommee", 8, 14)
        assertion_of("je suis nommee", 8, 14)
    heard("je suis nommee ici", 8, 14)
    assert [note[:2] for note in notes.heard] == [("tenure", "je suis nommee")]
