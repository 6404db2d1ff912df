import pytest

from parsers.facts.likeness import in_address, likeness
from parsers.facts.names import Name, read_name


@pytest.mark.parametrize(
    ("line", "given", "family"),
    [
        ("Marie Dupont", "Marie", "Dupont"),
        ("DUPONT Marie", "Marie", "Dupont"),
        ("Marie DUPONT", "Marie", "Dupont"),
        ("Dupont, Marie", "Marie", "Dupont"),
        ("Anne-Sophie van der Meulen", "Anne-Sophie", "van der Meulen"),
        ("Van den Broeck, Els", "Els", "Van den Broeck"),
        ("Fatima EL HADDAD", "Fatima", "El Haddad"),
        ("Luc d'Harville", "Luc", "d'Harville"),
        ("Niamh O'Connor", "Niamh", "O'Connor"),
        ("Mme Julie Lambert-Thiry", "Julie", "Lambert-Thiry"),
        ("LAMBERT Julie, épouse Thiry", "Julie", "Lambert"),
        ("Nom et prénom : LAMBERT Julie", "Julie", "Lambert"),
        ("THIRY Paul, Jean, Albert", "Paul", "Thiry"),
        ("Naam: Koen Peeters", "Koen", "Peeters"),
        ("Julie Lambert – psychologue", "Julie", "Lambert"),
        ("Dr. Jürgen Müller", "Jürgen", "Müller"),
    ],
)
def test_given_and_family_name(line, given, family):
    assert read_name(line) == Name(given=given, family=family)


@pytest.mark.parametrize(
    "line",
    [
        "Curriculum Vitae",
        "Rue du Moulin",
        "Athénée Royal",
        "Carrefour des Métiers",
        "Madame, Monsieur,",
        "Bonjour",
        "6700 Arlon",
        "Julie",
        "Bien à vous",
        "Professeure de Français",
        "j'aime les cartes",
        "Met Vriendelijke Groeten",
    ],
)
def test_what_is_no_name(line):
    assert read_name(line) is None


def name(text):
    return read_name(text) or Name(given=text.split()[0], family=text.split()[-1])


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("Marie Dupont", "DUPONT Marie", 1.0),
        ("Marie Dupont", "M. Dupont", 0.6),
        ("Marie Dupont", "Marie Dupont-Lambert", 0.6),
        ("Jean-Paul Dupont", "Dupont JP", 0.6),
        ("Marie Dupont", "Paul Dupont", 0.0),
        ("Marie Dupont", "Julie Lambert", 0.0),
    ],
)
def test_likeness(one, other, share):
    first = Name(given=one.split()[0], family=" ".join(one.split()[1:]))
    second = Name(given=other.split()[0], family=" ".join(other.split()[1:]))
    assert likeness(first, second) == likeness(second, first) == share


def test_a_name_in_an_address():
    assert in_address(Name(given="Jürgen", family="Müller"), "juergen.mueller@web.example") == 1.0
    assert in_address(Name(given="Marie", family="Dupont"), "paul.lambert@web.example") == 0.0


def test_an_initial_is_no_full_name():
    assert not Name(given="M.", family="Dupont").is_full
    assert Name(given="Marie", family="Dupont").is_full
