from __future__ import annotations

import base64
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from ingest.errors import LoginRefused, MailboxUnreachable, SignInNeeded
from ingest.mailbox import MailboxAddress, open_mailbox
from ingest.oauth.access import OAuthClient, system_clock
from ingest.oauth.google import GoogleTokens
from ingest.oauth.microsoft import MicrosoftTokens
from ingest.oauth.token_store import TokenFile
from parsers.values.sightings import Recorded
from tests.servers.authorization import AuthorizationServer
from tests.servers.dovecot import Dovecot

MAIL = b"Subject: Recrutement EO\r\n\r\nBonjour\r\n"


@pytest.fixture
def server(tmp_path):
    (tmp_path / "authority").mkdir()
    with AuthorizationServer(tmp_path / "authority") as server:
        yield server


@pytest.fixture
def store(tmp_path):
    return TokenFile(tmp_path / "tokens" / "a")


class Clock:
    """The system's, shifted."""

    def __init__(self):
        self.shift = timedelta()

    def __call__(self):
        return system_clock() + self.shift


class Human:
    """Reads what is told; pastes the address that the consent ends at."""

    def __init__(self, server=None, **query):
        self.told = []
        self._server = server
        self._query = query

    def tell(self, text):
        self.told.append(text)

    def ask(self, text):
        self.told.append(text)
        url = next(line for line in text.splitlines() if line.startswith("https://"))
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self._server.challenge = asked["code_challenge"]
        answer = {"state": asked["state"], "code": "good"} | self._query
        return asked["redirect_uri"] + "?" + "&".join(f"{name}={value}" for name, value in answer.items()) + "\n"


def microsoft(server, store, *, flow="device", secret="right", now=system_clock):
    client = OAuthClient(
        provider="microsoft",
        client_id="app",
        flow=flow,
        client_secret=lambda: secret,
        authority=server.authority,
        ca_file=server.ca_file,
    )
    return MicrosoftTokens("a", client, store, now)


def google(server, store, *, now=system_clock):
    client = OAuthClient(
        provider="google",
        client_id="app",
        flow="code",
        client_secret=lambda: "s",
        authority=server.url + "/token",
        ca_file=server.ca_file,
    )
    return GoogleTokens("a", client, store, now)


def grants(server):
    return [each["grant_type"].rpartition(":")[2] for each in server.requests]


def test_microsoft_a_person_signs_in_with_a_code(server, store):
    person = Human()
    tokens = microsoft(server, store)
    tokens.sign_in(person)
    assert person.told == [f"open {server.url} and enter ABCD"]
    assert tokens.access_token() == "access-1"
    assert store.load().dies_at > system_clock() + timedelta(days=89)
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_microsoft_nobody_signed_in_yet(server, store):
    with pytest.raises(SignInNeeded, match=r"^mailbox a: nobody has signed in yet: candidatures login a$"):
        microsoft(server, store).access_token()


def test_microsoft_a_person_declines(server, store):
    server.approved = False
    with pytest.raises(SignInNeeded, match="declined by the person"):
        microsoft(server, store).sign_in(Human())
    assert store.load() is None


def test_microsoft_near_its_end_a_token_is_refreshed_and_the_rotated_one_kept(server, store):
    server.lifetime = 60
    microsoft(server, store).sign_in(Human())
    server.lifetime = 3600
    assert microsoft(server, store).access_token() == "access-2"
    assert "refresh-2" in store.load().state
    assert "refresh-1" not in store.load().state
    assert microsoft(server, store).access_token() == "access-2"
    assert grants(server) == ["device_code", "refresh_token"]


def test_microsoft_a_kept_connection_keeps_the_sign_in_alive(server, store):
    clock = Clock()
    tokens = microsoft(server, store, now=clock)
    tokens.sign_in(Human())
    assert tokens.keep_alive() is None
    assert grants(server) == ["device_code"]
    clock.shift = timedelta(days=2)
    assert tokens.keep_alive() is None
    assert grants(server) == ["device_code", "refresh_token"]
    assert store.load().refreshed_at > system_clock() + timedelta(days=1)


def test_microsoft_a_withdrawn_consent_wants_a_person(server, store):
    server.lifetime = 60
    tokens = microsoft(server, store)
    tokens.sign_in(Human())
    server.withdraw()
    with pytest.raises(SignInNeeded, match="the token is dead: candidatures login a"):
        tokens.access_token()


def test_microsoft_a_program_signs_in_as_itself(server, store):
    tokens = microsoft(server, store, flow="client_credentials")
    assert tokens.access_token() == "access-1"
    assert tokens.access_token() == "access-1"
    assert grants(server) == ["client_credentials"]
    assert store.load().dies_at is None
    tokens.sign_in(Human())
    assert tokens.access_token() == "access-2"


