"""Loads told as a part of what makes a full one, joined to another, or in places that have lost their heading."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from tests.each import each

TOLD = [
    ("Je donne actuellement dix-huit des vingt-deux périodes qui font un temps plein.", 0.82),
    ("J'en assure aujourd'hui quinze (des vingt qui forment une charge complète).", 0.75),
    ("Van de vierentwintig lestijden die een voltijdse opdracht vormen, geef ik er achttien.", 0.75),
    ("Attribution : 400 périodes, le temps plein étant de 800", 0.5),
    ("J'exerce aujourd'hui dix vingtièmes plus un quart.", 0.75),
    ("Ich habe derzeit eine volle Aufgabe an der Gemeindeschule Raeren.", 1.0),
    ("Ich habe zurzeit eine volle Lehrverpflichtung.", 1.0),
    ("Institutrice primaire — 18e/24e — depuis 2015", 0.75),
    ("Im Moment bin ich mit 75 % beschäftigt.", 0.75),
    ("Lehrerin in Vollbeschäftigung seit 2015", 1.0),
    ("J'occupe un poste complet à l'école de Bure.", 1.0),
    ("En ce moment 11/22, à l'école de Bure.", 0.5),
    ("Je travaille à 4/5 temps depuis mes débuts au centre PMS.", 0.8),
    ("Nommée à l'issue du stage, j'exerce ma fonction à prestations complètes.", 1.0),
]
UNTOLD = [
    "C'est bien un temps plein que je demande.",
    "Mes attributions approchent le temps plein.",
    "Het is een voltijdse opdracht die ik zoek.",
    "J'ai effectué un stage à temps plein à l'école de Bure.",
    "Au début, je travaillais à mi-temps.",
]


def value(text):
    layout = sections(text)
    found = find_workload(layout, present_loads(layout))
    return found[0].value if found else None


@each(("text", "share"), TOLD)
def test_a_load_is_read(text, share):
    assert value(text) == pytest.approx(share, abs=0.006)


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_no_present_load_is_not_read(text):
    assert value(text) is None


def test_a_post_that_goes_on_below_the_references_of_the_other_column_counts():
    page = (
        "RÉFÉRENCES\n\nMme Lambin, directrice\nsur demande\n\n"
        "Institutrice (12/24)\nDepuis septembre 2021\nÉcole communale de Bure\nTemporaire – 3e et 4e années\n\n"
        "Institutrice (6/24)\nDepuis septembre 2022\nÉcole communale de Tellin\n"
    )
    assert value(page) == 0.75


def test_a_letter_below_a_cv_is_not_under_its_last_heading():
    cv = "Anne Lambin\n\nEXPÉRIENCE\n2010 - à ce jour   École communale de Bure, institutrice\n\nLOISIRS\nLecture\n"
    letter = (
        "Bure, le 3 mars 2026\n\nMadame, Monsieur,\n\nJe travaille actuellement à mi-temps dans mon école.\n\n"
        "Je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.\n\nAnne Lambin\n"
    )
    assert value(cv + "\n" + letter) == 0.5


def test_a_row_of_a_load_with_its_own_date_is_no_post_of_its_own():
    rows = (
        "Fonction\tInfirmière au Centre PMS de Ciney, depuis 2011.\n\nHoraire\t3/4 temps depuis la rentrée 2021\n\n"
        "Auparavant\t2005 à 2011 : infirmière au CPAS de Ciney\n"
    )
    assert value(rows) == 0.75


def test_a_mediator_has_the_full_week_of_an_employee():
    assert value("EMPLOI\nDu 1/9/2018 à présent\nMédiatrice scolaire, 19 h par semaine, école de Bure\n") == 0.5
