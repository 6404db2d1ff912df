"""A notice's word in longer words and in other spellings."""

from __future__ import annotations

from parsers.facts.asked.named_sets import form_places
from tests.answering import asked
from tests.each import each

TERMS = asked(
    "experience_of",
    terms=[
        "bibliothe*",
        "leesbevordering",
        "verteluur*",
        "électromécani*",
        "Pflege",
        "kinder",
        "school",
        "kind",
        "culturel",
    ],
)
FOUND = [
    ("nl", "in de gemeentebibliotheek", ["gemeentebibliotheek"]),
    ("nl", "het leesbevorderingsplan", ["leesbevorderingsplan"]),
    ("nl", "een verteluurtje", ["verteluurtje"]),
    ("de", "in der jugendbibliothek", ["jugendbibliothek"]),
    ("de", "in der altenpflege", ["altenpflege"]),
    ("nl", "elektromecanicien pompstations", ["elektromecanicien"]),
    ("de", "elektromechaniker", ["elektromechaniker"]),
    (None, "stadsbibliotheek gent", ["stadsbibliotheek"]),
    ("nl", "kleinkinderen en schoonkinderen", []),
    ("nl", "kleinkind", []),
    ("nl", "hogeschool gent", []),
    ("nl", "kinderloos", []),
    ("fr", "interculturel", []),
    (None, "multiculturel", []),
    ("en", "schoolmaster", []),
    ("fr", "la pflegeversicherung", []),
]


@each(("language", "text", "words"), FOUND)
def test_a_term_is_found_in_its_forms(language, text, words):
    assert [place.of(text) for place in form_places(TERMS, text, language)] == words


def test_a_long_run_of_one_sound_costs_no_more_than_its_length():
    text = "électromé" + "c" * 100_000
    assert [place.of(text) for place in form_places(TERMS, text, "fr")] == []
