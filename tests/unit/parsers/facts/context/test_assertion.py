"""How a sentence says the words marked in it, and by which of its other words."""

from __future__ import annotations

import pytest

from parsers.facts.context.assertion import clause, judge
from parsers.facts.context.modifiers import MODIFIER_RULES
from parsers.text.text import fold
from tests.each import each


def told(sentence):
    """The assertion of the words in [brackets], and what spoke: by category its words."""
    start = sentence.index("[")
    words = sentence[start + 1 : sentence.index("]")]
    folded = fold(sentence.replace("[", "").replace("]", ""))
    assertion = judge(folded, start, start + len(words))
    return assertion, {found.category: folded[found.start : found.end] for found in assertion.modifiers}


@each(
    ("sentence", "category", "words"),
    [
        ("Je ne suis pas encore [nommée].", "negated", "ne suis pas"),
        ("Je travaille sans [contrat].", "negated", "sans"),
        ("[Benoemd] ben ik nog niet.", "negated", "niet"),
        ("Si je suis [nommée], je reste.", "hypothetical", "si"),
        ("Sobald ich [ernannt] bin, bleibe ich.", "hypothetical", "sobald"),
        ("Je souhaite un [mi-temps].", "wished", "souhaite"),
        ("Je reste ouverte à toute formule : [mi-temps] ou plus.", "wished", "ouverte a toute formule :"),
        ("J'étais [nommée] à Mons.", "once", "etais"),
        ("Vroeger: [voltijds].", "once", "vroeger:"),
        ("[Nommée] en 2003, j'ai renoncé à ce poste.", "lost", "renonce"),
        ("Votre annonce cherche un agent [nommé].", "reported", "votre annonce"),
        ('Le texte dit "agent [nommé] au moins".', "quoted", '"agent nomme au moins"'),
        ("Mon mari est [nommé].", "other", "est"),
        ("J'habite avec mon mari, qui est [nommé].", "other", "est"),
        ("Ma directrice, [nommée] en 2003, approuve.", "other", "ma directrice"),
        ("Je prends la classe de ma collègue, je suis [nommée].", "explicit", "suis"),
    ],
)
def test_a_modifier_speaks(sentence, category, words):
    _, spoke = told(sentence)
    assert spoke.get(category) == words


@pytest.mark.parametrize(
    "sentence",
    [
        "Je ne suis pas seulement [nommée].",
        "Trente ans sans interruption, [nommée].",
        "Si bien que je suis [nommée].",
        "Je ne suis pas seule, mais je suis [nommée].",
        "Mon mari (nommé aussi) et moi sommes [nommés].",
        "Je viens d'être [nommée].",
        "Madame la Directrice, je suis [nommée].",
        "Institut Notre-Dame, Bertrix, [nommée].",
        'Je suis "agent [nommé] au moins".',
    ],
)
def test_words_that_look_so_change_nothing(sentence):
    assertion, _ = told(sentence)
    assert assertion.plain


@pytest.mark.parametrize(
    ("sentence", "own", "explicit"),
    [
        ("[Nommée] en 2003.", True, False),
        ("Je suis [nommée].", True, True),
        ("Elle est [nommée].", False, False),
        ("Ma collègue m'a vue [nommée].", True, True),
        ("Le directeur sait que je suis [nommée].", True, True),
    ],
)
def test_of_whom_it_is_said(sentence, own, explicit):
    assertion, _ = told(sentence)
    assert (assertion.own, assertion.explicit) == (own, explicit)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("je travaille à mons, je suis [nommée] et j'aime cela", " je suis nommee "),
        ("je ne suis pas (encore) [nommée] ; voilà", "je ne suis pas (encore) nommee "),
        ("ik woon in gent en ik ben [benoemd]", " ik ben benoemd"),
        ("alors que je suis [nommée]", " je suis nommee"),
    ],
)
def test_a_clause_ends_at_its_boundaries(sentence, words):
    start = sentence.index("[")
    length = sentence.index("]") - start - 1
    folded = fold(sentence.replace("[", "").replace("]", ""))
    left, right = clause(folded, start, start + length)
    assert folded[left:right] == words


def test_a_rule_sets_a_field_of_the_assertion():
    assertion, _ = told("[x]")
    assert all(hasattr(assertion, rule.category) for rule in MODIFIER_RULES)
