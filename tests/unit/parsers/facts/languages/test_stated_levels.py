"""The level of each language as it is stated, in one text and in several."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parsers.facts.languages.spoken import find_languages
from parsers.facts.languages.stated_levels import KEY, levels_together
from parsers.facts.telling.merging import said
from parsers.layout.sections import sections
from parsers.values.evidence import Findings, State
from parsers.values.profiles import Source, are_at_odds, from_least


def findings(text):
    return [fact for fact in find_languages(sections(text)) if fact.key == KEY]


def told(text):
    """Each language with its level, or with its words in brackets."""
    items = [fact.value[0] for fact in findings(text)]
    return [f"{item['language']} {item.get('level') or repr(item['words'])}" for item in items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LANGUES\nFrançais : langue maternelle\nAnglais : bon niveau, B2\nEspagnol : A1\n",
         ["fr native", "en B2", "es A1"]),
        ("LANGUES\nAllemand : bonnes notions\nTurc : courant\n", ["de 'bonnes notions'", "tr 'courant'"]),
        ("LANGUES\nAllemand : lu, écrit, parlé\n", ["de 'lu, écrit, parlé'"]),
        ("LANGUES\nAnglais : très bonne maîtrise orale et écrite\n", ["en 'très bonne maîtrise orale et écrite'"]),
        ("LANGUES\nAnglais ★★★☆☆\nItalien 4/5\n", ["en '★★★☆☆'", "it '4/5'"]),
        ("LANGUES\nFrançais : langue maternelle (C2)\n", ["fr native"]),
        ("LANGUES\nFrançais : quasi natif\n", ["fr 'quasi natif'"]),
        ("LANGUES\nNéerlandais (B1/B2)\n", ["nl B1", "nl B2"]),
        ("LANGUES\nAnglais    B2 B2 B1 B1 B2\n", ["en B2"]),
        ("LANGUES\nNéerlandais | – | bon\nAnglais | courant | –\n", ["nl 'bon'", "en 'courant'"]),
        ("LANGUES\nAnglais\nNéerlandais\nB2\nA2\n", ["en B2", "nl A2"]),
        ("LANGUES\nB2 : anglais, néerlandais\n", ["en B2", "nl B2"]),
        ("Talen: FR C2 · EN B1", ["fr C2", "en B1"]),
        ("TALEN\nNederlands: moedertaal\nDuits: basiskennis\n", ["nl native", "de 'basiskennis'"]),
        ("SPRACHEN\nDeutsch: Muttersprache\nEnglisch: fließend\n", ["de native", "en 'fließend'"]),
        ("LANGUAGES\nDutch: mother tongue\nFrench: fluent\n", ["nl native", "fr 'fluent'"]),
        ("Bonne connaissance de l'anglais (B2), notions d'allemand.", ["en B2", "de 'notions'"]),
        ("Je parle couramment l'allemand.", ["de 'parle couramment'"]),
        ("Le néerlandais est ma langue maternelle.", ["nl native"]),
        ("De langue maternelle française.", ["fr native"]),
        ("Je parle anglais.", []),
        ("LANGUES\nAnglais\nNéerlandais\n", []),
        ("J'enseigne l'anglais au niveau B2.", []),
        ("Je ne parle pas l'anglais.", []),
    ],
)  # fmt: skip
def test_the_level_of_each_language_is_kept_as_it_is_stated(text, expected):
    assert told(text) == expected


def test_of_several_skills_the_best_is_the_level_and_all_stand_beside_it():
    (fact,) = findings("LANGUES\nAnglais    B2 B1 B1 C1 B2\n")
    assert fact.value == [{"language": "en", "level": "C1", "words": "B2 B1 B1 C1 B2"}]


def test_a_level_quotes_the_passage_that_states_it():
    text = "LANGUES\nFrançais : langue maternelle\nAnglais : B2\n"
    assert [fact.evidence[0].quote for fact in findings(text)] == ["Français : langue maternelle", "Anglais : B2"]
    assert {fact.evidence[0].rule for fact in findings(text)} == {"languages.level/1"}


def together(*texts):
    """What texts state, the newest first."""
    sources = [
        Source(
            message_id=number,
            document_id=None,
            received_at=datetime(2026, 3, 1, tzinfo=UTC),
            in_time=True,
            findings=Findings(facts=tuple(find_languages(sections(text)))),
        )
        for number, text in enumerate(texts, start=1)
    ]
    return levels_together(said(sources)[KEY])


def test_two_levels_of_one_language_are_to_verify_with_both_passages():
    fact = together("LANGUES\nAnglais : C1\nFrançais : C2\n", "LANGUES\nAnglais : B2\nFrançais : maternelle\n")
    assert fact.state is State.TO_VERIFY
    assert [claim.value for claim in fact.claims] == [
        [{"language": "en", "level": "C1"}],
        [{"language": "en", "level": "B2"}],
    ]
    assert [claim.evidence[0].message_id for claim in fact.claims] == [1, 2]


def test_words_beside_a_level_and_the_same_level_twice_are_no_doubt():
    fact = together("LANGUES\nAnglais : B2\n", "LANGUES\nAnglais : courant\n", "LANGUES\nAnglais (B2)\n")
    assert fact.state is State.FOUND
    assert fact.value == [{"language": "en", "level": "B2"}, {"language": "en", "words": "courant"}]
    assert not fact.claims


def test_levels_are_compared_from_the_lowest_up():
    assert from_least("C1") == ("C1", "C2", "native")
    assert from_least("notions") == ()
    assert are_at_odds({"B1", "native"})
    assert not are_at_odds({"C2", "native"})
    assert not are_at_odds({"B1"})
