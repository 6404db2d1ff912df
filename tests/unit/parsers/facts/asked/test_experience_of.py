"""Experience with a subject: a post, a task or a training shows it; an interest, a wish and another's work do not."""

from __future__ import annotations

from dataclasses import replace

from parsers.facts.asked.examples import misread
from tests.answering import answer, asked, in_cv, in_letter
from tests.each import each

CARE = asked("experience_of", terms=["soins palliatifs", "palliatieve zorg", "Palliativpflege", "palliative care"])
GROUPS = asked("experience_of", terms=["animation de groupe*", "séance* collective*", "atelier* collectif*"])
SOCIAL = asked("experience_of", sets=["social_work"])
WORK, STUDIES, SKILLS = "Expérience professionnelle", "Formation", "Compétences"
CVS = [
    (CARE, in_cv(WORK, "2018 – 2022  Infirmière en soins palliatifs, Hôpital Sainte-Ode, Libramont"), "found"),
    (CARE, in_cv(WORK, "2018 – 2022  Infirmière, unité de soins palliatifs, CHU de Liège"), "found"),
    (
        CARE,
        in_cv(WORK, "2018 – 2022  Infirmière, CHU de Liège", "Accompagnement de patients en soins palliatifs"),
        "found",
    ),
    (CARE, in_cv(WORK, "2018 – 2022  Comptable, ASBL Soins palliatifs du Sud"), "to_verify"),
    (CARE, in_cv(STUDIES, "2021  Certificat en soins palliatifs, Haute École de Namur"), "found"),
    (CARE, in_cv(STUDIES, "2025 – 2026  Certificat en soins palliatifs (en cours), Haute École de Namur"), "to_verify"),
    (CARE, in_cv(STUDIES, "2021  Certificat en soins palliatifs (non achevé), Haute École de Namur"), "to_verify"),
    (CARE, in_cv(STUDIES, "2012 – 2015  Bachelier en droit, Institut de soins palliatifs de Mons"), "not_found"),
    (CARE, in_cv("Werkervaring", "2018 – 2022  Verpleegkundige palliatieve zorg, UZ Gent"), "found"),
    (CARE, in_cv("Berufserfahrung", "2018 – 2022  Krankenpflegerin in der Palliativpflege, Klinik Eupen"), "found"),
    (
        CARE,
        in_cv(
            WORK,
            "2018 – 2022  Infirmière, CHU de Liège",
            "- réunions avec ma collègue psychologue en soins palliatifs",
        ),
        "found",
    ),
    (CARE, in_cv("Mon chemin", "2018 – 2022  Infirmière en soins palliatifs, CHU de Liège"), "found"),
    (CARE, in_cv(SKILLS, "Soins palliatifs"), "not_found"),
    (CARE, in_cv("Centres d'intérêt", "Soins palliatifs, lecture"), "not_found"),
    (CARE, in_cv("Projet professionnel", "Travailler en soins palliatifs"), "not_found"),
    (CARE, in_cv("Profil", "Infirmière formée aux soins palliatifs, j'aime le travail en équipe."), "found"),
    (CARE, in_cv("Profil", "Infirmière curieuse des soins palliatifs."), "not_found"),
    (CARE, in_cv("Soins palliatifs", "2018 – 2022  Comptable, Fiduciaire du Sud, Arlon"), "not_found"),
    (
        GROUPS,
        in_cv(WORK, "2019 – 2023  Conseillère, Mission régionale", "Animation de groupes de chercheurs d'emploi"),
        "found",
    ),
    (GROUPS, in_cv(SKILLS, "Gestion de projet, animation de groupes, permis B"), "not_found"),
    (SOCIAL, in_cv(WORK, "2018 – 2022  Assistante sociale, CPAS de Virton"), "found"),
]
SENTENCES = [
    (CARE, "J'ai travaillé cinq ans en soins palliatifs.", "found"),
    (CARE, "J'accompagne depuis 2019 des patients en soins palliatifs et leurs familles.", "found"),
    (CARE, "Je fais partie de l'équipe de soins palliatifs du CHU.", "found"),
    (CARE, "Depuis 2020 je suis référente en soins palliatifs.", "found"),
    (CARE, "Ik ben coördinator palliatieve zorg.", "found"),
    (CARE, "Bien que je n'aie jamais exercé en soins palliatifs, je suis motivée.", "to_verify"),
    (CARE, "Je n'ai jamais exercé en soins palliatifs.", "contrary"),
    (CARE, "J'ai suivi une formation en soins palliatifs.", "found"),
    (CARE, "Mon expérience en soins palliatifs m'a appris à écouter.", "found"),
    (CARE, "Infirmière depuis dix ans, dont six en soins palliatifs, je connais bien ce public.", "not_found"),
    (CARE, "Formée aux soins palliatifs en 2021, je souhaite rejoindre votre équipe.", "found"),
    (CARE, "Ik heb zes jaar in de palliatieve zorg gewerkt.", "found"),
    (CARE, "Ik heb ervaring met palliatieve zorg.", "found"),
    (CARE, "Ich habe vier Jahre in der Palliativpflege gearbeitet.", "found"),
    (CARE, "I have worked in palliative care for six years.", "found"),
    (CARE, "Ich habe keine Erfahrung in der Palliativpflege.", "contrary"),
    (CARE, "I have no experience of palliative care.", "contrary"),
    (CARE, "Je n'ai aucune expérience en soins palliatifs.", "contrary"),
    (CARE, "Ik heb geen ervaring met palliatieve zorg.", "contrary"),
    (CARE, "Je n'ai jamais travaillé en soins palliatifs.", "contrary"),
    (CARE, "Je n'ai pas encore travaillé en soins palliatifs, mais j'apprends vite.", "to_verify"),
    (CARE, "Je m'intéresse aux soins palliatifs depuis toujours.", "not_found"),
    (CARE, "Mon expérience m'a donné envie de me tourner vers les soins palliatifs.", "not_found"),
    (CARE, "J'aimerais travailler en soins palliatifs.", "not_found"),
    (CARE, "Je travaillerai volontiers en soins palliatifs.", "not_found"),
    (CARE, "Ma sœur a travaillé dix ans en soins palliatifs.", "not_found"),
    (CARE, "J'ai rencontré des personnes qui ont travaillé en soins palliatifs.", "not_found"),
    (CARE, "J'ai visité votre unité de soins palliatifs.", "not_found"),
    (CARE, "J'ai lu beaucoup de choses sur les soins palliatifs.", "not_found"),
    (CARE, "Je suivrai en septembre une formation en soins palliatifs.", "not_found"),
    (CARE, "Votre annonce parle de soins palliatifs.", "not_found"),
    (CARE, "Les soins palliatifs demandent de l'expérience.", "not_found"),
    (CARE, "Si j'avais travaillé en soins palliatifs, je le dirais.", "not_found"),
    (CARE, "Ik zou graag in de palliatieve zorg werken.", "not_found"),
    (CARE, "Gern würde ich in der Palliativpflege arbeiten.", "not_found"),
    (CARE, "I would like to work in palliative care.", "not_found"),
    (GROUPS, "J'ai organisé des entretiens et des séances collectives pour les chercheurs d'emploi.", "found"),
    (GROUPS, "J'anime chaque semaine un atelier collectif au CPAS.", "found"),
    (GROUPS, "Mon mari anime des ateliers collectifs, et moi je cherche un emploi.", "not_found"),
    (GROUPS, "L'animation de groupes me tente.", "not_found"),
]
PUMPS = asked("experience_of", terms=["pompe*", "pompage", "verteluur*", "pumps", "Pumpen", "station* d'épuration"])
DONE = [
    ("Ik reed zelf en ik deed ook het verteluur in de dorpen.", "found"),
    ("In Duffel organiseerde ik het verteluur, met zes auteurs.", "found"),
    ("Het verteluurtje op woensdag heb ik nooit aan iemand anders willen overlaten.", "found"),
    ("Je fais l'entretien des stations de pompage.", "found"),
    ("J'ai travaillé dix ans dans une usine, puis un an à la station d'épuration de Bullange.", "found"),
    ("Depuis cinq ans je suis dans une petite firme qui installe et répare des pompes.", "found"),
    ("Ich habe zehn Jahre Pumpen repariert.", "found"),
    ("I maintained pumps for six years.", "found"),
    ("Je n'ai encore jamais travaillé sur des pompes, je préfère le dire.", "contrary"),
    ("J'ai géré les pompes, confiées à une firme extérieure.", "not_found"),
    ("J'ai organisé l'entretien des pompes, sous-traité.", "not_found"),
    ("Ik werkte in een fabriek waar de pompen uitbesteed waren.", "not_found"),
    ("I worked in a plant where the pumps were outsourced.", "not_found"),
    ("Je suis comptable dans une petite firme qui installe et répare des pompes.", "not_found"),
    ("Ik zou graag het verteluur doen.", "not_found"),
    ("Mijn collega deed het verteluur.", "not_found"),
    ("J'ai travaillé dix ans comme comptable, puis j'ai visité une station d'épuration.", "not_found"),
]

