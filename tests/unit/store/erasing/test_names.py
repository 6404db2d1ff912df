from __future__ import annotations

import pytest

from store.erasing.names import Names

HER = Names.of(
    own=["Élodie Lefèvre-Dubois", "elodie@mail.example", "CV Lefèvre-Dubois.pdf", "Élodie"],
    loose=["Lefèvre-Dubois"],
    phones=["+32470123456"],
)


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("sœur d'ELODIE LEFEVRE DUBOIS, je crois", "sœur d'█, je crois"),
        ("(elodie@mail.example, 0470/12.34.56 ou +32 470 12 34 56)", "(█, █ ou +32 █)"),
        ("voir « CV Lefèvre-Dubois.pdf »", "voir « █ »"),
        ("Élodie Martin", "Élodie Martin"),
        ("Lefèvre", "Lefèvre"),
        ("", ""),
    ],
)
def test_what_names_her_alone_is_struck_out_however_it_is_written(text, struck):
    assert HER.struck(text) == struck


def test_of_what_is_kept_as_json_too_and_a_search_for_her_whole():
    kept = {"text": "Élodie Lefèvre-Dubois ?", "view": "name=lef%C3%A8vre+dubois&order=name", "other": 3, "list": ["a"]}
    assert HER.struck_of(kept) == {"text": "█ ?", "view": "█", "other": 3, "list": ["a"]}
    assert HER.struck_of({"view": "name=martin"}) == {"view": "name=martin"}


def test_a_search_by_a_name_that_others_have_is_one_for_her():
    assert HER.asked("q=elodie")
    assert HER.asked("order=name&name=lef")
    assert not HER.asked("q=martin&order=name")
    assert not HER.asked("notice=lefevre&order=elodie")
    assert not Names().asked("q=martin")


def test_her_own_name_is_one_in_every_field_and_a_tag_that_others_have_is_not():
    assert HER.asked("tag=s%C5%93ur+de+Elodie+Lefevre-Dubois")
    assert HER.asked("town=elodie%40mail.example")
    assert not HER.asked("tag=lefevre-dubois")
