"""Languages as people list and claim them (languages.txt): scales, tables, codes, sentences, and what misleads."""

from dataclasses import replace
from pathlib import Path

import pytest

from parsers.facts.languages.names import code_of
from parsers.facts.languages.spoken import find_languages
from parsers.facts.languages.stated_levels import KEY
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each

STYLES, ENUMERATIONS = (
    (Path(__file__).parent / name).read_text("utf-8").split("### ")[1:]
    for name in ("languages.txt", "enumerations.txt")
)


@each("style", STYLES)
def test_a_style_is_read(style):
    head, _, text = style.partition("\n")
    told = [code for fact in find_languages(sections(text)) if fact.key != KEY for code in fact.value]
    assert sorted(told) == sorted(head.rpartition("=")[2].split())


@each("enumeration", ENUMERATIONS)
def test_what_a_cv_enumerates_under_no_heading_is_read(enumeration):
    head, _, text = enumeration.partition("\n")
    layout = replace(sections(text), kind=Kind.CV, letter=None)
    told = [code for fact in find_languages(layout) if fact.key != KEY for code in fact.value]
    assert sorted(told) == sorted(head.rpartition("=")[2].split())


@pytest.mark.parametrize(
    ("name", "code"),
    [("armenien", "hy"), ("koerdisch", "ku"), ("wallonisch", "wa"), ("tigrinya", "ti"), ("vlaams", "nl")],
)
def test_names_of_the_world(name, code):
    assert code_of(name) == code


@pytest.mark.parametrize("word", ["lets", "fries", "kongo", "latin", "same"])
def test_words_that_are_no_languages(word):
    assert code_of(word) is None


def test_a_list_in_prose_has_its_label():
    text = (
        "Pour les langues : le français d'abord ; le néerlandais très bien, il le faut ici ; l'anglais, un peu moins."
    )
    assert find_languages(sections(f"Je vis à Mons.\n{text}"))[0].value == ["fr", "nl", "en"]
