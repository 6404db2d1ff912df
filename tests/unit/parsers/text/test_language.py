"""The language of a text, down to a line; and where nothing is told rather than guessed."""

from __future__ import annotations

import pytest

from parsers.text.language import language_of
from tests.each import each

SAID = {
    "fr": ["Vous trouverez ma candidature en annexe", "Bonjour, voici mon CV", "Je reste à votre disposition.",
           "LETTRE DE MOTIVATION POUR LE POSTE", "nommée depuis 2014 à l'Athénée royal"],
    "nl": ["In bijlage vindt u mijn sollicitatie", "Goedendag, hierbij mijn cv", "Met vriendelijke groeten",
           "SOLLICITATIEBRIEF VOOR DE FUNCTIE", "vastbenoemd sinds 2014 in het atheneum"],
    "de": ["Anbei finden Sie meine Bewerbung", "Guten Tag, hier mein Lebenslauf", "Mit freundlichen Grüßen",
           "BEWERBUNG UM DIE STELLE ALS LEHRERIN", "seit 2014 unbefristet angestellt"],
    "en": ["Please find my application attached", "Good morning, here is my CV", "I look forward to hearing from you.",
           "COVER LETTER FOR THE POST OF TEACHER", "tenured since 2014 at the secondary school"],
}  # fmt: skip


@each(("language", "text"), [(code, text) for code, texts in SAID.items() for text in texts])
def test_a_short_body(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "CV", "Jeanne Exemple", "0470 12 34 56 - 6700 - 12/03/1984", "★ ★ ★ — — —"])
def test_too_little_says_nothing(text):
    assert language_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Я ищу работу учителя французского языка в вашей школе",
        "أبحث عن عمل كمدرس للغة الفرنسية في مدرستكم",
        "我在贵校寻找一份法语教师的工作 我 在 贵校 寻找",
        "Αναζητώ εργασία ως καθηγήτρια γαλλικών. CV Jeanne Exemple Arlon",
    ],
)
def test_other_letters_are_none_of_the_four(text):
    assert language_of(text) is None


def test_most_of_the_text_decides():
    body = "Mit freundlichen Grüßen aus Eupen. "
    assert language_of(f"{body}{'Je suis enseignante de français à Arlon depuis dix ans. ' * 4}") == "fr"
