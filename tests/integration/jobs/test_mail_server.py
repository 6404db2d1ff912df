"""The daemon before a real mail server."""

from __future__ import annotations

import json
import socket
import threading
from datetime import UTC, datetime

import pytest

from tests import killing, mailboxes
from tests.running import Running
from tests.servers.dovecot import PASSWORD

LONG_OPEN = "closes_at = 2099-01-01"


def configure(dovecot, folder, *, interval=3600, more=""):
    config = mailboxes.configure(dovecot, folder)
    text = config.read_text("utf-8").replace("closes_at = 2026-03-15", LONG_OPEN)
    config.write_text(f"{text}\n[daemon]\ninterval = {interval}\n{more}", "utf-8")
    return config


def surroundings(config):
    return mailboxes.environment(config)


def delivered(dovecot, mailbox, number):
    """Hand a new mail over."""
    dovecot.deliver(mailbox, killing.mails(20)[number][1], datetime.now(UTC))


def test_new_mail_is_in_the_store_by_idle_long_before_the_next_poll(dovecot, tmp_path):
    config = configure(dovecot, tmp_path)
    with Running(config, environment=surroundings(config)) as daemon:
        delivered(dovecot, "a", 0)
        daemon.until("message read")  # its workers have started
        for mailbox, number in (("a", 2), ("b", 5), ("a", 8)):
            delivered(dovecot, mailbox, number)
            daemon.until("message read")
            daemon.until("poll made")


def attempts(config):
    """When each mailbox was last looked at."""
    told = json.loads(mailboxes.command(config, "status", "--format", "json", check=False).stdout)
    return {one["name"]: one["last_attempt_at"] for one in told["mailboxes"]}


def test_news_of_one_mailbox_polls_that_one_only(dovecot, tmp_path):
    config = configure(dovecot, tmp_path)
    with Running(config, environment=surroundings(config)) as daemon:
        delivered(dovecot, "a", 0)
        daemon.until("message read")
        before = attempts(config)
        delivered(dovecot, "a", 8)
        daemon.until("message read")
        after = attempts(config)
    assert after["a"] > before["a"]
    assert after["b"] == before["b"]


def test_a_mailbox_that_failed_is_tried_again_when_its_back_off_says_so(dovecot, tmp_path):
    config = configure(dovecot, tmp_path, interval=3600)
    dovecot.stop()
    with Running(config, environment=surroundings(config)) as daemon:
        daemon.until("mailbox not polled")
        delivered(dovecot, "a", 0)
        dovecot.start()
        daemon.until("message read")
        daemon.until("mailbox polled again", lambda line: line["mailbox"] == "a")


def test_a_wrong_password_is_told_at_once_and_not_tried_in_a_loop(dovecot, tmp_path):
    config = configure(dovecot, tmp_path, interval=1)
    env = surroundings(config) | {"CANDIDATURES_TEST": "wrong"}
    with Running(config, environment=env) as daemon:
        assert daemon.until("alert")["key"] == "mailbox a"
        assert daemon.until("alert")["key"] == "mailbox b"
        assert len(daemon.said("mailbox not polled")) == 2
    assert dovecot.log.read_text("utf-8").count("auth failed, 1 attempts") == 2


def test_a_server_that_restarts_is_polled_again_without_a_word_of_ours(dovecot, tmp_path):
    config = configure(dovecot, tmp_path, interval=1)
    with Running(config, environment=surroundings(config)) as daemon:
        daemon.until("running")
        delivered(dovecot, "a", 0)
        daemon.until("message read")
        dovecot.stop()
        daemon.until("mailbox not polled")
        dovecot.start()
        delivered(dovecot, "a", 2)
        daemon.until("message read")
        daemon.until("mailbox polled again") if not daemon.said("mailbox polled again") else None


@pytest.fixture
def silent_server():
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        kept = []
        thread = threading.Thread(target=lambda: _accept(server, kept), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        for connection in kept:
            connection.close()


def _accept(server, kept):
    while True:
        try:
            kept.append(server.accept()[0])
        except OSError:
            return


def test_a_pass_that_hangs_ends_the_process_for_the_supervisor_to_start_again(silent_server, tmp_path):
    config = tmp_path / "candidatures.toml"
    config.write_text(
        f'[[mailboxes]]\nname = "a"\nurl = "imap://a@127.0.0.1:{silent_server}/"\npassword_env = "SECRET"\n'
        f'[[notices]]\nslug = "eo"\ntitle = "t"\nsubject = "Recrutement EO"\n{LONG_OPEN}\n'
        "[daemon]\nhangs_after = 1\n",
        "utf-8",
    )
    with Running(config, environment=mailboxes.environment(config, SECRET=PASSWORD)) as daemon:
        assert daemon.until("no progress: the process ends itself")["doing"] == "a poll"
        assert daemon.ended() == 70


def test_the_metrics_are_served_on_loopback(dovecot, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = configure(dovecot, tmp_path, more=f"[metrics]\nport = {port}\n")
    with Running(config, environment=surroundings(config)) as daemon:
        daemon.until("running")
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            answer = b"".join(iter(lambda: client.recv(65536), b""))
        assert b"candidatures_store_up 1.0" in answer
