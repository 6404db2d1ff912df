"""A candidate's name over several mails: what later mails, papers and people make of it, in any order of reading."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import formataddr

import pytest

from jobs.config import configuration
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.runtime.workplace import open_store, open_workplace
from tests import killing
from tests.maildirs import Maildirs

OURS = "mx.cdm.example"
BORDER = f"from out.example (out.example [192.0.2.7]) by {OURS} with ESMTPS id 1; Mon, 2 Mar 2026 09:00:00 +0100"
CV = """Curriculum vitae
{head}
Rue du Moulin 12, 6700 Arlon
Tel. {phone}

Formation
2004 - 2007 Bachelier AESI français-histoire, Haute École de la Prairie

Expérience professionnelle
2007 - aujourd'hui  Professeure de français, Athénée royal de la Prairie, temps plein
"""
UNNAMED = "\n"
LETTER = "Madame, Monsieur,\n\nJe pose ma candidature.\n\nBien à vous,\n\n{signed}\n"
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A mail: how its sender is shown, the first line of its CV, the signature of its letter."""

    shown: str | None = None
    head: str | None = None
    signed: str | None = None
    elsewhere: bool = False
    """From another address: it waits until a person accepts it."""


CASES = {
    # the papers tell the order, and go on telling it
    "marie.dupont": (
        [Sent(shown="Dupont Marie", head="Marie Dupont"), Sent(shown="Dupont Marie", head="Marie Dupont")],
        "Marie",
        "Dupont",
    ),
    "lise.renard": (
        [Sent(shown="Renard Lise", head="Lise Renard"), Sent(shown="Renard Lise", head=UNNAMED)],
        "Lise",
        "Renard",
    ),
    "anne.thiry": (
        [Sent(shown="Thiry Anne", head="Thiry Anne", signed="Anne Thiry"), Sent(shown="Thiry Anne", head="Thiry Anne")],
        "Anne",
        "Thiry",
    ),
    "paul.gerard": (
        [Sent(shown="Paul Gérard", head="GERARD Paul"), Sent(shown="Gérard Paul", head="Gérard Paul")],
        "Paul",
        "Gérard",
    ),
    "jean.martin": ([Sent(shown="Martin Jean"), Sent(shown="Martin Jean", head="Jean Martin")], "Jean", "Martin"),
    "els.vandenbroeck": (
        [
            Sent(shown="Els Van den Broeck", head="VAN DEN BROECK ELS"),
            Sent(shown="Van den Broeck, Els", head="VAN DEN BROECK ELS"),
        ],
        "Els",
        "Van den Broeck",
    ),
    "claire.maes": (
        [
            Sent(shown="Maes-Lambrecht Claire", head="Claire MAES-LAMBRECHT"),
            Sent(shown="Maes-Lambrecht Claire", head="Maes-Lambrecht Claire"),
        ],
        "Claire",
        "Maes-Lambrecht",
    ),
    # a later paper does not take a name away
    "x1970": ([Sent(head="Sophie Collin"), Sent(shown="sophie c", head=UNNAMED)], "Sophie", "Collin"),
    "n.simar": (
        [Sent(shown="N. Simar", head="Nadine Simar"), Sent(shown="N. Simar", head="N. Simar")],
        "Nadine",
        "Simar",
    ),
    # who writes from elsewhere waits; accepted, the papers' order still holds
    "odile.wuidar": (
        [
            Sent(shown="Odile Wuidar", head="Odile Wuidar"),
            Sent(shown="Wuidar Odile", head="Odile Wuidar", elsewhere=True),
        ],
        "Odile",
        "Wuidar",
    ),
    "luc.hanin": (
        [
            Sent(shown="Hanin Luc", head=UNNAMED, signed="Luc Hanin"),
            Sent(shown="Hanin Luc", head="Luc Hanin", elsewhere=True),
        ],
        "Luc",
        "Hanin",
    ),
}


