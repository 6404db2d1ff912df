"""What candidates do: apply, complete, answer, withdraw, and write from wherever they are."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from icalendar import Calendar

from tests.delivery_reports import DAEMON, DSN, multipart, part
from tests.life.acts import NotNow, act
from tests.life.people import LANGUAGES, WITHDRAWS, Mail, Person, attach, cv_of, frame, text_of

if TYPE_CHECKING:
    from email.message import EmailMessage
    from random import Random
    from typing import Any

    from tests.life.world import World

SUBJECTS = ("Recrutement EO", "RECRUTEMENT  E.O.", "Candidature – recrutement EO", "Recrutement EO - {name}",
            "Candidature", "Sollicitatie Recrutement EO", "=?utf-8?q?Recrutement_EO?=")  # fmt: skip
REPLIES = {"fr": ("RE: ", "Réponse : ", "Re : "), "nl": ("RE: ", "Antw: ", "Betr.: "), "de": ("AW: ", "Re: "),
           "en": ("Re: ", "RE: ")}  # fmt: skip
PROVEN = "Authentication-Results: mx.cdm.example; dmarc={result} header.from={domain}\r\n"


def _send(
    world: World, dice: Random, person: Person, message: EmailMessage, token: str, *, applies: bool = True
) -> Mail:
    sender = parseaddr(str(message["From"]))[1]
    result = dice.choices(("", "pass", "fail"), (5, 5, 1))[0]
    results = PROVEN.format(result=result, domain=sender.partition("@")[2]) if result else ""
    boxes = dice.choices((("a",), ("b",), ("a", "b")), (3, 2, 4))[0]
    mail = Mail(token=token, original=message.as_bytes(), arrived=world.now, mailboxes=boxes, sender=sender,
                person=person,
        results=results, applies=applies)  # fmt: skip
    world.deliver(mail)
    return mail


def _somebody(world: World, dice: Random) -> Person:
    applied = [person for person in world.people if person.applied]
    if not applied:
        raise NotNow
    return dice.choice(applied)


def _frame(world: World, dice: Random, person: Person, subject: str, **fields: str) -> tuple[EmailMessage, str]:
    token = world.token()
    name = dice.choice((person.name, " ".join(reversed(person.name.split(" "))), person.name.upper(), ""))
    return frame(name, dice.choice(person.addresses), subject, token, world.now, **fields), token


@act(8)
def apply(world: World, dice: Random) -> str:
    """Somebody new applies, with more or less of what is asked for."""
    number = len(world.people) + 1 + 1000 * dice.randrange(50)
    domain = dice.choice(("mail.example", "post.example", "work.example"))
    person = Person(number, dice.choice(LANGUAGES), [f"candidat{number}@{domain}"])
    world.people.append(person)
    message, token = _frame(world, dice, person, dice.choice(SUBJECTS).format(name=person.name))
    message.set_content(text_of(person, dice, token))
    if dice.random() < 0.85:
        attach(message, "cv", cv_of(person, dice, token), dice)
    if dice.random() < 0.5:
        attach(message, "lettre de motivation", text_of(person, dice, token), dice)
    _send(world, dice, person, message, token)
    return f"{person.name} applies"


@act(2)
def send_again(world: World, dice: Random) -> str:
    """The very same mail once more."""
    person = _somebody(world, dice)
    mail = dice.choice(person.mails)
    for name in dice.choice((("a",), ("b",))):
        world.server.deliver(name, b"Received: again\r\n" + mail.original, world.now)
    return f"{person.name} sends again what was sent"


@act(5)
def complete(world: World, dice: Random) -> str:
    """A paper that was missing, or a better one."""
    person = _somebody(world, dice)
    message, token = _frame(world, dice, person, dice.choice((*SUBJECTS[:2], "Complément", "RE: Recrutement EO")))
    message.set_content(f"Voici le document. {token}\n\n{person.name}\n")
    what = dice.choice(("cv", "lettre de motivation", "diplome"))
    text = {"cv": cv_of, "lettre de motivation": text_of}.get(what, _diploma)
    attach(message, what, text(person, dice, token), dice)
    _send(world, dice, person, message, token)
    return f"{person.name} sends {what}"


def _diploma(person: Person, dice: Random, token: str) -> str:
    del dice
    return f"Haute École de la province\n\nDIPLÔME\n\nLe jury confère à {person.name}\nle grade de bachelier\n{token}\n"


@act(2)
def write_from_elsewhere(world: World, dice: Random) -> str:
    """From a second address."""
    person = _somebody(world, dice)
    person.addresses.append(f"{person.addresses[0].partition('@')[0]}@other.example")
    message, token = _frame(world, dice, person, "Recrutement EO")
    message.replace_header("From", f"{person.name} <{person.addresses[-1]}>")
    message.set_content(text_of(person, dice, token))
    attach(message, "cv", cv_of(person, dice, token), dice)
    _send(world, dice, person, message, token)
    return f"{person.name} writes from a second address"


@act(1)
def withdraw(world: World, dice: Random) -> str:
    """Somebody no longer applies."""
    person = _somebody(world, dice)
    message, token = _frame(world, dice, person, "Recrutement EO")
    message.set_content(f"{WITHDRAWS[person.language]} {token}\n\n{person.name}\n")
    _send(world, dice, person, message, token)
    return f"{person.name} withdraws"


def _letter_to(world: World, dice: Random) -> tuple[Person, Any]:
    by_address = {address: person for person in world.people for address in person.addresses}
    letters = [(by_address.get(parseaddr(str(one["To"]))[1]), one) for one in world.out()]
    known = [(person, one) for person, one in letters if person is not None]
    if not known:
        raise NotNow
    return dice.choice(known)


@act(5)
def answer_letter(world: World, dice: Random) -> str:
    """A reply to a letter of the office's, with its text below, often with the papers that were forgotten."""
    person, letter = _letter_to(world, dice)
    subject = dice.choice(REPLIES[person.language]) + str(letter["Subject"])
    named = {"In_Reply_To": str(letter["Message-ID"])} if dice.random() < 0.8 else {}
    message, token = _frame(world, dice, person, subject, **named)
    quoted = letter.get_body(("plain",))
    lines = "\n".join(f"> {line}" for line in quoted.get_content().splitlines()) if quoted else ""
    choice = dice.choice(("Merci.", "Le deuxième horaire me convient.", "Je confirme ma présence."))
    message.set_content(f"{choice} {token}\n\n{person.name}\n\nLe 3 mars 2026, l'office a écrit :\n{lines}\n")
    papers = dice.random() < 0.5
    if papers:
        attach(message, "diplome", _diploma(person, dice, token), dice)
    _send(world, dice, person, message, token, applies=papers or bool(named))
    return f"{person.name} answers “{letter['Subject']}”" + (" with a paper" if papers else "")