TRAPS = [
    "Mon père est décédé dans un service de soins palliatifs, ce qui m'a donné l'expérience du deuil.",
    "J'ai une amie dont la fille travaille en soins palliatifs.",
    "Mon expérience de comptable ne m'a pas préparée aux soins palliatifs.",
    "J'ai travaillé dix ans dans une banque, loin des soins palliatifs.",
    "Après dix ans comme comptable, je travaille sur un projet personnel : écrire sur les soins palliatifs.",
    "Je suis disponible pour une formation en soins palliatifs.",
    "Je suis prête à me former aux soins palliatifs.",
    "Je viens de m'inscrire à une formation en soins palliatifs.",
    "J'ai entendu parler de votre formation en soins palliatifs.",
    "Mon stage m'a permis de découvrir les soins palliatifs.",
    "J'ai accompagné mon père en soins palliatifs.",
    "Une collègue qui a travaillé en soins palliatifs m'a formée à l'écoute.",
    "Mon expérience en soins palliatifs est nulle.",
    "Je possède une expérience de dix ans, mais pas en soins palliatifs.",
    "Je n'ai d'expérience ni en soins palliatifs ni en gériatrie.",
    "J'ai refusé un poste en soins palliatifs.",
    "Mes collègues et moi avons travaillé à côté de l'unité de soins palliatifs.",
    "Je gère le secrétariat d'un service de soins palliatifs.",
    "J'ai organisé une collecte au profit des soins palliatifs.",
    "Je participe à des conférences sur les soins palliatifs.",
    "Ik volg volgend jaar een opleiding palliatieve zorg.",
    "Mijn moeder werkte in de palliatieve zorg en ik heb ervaring als kok.",
    "Ich habe eine Kollegin begleitet, die in der Palliativpflege arbeitet.",
    "I trained as an accountant, and my sister as a nurse in palliative care.",
]
"""The subject is named, and an experience or a training, but not the one of the other."""


