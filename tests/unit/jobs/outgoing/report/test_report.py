from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from desk.report import plain_text, web_page
from jobs.config.configuration import load
from jobs.outgoing.report import report
from store.views.values import ApplicationRow, MessageView, Overview
from tests.maildirs import Maildirs

FRENCH = speech("fr")
LATE = (
    "the subject carries the notice's phrase, but it arrived after the closing date; "
    "by its trace headers it was sent before (2026-03-15 23:58:31 +0100)"
)
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
        "late": ((late, LATE),),
        "near_misses": (message(4),),
        "failed": (message(5, error="timeout: reading took too long"),),
        "unreadable": ((2, "cv.pdf", "encrypted"),),
        "differences": ("archive : the original x is missing",),
        "unreached": ("b",),
    }
    return report.Report(**(known | keys))


def test_the_text_names_every_application_and_what_is_missing():
    text = plain_text.render(made(), FRENCH)
    for line in (
        "Clôture : 15 mars 2026, 23:59. Rapport établi le 18 mars 2026, 00:05.",
        "Attention : la boîte b n’a pas pu être consultée",
        "     3  Candidatures",
        "  N° 1 Personne 1 – 11 févr. 2026, 09:04 – dossier complet",
        "  N° 2 Zoé <b> – 11 févr. 2026, 09:04 – Lettre manquante – Doublon possible",
        "d’après ses en-têtes de transport, il a été envoyé avant (15 mars 2026, 23:58)",
        "  Mail 4 – Une Personne <une@mail.example> – Candidature <EO> – 18 mars 2026, 00:05",
        "  Mail 5 – Une Personne <une@mail.example> – La lecture a pris trop de temps",
        "  N° 2 – cv.pdf – Protégé par un mot de passe",
        "archive : the original x is missing",
    ):
        assert line in text.replace("\xa0", " ")


def test_sections_without_content_are_left_out():
    bare = made(late=(), near_misses=(), failed=(), unreadable=(), differences=(), unreached=())
    text = plain_text.render(bare, FRENCH)
    assert "Mails à trier (" not in text
    assert "Attention" not in text


def test_the_page_says_the_same_and_strangers_words_stay_words():
    page = web_page.render(made(), FRENCH)
    assert "Zoé &lt;b&gt;" in page
    assert "<b>" not in page
    assert "Candidature &lt;EO&gt;" in page
    assert 'lang="fr"' in page
    assert "http" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_offices_language_alone(language):
    """Of the English texts none is left but what the rules and the audit say."""
    text = plain_text.render(made(differences=(), failed=()), speech(language))
    english = plain_text.render(made(differences=(), failed=()), speech("en"))
    own = {line.strip(" 0123456789-=") for line in text.splitlines()}
    shared = own & {line.strip(" 0123456789-=") for line in english.splitlines()}
    assert (language == "en") == bool(shared - {""})
    assert f'lang="{language}"' in web_page.render(made(), speech(language))


@pytest.mark.parametrize(
    ("more", "subject"),
    [
        ('[report]\nlanguage = "nl"\n', "Eindrapport"),
        ('[letters]\nsender = "a@cdm.example"\nlanguage = "de"\n', "Abschlussbericht"),
        ("", "Rapport de clôture"),
    ],
)
def test_the_language_is_the_reports_else_that_of_the_letters_else_french(tmp_path, more, subject):
    settings = load(Maildirs.make(tmp_path).configure(more=more))
    text, _ = report.write(settings, made())
    assert text.read_text("utf-8").startswith(subject)


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
