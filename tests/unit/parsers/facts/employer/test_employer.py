from dataclasses import replace
from pathlib import Path

import pytest

from parsers.facts.career.career import career_of
from parsers.facts.employer.employer import present_employer
from parsers.facts.workload.workload import present_loads
from parsers.layout.sections import sections
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.evidence import State
from tests.each import each

CASES = (Path(__file__).parent / "employers.txt").read_text("utf-8").split("### ")[1:]


def employer(text, *, until=False):
    layout = sections(text)
    found = [
        f
        for f in present_employer(layout, career_of(layout).entries, present_loads(layout))
        if until or "until" not in f.detail
    ]
    return max(found, key=lambda f: f.certainty).value if found else None


NAMED = [
    ("Expérience\nDepuis 2019 : institutrice, École européenne de Bourgvert\n", "École européenne de Bourgvert"),
    ("Expérience\nDepuis 2019 : École communale n° 3 de Bourgvert\n", "École communale n° 3 de Bourgvert"),
    ("Expérience\nDepuis 2019 : coordinateur CEFA, Institut Saint-Roch, Theux\n", "Institut Saint-Roch, Theux"),
    ("Expérience\nDepuis 2009\tCoordinateur CEFA - CEFA, Liège\n", "CEFA, Liège"),
    ("Expérience\nDepuis 2009\tCollège Saint-Remy, Couvin, puis : CEFA, Liège\n", "CEFA, Liège"),
    ("Expérience\nDepuis 2019 : éducatrice à Don Bosco, Bourgvert\n", "Don Bosco"),
    (
        "Loopbaan\nsinds 2002\nKSO Lindeveld\nLeraar\n\nTaken\nsinds 2004\nUitwisseling met Institut Saint-Roch\n",
        "KSO Lindeveld",
    ),
    ("Work experience\nSince 2019: project manager, Orlanova Ltd\n", "Orlanova Ltd"),
    (
        "Expérience\nDepuis 2009\tCollège Saint-Remy, Couvin, puis (2015) Institut Sainte-Begge, Andenne\n",
        "Institut Sainte-Begge, Andenne",
    ),
    (
        "Expérience\n2012 – présent : Médiatrice de trois écoles de Huy\nInstitut Saint-Roch, Theux\n",
        "Institut Saint-Roch, Theux",
    ),
    (
        "Expérience\n2010 – présent : Communauté scolaire Saint-Benoît, Dinant – professeur\n",
        "Communauté scolaire Saint-Benoît, Dinant",
    ),
    ("Expérience\n2010 – présent : professeur, Athénée royal de Thuin\n", "Athénée royal de Thuin"),
    ("Expérience\n2010 – présent : Institut Saint-Louis (Namur), professeur\n", "Institut Saint-Louis"),
    (
        "Expérience\nDepuis 2015 : Collège Notre-Dame de Bellevue, Dinant – prof de math\n2008-2015 : Lycée de Mons\n",
        "Collège Notre-Dame de Bellevue, Dinant",
    ),
    (
        "Expérience\n2008-2015 : Lycée de Mons\n2015 - … : Centre PMS libre de Gembloux\n",
        "Centre PMS libre de Gembloux",
    ),
    (
        "Expérience\nProfesseure à l'École fondamentale libre de Bomel depuis 2012\n",
        "École fondamentale libre de Bomel",
    ),
    ("J'enseigne le latin à l'Institut Saint-Boniface depuis 2012.", "Institut Saint-Boniface"),
    ("Je travaille actuellement au Centre PMS de Ciney.", "Centre PMS de Ciney"),
    ("Je suis institutrice à l'école communale de Bouge.", "école communale de Bouge"),
    ("Actuellement professeur au sein de l'Athénée royal de Visé, je postule.", "Athénée royal de Visé"),
    ("Professeure de sciences au Lycée Mater Dei, je souhaite changer.", "Lycée Mater Dei"),
    ("Éducateur à l'internat autonome de Gembloux, j'accompagne des jeunes.", "internat autonome de Gembloux"),
    (
        "J'ai enseigné au Collège Saint-Pierre avant de rejoindre l'Athénée royal de Huy, où je travaille toujours.",
        "Athénée royal de Huy",
    ),
    ("Ik werk in het Sint-Jozefscollege in Aalst.", "Sint-Jozefscollege"),
    ("Ik geef les aan het Koninklijk Atheneum Etterbeek.", "Koninklijk Atheneum Etterbeek"),
    ("Werkervaring\nsept. 2015 – heden: leraar Frans, GO! atheneum Brussel\n", "GO! atheneum Brussel"),
    ("Ich unterrichte am Königlichen Athenäum Eupen.", "Königlichen Athenäum Eupen"),
    ("Berufserfahrung\nseit 2016  Lehrerin, Pater-Damian-Schule Eupen\n", "Pater-Damian-Schule Eupen"),
    ("I teach French at St Mary's School in Leeds.", "St Mary's School"),
    ("Employment\n2012 – present   Teacher, Hillside Academy\n", "Hillside Academy"),
    ("Expérience\n2017 – présent\nResponsable logistique\nTransports Gilson SA, Marche\n", "Transports Gilson SA"),
    ("Expérience\nDepuis 2020 : vendeuse, Librairie Graffiti, Waterloo\n", "Librairie Graffiti"),
    ("Fonction actuelle : professeur de français à l'Institut Sainte-Marie de Huy", "Institut Sainte-Marie de Huy"),
    ("Employeur : Athénée royal de Waremme", "Athénée royal de Waremme"),
    (
        "Situation actuelle\nProfesseur de langues à l'Institut provincial de La Reid\n",
        "Institut provincial de La Reid",
    ),
    (
        "Expérience\nDepuis 2019 : même école, directrice\n2010 – 2019 : École libre de Spy, institutrice\n",
        "École libre de Spy",
    ),
    ("Depuis septembre 2021, je suis détachée auprès du SeGEC.", "SeGEC"),
]


