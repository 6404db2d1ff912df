"""A mail under many notices: judged as under each alone, and looked at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from parsers.disposition import disposition, resemblance
from parsers.disposition.disposition import at_sight, dispose_for
from parsers.disposition.subject import Phrases, carries, nearly_carries
from parsers.mail.headers.headers import read_headers
from parsers.mail.message import read_message
from parsers.mail.mime.outline import read_outline
from tests.disposing import dispose
from tests.unit.parsers.disposition.test_disposition import CLOSES, NOTICE, mail

NOTICES = [
    NOTICE,
    replace(NOTICE, subject="Recrutement CPMS", title="Psychologue, centre PMS de Virton"),
    replace(NOTICE, closes_at=CLOSES - timedelta(days=30)),
    replace(NOTICE, internal_domains=frozenset({"home.example"})),
    replace(NOTICE, subject="Recrutement", title="Bibliothécaire"),
    replace(NOTICE, subject="", title=""),
    replace(NOTICE, subject="P0 E", title=""),
]
MAILS = [
    mail("Subject: Recrutement EO", "Voici ma candidature.", "CV Jeanne.pdf"),
    mail("Subject: Recrutement OE", "Voici mon CV.", "cv.pdf", "lettre.pdf"),
    mail("Subject: poste", "Je postule comme psychologue au centre PMS de Virton, poste vacant.", "cv.pdf"),
    mail("Subject: La lettre du mois", "Voici les nouvelles."),
    mail("Subject: TR: Recrutement CPMS", "Voir plus bas.\n\nRecrutement EO"),
    mail("Subject: Bonjour", "Je retire ma candidature au Recrutement EO."),
    mail("Subject: photo", "", "scan.pdf"),
    mail("Subject: RecrutemenEO"),
    mail("Subject: Recrutemencpms"),
    mail("Subject: EO recrutement"),
    mail("Subject: Recrutmeent E.O."),
    mail("Subject: Recrut-ement_CPMS"),
    mail("Subject: e, p0"),
    mail("Subject: Poste au centre PMS de Virton, psychologue", "Bonjour", "cv.pdf"),
    mail("From: x@sub.home.example\nSubject: Bonjour"),
]
AT = CLOSES - timedelta(days=1)


def test_it_is_judged_as_under_each_alone():
    for original in MAILS:
        headers, outline, message = read_headers(original), read_outline(original), read_message(original)
        told = dispose_for(headers, outline, NOTICES, received_at=AT, message=message)
        assert told == [dispose(headers, outline, notice=one, received_at=AT, message=message) for one in NOTICES]
        seen = at_sight(headers, outline, NOTICES, AT)
        alone = [at_sight(headers, outline, [one], AT)[0] for one in NOTICES]
        assert list(map(repr, seen)) == list(map(repr, alone))  # also whether each points to the notice


def test_it_is_looked_at_once():
    headers, outline, message = read_headers(MAILS[0]), read_outline(MAILS[0]), read_message(MAILS[0])
    many = [replace(NOTICE, subject=f"Recrutement {number}") for number in range(50)]
    with (
        patch.object(disposition, "signals_of", wraps=disposition.signals_of) as signals,
        patch.object(resemblance, "own_words", wraps=resemblance.own_words) as read,
    ):
        dispose_for(headers, outline, many, received_at=AT, message=message)
    assert signals.call_count == 1
    assert read.call_count <= 2


def slipped(told):
    """A word with a slip of the keyboard: a letter gone, doubled, or changed with its neighbour."""
    word, at = told[0], told[1] % len(told[0])
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return (before + after, before + letter * 2 + after, before + after[:1] + letter + after[1:])[told[1] % 3]


WORDS = ("recrutement", "eo", "e", "poste", "psychologue", "cpms", "p12", "p0", "2026")
PHRASES = st.lists(st.sampled_from(WORDS), max_size=3)
MANY = [
    ["recrutement", "eo"],
    ["psychologue", "cpms"],
    ["poste", "p12", "2026"],
    ["recrutement", "cpms", "e"],
    ["e", "p0"],
    [],
    ["eo"],
]


@example(phrases=MANY, meant=0, turned=False, glue=" ", slips=[])
@example(phrases=MANY, meant=1, turned=True, glue="-", slips=[3])
@example(phrases=MANY, meant=2, turned=False, glue="", slips=[7, 2])
@example(phrases=MANY, meant=3, turned=True, glue=" ", slips=[10, 11, 12])
@example(phrases=MANY, meant=4, turned=False, glue="", slips=[1])
@example(phrases=MANY[::-1], meant=0, turned=False, glue="-", slips=[5, 40])
@example(phrases=MANY[::-1], meant=1, turned=True, glue="", slips=[8, 0, 4])
@example(phrases=[[], [], [], [], []], meant=0, turned=False, glue=" ", slips=[])
@given(
    phrases=st.lists(PHRASES, min_size=5, max_size=12),
    meant=st.integers(0, 4),
    turned=st.booleans(),
    glue=st.sampled_from((" ", "", "-")),
    slips=st.lists(st.integers(0, 40), max_size=3),
)
def test_a_subject_that_nearly_says_one_of_many_phrases_leads_to_it(phrases, meant, turned, glue, slips):
    words = phrases[meant][:: -1 if turned else 1]
    words = [slipped((word, slip)) for word, slip in zip(words, slips, strict=False)] + words[len(slips) :]
    for subject in (glue.join(words), f"poste {glue.join(words)} 2026"):
        said = [" ".join(phrase) for phrase in phrases]
        meant_too = {at for at, one in enumerate(said) if carries(subject, one) or nearly_carries(subject, one)}
        assert meant_too <= Phrases(said).near(subject)


def test_to_all_that_it_says_nothing_of_it_is_the_same_thing():
    headers, outline = read_headers(MAILS[6]), read_outline(MAILS[6])
    many = [replace(NOTICE, subject=f"Recrutement {number}") for number in range(50)]
    with patch.object(disposition, "_unread", wraps=disposition._unread) as judged:
        seen = at_sight(headers, outline, many, AT)
    assert judged.call_count <= 2
    assert len({id(one) for one in seen}) == 1
