from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from ingest.errors import CertificateUntrusted, FolderMissing, LoginRefused, MailboxUnreachable
from ingest.imap.mailbox import ImapMailbox
from ingest.mailbox import MailboxAddress, open_mailbox
from parsers.mail.mime.outline import read_outline
from parsers.values.sightings import Recorded
from tests.servers.dovecot import PASSWORD, Dovecot, free_ports
from tests.servers.proxy import Proxy

SAMPLE = Path(__file__).parents[2] / "data" / "sample-mailbox"
MAIL = b"From: X <x@example.org>\r\nSubject: =?utf-8?q?Recrutement_EO?=\r\n\r\nBonjour\r\n"


def mailbox(dovecot, account="a", *, secret=PASSWORD, **changes):
    settings = {"name": account, "url": dovecot.url(account), "ca_file": dovecot.ca_file} | changes
    _opened.append(open_mailbox(MailboxAddress(**settings), lambda: secret))
    return _opened[-1]


_opened = []


@pytest.fixture(autouse=True)
def _closed():
    """Close what a test opened, also where it fails."""
    yield
    while _opened:
        _opened.pop().close()


def scan(box, recorded=None, limit=None):
    return [sighting for batch in box.scan(recorded or Recorded(), limit) for sighting in batch]


def recorded_of(sightings):
    return Recorded(uidvalidity=sightings[0].uidvalidity, cursor=max(each.uid for each in sightings))


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls", "imap"])
def test_new_messages_are_sighted_and_fetched_byte_for_byte(dovecot, scheme):
    arrived = datetime(2026, 3, 15, 23, 30, tzinfo=timezone(timedelta(hours=1)))
    dovecot.deliver("a", MAIL, arrived)
    box = mailbox(dovecot, url=dovecot.url("a", scheme=scheme))
    (seen,) = scan(box)
    assert (seen.mailbox, seen.folder, seen.uid, seen.size) == ("a", "INBOX", 1, len(MAIL))
    assert seen.received_at == arrived
    assert seen.received_at.tzinfo is UTC
    assert seen.headers.subject == "Recrutement EO"
    assert seen.outline.media_type == "text/plain"
    assert list(box.fetch([seen.uid])) == [(1, MAIL)]


def test_only_what_is_not_recorded_comes(dovecot):
    for _ in range(5):
        dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    everything = scan(box)
    assert [each.uid for each in everything] == [1, 2, 3, 4, 5]
    validity = everything[0].uidvalidity
    assert [each.uid for each in scan(box, Recorded(uidvalidity=validity, cursor=2, above=frozenset({4})))] == [3, 5]
    assert scan(box, Recorded(uidvalidity=validity, cursor=5)) == []
    assert [each.uid for each in scan(box, limit=2)] == [1, 2]
    assert box.search() == {1, 2, 3, 4, 5}


def test_another_uidvalidity_makes_everything_new(dovecot):
    dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    known = recorded_of(scan(box))
    box.close()
    dovecot.set_uidvalidity("a", 4242)
    (again,) = scan(box, known)
    assert (again.uidvalidity, again.uid) == (4242, 1)


def test_nothing_in_the_mailbox_changes(dovecot):
    dovecot.deliver("a", MAIL)

    def state():
        with dovecot.client("a") as owner:
            status = owner.folder_status("INBOX", ["MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN"])
            owner.select_folder("INBOX", readonly=True)
            return status, owner.fetch([1], ["FLAGS", "INTERNALDATE"])

    before = state()
    box = mailbox(dovecot)
    assert list(box.fetch([each.uid for each in scan(box)]))
    box.search()
    box.close()
    assert state() == before