@act(2)
def answer_calendar(world: World, dice: Random) -> str:
    """A calendar accepts or declines an invitation."""
    person, letter = _letter_to(world, dice)
    entries = [each for each in letter.walk() if each.get_content_type() == "text/calendar"]
    if not entries:
        raise NotNow
    calendar = Calendar.from_ical(entries[0].get_content())
    (event,) = calendar.walk("VEVENT")
    said = dice.choice(("ACCEPTED", "DECLINED", "TENTATIVE"))
    reply = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//life//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        f"UID:{event['UID']}\r\nDTSTAMP:{world.now:%Y%m%dT%H%M%SZ}\r\nSEQUENCE:{event.get('SEQUENCE', 0)}\r\n"
        f"ORGANIZER:mailto:emplois@cdm.example\r\nATTENDEE;PARTSTAT={said}:mailto:{person.addresses[0]}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message, token = _frame(world, dice, person, f"Accepté : {letter['Subject']}")
    message.set_content(f"{said} {token}\n")
    message.add_attachment(reply, subtype="calendar", filename="reply.ics")
    _send(world, dice, person, message, token, applies=False)
    return f"the calendar of {person.name}: {said}"


@act(2)
def bounce(world: World, dice: Random) -> str:
    """A letter of the office's comes back."""
    person, letter = _letter_to(world, dice)
    address, token = person.addresses[0], world.token()
    status = dice.choice(("5.1.1", "4.2.2"))
    told = f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: {status}\n"
    head = letter.as_bytes().partition(b"\n\n")[0].decode("ascii", "replace")
    words = part(f"<{address}>: 550 {status} {token}\n", "text/plain")
    original = multipart("Undelivered Mail Returned to Sender", DAEMON, words, part(told, DSN),
                         part(head, "text/rfc822-headers"))  # fmt: skip
    world.deliver(Mail(token=token, original=original, arrived=world.now, mailboxes=("a",), sender=DAEMON,
                       automatic=True))  # fmt: skip
    return f"a letter to {person.name} comes back"


@act(1)
def wait(world: World, dice: Random) -> str:
    """Nobody writes for some days."""
    days = dice.choice((1, 2, 5, 11))
    world.pass_time(timedelta(days=days))
    return f"{days} days pass"