@each(("text", "name"), NAMED)
def test_the_present_employer_is_named(text, name):
    got = employer(text)
    assert got is not None
    assert fold(name) in fold(got)
    assert len(got) <= len(name) + 30


@pytest.mark.parametrize(
    "text",
    [
        "Mon mari travaille à l'Athénée royal de Huy.",
        "J'ai étudié au Collège Saint-Pierre.",
        "J'ai enseigné trois ans au Lycée de Mons.",
        "Mes élèves visitent chaque année l'Institut Saint-Luc.",
        "Expérience\n2008-2015 : professeur, Lycée de Mons\n",
        "Je souhaite rejoindre le Carrefour des Métiers d'Arlon.",
    ],
)
def test_other_schools_are_no_employer(text):
    assert employer(text) is None


@each("case", CASES)
def test_the_employer_of_a_whole_entry_or_sentence(case):
    name, text = case.split("\n", 1)
    got = fold(employer(text.strip("\n") + "\n", until=True) or "")
    assert fold(name) in got or (len(got) > 2 and got in fold(name))


@pytest.mark.parametrize(
    "text",
    [
        "Expérience\n2010 – présent : Animations pour groupes et écoles, oiseaux. Escalade.\n",
        "Expérience\n2010 – présent : Chef d'atelier. Huit machines, 12 enseignants\n",
        "Ik sta sinds 2008 voor de klas, altijd bij Franstalige leerlingen.",
        "Je commence à l'école libre de Sars.",
    ],
)
def test_no_institution_s_name(text):
    assert employer(text) is None


NONE = (Path(__file__).parent / "none_of_these.txt").read_text("utf-8").split("### ")[1:]


@pytest.mark.parametrize("case", NONE, ids=[case.partition("\n")[0] for case in NONE])
def test_who_studies_or_looks_for_a_post_has_no_employer(case):
    assert employer(case.partition("\n")[2]) is None


