"""Letters on their way out: killed wherever a sender may die, over real servers, into a real Drafts folder."""

from __future__ import annotations

import base64
import json
import queue
import signal
import ssl
import subprocess
import sys
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import imapclient
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from desk.letters import mail
from ingest.mailbox_address import MailboxAddress
from jobs.errors import UndeliverableError
from jobs.outgoing.letters.outcome import Ending
from jobs.outgoing.letters.sending import Sender
from jobs.outgoing.letters.submission import Submission
from jobs.outgoing.letters.ways import DraftsFolder
from store import Store
from store.letters.states import LetterState
from tests import killing_letters
from tests.maildirs import Maildirs
from tests.running import Running, command
from tests.servers.dovecot import PASSWORD, Dovecot, free_ports, make_certificate

ROOT = Path(__file__).parents[3]
HOLD = 600.0
"""Seconds to wait for a message that is to come."""
LETTERS = """
[letters]
sender = "CDM <office@cdm.example>"
send = "smtp"

[letters.smtp]
url = "smtp://127.0.0.1:{port}"
"""
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
MAIL = b"From: office@cdm.example\r\nTo: anne@mail.example\r\nSubject: x\r\n\r\n.\r\nfin\r\n"


def test_killed_at_every_point_no_letter_leaves_twice_and_none_is_missing(tmp_path):
    points = len(killing_letters.points())
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing_letters", tmp_path, "5", str(2 * points), "1"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, told["wrong"], told["missing"]) == (0, [], 0), done.stderr
    assert (told["kills"], told["stores"] > 1) == (2 * points, True)
    assert told["states"] == {"sent": told["arrived"]} == {"sent": 5 * told["stores"]}
    assert set(told["passed"]) == set(killing_letters.points())
    assert told["doubtful"]


