"""Templates: the shipped ones are whole, and nothing but fields and conditions gets through."""

from __future__ import annotations

import re

import pytest

from desk.i18n.languages import LANGUAGES
from desk.letters.field_names import FIELDS
from desk.letters.kinds import KINDS
from desk.letters.templates import Fault, LetterTemplate, load

VALUES = {name: f"<{name}>" for name in FIELDS}
ATTACKS = (
    "{{ name.__class__.__mro__ }}",
    "{{ ''.join('x') }}",
    "{{ name|attr('__class__') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum() }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{% for a in name %}{% endfor %}",
    "{% set x = name %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% import 'x' as y %}",
    "{% macro m() %}{% endmacro %}",
    "{{ name * 1000000000 }}",
    "{{ 'a' ** 3 }}",
    "{{ name[0] }}",
    "{{ name ~ name }}",
    "{{ name % name }}",
    "{{ 7 }}",
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_in_every_language_and_lacks_nothing(kind, language):
    template = load(kind, language, None, {})
    assert template.faults(FIELDS, appeal=kind in {"refusal", "reserve", "reasons"}) == ()
    filled = template.filled(VALUES)
    assert filled.faults == ()
    assert not re.search(r"\n\n\n|[{}%]|[ \t]\n", filled.text)
    assert "<signature>" in filled.text
    assert "\n" not in filled.subject
    assert filled.subject


@pytest.mark.parametrize("kind", KINDS)
def test_the_languages_have_the_same_fields(kind):
    assert len({load(kind, language, None, {}).used() for language in LANGUAGES}) == 1


@pytest.mark.parametrize("source", ATTACKS)
def test_nothing_but_fields_and_conditions_gets_through(source):
    faults = LetterTemplate.of(f"Subject: x\n\n{source}").faults(FIELDS, appeal=False)
    assert {fault.code for fault in faults} & {"not_allowed", "unknown_field"}


@pytest.mark.parametrize("source", ["{{ name", "{% if name %}", "{{ name }", "{% wat %}", "{{" * 5000])
def test_what_is_no_template_is_said(source):
    told = LetterTemplate.of(f"Subject: x\n\n{source}").faults(FIELDS, appeal=False)
    assert [fault.code for fault in told][:1] == ["syntax"]


@pytest.mark.parametrize("trap", ["{{ 7 * 7 }}", "{% if name %}", "{{ name }}", "{# x #}"])
def test_what_a_field_holds_is_no_template(trap):
    template = LetterTemplate.of("Subject: {{ subject }}\n\nBonjour {{ name }}")
    filled = template.filled(VALUES | {"name": trap, "subject": trap})
    assert (filled.subject, filled.text, filled.faults) == (trap, f"Bonjour {trap}\n", ())


def test_an_unknown_field_is_said():
    told = LetterTemplate.of("Subject: x\n\n{{ nmae }}").faults(FIELDS, appeal=False)
    assert told == (Fault(code="unknown_field", what="nmae"),)


def test_an_empty_field_is_said_where_it_is_written_out_and_may_be_asked_for():
    template = LetterTemplate.of("Subject: x\n\n{% if reasons %}{{ reasons }}{% endif %}{{ name }} {{ name }}")
    assert template.filled(VALUES | {"reasons": "", "name": ""}).faults == (Fault(code="empty", what="name"),)
    assert template.filled(VALUES | {"reasons": ""}).faults == ()


@pytest.mark.parametrize("text", ["non", "{% if appeal %}{{ appeal }}{% endif %}", "appeal", "{# {{ appeal }} #}"])
def test_a_refusal_without_the_appeal_block_is_said(text):
    told = LetterTemplate.of(f"Subject: x\n\n{text}").faults(FIELDS, appeal=True)
    assert Fault(code="no_appeal") in told


def test_a_template_without_a_subject_is_said():
    assert Fault(code="no_subject") in LetterTemplate.of("Bonjour").faults(FIELDS, appeal=False)


def test_the_office_s_own_goes_before_and_the_others_stay(tmp_path):
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "refusal.txt").write_text("Subject: non\n\nNon.\n{{ appeal }}\n", "utf-8")
    assert load("refusal", "fr", tmp_path, {}).subject == "non"
    assert load("refusal", "nl", tmp_path, {}) == load("refusal", "nl", None, {})
    (tmp_path / "fr" / "refusal.txt").write_bytes(b"\xff\xfe")
    assert load("refusal", "fr", tmp_path, {}) is None
