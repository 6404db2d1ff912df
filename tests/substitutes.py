"""What Exchange, other servers and filters give in the place of a mail, in four languages; and innocent mail like it.

The English wording is the one that servers write. The others say it as the server's translations do, or nearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from tests.composed import composed

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One language's sentences of the notice; `about` ends with the message's number."""

    language: str
    about: str
    opening: str
    labels: tuple[str, str, str]
    """Of subject, sender and date."""
    rest: str


WORDINGS = (
    Wording(
        language="en",
        about="Retrieval using the IMAP4 protocol failed for the following message: {}",
        opening="The server couldn't retrieve the following message:",
        labels=("Subject", "From", "Sent date"),
        rest="The message hasn't been deleted. You might be able to view it using either Outlook or Outlook Web App.",
    ),
    Wording(
        language="en",
        about="Retrieval using the POP3 protocol failed for the following message: {}",
        opening="The server could not retrieve the following message:",
        labels=("Subject", "From", "Sent"),
        rest="It is still in the mailbox: try Outlook on the web, or ask the sender what it says.",
    ),
    Wording(
        language="fr",
        about="La récupération à l'aide du protocole IMAP4 a échoué pour le message suivant : {}",
        opening="Le serveur n'a pas pu récupérer le message suivant :",
        labels=("Objet ", "De ", "Date d'envoi "),
        rest="Le message n'a pas été supprimé. Vous pouvez peut-être l'afficher avec Outlook ou Outlook Web App.",
    ),
    Wording(
        language="fr",
        about="L'extraction à l'aide du protocole IMAP4 a échoué pour le message suivant : {}",
        opening="Le serveur n'a pas pu extraire le message suivant :",
        labels=("Objet ", "De ", "Envoyé le "),
        rest="Ce message existe toujours : Outlook sur le web l'ouvre peut-être, sinon interrogez l'expéditeur.",
    ),
    Wording(
        language="nl",
        about="Ophalen met het IMAP4-protocol is mislukt voor het volgende bericht: {}",
        opening="De server kan het volgende bericht niet ophalen:",
        labels=("Onderwerp", "Van", "Verzonden op"),
        rest="Het bericht is niet verwijderd. U kunt het mogelijk bekijken in Outlook of Outlook Web App.",
    ),
    Wording(
        language="nl",
        about="Ophalen met behulp van het IMAP4-protocol is mislukt voor het volgende bericht: {}",
        opening="De server heeft het volgende bericht niet kunnen ophalen:",
        labels=("Onderwerp", "Van", "Datum van verzending"),
        rest="Het staat nog in het postvak: probeer Outlook op het web, of vraag de afzender wat erin staat.",
    ),
    Wording(
        language="de",
        about="Fehler beim Abrufen der folgenden Nachricht mit dem IMAP4-Protokoll: {}",
        opening="Der Server konnte die folgende Nachricht nicht abrufen:",
        labels=("Betreff", "Von", "Gesendet am"),
        rest="Die Nachricht wurde nicht gelöscht. Sie können sie eventuell in Outlook oder Outlook Web App anzeigen.",
    ),
    Wording(
        language="de",
        about="Fehler beim Abrufen mithilfe des IMAP4-Protokolls für die folgende Nachricht: {}",
        opening="Vom Server konnte die folgende Nachricht nicht abgerufen werden:",
        labels=("Betreff", "Von", "Sendedatum"),
        rest="Sie ist weiterhin vorhanden: Öffnen Sie sie in Outlook im Web, oder fragen Sie den Absender.",
    ),
    Wording(
        language="es",
        about="Error de recuperación con el protocolo IMAP4 para el siguiente mensaje: {}",
        opening="El servidor no pudo recuperar el siguiente mensaje:",
        labels=("Asunto", "De", "Fecha de envío"),
        rest="El mensaje no se ha eliminado. Puede verlo con Outlook o con Outlook Web App.",
    ),
    Wording(
        language="ja",
        about="IMAP4プロトコルを使用した次のメッセージの取得に失敗しました: {}",
        opening="サーバーは次のメッセージを取得できませんでした：",
        labels=("件名", "差出人", "送信日時"),
        rest="メッセージは削除されていません。Outlook または Outlook Web App で表示できます。",
    ),
)
PAGE_LANGUAGES = ("fr", "nl", "de", "en")
SERVER = "Microsoft Exchange Server"


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How a server of some version writes its notice down."""

    sender: str = SERVER
    cte: str = "quoted-printable"
    subtype: str = "plain"
    told: bool = True
    """Whether it tells the real mail's fields."""
    dated: bool = False


