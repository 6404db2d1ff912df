"""Where somebody lives, told without a postal code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.facts.person.contacts import places
from parsers.facts.person.localities import localities
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from tests.each import each


def told(text, *, kind=Kind.CV, language="fr"):
    """The places of a text, the surest first."""
    layout = replace(sections(text), kind=kind, language=language)
    where = {place.span: place.source for place in places(layout)}
    found = localities(layout, where, {"odile", "marbrun"})
    return [place.city for place in sorted(found, key=lambda place: -place.surety)]


@each(
    ("lines", "city"),
    [
        ("Adresse : rue du Puits 3, Rochefort", "Rochefort"),
        ("Ville : Rochefort", "Rochefort"),
        ("Woonplaats: Gent", "Gent"),
        ("Wohnort      Eupen", "Eupen"),
        ("Adresse: Lindenstrasse 83 Bern, Schweiz", "Bern"),
        ("33 ans • Toulouse - France • +33 612 345 678", "Toulouse"),
        ("Wedel, Deutschland", "Wedel"),
        ("Nouakchott, Mauritanie", "Nouakchott"),
        ("Lyon (69)", "Lyon"),
        ("Bern Schweiz", "Bern"),
        ("Localisation : Lyon", "Lyon"),
        ("� Neufchâteau\n� 0470 12 34 56", "Neufchâteau"),
        ("Masnuy-Saint-Jean, Jurbise\nTél. 0470 12 34 56", "Masnuy-Saint-Jean"),
    ],
)
def test_a_place_of_the_contact_block(lines, city):
    assert told(f"Odile Marbrun\n{lines}\nodile.marbrun@example.be\n")[:1] == [city]


@pytest.mark.parametrize(
    "lines",
    [
        "Née à Longwy, France",
        "Permis B\n0470 12 34 56",
        "Marbrun\n0470 12 34 56",
        "Institutrice\n0470 12 34 56",
        "COORDONNÉES\n0470 12 34 56",
        "Nationalité : Belge",
    ],
)
def test_what_is_no_place(lines):
    assert told(f"Odile Marbrun\n{lines}\nodile.marbrun@example.be\n") == []


def test_the_place_of_a_letters_date():
    letter = "Odile Marbrun\n\nArlon, le 3 mars 2026\n\nMadame,\n\nJe postule.\n\nCordialement,\nOdile Marbrun"
    assert told(letter, kind=Kind.LETTER) == ["Arlon"]
