"""Withheld, broken and out-of-sight mail by class: none is lost in silence, and all comes once the server is mended."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from jobs.care import auditing
from jobs.care.status import status
from jobs.config import configuration
from jobs.intake.poll import polling, scanning
from jobs.runtime.workplace import open_workplace
from store.database.models import WithheldRow
from tests import injected
from tests.killing import Inline

CONFIGURATION = """\
[store]
url = "sqlite:///candidatures.db"
[[mailboxes]]
name = "a"
url = "{url}"
password_env = "INJECTED"
[[notices]]
slug = "eo"
title = "Charge de mission"
subject = "Recrutement EO"
closes_at = 2099-03-15
"""


@pytest.fixture(scope="module")
def polled(tmp_path_factory):
    """The injected cases, polled once; the server and the workplace stay open."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INJECTED", "secret")
        server = injected.Server(injected.cases())
        with server.scripted as scripted:
            config = tmp_path_factory.mktemp("injected") / "candidatures.toml"
            config.write_text(CONFIGURATION.format(url=scripted.url), "utf-8")
            with open_workplace(configuration.load(config)) as place:
                inline = replace(place, pool=Inline())
                poll(inline)
                yield server, inline


def poll(place):
    """A look at the mailbox; what it keeps waits to be read."""
    polling.prepare(place)
    (mailbox,) = polling.open_mailboxes(place.settings)
    scanned = scanning.scan(place, mailbox)
    mailbox.close()
    assert scanned.error is None
    return scanned


def audited(place):
    mailboxes = polling.open_mailboxes(place.settings)
    done = auditing.audit(place, mailboxes)
    for mailbox in mailboxes:
        mailbox.close()
    return done


def accounts(place):
    with place.store.peek() as transaction:
        return {one.uid: one for one in transaction.ledger.uid_outcomes()}


def came_of(place):
    """By UID: alarm, original or both, as the ledger has it."""
    found = {}
    for uid, one in accounts(place).items():
        found[uid] = "both" if one.kind == "alarm" and one.digest else one.kind or "lost"
    return found


def test_none_is_lost_in_silence(polled):
    server, place = polled
    came = came_of(place)
    assert len(server.cases) >= 100
    assert not [row for row in injected.table(server.cases, came)[1:] if not row.endswith(" 0")]
    wrong = {
        uid: (case.kind, came.get(uid)) for uid, case in enumerate(server.cases, 1) if came.get(uid) != case.expected
    }
    assert not wrong


def test_the_audit_names_each(polled):
    server, place = polled
    done = audited(place)
    assert done.differences == ()
    named = {int(note.place.rpartition("UID ")[2]) for note in done.notes if note.sentence.startswith("withheld: ")}
    assert named == {uid for uid, case in enumerate(server.cases, 1) if case.expected in {"alarm", "both"}}
    alarms, originals = len(named), len(server.cases) - len(named)
    told = f"{len(server.cases)} ever listed: {originals} originals, 0 rows with a reason, {alarms} withheld"
    assert f"{told}, 0 unaccounted for" in [finding.sentence for finding in done.checked]


def test_the_status_is_unwell_and_the_page_shows_what_the_server_says(polled):
    _, place = polled
    now = status.take(place.settings, place.store)
    assert "withheld a" in {condition.key for condition in now.conditions}
    with place.store.read() as views:
        shown = {mail.id: mail for mail in views.to_sort().near_misses}
    withheld = [mail for mail in shown.values() if mail.withheld]
    assert any("“Recrutement EO" in mail.reason and mail.notice == "eo" for mail in withheld)
    assert any(mail.reason == "the mail server lists this mail, but gives nothing of it" for mail in withheld)


def test_what_is_withheld_is_not_asked_for_at_every_poll(polled):
    server, place = polled
    before = len(server.scripted.commands)
    assert poll(place).seen == 0
    assert not [each for each in server.scripted.commands[before:] if "BODY.PEEK[]" in each]


def test_an_audit_calls_a_difference_what_is_accounted_for_by_nothing(polled):
    """The check itself can fail: a row of a withheld mail that somebody took away."""
    _, place = polled
    victim = next(one for one in accounts(place).values() if one.kind == "alarm" and not one.digest)
    with place.store.begin() as transaction:
        session = transaction.ledger._session
        session.execute(update(WithheldRow).where(WithheldRow.says == victim.says).values(came_at=datetime.now(UTC)))
        session.flush()
    done = audited(place)
    assert any(finding.place.endswith(f"UID {victim.uid}") for finding in done.differences)
    with place.store.begin() as transaction:
        transaction.ledger._session.execute(update(WithheldRow).values(came_at=None))


def test_every_mail_comes_once_the_server_is_mended(polled):
    server, place = polled
    server.mend()
    with place.store.begin() as transaction:
        past = datetime.now(UTC) - timedelta(days=1)
        transaction.ledger._session.execute(update(WithheldRow).values(again_at=past))
    poll(place)
    assert Counter(came_of(place).values()) == {"original": len(server.cases)}
    with place.store.peek() as transaction:
        assert transaction.withheld.all() == ()
    now = status.take(place.settings, place.store)
    assert not [condition for condition in now.conditions if condition.key.startswith("withheld")]
    with place.store.read() as views:
        others = [mail for mail in views.messages() if mail.disposition != "application"]
    assert {(mail.reason, mail.state) for mail in others} <= {
        ("its headers do not tell; it waits to be read", "archived")
    }
    assert audited(place).differences == ()
