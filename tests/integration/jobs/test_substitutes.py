"""What Exchange gives in the place of mails lies in a real Dovecot: each is an alarm, and no innocent mail is."""

from __future__ import annotations

import json

import pytest

from jobs.config import configuration
from jobs.intake.poll import polling, scanning
from jobs.runtime.workplace import open_workplace
from parsers.disposition import disposition
from tests import mailboxes
from tests.recorded import ARRIVED
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.substitutes import PAGE_LANGUAGES, innocents, not_given, substitutes, taken_out

OF_EXCHANGE, OF_OTHERS = 40, 8


@pytest.fixture(scope="module")
def polled(has_dovecot, tmp_path_factory):
    """The configuration after one poll: stand-ins in the one mailbox, innocent mail in the other."""
    del has_dovecot
    with Dovecot() as server:
        others = [made(language) for language in PAGE_LANGUAGES for made in (not_given, taken_out)]
        for account, mails in (("a", [*substitutes(), *others]), ("b", innocents())):
            for mail in mails:
                server.deliver(account, mail, ARRIVED)
        config = mailboxes.configure(server, tmp_path_factory.mktemp("substitutes"))
        assert mailboxes.command(config, "poll").returncode == 0
        yield config


def test_each_is_withheld_and_no_innocent_mail_is(polled):
    told = mailboxes.command(polled, "withheld", "--format", "json", check=False)
    shown = json.loads(told.stdout)
    assert (told.returncode, len(shown)) == (1, OF_EXCHANGE + OF_OTHERS)
    assert {one["mailbox"] for one in shown} == {"a"}
    assert sum("“Recrutement EO" in one["says"] for one in shown) == OF_EXCHANGE - 8  # eight tell nothing of the mail


def test_each_is_a_near_miss_that_a_person_is_shown(polled):
    told = json.loads(mailboxes.messages(polled))
    withheld = [one for one in told if one["reason"].startswith("the mail server")]
    assert {one["disposition"] for one in withheld} == {"near_miss"}
    assert len(withheld) == OF_EXCHANGE + OF_OTHERS


def test_the_status_is_unwell_for_the_one_mailbox_alone(polled):
    told = mailboxes.command(polled, "status", check=False)
    assert told.returncode == 1
    assert [line for line in told.stdout.splitlines() if line.startswith("PROBLEM")] == [
        "PROBLEM     mailbox a withholds 48 mails that it lists: candidatures withheld"
    ]


def test_what_was_set_aside_unread_is_found_when_all_is_looked_through_again(has_dovecot, tmp_path, monkeypatch):
    del has_dovecot
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    with Dovecot() as server:
        server.deliver("a", substitutes()[0], ARRIVED)
        with open_workplace(configuration.load(mailboxes.configure(server, tmp_path))) as place:
            polling.prepare(place)
            mailbox = polling.open_mailboxes(place.settings)[0]
            with monkeypatch.context() as patched:
                patched.setattr(disposition, "may_be_stand_in", lambda *_: False)
                assert scanning.scan(place, mailbox).dispositions == {"unrelated": 1}
            assert scanning.scan(place, mailbox, afresh=True).dispositions == {"near_miss": 1}
            mailbox.close()
            with place.store.peek() as transaction:
                assert [one.uid for one in transaction.withheld.all()] == [1]


def test_a_strangers_notice_is_judged_as_the_mail_that_it_is(has_dovecot, tmp_path):
    del has_dovecot
    with Dovecot() as server:
        forged = taken_out("en", sender="noreply@evil.example")
        assert forged.count(b"[Guard] message quarantined") == 1
        server.deliver("a", forged.replace(b"[Guard]", b"Recrutement EO: [Guard]"), ARRIVED)
        config = mailboxes.configure(server, tmp_path)
        assert mailboxes.command(config, "poll").returncode == 0
        assert json.loads(mailboxes.command(config, "withheld", "--format", "json").stdout) == []
        (told,) = json.loads(mailboxes.messages(config))
        assert told["disposition"] != "unrelated"
        assert not told["reason"].startswith("the mail server")
