"""What comes back on letters: sixty answers by candidates and sixty by machines, in four languages.

Each answer is to a letter that the office sent to one of twelve candidates: one for each language and kind of letter.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from typing import TYPE_CHECKING

import docx
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OFFICE = "CDM <office@cdm.example>"
LANGUAGES = ("fr", "nl", "de", "en")
KINDS = ("receipt", "invitation", "request")
SUBJECTS = {
    "receipt": {
        "fr": "Accusé de réception – Recrutement EO",
        "nl": "Ontvangstbevestiging – Recrutement EO",
        "de": "Eingangsbestätigung – Recrutement EO",
        "en": "We have received your application – Recrutement EO",
    },
    "invitation": {
        "fr": "Invitation à un entretien",
        "nl": "Uitnodiging voor een gesprek",
        "de": "Einladung zu einem Gespräch",
        "en": "Invitation to an interview",
    },
    "request": {
        "fr": "Votre candidature a bien été enregistrée : documents manquants",
        "nl": "Uw sollicitatie is geregistreerd: ontbrekende stukken",
        "de": "Ihre Bewerbung ist eingegangen: fehlende Unterlagen",
        "en": "Your application has been registered: missing papers",
    },
}
TEXTS = {
    "fr": "Bonjour,\n\nCeci est une réponse automatique. Nous accusons réception de votre message.\n\nLe secrétariat",
    "nl": "Goedendag,\n\nDit is een automatisch antwoord. Uw bericht is goed ontvangen.\n\nHet secretariaat",
    "de": "Guten Tag,\n\nDies ist eine automatische Antwort. Ihre Nachricht ist eingegangen.\n\nDas Sekretariat",
    "en": "Hello,\n\nThis is an automatic reply. We have received your message.\n\nThe office",
}


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of the office, and the candidate who got it."""

    language: str
    kind: str
    message_id: str = ""
    """None where the program did not send it."""

    @property
    def candidate(self) -> str:
        """The candidate's address."""
        return f"{self.kind}.{self.language}@home.example"

    @property
    def subject(self) -> str:
        """As the office wrote it."""
        return SUBJECTS[self.kind][self.language]

    @property
    def text(self) -> str:
        """With the words of automatic answers in it: whoever quotes it quotes those."""
        return TEXTS[self.language]


@dataclass(frozen=True, kw_only=True)
class Program:
    """How a mail program answers: what it puts before the subject, below the text, and how it quotes."""

    name: str
    prefix: Mapping[str, str]
    quote: Callable[[Letter], str]
    device: Mapping[str, str]
    threads: bool = True
    """It names the mail that it answers."""


def _each(fr: str, nl: str | None = None, de: str | None = None, en: str | None = None) -> dict[str, str]:
    """By language; in the others as in French where nothing is given."""
    return {"fr": fr, "nl": nl or fr, "de": de or fr, "en": en or fr}


_HEADER = _each(
    "De : {office}\nEnvoyé : jeudi 3 décembre 2026 10:15\nÀ : {to}\nObjet : {subject}",
    "Van: {office}\nVerzonden: donderdag 3 december 2026 10:15\nAan: {to}\nOnderwerp: {subject}",
    "Von: {office}\nGesendet: Donnerstag, 3. Dezember 2026 10:15\nAn: {to}\nBetreff: {subject}",
    "From: {office}\nSent: Thursday, 3 December 2026 10:15\nTo: {to}\nSubject: {subject}",
)
_ORIGINAL = _each(
    "-----Message d'origine-----",
    "-----Oorspronkelijk bericht-----",
    "-----Ursprüngliche Nachricht-----",
    "-----Original Message-----",
)
_WROTE = _each(
    "Le jeu. 3 déc. 2026 à 10:15, {office} a écrit :",
    "Op do 3 dec 2026 om 10:15 schreef {office}:",
    "Am Do., 3. Dez. 2026 um 10:15 Uhr schrieb {office}:",
    "On Thu, 3 Dec 2026 at 10:15, {office} wrote:",
)
_WROTE_SHORT = _each(
    "Le 03/12/2026 à 10:15, CDM a écrit :",
    "Op 3/12/2026 om 10:15 schreef CDM:",
    "Am 03.12.2026 um 10:15 schrieb CDM:",
    "On 03/12/2026 10:15, CDM wrote:",
)
_HORDE = _each("{office} a écrit :", "{office} schreef:", "Zitat von {office}:", "Quoting {office}:")
_NOTHING = _each("")


