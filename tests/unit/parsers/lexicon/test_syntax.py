"""How a phrase is written, and what it stands for."""

from __future__ import annotations

import pytest

from parsers.lexicon.syntax import PhraseError, wordings
from tests.each import each


def spelled(phrase):
    """The wordings of a phrase, written with words and marks."""
    marks = {"stem": "{}~", "tail": "~{}", "inner": "~{}~", "any": "*", "begin": "^", "end": "$", "slot": "<{}>"}
    return {
        " ".join(
            f"…{element.reach}" if element.kind == "gap" else marks.get(element.kind, "{}").format(element.value)
            for element in wording
        )
        for wording in wordings(phrase)
    }


@each(
    ("phrase", "expected"),
    [
        ("À titre définitif", {"a titre definitif"}),
        ("nommé(e)(s)", {"nomme", "nommee", "nommes", "nommees"}),
        ("[votre|vos] annonce", {"votre annonce", "vos annonce"}),
        ("institut[eur|rice(s)]", {"instituteur", "institutrice", "institutrices"}),
        ("ma (chère )sœur", {"ma soeur", "ma chere soeur"}),
        ("attend~", {"attend~"}),
        ("~school", {"~school"}),
        ("~lehr~", {"~lehr~"}),
        ("ne … pas", {"ne …3 pas"}),
        ("ne …6 [pas|plus]", {"ne …6 pas", "ne …6 plus"}),
        ("sur * ans", {"sur * ans"}),
        ("<number> ans", {"<number> ans"}),
        ("^ oui $", {"^ oui $"}),
        ("mi-temps", {"mi temps"}),
        ("l'école", {"l' ecole"}),
        ("[de|d']", {"de", "d'"}),
        ("[de|d'] yoga", {"de yoga", "d' yoga"}),
        ("parents' council", {"parents ' council"}),
        ("c.p.m.s.", {"cpms"}),
        ("nommé : non", {"nomme : non"}),
    ],
)
def test_a_phrase_stands_for_these_wordings(phrase, expected):
    assert spelled(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("nommé(e", "does not close"),
        ("…", "no word"),
        ("atten~dre", "midst"),
        ("[a|b|c|d|e] " * 6, "more than"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase, told):
    with pytest.raises(PhraseError, match=told):
        list(wordings(phrase))
