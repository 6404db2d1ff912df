from dataclasses import replace

import pytest

from parsers.facts.guidance.orientation import find_orientation
from parsers.layout.sections import sections
from parsers.values.documents import Kind
from parsers.values.evidence import State
from tests.each import each

EXPERIENCE = [
    "J'anime des séances d'orientation dans les classes de deuxième.",
    "Référente orientation du premier degré depuis 2018",
    "J'ai suivi une formation à l'approche orientante (4 jours).",
    "Membre de la cellule orientation de l'école",
    "Entretiens individuels sur les choix d'études, avec le centre PMS",
    "Je coordonne le forum des métiers de l'école.",
    "Certificat en bilan de compétences, 140 h",
    "Ik begeleid de studiekeuze van onze laatstejaars.",
    "Verantwoordelijke studiekeuzebegeleiding, derde graad",
    "Ich koordiniere die Berufswahlvorbereitung an unserer Schule.",
    "Fortbildung Berufsorientierung, 40 Stunden",
    "I coordinate careers guidance for the upper years.",
    "I have had no formal training in guidance, but I have been doing it for six years.",
    "J'ai travaillé au SIEP comme informatrice sur les études et les professions.",
    "J'organise chaque année la journée des métiers.",
    "J'accompagne les élèves de sixième dans leur choix d'études supérieures.",
    "Déléguée à l'orientation dans mon école",
    "J'aide mes élèves à construire leur projet personnel d'orientation.",
    "Passation d'inventaires d'intérêts professionnels et entretiens",
    "Conseillère en insertion et orientation professionnelle au Forem, 2008-2012",
    "Formation de conseiller d'orientation, Paris, 2012",
    "J'ai participé à la formation « Éduquer au choix » du SIEP.",
    "Depuis trois ans j'accompagne les cinquièmes au salon de l'étudiant.",
    "Mentor dans le projet « Mon avenir, mes choix »: éducation aux choix",
    "Titulaire de sixième, je mène avec eux les entretiens de choix d'option.",
    "Ik organiseer de SID-in-bezoeken en begeleid de studiekeuze.",
    "Postgraduaat studieloopbaanbegeleiding",
    "Ik volgde een nascholing over keuzebegeleiding.",
    "Ich begleite Jugendliche bei der Studienwahl.",
    "Zuständig für Schnupperpraktika und Berufsorientierung",
    "Lehrgang Laufbahnberatung, 2020",
    "I run careers interviews for our sixth-formers.",
    "Trained in careers guidance (CEGID, 2018)",
    "Master en psychologie, option orientation scolaire et professionnelle (2011)",
    "Bachelier assistant en psychologie, option orientation scolaire",
    "Coordinatrice d'un projet pour les cinquièmes : ateliers de découverte des études",
    "Conseil et orientation des jeunes (Infor-Jeunes)",
    "Éducatrice : accompagnement des jeunes dans leur projet professionnel (CEFA)",
    "Responsable PIT : projet personnel de l'élève et orientation",
    "Formation à l'activation du développement vocationnel et personnel (ADVP)",
    "J'ai accompagné mes élèves pour les aider à s'orienter : entretiens et aide à mieux s'orienter",
    "Chargée de l'orientation du public scolaire au SIEP : entretiens",
    "Au Carrefour des Métiers, j'anime des séances d'orientation pour les classes.",
    "Six ans d'entretiens d'orientation m'ont appris à écouter.",
    "Mon travail de conseillère en orientation m'a donné le goût du conseil.",
    "Grâce à une formation en orientation, j'anime des ateliers.",
    "CLB-medewerker: onderwijskeuzebegeleiding, infoavonden",
    "Opleiding tot loopbaancoach voor jongeren, 2020",
    "Leerlingen begeleiden in hun keuze voor het hoger onderwijs",
    "De gesprekken over studiekeuze met mijn leerlingen gaven me veel voldoening.",
    "Ich habe Schüler bei der Wahl ihres Studiums beraten.",
    "Die Arbeit in der Berufsberatung hat mir viel Freude gemacht.",
    "I helped pupils choose their university courses as sixth-form tutor.",
    "My years as a careers adviser led me to this application.",
    "J'aide depuis dix ans mes finalistes à choisir leurs études.",
    "Je rencontre les jeunes en fin de troisième pour les aider à trouver leur voie.",
    "J'ai tenu six ans la permanence « études supérieures » du collège, où passaient les élèves.",
    "Je suis responsable du passage du primaire vers le secondaire : je reçois chaque famille.",
    "J'accompagne des demandeurs d'emploi dans le choix d'une formation.",
    "Je coordonne les stages et le plan individuel de transition des élèves de forme 3.",
    "J'accompagne les élèves qui décrochent vers une autre filière ou un CEFA.",
    "Je fais passer des tests d'intérêts aux élèves de deuxième.",
    "Je n'ai pas de formation en orientation, mais j'accompagne mes rhétos dans leurs choix d'études.",
    "Ik begeleid leerlingen bij hun keuze na het secundair.",
    "Ik begeleid werkzoekenden naar een passende opleiding.",
    "Ich begleite Jugendliche beim Übergang von der Schule in den Beruf.",
    "Ich führe mit jedem Abiturienten ein Gespräch über seine Pläne nach der Schule.",
    "I help pupils decide what to do after school.",
    "I advise job-seekers on retraining.",
]
DENIED = [
    "Je n'ai aucune expérience en orientation.",
    "Je n'ai jamais suivi de formation en orientation.",
    "Je n'ai pas été formée à l'orientation.",
    "Ik heb geen ervaring met studiekeuzebegeleiding.",
    "Ich habe keine Ausbildung in der Berufsberatung.",
    "I have never done school guidance.",
    "Je n'ai pas d'expérience en orientation.",
    "L'orientation est un domaine que je ne connais pas encore.",
    "Je n'ai jamais travaillé dans l'orientation, mais je suis curieuse.",
    "En matière d'orientation, je suis une débutante.",
    "Aucune formation à l'orientation, je l'avoue.",
    "Ik heb nooit aan studiekeuzebegeleiding gedaan.",
    "Mit Berufsberatung habe ich keine Erfahrung.",
    "I have no experience of guidance.",
    "En matière d'orientation, je pars de zéro.",
    "L'orientation est un domaine neuf pour moi.",
    "Mon expérience de l'orientation est inexistante.",
    "L'orientation, je ne m'en suis jamais occupé.",
    "Mit Berufsorientierung hatte ich bisher nichts zu tun.",
]
SILENT = [
    "Je rêve de travailler dans l'orientation.",
    "J'aimerais me former à l'orientation.",
    "Candidature au poste de chargée de mission en orientation",
    "Votre dispositif d'orientation tout au long de la vie m'intéresse.",
    "Course d'orientation, natation, jardinage",
    "Animation d'ateliers sur le genre et l'orientation sexuelle",
    "Master en sciences psychologiques, orientation clinique, avec stages",
    "Je souhaite donner à mon parcours une nouvelle orientation.",
    "Ma collègue anime des séances d'orientation.",
    "Une bonne connaissance des méthodes d'orientation constitue un atout.",
    "Bonjour, voici mon CV.",
    "L'orientation m'a toujours intéressée.",
    "Je voudrais aider les jeunes dans leur orientation.",
    "J'ai moi-même été mal orientée.",
    "Mon fils a trouvé son orientation grâce au CPMS.",
    "Je postule pour le poste de chargée de mission à l'orientation.",
    "L'orientation tout au long de la vie me passionne.",
    "Bachelier en sciences, orientation environnement",
    "Orientation nord-sud du bâtiment",
    "J'aimerais suivre une formation en orientation.",
    "Studiekeuze boeit mij.",
    "Guidance has always interested me.",
    "À seize ans, c'est une conseillère d'orientation qui m'a aidée à trouver ma voie.",
    "Grâce à un entretien d'orientation au CPMS, j'ai choisi l'enseignement.",
    "Een studiekeuzebegeleider hielp mij destijds mijn weg te vinden.",
    "Mit sechzehn half mir eine Berufsberaterin, meinen Weg zu finden.",
    "A careers adviser helped me find my way.",
    "At school, a careers interview changed my life.",
    "Mes choix d'études m'ont menée au bachelier.",
    "Mijn studiekeuze: een opleiding tot lerares.",
    "My own career choice came after a training course.",
    "La Cité des Métiers organise des ateliers d'orientation.",
    "Accueil, conseil et orientation de la clientèle",
    "Master en gestion, orientation conseil",
    "Orientation résultats, esprit d'équipe",
    "Begleitung und Orientierung der Touristen",
    "Helped at the university's orientation week",
    "Leichtathletik: Training auf der Laufbahn",
    "Je rêve de devenir conseiller d'orientation.",
    "Le Carrefour des Métiers est un lieu d'orientation ouvert à tous.",
    "Dans notre école, l'orientation est l'affaire du centre PMS, qui anime les séances.",
    "L'orientation des élèves revient au conseiller du centre.",
    "Une fois l'an, le CPMS vient animer une séance d'orientation dans ma classe.",
    "Un conseiller d'orientation m'a dit à seize ans que je ferais un bon plombier.",
    "Je prépare mes élèves au CEB et au passage vers le secondaire.",
    "J'accompagne les élèves après l'école, à l'étude dirigée.",
    "Je pourrais aider les jeunes à choisir leurs études.",
    "J'ai aidé ma fille à choisir ses études.",
    "J'aide mes élèves à choisir leurs lectures.",
    "Mon frère conseille des demandeurs d'emploi au Forem.",
    "Je m'occupe de la transition vers le nouveau système dans les écoles de la commune.",
    "Pour l'association, j'anime les week-ends d'orientation des bénévoles.",
    "Ik zou graag jongeren helpen kiezen voor de juiste studie.",
    "My careers adviser told me to become a nun.",
]


