"""Servers that answer what RFC 3501 allows but nobody expects, or what it forbids."""

from __future__ import annotations

import base64
import tracemalloc
from datetime import UTC, datetime

import pytest

from ingest.errors import FolderMissing, LoginRefused, MailboxError, MailboxGarbled, MailboxUnreachable
from ingest.mailbox import MailboxAddress, Timeouts, open_mailbox
from parsers.values.sightings import Recorded
from tests.servers.scripted import Scripted

PATIENCE = Timeouts(connect=2, read=0.5, operation=1.5)
HEADER = b"Subject: Recrutement EO\r\n\r\n"
DATE = b'INTERNALDATE "15-Mar-2026 23:59:59 +0100"'
STRUCTURE = b'BODYSTRUCTURE ("text" "plain" NIL NIL NIL "7bit" 5 1)'


def literal(name, data):
    return name + b" {%d}\r\n" % len(data) + data


def sighted(uid, *, date=DATE, structure=STRUCTURE):
    header = literal(b"BODY[HEADER]", HEADER)
    return b"* %d FETCH (UID %d %s RFC822.SIZE 40 %s %s)\r\n" % (uid, uid, date, structure, header)


def bodied(uid):
    return b"* %d FETCH (UID %d %s)\r\n" % (uid, uid, literal(b"BODY[]", HEADER))


def mailbox(server):
    return open_mailbox(MailboxAddress(name="a", url=server.url, timeouts=PATIENCE), lambda: "secret")


def scan(box, recorded=None):
    return [sighting for batch in box.scan(recorded or Recorded()) for sighting in batch]


def scanned(answers, recorded=None, **options):
    with Scripted(answers, **options) as server:
        box = mailbox(server)
        try:
            return scan(box, recorded), box.unanswered, server.commands
        finally:
            box.close()


def listed(*uids):
    numbers = b" ".join(b"%d" % uid for uid in uids)
    return {"UID SEARCH": b"* SEARCH " + numbers + b"\r\nTAG OK done\r\n"}


def test_four_commands_where_login_does_not_tell_capabilities():
    _, _, commands = scanned({"UID FETCH": sighted(1) + b"TAG OK done\r\n"}, Recorded(uidvalidity=7, cursor=1))
    assert [each.split()[0] for each in commands] == ["CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"]


def test_uidvalidity_zero_or_missing():
    for validity in (b"* OK [UIDVALIDITY 0] x\r\n", b""):
        examine = b"* 1 EXISTS\r\n" + validity + b"TAG OK done\r\n"
        found, _, _ = scanned({"EXAMINE": examine, "UID FETCH": sighted(1) + b"TAG OK done\r\n"})
        assert [(each.uidvalidity, each.uid) for each in found] == [(0, 1)]


def test_an_internaldate_that_is_none():
    before = datetime.now(UTC).replace(microsecond=0)
    (found,), _, _ = scanned({"UID FETCH": sighted(1, date=b'INTERNALDATE "rubbish"') + b"TAG OK done\r\n"})
    assert before <= found.received_at <= datetime.now(UTC)


def test_ok_and_nothing_keeps_a_uid_pending():
    found, unanswered, _ = scanned(listed(1, 2) | {"UID FETCH": sighted(2) + b"TAG OK done\r\n"})
    assert [each.uid for each in found] == [2]
    assert unanswered == {1}


@pytest.mark.parametrize("body", [b"FLAGS ()", b"BODY[] NIL", b"BODY[] 12"])
def test_a_fetch_without_a_body_keeps_a_uid_pending(body):
    answers = {
        r"UID FETCH \S+ \(BODY.PEEK": b"* 1 FETCH (UID 1 " + body + b")\r\nTAG OK done\r\n",
        "UID FETCH": sighted(1) + b"TAG OK done\r\n",
    }
    with Scripted(answers) as server:
        box = mailbox(server)
        assert len(scan(box)) == 1
        assert list(box.fetch([1])) == []
        assert box.unanswered == {1}
        box.close()


def test_a_message_that_no_memory_holds_is_not_asked_for():
    answers = listed(1, 2) | {
        r"UID FETCH 2 \(BODY.PEEK": b"* 2 FETCH (UID 2 " + literal(b"BODY[]", HEADER) + b")\r\nTAG OK done\r\n",
        "UID FETCH": sighted(1).replace(b"SIZE 40", b"SIZE 4000000000") + sighted(2) + b"TAG OK done\r\n",
    }
    with Scripted(answers) as server:
        box = mailbox(server)
        assert [each.size for each in scan(box)] == [4000000000, 40]
        assert dict(box.fetch([1, 2])) == {2: HEADER}
        assert box.unanswered == {1}
        box.close()


