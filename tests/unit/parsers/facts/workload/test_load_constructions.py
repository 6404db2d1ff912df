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

TOLD = [
    ("Je preste mes trente périodes avec le sérieux d'un nommé.", 1.0),
    ("Fonction actuelle : accompagnateur, trois écoles du plateau, 24 pér.", 1.0),
    ("On me confie vingt-deux périodes à l'institut de Bure.", 1.0),
    ("Toujours le même horaire, 20 périodes, au collège de Bure.", 1.0),
    ("PARCOURS\n2016 – à ce jour  Collège de Bure, professeur d'histoire, 22 périodes\n", 1.0),
    ("Mijn 26 lestijden geef ik in de wijkschool.", 1.0),
    ("Mijn uurrooster: 22 lesuren.", 1.0),
    ("Ich gebe meine 24 Unterrichtsstunden in Altfurt.", 1.0),
    ("I teach my 22 periods in two buildings.", 1.0),
    ("Éducateur à Bure. À combien ? 36 heures.", 1.0),
    # more than the level that is named
    ("PARCOURS\nDepuis 2015 : institutrice, école de Bure, 26 périodes\n", 1.0),
    # the whole is told to be whole
    ("Seither wieder Klassenlehrer, mit den vollen 24 Stunden.", 1.0),
    ("Ik sta voor de klas met de volle 22 lesuren.", 1.0),
    ("Atheneum Halle\nu/wk: 20 (vol)\n", 1.0),
    ("Horaire : 20 périodes (complet)", 1.0),
    ("I give the full 24 periods.", 1.0),
    # a part whose whole stands in other words
    ("Dreißig Stunden sind das Volle, zwanzig mache ich.", 0.67),
    ("I work for ten hours a week where twenty make a full load.", 0.5),
    ("Ik bedoel: mijn achttien van de vierentwintig.", 0.75),
    ("Die Ernennung gilt für zwölf der zwanzig Stunden.", 0.6),
    ("Je donne seize heures là où vingt forment un temps plein.", 0.8),
    ("Néerlandais au DS, 18 heures de 20, temporaire.", 0.9),
    ("Charge : 26/24 avec le complément", 1.0),
    ("Je gagne ma vie à 60 % dans une ferme et à 40 % dans une école de Bure.", 0.4),
    # what it became
    ("Mes 36 heures sont devenues 32 cette année.", 0.89),
    ("Meine 24 Stunden wurden zu 18.", 0.75),
    ("Mijn 22 lesuren zijn er nu nog 11.", 0.5),
    ("My 20 periods are now 15.", 0.75),
    # never less, never left
    ("Je n'ai jamais été moins qu'à temps plein.", 1.0),
    ("J'y travaille depuis 1997, sans avoir jamais quitté le temps plein.", 1.0),
    ("Ik heb nooit minder dan voltijds gewerkt.", 1.0),
    ("Ich arbeite hier nie weniger als in Vollzeit.", 1.0),
    ("Eine halbe Stelle, wie meine Kollegin sie hat, hatte ich nie.", None),
    ("Een halve opdracht, zoals mijn collega, heb ik nooit gehad.", None),
    ("Un mi-temps, comme ma collègue, je n'en ai jamais eu.", None),
    ("Half a post, as my colleague has, I have never had.", None),
    # whose they are, whoever else is named
    ("La Flandre m'a donné une désignation pour mes vingt heures sur vingt.", 1.0),
    # probation
    ("DEPUIS 15/09/2014 : CPMS de Bure\n psychologue ; stage puis nomination le 01/10/2017 ; 36 h/sem\n", 1.0),
    ("Il a fallu cela pour que je passe à la moitié de mon horaire.", 0.5),
    ("Coordonnateur, nommé à titre définitif dans cette fonction, temps plein", 1.0),
    # no
    ("Formation à la médiation, 36 heures", None),
    ("Nous avons 24 périodes de cours par semaine.", None),
    ("Je suis disponible 36 heures par semaine.", None),
    ("Un séjour de 24 heures de marche.", None),
    ("J'ai suivi 30 heures de formation.", None),
    ("Mon mari donne ses 22 périodes à Bure.", None),
]


@each(("text", "value"), [*DATED, *SIDE_BY_SIDE, *CHANGED, *TOLD])
def test_load(text, value):
    assert load(text) == (value and pytest.approx(value, abs=0.011))
