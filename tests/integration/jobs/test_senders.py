"""Mails in a candidate's name from somebody else change nothing in her dossier until a person says so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from jobs import configuration
from jobs.workplace import open_store
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
        maildirs.deliver("a", original.as_bytes(), datetime(2026, 3, 2 + number, 9, tzinfo=UTC), f"{number:03}.test")
    config = maildirs.configure()
    if authserv_id is not None:
        text = config.read_text("utf-8")
        config.write_text(text.replace('name = "a"', f'name = "a"\nauthserv_id = "{authserv_id}"'), "utf-8")
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


def test_without_a_trusted_server_her_address_counts(tmp_path):
    config = polled(tmp_path, mail(HERS, results=""), mail(HERS, results="", **WORSE), authserv_id=None)
    (hers,) = exported(config)
    assert hers["waiting_message_ids"] == []
    assert hers["facts"]["workload"]["value"] == pytest.approx(0.5)


def test_a_colleagues_own_forward_counts_as_hers(tmp_path):
    forward = mail("mireille@cdm.example", name="Mireille", head=FORWARD, **WORSE)
    (hers,) = exported(polled(tmp_path, mail(HERS), forward))
    assert hers["waiting_message_ids"] == []
    assert hers["candidate"]["email"] == HERS
