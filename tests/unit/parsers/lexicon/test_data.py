"""The data files: every example is found as it is marked, and no line is written twice."""

from __future__ import annotations

import re
from collections import Counter

from babel import Locale

from parsers.lexicon.data import LANGUAGES, tables
from parsers.lexicon.vocabulary import lexicon, vocabulary
from parsers.text.text import fold
from tests.each import each

TABLES = list(tables())
EXAMPLES = [(table, example) for table in TABLES for example in table.examples]


@each(("table", "example"), EXAMPLES)
def test_an_example_is_found_as_it_is_marked(table, example):
    """`examples` mark in [brackets] what the set finds in them; one without brackets is a sentence it is silent on."""
    marked = [fold(words) for words in re.findall(r"\[([^\]]*)\]", example)]
    told = fold(re.sub(r"[\[\]]", "", example))
    assert [fold(mention.group()) for mention in vocabulary(table.name).finditer(told)] == marked


@each("table", TABLES)
def test_a_table_has_phrases_and_an_example(table):
    assert table.phrases
    assert table.examples or table.grammar


def test_no_line_is_written_twice():
    lines = Counter((phrase.language, phrase.set, fold(phrase.written)) for phrase in lexicon().phrases)
    assert [line for line, times in lines.items() if times > 1] == []


def test_every_set_says_once_what_it_is():
    about = Counter(table.name for table in TABLES if table.about)
    assert {table.name: about[table.name] for table in TABLES if about[table.name] != 1} == {}


def test_every_folder_is_a_language():
    assert {"de", "en", "fr", "nl"} <= set(LANGUAGES)
    assert [code for code in LANGUAGES if not Locale.parse(code).display_name] == []
