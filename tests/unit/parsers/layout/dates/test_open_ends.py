from parsers.layout.sections import sections
from tests.each import each

BELOW = "11/2019 – 06/2022 Éducatrice, Foyer du Parc\n2016 – 2019 Accueillante, La Marelle\n"


def ongoing(text):
    return [when.first.year for when in sections(text).dates if when.ongoing]


@each(
    "first",
    [
        "06/2022 – Animatrice, Maison des jeunes",
        "06/2022 -   Begeleidster, Jeugdhuis De Kaai",
        "07/2022 — Betreuerin, Jugendheim am See",
    ],
)
def test_a_dash_behind_the_latest_date_leaves_it_open(first):
    assert ongoing(f"Expérience professionnelle\n{first}\n- accueil\n{BELOW}") == [2022]


@each(
    "text",
    [
        "Formations\n06/2022 – Brevet de secourisme\n03/2021 – Permis B\n09/2015 – 06/2018 Bachelier\n",
        "Expérience\n06/2021 – Remplacement, école du Nord\n11/2019 – 06/2022 École du Sud\n",
        "Expérience\nAoût 2022 – Emploi d'été\n",
        "Expérience\n06/2022 – 07/2022 École du Nord\n11/2019 – 06/2022 École du Sud\n",
        "Expérience\n2022 – Stage, école du Nord\n11/2019 – 06/2022 École du Sud\n",
    ],
)
def test_a_dash_that_parts_a_date_from_what_happened_then_leaves_nothing_open(text):
    assert ongoing(text) == []


@each(
    "text",
    [
        "Carrière\nSept. 2005 → Institutrice, école du Nord\n",
        "Carrière\n11/1999 – 06/2005 École du Sud\n09/2005 → École du Nord\n",
        "Carrière\n09/2005 → École du Nord\n11/1999 – 06/2005 École du Sud\n",
    ],
)
def test_an_arrow_behind_the_latest_date_leaves_it_open_whatever_follows(text):
    assert ongoing(text) == [2005]


def test_an_arrow_behind_a_date_that_others_follow_leaves_nothing_open():
    assert ongoing("Carrière\n09/2005 → École du Nord\n11/2009 – 06/2015 École du Sud\n") == []
