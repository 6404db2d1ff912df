import pytest

from parsers.sections import sections
from parsers.tenure import find_tenure
from parsers.values import State

PERMANENT = [
    "Je suis nommée à titre définitif depuis le 1er septembre 2012.",
    "Engagé à titre définitif (24/24) à l'école libre du Val, depuis octobre 2008",
    "ETD depuis 2014 pour 20/20",
    "Professeure d'anglais, nommée en 2010",
    "J'ai d'abord été temporaire, puis j'ai été nommé à titre définitif en 2016.",
    "Temporaire de 2005 à 2009, définitive depuis 2009.",
    "Ma nomination date du 1er avril 2011 ; ma collègue, elle, est toujours temporaire.",
    "Je viens d'être nommée dans ma fonction d'éducatrice.",
    "Mon pouvoir organisateur m'a nommé en 2018.",
    "Statut : définitif",
    "Nommé pour 14 périodes, temporaire pour les 6 autres.",
    "Je suis agent statutaire de la Ville depuis 2007.",
    "La commune m'a engagée à titre définitif au terme de trois années d'intérims.",
    "Mon mari enseigne aussi ; je suis nommée depuis 2004 et lui depuis 2006.",
    "Vous demandez un enseignant nommé : je le suis depuis 2013.",
    "Je ne suis plus temporaire : l'arrêté me nomme à titre définitif depuis avril.",
    "Membre du personnel engagée à titre définitif dans une école spécialisée",
    "Directrice faisant fonction, mais nommée à titre définitif comme institutrice maternelle",
    "Ik ben sinds 1 september 2010 vast benoemd.",
    "Leraar wiskunde, vastbenoemd (20/20)",
    "Mijn benoeming dateert van 2009, die van mijn vrouw van 2015.",
    "Eerst tijdelijk, sinds 2014 vast benoemd",
    "Ich bin seit 2011 definitiv ernannt.",
    "Nach vier befristeten Verträgen wurde ich 2015 definitiv ernannt.",
    "Meine definitive Ernennung erhielt ich am 1. Januar 2009.",
    "I have held a permanent post since 2012.",
    "permanently appointed since September 2015",
]
TEMPORARY = [
    "Je ne suis pas encore nommée.",
    "Je n'ai pas été nommé à ce jour.",
    "Enseignante temporaire prioritaire à l'athénée de la Vallée",
    "Je suis engagé à titre temporaire depuis la rentrée.",
    "Désignée à titre temporaire chaque année",
    "Non nommée, je travaille comme temporaire depuis cinq ans.",
    "Je suis contractuelle (ACS) dans une école fondamentale.",
    "Contrairement à ma sœur, qui est nommée, je suis toujours temporaire.",
    "Vous demandez des enseignants nommés ; ce n'est pas mon cas.",
    "Si j'étais nommé, j'aurais déjà postulé : je suis temporaire depuis 2021.",
    "Ik ben nog niet vast benoemd.",
    "Tijdelijke aanstelling van doorlopende duur (TADD)",
    "Ik werk momenteel als tijdelijk leraar.",
    "Ich bin noch nicht definitiv ernannt.",
    "Zeitweilig bezeichnet, jährlich verlängert",
    "Mein Vertrag ist befristet.",
    "I am not yet permanent: I am a temporary teacher.",
    "Fixed-term contract, renewed every year",
]
SILENT = [
    "Mon épouse est nommée à titre définitif depuis 2009.",
    "Ma collègue, engagée à titre définitif, a repris la classe.",
    "Seuls les membres du personnel nommés ou engagés à titre définitif peuvent postuler.",
    "Votre appel exige d'être nommé à titre définitif.",
    "« Être nommé(e) ou engagé(e) à titre définitif » : j'ai lu cette condition.",
    "Un directeur nommé me disait souvent d'attendre.",
    "Nommée référente numérique par mes collègues",
    "Le conseil m'a nommé président en 2019.",
    "Création d'un atelier nommé « Cap sur demain »",
    "Renvoi définitif : accompagnement des élèves exclus",
    "Version définitive du plan de pilotage",
    "Remplacement d'une agence d'intérim par un service interne",
    "Animation d'une exposition temporaire au musée",
    "Mijn man is vast benoemd.",
    "Meine Kollegin ist definitiv ernannt.",
    "My wife is a permanent teacher.",
    "Contrat à durée indéterminée dans une librairie",
    "Titulaire de 6e année et d'un brevet de secourisme",
    "Bonjour, voici mon dossier.",
]


def tenure(text):
    return next((finding.value for finding in find_tenure(sections(text))), None)


@pytest.mark.parametrize("text", PERMANENT)
def test_permanent(text):
    assert tenure(text) == "permanent"


@pytest.mark.parametrize("text", TEMPORARY)
def test_temporary(text):
    assert tenure(text) == "temporary"


@pytest.mark.parametrize("text", SILENT)
def test_silent(text):
    assert tenure(text) is None


def test_the_states_of_the_notice():
    assert find_tenure(sections("Je suis nommée depuis 2012."))[0].state is State.FOUND
    assert find_tenure(sections("Je ne suis pas nommée."))[0].state is State.CONTRARY


def test_ad_interim_is_for_a_human_to_look_at():
    (finding,) = find_tenure(sections("Nommée directrice ad interim en 2022"))
    assert finding.state is State.TO_VERIFY


def test_a_temporary_post_that_has_ended_says_nothing():
    text = (
        "EXPÉRIENCE\nSept. 2009 – juin 2012 : institutrice temporaire, école de Bure\n"
        "Depuis sept. 2012 : institutrice, école de Tellin"
    )
    assert tenure(text) is None


def test_a_status_abroad_ends_with_its_post():
    text = (
        "Berufserfahrung\nseit 09/2019: Lehrer, Institut Eupen, befristet\n"
        "08/2008 – 07/2019: Studienrat, Beamter auf Lebenszeit"
    )
    assert tenure(text) == "temporary"


def test_evidence_is_the_sentence_itself():
    text = "Bonjour. Je suis nommée depuis 2012. Merci."
    (finding,) = find_tenure(sections(text))
    piece = finding.evidence[0]
    assert piece.quote == text[piece.start : piece.end] == "Je suis nommée depuis 2012."
