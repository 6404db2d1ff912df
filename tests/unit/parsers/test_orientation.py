import pytest

from parsers.orientation import find_orientation
from parsers.sections import sections
from parsers.values import State

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
]
DENIED = [
    "Je n'ai aucune expérience en orientation.",
    "Je n'ai jamais suivi de formation en orientation.",
    "Je n'ai pas été formée à l'orientation.",
    "Ik heb geen ervaring met studiekeuzebegeleiding.",
    "Ich habe keine Ausbildung in der Berufsberatung.",
    "I have never done school guidance.",
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
]


def guidance(text):
    return next((finding.value for finding in find_orientation(sections(text))), None)


@pytest.mark.parametrize("text", EXPERIENCE)
def test_experience_or_training(text):
    assert guidance(text) is True


@pytest.mark.parametrize("text", DENIED)
def test_denied(text):
    (finding,) = find_orientation(sections(text))
    assert finding.value is False
    assert finding.state is State.CONTRARY


@pytest.mark.parametrize("text", SILENT)
def test_silent(text):
    assert guidance(text) is None


def test_experience_outweighs_a_modest_word():
    text = "Je n'ai pas encore fait grand-chose en orientation. J'ai animé deux ateliers sur le choix d'études."
    assert guidance(text) is True
