"""Loads by how they are told: dated rows, changes, lists of posts, a part and its whole in separate words."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from parsers.values.evidence import State
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
    ("Je partage mon temps :\n8/20 à l'athénée de Bure\n6/20 à l'institut de Tellin", 0.7),
    (
        (
            "Two part-time roles at present, both temporary:\n"
            "> Learning support, St Olaf's College – 40%\n"
            "> Boarding tutor, same town – 40%\n"
        ),
        0.8,
    ),
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

VARIED = [
    ("Mon contrat : 17 h (sur 22).", 0.77),
    ("Engagée pour trois quarts de l'horaire, je complète par des remplacements.", 0.75),
    ("Je n'occupe que la moitié d'un emploi.", 0.5),
    ("J'ai un emploi à plein horaire dans une école de Bure.", 1.0),
    ("À temps plein, et même un peu au-delà, je dirige le degré.", 1.0),
    ("Mon horaire est complet depuis la rentrée.", 1.0),
    ("Mon horaire n'est pas complet : 16 périodes sur 24.", 0.67),
    ("J'exerce à 90 %, le reste étant consacré à mon doctorat.", 0.9),
    ("Je travaille les lundis, mardis et jeudis, soit 60 % d'une charge.", 0.6),
    ("Il me reste douze heures sur vingt depuis la perte d'une classe.", 0.6),
    ("Après un an à mi-temps, j'ai repris un horaire complet.", 1.0),
    ("On m'a réduite à 18/24 en septembre dernier.", 0.75),
    ("Mes attributions totalisent 22 vingt-quatrièmes.", 0.92),
    ("Je preste un 32/36e au PMS.", 0.89),
    ("Temps plein au PMS de Bure depuis 2010, 36 heures.", 1.0),
    ("Mon temps de travail : les 4/5 d'un temps plein.", 0.8),
    ("Actuellement en congé parental d'un cinquième temps, je reprends à plein en août.", 0.8),
    ("Je dispense vingt périodes : douze en 5e, huit en 6e.", 1.0),
    ("Je partage mon temps entre Bure (12 p.) et Tellin (10 p.), ce qui fait 22/22.", 1.0),
    ("Statut : temporaire prioritaire, 20 p. / 22", 0.91),
    ("Charge horaire : 20 h / 20 h", 1.0),
    ("ETP 1,0", 1.0),
    ("Fraction d'occupation : 0,75", 0.75),
    ("Occupation : plein temps", 1.0),
    ("Régime : TP", 1.0),
    ("Régime : 4/5 TP", 0.8),
    ("professeur d'anglais (TP), Collège de Bure, depuis 2015", 1.0),
    ("éducatrice interne à trois quarts-temps", 0.75),
    ("Je suis en fonction à hauteur de 15/22.", 0.68),
    ("Nommée pour la totalité de mon horaire.", 1.0),
    ("Je suis nommé pour 12 périodes et temporaire pour les 10 autres, sur 22.", 1.0),
    ("12 périodes en définitif, 6 en temporaire, sur un horaire de 24.", 0.75),
    ("J'ai abandonné quatre périodes sur vingt-quatre pour raisons de santé.", 0.83),
    ("Depuis janvier, à 4/5.", 0.8),
    ("Depuis ma maladie, je ne travaille plus qu'à mi-temps.", 0.5),
    ("Une charge pleine, à l'école communale de Bure.", 1.0),
    ("Je travaille à plein temps dans une école et le soir je donne cours (4 périodes) en promotion sociale.", 1.0),
    ("Ik sta fulltime voor de klas.", 1.0),
    ("Ik werk parttime (60%) in een basisschool.", 0.6),
    ("Mijn opdracht: 15 van de 22 uur.", 0.68),
    ("Ik geef 16 uur les, een voltijdse is bij ons 20.", 0.8),
    ("Ik ben benoemd voor 12 uur en heb daarnaast 8 uur als TADD, samen voltijds.", 1.0),
    ("Sinds september werk ik 80 %, wegens zorgkrediet.", 0.8),
    ("Aanstelling: 20/20e", 1.0),
    ("Prestatie: 36/36", 1.0),
    ("Opdrachtvolume 100%", 1.0),
    ("lestijden: 24 op 24", 1.0),
    ("Ik werk er halftime.", 0.5),
    ("Lector, 0,6 VTE", 0.6),
    ("Ich unterrichte mit vollem Stundenplan.", 1.0),
    ("Ich bin ganztags an der Gemeindeschule beschäftigt.", 1.0),
    ("Beschäftigungsausmaß: 20/24", 0.83),
    ("Ich habe einen Stellenumfang von 75 Prozent.", 0.75),
    ("Vollzeit (24/24)", 1.0),
    ("Ich arbeite zu 80 Prozent am ZFP.", 0.8),
    ("Meine Stelle umfasst 18 der 24 Stunden.", 0.75),
    ("Von meinen 20 Stunden habe ich fünf abgegeben.", 0.75),
    ("seit 2020 in Teilzeit (50 %)", 0.5),
    ("I am on a four-day week at the school.", 0.8),
    ("I work 0.8 of a timetable.", 0.8),
    ("My contract is for 25 hours out of 36.", 0.69),
    ("I'm full-time at a primary school in Arlon.", 1.0),
    ("half-time teacher since 2021 at the lyceum", 0.5),
    ("Parcours\nDepuis 09/2019 — Athénée royal de Bure — AESS français — 20/20 — nommée 2021\n", 1.0),
    ("Parcours\n2019-… Athénée de Bure (18h/20)\n", 0.9),
    (
        ("EMPLOI ACTUEL\nInstitut de Bure\nFonction : professeur de maths\nHoraire : 16 p/sem (DI)\nStatut : TPr\n"),
        0.73,
    ),
    ("EMPLOI ACTUEL\nécole : Bure   fonction : instit P3   charge : complète   statut : déf.\n", 1.0),
    ("Situation : nommé, charge pleine.", 1.0),
    ("Ma situation : nommée à 4/5 (par choix), le 1/5 restant est pour mes ruches.", 0.8),
    ("J'ai longtemps été à mi-temps ; je suis à temps plein depuis 2020.", 1.0),
    ("Pas de temps plein pour moi : 13/22.", 0.59),
    ("Je ne donne plus que 8 périodes sur 22, le reste est en DPPR.", 0.36),
    ("DPPR type II à mi-temps : j'enseigne 12/24.", 0.5),
    ("En mission à temps plein à la cellule de Bure, détachée de mon école.", 1.0),
    ("Deux mi-temps, dans deux écoles de Bure.", 1.0),
    ("J'ai trois écoles : 8, 8 et 6 périodes, un horaire complet au DI.", 1.0),
    ("8 périodes à Bure, 8 à Tellin et 6 à Wellin : 22 en tout, au degré inférieur.", 1.0),
]
UNSURE = [
    # fewer periods than any full load has, where no level is told
    "Je preste mes quatorze périodes avec joie.",
    "Horaire actuel : 16 p.",
    "Ik heb een opdracht van 12 lestijden.",
    "PARCOURS\n2016 – à ce jour  Collège de Bure, professeur d'histoire, 18 périodes\n",
]


@each(("text", "value"), [*DATED, *SIDE_BY_SIDE, *CHANGED, *TOLD, *VARIED])
def test_load(text, value):
    assert load(text) == (value and pytest.approx(value, abs=0.011))


@each("text", UNSURE)
def test_a_load_whose_whole_is_not_told_is_to_verify(text):
    layout = sections(text)
    (found,) = find_workload(layout, present_loads(layout))
    assert found.state is State.TO_VERIFY
