from dataclasses import replace

import pytest

from parsers.facts.person.names.personal_names import PersonName, read_name
from parsers.facts.person.names.similarity import completed, in_address, likeness
from parsers.facts.person.person import find_person
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each


@each(
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
        ("Lotte 't Jampens", "Lotte", "'t Jampens"),
        ("t'Kint Anne-Sophie", "Anne-Sophie", "t'Kint"),
        ("VAN DE WIELE M-C", "M-C", "Van de Wiele"),
        ("Van Eyck Liesbeth", "Liesbeth", "Van Eyck"),
        ("Di Rosa Luigi", "Luigi", "Di Rosa"),
        ("W.J. (Wim) ten Cate", "Wim", "ten Cate"),
        ('CHIDI ("CHICHI") OBI-MARTENS', "Chidi", "Obi-Martens"),
        ("Ph. Colard", "Ph.", "Colard"),
        ("Aïcha N'Diaye", "Aïcha", "N'Diaye"),
        ("Beate von Stein, Dr. phil.", "Beate", "von Stein"),
    ],
)
def test_given_and_family_name(line, given, family):
    assert read_name(line) == PersonName(given=given, family=family)


@each(
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
        "Partner     Jan Maes, leraar",
        "Épouse : Julie Lambert",
        "Mariée à Paul Lambert",
        "T'ES PRÊT",
    ],
)
def test_what_is_no_name(line):
    assert read_name(line) is None


def name(text):
    return read_name(text) or PersonName(given=text.split()[0], family=text.split()[-1])


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
    first = PersonName(given=one.split()[0], family=" ".join(one.split()[1:]))
    second = PersonName(given=other.split()[0], family=" ".join(other.split()[1:]))
    assert likeness(first, second) == likeness(second, first) == share


def test_a_name_in_an_address():
    assert in_address(PersonName(given="Jürgen", family="Müller"), "juergen.mueller@web.example") == 1.0
    assert in_address(PersonName(given="Marie", family="Dupont"), "paul.lambert@web.example") == 0.0


def test_an_initial_is_no_full_name():
    assert not PersonName(given="M.", family="Dupont").is_full
    assert PersonName(given="Marie", family="Dupont").is_full


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("NOM :        VAN DE WIELE\nPRÉNOM :     Marie, Claire\n", "Marie Van de Wiele"),
        ("Naam: Maes\nVoornaam: Jan\n", "Jan Maes"),
        ("Nom / Prénom : LAMBERT Julie\n", "Julie Lambert"),
        ("Voornaam, naam: An Peeters\n", "An Peeters"),
    ],
)
def test_a_form_tells_a_name(text, told):
    layout = replace(sections(text), kind=Kind.CV)
    assert told.casefold() in {str(f.value).casefold() for f in find_person(layout) if f.key == "name"}


def test_an_address_spells_initials_out():
    known = PersonName(given="M.", family="Maes")
    assert completed(known, ["martine.maes@post.example"]).text == "Martine Maes"
    assert completed(known, ["jan.maes@post.example", "info@school.example"]) == known


def told(text):
    """The names that a CV's lines tell, the surest first."""
    found = find_person(replace(sections(text), kind=Kind.CV))
    names = sorted((finding for finding in found if finding.key == "name"), key=lambda finding: -finding.certainty)
    return [finding.value for finding in names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M A R I E   L A M B E R T\nmarie.lambert@example.be", "Marie Lambert"),
        ("R  Marie Lambert\nmarie.lambert@example.be", "Marie Lambert"),
        # small letters, and words that are hardly ever a name's, where the address holds them
        ("Lambert marie\nm.lambert@example.be", "Lambert Marie"),
        ("Pascale RUELLE\npascale.ruelle@example.be", "Pascale Ruelle"),
        # a title that is written to the name
        ("Marie LAMBERTENGINEER OF ROADS\nlinkedin.com/in/marie-lambert", "Marie Lambert"),
        # no line is a name
        ("INSTITUTRICE\nmarie.lambert@example.be", "Marie Lambert"),
        ("Orla Fitzsimmons\norla.fitz@eircom.example", "Orla Fitzsimmons"),
    ],
)
def test_an_address_confirms_a_name(text, name):
    assert told(f"{text}\n\nEXPÉRIENCE\n2010 – présent : école communale de Tellin\n")[:1] == [name]


@pytest.mark.parametrize(
    "line", ["N  A  L  Y  S", "Sankt Stephansplatz 14, 78462 Konstanz", "SENIOR FULLSTACK", "Tipaza, Algerie, Algerien"]
)
def test_what_looks_like_a_name_and_is_none(line):
    assert read_name(line) is None


def test_a_name_that_an_address_confirms_outweighs_those_above_it():
    """A sidebar drawn first, as in exports of a profile: its skills look like names."""
    sidebar = "Contact\nwww.linkedin.com/in/marie-lambert-1a2b\n\nPrincipales compétences\nGrand Oral\nVie Scolaire\n\n"
    assert told(f"{sidebar}Marie Lambert\nInstitutrice\nTellin, Belgique\n")[:1] == ["Marie Lambert"]


def test_a_name_in_two_lines_is_whole_where_an_address_holds_both():
    assert told("ANNE MARIE\nLAMBERT\nannemarie.lambert@example.be\n")[:1] == ["Anne Marie Lambert"]
