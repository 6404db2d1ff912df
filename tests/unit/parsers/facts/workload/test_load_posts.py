"""Present loads by days, labels, roles and posts: what stands where, what came last, what is added."""

import pytest

from parsers.facts.workload.workload import find_workload, present_loads
from parsers.layout.sections import sections
from parsers.text.text import Span
from tests.each import each

EUROPASS = """WERKERVARING

[ 01/09/2010 – Heden ]
Maatschappelijk werker
Vrij CLB Zandhove
Statuut: vast benoemd per 01/01/2016
Tewerkstelling: 80 % (28,8/36)

[ 01/09/2023 – Heden ]
Gastdocent (10 %, tijdelijke aanstelling)
Hogeschool Zandhove
twee modules per jaar
"""
TOLD = [
    # labels
    ("Charge : complète", 1.0),
    ("Temps de travail actuel : quatre cinquièmes", 0.8),
    ("Arbeitszeit: 4/5", 0.8),
    ("% d'occupation : 80", 0.8),
    ("Jobpercentage: 70%", 0.7),
    ("Durée du travail : 80 %", 0.8),
    ("Statut : définitif (TP)", 1.0),
    ("¾ temps", 0.75),
    ("mi-tps", 0.5),
    ("0,5 EQTP", 0.5),
    ("4/5 ETP", 0.8),
    ("I hold a 0.5 post.", 0.5),
    ("0.6 of a full-time post", 0.6),
    ("Poste actuel\nConseiller, CPMS provincial de Bure\nTemps de travail\n80 %\n", 0.8),
    ("Met verlof wegens opdracht, voltijds, sinds 2021", 1.0),
    # days
    ("An vier von fünf Tagen unterrichte ich.", 0.8),
    ("Je travaille quatre jours par semaine.", 0.8),
    ("Je suis en classe deux jours et demi par semaine.", 0.5),
    ("Twee en een halve dag per week geef ik nog les.", 0.5),
    ("Four-day week since 2022", 0.8),
    ("Ik werk 4 dagen per week.", 0.8),
    ("Mon congé parental (un jour par semaine) se termine en août.", 0.8),
    # cells and posts
    (
        "Expérience\ndepuis 2019\tInstitut Saint-Roch\tprofesseure\t80 %\n2012 – 2019\tLycée\tprofesseur\t15/22\n",
        0.8,
    ),
    ("Expérience\nDepuis 2019 : institutrice, école de Bure\n- 80 %\n- Conseil de classe\n", 0.8),
    ("Loopbaan\nSinds 2019: leraar, Atheneum Halle, 4/5\n2012 – 2019: leraar, KTA Halle, 10/20\n", 0.8),
    (
        "Expérience\nDepuis 2019 : éducatrice, Athénée, 12 périodes sur 24\nmai 2012 – mai 2019 : prof, temps plein\n",
        0.5,
    ),
    (
        "Expérience\n2019 – à ce jour : professeure, Athénée, mi-temps\n2012 – 2019 : prof, trois quarts temps\n",
        0.5,
    ),
    # words
    ("Je suis à quatre-vingts pour cent.", 0.8),
    ("Ik werk tachtig procent.", 0.8),
    ("I work eighty percent.", 0.8),
    ("Je n'ai gardé que les trois quarts de mon horaire.", 0.75),
    ("Mijn drie vierden volstaan.", 0.75),
    # periods without their whole
    ("Je suis régente en sciences. Je preste actuellement 22 périodes, dont 6 pour le soutien.", 1.0),
    ("Institutrice primaire, j'ai 18 périodes cette année.", 0.75),
    ("Ich bin Primarschullehrerin und unterrichte 18 Stunden pro Woche.", 0.75),
    ("Educatrice à l'internat, 38 h/semaine", 1.0),
    ("17 van de 20 uren, de overige 3 zitten in mijn zorgkrediet", 0.85),
    ("Von meinen 18 Stunden (eine volle Stelle hat 20) gebe ich 16 im Kurs.", 0.9),
    # the load told last
    ("Nommée temps plein, actuellement en congé d'un cinquième", 0.8),
    ("Vast benoemd voltijds, nu 4/5 met zorgkrediet", 0.8),
    ("Vollzeit, seit September 2022 drei Viertel", 0.75),
    ("Verlof: VVP 8/20", 0.6),
    ("Je devrais quitter mon 4/5 temps.", 0.8),
    ("J'enseigne à temps plein depuis 2010, après deux ans à mi-temps.", 1.0),
    ("Ik ben voor 20/20 benoemd maar neem een dag per week zorgkrediet.", 0.8),
    ("Je ne donne plus que la moitié de mes cours.", 0.5),
    ("Je travaille à temps partiel (quatre cinquièmes) et je souhaite revenir à temps plein.", 0.8),
    ("Ma charge, complète depuis 2012, se partage entre deux écoles.", 1.0),
    ("I currently hold an 80 per cent appointment at the European School.", 0.8),
    ("EXPÉRIENCE\nDepuis 2014 : logopède CPMS, 4 jours/semaine\n", 0.8),
    # the last school year is over where a post goes on since the next
    (
        "EXPÉRIENCE\nDepuis 25/08/2025 | École d'Ardoisy | 18/24 | remplacement\n2024-2025 | École de Bure | 12/24\n",
        0.75,
    ),
    ("ERVARING\nSinds 1/9/2025 | Atheneum Bure | 10/20\n2024-2025 | Instituut Bure | 16/20\n", 0.5),
    ("LAUFBAHN\nSeit 1.9.2025 | Gemeindeschule Bure | 12/24\n2024-2025 | Grundschule Bure | 18/24\n", 0.5),
    ("Ich bin zur Hälfte an der Grundschule angestellt.", 0.5),
    # a time that is over heads the clause behind its comma
    ("Quotité : 80 %. Avant 2014, à temps complet, j'y venais aussi le mercredi.", 0.8),
    ("Opdracht: 80 %. Tot 2014, voltijds, stond ik in de derde graad.", 0.8),
    ("Stellenumfang: 80 %. Bis 2014, in Vollzeit, war ich auch mittwochs da.", 0.8),
    ("Workload: 80 %. Until 2014, full time, I came on Wednesdays too.", 0.8),
    # a post told as a form, with a label for its load
    (EUROPASS, 0.9),
    # parts
    ("un mi-temps comme éducatrice et un quart temps comme professeur", 0.75),
    ("STATUT\nNommée pour 14/20\nTemporaire pour 4/20\n", 0.9),
    ("Horaire 2025-2026    8/20 CT\n                     15/30 PP\n", 0.9),
    # who works
    ("En remplacement d'une collègue malade, à raison de 11 périodes sur 22.", 0.5),
    ("Directrice (remplacement de la titulaire, en congé), 24/24", 1.0),
    # schools one below the other
    (
        "Année scolaire 2025-2026\nCollège de Bure, Virton : 12/24\nInstitut de la Sainte-Famille, Saint-Mard : 6/24",
        0.75,
    ),
    # a post whose sector nothing tells is no part of a load in a school
    ("Institutrice, école de Bure\n2013 – présent, 12/24\n\nInfirmière\nCHU Tivoli\n2003 – présent, mi-temps\n", 0.5),
    ("Psychologue de formation, je travaille au CPMS quatre jours par semaine.", 0.8),
]
SILENT = [
    "FORMATION\n2024 – présent : master en sciences de l'éducation, temps plein\n",
    "OPLEIDING\n2024 – heden: master onderwijskunde, voltijds\n",
    "Je suis mère à temps plein.",
    "Ik ben voltijds mama.",
    "Ich bin Mutter in Vollzeit.",
    "I am a full-time parent.",
    "Infirmière au CPMS de Bure, j'ai tenu un stand.",
    "Le taux d'encadrement est de 80 %.",
    "Je veux travailler à 80 %.",
    "Poste convoité : temps plein",
    "Gewenste opdracht: 80%",
    "Beschikbaarheid: voltijds",
    "J'accepterais un mi-temps.",
    "De opdracht die u aanbiedt is voltijds.",
    "Die ausgeschriebene Stelle ist eine Vollzeitstelle.",
    "Je cours trois jours par semaine.",
    "36 heures de formation à l'approche orientante",
    "LANGUES\nAnglais 80 %\nNéerlandais 60 %\n",
    "Ik ben voor honderd procent gemotiveerd.",
    "tweede en derde graad",
    "Quatre jours de formation en orientation, soit 36 heures",
]


