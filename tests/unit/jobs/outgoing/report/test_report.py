from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jobs.config.configuration import load
from jobs.outgoing.report import french_text, plain_text, report, web_page
from store.views.values import ApplicationRow, MessageView, Overview
from tests.maildirs import Maildirs

ZONE = ZoneInfo("Europe/Brussels")
AT = datetime(2026, 3, 18, 0, 5, tzinfo=ZONE)


def row(id_, **keys):
    known = dict.fromkeys(("given_name", "family_name", "phone", "postal_code", "city", "decision", "decision_reason"))
    counts = ("message", "document", "unreadable", "failed", "to_verify", "problem", "duplicate", "waiting", "note")
    known |= {f"{name}_count": 0 for name in counts}
    known |= {
        "notice": "eo",
        "name": f"Personne {id_}",
        "email": f"p{id_}@mail.example",
        "on_time": True,
        "has_cv": True,
        "has_letter": True,
        "letter_in_body": False,
        "first_received_at": datetime(2026, 2, 11, 9, 4, tzinfo=ZONE),
        "last_received_at": AT,
        "facts": {},
    }
    return ApplicationRow(id=id_, **(known | keys))


def message(id_, **keys):
    known = dict.fromkeys(("message_id", "sha256", "sent_at", "application_id"))
    known |= {
        "notice": None,
        "subject": "Candidature <EO>",
        "sender_name": "Une Personne",
        "sender_email": "une@mail.example",
        "received_at": AT,
        "disposition": "near_miss",
        "reason": "",
        "ruled_disposition": "near_miss",
        "ruled_reason": "",
        "state": "parsed",
        "attempts": 0,
        "error": None,
        "mailboxes": (),
    }
    return MessageView(id=id_, **(known | keys))


def made(**keys):
    counts = (
        "applications",
        "on_time",
        "late",
        "complete",
        "without_cv",
        "without_letter",
        "near_misses",
        "unreadable",
    )
    totals = dict.fromkeys((*counts, "attention", "to_verify", "duplicates", "withdrawn", "excluded"), 3)
    empty = {"decisions": {}, "states": {}, "arrivals": (), "dispositions": {}, "message_states": {}, "mailboxes": ()}
    late = row(9, on_time=False)
    known = {
        "slug": "eo",
        "title": "Chargé(e) de mission",
        "closes_at": datetime(2026, 3, 15, 23, 59, 59, tzinfo=ZONE),
        "at": AT,
        "overview": Overview(**totals, **empty),
        "applications": (row(1), row(2, has_letter=False, name="Zoé <b>", duplicate_count=1), late),
        "late": ((late, "arrived after; by its trace headers it was sent before (2026-03-15 23:58:31 +0100)"),),
        "near_misses": (message(4),),
        "failed": (message(5, error="timeout: reading took too long"),),
        "unreadable": ((2, "cv.pdf", "encrypted"),),
        "differences": ("archive : the original x is missing",),
        "unreached": ("b",),
    }
    return report.Report(**(known | keys))


def test_the_text_names_every_application_and_what_is_missing():
    text = plain_text.render(made())
    for line in (
        "Clôture : 15 mars 2026 à 23 h 59. Rapport établi le 18 mars 2026 à 0 h 05.",
        "ATTENTION : la boîte b n’a pas pu être consultée",
        "     3  candidatures",
        "  n° 1 : Personne 1, reçue le 11 février 2026 à 9 h 04 : complète",
        "  n° 2 : Zoé <b>, reçue le 11 février 2026 à 9 h 04 : manque : lettre de motivation ; doublon possible",
        "expédiée avant la clôture d’après les en-têtes de transport (2026-03-15 23:58:31 +0100) : à apprécier",
        "  mail 4 : Une Personne <une@mail.example>, « Candidature <EO> », le 18 mars 2026 à 0 h 05",
        "  mail 5 : Une Personne <une@mail.example> : timeout: reading took too long",
        "  candidature n° 2 : cv.pdf : protégé par un mot de passe",
        "archive : the original x is missing",
    ):
        assert line in text


def test_sections_without_content_are_left_out():
    text = plain_text.render(made(late=(), near_misses=(), failed=(), unreadable=(), differences=(), unreached=()))
    assert "Mails à trier (" not in text
    assert "ATTENTION" not in text


def test_the_page_says_the_same_and_strangers_words_stay_words():
    page = web_page.render(made())
    assert "Zoé &lt;b&gt;" in page
    assert "<b>" not in page
    assert "Candidature &lt;EO&gt;" in page
    assert 'lang="fr"' in page
    assert "http" not in page


@pytest.mark.parametrize(
    ("at", "expected"), [(datetime(2026, 4, 1, tzinfo=ZONE), "1er avril 2026"), (AT, "18 mars 2026")]
)
def test_days_in_french(at, expected):
    assert french_text.day(at) == expected


def test_files_are_their_owners_alone_and_the_mail_goes_to_whom_the_configuration_names(tmp_path, monkeypatch):
    more = '\n[smtp]\nurl = "smtp://localhost"\nsender = "r@cdm.example"\n\n[report]\nmail_to = ["m@cdm.example"]\n'
    settings = load(Maildirs.make(tmp_path).configure(more=more))
    for file in report.write(settings, made()):
        assert file.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == ["eo-2026-03-18.html", "eo-2026-03-18.txt"]
    sent = []
    monkeypatch.setattr(report, "post", lambda _, mail: sent.append(mail))
    report.mail(settings, made())
    (mail,) = sent
    assert mail["To"] == "m@cdm.example"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
