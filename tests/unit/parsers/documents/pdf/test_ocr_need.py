from __future__ import annotations

import pytest

from parsers.documents.pdf.ocr_need import is_doubtful

FRENCH = (
    "Professeure de mathématiques à l'école d'Étalle depuis 2015, nommée à titre définitif, j'accompagne les élèves "
    "dans leurs choix d'études et je coordonne avec le centre PMS les activités de la semaine des métiers. "
)
TELEGRAM = (
    "Expérience professionnelle 2015 présent Institut Notre-Dame professeure mathématiques temps plein 2012 2015 "
    "éducatrice école fondamentale Étalle 2009 intérimaire enseignement spécialisé Études bachelière agrégée "
    "distinction certificat orientation Langues français néerlandais B2 anglais C1 notions d'allemand Informatique "
    "suite bureautique gestion de projets Loisirs randonnée chœur bénévolat bibliothèque Permis B véhicule Références "
    "sur demande Qualités organisation écoute autonomie rigueur esprit d'équipe ponctualité "
)


@pytest.mark.parametrize("text", [FRENCH * 3, TELEGRAM, "Søren Østergård, Łukasz Żółć, José Nuñez, Çağrı Öztürk", ""])
def test_plain_papers_are_not_doubted(text):
    assert not is_doubtful(text)


@pytest.mark.parametrize(
    "wrong",
    [
        FRENCH.replace("é", "Ø"),
        FRENCH.replace("é", "Ž"),
        FRENCH.replace("è", "\ufffd").replace("é", "\ufffd"),
        FRENCH.replace("é", "Ã©").replace("à", "Ã "),
    ],
)
def test_signs_and_capitals_within_words_are_doubted(wrong):
    assert is_doubtful(wrong * 2)


def test_a_page_of_shifted_letters_is_doubted():
    shifted = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if "a" <= c <= "z" else c for c in (FRENCH * 3).lower())
    assert is_doubtful(shifted)


def test_few_guessed_words_are_doubted_sooner():
    assert not is_doubtful("qz xv kk wp rr tt")
    assert is_doubtful("qz xv kk wp rr tt", guessed=True)
