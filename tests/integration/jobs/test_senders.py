"""Mails in a candidate's name from somebody else change nothing in her dossier until a person says so."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import killing
from tests.maildirs import Maildirs

OURS = "mx.cdm.example"
BORDER = f"from out.example (out.example [192.0.2.7]) by {OURS} with ESMTPS id 1; Mon, 2 Mar 2026 09:00:00 +0100"
HERS = "jeanne.lambrecht@courrier.example"
CV = """Curriculum vitae
Jeanne Lambrecht
Rue du Moulin 12, 6700 Arlon
Tel. 0470 12 34 56
{email}

Formation
2004 - 2007 Bachelier AESI français-histoire, Haute École de la Prairie

Expérience professionnelle
2007 - aujourd'hui  Professeure de français, Athénée royal de la Prairie, {load}
"""
LETTER = """Madame, Monsieur,

Je pose ma candidature au poste de chargée de mission. {tenure}
Je vous prie d'agréer mes salutations distinguées.

Jeanne Lambrecht
0470 12 34 56
"""
PERMANENT = "Je suis nommée à titre définitif depuis 2010."
TEMPORARY = "Je suis temporaire et je ne suis pas nommée."


def mail(
    address, *, name="Jeanne Lambrecht", results="dmarc=pass", load="temps plein, 22/22", tenure=PERMANENT, **more
):
    """An application with a CV and a letter; `more` are header fields, and `head` what stands before its words."""
    found = EmailMessage()
    head = more.pop("head", "")
    if results:
        found["Authentication-Results"] = f"{OURS}; {results} header.from={address.partition('@')[2]}"
    found["Received"] = BORDER
    found["From"] = f"{name} <{address}>"
    found["Subject"] = "Recrutement EO"
    for field, value in more.items():
        found[field.replace("_", "-")] = value
    found.set_content(f"{head}Bonjour,\n\nVoici mes documents.\n\nJeanne Lambrecht\n")
    for filename, text in (("CV", CV.format(load=load, email=address)), ("Lettre", LETTER.format(tenure=tenure))):
        found.add_attachment(text.encode(), maintype="text", subtype="plain", filename=f"{filename}.txt")
    return found


FORWARD = f"""Pour information.

-------- Message transféré --------
Sujet : Recrutement EO
Date : Tue, 3 Mar 2026 08:00:00 +0100
De : Jeanne Lambrecht <{HERS}>
Pour : mireille@cdm.example

