"""What a letter's grammar asks for: elision, capitals, full stops, hours."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desk.i18n.speech import speech
from desk.letters import wording
from desk.letters.addressee import Civility

AT = datetime(2026, 4, 9, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "language", "told"),
    [
        ("Chargé(e) de mission", "fr", "de chargé(e) de mission"),
        ("Animateur", "fr", "d'animateur"),
        ("Économe", "fr", "d'économe"),
        ("Huissier", "fr", "d'huissier"),
        ("Historien", "fr", "d'historien"),
        ("Haut fonctionnaire", "fr", "de haut fonctionnaire"),
        ("AESI en mathématiques", "fr", "d'AESI en mathématiques"),
        ("CPMS : psychologue", "fr", "de CPMS : psychologue"),
        ("Chargé(e) de mission", "nl", "van “Chargé(e) de mission”"),
        ("Chargé(e) de mission", "de", "als „Chargé(e) de mission“"),
        ("Chargé(e) de mission", "en", "of “Chargé(e) de mission”"),
    ],
)
def test_a_post_stands_in_a_sentence(title, language, told):
    assert wording.of_post(wording.post(title, language), language) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("pas nommée à titre définitif", "Pas nommée à titre définitif."),
        ("écarté : § 4.", "Écarté : § 4."),
        ("  Est-ce assez ?  ", "Est-ce assez ?"),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_reason_becomes_a_sentence(typed, told):
    assert wording.sentence(typed) == told


@pytest.mark.parametrize(
    "typed", ["Vu le décret du 1er mars.", "Vu le décret du 1er mars ;", " Vu le décret du 1er mars, "]
)
def test_the_legal_ground_begins_a_sentence(typed):
    assert wording.clause(typed) == "Vu le décret du 1er mars"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "jeudi 9 avril 2026 à 9\xa0h\xa005"),
        ("nl", "donderdag 9 april 2026 om 9.05\xa0uur"),
        ("de", "Donnerstag, den 9. April 2026, um 9.05\xa0Uhr"),
        ("en", "Thursday 9 April 2026 at 9:05"),
    ],
)
def test_an_hour_is_written_as_the_language_has_it(language, told):
    assert wording.hour(speech(language), AT, ZoneInfo("Europe/Brussels")) == told


@pytest.mark.parametrize("family", [None, ""])
def test_without_a_family_name_nobody_is_greeted_by_title(family):
    assert wording.salutation("fr", Civility.MS, family) == "Madame, Monsieur,"
    assert wording.closing("en", Civility.MS, family) == "Yours faithfully,"


def test_a_name_in_capitals_is_written_as_in_a_sentence():
    assert wording.salutation("nl", Civility.MR, "DE SMET") == "Geachte heer De Smet,"