SHAPES = (
    Shape(),
    Shape(sender=f"{SERVER} 2010", cte="base64"),
    Shape(cte="8bit", told=False),
    Shape(subtype="html"),
    Shape(sender='"Microsoft Exchange" <>', dated=True),
)


def wordings(language: str) -> tuple[Wording, ...]:
    """A language's wordings; the first is as servers write it, or nearest to that."""
    return tuple(one for one in WORDINGS if one.language == language)


def notice(
    number: int,
    wording: Wording,
    shape: Shape = SHAPES[0],
    *,
    subject: str = "Recrutement EO {}",
    sender: str = '"Candidate {}" ("candidate{}@mail.example")',
) -> bytes:
    """The notice in the place of the mail of that number."""
    fields = {"From": shape.sender, "To": "Jobs <jobs@cdm.example>", "Subject": wording.about.format(number)}
    if shape.dated:
        fields["Date"] = "Tue, 3 Feb 2026 11:12:26 +0100"
    values = (f'"{subject}"'.format(number), sender.format(number, number), "3/02/2026 11:12:26")
    lines = [f"{label}: {value}" for label, value in zip(wording.labels, values, strict=True)] if shape.told else []
    text = f"{wording.opening}\n\n" + "\n".join(lines) + f"\n\n{wording.rest}\n"
    if shape.subtype == "html":
        text = (
            "<html><body>" + "".join(f"<div>{line or '&nbsp;'}</div>" for line in text.split("\n")) + "</body></html>"
        )
    return composed(fields, text, subtype=shape.subtype, cte=shape.cte)


def substitutes() -> list[bytes]:
    """Forty notices: four languages, two wordings, five shapes."""
    asked = [wording for language in PAGE_LANGUAGES for wording in wordings(language)]
    made = ((wording, shape) for wording in asked for shape in SHAPES)
    return [notice(number, wording, shape) for number, (wording, shape) in enumerate(made, 1)]


NOT_GIVEN = {
    "fr": "Impossible de convertir ce message.",
    "nl": "Het bericht kon niet worden geconverteerd.",
    "de": "Die Nachricht konnte nicht konvertiert werden.",
    "en": "The message could not be converted.",
}
TAKEN_OUT = {
    "fr": ("Message bloqué", "Le message original a été supprimé : il contenait un virus.", ("De", "À", "Objet")),
    "nl": ("Virus gevonden in een mail", "Het oorspronkelijke bericht werd verwijderd.", ("Van", "Aan", "Onderwerp")),
    "de": ("Nachricht blockiert", "Die ursprüngliche Nachricht wurde blockiert.", ("Von", "An", "Betreff")),
    "en": ("[Guard] message quarantined", "The original message has been quarantined.", ("From", "To", "Subject")),
}


def not_given(language: str) -> bytes:
    """What another server gives in the place of a mail."""
    return composed({"From": "Mail Server", "Subject": "?"}, NOT_GIVEN[language])


