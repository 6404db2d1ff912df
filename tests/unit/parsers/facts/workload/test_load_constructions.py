"""Loads by how they are told: dated rows, changes, lists of posts, a part and its whole in separate words."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from tests.each import each


def load(text):
    layout = sections(text)
    return next((finding.value for finding in find_workload(layout, present_loads(layout))), None)


DATED = [
    # a stage that goes on within a row does not end the row's range
    ("PARCOURS\n2014-2026  Institut de Bure\n  Prof de cuisine\n  Horaire : 30/30\n  TDI depuis 2018\n", 1.0),
    ("PARCOURS\n2022-2026  Lycée de Bure, 12 périodes sur 20\n\nFAMILLE\nMarié, à Tellin depuis 2019.\n", 0.6),
    ("LOOPBAAN\n2021-2026  Atheneum Halle, leraar, 14/20\n  TADD sinds 2023\n2015-2021  KTA Halle, 8/20\n", 0.7),
    (
        ("WERDEGANG\n2019-2026  Sekundarschule Altfurt, 18/24\n  ernannt seit 2022\n2010-2019  Realschule, 24/24\n"),
        0.75,
    ),
    # but one that is written like it does, and one that began when it ended
    ("PARCOURS\n2014-2020  École de Bure, 24/24\nDepuis 2020  Athénée de Tellin, professeure, 10/20\n", 0.5),
    # the day on which the latest school year's lessons end
    ("INTÉRIMS\n2025-26  École de Bure, P4  18/24 jusqu'au 30 juin 2026\n2024-25  École de Tellin  6/24\n", 0.75),
    ("INTERIMS\n2025-26  Lagere school Halle  12/24 tot 30 juni 2026\n2024-25  Basisschool Ternat  20/24\n", 0.5),
    # a school year that the next post takes over from in its year
    ("2019-2020 : prof, Athénée de Bure, 11/22\n2020 à nos jours : prof, Institut de Tellin, 16/22\n", 0.73),
    # dots that lead to a load or to the end of a range
    ("CHARGES SUCCESSIVES, INSTITUT DE BURE\n2018-19 .... 6/20\n2019-23 .... 20/20\n2023-26 .... 15/20\n", 0.75),
    (
        (
            "POSTES\n"
            "2021/09 ……… présent\n"
            "  Psychologue, école de Bure, 19/38\n"
            "\n"
            "2019/02 ……… 2021/06\n"
            "  Éducateur (4/5)\n"
        ),
        0.5,
    ),
    # the date that ends what stands before a comma
    (
        (
            "Depuis 2011  Institut de Bure\n"
            "  Géographie, DS – 22 pér./sem. jusqu'en 2018, 16/20 depuis\n"
            "2009 – 2011  intérims\n"
        ),
        0.8,
    ),
]

SIDE_BY_SIDE = [
    (
        (
            "FONCTIONS ACTUELLES\n"
            "  École de Bure       morale   8/24   nommée\n"
            "  École de Tellin     morale   6/24   nommée\n"
            "  Athénée de Wellin   religion 4/22   temporaire\n"
        ),
        0.765,
    ),
    (
        (
            "Mes deux emplois\n"
            "\n"
            "  Commune de Bure    maître de morale    12/24   nommé 1/4/2018\n"
            "  (écoles de Haut et de Bas)\n"
            "\n"
            "  Commune de Wellin  maître de morale    10/24   nommé 1/4/2020\n"
        ),
        0.917,
    ),
    (
        (
            "Fonctions exercées cette année\n"
            "1° coordinatrice, école de Bure – 18/36\n"
            "2° enseignante, institut de Tellin – 12/24\n"
        ),
        1.0,
    ),
    ("Aktuelle Stellen\n  Institut Altfurt    10/20  definitiv\n  ZAWM Altfurt         4/20  Honorarbasis\n", 0.7),
    ("Huidige opdrachten\n- Atheneum Halle: 10/20\n- KTA Ternat: 6/20\n", 0.8),
    ("Volume : 9/24 Bure - 8/24 Tellin - 7/24 Wellin", 1.0),
    ("Horaire : 12/24 (Bure), 8/24 (Tellin)", 0.83),
    ("Uren: 10/20 Halle, 6/20 Ternat", 0.8),
    ("Stunden: 10/24 in Altfurt + 6/24 in Neudorf", 0.67),
    ("Unterricht 2025/26:  Athenäum Altfurt 9/22\n                     Grundschule Neudorf 6/24\n", 0.66),
    ("| école de Bure | 12/24 |\n| école de Tellin | 8/24 |\n", 0.83),
    (
        (
            "Athénée de Bure . . . arabe . . . . 10/22 . . TT\n"
            "Athénée de Tellin . . citoyenneté . . . 8/22 . . TT\n"
            "(2024-25 : idem + 4/22 à Wellin, non reconduit)\n"
        ),
        0.82,
    ),
    ("Bulletins\nMathématiques 15/20\nFrançais 12/20\n", None),
    (
        (
            "Parcours\n"
            "2010-2015 École de Bure 12/24\n"
            "2015-2020 École de Tellin 10/24\n"
            "2020 – ... École de Wellin 20/24\n"
        ),
        0.83,
    ),
    ("Situation\nCharge : 20/24\nDont nommée : 12/24\n", 0.83),
]
CHANGED = [
    # since a time that was told before, which no date follows
    ("Depuis 2011  Institut de Bure\n  Prof d'histoire, 20/20 jusqu'en août 2021, 15/20 depuis\n", 0.75),
    ("SERVICES\n  école de Bure, nommée, tâche 100 % jusqu'en août 2021, 75 % depuis (raisons familiales)\n", 0.75),
    ("Tot 2020 voltijds in het atheneum van Halle, sindsdien 15/20.", 0.75),
    ("Bis 2021 war ich in Vollzeit, seither 18/24 in Altfurt.", 0.75),
    ("I taught full time until 2020 and have worked 60 % ever since.", 0.6),
    # a change that the letter dates, beside the post's first load
    (
        (
            "J'ai réduit mes prestations à 4/5 temps depuis septembre 2022.\n\nPARCOURS\n"
            "1995 - à ce jour  École de Bure, institutrice, charge de base 24/24\n"
        ),
        0.8,
    ),
    # rows that lead with the day of a decision
    (
        (
            "Dossier\nNomination  01.01.1999  éducateur, Athénée de Bure, 36/36\n"
            "Nomination  01.01.2009  secrétaire, Athénée de Bure, 36/36\n"
            "Prestations  01.09.2023  quatre cinquièmes (congé pour 50 ans et plus)\n"
        ),
        0.8,
    ),
    # a row without a date above rows that are over
    ("Expérience\nCollège de Bure  maths  22/22\nAthénée de Tellin  maths  6/22  (2018-2019)\n", 1.0),
    # a former school year beside what stands without a date
    ("Emploi : économe, Athénée de Bure\nQuotité : 38/38\nCharge antérieure 4/20 (2015-2016)\n", 1.0),
]


@each(("text", "value"), [*DATED, *SIDE_BY_SIDE, *CHANGED])
def test_load(text, value):
    assert load(text) == (value and pytest.approx(value, abs=0.011))