def test_a_flag_change_by_somebody_else_is_no_message():
    unsolicited = b"* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n"
    found, unanswered, _ = scanned({"UID FETCH": unsolicited + sighted(1) + unsolicited + b"TAG OK done\r\n"})
    assert [each.uid for each in found] == [1]
    assert unanswered == frozenset()


def test_one_message_that_the_server_cannot_read_does_not_hide_the_others():
    answers = listed(1, 2, 3) | {
        r"UID FETCH (1,2,3|2,3|2) ": b"TAG NO [SERVERBUG] cannot read\r\n",
        r"UID FETCH 1 ": sighted(1) + b"TAG OK done\r\n",
        r"UID FETCH 3 ": sighted(3) + b"TAG OK done\r\n",
    }
    found, unanswered, _ = scanned(answers)
    assert [each.uid for each in found] == [1, 3]
    assert unanswered == {2}


def test_a_structure_that_cannot_be_read_is_done_without():
    deep = b"BODYSTRUCTURE " + b"(" * 5000 + b")" * 5000
    answers = listed(1, 2) | {
        r"UID FETCH \S+ \(.*BODYSTRUCTURE": sighted(1, structure=deep) + b"TAG OK done\r\n",
        r"UID FETCH 1 \(INTERNALDATE RFC822.SIZE BODY\.PEEK": sighted(1, structure=b"") + b"TAG OK done\r\n",
        r"UID FETCH 2 ": sighted(2) + b"TAG OK done\r\n",
    }
    found, _, _ = scanned(answers)
    assert [(each.uid, each.outline and each.outline.media_type) for each in found] == [(1, None), (2, "text/plain")]


@pytest.mark.parametrize("search", [b"TAG OK done\r\n", b"* SEARCH\r\nTAG OK done\r\n"])
def test_no_uids_where_there_are_messages_is_not_believed(search):
    with pytest.raises(MailboxGarbled, match=r"^mailbox a: 1 messages are announced, but no UID is listed$"):
        scanned({"UID SEARCH": search})


def test_an_empty_folder_is_believed():
    examine = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK done\r\n"
    assert scanned({"EXAMINE": examine, "UID SEARCH": b"TAG OK done\r\n"})[0] == []


def test_a_folder_that_is_emptied_meanwhile_is_believed():
    """The announced message went between EXAMINE and SEARCH: the second look tells."""
    with Scripted({"UID SEARCH": b"* SEARCH\r\nTAG OK done\r\n"}) as server:
        box = mailbox(server)
        box.connect()
        examine = b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\nTAG OK done\r\n"
        server._answers.insert(0, ("EXAMINE", examine))
        assert scan(box) == []
        box.close()


def test_a_literal_of_a_terabyte_is_not_waited_for():
    tracemalloc.start()
    found, unanswered, _ = scanned({"UID FETCH": b"* 1 FETCH (UID 1 BODY[HEADER] {999999999999}\r\n"})
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert (found, unanswered) == ([], {1})


def test_a_literal_larger_than_announced_is_taken_alone_and_within_a_margin():
    whole = literal(b"BODY[]", b"x" * 5_000_000)
    answers = listed(1, 2) | {
        r"UID FETCH 1,2 \(BODY.PEEK": b"* 1 FETCH (UID 1 " + whole + b")\r\nTAG OK done\r\n",
        r"UID FETCH 1 \(BODY.PEEK": b"* 1 FETCH (UID 1 " + whole + b")\r\nTAG OK done\r\n",
        r"UID FETCH 2 \(BODY.PEEK": b"* 2 FETCH (UID 2 BODY[] {99000000}\r\n",
        "UID FETCH": sighted(1) + sighted(2) + b"TAG OK done\r\n",
    }
    with Scripted(answers) as server:
        box = mailbox(server)
        scan(box)
        assert {uid: len(original) for uid, original in box.fetch([1, 2])} == {1: 5_000_000}
        assert box.unanswered == {2}
        box.close()


