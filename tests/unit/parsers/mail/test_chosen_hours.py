"""A candidate's words choose one of the offered hours, or nothing is told: a wrong hour is worse than none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from parsers.mail.reports.chosen_hour import chosen_hour
from parsers.values.messages import Body, Stretch, Voice

ZONE = ZoneInfo("Europe/Brussels")
OFFERED = tuple(datetime(2026, 4, *at, tzinfo=ZONE) for at in ((9, 10, 0), (9, 14, 30), (10, 10, 0)))


def choice(text, quoted=""):
    own = Stretch(voice=Voice.OWN, start=0, end=len(text))
    rest = Stretch(voice=Voice.QUOTED, start=len(text), end=len(text) + len(quoted))
    found = chosen_hour(Body(text=text + quoted, stretches=(own, rest)), OFFERED)
    return found.number if found else None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("le 9 avril à 10h me convient", 0),
        ("Bonjour,\n\nLe jeudi 9 avril à 14h30 me convient parfaitement.\n\nBien à vous,\nAnne", 1),
        ("Bonjour, je choisis le 10 avril. Merci !", 2),
        ("Je serai présente vendredi à 10 heures.", 2),
        ("Le 9/4 à 14:30 svp", 1),
        ("Le 09/04/2026 à 10 h 00, d'accord.", 0),
        ("14h30 me va bien", 1),
        ("La première proposition me convient.", 0),
        ("Je préfère la deuxième.", 1),
        ("Le dernier créneau, merci", 2),
        ("Option 2", 1),
        ("3", 2),
        ("Le 10 à 10h.", 2),
        ("Je ne peux pas le 9 avril à 10h, mais le 10 avril me convient", 2),
        ("Le 9 à 10h n'est pas possible. Le 9 à 14h30 me convient.", 1),
        ("The first one works for me.", 0),
        ("I would take Friday, April 10th at 10 am.", 2),
        ("2.30 pm", None),
        ("Thursday at 14:30 is fine", 1),
        ("Donderdag 9 april om 10 uur past voor mij.", 0),
        ("De tweede optie graag", 1),
        ("Ik kies voor vrijdag 10 april om 10u00", 2),
        ("Der erste Termin passt mir gut.", 0),
        ("Ich nehme Freitag, den 10. April um 10 Uhr.", 2),
        ("Leider kann ich am 9. April nicht, aber am 10. April um 10 Uhr passt es.", 2),
    ],
)
def test_one_hour_that_is_named_alone_is_the_choice(text, number):
    assert choice(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Merci pour votre message, je reviens vers vous.",
        "Le 9 avril me convient.",  # two hours of that day
        "10h me convient",  # on two days
        "Le 9 avril à 10h ou le 10 avril à 10h, comme vous voulez.",
        "Les trois me conviennent.",
        "Aucune de ces dates ne me convient.",
        "Malheureusement, le 9 avril à 10h, je donne cours.",
        "Le 9 avril à 11h serait-il possible ?",
        "Serait-ce possible le 10 avril à 10h ?",
        "Le 8 avril à 10h me convient.",
        "C'est la première fois que je reçois une réponse aussi rapide de la part d'une administration, merci.",
        "Mon numéro est le 0475 10 14 30.",
        "Je ne peux me libérer ni le 9 ni le 10.",
        "Unfortunately I cannot make it on 9 April at 10:00.",
        "",
    ],
)
def test_where_the_words_leave_a_doubt_nothing_is_told(text):
    assert choice(text) is None


def test_the_office_s_own_words_below_choose_nothing():
    assert choice("Merci beaucoup.", "\n> 1. jeudi 9 avril 2026, 10:00\n") is None


def test_the_words_come_along():
    text = "Bonjour,\nle 10 avril\nà 10h me convient."
    body = Body(text=text, stretches=(Stretch(voice=Voice.OWN, start=0, end=len(text)),))
    assert chosen_hour(body, OFFERED).words == "Bonjour, le 10 avril à 10h me convient"
    assert chosen_hour(body, ()) is None


def test_what_stands_below_a_quote_is_a_clause_of_its_own():
    above, quote, below = "Le 10 avril me convient\n", "> 1. jeudi 9 avril\n", "je ne viens pas en train"
    ends = (len(above), len(above + quote), len(above + quote + below))
    voices = zip((Voice.OWN, Voice.QUOTED, Voice.OWN), (0, *ends), ends, strict=False)
    stretches = tuple(Stretch(voice=voice, start=start, end=end) for voice, start, end in voices)
    assert chosen_hour(Body(text=above + quote + below, stretches=stretches), OFFERED).number == 2
