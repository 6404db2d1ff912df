from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from jobs.config.configuration import load
from jobs.config.smtp_address import SmtpAddress
from jobs.errors import UndeliverableError
from jobs.outgoing.notify import channels, smtp
from jobs.outgoing.notify.channels import Alert, MailChannel, WebhookChannel
from tests.maildirs import Maildirs

ALERT = Alert(event="begins", key="disk", sentence="little room", at=datetime(2026, 2, 1, tzinfo=UTC))
SMTP = """
[smtp]
url = "smtp://127.0.0.1:{port}"
sender = "candidatures <robot@cdm.example>"

[alerts]
mail_to = ["operator@cdm.example"]
"""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://x", "unknown scheme"),
        ("smtps://u:p@x", "no place in the URL"),
        ("smtp://mail.example", "clear text"),
        ("smtps:///", "host is missing"),
    ],
)
def test_addresses_that_cannot_be_used(url, why):
    with pytest.raises(ValueError, match=why):
        SmtpAddress.of(url)


def test_ports_and_users():
    assert SmtpAddress.of("smtps://me%40x.example@mail.example").port == 465
    assert SmtpAddress.of("smtp+starttls://me%40x.example@mail.example").user == "me@x.example"


def test_an_alert_as_mail_says_that_no_person_wrote_it(tmp_path, monkeypatch):
    settings = load(Maildirs.make(tmp_path).configure(more=SMTP.format(port=25)))
    sent = []
    monkeypatch.setattr(smtp, "send", lambda mail, **_: sent.append(mail))
    MailChannel(settings).send(ALERT)
    (mail,) = sent
    assert mail["Subject"] == "[candidatures] PROBLEM: disk"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().startswith("little room")


def test_a_mail_server_that_is_not_there(tmp_path):
    settings = load(Maildirs.make(tmp_path).configure(more=SMTP.format(port=1)))
    with pytest.raises(UndeliverableError, match=r"127\.0\.0\.1:1 did not take the mail"):
        MailChannel(settings).send(ALERT)


def test_an_alert_as_webhook():
    posted = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        WebhookChannel(f"http://127.0.0.1:{server.server_port}/").send(ALERT)
        thread.join()
        port = server.server_port
    assert posted == [{"event": "begins", "key": "disk", "sentence": "little room", "at": "2026-02-01T00:00:00+00:00"}]
    with pytest.raises(UndeliverableError, match="webhook"):
        WebhookChannel(f"http://127.0.0.1:{port}/").send(ALERT)


def test_the_log_is_always_a_channel(tmp_path):
    settings = load(Maildirs.make(tmp_path).configure())
    assert [channel.name for channel in channels.channels(settings)] == ["log"]