def mail(user: str, number: int, sent: Sent) -> bytes:
    """An application that the receiving server says to be its sender's."""
    case = list(CASES).index(user)
    host = "autre.example" if sent.elsewhere else "courrier.example"
    found = EmailMessage()
    found["Authentication-Results"] = f"{OURS}; dmarc=pass header.from={host}"
    found["Received"] = BORDER
    found["From"] = formataddr((sent.shown, f"{user}@{host}"))
    found["Subject"] = "Recrutement EO"
    found.set_content(f"Bonjour,\n\nVoici mes documents ({number}).\n")
    papers = {"CV.txt": sent.head and CV.format(head=sent.head, phone=f"0470 12 34 {case:02}")}
    papers["Lettre.txt"] = sent.signed and LETTER.format(signed=sent.signed)
    for filename, text in papers.items():
        if text:
            found.add_attachment(text.encode(), maintype="text", subtype="plain", filename=filename)
    return found.as_bytes()


def polled(folder, *, turned):
    """The mails of all cases, each as it arrived, read in their order or the other way round."""
    maildirs = Maildirs.make(folder)
    mails = [(user, number, sent) for user, (every, *_) in CASES.items() for number, sent in enumerate(every)]
    for place, (user, number, sent) in enumerate(reversed(mails) if turned else mails):
        arrived = START + timedelta(days=number, minutes=list(CASES).index(user))
        maildirs.deliver("a", mail(user, number, sent), arrived, f"{place:03}.test")
    config = maildirs.configure(authserv_id=OURS)
    killing.run(config)
    return config


def accepted(config):
    """A person accepts every mail that waits."""
    with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
        waiting = [mail for detail in transaction.views.details() for mail in detail.messages if mail.waits]
        assert len(waiting) == sum(sent.elsewhere for every, *_ in CASES.values() for sent in every)
        for message in waiting:
            transaction.reviews.admit(message.id, "mireille")


def read_again(config):
    with open_workplace(configuration.load(config)) as place:
        inline = replace(place, pool=killing.Inline())
        reingesting.run(inline, Selection(everything=True, files=True), agreed=True, progress=lambda _: None)


def shown(config):
    """Given name, family name and the whole, by the address of the application."""
    with closing(open_store(configuration.load(config), read_only=True)) as store, store.read() as views:
        rows = [detail.row for detail in views.details()]
    return {row.email.partition("@")[0]: (row.given_name, row.family_name, row.name) for row in rows}


@pytest.fixture(scope="module", params=[False, True], ids=["in order", "turned"])
def config(request, tmp_path_factory):
    found = polled(tmp_path_factory.mktemp("names"), turned=request.param)
    accepted(found)
    return found


WANTED = {user: (given, family, f"{given} {family}") for user, (_, given, family) in CASES.items()}


def test_names_over_mails(config):
    assert shown(config) == WANTED


def test_names_are_the_same_after_reading_again(config):
    read_again(config)
    assert shown(config) == WANTED


def test_a_persons_word_outranks_every_paper(config):
    with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
        ids = {detail.row.email: detail.row.id for detail in transaction.views.details()}
        words = [
            transaction.reviews.correct(ids["marie.dupont@courrier.example"], "mireille", "name", "Marie-Ève Dupont"),
            transaction.reviews.correct(ids["jean.martin@courrier.example"], "mireille", "given_name", "Martin"),
            transaction.reviews.correct(ids["jean.martin@courrier.example"], "mireille", "family_name", "Jean"),
        ]
    try:
        for _ in range(2):
            found = shown(config)
            assert found["marie.dupont"] == ("Marie-Ève", "Dupont", "Marie-Ève Dupont")
            assert found["jean.martin"] == ("Martin", "Jean", "Martin Jean")
            read_again(config)
    finally:
        with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
            for word in words:
                transaction.reviews.undo(word, "mireille")
    assert shown(config) == WANTED