def guidance(text):
    return next((finding.value for finding in find_orientation(sections(text))), None)


@each("text", EXPERIENCE)
def test_experience_or_training(text):
    assert guidance(text) is True


@each("text", DENIED)
def test_denied(text):
    (finding,) = find_orientation(sections(text))
    assert finding.value is False
    assert finding.state is State.CONTRARY


@each("text", SILENT)
def test_silent(text):
    assert guidance(text) is None


def test_experience_outweighs_a_modest_word():
    text = "Je n'ai pas encore fait grand-chose en orientation. J'ai animé deux ateliers sur le choix d'études."
    assert guidance(text) is True


IN_A_CV = [
    ("BERUFSERFAHRUNG\n2010 – heute Lehrer, Athenäum\nBeauftragter für Berufswahlvorbereitung: 70 im Jahr\n", True),
    ("EXPÉRIENCE\n2016 – 2020 Chargée de mission : orientation des élèves, CPMS\n", True),
    ("LOOPBAAN\n2016 – 2020 Opdrachthouder studiekeuzebegeleiding, CLB\n", True),
    ("PROJETS\nAnimation du module « Mon projet, mon avenir » (orientation des 6e)\n", True),
    ("FORMATIONS\n2022 Orientation scolaire : outils et pratiques, IFPC\n", True),
    ("FORMATIONS\n2020 : Accompagner le projet professionnel du jeune (CEFA)\n", True),
    ("EXPÉRIENCE\nDepuis 2015 : CPMS de Bure, conseillère psychopédagogique : guidance, orientation, bilans\n", True),
    ("EXPÉRIENCE\n2010-2015 : conseiller emploi-formation, Forem\n", None),
    ("VORMING\n2019 Leerlingenbegeleiding en studiekeuze, CNO\n", True),
    ("EXPÉRIENCE\n2016-2019 Coordinatrice CEFA : suivi des stages et orientation des jeunes\n", True),
    ("DIPLÔMES\nMaster en sciences de l'éducation, orientation pédagogie des adultes\n", None),
    ("EXPÉRIENCE\n2019-2022 Cité des Métiers de Huy, conseillère\n", True),
    ("EXPÉRIENCE\nDepuis 2012 : CPMS de Bure, psychologue\n  - entretiens avec les élèves sur leurs études\n", True),
    ("CENTRES D'INTÉRÊT\nCourse d'orientation\n", None),
    ("OBJECTIF\nObtenir un poste en orientation scolaire\n", None),
]


@pytest.mark.parametrize(("text", "expected"), IN_A_CV)
def test_in_a_cv(text, expected):
    assert next((f.value for f in find_orientation(replace(sections(text), kind=Kind.CV))), None) == expected