def taken_out(language: str, *, sender: str = "postmaster@cdm.example", told: bool = True) -> bytes:
    """What a filter puts in the place of a mail, with that mail's header where it is `told`."""
    subject, text, labels = TAKEN_OUT[language]
    values = ("Jeanne Dupont <jeanne@mail.example>", "jobs@cdm.example", "Recrutement EO")
    lines = "\n".join(f"{label}: {value}" for label, value in zip(labels, values, strict=True)) if told else ""
    fields = {"Received": "from filter by mx", "From": f"Mail Guard <{sender}>", "Subject": subject}
    return composed(fields, f"{text}\n\n{lines}\n")


QUESTIONS = {
    "fr": ("Erreur IMAP4 752", "Bonjour,\n\nDepuis lundi je reçois ceci dans Outlook. Que faire ?\n\n{}\n\nPaul"),
    "nl": ("IMAP4-fout 752", "Dag,\n\nSinds maandag krijg ik dit in Outlook. Wat nu?\n\n{}\n\nPaul"),
    "de": ("IMAP4-Fehler 752", "Guten Tag,\n\nseit Montag sehe ich das in Outlook. Was nun?\n\n{}\n\nPaul"),
    "en": ("IMAP4 error 752", "Hello,\n\nsince Monday Outlook shows me this. What now?\n\n{}\n\nPaul"),
}
LETTERS = {
    "fr": (
        "Fin de POP3 et d'IMAP4 le 31/12/2026",
        "Ce qui change dans Outlook :\n\nles anciens protocoles s'arrêtent.\n",
    ),
    "nl": ("Einde van POP3 en IMAP4 op 31/12/2026", "Wat verandert er in Outlook:\n\nde oude protocollen stoppen.\n"),
    "de": ("Ende von POP3 und IMAP4 am 31.12.2026", "Was sich in Outlook ändert:\n\ndie alten Protokolle enden.\n"),
    "en": ("POP3 and IMAP4 end on 31/12/2026", "What changes in Outlook:\n\nthe old protocols come to an end.\n"),
}
UNDELIVERED = {
    "fr": ("Message non remis ? Nos conseils", "Votre message original a été bloqué ? Nos dix conseils.\n"),
    "nl": ("Bericht geblokkeerd? Onze tips", "Het oorspronkelijke bericht werd geblokkeerd? Onze tien tips.\n"),
    "de": ("Nachricht blockiert? Unsere Tipps", "Die ursprüngliche Nachricht wurde blockiert? Zehn Tipps.\n"),
    "en": ("Message blocked? Our advice", "The original message was blocked? Ten tips for senders.\n"),
}


def innocents() -> list[bytes]:
    """Twenty mails that somebody sent: questions about such a notice, answers, forwards, letters, advice on bounces."""
    return list(_innocents())


def _innocents() -> Iterator[bytes]:
    for language in PAGE_LANGUAGES:
        wording = wordings(language)[0]
        quoted = "\n".join(f"> {line}" for line in (wording.opening, wording.labels[0] + ": x", wording.rest))
        subject, text = QUESTIONS[language]
        about = wording.about.format(752)
        yield _sent("Paul Peters <paul@mail.example>", subject, text.format(quoted))
        yield _sent("Paul Peters <paul@mail.example>", f"Re: {about}", text.format(quoted))
        yield _sent("Paul Peters <paul@mail.example>", f"TR: {about}", f"{wording.opening}\n\n{wording.rest}\n")
        yield _sent("Lettre <no-reply@letters.example>", *LETTERS[language], bulk=True)
        yield _sent("Lettre <news@letters.example>", *UNDELIVERED[language], bulk=True)


def _sent(sender: str, subject: str, text: str, *, bulk: bool = False) -> bytes:
    fields = {
        "Received": "from mx.mail.example by mx.cdm.example; Tue, 3 Feb 2026 11:12:26 +0100",
        "From": sender,
        "To": "jobs@cdm.example",
        "Subject": subject,
        "Date": "Tue, 3 Feb 2026 11:12:20 +0100",
        "Message-ID": f"<{crc32((subject + text).encode())}@mail.example>",
    }
    return composed(fields | ({"List-Id": "<letters.example>"} if bulk else {}), text)