def _marked(head: Mapping[str, str]) -> Callable[[Letter], str]:
    """An attribution, and the letter with `> ` before each line."""

    def quote(letter: Letter) -> str:
        lines = "\n".join(f"> {line}".rstrip() for line in letter.text.split("\n"))
        return f"{head[letter.language].format(office=OFFICE)}\n\n{lines}"

    return quote


def _headed(above: Mapping[str, str] = _NOTHING) -> Callable[[Letter], str]:
    """The letter's header as Outlook writes it, and the letter below as it stands."""

    def quote(letter: Letter) -> str:
        header = _HEADER[letter.language].format(office=OFFICE, to=letter.candidate, subject=letter.subject)
        return f"{above[letter.language]}\n{header}\n\n{letter.text}".strip()

    return quote


_SAMSUNG = _each(
    "-------- Message d'origine --------",
    "-------- Oorspronkelijk bericht --------",
    "-------- Ursprüngliche Nachricht --------",
    "-------- Original message --------",
)
PROGRAMS = (
    Program(name="outlook", prefix=_each("RE: ", "RE: ", "AW: ", "RE: "), quote=_headed(), device=_NOTHING),
    Program(name="gmail", prefix=_each("Re: "), quote=_marked(_WROTE), device=_NOTHING),
    Program(
        name="iphone",
        prefix=_each("Re : ", "Re: ", "Re: ", "Re: "),
        quote=_marked(_WROTE),
        device=_each(
            "Envoyé de mon iPhone", "Verstuurd vanaf mijn iPhone", "Von meinem iPhone gesendet", "Sent from my iPhone"
        ),
    ),
    Program(name="thunderbird", prefix=_each("Re: "), quote=_marked(_WROTE_SHORT), device=_NOTHING),
    Program(
        name="notes",
        prefix=_each("Réponse : ", "Betr.: ", "Antwort: ", "Re: "),
        quote=_headed(_ORIGINAL),
        device=_NOTHING,
    ),
    Program(
        name="owa",
        prefix=_each("RE: ", "Antw.: ", "AW: ", "RE: "),
        quote=_headed(_each("________________________________")),
        device=_NOTHING,
    ),
    Program(name="apple mail", prefix=_each("Re : ", "Re: ", "Re: ", "Re: "), quote=_marked(_WROTE), device=_NOTHING),
    Program(
        name="samsung",
        prefix=_each("Re: "),
        quote=_headed(_SAMSUNG),
        device=_each(
            "Envoyé depuis mon appareil Galaxy",
            "Verzonden vanaf mijn Galaxy",
            "Von meinem Galaxy gesendet",
            "Sent from my Galaxy",
        ),
    ),
    Program(
        name="proton",
        prefix=_each("Re: "),
        quote=_marked(_WROTE),
        device=_each(
            "Envoyé avec la messagerie sécurisée Proton Mail.",
            "Verzonden met Proton Mail beveiligde e-mail.",
            "Gesendet mit Proton Mail sichere E-Mail.",
            "Sent with Proton Mail secure email.",
        ),
    ),
    Program(name="horde", prefix=_each("Re: "), quote=_marked(_HORDE), device=_NOTHING),
    Program(
        name="forwarded",
        prefix=_each("TR: ", "Doorst: ", "WG: ", "FW: "),
        quote=_headed(),
        device=_NOTHING,
        threads=False,
    ),
    Program(
        name="no thread",
        prefix=_each("RE: ", "Antw: ", "AW: ", "Re: "),
        quote=_headed(),
        device=_NOTHING,
        threads=False,
    ),
)
_WITH_PAPERS = _each(
    "Bonjour,\n\nMerci pour votre accusé de réception. J'avais oublié mon diplôme : le voici en annexe.\n\nBien à vous",
    "Goedendag,\n\nBedankt voor de ontvangstbevestiging. Mijn diploma was ik vergeten: hierbij.\n\nGroeten",
    "Guten Tag,\n\nvielen Dank für die Eingangsbestätigung. Mein Diplom hatte ich vergessen, hier ist es.\n\nGrüße",
    "Hello,\n\nThank you for your automatic reply. I forgot my diploma, here it is.\n\nRegards",
)
_WITHOUT = {
    "receipt": _each(
        "Bonjour,\n\nMerci pour cette réponse automatique. Mon adresse a changé : rue du Moulin 4.\n\nBien à vous",
        "Goedendag,\n\nBedankt voor het automatische antwoord. Mijn adres is veranderd: Molenstraat 4.\n\nGroeten",
        "Guten Tag,\n\ndanke für die automatische Antwort. Meine Adresse ist jetzt Mühlenweg 4, Arel.\n\nGrüße",
        "Hello,\n\nThanks for the automatic reply. My address has changed to 4 Mill Road, Arlon.\n\nRegards",
    ),
    "invitation": _each(
        "Bonjour,\n\nJe serai absent le 12, mais le 14 me convient. À bientôt.\n\nBien à vous",
        "Goedendag,\n\nIk ben de 12de afwezig, maar de 14de past mij. Tot dan.\n\nGroeten",
        "Guten Tag,\n\nam 12. bin ich abwesend, der 14. passt mir. Bis dann.\n\nGrüße",
        "Hello,\n\nI am away on the 12th, but the 14th suits me. See you then.\n\nRegards",
    ),
    "request": _each(
        "Bonjour,\n\nJe vous enverrai l'attestation dès que mon école me la donne.\n\nBien à vous",
        "Goedendag,\n\nIk stuur het attest zodra mijn school het mij geeft.\n\nGroeten",
        "Guten Tag,\n\ndie Bescheinigung schicke ich, sobald meine Schule sie mir gibt.\n\nGrüße",
        "Hello,\n\nI will send the certificate as soon as my school gives it to me.\n\nRegards",
    ),
}


