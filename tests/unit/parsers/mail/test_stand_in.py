"""What a server gives in place of a mail is told from the mail in any language; a mail about it stays a mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from parsers.mail.headers.headers import read_headers
from parsers.mail.stand_in import stand_in
from parsers.values.headers import House
from tests.composed import composed
from tests.delivery_reports import letters, reports
from tests.substitutes import (
    NOT_GIVEN,
    PAGE_LANGUAGES,
    SHAPES,
    TAKEN_OUT,
    WORDINGS,
    innocents,
    not_given,
    notice,
    taken_out,
    wordings,
)

SENDER = '"Jeanne Dupont" ("jeanne@mail.example")'
ENGLISH = WORDINGS[0]
HOUSE = House(domains=frozenset({"cdm.example"}), servers=frozenset({"mx.cdm.example"}))
FROM_OUTSIDE = b"Received: from mx.evil.example (mx.evil.example [192.0.2.66]) by mx.cdm.example; 3 Feb 2026 11:12\r\n"
WITHIN = b"Received: from guard.cdm.example (guard.cdm.example [192.0.2.7]) by mx.cdm.example; 3 Feb 2026 11:12\r\n"
FAILED = b"Authentication-Results: mx.cdm.example; dmarc=fail header.from=cdm.example\r\n"


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.about[:40])
def test_a_notice_is_known_in_any_language_with_what_it_says(wording):
    found = stand_in(notice(752, wording, subject="Recrutement EO", sender=SENDER))
    assert found is not None
    assert (found.kind, found.subject) == ("notice", "Recrutement EO")
    assert (found.sender.name, found.sender.email) == ("Jeanne Dupont", "jeanne@mail.example")
    assert found.says.endswith("says of it: “Recrutement EO”, Jeanne Dupont, 3/02/2026 11:12:26")


def test_a_notice_that_tells_nothing_of_the_mail_is_one():
    given = f"Subject: {ENGLISH.about.format(7)}\r\n\r\n{ENGLISH.opening}\r\n\r\n{ENGLISH.rest}\r\n".encode()
    assert (found := stand_in(given)) is not None
    assert (found.kind, found.subject, found.sender.email) == ("notice", None, None)


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
def test_a_notice_is_known_however_a_server_writes_it_down(language):
    for wording in wordings(language):
        assert [shape for shape in SHAPES if stand_in(notice(7, wording, shape)) is None] == []


def test_a_notice_of_which_one_sign_is_wanting_is_known_by_the_two_others():
    handed_on = WITHIN + notice(7, ENGLISH)
    elsewhere = notice(7, ENGLISH).replace(b"IMAP4", b"mail")
    silent = notice(7, ENGLISH).replace(b"Outlook", b"Webmail")
    for given in (handed_on, elsewhere, silent):
        assert (found := stand_in(given)) is not None
        assert found.kind == "notice"
    assert stand_in(handed_on.replace(b"IMAP4", b"mail")) is None


@pytest.mark.parametrize("language", NOT_GIVEN)
def test_what_another_server_says_is_a_notice_where_nobody_can_have_sent_it(language):
    assert (found := stand_in(not_given(language))) is not None
    assert found.kind == "notice"
    sent = {"From": "Paul <paul@mail.example>", "Message-ID": "<1@mail.example>", "Subject": "?"}
    assert stand_in(composed(sent, NOT_GIVEN[language])) is None


@pytest.mark.parametrize("language", TAKEN_OUT)
def test_what_a_filter_puts_in_the_place_of_a_mail_is_known_with_that_mails_header(language):
    assert (found := stand_in(taken_out(language), house=HOUSE)) is not None
    assert (found.kind, found.subject, found.sender.email) == ("other", "Recrutement EO", "jeanne@mail.example")


@pytest.mark.parametrize("language", TAKEN_OUT)
def test_a_person_and_a_text_without_a_mails_header_take_no_mails_place(language):
    assert stand_in(taken_out(language, sender="paul@mail.example"), house=HOUSE) is None
    assert stand_in(taken_out(language, told=False), house=HOUSE) is None


@pytest.mark.parametrize(
    "sender", ["noreply@evil.example", "postmaster@evil.example", "noreply@cdm.example.evil.example", ""]
)
@pytest.mark.parametrize("language", TAKEN_OUT)
def test_a_strangers_machine_takes_no_mails_place(language, sender):
    assert stand_in(carried(taken_out(language, sender=sender), FROM_OUTSIDE), house=HOUSE) is None


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.about[:40])
def test_exchanges_notice_from_outside_is_a_strangers_mail(wording):
    forged = FROM_OUTSIDE + notice(752, wording)
    assert stand_in(forged, house=HOUSE) is None
    assert stand_in(forged.replace(b"From: Microsoft Exchange Server", b"From: p@evil.example"), house=HOUSE) is None


def test_a_guard_of_the_house_is_believed_by_its_trace_or_its_domain():
    given = taken_out("en")
    assert stand_in(carried(given, b"")) is not None
    assert stand_in(carried(given, WITHIN)) is not None
    assert stand_in(carried(given, FROM_OUTSIDE)) is not None  # its own trace names its domain
    assert stand_in(carried(taken_out("en", sender="guard@filter.example"), WITHIN + FROM_OUTSIDE)) is None
    hosted = carried(given, FROM_OUTSIDE.replace(b"mx.cdm.example", b"mx.host.example"))
    assert stand_in(hosted, house=HOUSE) is not None
    assert stand_in(hosted) is None


def test_microsofts_house_is_everybodys():
    outside = FROM_OUTSIDE.replace(b"mx.cdm.example", b"db5.mail.protection.outlook.com")
    assert stand_in(carried(taken_out("en", sender="noreply@outlook.com"), outside), house=HOUSE) is None


def test_a_guards_domain_proves_nothing_where_its_owner_says_that_it_did_not_write():
    assert stand_in(carried(taken_out("en"), FAILED + FROM_OUTSIDE), house=HOUSE) is None


def carried(mail, trace):
    """The mail with this trace alone."""
    return trace + mail.partition(b"\r\n")[2]


def test_a_report_on_a_letter_of_ours_is_no_stand_in():
    given = reports(letters())
    assert [report.shape for report in given if stand_in(report.mail) is not None] == []
    assert stand_in(b"Return-Path: <>\r\n" + taken_out("en"), house=HOUSE) is None


def test_innocent_mail_is_no_stand_in():
    assert [mail for mail in innocents() if stand_in(mail, size=len(mail)) is not None] == []


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: Retrieval using the IMAP4 protocol failed for the following message: 752", "Look in Outlook:\n\nPaul"),
        (
            "Retrieval using the IMAP4 protocol failed for the following message: 752",
            "Bonjour,\n\nqu'est-ce que c'est ?",
        ),
        ("Retrieval using the IMAP4 protocol failed", "The server couldn't:\n\nOutlook"),
        ("Recrutement EO 2026", "Voici ma candidature :\n\nJe connais Outlook."),
        ("Problème IMAP4 dans la salle 12", "Bonjour,\n\nmon Outlook ne marche pas.\n\nPaul"),
    ],
)
def test_a_mail_about_such_a_notice_is_a_mail(subject, body):
    made = EmailMessage()
    made["From"], made["Subject"] = "Paul <paul@mail.example>", subject
    made.set_content(body)
    assert stand_in(made.as_bytes()) is None


def test_a_notice_with_a_file_is_a_forward():
    made = EmailMessage()
    made["From"], made["Subject"] = "Paul <paul@mail.example>", ENGLISH.about.format(7)
    made.set_content(f"{ENGLISH.opening}\n\n{ENGLISH.rest}\n")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="cv.pdf")
    assert stand_in(made.as_bytes()) is None


@pytest.mark.parametrize("given", [b"", b"\r\n", b" \r\n\r\n"])
def test_nothing_is_nothing(given):
    assert (found := stand_in(given)) is not None
    assert found.kind == "nothing"


def mixed(size):
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "j@mail.example", "Recrutement EO", "<1@mail.example>"
    made.set_content("Bonjour")
    made.add_attachment(b"x" * size, maintype="application", subtype="pdf", filename="cv.pdf")
    return made.as_bytes()


def test_a_part_of_a_mail_is_short():
    whole = mixed(30_000)
    for share in (0.1, 0.5, 0.85):
        found = stand_in(whole[: int(len(whole) * share)], size=len(whole))
        assert found is not None
        assert found.kind == "short"
    assert stand_in(whole, size=len(whole)) is None


def test_sizes_that_servers_estimate_are_no_lie():
    whole = mixed(30_000)
    for factor in (0, 0.1, 0.5, 1.3, 3):
        assert stand_in(whole, size=int(len(whole) * factor)) is None
    text = b"Subject: Recrutement EO\r\n\r\n" + b"Bonjour\r\n" * 200
    assert stand_in(text, size=20_000) is None
    assert (found := stand_in(text, size=200_000)) is not None
    assert found.kind == "short"


def test_another_mail_is_told_by_all_that_a_mail_is_known_by():
    announced = read_headers(b"From: p@mail.example\r\nSubject: Recrutement EO\r\nMessage-ID: <9@x.example>\r\n\r\n")
    assert (found := stand_in(mixed(10), announced=announced)) is None or found.kind == "other"
    other = read_headers(b"From: p@mail.example\r\nSubject: autre\r\nMessage-ID: <9@x.example>\r\n\r\n")
    assert (found := stand_in(mixed(10), announced=other)) is not None
    assert found.kind == "other"
    rewritten = read_headers(
        b"From: j@mail.example\r\nSubject: [EXTERN] Recrutement EO\r\nMessage-ID: <9@x.example>\r\n\r\n"
    )
    assert stand_in(mixed(10), announced=rewritten) is None
    assert stand_in(mixed(10), announced=None) is None
