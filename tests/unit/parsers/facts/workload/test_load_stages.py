"""Loads of posts that change, end, complete each other or are told where other work is told, too."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from parsers.values.evidence import State
from tests.each import each


def found(text):
    layout = sections(text)
    return next(iter(find_workload(layout, present_loads(layout))), None)


SENTENCES = [
    # a hyphen that a line's end took
    ("Je preste dixhuit périodes sur vingtdeux.", 0.82),
    ("J'ai quinze heures sur les vingt-\nquatre d'un horaire complet.", 0.62),
    ("Je suis à mitemps dans une école de Bure.", 0.5),
    ("Je travaille à temps-\nplein au CPMS.", 1.0),
    # shares
    ("Je suis aux trois quarts depuis la rentrée.", 0.75),
    ("My timetable is four fifths of a full one.", 0.8),
    ("Charge : 10/10es", 1.0),
    ("Nommée à raison de 24/30es", 0.8),
    ("Ich habe eine Viertelstelle.", 0.25),
    ("Arbeitszeit 80 v.H.", 0.8),
    ("Contract: 0,75", 0.75),
    ("Mein Pensum ist voll.", 1.0),
    ("Mon horaire de cours est bien rempli.", 1.0),
    ("charge: complète", 1.0),
    # what completes a part
    ("Nommée pour 14/20, je complète mon horaire par 4 périodes de soutien.", 0.9),
    ("Je suis nommée à 12/24 et j'ai reçu six périodes de plus cette année.", 0.75),
    ("Ik ben benoemd voor 14/20 en vul aan met 6 uur in een andere school.", 1.0),
    ("Ich bin für 12/24 ernannt, ergänzt um 6 Stunden.", 0.75),
    ("Nommée pour 14/20, dont 4 périodes de coordination en plus des cours.", 0.7),
    # what is missing
    ("J'ai 14 heures, il m'en manque 6 pour faire un temps plein.", 0.7),
    ("Il me manque six périodes pour atteindre les 24 d'une charge complète.", 0.75),
    # the whole told apart
    ("Je donne seize heures, quand un temps plein en compte vingt.", 0.8),
    # posts in one sentence after the other
    (
        (
            "J'enseigne la géographie à l'athénée de Bure (12/20). Les autres jours, je suis à l'institut "
            "Saint-Roch pour 4/20."
        ),
        0.8,
    ),
    (
        (
            "Ich arbeite mit einer halben Stelle an der Primarschule Bure. Zwei Tage bin ich Erzieherin im "
            "Internat, mit einer Viertelstelle."
        ),
        0.75,
    ),
    ("J'enseigne à l'athénée à raison de 16/20. Dans cette école, je garde 4/20 pour le soutien.", 0.8),
    ("Je suis nommée à mi-temps à Bure. J'ai un second mi-temps à Tellin, comme temporaire.", 1.0),
    ("Ik ben halftijds benoemd. Een tweede halve opdracht doe ik in Bure.", 1.0),
    ("Nommé à titre définitif pour un mi-temps. Charge actuelle : 10/20.", 0.5),
    ("2012-ce jour institutrice, école de Bure : 0,6 équivalent horaire complet", 0.6),
    ("Je travaille à mi-temps au CPMS et à mi-temps comme psychologue à l'hôpital.", 0.5),
]
MARKS = [
    "Anglais 17/20, néerlandais 14/20, mathématiques 18/20",
    "RÉSULTATS\nAnglais : 15/20\nNéerlandais : 16/20\n",
    "Travail de fin d'études : 17/20",
    "Dissertation : 16/20. Oral : 14/20.",
]
CAREERS = [
    # rows that describe a post sound like other work
    (
        (
            "EXPÉRIENCE\n\nDates  Septembre 2010 – à ce jour\n\nFonction  Éducateur\n\nTâches  Voyages, "
            "animateur d'un club\n\nEmployeur  Institut Saint-Roch, Bure\n\nStatut  définitif, 36/36\n"
        ),
        1.0,
    ),
    (
        (
            "PARCOURS\n\n09/2018 → …\n\nRelais\n\nVisites en entreprise\n\n09/2012 → …\n\nProfesseure de "
            "latin\n\nCharge complète : 20/20\n"
        ),
        1.0,
    ),
    ("Berufserfahrung\nseit 2014  Psychologin und Beraterin, Kaleido, Eupen\nUmfang: 80 %\n", 0.8),
    ("ERVARING\nsinds 2016  CLB-medewerker, CLB Voeren, halftijds\n", 0.5),
    ("EXPÉRIENCE\n2018 - présent\nVendeuse\nMagasin du Centre, Bure\nMi-temps\n", 0.5),
    (
        (
            "CPMS DE BURE\nPsychologue\ndepuis 2012\nmi-temps\n\nSERVICE DE SANTÉ MENTALE, TELLIN\n"
            "Psychologue\ndepuis 2019, 1/3 temps\n"
        ),
        0.5,
    ),
    # a post's stages
    (
        (
            "PARCOURS\n2008 (sept.)  engagée à l'école communale de Bure\n2012  nommée, 24/24\n2019  naissance "
            "; 12/24\n2022  18/24\n"
        ),
        0.75,
    ),
    ("LOOPBAAN\n2010 start in basisschool De Linde, Gent\n2014 vast benoemd, 24/24\n2021 halftijds\n", 0.5),
    (
        (
            "Depuis 2015\nAthénée royal de Bure\n2015-2019 éducatrice, 18/36\n2019-2026 éducatrice-économe\n"
            "Régime : temps plein\n"
        ),
        1.0,
    ),
    # what is told of now stands whatever ended above it
    ("Situation\nTemporaire de 2008 à 2015, puis nommée.\nCharge actuelle : 20/22 dans les deux écoles.\n", 0.91),
    (
        (
            "PARCOURS\n►  depuis 2004   Institut Saint-Roch, Bure\n►  septembre 2017 - août 2018   "
            "interruption de carrière\n\nÀ Saint-Roch\n   4/5 temps depuis septembre 2021\n"
        ),
        0.8,
    ),
    (
        (
            "ERFAHRUNG\nseit 2010 Lehrerin, Primarschule Eupen\n2005-2010 Verkäuferin, Aachen\n\nDienststand\n"
            "definitiv ernannt, Vollzeit\n"
        ),
        1.0,
    ),
    ("2004-2010 : Institut de Bure, intérims\n\nJe preste à présent quatre cinquièmes d'un horaire.", 0.8),
    # lists
    ("Prestations actuelles :\n- AR de Bure : 12/22\n- ITELA : 8/20\n", 0.95),
    ("Horaire hebdomadaire :\n• 14/22 à Bure\n• 8/22 à Tellin\n", 1.0),
    ("Attributions 2025-2026\nAnglais : 12/20\nNéerlandais : 6/20\n", 0.9),
    (
        (
            "[2025-2026] Deux écoles, Bure et Tellin :\n  * Institut Saint-Roch .... 12 h\n  Soit vingt heures "
            "en tout, quand un temps plein en fait vingt-deux.\n"
        ),
        0.91,
    ),
    (
        (
            "WORK EXPERIENCE\nOctober 2020 – Present  Research assistant (full-time)\nUniversity of Liège, "
            "Faculty of Arts\n"
        ),
        1.0,
    ),
    ("EXPÉRIENCE\n2012 à ce jour  Le Forem, conseillère, temps plein\n", 1.0),
    # who is seconded works elsewhere
    (
        (
            "FONCTION\nAssistant à l'université, temps plein, depuis septembre 2022\n\nENSEIGNEMENT\nDepuis "
            "septembre 2022 : en congé pour mission, collège de Bure\n"
        ),
        1.0,
    ),
]


@each(("text", "value"), [*SENTENCES, *CAREERS, *((text, None) for text in MARKS)])
def test_load(text, value):
    told = found(text)
    assert (told.value if told else None) == value


@pytest.mark.parametrize(("text", "state"), [("Charge : 10/20", State.CONTRARY), ("Charge : 11/20", State.FOUND)])
def test_more_than_half_is_asked(text, state):
    assert found(text).state is state