def load(text):
    layout = sections(text)
    return next((finding.value for finding in find_workload(layout, present_loads(layout))), None)


@each(("text", "value"), TOLD)
def test_told(text, value):
    assert load(text) == value


@each("text", SILENT)
def test_silent(text):
    assert load(text) is None


IN_A_CV = [
    (
        (
            "FONCTIONS ACTUELLES\n\n   Assistante sociale au Centre PMS de Bure (18/36)\n      depuis le 1er septembre "
            "2012, nommée\n   Professeure à l'Institut Saint-Roch (6/20)\n      depuis le 1er septembre 2017\n"
        ),
        0.8,
    ),
    (
        (
            "LOOPBAAN\n1 september 1999 - heden\nBasisschool De Linde, Gent\nOnderwijzeres\nVast benoemd voor 24/24\n"
            "Sinds 1 september 2021 deeltijds: 18/24\n"
        ),
        0.75,
    ),
    (
        (
            "PARCOURS\n2012 à ce jour\nInstitutrice, école de Bure\n• de 2013 à 2017, mi-temps (12/24)\n"
            "• depuis septembre 2017, 18/24\n"
        ),
        0.75,
    ),
    (
        (
            "CARRIÈRE\n\nInstitutrice primaire, école communale de Bure\nDepuis 2014\n16 périodes\n\n"
            "école communale de Tellin\ndepuis 2019\n4 périodes, adaptation\n"
        ),
        0.83,
    ),
    (
        "PARCOURS\n09/2015 - ...\nPsychologue au CPMS de Bure\nMi-temps de 2015 à 2018, temps plein ensuite\n",
        1.0,
    ),
    ("PARCOURS\n09/2015 - ...\nPsychologue au CPMS de Bure\nTemps plein jusqu'en 2021, 4/5 temps depuis lors\n", 0.8),
    (
        (
            "EXPERIENCE\nInternational School of the Moselle\nCounsellor, upper school\nJanuary 2018 – present, 70%\n\n"
            "University of Leeds\nConsultant\n2012 – 2017\n"
        ),
        0.7,
    ),
    (
        (
            "CONTACT                                 ERVARING\n"
            "Dorpsstraat 4                           1 maart 2009 – nu\n"
            "3500 Hasselt                            CLB Hasselt, psycholoog\n"
            "jan@post.example                        * tewerkstelling 80 %\n"
        ),
        0.8,
    ),
    (
        (
            "EXPÉRIENCE\nDepuis 2019 : Collaboratrice pédagogique, Segec (chargée de mission à temps plein)\n"
            "1999-2019 : Professeure, Institut de Bure, 10/20\n"
        ),
        1.0,
    ),
    (
        (
            "STATUT\nEngagé à titre définitif, Institut de Bure, depuis 2009\n"
            "En congé pour mission à temps plein depuis le 1er septembre 2019, renouvelé jusqu'au 31 août 2026.\n"
        ),
        1.0,
    ),
    ("EXPÉRIENCE\n2010 – 2015 : institutrice, école de Bure, 24/24\n2015 – ce jour : vendeuse, mi-temps\n", 0.5),
    ("Régente en français\n\nEXPÉRIENCE\ndepuis 2023 : caisse, supermarché du Centre, 8 h/semaine\n", None),
    ("EXPÉRIENCE\n2018 – aujourd'hui : enseignante à Bure\nExcel 85 % de réussite\n", None),
]


