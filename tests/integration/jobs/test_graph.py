"""Microsoft 365: letters by Graph, and a shared mailbox by IMAP. The servers answer as Microsoft documents; tokens
expire, and connections break.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.letters import mail
from jobs.care.check import checks
from jobs.config import configuration, mailbox_access, secrets
from jobs.errors import UndeliverableError
from jobs.intake.poll import polling
from jobs.outgoing.letters import ways
from jobs.outgoing.letters.outcome import Ending
from jobs.outgoing.letters.sending import Sender
from store import Store
from store.letters.states import LetterState
from tests import killing_letters
from tests.maildirs import Maildirs
from tests.running import command
from tests.servers import graph as answers
from tests.servers.authorization import AuthorizationServer
from tests.servers.graph import USER, GraphServer, Reply
from tests.servers.scripted import Scripted

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
MAIL = b"From: emplois@cdm.example\r\nTo: anne@mail.example\r\nSubject: x\r\n\r\nBonjour\r\n"
LARGE = MAIL + b"a" * (16 << 20)
"""More than the connection takes in without its being read."""
CONFIGURED = """
[[mailboxes]]
name = "shared"
url = "imap://emplois%40cdm.example@localhost:{imap}/INBOX"
[mailboxes.oauth]
provider = "microsoft"
client_id = "app"
flow = "{flow}"
client_secret_file = "secret"
token_file = "tokens"
authority = "{authority.authority}"
ca_file = "{authority.ca_file}"

[letters]
sender = "CDM <emplois@cdm.example>"
send = "graph"