class Taking:
    """A server that answers as a test wants."""

    def __init__(self):
        self.mails = queue.Queue()
        self.answers = {}

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 - the library's name
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, options):  # noqa: N802 - the library's name
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library's name
        self.mails.put((session.authenticated, envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.answers.get("DATA") == "drop":
            server.transport.abort()
        return self.answers.get("DATA", "250 OK taken as 4711")


@contextmanager
def serving(handler, **options):
    (port,) = free_ports(1)
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.mark.parametrize(
    ("answers", "ending"),
    [
        ({}, Ending.SENT),
        ({"MAIL": "550 you may not"}, Ending.PUT_OFF),
        ({"RCPT": "550 5.1.1 no such user"}, Ending.REFUSED),
        ({"RCPT": "450 4.7.1 greylisted"}, Ending.PUT_OFF),
        ({"RCPT": "421 going down"}, Ending.PUT_OFF),
        ({"DATA": "554 5.7.1 not wanted"}, Ending.REFUSED),
        ({"DATA": "451 4.3.0 later"}, Ending.PUT_OFF),
        ({"DATA": "drop"}, Ending.DOUBTFUL),
    ],
)
def test_what_a_server_says_is_what_came_of_it(answers, ending):
    handler = Taking()
    handler.answers = answers
    with serving(handler) as port, Submission(url=f"smtp://127.0.0.1:{port}").opened() as delivery:
        outcome = delivery.deliver(MAIL, sender="office@cdm.example", recipient="anne@mail.example")
    assert outcome.ending is ending
    if ending is Ending.SENT:
        assert outcome.answer == "250 OK taken as 4711"
        assert handler.mails.get()[1:] == ("office@cdm.example", ["anne@mail.example"], MAIL)


def test_after_a_refusal_the_next_letter_goes_out_over_the_same_connection():
    handler = Taking()
    with serving(handler) as port, Submission(url=f"smtp://127.0.0.1:{port}").opened() as delivery:
        endings = []
        for answer in ("550 no", "250 OK"):
            handler.answers = {"RCPT": answer}
            endings.append(delivery.deliver(MAIL, sender="o@cdm.example", recipient="a@mail.example").ending)
    assert endings == [Ending.REFUSED, Ending.SENT]


def context_of(folder):
    make_certificate(folder, "DNS:localhost,IP:127.0.0.1")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def known(_server, _session, _envelope, _mechanism, who):
    good = isinstance(who, LoginPassword) and (who.login, who.password) == (b"office", b"right")
    return AuthResult(success=good, handled=False, auth_data="office")  # the refusal is the library's to say


def test_over_tls_with_a_password_and_never_without(tmp_path):
    handler = Taking()
    tls = {"ssl_context": context_of(tmp_path), "authenticator": known, "auth_require_tls": False}
    with serving(handler, **tls) as port:
        way = {"url": f"smtps://office@127.0.0.1:{port}", "ca_file": tmp_path / "cert.pem"}
        with Submission(**way, secret=lambda: "right").opened() as delivery:
            delivery.deliver(MAIL, sender="o@cdm.example", recipient="a@mail.example")
        assert handler.mails.get()[0]
        with (
            pytest.raises(UndeliverableError, match="535") as caught,
            Submission(**way, secret=lambda: "wrong").opened(),
        ):
            pass
        assert "wrong" not in str(caught.value)
        with pytest.raises(UndeliverableError, match="CERTIFICATE_VERIFY_FAILED"):
            Submission(url=way["url"], secret=lambda: "right").opened().__enter__()


def test_with_the_sign_in_of_a_mailbox(tmp_path):
    class Signing(Taking):
        async def auth_XOAUTH2(self, _server, args):  # noqa: N802 - the library's name
            given = base64.b64decode(args[1]).decode()
            good = given == "user=office\1auth=Bearer token\1\1"
            return AuthResult(success=good, handled=False, auth_data="office")

    handler = Signing()
    with serving(handler, ssl_context=context_of(tmp_path), auth_require_tls=False) as port:
        way = {"url": f"smtps://office@127.0.0.1:{port}", "ca_file": tmp_path / "cert.pem", "oauth": True}
        with Submission(**way, secret=lambda: "token").opened() as delivery:
            assert delivery.deliver(MAIL, sender="o@cdm.example", recipient="a@mail.example").ending is Ending.SENT
        assert handler.mails.get()[0]
        with pytest.raises(UndeliverableError, match="535"), Submission(**way, secret=lambda: "stale").opened():
            pass


def test_the_daemon_sends_what_is_approved(tmp_path):
    handler = Taking()
    with serving(handler) as port:
        config = Maildirs.make(tmp_path).configure(interval=1, more=LETTERS.format(port=port))
        killing_letters.filled(f"sqlite:///{tmp_path}/candidatures.db", 2, notice="eo-arlon-2026")
        with Running(config) as daemon:
            taken = [handler.mails.get(timeout=HOLD) for _ in range(2)]
            daemon.until("letters sent")
            daemon.send(signal.SIGTERM)
            assert daemon.ended() == 0
            assert not daemon.said("@mail.example")
    assert {tuple(to) for _, _, to, _ in taken} == {("candidate1@mail.example",), ("candidate2@mail.example",)}
    assert handler.mails.empty()


def test_the_daemon_ends_when_a_person_closes_the_last_notice(tmp_path):
    config = Maildirs.make(tmp_path).configure(interval=1, more=LETTERS.format(port=1))
    with Running(config) as daemon:
        daemon.until("running")
        done = command(config, "close")
        assert done.returncode == 0, done.stderr
        daemon.until("every notice is closed: the daemon ends")
        assert daemon.ended() == 0
    assert "no notice is open" in command(config, "poll").stderr
    assert command(config, "close", "--reopen").returncode == 0
    assert command(config, "poll").returncode == 0


def test_into_the_drafts_folder_once_and_nothing_else_of_the_mailbox_changes(has_dovecot, tmp_path):
    url = f"sqlite:///{tmp_path}/store.db"
    killing_letters.filled(url, 2)
    with Dovecot(("a",)) as server, closing(Store.open(url)) as store:
        address = MailboxAddress(name="a", url=server.url("a"), ca_file=server.ca_file)
        with imapclient.IMAPClient("127.0.0.1", server.port, ssl=False) as client:
            client.login("a", PASSWORD)
            client.create_folder("Brouillons")
        way = DraftsFolder(address=address, secret=lambda: PASSWORD, folder="Brouillons")
        done = Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=100).round()
        assert done.endings == (Ending.SENT, Ending.SENT)
        with imapclient.IMAPClient("127.0.0.1", server.port, ssl=False) as client:
            client.login("a", PASSWORD)
            assert client.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"] == 0
            client.select_folder("Brouillons", readonly=True)
            kept = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS"])
        with store.peek() as tx:
            letters = tx.letters.all()
        assert {(letter.state, letter.way) for letter in letters} == {(LetterState.SENT, "drafts")}
        made = {message_from_bytes(one[b"BODY[]"], policy=policy.default)["Message-ID"] for one in kept.values()}
        assert made == {letter.message_ref for letter in letters}
        assert all(rb"\Draft" in one[b"FLAGS"] for one in kept.values())
        missing = DraftsFolder(address=address, secret=lambda: PASSWORD, folder="Ailleurs")
        with missing.opened() as delivery:
            assert delivery.deliver(MAIL, sender="", recipient="").ending is Ending.REFUSED
