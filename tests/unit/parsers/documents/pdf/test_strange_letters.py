from __future__ import annotations

import pytest

from parsers.documents.pdf.looks.strange_letters import is_doubtful, is_strange

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


@pytest.mark.parametrize(
    "line",
    [
        "en fonction à titre d?finitif",
        "en fonction à titre dé\ufd01nitif",
        "en fonction à titre dé\ufffdnitif",
        "en fonction à titre dé\ue001nitif",
        "lka╗bg",
        "elodie@courrier.exam\u0440le",
        "perrine@courrier.ex?mple",
        "MathØmatiques",
        "Profеsseure",
        "x" * 41,
    ],
)
def test_a_word_that_no_script_writes_so_makes_its_line_strange(line):
    assert is_strange(line)


@pytest.mark.parametrize(
    "line",
    [
        "Nommée à titre définitif ? Oui.",
        "https://exemple.example/page?id=3",
        "\uf0b7 formation",
        "Ελένη Παπαδοπούλου, Профессор",
        "ゾルゲと尾崎、淡々と最期",
        "Rindfleischetikettierungsüberwachungsgesetz"[:39],
        "m² · 5 °C · 10 µm · l’œuvre · C++ · R&D · ©2015",
        "\ufffd",
    ],
)
def test_a_plain_line_is_not_strange(line):
    assert not is_strange(line)


@pytest.mark.parametrize(
    "text",
    ["\n".join("Nommée définitif"), " ".join("Nommée à titre définitif"), "Nomméeàtitredéfinitifdepuisdeuxmille"],
)
def test_letters_that_stand_alone_and_lost_blanks_are_doubted(text):
    assert is_doubtful(text)


def test_short_columns_of_letters_are_not_doubted():
    assert not is_doubtful("A\nB\nC\n" + FRENCH)