ELSEWHERE = [
    (
        (
            "Erfahrung\nSoftware Entwicklung\nPraktikum\n\nNordlicht Group\tRegensburg,\nDeutschland\n\n"
            "seit 02/2023\n\n- Einfügen neuer Inhalte\n"
        ),
        "Nordlicht Group",
    ),
    (
        (
            "Expérience professionnelle\n\nDesigner — Caisse nationale de prévoyance\n\n2024 - présent | Angers\n\n"
            "• Analyse des besoins\n\nDesigner — Comptoirs\n\n2008 - 2011 | Paris\n\n• Gestion d'une équipe\n"
        ),
        "Caisse nationale de prévoyance",
    ),
    (
        (
            "Expériences\nOriel Technologies\nTechnicien contractuel\n\nSherbrooke, Canada\n2021 – Présent\n"
            "Conseil des eaux du Sud\nChargé de projets\n\nBonaventure, Canada\n2018 – 2019\n"
        ),
        "Oriel Technologies",
    ),
    ("In meiner aktuellen Tätigkeit bei Nordlicht Group bin ich für Inhalte verantwortlich.", "Nordlicht Group"),
]


@pytest.mark.parametrize(("text", "named"), ELSEWHERE)
def test_any_body_employs_whose_post_goes_on(text, named):
    assert employer(text) == named


def test_a_line_of_one_post_does_not_name_the_next_posts_school():
    text = (
        "Oct. 2023 – aujourd'hui : formateur (mi-temps), IFAPME Dinant\n"
        "Sept. 2020 – juin 2023 : professeur de boulangerie, Institut technique de Namur (20 h/sem.)\n"
    )
    layout = sections(text)
    told = present_employer(layout, career_of(layout).entries, present_loads(layout))
    assert [found.value for found in told] == ["IFAPME Dinant"]


STAYED = [
    ("En mars 2007, j'ai poussé la porte du Centre PMS libre de Bourgvert. J'y suis toujours.", "Centre PMS"),
    (
        "En 1987, je suis entré au Collège Saint-Orban de Bourgvert. Je n'en suis, à vrai dire, jamais ressorti.",
        "Orban",
    ),
    (
        "J'ai été recrutée en 2011 par l'Athénée royal de Bourgvert et je ne l'ai plus quitté.",
        "Athénée royal de Bourgvert",
    ),
    ("J'ai atterri à l'Institut Saint-Orban en 2009 ; j'y suis restée.", "Institut Saint-Orban"),
    ("In 2010 begon ik in het Koninklijk Atheneum Lindeveld. Ik ben er nooit meer weggegaan.", "Koninklijk Atheneum"),
    ("In 2015 kwam ik terecht in het Sint-Orbancollege. Ik werk er nog steeds.", "Sint-Orbancollege"),
    ("2012 kam ich an die Gemeindeschule Altfurt. Dort bin ich bis heute.", "Gemeindeschule Altfurt"),
    ("Ich wechselte 2014 an das Königliche Athenäum Altfurt und bin dort geblieben.", "Athenäum Altfurt"),
    ("In 2013 I joined Hillside Academy. I have been there ever since.", "Hillside Academy"),
    ("I came to Hillside School in 2016 and never left.", "Hillside School"),
    (
        (
            "PARCOURS\nDe 1998 à 2006, j'ai été psychologue à la Clinique de Huy.\nEn mars 2007, j'ai poussé la porte "
            "du Centre PMS de Bourgvert. J'y suis toujours.\n"
        ),
        "Centre PMS de Bourgvert",
    ),
]


@each(("text", "name"), STAYED)
def test_where_somebody_has_stayed_employs(text, name):
    layout = sections(text)
    found = present_employer(layout, career_of(layout).entries, present_loads(layout))
    best = max(found, key=lambda f: f.certainty)
    assert fold(name) in fold(best.value)
    assert best.state is State.FOUND


NO_NAME = [
    "Expérience\n2009 - présent : professeure à Bourgvert\n",
    "Beruf\nseit 05/2025 | Weiterbildung als Systemadministrator | Orlanova\n",
    "Projets\n◦ Responsable au Forum des entreprises de Bourgvert.\n",
    "Sonstiges\nMusik machen\n\nSeit 2017\n\nMitglied im Orchester\n",
    "Expérience\nDepuis 2019 : Attachée, responsable de la cellule\n",
    "Expérience\nRégime : 80 % depuis 09/2022\n",
    "Divers\nPermis  B, depuis 1983\n",
    "Expérience\nEn fonction depuis 2005 dans trois écoles\n",
    "Expérience\nPilote du projet « Jobday » depuis 2021\n",
    "Werkervaring\nArbeidsregime: 4/5 sinds 2022\n",
    "Varia\nRijbewijs B, sinds 2001\n",
    "Berufserfahrung\nBeschäftigungsgrad: 75 % seit 2021\n",
    "Sonstiges\nFührerschein B, seit 1999\n",
    "Other\nDriving licence B, since 2003\n",
]


