"""What letters need and nobody gave, told before anybody is written to."""

from __future__ import annotations

import pytest

from jobs.care.check import outgoing
from jobs.config import configuration
from tests.maildirs import Maildirs

LETTERS = """
[letters]
sender = "Carrefour <office@cdm.example>"
signature = "Mireille\\nCoordinatrice\\nCarrefour"
{language}
[letters.appeal]
fr = "Recours : Conseil d'État, 60 jours."
[letters.notices.eo-arlon-2026]
answer_by = 2026-03-27
[letters.notices.eo-arlon-2026.values]
interview_place = "Arlon"
interview_address = "rue de l'Exemple 1"
interview_contact = "Mireille, 063 00 00 00"
interview_access = {{ fr = "à cinq minutes de la gare" }}
"""


def told(tmp_path, language="", **changed):
    text = LETTERS.format(language=language)
    for before, after in changed.items():
        text = text.replace(before, after)
    settings = configuration.load(Maildirs.make(tmp_path).configure(more=text))
    return [(each.subject, each.sentence) for each in outgoing.run(settings) if each.subject.startswith("letters.")]


def test_an_office_of_one_language_that_gave_all_its_words_is_told_nothing(tmp_path):
    assert told(tmp_path, 'language = "fr"') == []


def test_the_words_that_miss_are_named_with_the_letters_that_need_them(tmp_path):
    dutch = [sentence for _, sentence in told(tmp_path) if "'nl'" in sentence]
    access, appeal = sorted(dutch, key=lambda sentence: "letters.appeal" in sentence)
    assert access.startswith(
        "letters.notices.eo-arlon-2026.values.interview_access says nothing in 'nl': no invitation"
    )
    assert appeal == "letters.appeal says nothing in 'nl': no reserve, refusal, reasons can be written in it"


@pytest.mark.parametrize("signature", ["Mireille", "Mireille\\\\nCarrefour"])
def test_a_signature_without_name_function_and_office_is_told(tmp_path, signature):
    found = told(
        tmp_path, 'language = "fr"', **{"Mireille\\nCoordinatrice\\nCarrefour": signature.replace("\\\\", "\\")}
    )
    assert found == [("letters.signature", "letters.signature has no name, function and office in 'fr', a line each")]