[letters.graph]
{letters}
url = "{graph.url}"
ca_file = "{authority.ca_file}"
"""
OWN = """
oauth = {{ provider = "microsoft", client_id = "letters", tenant = "cdm.example", flow = "client_credentials", \
client_secret_file = "secret", token_file = "own", authority = "{authority.authority}", \
ca_file = "{authority.ca_file}" }}
"""


@pytest.fixture
def authority(tmp_path):
    folder = tmp_path / "authority"
    folder.mkdir()
    with AuthorizationServer(folder) as authority:
        yield authority


@pytest.fixture
def graph(authority):
    with GraphServer(authority) as graph:
        yield graph


@pytest.fixture
def config(tmp_path, authority, graph):
    def config(flow="client_credentials", imap=1, letters='mailbox = "shared"'):
        (tmp_path / "secret").write_text("right", "utf-8")
        more = CONFIGURED.format(authority=authority, graph=graph, flow=flow, imap=imap, letters=letters)
        return Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more)

    return config


@pytest.fixture
def way(config):
    return ways.way_of(configuration.load(config()))


@pytest.fixture
def store(tmp_path):
    url = f"sqlite:///{tmp_path}/letters.db"
    killing_letters.filled(url, 2)
    with closing(Store.open(url)) as store:
        yield store


def delivered(way, content=MAIL):
    with way.opened() as delivery:
        return delivery.deliver(content, sender="emplois@cdm.example", recipient="anne@mail.example")


def states(store):
    with store.peek() as tx:
        return {letter.state for letter in tx.letters.all()}


def test_a_letter_is_handed_over_to_the_byte_as_the_mailbox_of_its_sender(way, graph):
    assert delivered(way).ending is Ending.SENT
    assert graph.mails == [MAIL]
    assert graph.heard == [(f"/v1.0/users/{USER.replace('@', '%40')}/sendMail", "text/plain")] * 2  # the knock is one


def test_letters_may_have_a_registration_of_their_own(config, authority, graph):
    settings = configuration.load(config("device", letters=OWN.format(authority=authority)))
    assert delivered(ways.way_of(settings)).ending is Ending.SENT
    assert [each["client_id"] for each in authority.requests] == ["letters"]
    assert dict(secrets.files(settings))["letters.graph.oauth.client_secret_file"] == settings.path("secret")
    authority.refusal = answers.EXPIRED_SECRET
    authority.withdraw()
    with pytest.raises(UndeliverableError, match="takes no letters: Microsoft refuses this program: AADSTS7000222"):
        delivered(ways.way_of(settings))


@pytest.mark.parametrize(
    ("reply", "ending", "told"),
    [
        (answers.DENIED, Ending.REFUSED, "403 ErrorAccessDenied: Access is denied. Check credentials and try again."),
        (answers.NOT_AS_HIM, Ending.REFUSED, "403 ErrorSendAsDenied: The user account which was used"),
        (answers.NO_BASE64, Ending.REFUSED, "400 ErrorMimeContentInvalidBase64String: Invalid base64 string"),
        (answers.THROTTLED, Ending.PUT_OFF, "429 ApplicationThrottled: Application is over its MailboxConcurrency"),
        (answers.UNAVAILABLE, Ending.PUT_OFF, "503 serviceNotAvailable: The service is temporarily unavailable."),
        (answers.FAULT, Ending.DOUBTFUL, "500 ErrorInternalServerError: An internal server error occurred."),
        (answers.TIMED_OUT, Ending.DOUBTFUL, "504 UnknownError:"),
        (Reply(status=429), Ending.PUT_OFF, "429 Too Many Requests"),
        (Reply(cut="read"), Ending.DOUBTFUL, "ConnectionError"),
        (Reply(cut="taken"), Ending.DOUBTFUL, "ConnectionError"),
    ],
)
def test_what_the_server_says_is_what_came_of_it(way, graph, reply, ending, told):
    graph.replies.append(reply)
    outcome = delivered(way)
    assert (outcome.ending, outcome.answer[: len(told)]) == (ending, told)
    assert len(graph.mails) == (reply.cut == "taken")


def test_a_connection_that_breaks_before_all_was_handed_over_took_nothing(way, graph):
    graph.replies.append(Reply(cut="unread"))
    assert delivered(way, LARGE).ending is Ending.PUT_OFF


def test_throttling_puts_all_letters_off_for_as_long_as_it_says(way, graph, store):
    graph.replies.append(answers.THROTTLED)
    clock = NOW + timedelta(days=30)
    sender = Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=100, clock=lambda: clock)
    done = sender.round()
    assert (done.endings, done.next_at) == ((Ending.PUT_OFF,), clock + timedelta(seconds=7))
    with store.peek() as tx:
        assert tx.letters.due(clock, 9) == (2,)
        assert tx.letters.due(clock + timedelta(seconds=7), 9) == (1, 2)
    assert graph.mails == []


@pytest.mark.parametrize("flow", ["client_credentials", "device"])
def test_a_token_that_expired_meanwhile_is_replaced_once(config, authority, graph, flow):
    settings = configuration.load(config(flow))
    mailbox = settings.mailboxes[-1]
    mailbox_access.tokens_of(settings, mailbox).sign_in(Anybody())
    with ways.way_of(settings).opened() as delivery:
        authority.access_tokens.clear()  # as if their hour were over
        outcome = delivery.deliver(MAIL, sender="", recipient="")
        assert (outcome.ending, graph.mails) == (Ending.SENT, [MAIL])
    origin = settings.letters.graph.origin
    assert [each["scope"].split()[0] for each in authority.requests[1:]] == [f"{origin}/.default"] * 2


class Anybody:
    """Types in the code."""

    def tell(self, text):
        """Nothing is read."""


def test_of_a_revoked_sign_in_nothing_is_sent_and_nothing_lost(way, authority, graph, store):
    sender = Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=100)
    with way.opened():
        """The token is kept now."""
    authority.withdraw()
    authority.refusal = answers.EXPIRED_SECRET
    with pytest.raises(UndeliverableError, match="Microsoft refuses this program: AADSTS7000222"):
        sender.round()
    assert (states(store), graph.mails) == ({LetterState.APPROVED}, [])
    authority.refusal = None
    assert sender.round().endings == (Ending.SENT, Ending.SENT)
    assert len(graph.mails) == 2


def test_revoked_between_two_letters_the_second_waits(way, authority, graph, store):
    take, graph._take = graph._take, lambda content: (take(content), revoke())

    def revoke():
        authority.withdraw()
        authority.refusal = answers.EXPIRED_SECRET

    sender = Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=100)
    assert sender.round().endings == (Ending.SENT, Ending.PUT_OFF)
    assert len(graph.mails) == 1
    with pytest.raises(UndeliverableError, match="AADSTS7000222"):
        Sender(store, way, sender._seal, per_minute=100, clock=lambda: datetime.now(UTC) + timedelta(days=1)).round()
    assert states(store) == {LetterState.SENT, LetterState.APPROVED}


@pytest.mark.parametrize(
    ("denied", "told"),
    [
        (answers.DENIED, "sends nothing for emplois@cdm.example: 403 ErrorAccessDenied: .*; grant Mail.Send"),
        (answers.NOBODY, "404 ErrorInvalidUser: .*; it knows no such mailbox: letters.graph.user"),
        (answers.EXPIRED, "401 InvalidAuthenticationToken: Lifetime validation failed"),
    ],
)
def test_who_may_not_send_is_told_before_any_letter_is_touched(way, graph, store, denied, told):
    graph.denied = denied
    with pytest.raises(UndeliverableError, match=told):
        Sender(store, way, lambda letter: mail.seal(letter, now=NOW), per_minute=100).round()
    assert states(store) == {LetterState.APPROVED}


def test_a_server_that_is_not_there_or_not_trusted_is_told_before_any_letter_is_touched(way, graph):
    untrusted = type(way)(url=graph.url, user=USER, tokens=way.tokens)
    with pytest.raises(UndeliverableError, match="CERTIFICATE_VERIFY_FAILED"):
        untrusted.opened().__enter__()
    away = type(way)(url="https://localhost:1/v1.0", user=USER, tokens=way.tokens, ca_file=way.ca_file)
    with pytest.raises(UndeliverableError, match="takes no letters: ConnectionError"):
        away.opened().__enter__()


def test_no_password_of_the_machine_takes_the_token_s_place(way, graph, tmp_path, monkeypatch):
    (tmp_path / "netrc").write_text("machine localhost login x password y\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert delivered(way).ending is Ending.SENT


def test_check_says_what_is_missing_and_sends_nothing(config, authority, graph):
    file = config()
    assert "letters: connected and logged in; nothing was sent" in command(file, "check").stdout
    graph.denied = answers.DENIED
    assert "grant Mail.Send for this mailbox" in told_of(command(file, "check"))
    authority.refusal = answers.EXPIRED_SECRET
    authority.withdraw()
    assert "at the tenant: the client secret has expired: make another" in told_of(command(file, "check"))
    assert graph.mails == []


def told_of(done):
    assert done.returncode == 3, done.stdout
    return " ".join(done.stdout.split())


IN, OUT = b"TAG OK AUTHENTICATE completed.\r\n", b"TAG NO AUTHENTICATE failed.\r\n"
UNCONNECTED = b"TAG BAD User is authenticated but not connected.\r\n"


@pytest.mark.parametrize("flow", ["client_credentials", "device"])
@pytest.mark.parametrize(
    ("said", "examined", "held", "told"),
    [
        (IN, None, None, ["logged in; INBOX holds 1 messages"] * 2),
        (OUT, None, {}, [".AccessAsApp is missing: add it", ".AccessAsUser.All is missing: add it"]),
        (OUT, None, None, ["register the application's service principal", "who signed in needs FullAccess"]),
        (IN, UNCONNECTED, None, ["the service principal needs FullAccess of", "who signed in needs FullAccess"]),
    ],
)
def test_check_tells_on_one_line_what_exchange_misses(config, authority, flow, said, examined, held, told):
    authority.claims = held
    replies = {"AUTHENTICATE": b"+ \r\n", r"\+ ": said} | ({"EXAMINE": examined} if examined else {})
    with Scripted(replies) as imap:
        settings = configuration.load(config(flow, imap.port))
        mailbox_access.tokens_of(settings, settings.mailboxes[-1]).sign_in(Anybody())
        first = next(checks._mailbox(polling.open_mailboxes(settings)[-1], "", settings))
        (sent,) = {each[2:] for each in imap.commands if each.startswith("+ ")}
    assert told[flow == "device"] in first.line
    assert base64.b64decode(sent).startswith(b"user=emplois@cdm.example\1auth=Bearer access-")


def killed(folder, letters, kills):
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing_letters", folder, letters, kills, "1", "graph"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode, told["wrong"], told["missing"]) == (0, [], 0), done.stderr
    assert told["states"] == {"sent": told["arrived"]} == {"sent": int(letters) * told["stores"]}
    assert set(told["passed"]) == set(killing_letters.points("graph"))
    assert told["doubtful"]
    assert told["revoked"]
    return told


def test_killed_throttled_and_revoked_no_letter_leaves_twice_and_none_is_missing(tmp_path):
    killed(tmp_path / "letters", "20", "16")


@pytest.mark.soak("a thousand letters take minutes; `make test` has twenty, killed at every point twice")
def test_a_thousand_letters_killed_throttled_and_revoked(tmp_path):
    told = killed(tmp_path / "letters", "1000", "160")
    assert told["arrived"] == 1000
