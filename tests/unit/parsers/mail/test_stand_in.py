"""What a server gives in place of a mail is told from the mail in any language; a mail about it stays a mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from parsers.mail.headers.headers import read_headers
from parsers.mail.stand_in import stand_in

NOTICES = {
    "en": (
        "Retrieval using the IMAP4 protocol failed for the following message: 752",
        "The server couldn't retrieve the following message:",
        ("Subject", "From", "Sent date"),
        "The message hasn't been deleted. You might be able to view it using either Outlook or Outlook Web App.",
    ),
    "fr": (
        "La récupération à l'aide du protocole IMAP4 a échoué pour le message suivant : 752",
        "Le serveur n'a pas pu récupérer le message suivant :",
        ("Objet ", "De ", "Date d'envoi "),
        "Le message n'a pas été supprimé. Vous pouvez peut-être l'afficher avec Outlook ou Outlook Web App.",
    ),
    "nl": (
        "Ophalen met het IMAP4-protocol is mislukt voor het volgende bericht: 752",
        "De server kan het volgende bericht niet ophalen:",
        ("Onderwerp", "Van", "Verzonden op"),
        "Het bericht is niet verwijderd. U kunt het mogelijk bekijken in Outlook of Outlook Web App.",
    ),
    "de": (
        "Fehler beim Abrufen der folgenden Nachricht mit dem IMAP4-Protokoll: 752",
        "Der Server konnte die folgende Nachricht nicht abrufen:",
        ("Betreff", "Von", "Gesendet am"),
        "Die Nachricht wurde nicht gelöscht. Sie können sie eventuell in Outlook oder Outlook Web App anzeigen.",
    ),
    "es": (
        "Error de recuperación con el protocolo IMAP4 para el siguiente mensaje: 752",
        "El servidor no pudo recuperar el siguiente mensaje:",
        ("Asunto", "De", "Fecha de envío"),
        "El mensaje no se ha eliminado. Puede verlo con Outlook o con Outlook Web App.",
    ),
    "ja": (
        "IMAP4プロトコルを使用した次のメッセージの取得に失敗しました: 752",
        "サーバーは次のメッセージを取得できませんでした：",
        ("件名", "差出人", "送信日時"),
        "メッセージは削除されていません。Outlook または Outlook Web App で表示できます。",
    ),
}
"""The first as servers write it; the others put into their languages by the same pattern."""


def notice(language, *, subject="Recrutement EO", sender='"Jeanne Dupont" ("jeanne@mail.example")'):
    """What Exchange gives in place of a mail."""
    about, opening, labels, rest = NOTICES[language]
    made = EmailMessage()
    made["From"] = "Microsoft Exchange Server"
    made["To"] = "Jobs <jobs@cdm.example>"
    made["Subject"] = about
    lines = (f'{labels[0]}: "{subject}"', f"{labels[1]}: {sender}", f"{labels[2]}: 3/02/2026 11:12:26")
    made.set_content(f"{opening}\n\n" + "\n".join(lines) + f"\n\n{rest}\n", cte="quoted-printable")
    return made.as_bytes()


@pytest.mark.parametrize("language", NOTICES)
def test_a_notice_is_known_in_any_language_with_what_it_says(language):
    found = stand_in(notice(language))
    assert found is not None
    assert (found.kind, found.subject) == ("notice", "Recrutement EO")
    assert (found.sender.name, found.sender.email) == ("Jeanne Dupont", "jeanne@mail.example")
    assert found.says.endswith("says of it: “Recrutement EO”, Jeanne Dupont, 3/02/2026 11:12:26")


def test_a_notice_that_tells_nothing_of_the_mail_is_one():
    about, opening, _, rest = NOTICES["en"]
    given = f"Subject: {about}\r\n\r\n{opening}\r\n\r\n{rest}\r\n".encode()
    assert (found := stand_in(given)) is not None
    assert (found.kind, found.subject, found.sender.email) == ("notice", None, None)


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
    about, opening, _, rest = NOTICES["en"]
    made = EmailMessage()
    made["From"], made["Subject"] = "Paul <paul@mail.example>", about
    made.set_content(f"{opening}\n\n{rest}\n")
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
