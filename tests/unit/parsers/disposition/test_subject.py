import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.disposition.subject import carries, nearly_carries, prefix_of
from tests.each import each, examples

PHRASE = "Recrutement EO"


@each(
    "subject",
    [
        "Recrutement EO",
        "recrutement eo",
        "RECRUTEMENT E.O.",
        "Candidature – « Recrutement  EO »",
        "recrutementEO",
        "Recrutement-EO",
        "Recrutement–E-O",
        "Recrutement\xa0EO",
        "Recrutement\u202fEO",
        "Recrutement\u200bEO",
        "Recru\u00adtement EO",
        "Recrutement_EO_Dupont",
        "[Recrutement EO] Dupont",
        "TR: RE: Recrutement EO",
        "Ｒｅｃｒｕｔｅｍｅｎｔ ＥＯ",
        "Récrutement ÉO",
        "Recrutement\tEO",
        "recrutement E O 2026",
        "#recrutementEO",
    ],
)
def test_carries(subject):
    assert carries(subject, PHRASE)


@pytest.mark.parametrize(
    "subject",
    [
        None,
        "",
        "Recrutement : EOLIA Conseil",
        "Recrutement",
        "Recrutement OE",
        "EO",
        "prérecrutement EO",
        "Recrutement EOS",
        "Recrutement d'un EO",
    ],
)
def test_does_not_carry(subject):
    assert not carries(subject, PHRASE)


@pytest.mark.parametrize(
    "subject",
    [
        "Recrutement OE",
        "Recrutment EO",
        "Recrutement E0",
        "EO - recrutement",
        "Recrutement d'un EO",
        "Rectutement EO",
        "RecrutmentEO",
    ],
)
def test_nearly_carries(subject):
    assert not carries(subject, PHRASE)
    assert nearly_carries(subject, PHRASE)


@pytest.mark.parametrize(
    "subject",
    [
        "Recrutement : EOLIA Conseil",
        "Recrutement d'enseignants",
        "Recrutement et sélection",
        "Recrutement de la rentrée",
        "Votre recrutement",
        "EO",
        "",
        None,
    ],
)
def test_does_not_even_nearly_carry(subject):
    assert not nearly_carries(subject, PHRASE)


def test_without_a_phrase_nothing_carries():
    assert not carries("Recrutement EO", "")
    assert not nearly_carries("Recrutement EO", " – ")


@pytest.mark.parametrize(
    ("subject", "prefix"),
    [
        ("Réponse : Recrutement EO", "reply"),
        ("Betr.: Recrutement EO", "reply"),
        ("Réponses à vos questions", None),
        ("TR : RE: x", "forward"),
        ("RE: TR: x", "reply"),
        ("Fwd: x", "forward"),
        ("WG: x", "forward"),
        ("Doorst: x", "forward"),
        ("AW: x", "reply"),
        ("Antw.: x", "reply"),
        ("Réf : x", "reply"),
        ("Re[2]: x", "reply"),
        ("[EXT] TR: x", "forward"),
        ("Recrutement: x", None),
        ("Transport : x", None),
        (None, None),
    ],
)
def test_prefix(subject, prefix):
    assert prefix_of(subject) == prefix


def test_neighbours_that_change_places_over_a_missing_letter_are_two_slips():
    assert nearly_carries("crrutement EO", PHRASE)
    assert not nearly_carries("crutement OE", PHRASE.replace("Recrutement", "Recrutements"))


KINDS_OF_SLIP = ["left out", "typed twice", "another", "swapped"]
SLIPS = st.tuples(st.sampled_from(KINDS_OF_SLIP), st.integers(0, 11), st.sampled_from("abcxyz"))


@examples(([(kind, at, "x")],) for kind in KINDS_OF_SLIP for at in range(11))
@examples(([(one, 2, "a"), (other, 7, "z")],) for one in KINDS_OF_SLIP for other in KINDS_OF_SLIP)
@example([])
@given(st.lists(SLIPS, max_size=2))
def test_a_long_word_with_two_slips_resembles_it(slips):
    word = list("recrutement")
    for slip, place, letter in slips:
        at = place % len(word)
        if slip == "left out":
            del word[at]
        elif slip == "typed twice":
            word.insert(at, letter)
        elif slip == "another":
            word[at] = letter
        else:
            word[at : at + 2] = reversed(word[at : at + 2])
    assert nearly_carries("".join(word) + " EO", PHRASE)