def test_an_idle_poll_costs_one_round_trip_and_a_fresh_one_four(dovecot):
    dovecot.deliver("a", MAIL)
    with Proxy(dovecot.port) as proxy:
        box = mailbox(dovecot, url=f"imap://a@localhost:{proxy.port}")
        box.connect()
        known = Recorded(uidvalidity=box.connect().uidvalidity, cursor=1)
        assert scan(box, known) == []
        assert proxy.commands == ["CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH"]
        box.connect()
        assert scan(box, known) == []
        assert proxy.commands[4:] == ["NOOP"]


def test_a_kept_connection_sees_what_comes(dovecot):
    dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    known = recorded_of(scan(box))
    for uid in (2, 3):
        dovecot.deliver("a", MAIL)
        assert [each.uid for each in scan(box, known)] == [uid]
        known = Recorded(uidvalidity=known.uidvalidity, cursor=uid)
    assert scan(box, known) == []


def test_what_was_not_recorded_comes_again(dovecot):
    dovecot.deliver("a", MAIL)
    dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    validity = scan(box)[0].uidvalidity
    pending = Recorded(uidvalidity=validity, cursor=0, above=frozenset({2}))
    assert [each.uid for each in scan(box, pending)] == [1]
    assert [each.uid for each in scan(box, pending)] == [1]


def test_a_scan_of_everything_on_a_kept_connection(dovecot):
    for _ in range(3):
        dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    known = recorded_of(scan(box))
    assert scan(box, known) == []
    dovecot.deliver("a", MAIL)
    known = recorded_of(scan(box, known))
    assert scan(box, known) == []
    assert [each.uid for each in scan(box)] == [1, 2, 3, 4]


def outlined(outline):
    """An outline as a tuple of what both readings show; the parts of an attached message only the server tells."""
    below = () if outline.media_type.startswith("message/") else tuple(outlined(part) for part in outline.parts)
    parameters = [each for each in outline.parameters if each[0] != "charset"]  # servers add the default
    return outline.media_type, outline.filename, outline.disposition, parameters, below


def test_the_structure_told_is_the_structure_read(dovecot):
    originals = [path.read_bytes() for path in sorted((SAMPLE / "messages").glob("*.eml"))]
    for original in originals:
        dovecot.deliver("a", original)
    box = mailbox(dovecot)
    assert [outlined(each.outline) for each in scan(box)] == [outlined(read_outline(each)) for each in originals]


def test_a_kept_connection_that_died_is_made_anew(dovecot):
    dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    known = recorded_of(scan(box))
    dovecot.restart()
    dovecot.deliver("a", MAIL)
    assert [each.uid for each in scan(box, known)] == [2]


def test_a_message_expunged_meanwhile_is_left_out(dovecot):
    for _ in range(3):
        dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    uids = [each.uid for each in scan(box)]
    dovecot.expunge("a", [2])
    assert [uid for uid, _ in box.fetch(uids)] == [1, 3]
    assert box.unanswered == {2}


def test_the_sample_mailbox_comes_over_whole(dovecot):
    originals = sorted((SAMPLE / "messages").glob("*.eml"))
    for path in originals:
        dovecot.deliver("a", path.read_bytes())
    box = mailbox(dovecot)
    sizes = {each.uid: each.size for each in scan(box)}
    fetched = dict(box.fetch(list(sizes)))
    assert sorted(fetched.values()) == sorted(path.read_bytes() for path in originals)


def test_uid_windows_find_everything(dovecot, monkeypatch):
    monkeypatch.setattr("ingest.uids.windows.__kwdefaults__", {"size": 3})
    for _ in range(10):
        dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    assert box.search() == set(range(1, 11))


def test_folders_with_accents_and_spaces(dovecot):
    dovecot.deliver("a", MAIL, folder="R&AOk-ponses EO")
    box = mailbox(dovecot, url=dovecot.url("a", folder="R%C3%A9ponses%20EO"))
    assert [each.folder for each in scan(box)] == ["Réponses EO"]


def test_a_wrong_password(dovecot):
    box = mailbox(dovecot, secret="wrong")
    with pytest.raises(LoginRefused, match=r"^mailbox a: localhost refuses the login of a: .*[Aa]uthentication failed"):
        box.connect()


