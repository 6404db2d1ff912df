"""What is missing at a tenant of Microsoft 365, told from what Entra and Exchange say."""

from __future__ import annotations

import base64
import json

import pytest

from ingest.errors import FolderMissing, LoginRefused, MailboxUnreachable, SignInNeeded
from jobs.care.check import tenant
from jobs.config.settings import MailboxSettings, OAuthSettings

NOT_CONNECTED = FolderMissing(
    "a", "no folder INBOX for emplois@cdm.example: EXAMINE command error: BAD User is authenticated but not connected."
)
REFUSED = LoginRefused("a", "localhost refuses the login of emplois@cdm.example: AUTHENTICATE failed.")


class Tokens:
    def __init__(self, token):
        self.token = token

    def access_token(self):
        if isinstance(self.token, Exception):
            raise self.token
        return self.token


@pytest.fixture
def lacks(monkeypatch):
    def lacks(fault, flow="client_credentials", token="opaque", provider="microsoft"):
        monkeypatch.setattr(tenant, "tokens_of", lambda *_: Tokens(token))
        oauth = OAuthSettings(
            provider=provider, client_id="app", tenant="cdm.example", flow=flow, client_secret_file="s", token_file="t"
        )
        mailbox = MailboxSettings(name="a", url="imaps://emplois%40cdm.example@localhost/INBOX", oauth=oauth)
        return tenant.lacks(None, mailbox, fault)

    return lacks


def token(**claims):
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"e30.{payload}.sig"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("AADSTS65001: The user or administrator has not consented to use the application", "an administrator must"),
        ("AADSTS7000215: Invalid client secret provided.", "its value is asked for, not its id"),
        ("AADSTS7000222: The provided client secret keys for app 'app' are expired.", "has expired: make another"),
        ("AADSTS700016: Application with identifier 'app' was not found in the directory", "is `tenant` right?"),
        ("AADSTS7000218: The request body must contain client_assertion", "allow public client flows"),
    ],
)
def test_entra_names_what_it_misses(lacks, said, told):
    assert told in lacks(SignInNeeded("a", f"Microsoft refuses this program: {said}"))


def test_what_entra_says_otherwise_stands_for_itself(lacks):
    assert lacks(SignInNeeded("a", "AADSTS1: what?")) is None
    assert lacks(SignInNeeded("a", "nobody has signed in yet: candidatures login a")) is None


@pytest.mark.parametrize(
    ("flow", "given", "told"),
    [
        ("client_credentials", token(aud="x"), "IMAP.AccessAsApp is missing"),
        ("client_credentials", token(roles=["Mail.Send"]), "IMAP.AccessAsApp is missing"),
        ("client_credentials", token(roles=["IMAP.AccessAsApp"]), "register the application's service principal"),
        ("client_credentials", "opaque", "register the application's service principal"),
        ("client_credentials", "a.%.c", "register the application's service principal"),
        ("client_credentials", MailboxUnreachable("a", "down"), "register the application's service principal"),
        ("device", token(scp="openid profile"), "IMAP.AccessAsUser.All is missing"),
        ("device", token(scp="IMAP.AccessAsUser.All"), "the person who signed in needs FullAccess of emplois@"),
    ],
)
def test_a_token_that_exchange_refuses_lacks_the_permission_or_the_service_principal(lacks, flow, given, told):
    assert lacks(REFUSED, flow, given).startswith(told)


@pytest.mark.parametrize(
    ("flow", "who"), [("client_credentials", "the service principal"), ("device", "the person who signed in")]
)
def test_a_mailbox_that_is_not_opened_wants_full_access_or_imap(lacks, flow, who):
    told = lacks(NOT_CONNECTED, flow)
    assert told.startswith(f"{who} needs FullAccess of emplois@cdm.example (Add-MailboxPermission)")
    assert told.endswith("or IMAP is switched off there (Set-CASMailbox -ImapEnabled $true)")


def test_nothing_is_told_of_other_faults_and_other_providers(lacks):
    assert lacks(MailboxUnreachable("a", "AUTHENTICATE failed")) is None
    assert lacks(FolderMissing("a", "no folder Archive")) is None
    assert lacks(REFUSED, "code", provider="google") is None