@cache
def _diploma(suffix: str) -> bytes:
    """A short paper, or the photograph of one."""
    out = io.BytesIO()
    if suffix == "docx":
        paper = docx.Document()
        paper.add_paragraph("Diplôme de bachelier : institutrice primaire. Arlon, le 30 juin 2009.")
        paper.save(out)
    else:
        photograph = Image.new("L", (900, 700), 230)
        ImageDraw.Draw(photograph).text((80, 80), "Diplome de bachelier, Arlon, 30 juin 2009", font_size=32)
        photograph.save(out, "JPEG")
    return out.getvalue()


def _paper(at: int, turn: int) -> str:
    """Which paper comes with an answer, if any; photographs are few, for they are read by OCR."""
    if (at + turn) % 20 == 13:
        return "jpg"
    return "docx" if (at // 4 + turn) % 2 else ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A mail that answers a letter."""

    label: str
    letter: Letter
    original: bytes


def letters(message_ids: Mapping[str, str] | None = None) -> list[Letter]:
    """One for each language and kind; `message_ids` by candidate, where the program sent them."""
    known = message_ids or {}
    made = [Letter(language=language, kind=kind) for kind in KINDS for language in LANGUAGES]
    return [Letter(language=one.language, kind=one.kind, message_id=known.get(one.candidate, "")) for one in made]


def _mail(letter: Letter, number: int, subject: str, text: str, *, threads: bool) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Claude Dupont <{letter.candidate}>", OFFICE, subject
    made["Message-ID"] = f"<answer.{number}@home.example>"
    if threads and letter.message_id:
        made["In-Reply-To"] = made["References"] = letter.message_id
    made.set_content(text)
    return made


def replies(sent: list[Letter]) -> list[Answer]:
    """Five by each candidate: sixty, with every mail program in each language, some with a paper, some without."""
    return [
        _reply(letter, PROGRAMS[(at + turn) % len(PROGRAMS)], _paper(at, turn), at + 12 * turn)
        for turn in range(5)
        for at, letter in enumerate(sent)
    ]


def _reply(letter: Letter, program: Program, paper: str, number: int) -> Answer:
    language = letter.language
    said = (_WITH_PAPERS if paper else _WITHOUT[letter.kind])[language]
    text = "\n\n".join(filter(None, (f"{said},\nClaude", program.device[language], program.quote(letter))))
    made = _mail(letter, number, program.prefix[language] + letter.subject, text, threads=program.threads)
    if paper:
        kind = ("image", "jpeg") if paper == "jpg" else ("application", "octet-stream")
        made.add_attachment(_diploma(paper), maintype=kind[0], subtype=kind[1], filename=f"diplome.{paper}")
    label = f"{number}: {language}, {letter.kind}, {program.name}, {paper or 'no paper'}"
    return Answer(label=label, letter=letter, original=made.as_bytes())


@dataclass(frozen=True, kw_only=True)
class Responder:
    """What answers automatically: its headers, its subject, and what it says."""

    name: str
    headers: Mapping[str, str]
    subject: Mapping[str, str]
    text: Mapping[str, str]


RESPONDERS = (
    Responder(
        name="exchange",
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Return-Path": "<>"},
        subject=_each(
            "Réponse automatique : {}", "Automatisch antwoord: {}", "Automatische Antwort: {}", "Automatic reply: {}"
        ),
        text=_each(
            "Bonjour,\n\nJe suis absente du bureau jusqu'au 14 décembre. En cas d'urgence, contactez le secrétariat.",
            "Goedendag,\n\nIk ben afwezig tot 14 december. Voor dringende vragen kunt u terecht bij het secretariaat.",
            "Guten Tag,\n\nich bin bis 14. Dezember nicht im Büro. In dringenden Fällen wenden Sie sich an Frau Maes.",
            "Hello,\n\nI am out of the office until 14 December. For urgent matters please contact the office.",
        ),
    ),
    Responder(
        name="gmail vacation",
        headers={"Auto-Submitted": "auto-replied", "Precedence": "bulk", "X-Autoreply": "yes"},
        subject=_each("Re: {}"),
        text=_each(
            "Bonjour,\nJe suis en vacances jusqu'au 14 décembre. Je lirai votre message à mon retour.\nMerci",
            "Beste,\nIk ben met vakantie tot 14 december. Ik lees uw bericht bij mijn terugkeer.\nBedankt",
            "Guten Tag,\nich bin bis 14. Dezember im Urlaub. Ihre Nachricht lese ich nach meiner Rückkehr.\nDanke",
            "Hi,\nI am on holiday until 14 December. I will read your message on my return.\nThanks",
        ),
    ),
    Responder(
        name="vacation(1)",
        headers={"Auto-Submitted": "auto-replied (vacation)", "Precedence": "bulk"},
        subject=_each("Absence : {}", "Afwezig: {}", "Abwesend: {}", "Away from my mail: {}"),
        text=_each(
            "Ceci est un message automatique.\n\nJe suis en congé et je ne consulte pas mes mails.",
            "Dit is een automatisch bericht.\n\nIk ben met verlof en lees mijn e-mails niet voor 14 december.",
            "Dies ist eine automatische Nachricht.\n\nIch bin im Urlaub und lese meine E-Mails nicht.",
            "This is an automatic message.\n\nI am on leave and will not read my e-mails before 14 December.",
        ),
    ),
    Responder(
        name="icloud",
        headers={"Auto-Submitted": "auto-replied", "X-Autoreply": "yes"},
        subject=_each("Re: {}"),
        text=_each(
            "Je suis actuellement en déplacement. Je vous répondrai dès mon retour, le 14 décembre.",
            "Ik ben momenteel op vakantie. Bij mijn terugkeer op 14 december antwoord ik op uw bericht.",
            "Ich bin derzeit auf Dienstreise. Nach meiner Rückkehr am 14. Dezember beantworte ich Ihre Nachricht.",
            "I am currently away. I will reply to your message when I am back on 14 December.",
        ),
    ),
    Responder(
        name="ticket",
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Precedence": "bulk"},
        subject=_each(
            "[Ticket#4711] {} : votre message a bien été reçu",
            "[Ticket#4711] {}: uw bericht is ontvangen",
            "[Ticket#4711] {}: Ihre Anfrage wurde registriert",
            "[Ticket#4711] {}: we have received your message",
        ),
        text=_each(
            "Bonjour,\n\nVotre message a bien été reçu sous le numéro 4711. Un agent vous répondra dans les 48 heures.",
            "Beste,\n\nUw bericht is goed ontvangen onder het nummer 4711. We antwoorden zo snel mogelijk.",
            "Guten Tag,\n\nIhre Anfrage wurde unter 4711 registriert. Wir antworten so bald wie möglich.",
            "Hello,\n\nWe have received your message under the number 4711. A member of our team will answer shortly.",
        ),
    ),
)


def automatic_answers(sent: list[Letter]) -> list[Answer]:
    """Sixty: each responder in each language, with its headers, without, and without but with the letter quoted."""
    cases = [(responder, how) for responder in RESPONDERS for how in ("headers", "no headers", "quoted")]
    made = []
    for number, (responder, how) in enumerate(cases):
        for at, language in enumerate(LANGUAGES):
            mine = [letter for letter in sent if letter.language == language]
            made.append(_automatic(mine[(number + number // 3) % 3], responder, how, 100 + 4 * number + at))
    return made


def _automatic(letter: Letter, responder: Responder, how: str, number: int) -> Answer:
    language = letter.language
    subject = responder.subject[language].format(letter.subject)
    quoted = how == "quoted" or (how == "headers" and number % 2)
    text = f"{responder.text[language]}\n\n{_marked(_WROTE)(letter)}" if quoted else responder.text[language]
    made = _mail(letter, number, subject, text, threads=how != "no headers" or number % 2 == 0)
    for name, value in responder.headers.items() if how == "headers" else ():
        made[name] = value
    return Answer(
        label=f"{number}: {language}, {letter.kind}, {responder.name}, {how}", letter=letter, original=made.as_bytes()
    )