@pytest.mark.parametrize(
    ("flood", "complaint"),
    [
        (b"* 1 EXISTS\r\n" * 30_000, "more than 20000 lines for one answer"),
        (b"* OK " + b"x" * 3_000_000 + b"\r\n", "more than 2000000 bytes for one answer"),
        (b"* SEARCH " + b"1 " * 2_000_000, "more than 2000000 bytes for one answer"),
    ],
)
def test_a_flood_is_cut_off(monkeypatch, flood, complaint):
    monkeypatch.setattr("ingest.imap.session.MOST_OCTETS", 2_000_000)
    monkeypatch.setattr("ingest.imap.session.MOST_LINES", 20_000)
    with pytest.raises(MailboxUnreachable, match=complaint):
        scanned({"UID SEARCH": flood})


@pytest.mark.parametrize("uid", [2**32, 10**18, 10**30, 0])
def test_a_uid_of_more_than_32_bits_is_no_uid(uid):
    with pytest.raises(MailboxGarbled, match="more than 32 bits"):
        scanned({"UID SEARCH": b"* SEARCH 1 %d\r\nTAG OK done\r\n" % uid})


@pytest.mark.parametrize("exists", [1, 60_000, 4_000_000_000])
def test_a_uidnext_that_cannot_be_costs_no_search(exists):
    examine = b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 1000000000000000000] x\r\nTAG OK x\r\n" % exists
    found, _, commands = scanned({"EXAMINE": examine, "UID FETCH": sighted(1) + b"TAG OK done\r\n"})
    assert [each.uid for each in found] == [1]
    assert sum(each.startswith("UID SEARCH") for each in commands) == 1


@pytest.mark.parametrize("numbers", [(10**18, 1), (7, 10**18)])
def test_numbers_that_no_folder_has(numbers):
    examine = b"* OK [UIDVALIDITY %d] x\r\n* %d EXISTS\r\nTAG OK done\r\n" % numbers
    with pytest.raises(MailboxGarbled, match="more than 32 bits"):
        scanned({"EXAMINE": examine})


def test_messages_that_break_the_connection_do_not_hide_the_others():
    answers = listed(1, 2, 3, 4) | {
        r"UID FETCH [1234,:]+ \(BODY.PEEK": b"* BYE internal error\r\n",
        "UID FETCH": b"".join(map(sighted, (1, 2, 3, 4))) + b"TAG OK done\r\n",
    }
    answers |= {rf"UID FETCH {uid} (?:)(?:)(?:)\(BODY.PEEK": bodied(uid) + b"TAG OK x\r\n" for uid in (1, 3, 4)}
    with Scripted(answers) as server:
        box = mailbox(server)
        assert len(scan(box)) == 4
        assert sorted(dict(box.fetch([1, 2, 3, 4]))) == [1, 3, 4]
        assert box.unanswered == {2}
        box.close()


def test_a_server_that_breaks_at_every_message_is_given_up():
    answers = listed(*range(1, 9)) | {"UID FETCH": b"* BYE internal error\r\n"}
    with pytest.raises(MailboxUnreachable, match="broke at 3 messages in a row"):
        scanned(answers)


def test_a_message_that_is_never_answered_is_asked_for_alone_at_the_next_look():
    answers = listed(1, 2) | {
        r"UID FETCH 1 (?:)(?:)(?:)\(BODY.PEEK": bodied(1) + b"TAG OK x\r\n",
        r"UID FETCH [12,]+ \(BODY.PEEK": b"* OK wait\r\n",
        "UID FETCH": sighted(1) + sighted(2) + b"TAG OK done\r\n",
    }
    with Scripted(answers) as server:
        box = mailbox(server)
        scan(box)
        with pytest.raises(MailboxUnreachable, match="does not answer in time"):
            dict(box.fetch([1, 2]))
        scan(box)
        assert dict(box.fetch([1, 2])) == {1: HEADER}
        assert box.unanswered == {2}
        box.close()


@pytest.mark.parametrize(
    "greeting",
    [b"220 mail.example ESMTP\r\n", b"\x16\x03\x01\x02\x00\r\n", b"\r\n", b"* BYE too many connections\r\n", b"* \r\n"],
)
def test_a_greeting_of_something_else(greeting):
    with pytest.raises(MailboxUnreachable, match=r"^mailbox a: "):
        scanned({}, greeting=greeting)


def test_no_greeting():
    with pytest.raises(MailboxUnreachable, match="does not answer in time"):
        scanned({}, greeting=b"")