@pytest.mark.parametrize(("text", "expected"), IN_A_CV)
def test_in_a_cv(text, expected):
    assert load(text) == expected


def test_a_few_words_are_shown_with_their_line():
    text = "EXPÉRIENCE\nDepuis 2015 : conseillère, Centre PMS de Bure. Temps plein.\n"
    layout = sections(text)
    piece = find_workload(layout, present_loads(layout))[0].evidence[0]
    assert Span(piece.start, piece.end).of(text) == "Depuis 2015 : conseillère, Centre PMS de Bure. Temps plein."


def test_an_agreeing_passage_is_shown_too():
    text = "Ma charge est de 18/24. Je suis donc à trois quarts temps."
    layout = sections(text)
    assert len(find_workload(layout, present_loads(layout))[0].evidence) == 2


SPOKEN_AGAINST = [
    ("Je dirige l'école, à temps plein. Nous y sommes 10 h sur 24.", [0.42, 1.0]),
    (
        (
            "Professeur d'histoire, 10/20\nLycée de Bure\n\n• Musée\n• Un forum : 22 métiers invités, une soirée\n\n"
            "Professeur de sciences (2e commune), 8/22\nInstitut de Tellin\n"
        ),
        [0.5, 0.86],
    ),
    ("Ik werk halftijds. Een voltijdse betrekking is daarmee te combineren.", [0.5, 1.0]),
    ("Ich arbeite 10 von 20 Stunden. Mit der Leitung ist es eine Vollzeitstelle.", [0.5, 1.0]),
    ("I teach half-time. All in all it is full-time work.", [0.5, 1.0]),
]
NOT_SPOKEN_AGAINST = [
    "J'ai 18/22 à Bure, dont 6 périodes de soutien.",
    "Nommée temps plein, actuellement en congé d'un cinquième",
    "J'enseigne à mi-temps, 10/20. Dont 2 périodes de titulariat.",
    "Charge actuelle : 20/22 au total, 8/22 à Bure.",
    "PARCOURS\n2012 à ce jour\nInstitutrice, école de Bure\n• de 2013 à 2017, mi-temps\n• depuis mai 2017, 18/24\n",
]


def loads(text):
    layout = sections(text)
    return sorted(finding.value for finding in find_workload(layout, present_loads(layout)))


@each(("text", "values"), SPOKEN_AGAINST)
def test_loads_on_the_other_side_of_a_half_are_told_beside(text, values):
    assert loads(text) == values


@each("text", NOT_SPOKEN_AGAINST)
def test_parts_and_changes_speak_against_nothing(text):
    assert len(loads(text)) == 1
