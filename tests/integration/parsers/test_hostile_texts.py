"""Texts and mails of a size that nobody writes: each costs a few seconds of processor, and what is cut is told."""

from dataclasses import replace
from time import process_time

import pytest

from parsers.criteria import criterion_of
from parsers.documents.pdf.agreement import compare
from parsers.facts.asked.kinds import KINDS
from parsers.facts.career.career import career_of
from parsers.facts.employer.employer import present_employer
from parsers.facts.experience.stated import stated_years
from parsers.facts.guidance.orientation import find_orientation
from parsers.facts.languages.spoken import find_languages
from parsers.facts.person.person import find_person
from parsers.facts.qualifications.qualifications import qualifications
from parsers.facts.tenure.tenure import find_tenure
from parsers.facts.workload.workload import present_loads
from parsers.layout.sections import sections
from parsers.mail.quoting.voices import voices
from parsers.values.documents import Kind
from tests.unit.parsers.mail.test_message import HEAD, TEXT, mail, multipart, read

SIZE = 40_000
LIMIT = 3.2
"""Processor seconds: above what it takes where both cores are busy (1.4), far below what a quadratic pattern would."""


@pytest.mark.parametrize("unit", ["l'", "mi-", "de "])
def test_a_sentence_of_small_words_is_searched_for_dates_once(unit):
    before = process_time()
    sections(unit * (SIZE // len(unit)))
    assert process_time() - before < LIMIT


@pytest.mark.parametrize(
    "unit", ["a", "0 ", "12/24 ", "nommé à titre ", "français, ", "0470 12 34 56 ", "a@b.c ", "★", "Rue X 6700 Arlon\n"]
)
def test_facts_of_a_hostile_text_cost_little(unit):
    layout = replace(sections(unit * (SIZE // len(unit))), kind=Kind.CV)
    before = process_time()
    for extractor in (find_tenure, present_loads, find_orientation, find_languages, find_person):
        extractor(layout)
    assert process_time() - before < LIMIT


ASKED = (
    criterion_of({"key": "a", "labels": {"fr": "A"}, "kind": "licence", "sets": ["driving_b"]}),
    criterion_of({"key": "b", "labels": {"fr": "B"}, "kind": "years", "sets": ["nursing"], "at_least": 3}),
    criterion_of({"key": "c", "labels": {"fr": "C"}, "kind": "language", "language": "nl", "from_level": "B2"}),
)


@pytest.mark.parametrize(
    "unit",
    [
        "permis B ",
        "infirmière ",
        "huit ans ",
        "huit ans d'expérience comme infirmière ",
        "Huit ans d'expérience comme infirmière.\n",
        "ne parle pas le néerlandais ",
    ],
)
def test_what_notices_ask_of_a_hostile_text_costs_little(unit):
    layout = replace(sections(unit * (SIZE // len(unit))), kind=Kind.CV)
    before = process_time()
    for criterion in ASKED:
        kind = KINDS[criterion.extractor]
        assert kind.find
        kind.find(layout, criterion)
    assert process_time() - before < LIMIT


@pytest.mark.parametrize(
    "piece",
    [
        "1/1/2009 - ",
        "2009 ",
        "- ",
        "école de la ",
        "vingt ans de ",
        "bachelier en ",
        "j'enseigne à ",
        "2009-2010 École X\n",
        "l'",
    ],
)
def test_the_career_of_a_hostile_text_is_read_in_a_moment(piece):
    text = piece * (20_000 // len(piece))
    layout = sections(text)
    began = process_time()
    entries = career_of(layout).entries
    present_employer(layout, entries, present_loads(layout))
    qualifications(layout)
    stated_years(layout)
    assert process_time() - began < 10


def test_a_long_hostile_text_is_read_in_time():
    assert voices("Le " * 20_000 + "\n" + "De : a\n" * 5_000 + "Le 1 :\n" * 5_000)


def test_two_readings_of_many_different_words_are_compared_at_little_cost():
    one = " ".join(f"a{n}x{n}" for n in range(15_000))
    other = " ".join(f"b{n}y{n}" for n in range(15_000))
    before = process_time()
    assert compare(one, other).first_lacks
    assert process_time() - before < 5


def test_thousands_of_beginnings_cost_no_time():
    assert read(mail("Content-Type: text/plain", "begin 644 a\n" * 10_000 + "end")).attachments == ()


def test_nested_a_thousand_deep_is_a_problem_and_no_failure():
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(1_500))
    message = read(HEAD + deep)
    assert "nested_too_deeply" in [problem.code for problem in message.problems]
    assert message.applicant.email == "jeanne@home.example"


@pytest.mark.parametrize(
    "original",
    [
        pytest.param(multipart("mixed", *[TEXT] * 20_000), id="parts"),
        pytest.param(mail("".join(f"X-{n}: y\n" for n in range(50_000)).strip(), "x"), id="headers"),
        pytest.param(mail("Cc: " + "a@b.example, " * 50_000, "x"), id="addresses"),
        pytest.param(
            mail("Content-Type: text/plain" + "".join(f"; name*{n}=a" for n in range(50_000)), "x"),
            id="sections of a name",
        ),
        pytest.param(mail("Content-Type: text/plain", "De : x\n" * 100_000), id="lines"),
    ],
)
def test_floods_are_cut_and_told(original):
    began = process_time()
    problems = {problem.code for problem in read(original).problems}
    assert problems & {"too_many_parts", "body_cut"}
    assert process_time() - began < 30
