"""Heads of posts outside schools, made up: which part is the function, which the employer."""

import pytest

from parsers.facts.career.heads.parts import employer_of, form_of, parts_of

HEADS = [
    (["Designer UX — Caisse nationale de prévoyance (CNP)", "Angers"], "Caisse nationale de prévoyance"),
    (["Technicien", "Turbines Oriel Technologies", "Sherbrooke, Canada"], "Turbines Oriel Technologies"),
    (["Statisticienne", "Bordeaux, France", "Unité de recherche MODEL (UR 12)"], "Unité de recherche MODEL"),
    (["Praktikum", "Nordlicht Group", "Regensburg,", "Deutschland"], "Nordlicht Group"),
    (["Stagiaire, Calopteryx, San Francisco", "Création d'une application"], "Calopteryx"),
    (["Consultante, Ardenis, Luxembourg"], "Ardenis"),
    (["Stage chez Vermillon (Moirans)"], "Vermillon"),
    (["Jobmarkt Smilde, stock clerk"], "Jobmarkt Smilde"),
    (["Lead développeur frontend", "Ombrelle", "Saint-Ouen, Île-de-France", "freelance"], "Ombrelle"),
    (["Paris, France"], None),
    (["Offen für eine neue Aufgabe"], None),
    (["Gestion de la caisse"], None),
]


@pytest.mark.parametrize(("rows", "named"), HEADS)
def test_the_employer_of_a_head(rows, named):
    assert employer_of(rows) == named


def test_what_no_word_tells_is_told_by_the_career_s_other_heads():
    heads = [["Ombrelle Group", "Développeur"], ["Vermillon SA", "Analyste"], ["Oriel", "Orfèvre du web"]]
    assert employer_of(heads[2], form_of(heads)) == "Oriel"
    turned = [["Développeur", "Ombrelle Group"], ["Analyste", "Vermillon SA"], ["Orfèvre du web", "Oriel"]]
    assert employer_of(turned[2], form_of(turned)) == "Oriel"


def test_a_town_stands_before_or_behind_its_country():
    roles = {part.words: part.role for part in parts_of(["Vendeuse", "Dupont SA", "Gent, België"])}
    assert roles == {"Vendeuse": "function", "Dupont SA": "firm", "Gent": "town", "België": "town"}