"""
WORSE = {"load": "mi-temps, 11/22", "tenure": TEMPORARY}
ATTACKS = {
    "forged": mail(HERS, results="dmarc=fail", **WORSE),
    "unproven": mail(HERS, results="", **WORSE),
    "her address in a stranger's words": mail("other@stranger.example", Reply_To=HERS, **WORSE),
    "a machine that is to be answered at her address": mail("no-reply@stranger.example", Reply_To=HERS, **WORSE),
    "her name and telephone from elsewhere": mail("jeanne@stranger.example", **WORSE),
    "a forged colleague's forward": mail(
        "mireille@cdm.example", name="Mireille", results="dmarc=fail", head=FORWARD, **WORSE
    ),
    "a stranger's forward": mail("other@stranger.example", name="Other", head=FORWARD, **WORSE),
}


def polled(folder, *originals, authserv_id=OURS):
    maildirs = Maildirs.make(folder)
    for number, original in enumerate(originals):
        sent = original if isinstance(original, bytes) else original.as_bytes()
        maildirs.deliver("a", sent, datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(hours=number), f"{number:03}.test")
    config = maildirs.configure(authserv_id=authserv_id)
    killing.run(config)
    return config


def exported(config):
    return json.loads(killing.result(config).partition("\n]")[0] + "]")


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    return exported(polled(tmp_path_factory.mktemp("honest"), mail(HERS)))[0]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_mail_in_her_name_changes_nothing_and_waits(tmp_path, honest, attack):
    found = exported(polled(tmp_path, mail(HERS), ATTACKS[attack]))
    hers = next(application for application in found if application["id"] == honest["id"])
    assert hers["candidate"] == honest["candidate"]
    assert {key: (fact["value"], fact["state"]) for key, fact in hers["facts"].items()} == {
        key: (fact["value"], fact["state"]) for key, fact in honest["facts"].items()
    }
    assert not any(document["superseded"] for document in hers["documents"])
    assert len(found) == 2 or hers["waiting_message_ids"] == [2]


def test_what_it_would_change_is_told_and_a_person_decides(tmp_path):
    config = polled(tmp_path, mail(HERS), ATTACKS["her name and telephone from elsewhere"])
    store = open_store(configuration.load(config))
    with store.begin() as transaction:
        detail = transaction.views.application(1)
        waiting = detail.messages[1]
        assert waiting.waits == "it comes from another address"
        assert {row[0] for row in waiting.changes["facts"]} >= {"tenure", "workload"}
        assert len(waiting.changes["replaces"]) == 2
        word = transaction.reviews.admit(waiting.id, "mireille")
        after = transaction.views.application(1)
        assert after.facts["workload"].value == pytest.approx(0.5)
        assert after.row.email == HERS  # the address stays until a person says otherwise
        assert after.row.waiting_count == 0
        transaction.reviews.undo(word, "mireille")
        assert transaction.views.application(1).facts == detail.facts
    store.close()


def test_her_own_later_mail_counts_by_itself(tmp_path):
    config = polled(tmp_path, mail(HERS), mail(HERS, load="temps plein, 24/24", tenure=PERMANENT))
    (hers,) = exported(config)
    assert hers["waiting_message_ids"] == []
    assert sorted(document["superseded"] for document in hers["documents"]) == [False, False, True]


def test_without_a_trusted_server_her_later_mail_waits(tmp_path):
    config = polled(tmp_path, mail(HERS), mail(HERS, **WORSE), authserv_id=None)
    (hers,) = exported(config)
    assert hers["waiting_message_ids"] == [2]
    assert hers["facts"]["workload"]["value"] == pytest.approx(1.0)


def test_a_colleagues_own_forward_counts_as_hers(tmp_path):
    forward = mail("mireille@cdm.example", name="Mireille", head=FORWARD, **WORSE)
    (hers,) = exported(polled(tmp_path, mail(HERS), forward))
    assert hers["waiting_message_ids"] == []
    assert hers["candidate"]["email"] == HERS


EVIL = "eve@stranger.example"
PROVEN_EVIL = f"Authentication-Results: {OURS}; dmarc=pass header.from=stranger.example"
FORGED_HERS = f"Authentication-Results: {OURS}; dmarc=pass header.from=courrier.example"
RECEIVED = f"Received: {BORDER}"
TRACE = "Received: from a by mx.stranger.example; Mon, 2 Mar 2026 08:00:00 +0100"
FROM_HERS = f"From: Jeanne Lambrecht <{HERS}>"
FROM_EVE = f"From: Jeanne Lambrecht <{EVIL}>"


def ours(results):
    return f"Authentication-Results: {OURS}; {results}"


HEADS = {
    "two authors": (PROVEN_EVIL, RECEIVED, FROM_EVE, FROM_HERS),
    "two authors, hers first": (PROVEN_EVIL, RECEIVED, FROM_HERS, FROM_EVE),
    "both in one field": (PROVEN_EVIL, RECEIVED, f"From: {HERS}, {EVIL}"),
    "a group": (PROVEN_EVIL, RECEIVED, f"From: Candidates: {HERS};"),
    "her address as the name": (PROVEN_EVIL, RECEIVED, f'From: "{HERS}" <{EVIL}>'),
    "her address in encoded words": (PROVEN_EVIL, RECEIVED, f"From: =?utf-8?q?Jeanne_=3C{HERS}=3E?= <{EVIL}>"),
    "her address in a comment": (PROVEN_EVIL, RECEIVED, f"From: {EVIL} ({HERS})"),
    "two addresses in one mailbox": (PROVEN_EVIL, RECEIVED, f"From: Jeanne <{HERS}> <{EVIL}>"),
    "only Sender": (PROVEN_EVIL, RECEIVED, "From: Jeanne Lambrecht", f"Sender: {HERS}"),
    "only Return-Path": (PROVEN_EVIL, RECEIVED, "From: Jeanne Lambrecht", f"Return-Path: <{HERS}>"),
    "hers in Sender": (PROVEN_EVIL, RECEIVED, FROM_EVE, f"Sender: {HERS}"),
    "hers in Resent-From": (PROVEN_EVIL, RECEIVED, FROM_EVE, f"Resent-From: {HERS}"),
    "a list that says it is hers": (
        PROVEN_EVIL, RECEIVED, f"From: Jeanne via L <{EVIL}>", "List-Id: <l.example>", f"X-Original-From: {HERS}",
    ),
    "another field of the same": (PROVEN_EVIL, RECEIVED, FROM_EVE, "List-Id: <l.x>", f"X-Original-Sender: {HERS}"),
    "a list that is to be answered at hers": (
        PROVEN_EVIL, RECEIVED, f"From: Jeanne via L <{EVIL}>", "List-Id: <l.example>", f"Reply-To: {HERS}",
    ),
    "her address with a tag": (ours("dmarc=fail"), RECEIVED, f"From: {HERS.replace('@', '+eo@')}"),
    "her address without the dot": (ours("dmarc=none"), RECEIVED, f"From: {HERS.replace('.l', 'l')}"),
    "in capital letters": (ours("dmarc=fail header.from=courrier.example"), RECEIVED, f"From: {HERS.upper()}"),
    "a domain that looks alike": (ours("dmarc=pass header.from=xn--curier-2of.example"), RECEIVED,
                                  "From: Jeanne Lambrecht <jeanne.lambrecht@cоurrier.example>"),
    "a domain that begins as hers": (ours("dmarc=pass header.from=courrier.example.x.example"), RECEIVED, FROM_HERS),
    "a signature of one that ends as hers": (ours("dkim=pass header.d=xcourrier.example"), RECEIVED, FROM_HERS),
    "a signature of the domain of all": (ours("dkim=pass header.d=example"), RECEIVED, FROM_HERS),
    "a signature of the stranger's": (ours("dmarc=none; dkim=pass header.d=stranger.example"), RECEIVED, FROM_HERS),
    "SPF of the stranger's": (ours("spf=pass smtp.mailfrom=stranger.example"), RECEIVED, FROM_HERS),
    "SPF of a greeting": (ours("spf=pass smtp.helo=courrier.example"), RECEIVED, FROM_HERS),
    "passed for nobody": (ours("dmarc=pass"), RECEIVED, FROM_HERS),
    "results below the server's own": (ours("dmarc=none; dkim=none"), FORGED_HERS, RECEIVED, FROM_HERS),
    "below the server's trace and own": (RECEIVED, ours("dmarc=none"), FORGED_HERS, FROM_HERS),
    "where the server says nothing of it": (ours("spf=none"), RECEIVED, FORGED_HERS, FROM_HERS),
    "where the server says nothing at all": (RECEIVED, FORGED_HERS, FROM_HERS),
    "under two traces of the server's name": (RECEIVED, FORGED_HERS, RECEIVED, FROM_HERS),
    "below a stranger's trace": (RECEIVED, TRACE, FORGED_HERS, FROM_HERS),
    "of another server": ("Authentication-Results: mx.b; dmarc=pass header.from=courrier.example", RECEIVED, FROM_HERS),
    "without a server": (RECEIVED, "Authentication-Results: dmarc=pass header.from=courrier.example", FROM_HERS),
    "in a comment": (ours("dmarc=none (x; dmarc=pass header.from=courrier.example)"), RECEIVED, FROM_HERS),
    "in a quoted string": (ours('spf=none a="b; dmarc=pass header.from=courrier.example"'), RECEIVED, FROM_HERS),
    "ARC": (RECEIVED, f"ARC-Authentication-Results: i=1; {OURS}; dmarc=pass header.from=courrier.example", FROM_HERS),
    "as an answer in her thread": (PROVEN_EVIL, RECEIVED, FROM_EVE, "In-Reply-To: <hers@courrier.example>"),
    "under her Message-ID": (PROVEN_EVIL, RECEIVED, FROM_EVE, "Message-ID: <hers@courrier.example>"),
    "as an automatic answer": (ours("dmarc=fail"), RECEIVED, FROM_HERS, "Auto-Submitted: auto-replied"),
    "from nobody": (ours("dmarc=none"), RECEIVED, "From: Jeanne Lambrecht"),
    "a forged colleague's list": (
        PROVEN_EVIL, RECEIVED, f"From: M via L <{EVIL}>", "List-Id: <l.x>", "X-Original-From: mireille@cdm.example",
    ),
}  # fmt: skip
STRANGERS_WORDS = (
    f"Bonjour,\n\nMes adresses : {HERS} et paul.martin@autre.example.\n",
    f"{FORWARD}Bonjour,\n\nJe retire ma candidature.\n\nJeanne Lambrecht\n",
    "Bonjour,\n\nJe retire ma candidature. Ma nouvelle adresse : eve@stranger.example.\n\nJeanne Lambrecht\n",
)


def headed(lines, number, *, words=None):
    """A mail with these header lines as they are; each with papers of its own."""
    found = mail(EVIL, results="", load=f"{number % 9 + 1}/22", tenure=TEMPORARY)
    del found["From"], found["Received"]
    if words is not None:
        found.clear_content()
        found.set_content(words)
    return "\r\n".join([*lines, ""]).encode() + found.as_bytes()


def attached(number):
    """Her application, forged, as an attached mail."""
    found = EmailMessage()
    found["Authentication-Results"], found["Received"] = PROVEN_EVIL.partition(": ")[2], BORDER
    found["From"], found["Subject"] = EVIL, "Fwd: Recrutement EO"
    found.set_content("Pour information.")
    found.add_attachment(mail(HERS, results="dmarc=pass", load=f"{number}/22", tenure=TEMPORARY))
    return found.as_bytes()


def known(application):
    """All that a dossier says of its candidate, without what waits."""
    names = ("on_time", "first_received_at", "last_received_at", "missing", "has_cv", "has_letter", "letter_in_body")
    said = {key: (fact["value"], fact["state"]) for key, fact in application["facts"].items()}
    papers = [(paper["sha256"], paper["superseded"]) for paper in application["documents"]][:2]
    return application["candidate"], said, papers, {name: application.get(name) for name in names}


def test_of_all_mails_in_her_name_none_changes_anything(tmp_path):
    lines = (ours("dmarc=pass header.from=autre.example"), RECEIVED, "From: Paul Martin <paul.martin@autre.example>")
    paul = "\r\n".join([*lines, "Subject: Recrutement EO", "", "Je pose ma candidature.", "", "Paul Martin"]).encode()
    hers = mail(HERS, Message_ID="<hers@courrier.example>")
    alone = exported(polled(tmp_path / "alone", hers, paul))
    attacks = [headed(lines, number) for number, lines in enumerate(HEADS.values())]
    attacks += [headed((PROVEN_EVIL, RECEIVED, f"From: <{EVIL}>"), 1, words=words) for words in STRANGERS_WORDS]
    attacks += [headed((ours("dmarc=fail"), RECEIVED, FROM_HERS), 1, words=words) for words in STRANGERS_WORDS]
    attacks += [attached(number) for number in (3, 4)]
    config = polled(tmp_path / "attacked", hers, paul, *attacks)
    found = {application["id"]: application for application in exported(config)}
    for application in alone:
        assert known(found[application["id"]]) == known(application)
    assert {1} == set(found[1]["message_ids"]) - set(found[1]["waiting_message_ids"])
    assert found[2]["message_ids"] == [2]


def test_a_forged_mail_that_came_first_makes_way_for_hers(tmp_path):
    hers = mail(HERS)
    (alone,) = exported(polled(tmp_path / "alone", hers))
    (found,) = exported(polled(tmp_path / "forged", ATTACKS["forged"], hers))
    assert found["waiting_message_ids"] == [1]
    assert found["candidate"] == alone["candidate"]
    assert {key: fact["value"] for key, fact in found["facts"].items()} == {
        key: fact["value"] for key, fact in alone["facts"].items()
    }


def test_another_mailbox_s_server_never_saw_the_mail(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    unnamed = "Authentication-Results: dmarc=pass header.from=courrier.example"
    forged = headed((f"Received: from x by {OURS}; x", unnamed, FROM_HERS), 1)
    maildirs.deliver("a", mail(HERS).as_bytes(), datetime(2026, 3, 2, 9, tzinfo=UTC), "1.test")
    maildirs.deliver("a", forged, datetime(2026, 3, 3, 9, tzinfo=UTC), "2.test")
    config = maildirs.configure(authserv_id=OURS)
    ours, _, other = config.read_text("utf-8").rpartition(f'authserv_id = "{OURS}"')
    config.write_text(f'{ours}authserv_id = ""{other}', "utf-8")
    killing.run(config)
    (found,) = exported(config)
    assert found["waiting_message_ids"] == [2]
