"""What leaves the house: alerts and the closing report, to a real mail server and a webhook."""

from __future__ import annotations

import json
import os
import queue
import signal
import ssl
import threading
from contextlib import closing
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from jobs.config import configuration
from jobs.runtime.workplace import open_store
from tests import killing
from tests.maildirs import Maildirs
from tests.running import Running
from tests.servers.dovecot import PASSWORD, free_ports, make_certificate

pytestmark = pytest.mark.long

HOLD = 600.0
"""Seconds to wait for a message that is to come."""


class Letterbox:
    """Takes every mail."""

    def __init__(self):
        self.mails = queue.Queue()

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802 - the library's name
        self.mails.put((session.authenticated, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def letterbox():
    return Letterbox()


@pytest.fixture
def mail_server(letterbox):
    (port,) = free_ports(1)
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def webhook():
    """Its port, and what was posted."""
    posted = queue.Queue()

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            posted.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, posted
        server.shutdown()
        thread.join()


@pytest.fixture
def maildirs(tmp_path):
    filled = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(3)):
        filled.deliver(mailbox, original, arrived, f"{index:06}.test")
    return filled


def smtp(port):
    return f'\n[smtp]\nurl = "smtp://127.0.0.1:{port}"\nsender = "candidatures <robot@cdm.example>"\n'


def test_one_alert_when_trouble_begins_one_when_it_ends_none_between(maildirs, letterbox, mail_server, webhook):
    port, posted = webhook
    told_to = f'mail_to = ["operator@cdm.example"]\nwebhook = "http://127.0.0.1:{port}/"\n'
    alerts = f"[alerts]\n{told_to}after_intervals = 600\n"
    config = maildirs.configure(closes_at="2099-01-01", interval=1, more=smtp(mail_server) + alerts)
    with Running(config) as daemon:
        daemon.until("poll made")
        (maildirs.folder / "b").rename(maildirs.folder / "away")
        begins = posted.get(timeout=HOLD)
        _, mail = letterbox.mails.get(timeout=HOLD)
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    with Running(config) as daemon:  # started again in the middle of it: told once all the same
        for number in (4, 6, 8):
            maildirs.deliver("a", killing.mail(number, killing.FIRST), killing.FIRST, f"more{number}.test")
            daemon.until("message read")
        (maildirs.folder / "away").rename(maildirs.folder / "b")
        daemon.send(signal.SIGHUP)  # a folder that is missing is looked for again in an hour, or at once when asked
        ends = posted.get(timeout=HOLD)
        _, all_clear = letterbox.mails.get(timeout=HOLD)
        daemon.send(signal.SIGTERM)
        assert daemon.ended() == 0
    assert [(one["event"], one["key"]) for one in (begins, ends)] == [("begins", "mailbox b"), ("ends", "mailbox b")]
    assert (mail["To"], mail["Subject"]) == ("operator@cdm.example", "[candidatures] PROBLEM: mailbox b")
    assert all_clear["Subject"] == "[candidatures] OK again: mailbox b"
    assert posted.empty()
    assert letterbox.mails.empty()


def read_anew(config):
    """Everything is put back into the queue, as a re-ingest does it."""
    with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
        transaction.ledger.requeue(transaction.ledger.readable())


def test_a_message_that_cannot_be_read_is_told(maildirs, letterbox, mail_server):
    alerts = '[alerts]\nmail_to = ["operator@cdm.example"]\nafter_intervals = 600\n'
    config = maildirs.configure(closes_at="2099-01-01", interval=1, more=smtp(mail_server) + alerts)
    with Running(config) as daemon:
        daemon.until("poll made")
        for original in (maildirs.folder / "archive").glob("??/??/*.eml"):
            original.unlink()
        read_anew(config)  # and the originals are gone
        _, mail = letterbox.mails.get(timeout=HOLD)
    assert mail["Subject"] == "[candidatures] PROBLEM: failed"
    assert "@mail.example" not in mail.as_string()


def report_to(port):
    return smtp(port) + '[report]\nmail_to = ["recruiters@cdm.example"]\n'


def test_the_closing_report_goes_out_by_mail_once(maildirs, letterbox, mail_server):
    config = maildirs.configure(more=report_to(mail_server))
    for _ in range(2):
        with Running(config) as daemon:
            assert daemon.ended() == 0
    _, mail = letterbox.mails.get(timeout=HOLD)
    assert letterbox.mails.empty()
    assert mail["To"] == "recruiters@cdm.example"
    text, page = (part.get_content() for part in mail.iter_parts())
    for words in ("Rapport de clôture", "Lettre manquante", killing.name_of(0)):
        assert words in text
        assert words in page


def test_a_report_that_could_not_be_mailed_is_mailed_at_the_next_start(maildirs, letterbox):
    (port,) = free_ports(1)
    config = maildirs.configure(more=report_to(port))
    with Running(config) as daemon:
        assert daemon.ended() == 1
        assert daemon.said("the closing report could not be mailed")
    controller = Controller(letterbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with Running(config) as daemon:
            assert daemon.ended() == 0
        letterbox.mails.get(timeout=HOLD)
    finally:
        controller.stop()


def test_it_goes_out_over_tls_and_with_a_password(maildirs, letterbox, tmp_path):
    make_certificate(tmp_path, "DNS:localhost,IP:127.0.0.1")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    (port,) = free_ports(1)

    def known(_server, _session, _envelope, _mechanism, who):
        return AuthResult(success=(who.login, who.password) == (b"robot", PASSWORD.encode()), auth_data="robot")

    controller = Controller(
        letterbox, hostname="127.0.0.1", port=port, ssl_context=context, authenticator=known, auth_require_tls=False
    )
    address = f'url = "smtps://robot@127.0.0.1:{port}"\npassword_env = "SECRET"\nca_file = "{tmp_path}/cert.pem"'
    config = maildirs.configure(more=report_to(port).replace(f'url = "smtp://127.0.0.1:{port}"', address))
    controller.start()
    try:
        with Running(config, environment={**os.environ, "SECRET": PASSWORD}) as daemon:
            assert daemon.ended() == 0
        authenticated, _ = letterbox.mails.get(timeout=HOLD)
    finally:
        controller.stop()
    assert authenticated
