"""What else comes into the mailboxes, and what their server does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.life.acts import NotNow, act
from tests.life.people import LANGUAGES, Mail, Person, attach, cv_of, frame, text_of

if TYPE_CHECKING:
    from email.message import EmailMessage
    from random import Random

    from tests.life.world import World

ABSENT = {
    "fr": ("Réponse automatique : {about}", "Je suis absent du bureau jusqu'au 20 mars. {token}"),
    "nl": ("Automatisch antwoord: {about}", "Ik ben afwezig tot 20 maart. {token}"),
    "de": ("Automatische Antwort: {about}", "Ich bin bis zum 20. März nicht im Büro. {token}"),
    "en": ("Automatic reply: {about}", "I am out of the office until 20 March. {token}"),
}


def _put(world: World, message: EmailMessage, token: str, sender: str, **what: object) -> None:
    boxes = ("a", "b") if len(token) % 2 else ("a",)
    mail = Mail(token=token, original=message.as_bytes(), arrived=world.now, mailboxes=boxes, sender=sender, **what)  # type: ignore[arg-type]
    world.deliver(mail)


@act(3)
def write_of_other_things(world: World, dice: Random) -> str:
    """A newsletter, a menu, an invoice."""
    token = world.token()
    subject = dice.choice(("Menu de la semaine", "Newsletter mars", "Facture 2026-113", "Réunion d'équipe reportée"))
    message = frame("Cantine", "info@cantine.example", subject, token, world.now)
    message.set_content(f"Bonjour,\n\nAu menu : soupe. {token}\n")
    _put(world, message, token, "info@cantine.example", unrelated=True)
    return subject


@act(2)
def answer_automatically(world: World, dice: Random) -> str:
    """Somebody is out of the office, and their program says so (RFC 3834)."""
    token, (subject, text) = world.token(), ABSENT[dice.choice(LANGUAGES)]
    message = frame("Bureau", "absent@work.example", subject.format(about="Recrutement EO"), token, world.now)
    message["Auto-Submitted"] = "auto-replied"
    message.set_content(text.format(token=token))
    _put(world, message, token, "absent@work.example", automatic=True)
    return "an automatic answer"


@act(2)
def forward(world: World, dice: Random) -> str:
    """A colleague forwards somebody's application as an attached mail."""
    number = len(world.people) + 1 + 1000 * dice.randrange(50)
    person = Person(number, dice.choice(LANGUAGES), [f"candidat{number}@mail.example"])
    world.people.append(person)
    token = world.token()
    inner = frame(person.name, person.addresses[0], "Candidature", f"{token}i", world.now)
    inner.set_content(text_of(person, dice, token))
    attach(inner, "cv", cv_of(person, dice, token), dice)
    message = frame("Luc Collègue", "luc@cdm.example", "TR: Recrutement EO", token, world.now)
    message.set_content(f"Pour toi. {token}\n")
    message.add_attachment(inner)
    _put(world, message, token, "luc@cdm.example", person=person, applies=True)
    return f"a colleague forwards {person.name}"


@act(1)
def talk(world: World, dice: Random) -> str:
    """Colleagues talk of the notice."""
    token = world.token()
    message = frame("Luc Collègue", "luc@cdm.example", dice.choice(("Recrutement EO", "RE: Recrutement EO")), token,
                    world.now)  # fmt: skip
    message.set_content(f"On en parle lundi ? {token}\n")
    _put(world, message, token, "luc@cdm.example")
    return "colleagues talk"


@act(1)
def copy(world: World, dice: Random) -> str:
    """The office's copier sends a scan of papers that came by post."""
    number = len(world.people) + 1 + 1000 * dice.randrange(50)
    person = Person(number, "fr", [f"candidat{number}@mail.example"])
    token = world.token()
    message = frame("Copieur", "copieur@cdm.example", "Recrutement EO", token, world.now)
    message.set_content(f"Numérisation {token}\n")
    attach(message, "scan", cv_of(person, dice, token), dice, "pdf")
    _put(world, message, token, "copieur@cdm.example", applies=True)
    return "the copier sends papers"


@act(1)
def put_into_junk(world: World, dice: Random) -> str:
    """An application lands in the junk folder."""
    number = len(world.people) + 1 + 1000 * dice.randrange(50)
    person = Person(number, "fr", [f"candidat{number}@mail.example"])
    token = world.token()
    message = frame(person.name, person.addresses[0], "Recrutement EO", token, world.now)
    message.set_content(text_of(person, dice, token))
    attach(message, "cv", cv_of(person, dice, token), dice)
    world.deliver(Mail(token=token, original=message.as_bytes(), arrived=world.now, mailboxes=("a",),
                       sender=person.addresses[0]), "Junk")  # fmt: skip
    return f"{person.name} lands in junk"


@act(1)
def go_and_come(world: World, dice: Random) -> str:
    """The mail server goes, or comes back."""
    del dice
    if world.away:
        world.server.start()
    else:
        world.server.stop()
    world.away = not world.away
    return "the mail server goes" if world.away else "the mail server comes back"


@act(1)
def renumber(world: World, dice: Random) -> str:
    """A mailbox was restored: all its UIDs are new."""
    if world.away:
        raise NotNow
    account = dice.choice(("a", "b"))
    world.server.set_uidvalidity(account, 10_000 + int(world.now.timestamp()) % 1_000_000)
    return f"mailbox {account} is renumbered"


@act(1)
def withhold(world: World, dice: Random) -> str:
    """The server lists a mail that it can't give; later it can."""
    if world.withheld:
        world.mend()
        return "the server gives again what it withheld"
    new = sorted(path for name in ("a", "b") for path in (world.server.maildir(name) / "new").iterdir())
    if not new:
        raise NotNow
    path = dice.choice(new)
    path.chmod(0)
    world.withheld.append(path)
    return "the server withholds a mail"


@act(1)
def remove(world: World, dice: Random) -> str:
    """The owner of a mailbox removes mails of hers."""
    if world.away:
        raise NotNow
    account = dice.choice(("a", "b"))
    with world.server.client(account) as client:
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
    if not uids:
        raise NotNow
    gone = dice.sample(uids, min(2, len(uids)))
    seen = {row["uid"] for row in world.rows(f"SELECT uid FROM sightings WHERE mailbox = '{account}'")}
    if not set(gone) <= seen:
        raise NotNow  # what no poll has seen nobody can account for
    world.server.expunge(account, gone)
    return f"{len(gone)} mails of {account} are removed by their owner"