@pytest.mark.parametrize("secret", ['se"cr\\et', "sécret", "two\r\nlines"])
def test_any_password_can_be_sent(dovecot, secret):
    (dovecot.root / "users").write_text(f"a:{{PLAIN}}{secret}::::{dovecot.root}/mail/a\n".replace("\r\n", ""))
    box = mailbox(dovecot, secret=secret)
    if "\n" in secret:
        with pytest.raises(LoginRefused):
            box.connect()
    else:
        assert box.connect().exists == 0


def test_a_missing_folder(dovecot):
    box = mailbox(dovecot, url=dovecot.url("a", folder="Nowhere"))
    with pytest.raises(FolderMissing, match=r"mailbox a: no folder Nowhere for a: .*doesn't exist"):
        box.connect()


@pytest.mark.parametrize("scheme", ["imaps", "imap+starttls"])
def test_an_untrusted_certificate(dovecot, scheme):
    box = mailbox(dovecot, ca_file=None, url=dovecot.url("a", scheme=scheme))
    with pytest.raises(CertificateUntrusted, match="mailbox a: the certificate of localhost is not trusted"):
        box.connect()


@pytest.mark.usefixtures("has_dovecot")
def test_a_certificate_of_another_host():
    with Dovecot(names="DNS:mail.example") as server:
        box = mailbox(server)
        with pytest.raises(CertificateUntrusted, match="Hostname mismatch"):
            box.connect()


def test_an_unknown_host():
    address = MailboxAddress(name="a", url="imaps://a@mail.invalid/INBOX")
    with pytest.raises(MailboxUnreachable, match=r"mailbox a: the host mail\.invalid is unknown"):
        ImapMailbox(address, lambda: "x").connect()


def test_a_refused_connection():
    address = MailboxAddress(name="a", url=f"imap://a@127.0.0.1:{free_ports(1)[0]}")
    with pytest.raises(MailboxUnreachable, match="refuses the connection"):
        ImapMailbox(address, lambda: "x").connect()


def test_a_server_without_starttls_gets_no_password(dovecot):
    with Proxy(dovecot.port, rewrite=lambda data: data.replace(b" STARTTLS", b"")) as proxy:
        box = mailbox(dovecot, url=f"imap+starttls://a@localhost:{proxy.port}")
        with pytest.raises(MailboxUnreachable, match="does not offer STARTTLS"):
            box.connect()
        assert b"secret" not in proxy.said


def test_uidvalidity_changed_under_a_kept_connection(dovecot):
    dovecot.deliver("a", MAIL)
    box = mailbox(dovecot)
    known = recorded_of(scan(box))
    dovecot.set_uidvalidity("a", 4242)
    dovecot.deliver("a", MAIL)
    found = scan(box, known)
    if not found or found[0].uidvalidity != 4242:
        found = scan(box, known)
    assert [(each.uidvalidity, each.uid) for each in found] == [(4242, 1), (4242, 2)]


def test_the_folder_deleted_under_a_kept_connection(dovecot):
    dovecot.deliver("a", MAIL, folder="Jobs")
    box = mailbox(dovecot, url=dovecot.url("a", folder="Jobs"))
    known = recorded_of(scan(box))
    dovecot.doveadm("mailbox", "delete", "-u", "a", "-s", "Jobs")
    with pytest.raises(FolderMissing):
        scan(box, known)


def test_words_slipped_in_before_tls_are_not_the_servers(dovecot):
    def slipped(data):
        return data + b"* CAPABILITY IMAP4rev1\r\n" if b"Begin TLS" in data else data

    with Proxy(dovecot.port, rewrite=slipped) as proxy:
        box = mailbox(dovecot, url=f"imap+starttls://a@localhost:{proxy.port}")
        with pytest.raises(MailboxUnreachable, match="unexpected data before TLS"):
            box.connect()
        assert b"secret" not in proxy.said
