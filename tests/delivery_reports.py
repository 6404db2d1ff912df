# ruff: noqa: E501 - the lines of mails are as long as servers write them
"""Reports of mail servers as they come in: two hundred on letters that went out, each server's own form.

The forms are those that Postfix, sendmail, Exim, qmail, Exchange, Gmail, Yahoo, Domino and Belgian, French and German
providers send, as their documentation and collections of real reports show them; no sentence of anybody's mail is in
them. What varies: language, encoding, how much of the mail comes back and where, what relays did to the address.
"""

from __future__ import annotations

import base64
import quopri
import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

from desk.letters.mail import seal
from parsers.values.letters import SentLetter, SentLetters
from store.letters.values import Letter

SENT = datetime(2026, 3, 25, 14, tzinfo=UTC)
BACK = SENT + timedelta(hours=3)
OFFICE = "emplois@cdm.example"
DOMAINS = ("mail.example", "ecole.example", "poste.example", "webmail.example", "skynet.example")
SUBJECTS = {
    "acknowledgement": "Accusé de réception de votre candidature",
    "invitation": "Invitation à un entretien au Carrefour des Métiers",
    "refusal": "Votre candidature au poste de chargé(e) de mission",
}
DSN, GLOBAL = "message/delivery-status", "message/global-delivery-status"


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report, and what is true of it."""

    shape: str
    mail: bytes
    letter: int
    failed: bool = True
    permanent: bool | None = True
    proven: bool = True
    """It names the letter's Message-ID or its envelope identifier."""


@dataclass(frozen=True, kw_only=True)
class Out:
    """A letter that went out."""

    letter: Letter
    mail: bytes

    @property
    def email(self):
        return self.letter.to_email

    @property
    def token(self):
        return self.letter.message_ref.strip("<>").partition("@")[0]

    @property
    def headers(self):
        """As the servers on the way had them: with their own lines above."""
        head = self.mail.partition(b"\r\n\r\n")[0].decode("ascii").replace("\r\n", "\n")
        trace = (
            f"Return-Path: <{OFFICE}>\n"
            "Received: from mail.cdm.example (mail.cdm.example [192.0.2.10])\n"
            "\tby relay.provider.example with ESMTPS id 4Qx1;\n\tWed, 25 Mar 2026 15:00:02 +0100 (CET)\n"
        )
        return trace + head

    @property
    def whole(self):
        body = self.mail.partition(b"\r\n\r\n")[2].decode("ascii").replace("\r\n", "\n")
        return f"{self.headers}\n\n{body}"

    @property
    def subject(self):
        return str(message_from_bytes(self.mail)["Subject"])


def letters(count: int = 40) -> list[Out]:
    """Letters to so many candidates; every third one got two."""
    found: list[Out] = []
    for person in range(1, count + 1):
        email = f"prenom.nom{person}@{DOMAINS[person % len(DOMAINS)]}"
        kinds = ("acknowledgement", "refusal") if person % 3 == 0 else ("invitation",)
        found += [_out(len(found) + 1 + at, email, kind, at) for at, kind in enumerate(kinds)]
    return found


def _out(number: int, email: str, kind: str, day: int) -> Out:
    at = SENT + timedelta(minutes=number) - timedelta(days=10 if kind == "acknowledgement" else day)
    letter = Letter(
        id=number, notice="eo", message_id=number, kind=kind, once=None, language="fr", state="sent", revision=1,
        sender=f"Carrefour des Métiers <{OFFICE}>", to_name="Prénom Nom", to_email=email, subject=SUBJECTS[kind],
        text="Madame, Monsieur,\n\nNous vous remercions de votre candidature.\n", fixed=None,
        in_reply_to="<cv.1@mail.example>", created_at=at, created_by="m", approved_at=at, approved_by="m",
        message_ref=None, dated_at=None, way="smtp", attempt=None, attempts=1, attempted_at=at, retry_at=None,
        answer=None, ended_at=at,
    )  # fmt: skip
    sealed = seal(letter, now=at)
    return Out(letter=replace(letter, message_ref=sealed.message_ref), mail=sealed.mail)


def sent_letters(out: list[Out]) -> SentLetters:
    """The same as the store tells them."""
    known = {
        one.letter.id: SentLetter(
            id=one.letter.id, notice="eo", to_email=one.email, subject=one.letter.subject,
            sent_at=one.letter.attempted_at, own=frozenset({one.email}),
        )
        for one in out
    }  # fmt: skip
    return SentLetters(letters=known, tokens={one.token: one.letter.id for one in out})


