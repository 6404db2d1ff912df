"""Letters go out over a real server, answers and reports come back into a real mailbox, and all of it stays."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from desk.letters import mail
from jobs.config import configuration
from jobs.outgoing.letters.sending import Sender
from jobs.outgoing.letters.submission import Submission
from jobs.runtime.workplace import open_store
from parsers.values.acts import FORGED, UNPROVEN
from store import Store
from store.letters.states import LetterState
from store.letters.values import LetterDraft, LetterFilter
from store.views.values import ApplicationFilter
from tests.delivery_reports import DAEMON, DSN, multipart, part
from tests.integration.jobs.test_letters import Taking, serving
from tests.mailboxes import configure
from tests.maildirs import vouched
from tests.running import command
from tests.servers.dovecot import PASSWORD, Dovecot

UNDELIVERED = "Undelivered Mail Returned to Sender"
APPLIED = datetime(2026, 3, 1, 9, tzinfo=UTC)
NAMES = ("anne", "bob", "carl", "dora")
LETTERS = '\n[letters]\nsender = "CDM <office@cdm.example>"\n'


def applied(name: str) -> bytes:
    made = EmailMessage()
    made["From"] = f"{name.title()} Dupont <{name}@mail.example>"
    made["To"], made["Subject"] = "office@cdm.example", "Recrutement EO"
    made["Message-ID"] = f"<{name}.1@mail.example>"
    made.set_content(f"Madame,\n\nJe pose ma candidature.\n\n{name.title()} Dupont\n")
    return made.as_bytes()


def back(sender: str, subject: str, text: str, paper: str | None = None, **fields: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "office@cdm.example", subject
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if paper is not None:
        made.add_attachment(paper, filename="attestation.txt")
    return made.as_bytes()


def bounce(to: str, returned: str, status: str = "5.1.1") -> bytes:
    words = part(f"<{to}>: 550 {status} user unknown\n", "text/plain")
    told = f"Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {to}\nAction: failed\nStatus: {status}\n"
    told += f"Diagnostic-Code: smtp; 550 {status} <{to}> user unknown\n"
    return multipart(
        "Undelivered Mail Returned to Sender", DAEMON, words, part(told, DSN), part(returned, "text/rfc822-headers")
    )


@pytest.fixture
def office(has_dovecot, tmp_path, monkeypatch):
    """A configuration over a real server, with four candidates whose letters went out, and the mails that left."""
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    with Dovecot(("a", "b")) as server:
        config = configure(server, tmp_path)
        config.write_text(config.read_text("utf-8") + LETTERS, "utf-8")
        for name in NAMES:
            server.deliver("a", applied(name), APPLIED)
        run(config, "poll")
        yield server, config, sent(f"sqlite:///{tmp_path}/candidatures.db")


def run(config, *words):
    done = command(config, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sent(url):
    """Letters written, approved and handed over; by name what the mail server took."""
    handler = Taking()
    with serving(handler) as port, closing(Store.open(url)) as store:
        with store.begin() as tx:
            for row in tx.views.applications(ApplicationFilter()).rows:
                tx.reviews.decide(row.id, "mireille", "reject", "moins de cinq ans")
                draft = LetterDraft(
                    notice=row.notice, message_id=row.id, kind="refusal", language="fr", once="selection",
                    sender="CDM <office@cdm.example>", to_name=row.name, to_email=row.email,
                    subject="Votre candidature", text="Bonjour,\n\nmerci.\n",
                )  # fmt: skip
                made = tx.letters.draft(draft, "mireille")
                tx.letters.approve(made.id, "mireille", revision=made.revision)
        way = Submission(url=f"smtp://127.0.0.1:{port}")
        Sender(store, way, lambda letter: mail.seal(letter, now=datetime.now(UTC)), per_minute=100).round()
    taken = [handler.mails.get(timeout=60) for _ in NAMES]
    return {to[0].partition("@")[0]: message_from_bytes(content, policy=policy.default) for _, _, to, content in taken}


def state(config):
    """What stands in the store of letters, answers, dossiers and mails."""
    with closing(Store.open(f"sqlite:///{config.parent}/candidatures.db", read_only=True)) as store, store.peek() as tx:
        letters = {one.to_email.partition("@")[0]: one for one in tx.letters.all(LetterFilter())}
        answers = [
            (next(name for name, one in letters.items() if one.id == answer.letter_id), answer.kind, answer.tied_by)
            for answer in tx.answers.all()
        ]
        dossiers = {
            detail.row.name: (len(detail.messages), [document.filename for document in detail.documents])
            for detail in tx.views.details(ApplicationFilter(standing="any"))
        }
        mails = sorted((one.subject or "", one.disposition, one.reason) for one in tx.views.messages())
        states = {name: (one.state, one.answer) for name, one in letters.items()}
        return states, sorted(answers), dossiers, mails, sorted(tx.answers.failed_addresses())


def test_what_comes_back_is_told_at_its_letter_and_stays_after_a_reingest(office):
    server, config, out = office
    ref = {name: str(one["Message-ID"]) for name, one in out.items()}
    head = out["anne"].as_bytes().partition(b"\n\n")[0].decode("ascii")
    now = datetime.now(UTC) + timedelta(seconds=5)
    for original in (
        bounce("anne@mail.example", head),
        back("Bob <bob@mail.example>", "RE: Votre candidature", "Merci.", "Attestation.", In_Reply_To=ref["bob"]),
        back(
            "carl@mail.example",
            "Absence du bureau",
            "Je suis absent.",
            Auto_Submitted="auto-replied",
            In_Reply_To=ref["carl"],
        ),
        back("Eve <eve@evil.example>", "Re: Votre candidature", "Je renonce.", "Faux.", In_Reply_To=ref["dora"]),
        bounce(
            "dora@mail.example",
            "From: office@cdm.example\nSubject: Votre candidature\nMessage-ID: <forged@cdm.example>",
        ),
        bounce("dora@mail.example", f"Message-ID: <letter4.{'0' * 24}@cdm.example>"),
        bounce("someone@else.example", "From: office@cdm.example\nSubject: Facture\nMessage-ID: <9@cdm.example>"),
    ):
        server.deliver("a", original, now)
    run(config, "poll")
    states, answers, dossiers, mails, failed = before = state(config)
    assert states["anne"] == (LetterState.FAILED, "550 5.1.1 <anne@mail.example> user unknown")
    assert {name: one for name, (one, _) in states.items() if name != "anne"} == dict.fromkeys(
        ("bob", "carl", "dora"), LetterState.SENT
    )
    assert answers == [
        ("anne", "failed", "reference"),
        ("bob", "reply", "reference"),
        ("carl", "auto_reply", "reference"),
        ("dora", "failed", "address"),
        ("dora", "failed", "address"),
        ("dora", "stranger", "reference"),
    ]
    assert failed == ["anne@mail.example"]
    assert dossiers["Bob Dupont"] == (2, ["attestation.txt"])
    assert dossiers["Dora Dupont"] == (1, [])
    assert len(dossiers) == 4
    kinds = [(disposition, subject) for subject, disposition, _ in mails]
    assert ("near_miss", "Re: Votre candidature") in kinds
    assert ("late", "RE: Votre candidature") in kinds
    assert sorted(one for one in kinds if one[0] in {"bounce", "unrelated"}) == [
        *[("bounce", UNDELIVERED)] * 3,
        ("unrelated", ""),
    ]
    run(config, "reingest", "--all")
    assert state(config) == before
    run(config, "reingest", "--from-mailbox")
    assert state(config) == before
    told = json.loads(run(config, "letters", "list", "--format", "json"))
    assert [one["state"] for one in told].count("failed") == 1


def doubts(config):
    """By name why what came back on a letter does not count."""
    with closing(Store.open(f"sqlite:///{config.parent}/candidatures.db", read_only=True)) as store, store.peek() as tx:
        names = {one.id: one.to_email.partition("@")[0] for one in tx.letters.all(LetterFilter())}
        return {names[one.letter_id]: one.doubt for one in tx.answers.all()}


def test_a_forged_reply_waits_at_its_letter_until_a_person_accepts_the_mail(office):
    server, config, out = office
    now = datetime.now(UTC) + timedelta(seconds=5)
    for name, result in (("anne", "fail"), ("bob", "pass"), ("carl", "none")):
        reply = back(
            f"{name}@mail.example", "RE: Votre candidature", "Merci.", In_Reply_To=str(out[name]["Message-ID"])
        )
        server.deliver("a", vouched(reply, result), now)
    run(config, "poll")
    assert doubts(config) == {"anne": FORGED, "bob": None, "carl": UNPROVEN}
    run(config, "reingest", "--all")
    assert doubts(config) == {"anne": FORGED, "bob": None, "carl": UNPROVEN}
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        mails = [mail for one in tx.views.details(ApplicationFilter()) for mail in one.messages]
        waiting = [mail for mail in mails if mail.waits and mail.subject == "RE: Votre candidature"]
        assert len(waiting) == 2
        for mail in waiting:
            tx.reviews.admit(mail.id, "mireille")
    assert set(doubts(config).values()) == {None}


def test_an_answer_is_filed_once_its_address_is_known_for_the_candidates(office):
    server, config, out = office
    now = datetime.now(UTC) + timedelta(seconds=5)
    elsewhere = "Dora Dupont <dora@work.example>"
    for subject, named in (("Ma réponse", str(out["dora"]["Message-ID"])), ("Recrutement EO", "<dora.1@mail.example>")):
        mail = back(elsewhere, subject, "Merci.\n\nDora Dupont\n", In_Reply_To=named)
        server.deliver("a", vouched(mail, "pass"), now)
    run(config, "poll")
    assert ("dora", "stranger", "reference") in state(config)[1]
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        (detail,) = [one for one in tx.views.details(ApplicationFilter()) if len(one.messages) == 2]
        (waiting,) = [mail for mail in detail.messages if mail.waits]
        review = tx.reviews.admit(waiting.id, "mireille")
    assert " 1 applications would change" in run(config, "reingest", "--all", "--dry-run")
    run(config, "poll")
    assert ("dora", "reply", "reference") in state(config)[1]
    assert state(config)[2]["Dora Dupont"][0] == 3
    assert " 0 applications would change" in run(config, "reingest", "--all", "--dry-run")

    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        tx.reviews.undo(review, "mireille")
    run(config, "poll")
    assert " 0 applications would change" in run(config, "reingest", "--all", "--dry-run")