@each(("criterion", "cv", "state"), CVS)
def test_a_cv_shows(criterion, cv, state):
    fact = answer(criterion, cv=cv)
    assert (fact.state, bool(fact.evidence)) == (state, state != "not_found")


@each(("criterion", "sentence", "state"), SENTENCES)
def test_a_letter_shows(criterion, sentence, state):
    assert answer(criterion, letter=in_letter(sentence)).state == state


@each(("sentence", "state"), DONE)
def test_common_verbs_of_work_show_what_somebody_did(sentence, state):
    assert answer(PUMPS, letter=in_letter(sentence)).state == state


def test_a_line_of_somebody_elses_work_shows_nothing():
    row = "2010 – 2020  Responsable, biscuiterie Delnoz\nGMAO ; les pompes étaient confiées à une firme extérieure"
    assert answer(PUMPS, cv=in_cv(WORK, row)).state == "not_found"


@each("sentence", TRAPS)
def test_what_was_done_beside_the_subject_shows_nothing(sentence):
    assert answer(CARE, letter=in_letter(sentence)).state == "not_found"


def test_a_denial_beside_a_post_is_to_verify_with_both():
    cv = in_cv(WORK, "2018 – 2022  Infirmière en soins palliatifs, CHU de Liège")
    fact = answer(CARE, cv=cv, letter=in_letter("Je n'ai aucune expérience en soins palliatifs."))
    assert (fact.state, {piece.document_id for piece in fact.evidence}) == ("to_verify", {1, 2})


@each(
    ("example", "told"),
    [
        ("J'ai travaillé en [soins palliatifs].", []),
        ("Accompagnement de patients en [soins palliatifs]", []),
        ("Je m'intéresse aux soins palliatifs.", []),
        (
            "Je m'intéresse aux [soins palliatifs].",
            ["examples: “Je m'intéresse aux [soins palliatifs].”: [ ] is not found"],
        ),
        (
            "J'ai travaillé en soins palliatifs.",
            ["examples: “J'ai travaillé en soins palliatifs.” is found, and has no [ ]"],
        ),
    ],
)
def test_an_example_that_is_read_otherwise_is_told(example, told):
    assert list(misread(replace(CARE, examples=(example,)))) == told