@each("text", NO_NAME)
def test_a_function_a_label_and_a_licence_are_no_names(text):
    assert employer(text) is None


BODIES = [
    ("Expérience\nDepuis 2008 : Attachée, SPW Économie, Jambes\n", "SPW Économie"),
    (
        "Fonction actuelle\nDepuis 2021 : Administration générale de l'Enseignement, Bruxelles. Congé pour mission.\n",
        "Administration générale de l'Enseignement",
    ),
    ("Expérience\n2021 – … : Instance Bassin EFE de Bourgvert, « Go Métiers », chargé de projet\n", "Instance Bassin"),
    (
        "Expérience\nCentre PMS 3 de la Ville de Bourgvert – assistante\nDepuis 2005, à mi-temps\n",
        "Centre PMS 3",
    ),
    ("Expérience\nDepuis 2001 : |nstitut technique de |a Gaume, professeur\n", "Institut technique de la Gaume"),
    (
        "Expérience\nDepuis 2001 : Institut Saint-Orban (autrefois Lycée de Huy), prof\n",
        "Institut Saint-Orban",
    ),
    ("Werkervaring\nsinds 2016 – heden: medewerker, Departement van Onderwijs\n", "Departement van Onderwijs"),
    ("Werkervaring\n2016 – heden: leraar, Koninklijk Atheneum Lindeveld (voorheen Lyceum Halle)\n", "Lindeveld"),
    ("Berufserfahrung\nseit 2016  Schulpsychologin, Kaleido Ostbelgien\n", "Kaleido Ostbelgien"),
    ("Employment\n2016 – present  Adviser, Ministry of Education\n", "Ministry of Education"),
]


@each(("text", "name"), BODIES)
def test_a_body_or_a_number_names_who_employs(text, name):
    assert fold(name) in fold(employer(text) or "")


def test_a_post_elsewhere_that_ends_ahead_employs_until_then():
    text = "EXPÉRIENCE\nAssistante, Université de Bergheim\n1er octobre 2020 - 30 septembre 2026\n"
    layout = sections(text)
    told = present_employer(layout, career_of(layout).entries, present_loads(layout))
    assert [(found.value, found.detail) for found in told] == [
        ("Université de Bergheim", {"until": "2026-09-30", "running": True})
    ]


def test_a_word_of_learning_in_a_body_s_name_makes_no_study():
    text = "PARCOURS\nDEPUIS JANVIER 2019\nLe Forem — Carrefour Emploi Formation, Bourgvert\nConseiller (CDI)\n"
    assert employer(text) == "Forem"


def test_nobody_is_employed_by_the_person_whose_cv_it_is():
    text = "Claire Dumont\n\n09/2019 – présent\nClaire Dumont\n"
    layout = sections(text)
    entries, loads = career_of(layout).entries, present_loads(layout)
    assert [found.value for found in present_employer(layout, entries, loads, owner="Dumont Claire")] == []


PRESENT = (Path(__file__).parent / "present_posts.txt").read_text("utf-8").split("### ")[1:]


def of_now(text, kind):
    """The surest of the employers that a CV or a letter tells to be the present one."""
    layout = sections(text)
    layout = replace(layout, kind=Kind(kind), letter=None if kind == "cv" else layout.letter)
    told = present_employer(layout, career_of(layout).entries, present_loads(layout))
    return max((found for found in told if "until" not in found.detail), key=lambda f: f.certainty, default=None)


@each("case", PRESENT)
def test_the_present_post_alone_names_who_employs(case):
    """Neither the addressee, nor studies, pastimes, former posts, referees or somebody else's work does."""
    head, text = case.split("\n", 1)
    kind, name = head.split(" | ")
    got = of_now(text.strip("\n") + "\n", kind)
    if name == "none":
        assert got is None
    else:
        assert got is not None
        assert fold(name) in fold(got.value)
