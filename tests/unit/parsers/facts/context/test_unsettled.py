"""What a text tells of its writer and no rule settles: shown where nothing else is told, and only to be verified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.facts.context.unsettled import doubted_load, together
from parsers.layout.sections import sections
from parsers.values.evidence import State
from tests.corpus.evaluate import CUTOFF, EO_CRITERIA, assemble, sources_of
from tests.each import each
from tests.serving import serving


def facts_of(*texts):
    dossier = {"subject": "", "sender": {"name": "", "email": "x@mail.example"}, "body": texts[0], "documents": []}
    sources, _ = sources_of(dossier | {"later_bodies": list(texts[1:])})
    sources = [replace(source, findings=serving(source.findings)) for source in sources]
    return assemble(sources, criteria=EO_CRITERIA, cutoff=CUTOFF).facts


@each(
    ("text", "load"),
    [
        ("Je fais douze heures à l'école maternelle de Bourgvert.", 0.46),
        ("Elf Stunden bleiben mir in der Primarschule Altfurt.", 0.46),
        ("Ik zit aan zestien uren lager onderwijs.", 0.67),
    ],
)
def test_a_load_that_no_rule_settles_is_to_verify(text, load):
    fact = facts_of(text)["workload"]
    assert (fact.value, fact.state) == (load, State.TO_VERIFY)
    assert fact.evidence[0].evidence.rule.startswith("workload.doubt/")


@each(
    "text",
    [
        "Ma femme fait douze heures à l'école maternelle de Bourgvert.",
        "Je ferais volontiers douze heures à l'école maternelle de Bourgvert.",
        "Est-ce que je ferais douze heures à l'école maternelle ?",
        "Je suis joignable 24 heures sur 24 à l'école de Bourgvert.",
        "J'ai fait de tout à l'école maternelle de Bourgvert, 14 à 20 heures.",
        "Page 1/2",
    ],
)
def test_what_a_sentence_does_not_say_of_its_writer_is_no_load(text):
    assert list(doubted_load(sections(text))) == []


def test_nothing_is_guessed_where_another_text_tells_it():
    facts = facts_of(
        "Je fais douze heures à l'école maternelle de Bourgvert.", "J'enseigne actuellement 11/22 à Bourgvert."
    )
    assert (facts["workload"].value, facts["workload"].state) == (0.5, State.CONTRARY)
    assert {piece.evidence.rule.partition("/")[0] for piece in facts["workload"].evidence} == {"workload.fraction"}


@each(
    ("loads", "whole"),
    [((), 0.0), ((0.5,), 0.5), ((0.5, 0.5), 0.5), ((0.4, 0.3), 0.7), ((0.7, 0.4, 0.3), 0.7), ((1.0, 0.5), 1.0)],
)
def test_loads_of_one_person_are_one(loads, whole):
    assert together(loads) == pytest.approx(whole)
