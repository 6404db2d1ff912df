"""Luxembourgish is data alone: its headings, months, languages and schools are read, and no module names it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import parsers
from parsers.facts.languages.spoken import find_languages
from parsers.facts.languages.stated_levels import KEY
from parsers.layout.sections import sections
from parsers.lexicon.data import LANGUAGES
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.text import fold

CV = """Tania Weber
Beruffserfarung
Mäerz 2015 - Dezember 2019   Léierin, Grondschoul Useldeng
Diplomer
2008 Bachelor
Sproochen
Lëtzebuergesch: Mammesprooch
Däitsch: fléissend
Franséisch: ganz gutt
Portugisesch: verstoen
Englesch (B2), Spuenesch (Ufänger)
Hobbyen
Wandern
"""


def test_its_folder_makes_it_a_language():
    assert "lb" in LANGUAGES


def test_a_cv_is_cut_at_its_headings():
    told = [section.subject for section in sections(CV).sections if section.heading]
    assert told == ["experience", "education", "languages", "interests"]


def test_its_months_are_dates():
    entry = sections(CV).entries[0]
    assert (entry.when.first, entry.when.last) == (date(2015, 3, 1), date(2019, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CV, ["lb", "de", "fr", "en"]),
        ("Ech schwätzen fléissend Däitsch a Franséisch.", ["de", "fr"]),
        ("Ech sinn däitschsproocheg.", ["de"]),
        ("Mäin Englesch ass gutt.", ["en"]),
        ("Ech si Proff fir Englesch.", []),
        ("Sproochen: Lëtzebuergesch, Däitsch (C1), Gebäerdesprooch", ["lb", "de", "sgn"]),
    ],
)
def test_its_languages_are_read(text, expected):
    told = [code for fact in find_languages(sections(text)) if fact.key != KEY for code in fact.value]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("school.teachers", "Schoulmeeschterin zu Arel"),
        ("school.places", "Proff am Lycée"),
        ("load.half", "eng hallef Tâche"),
        ("time.since", "zënter 2015"),
        ("appointment_context.awaited", "Ech waarden op meng Nominatioun."),
    ],
)
def test_its_phrases_are_said_like_all_others(name, text):
    assert vocabulary(name).search(fold(text))


def test_no_module_knows_it():
    told = [path for path in Path(parsers.__file__).parent.rglob("*.py") if "lexicon/lb" in path.read_text("utf-8")]
    assert told == []