@pytest.mark.parametrize(
    ("login", "error"),
    [
        (b"TAG NO [AUTHENTICATIONFAILED] no\r\n", LoginRefused),
        (b"TAG NO LOGIN failed.\r\n", LoginRefused),
        (b"TAG BAD what\r\n", LoginRefused),
        (b"TAG NO [UNAVAILABLE] Temporary authentication failure.\r\n", MailboxUnreachable),
        (b"TAG NO [ALERT] [LIMIT] too many\r\n", MailboxUnreachable),
        (b"* BYE going down\r\nTAG NO no\r\n", MailboxUnreachable),
        (b"", MailboxUnreachable),
    ],
)
def test_a_no_to_the_login_is_told_from_a_not_now(login, error):
    with pytest.raises(error) as caught:
        scanned({"LOGIN": login})
    assert type(caught.value) is error


def test_a_server_that_takes_no_passwords_gets_none():
    with Scripted({"CAPABILITY": b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK done\r\n"}) as server:
        with pytest.raises(LoginRefused, match="takes no passwords on this connection"):
            mailbox(server).connect()
        assert server.commands == ["CAPABILITY"]


@pytest.mark.parametrize(
    ("examine", "error"),
    [
        (b"TAG NO [NONEXISTENT] no such folder\r\n", FolderMissing),
        (b"TAG NO [NOPERM] no\r\n", FolderMissing),
        (b"TAG NO [INUSE] locked\r\n", MailboxUnreachable),
        (b"* OK [UIDVALIDITY many] x\r\n* 1 EXISTS\r\nTAG OK done\r\n", MailboxGarbled),
    ],
)
def test_a_folder_that_cannot_be_opened(examine, error):
    with pytest.raises(error) as caught:
        scanned({"EXAMINE": examine})
    assert type(caught.value) is error


def test_no_line_of_a_server_breaks_the_log():
    with pytest.raises(LoginRefused) as caught:
        scanned({"LOGIN": b"TAG NO go \x1b[31m away " + b"x" * 5000 + b"\r\n"})
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "echo",
    [
        "TAG BAD unknown: LOGIN a {quoted}",
        "TAG NO you said {raw}",
        "TAG NO AUTHENTICATE PLAIN {plain}",
        "TAG NO that is {plain}",
        "TAG NO {base64}",
        'TAG NO LOGIN a "s3cr',
        "{raw}",
        "X1 OK {raw}",
        "* BYE {raw}\r\nTAG NO x",
    ],
)
@pytest.mark.parametrize("where", ["LOGIN", "AUTHENTICATE", "EXAMINE", "UID SEARCH", "UID FETCH"])
def test_a_server_that_says_the_password_back_brings_it_into_no_message(echo, where, capfd):
    secret = 's3cr"et\\é' if where == "AUTHENTICATE" else 's3cr"et\\'  # what is not ASCII goes by AUTHENTICATE
    forms = {
        "raw": secret,
        "quoted": '"' + secret.replace("\\", "\\\\").replace('"', '\\"') + '"',
        "plain": base64.b64encode(f"\0a\0{secret}".encode()).decode(),
        "base64": base64.b64encode(secret.encode()).decode(),
    }
    answers = {"AUTHENTICATE": b"+ \r\nTAG OK in\r\n"} | {where: echo.format(**forms).encode() + b"\r\n"}
    with Scripted(answers) as server:
        box = open_mailbox(MailboxAddress(name="a", url=server.url, timeouts=PATIENCE), lambda: secret)
        told = "mailbox"
        try:
            scan(box)
        except MailboxError as exc:
            told = str(exc)
        box.close()
    assert told.startswith("mailbox")
    assert not [form for form in ("s3cr", forms["plain"][:12], forms["base64"][:8]) if form in told]
    assert not any(capfd.readouterr())


def test_idle_only_told_after_login_is_asked_for():
    answers = {
        "LOGIN": b"TAG OK in\r\n",
        "IDLE": b"+ idling\r\n* 2 EXISTS\r\nTAG OK done\r\n",
        "DONE": b"",
    }
    with Scripted(answers) as server:
        box = mailbox(server)
        box.connect()
        server._answers.insert(0, ("CAPABILITY", b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"))
        assert box.wait(3600)
        assert server.commands[3:5] == ["CAPABILITY", "IDLE"]
        box.close()


def test_a_server_that_refuses_idle_is_polled():
    capability = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK done\r\n"}
    with Scripted(capability | {"IDLE": b"TAG NO not today\r\n"}) as server:
        box = mailbox(server)
        assert not box.wait(3600)
        assert not box.wait(3600)
        assert server.commands.count("IDLE") == 1
        assert server.commands.count('LOGIN a "secret"') == 1
        box.close()