def test_microsoft_a_wrong_client_secret(server, store):
    with pytest.raises(SignInNeeded, match="Microsoft refuses this program: the secret is wrong"):
        microsoft(server, store, flow="client_credentials", secret="wrong").access_token()


@pytest.mark.parametrize("tokens", [microsoft, google])
def test_a_sign_in_server_that_is_down_is_no_refusal(server, store, tokens):
    server.lifetime = 60
    signed_in = tokens(server, store)
    signed_in.sign_in(Human(server))
    server.down = True
    with pytest.raises(MailboxUnreachable, match=r"^mailbox a: the sign-in server"):
        signed_in.access_token()
    server.down = False
    assert signed_in.access_token() == "access-2"


@pytest.mark.parametrize("tokens", [microsoft, google])
def test_a_sign_in_server_whose_certificate_is_not_trusted(server, store, tokens):
    signed_in = tokens(server, store)
    signed_in._client = OAuthClient(
        provider="google", client_id="app", flow=signed_in._client.flow, authority=signed_in._client.authority
    )
    with pytest.raises(MailboxUnreachable, match="the sign-in server cannot be reached"):
        signed_in.sign_in(Human(server))


def test_google_a_person_consents_in_a_browser(server, store):
    person = Human(server)
    tokens = google(server, store)
    tokens.sign_in(person)
    assert "https://accounts.google.com/o/oauth2/v2/auth?client_id=app&" in person.told[0]
    assert tokens.access_token() == "access-1"
    assert server.requests[0]["client_secret"] == "s"
    assert grants(server) == ["authorization_code"]


@pytest.mark.parametrize("query", [{"state": "forged"}, {"code": "bad"}])
def test_google_a_forged_or_wrong_address_is_refused(server, store, query):
    with pytest.raises(SignInNeeded):
        google(server, store).sign_in(Human(server, **query))
    assert store.load() is None


def test_google_near_its_end_a_token_is_refreshed_and_the_rotated_one_kept(server, store):
    server.lifetime = 60
    google(server, store).sign_in(Human(server))
    server.lifetime = 3600
    assert google(server, store).access_token() == "access-2"
    assert google(server, store).access_token() == "access-2"
    assert '"refresh_token": "refresh-2"' in store.load().state
    assert grants(server) == ["authorization_code", "refresh_token"]


def test_google_a_refresh_token_is_kept_where_none_comes(server, store):
    server.lifetime = 60
    google(server, store).sign_in(Human(server))
    server._issue = lambda _form: {"access_token": "access-x", "expires_in": 3600}
    assert google(server, store).access_token() == "access-x"
    assert '"refresh_token": "refresh-1"' in store.load().state


def test_google_warns_before_a_week_long_sign_in_dies(server, store):
    clock = Clock()
    server.extra = {"refresh_token_expires_in": 7 * 86400}
    tokens = google(server, store, now=clock)
    tokens.sign_in(Human(server))
    assert tokens.keep_alive().startswith("the sign-in expires on ")
    server.extra = {}
    server._issue = lambda _form: {"access_token": "access-x", "expires_in": 3600}
    clock.shift = timedelta(days=6)
    assert tokens.keep_alive().startswith("the sign-in expires on ")
    assert grants(server) == ["authorization_code", "refresh_token"]


def test_google_a_withdrawn_consent_wants_a_person(server, store):
    server.lifetime = 60
    tokens = google(server, store)
    tokens.sign_in(Human(server))
    server.withdraw()
    with pytest.raises(SignInNeeded, match="the token is dead: candidatures login a"):
        tokens.access_token()


@pytest.mark.usefixtures("has_dovecot")
def test_xoauth2_lets_us_into_a_real_server(server, store):
    tokens = microsoft(server, store)
    tokens.sign_in(Human())
    with Dovecot(["a"], introspection=server.introspection) as dovecot:
        dovecot.deliver("a", MAIL)
        address = MailboxAddress(name="a", url=dovecot.url("a"), ca_file=dovecot.ca_file, auth="xoauth2")
        box = open_mailbox(address, tokens.access_token)
        assert [each.uid for batch in box.scan(Recorded()) for each in batch] == [1]
        box.close()
        server.withdraw()
        with pytest.raises(LoginRefused, match="refuses the login of a"):
            box.connect()


def test_the_token_travels_as_xoauth2_wants_it():
    from ingest.imap.session import _XOAuth2  # noqa: PLC0415 - its own small protocol

    answers = _XOAuth2("jobs@cdm.example", "t0ken")
    assert answers(b"") == b"user=jobs@cdm.example\x01auth=Bearer t0ken\x01\x01"
    assert answers(base64.b64encode(b'{"status":"400"}')) == b""
