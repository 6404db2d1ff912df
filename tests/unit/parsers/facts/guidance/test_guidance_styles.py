"""Guidance in a CV's headings, lines and courses and in a letter's sentences, where nobody names it."""

from dataclasses import replace

import pytest

from parsers.facts.guidance.orientation import find_orientation
from parsers.layout.sections import sections
from parsers.values.documents import Kind

CV = """Camille Wathelet
Rue des Tilleuls 5, 6700 Arlon

EXPÉRIENCE PROFESSIONNELLE
2012 - ...   Athénée royal de Virton, professeure de français, temps plein
{post}

ÉTUDES
2012 Bachelier AESI français, Virton

{section}

LANGUES
Français : langue maternelle. Anglais : B1.
"""
LETTER = "Madame, Monsieur,\n\nJe suis professeure de français depuis 2012.\n\n{}\n\nCamille Wathelet\n"

HEADED = [
    "AIDE AU CHOIX\nDepuis 2018 : relais du projet « Un métier, pourquoi pas ? » avec douze entreprises",
    "POUR L'ORIENTATION\nJ'invite chaque année des anciens à raconter leur parcours en rhéto.",
    "Accompagnement des choix :\n- portfolio des élèves de 3e\n- visites de hautes écoles",
    "Orientation : formation IFPC de trois jours (2021)",
    "BERUFSORIENTIERUNG\nJährlicher Besuch der Ausbildungsmesse, Vorbereitung der Praktika",
    "FORMATIONS CONTINUES\n2022 Activer le projet du jeune, IFPC, 2 jours",
    "FORMATIONS CONTINUES\n2019 S'orienter, ça s'apprend (CECAFOC)",
    "FORMATIONS CONTINUES\nL'élève acteur de ses choix, 2 journées, 2020",
]
UNHEADED = [
    "ORIENTATION\nNéant.",
    "ORIENTATION\nRien à ce jour, mais beaucoup de curiosité",
    "FORMATIONS CONTINUES\nGestion de projets, 2 jours, 2019",
    "FORMATIONS CONTINUES\nLe métier d'enseignant à l'heure du numérique",
    "FORMATION\nBachelier en économie, orientation marketing, 2008",
    "PROJET PROFESSIONNEL\nAccompagner les jeunes dans leurs choix d'études.",
    "LOISIRS\nCourse d'orientation, scoutisme",
]
LINES = [
    "- élaboration du plan individuel de transition (PIT) avec chaque jeune",
    "- co-animation d'une séance sur les options du deuxième degré avec le PMS",
    "- participation aux animations « C'est quoi ton métier ? » en 2e commune",
    "- organisation d'un petit salon : les anciens viennent dire à nos sixièmes ce qu'ils étudient",
    "- orientation des élèves en fin de 2e",
    "- entretiens de fin de 2e : quelle 3e choisir ?",
    "- lessen studiekeuze in het zesde jaar",
    '- infosessies "Naar het secundair" voor ouders',
    "- Elternabende zum Übertritt in die Sekundarschule",
    '- ran a lunchtime club called "What next?" for leavers',
    "- helping Year 9 pupils with their subject choices",
]
OTHER_LINES = [
    "- classe d'orientation sportive, courses d'orientation",
    "- stages en entreprise des élèves de 6e : visites et évaluation",
    "- responsable du projet d'établissement et du plan de pilotage",
    "- accompagnement personnalisé, remédiation, tutorat",
    "- responsable des stages d'observation : conventions et assurances",
    "- projet « Les métiers du village » avec les petits de 1re maternelle",
    "- rédaction d'un journal, projet « Demain, l'école »",
]
TOLD = [
    "Chaque année, j'emmène mes rhétos aux portes ouvertes de Louvain et de Namur.",
    "J'ai monté avec le PMS une soirée où des parents racontent leur métier à nos troisièmes.",
    "En conseil de classe de deuxième, c'est moi qui présente les options possibles aux familles.",
    "À l'institut, on m'a confié le dossier de l'orientation il y a trois ans.",
    "Titulaire de rhéto, je vois chaque élève en tête à tête pour parler de la suite.",
    "Mes mercredis, je les donne aux grands qui ne savent pas quoi faire de leur diplôme.",
    "J'ai accompagné pendant huit ans des adultes en reprise d'études.",
    "Je n'ai pas de diplôme en orientation, mais je la pratique depuis dix ans avec mes sixièmes.",
    "In mijn school ben ik aanspreekpunt voor leerlingen die niet weten wat ze gaan studeren.",
    "Ich besuche mit der Abschlussklasse die Ausbildungsmesse und bespreche danach mit jedem seine Pläne.",
    "Every autumn I sit down with each leaver to talk about what comes next.",
]
NOT_TOLD = [
    "Mes élèves me demandent souvent ce qu'ils pourraient faire plus tard, et je les renvoie vers le PMS.",
    "J'ai vu trop d'élèves choisir une option pour suivre un copain.",
    "J'ai lu ce que vous faites et j'ai bien aimé votre semaine des métiers.",
    "Comme maman de deux adolescents, j'ai visité des salons et des portes ouvertes.",
    "Dans votre centre, j'animerais des ateliers sur les métiers avec les classes de deuxième.",
    "On se demandera ce qu'une institutrice irait faire dans un service d'orientation.",
    "Mijn leerlingen vragen me vaak wat ze later zouden studeren, maar ik stuur ze naar het CLB.",
]
DENIED = [
    "Je n'ai pas encore de formation à l'orientation, mais j'ai commencé un master en sciences de l'éducation.",
    "En matière d'orientation, je pars d'une page blanche.",
    "Pour l'orientation proprement dite, tout reste à apprendre.",
]


def in_cv(post="", section=""):
    layout = replace(sections(CV.format(post=post, section=section)), kind=Kind.CV)
    return next((finding.value for finding in find_orientation(layout)), None)


def in_letter(text):
    layout = replace(sections(LETTER.format(text)), kind=Kind.LETTER)
    return next(iter(find_orientation(layout)), None)


@pytest.mark.parametrize("section", HEADED)
def test_what_a_heading_of_guidance_or_a_course_names(section):
    assert in_cv(section=section) is True


@pytest.mark.parametrize("section", UNHEADED)
def test_nothing_done_under_a_heading(section):
    assert in_cv(section=section) is not True


@pytest.mark.parametrize("post", LINES)
def test_a_task_in_a_post(post):
    assert in_cv(post=post) is True


@pytest.mark.parametrize("post", OTHER_LINES)
def test_another_task_in_a_post(post):
    assert in_cv(post=post) is None


@pytest.mark.parametrize("text", TOLD)
def test_a_letter_tells_what_is_done(text):
    finding = in_letter(text)
    assert finding is not None
    assert finding.value is True


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_letter_only_speaks_of_it(text):
    assert in_letter(text) is None


@pytest.mark.parametrize("text", DENIED)
def test_a_letter_denies_it(text):
    finding = in_letter(text)
    assert finding is not None
    assert finding.value is False
