"""A mail under many notices: judged as under each alone, and looked at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from parsers.disposition import disposition, resemblance
from parsers.disposition.disposition import at_sight, dispose, dispose_for
from parsers.mail.headers.headers import read_headers
from parsers.mail.message import read_message
from parsers.mail.mime.outline import read_outline
from tests.unit.parsers.disposition.test_disposition import CLOSES, NOTICE, mail

NOTICES = [
    NOTICE,
    replace(NOTICE, subject="Recrutement CPMS", title="Psychologue, centre PMS de Virton"),
    replace(NOTICE, closes_at=CLOSES - timedelta(days=30)),
    replace(NOTICE, internal_domains=frozenset({"home.example"})),
    replace(NOTICE, subject="Recrutement", title="Bibliothécaire"),
    replace(NOTICE, subject="", title=""),
]
MAILS = [
    mail("Subject: Recrutement EO", "Voici ma candidature.", "CV Jeanne.pdf"),
    mail("Subject: Recrutement OE", "Voici mon CV.", "cv.pdf", "lettre.pdf"),
    mail("Subject: poste", "Je postule comme psychologue au centre PMS de Virton, poste vacant.", "cv.pdf"),
    mail("Subject: La lettre du mois", "Voici les nouvelles."),
    mail("Subject: TR: Recrutement CPMS", "Voir plus bas.\n\nRecrutement EO"),
    mail("Subject: Bonjour", "Je retire ma candidature au Recrutement EO."),
    mail("Subject: photo", "", "scan.pdf"),
]
AT = CLOSES - timedelta(days=1)


def test_it_is_judged_as_under_each_alone():
    for original in MAILS:
        headers, outline, message = read_headers(original), read_outline(original), read_message(original)
        told = dispose_for(headers, outline, NOTICES, received_at=AT, message=message)
        assert told == [dispose(headers, outline, notice=one, received_at=AT, message=message) for one in NOTICES]
        seen = at_sight(headers, outline, NOTICES, AT)
        assert seen == [at_sight(headers, outline, [one], AT)[0] for one in NOTICES]


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