# --- how a report is put together ---


def mail(subject: str, sender: str, body: str, *, kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    """A mail with the headers that every report has; `body` begins with further header fields where it says so."""
    head = (
        f"Return-Path: <>\nReceived: from mx.provider.example by mail.cdm.example; Wed, 25 Mar 2026 17:00:00 +0100\n"
        f"From: {sender}\nTo: {OFFICE}\nSubject: {subject}\nDate: Wed, 25 Mar 2026 17:00:00 +0100\n"
        f"Message-ID: <dsn.{abs(hash(body)) % 10**9}@mx.provider.example>\nMIME-Version: 1.0\n{more}"
    )
    return f"{head}Content-Type: {kind}\n{_encoded(body)}".encode()


def _encoded(body: str) -> str:
    return body if body.startswith("Content-") else f"Content-Transfer-Encoding: 8bit\n\n{body}"


def part(text: str, kind: str, *, encoding: str = "8bit") -> str:
    """One part of a multipart."""
    if encoding == "base64":
        text = base64.encodebytes(text.encode()).decode("ascii")
    elif encoding == "quoted-printable":
        text = quopri.encodestring(text.encode()).decode("ascii")
    return f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n{text}\n"


def multipart(subject: str, sender: str, *parts: str, report: bool = True, more: str = "") -> bytes:
    """A multipart/report (RFC 6522), or the same parts without saying so."""
    edge = "=_dsn_4711"
    kind = f'multipart/report; report-type=delivery-status; boundary="{edge}"'
    inside = "".join(f"\n--{edge}\n{one}" for one in parts)
    body = f"Content-Transfer-Encoding: 8bit\n\nThis is a MIME-encapsulated message.\n{inside}\n--{edge}--\n"
    return mail(subject, sender, body, kind=kind if report else f'multipart/mixed; boundary="{edge}"', more=more)


def status(
    out: Out,
    code: str = "5.1.1",
    said: str = "550 5.1.1 no such user here",
    *,
    action: str = "failed",
    to: str | None = None,
    original: str | None = None,
    envelope: str | None = None,
) -> str:
    """A delivery-status part's fields (RFC 3464)."""
    head = "Reporting-MTA: dns; mx.provider.example\nArrival-Date: Wed, 25 Mar 2026 15:00:02 +0100\n"
    head += f"Original-Envelope-Id: {envelope}\n" if envelope else ""
    own = f"Original-Recipient: rfc822;{original}\n" if original else ""
    own += f"Final-Recipient: rfc822; {to or out.email}\nAction: {action}\nStatus: {code}\n"
    return f"{head}\n{own}Remote-MTA: dns; mx.{out.email.partition('@')[2]}\nDiagnostic-Code: smtp; {said}\n"


def returned(out: Out, dice: random.Random) -> str:
    """What of the mail comes back, as a part of its own: headers, the whole, or its beginning; plain or encoded."""
    kind, text = dice.choice(
        [("text/rfc822-headers", out.headers), ("message/rfc822", out.whole), ("message/rfc822", out.whole[:1200])]
    )
    return part(text, kind, encoding=dice.choice(["8bit", "7bit", "base64"]))


# --- the forms ---

POSTFIX = {
    "en": "This is the mail system at host {host}.\n\nI'm sorry to have to inform you that your message could not\n"
    "be delivered to one or more recipients. It's attached below.\n",
    "fr": "Ceci est le système de messagerie de l'hôte {host}.\n\nVotre message n'a pas pu être remis à un ou\n"
    "plusieurs de ses destinataires. Il est joint à cet avis.\n",
    "nl": "Dit is het mailsysteem op host {host}.\n\nUw bericht kon niet worden bezorgd bij een of meer\n"
    "ontvangers. Het is bijgevoegd.\n",
    "de": "Dies ist das Mailsystem auf dem Rechner {host}.\n\nIhre Nachricht konnte einem oder mehreren\n"
    "Empfängern nicht zugestellt werden. Sie ist angehängt.\n",
}
TITLES = {
    "en": "Undelivered Mail Returned to Sender",
    "fr": "=?utf-8?q?Message_non_distribu=C3=A9?=",
    "nl": "Onbestelbaar: uw bericht",
    "de": "=?utf-8?q?Nicht_zugestellt=3A_Ihre_Nachricht?=",
}
DAEMON = "MAILER-DAEMON@mx.provider.example (Mail Delivery System)"


def postfix(out, dice, language):
    said = f"550 5.1.1 <{out.email}>: Recipient address rejected: User unknown"
    words = POSTFIX[language].format(host="mx.provider.example")
    words += f"\n<{out.email}>: host mx.far.example[192.0.2.25] said: {said} (in reply to RCPT TO command)\n"
    parts = (part(words, "text/plain; charset=utf-8"), part(status(out, said=said), DSN), returned(out, dice))
    return Report(shape="postfix", mail=multipart(TITLES[language], DAEMON, *parts), letter=out.letter.id)


def postfix_delayed(out, dice, _language):
    words = (
        "This is the mail system at host mx.provider.example.\n\n####################\n# THIS IS A WARNING ONLY.  "
        "YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################\n\nYour message could not be delivered for more "
        f"than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<{out.email}>: connect to mx.far.example: "
        "Connection timed out\n"
    )
    told = status(out, "4.4.1", "connect to mx.far.example[192.0.2.25]:25: Connection timed out", action="delayed")
    parts = (part(words, "text/plain"), part(told, DSN), returned(out, dice))
    made = multipart("Delayed Mail (still being retried)", DAEMON, *parts)
    return Report(shape="postfix delayed", mail=made, letter=out.letter.id, failed=False, permanent=False)


def postfix_expired(out, dice, _language):
    words = f"<{out.email}>: delivery temporarily suspended: connect to mx.far.example: Connection refused\n"
    told = status(out, "4.4.1", "connect to mx.far.example[192.0.2.25]:25: Connection refused")
    parts = (part(words, "text/plain"), part(told, DSN), returned(out, dice))
    made = multipart("Undelivered Mail Returned to Sender", DAEMON, *parts)
    return Report(shape="postfix expired", mail=made, letter=out.letter.id, permanent=False)


def sendmail(out, dice, _language):
    words = (
        "The original message was received at Wed, 25 Mar 2026 15:00:02 +0100\nfrom mail.cdm.example [192.0.2.10]\n\n"
        f"   ----- The following addresses had permanent fatal errors -----\n<{out.email}>\n    (reason: 550 5.7.1 "
        f"Access denied)\n\n   ----- Transcript of session follows -----\n... while talking to mx.far.example.:\n>>> DATA\n"
        f"<<< 550 5.7.1 Access denied\n554 5.0.0 Service unavailable\n"
    )
    parts = (part(words, "text/plain"), part(status(out, "5.7.1", "550 5.7.1 Access denied"), DSN), returned(out, dice))
    made = multipart("Returned mail: see transcript for details", "Mail Delivery Subsystem <MAILER-DAEMON@mx>", *parts)
    return Report(shape="sendmail", mail=made, letter=out.letter.id)


def sendmail_warning(out, dice, _language):
    words = (
        "    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n"
        "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n    **********************************************\n\n"
        f"   ----- The following addresses had transient non-fatal errors -----\n<{out.email}>\n\n   ----- Transcript "
        f"of session follows -----\n<{out.email}>... Deferred: Connection refused by mx.far.example.\n"
        "Warning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n"
    )
    told = status(out, "4.2.0", "451 4.2.0 try later", action="delayed")
    parts = (part(words, "text/plain"), part(told, DSN), returned(out, dice))
    made = multipart("Warning: could not send message for past 4 hours", "MAILER-DAEMON@mx.provider.example", *parts)
    return Report(shape="sendmail warning", mail=made, letter=out.letter.id, failed=False, permanent=False)


EXIM = {
    "en": "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
    "delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n",
    "fr": "Ce message a été créé automatiquement par le logiciel de distribution.\n\nUn message que vous avez envoyé "
    "n'a pas pu être distribué.\nIl s'agit d'une erreur permanente. Adresse(s) en échec :\n",
    "nl": "Dit bericht is automatisch aangemaakt door de mailserver.\n\nEen bericht van u kon niet worden afgeleverd.\n"
    "Dit is een permanente fout. De volgende adressen mislukten:\n",
    "de": "Diese Nachricht wurde automatisch vom Mailserver erzeugt.\n\nEine Nachricht von Ihnen konnte nicht zugestellt "
    "werden.\nDies ist ein permanenter Fehler. Betroffene Adresse(n):\n",
}


def exim(out, dice, language):
    copy = dice.choice([out.headers, out.whole])
    said = (
        f"    host mx.far.example [192.0.2.25]\n    SMTP error from remote mail server after RCPT TO:<{out.email}>:\n"
    )
    text = f"{EXIM[language]}\n  {out.email}\n{said}    550 5.1.1 mailbox unavailable\n\n"
    text += f"------ This is a copy of the message, including all the headers. ------\n\n{copy}\n"
    more = f"X-Failed-Recipients: {out.email}\nAuto-Submitted: auto-replied\n"
    made = mail(
        "Mail delivery failed: returning message to sender", "Mailer-Daemon@mx.provider.example", text, more=more
    )
    return Report(shape="exim", mail=made, letter=out.letter.id)


def exim_report(out, dice, language):
    text = f"{EXIM[language]}\n  {out.email}\n    Unrouteable address\n"
    parts = (part(text, "text/plain; charset=utf-8"), part(status(out, "5.0.0", "Unrouteable address"), DSN))
    more = f"X-Failed-Recipients: {out.email}\nReferences: {out.letter.message_ref}\nAuto-Submitted: auto-replied\n"
    sender = "Mail Delivery System <Mailer-Daemon@mx.provider.example>"
    made = multipart(
        "Mail delivery failed: returning message to sender", sender, *parts, returned(out, dice), more=more
    )
    return Report(shape="exim report", mail=made, letter=out.letter.id)


def exim_warning(out, _dice, _language):
    text = (
        "This message was created automatically by mail delivery software.\nA message that you sent has not yet been "
        "delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.provider.example.\n\n"
        f"The message identifier is:     1vXk2a-0001Ab-Cd\nThe subject of the message is: {out.letter.subject}\n"
        f"The date of the message is:    Wed, 25 Mar 2026 15:00:00 +0100\n\nThe address to which the message has not yet "
        f"been delivered is:\n\n  {out.email}\n    Delay reason: Connection timed out\n\nNo action is required on your "
        "part. Delivery attempts will continue.\n"
    )
    made = mail("Warning: message 1vXk2a-0001Ab-Cd delayed 24 hours", "Mailer-Daemon@mx.provider.example", text)
    return Report(shape="exim warning", mail=made, letter=out.letter.id, failed=False, permanent=None, proven=False)


def qmail(out, dice, _language):
    reasons = dice.choice(
        [
            "Sorry, no mailbox here by that name. (#5.1.1)",
            "192.0.2.25 does not like recipient.\nRemote host said: 550 5.1.1 unknown\nGiving up on 192.0.2.25.",
            "Sorry, I couldn't find any host named far.example. (#5.1.2)",
        ]
    )
    host = dice.choice(["mx.provider.example", "smtp3.provider.example"])
    text = (
        f"Hi. This is the qmail-send program at {host}.\nI'm afraid I wasn't able to deliver your message to the following "
        f"addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{out.email}>:\n{reasons}\n\n"
        f"--- Below this line is a copy of the message.\n\n{out.whole}"
    )
    return Report(shape="qmail", mail=mail("failure notice", f"MAILER-DAEMON@{host}", text), letter=out.letter.id)


def gmail_text(out, _dice, _language):
    text = (
        f"Delivery to the following recipient failed permanently:\n\n     {out.email}\n\nTechnical details of permanent "
        "failure:\nThe server tried to deliver your message, but it was rejected by the recipient domain.\n\nThe error that "
        f"the other server returned was:\n550 5.1.1 no such account\n\n----- Original message -----\n\n{out.whole}"
    )
    sender = "Mail Delivery Subsystem <mailer-daemon@googlemail.example>"
    more = f"X-Failed-Recipients: {out.email}\n"
    made = mail("Delivery Status Notification (Failure)", sender, text, more=more)
    return Report(shape="gmail text", mail=made, letter=out.letter.id)


GMAIL = {
    "en": ("Address not found", "Your message wasn't delivered to {to} because the address couldn't be found."),
    "fr": ("Adresse introuvable", "Votre message n'a pas été remis à {to}, car l'adresse est introuvable."),
    "nl": ("Adres niet gevonden", "Je bericht is niet bezorgd aan {to} omdat het adres niet is gevonden."),
    "de": ("Adresse nicht gefunden", "Deine Nachricht wurde {to} nicht zugestellt: Adresse nicht gefunden."),
}


def gmail(out, dice, language):
    title, words = GMAIL[language]
    said = f"550 5.1.1 The email account that you tried to reach does not exist. {dice.randrange(10**6)} - gsmtp"
    page = f"<html><body><h1>{title}</h1><p>{words.format(to=f'<b>{out.email}</b>')}</p><p>{said}</p></body></html>"
    both = (
        'Content-Type: multipart/alternative; boundary="alt"\n\n--alt\n'
        + part(
            f"** {title} **\n\n{words.format(to=out.email)}\n\nThe response was:\n\n{said}\n",
            "text/plain; charset=UTF-8",
        )
        + "\n--alt\n"
        + part(page, "text/html; charset=UTF-8", encoding="quoted-printable")
        + "\n--alt--\n"
    )
    more = (
        f"In-Reply-To: {out.letter.message_ref}\nReferences: {out.letter.message_ref}\nAuto-Submitted: auto-replied\n"
    )
    more += f"X-Failed-Recipients: {out.email}\n"
    sender = "Mail Delivery Subsystem <mailer-daemon@googlemail.example>"
    parts = (both, part(status(out, said=said), DSN), returned(out, dice))
    made = multipart("Delivery Status Notification (Failure)", sender, *parts, more=more)
    return Report(shape="gmail", mail=made, letter=out.letter.id)


EXCHANGE = {
    "en": ("Undeliverable", "Delivery has failed to these recipients or groups:", "Original message headers:"),
    "fr": ("Non remis", "Échec de la remise à ces destinataires ou groupes :", "En-têtes du message d'origine :"),
    "nl": ("Onbestelbaar", "Bezorging is mislukt voor de volgende ontvangers:", "Oorspronkelijke berichtkoppen:"),
    "de": (
        "Unzustellbar",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger:",
        "Ursprüngliche Nachrichtenkopfzeilen:",
    ),
}


def exchange(out, dice, language):
    title, words, heading = EXCHANGE[language]
    text = (
        f"{words}\n\n{out.email}<mailto:{out.email}>\nThe address you entered couldn't be found.\n\n\nDiagnostic "
        f"information for administrators:\n\nGenerating server: EX01.provider.example\n\n{out.email}\nRemote Server "
        f"returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n\n{heading}\n\n"
        f"{out.headers}\n"
    )
    said = "550 5.1.10 RESOLVER.ADR.RecipientNotFound"
    kind = dice.choice(["text/plain; charset=utf-8", "text/html; charset=utf-8"])
    shown = text if kind.startswith("text/plain") else _page(text)
    encoding = dice.choice(["quoted-printable", "base64"])
    sender = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615@provider.example>"
    parts = [part(shown, kind, encoding=encoding), part(status(out, "5.1.10", said), DSN)]
    parts += [returned(out, dice)] if dice.random() < 0.5 else []
    encoded = f"=?utf-8?b?{base64.b64encode(f'{title}: {out.letter.subject}'.encode()).decode()}?="
    more = f"In-Reply-To: {out.letter.message_ref}\n" if dice.random() < 0.5 else ""
    return Report(shape="exchange", mail=multipart(encoded, sender, *parts, more=more), letter=out.letter.id)


def _page(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<html><body><pre>{plain}</pre></body></html>"


OLD_EXCHANGE = {
    "en": (
        "Undeliverable",
        "Your message",
        "did not reach the following recipient(s):",
        "The recipient name is not recognized",
    ),
    "fr": (
        "Non remis",
        "Votre message",
        "n'a pas été remis aux destinataires suivants :",
        "Le destinataire est introuvable",
    ),
    "nl": (
        "Onbestelbaar",
        "Uw bericht",
        "is niet aangekomen bij de volgende ontvangers:",
        "De ontvanger is niet gevonden",
    ),
    "de": ("Unzustellbar", "Ihre Nachricht", "erreichte die folgenden Empfänger nicht:", "Der Empfänger ist unbekannt"),
}


def old_exchange(out, _dice, language):
    title, yours, reach, why = OLD_EXCHANGE[language]
    text = (
        f"{yours}\n\n  To:      {out.email}\n  Subject: {out.letter.subject}\n  Sent:    Wed, 25 Mar 2026 15:00:00 +0100\n\n"
        f"{reach}\n\n{out.email} on Wed, 25 Mar 2026 15:02:00 +0100\n    {why}\n    MSEXCH:IMS:PROVIDER:EX01 0 (000C05A6)\n"
    )
    sender = "System Administrator <postmaster@provider.example>"
    made = mail(f"=?utf-8?q?{title.replace(' ', '_')}=3A_x?=", sender, text)
    return Report(shape="old exchange", mail=made, letter=out.letter.id, permanent=None, proven=False)


def yahoo(out, _dice, _language):
    text = (
        f"Sorry, we were unable to deliver your message to the following address.\n\n<{out.email}>:\nRemote host said: 554 "
        f"delivery error: dd This user doesn't have an account. [0] - mta1.far.example\n [BODY]\n\n--- Below this line is "
        f"a copy of the message.\n\n{out.whole}"
    )
    return Report(shape="yahoo", mail=mail("Failure Notice", "MAILER-DAEMON@yahoo.example", text), letter=out.letter.id)


DOMINO = (
    "DELIVERY FAILURE: User {user} ({to}) not listed in Domino Directory",
    "User {user} ({to}) not listed in Domino Directory",
)


def domino(out, dice, _language):
    user = out.email.partition("@")[0]
    title, why = (one.format(user=user, to=out.email) for one in DOMINO)
    text = f"Your message\n\n  Subject: {out.letter.subject}\n\nwas not delivered to:\n\n  {out.email}\n\nbecause:\n\n  {why}\n"
    sender = "Postmaster@provider.example"
    if dice.random() < 0.4:
        return Report(
            shape="domino text", mail=mail(title, sender, text), letter=out.letter.id, permanent=None, proven=False
        )
    parts = (part(text, "text/plain; charset=utf-8"), part(status(out, "5.0.0", why), DSN), returned(out, dice))
    return Report(shape="domino", mail=multipart(title, sender, *parts), letter=out.letter.id)


PROVIDERS = (
    ("Mail Delivery System <mailer-daemon@mo1.ovh.example>", "554 5.7.1 Service refused, see the provider's help"),
    ("Mail Delivery System <MAILER-DAEMON@relay.skynet.example>", "550 5.1.1 unknown recipient (user unknown)"),
    ("Postmaster <postmaster@proximus.example>", "552 5.2.2 mailbox full, over quota"),
    ("Mail Delivery System <MAILER-DAEMON@smtp.telenet.example>", "550 5.4.1 recipient address rejected"),
    ("Mail Delivery Service <mailer-daemon@laposte.example>", "550 5.5.0 Adresse d'au moins un destinataire invalide"),
)


def provider(out, dice, language):
    sender, said = dice.choice(PROVIDERS)
    words = POSTFIX[language].format(host=sender.rpartition("@")[2].strip(">")) + f"\n<{out.email}>: {said}\n"
    code = said.split()[1]
    parts = (part(words, "text/plain; charset=utf-8"), part(status(out, code, said), DSN), returned(out, dice))
    return Report(shape="provider", mail=multipart(TITLES[language], sender, *parts), letter=out.letter.id)


def german_freemail(out, _dice, _language):
    text = (
        "Diese Nachricht wurde automatisch erzeugt.\n\nEine Ihrer Nachrichten konnte nicht zugestellt werden.\n\n"
        f"Fehler: {out.email}:\nSMTP-Fehler des Zielservers:\n550 Requested action not taken: mailbox unavailable\n\n"
        f"--- Der Header Ihrer ursprünglichen Nachricht folgt. ---\n\n{out.headers}\n"
    )
    made = mail("Mail delivery failed: returning message to sender", "MAILER-DAEMON@kundenserver.example", text)
    return Report(shape="german freemail", mail=made, letter=out.letter.id)


def forwarded(out, dice, language):
    """Behind a forward: who failed is another address; ours stands in the relay's sender or in ORCPT."""
    other = f"autre{dice.randrange(99)}@ailleurs.example"
    local, _, domain = out.email.partition("@")
    words = POSTFIX[language].format(host="relay.ailleurs.example")
    words += f"\n<{other}> (expanded from <SRS0=Ab1c=XY={domain}={local}@relay.ailleurs.example>): unknown user\n"
    told = status(out, to=other, original=dice.choice([None, out.email]))
    parts = (part(words, "text/plain; charset=utf-8"), part(told, DSN), returned(out, dice))
    return Report(shape="forwarded", mail=multipart(TITLES[language], DAEMON, *parts), letter=out.letter.id)


def several(out, dice, _language):
    """A relay reports on several mails' recipients at once: another one is merely late."""
    late = "Final-Recipient: rfc822; autre@mail.example\nAction: delayed\nStatus: 4.4.1\n"
    told = f"{status(out, '5.2.1', '550 5.2.1 account disabled')}\n{late}"
    words = f"<{out.email}>: 550 5.2.1 account disabled\n<autre@mail.example>: will be retried\n"
    parts = (part(words, "text/plain"), part(told, DSN), returned(out, dice))
    made = multipart("Undelivered Mail Returned to Sender", DAEMON, *parts)
    return Report(shape="several", mail=made, letter=out.letter.id)


def envelope_only(out, _dice, _language):
    """Nothing comes back but the envelope's identifier (RFC 3461) and the recipient."""
    parts = (part("Delivery failed.\n", "text/plain"), part(status(out, envelope=out.token, original=out.email), DSN))
    made = multipart("Delivery failure", "postmaster@provider.example", *parts)
    return Report(shape="envelope only", mail=made, letter=out.letter.id)


def mislabelled(out, dice, _language):
    """A gateway passed the report on as plain parts."""
    copy = part(out.headers, dice.choice(["text/plain", "application/octet-stream", "text/rfc822-headers"]))
    parts = (part("Could not be delivered.\n", "text/plain"), part(status(out), "text/plain"), copy)
    made = multipart("Undeliverable mail", "postmaster@provider.example", *parts, report=False)
    return Report(shape="mislabelled", mail=made, letter=out.letter.id)


def quoted(out, dice, language):
    mark = dice.choice(["> ", "| ", "    "])
    copy = "\n".join(mark + line for line in out.headers.split("\n"))
    text = f"{EXIM[language]}\n<{out.email}>: 550 5.1.1 unknown user\n\n{copy}\n"
    made = mail("Returned mail: User unknown", "MAILER-DAEMON@mx.provider.example", text)
    return Report(shape="quoted", mail=made, letter=out.letter.id)


def internationalized(out, _dice, _language):
    told = status(out, said="550 5.1.1 adresse inconnue : élève").replace("rfc822;", "utf-8;")
    parts = (
        part("Adresse inconnue.\n", "text/plain; charset=utf-8"),
        part(told, GLOBAL),
        part(out.headers, "message/global-headers"),
    )
    made = multipart("Delivery Status Notification (Failure)", "postmaster@provider.example", *parts)
    return Report(shape="internationalized", mail=made, letter=out.letter.id)


def without_id(out, dice, language):
    """A server that rewrites or drops the Message-ID of what it returns."""
    lines = [
        line for line in out.headers.split("\n") if not line.startswith(("Message-ID", "References", "In-Reply-To"))
    ]
    words = POSTFIX[language].format(host="mx.provider.example") + f"\n<{out.email}>: 550 5.1.1 unknown\n"
    parts = (
        part(words, "text/plain; charset=utf-8"),
        part(status(out), DSN),
        part("\n".join(lines), "text/rfc822-headers", encoding=dice.choice(["8bit", "base64"])),
    )
    made = multipart(TITLES[language], DAEMON, *parts)
    return Report(shape="without id", mail=made, letter=out.letter.id, proven=False)


FORMS = (
    *(postfix, postfix, provider, provider, exchange, exchange, exchange, gmail, gmail, exim, exim_report, sendmail),
    *(qmail, yahoo, domino, old_exchange, gmail_text, german_freemail, forwarded, forwarded, several, envelope_only),
    *(
        mislabelled,
        quoted,
        internationalized,
        without_id,
        postfix_delayed,
        postfix_expired,
        sendmail_warning,
        exim_warning,
    ),
)
LANGUAGES = ("fr", "nl", "de", "en")


def reports(out: list[Out], count: int = 200, *, seed: int = 16) -> list[Report]:
    """So many reports, each form in each language, the same ones each time."""
    dice = random.Random(seed)
    made = []
    for number in range(count):
        form = FORMS[number % len(FORMS)]
        made.append(form(dice.choice(out), dice, LANGUAGES[(number // len(FORMS)) % len(LANGUAGES)]))
    return made
