"""Signing in at the office's provider: what opens a session, what does not, and what is said."""

from __future__ import annotations

import base64
import hmac
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc.jwk import RSAKey

from desk.web.openid import pending_sign_ins, transport
from desk.web.openid.pending_sign_ins import GOOD_FOR, MOST_OF_NETWORK, PendingSignIns
from desk.web.openid.provider import Provider, ProviderDown, Question, Registration
from desk.web.services import SiteSettings
from tests.authenticators import Authenticator
from tests.servers.openid import CLIENT_ID, CLIENT_SECRET, KEY, OTHER_KEY, OpenIDProvider, signed
from tests.unit.desk.web.conftest import NOW, PASSWORD, Browser, asked, at_localhost, token_in
from tests.unit.desk.web.in_place import browsing
from tests.unit.desk.web.login.test_login import log_in
from tests.unit.desk.web.login.test_second_factor import is_in

CALLBACK = "/login/openid/callback"


def now():
    return datetime.now(UTC)


@pytest.fixture
def office():
    """The provider, where Mireille is signed in."""
    with OpenIDProvider() as provider:
        provider.client.redirect_uris = [f"http://{host}{CALLBACK}" for host in ("127.0.0.1", "localhost")]
        yield provider


@pytest.fixture
def registered(site, office):
    """The page, registered with the provider; as its configuration changes, so does what is given."""

    def register(settings=None, secret=CLIENT_SECRET, **changes):
        registration = Registration(
            **{"issuer": office.issuer, "client_id": CLIENT_ID, "client_secret": lambda: secret} | changes
        )
        desk = replace(site.state.desk, provider=Provider(registration, now), settings=settings or SiteSettings())
        site.state.desk = desk
        return site

    register()
    return register


@pytest.fixture
def door(registered, site):
    """Somebody without a session, where passkeys work too."""
    return at_localhost(site)


def go(browser, path="/login/openid"):
    """To the provider: the address that it sends the browser back to."""
    sent = browser.get(path, follow_redirects=False)
    assert sent.status_code == 303, sent.text
    back = requests.get(sent.headers["location"], allow_redirects=False, timeout=10)
    assert back.status_code == 302, back.text
    return back.headers["location"]


def sign_in(browser, path="/login/openid"):
    return browser.get(go(browser, path), follow_redirects=False)


def journal(store):
    with store.read() as views:
        return [(item.author, item.action) for item in views.history()]


def why(store):
    with store.read() as views:
        return next(item.detail["why"] for item in views.history() if item.action == "sign_in_refused")


def test_the_provider_s_word_opens_the_account_s_session(door, office, store, anne):
    assert f"/login/openid?next=%2Fapplications%2F{anne}" in door.get(f"/login?next=/applications/{anne}").text
    answer = sign_in(door, f"/login/openid?next=/applications/{anne}")

    assert answer.headers["location"] == f"/applications/{anne}"
    assert is_in(door)
    assert journal(store) == [("mireille", "provider_login")]
    [question] = office.questions
    assert question["code_challenge_method"] == "S256"
    assert question["response_type"] == "code"
    assert len(question["nonce"]) >= 32
    assert len(question["state"]) >= 32
    cookie = next(value for name, value in answer.headers.multi_items() if name == "set-cookie" and "desk=" in value)
    assert "HttpOnly" in cookie


def test_the_session_ends_as_others_do(door, site, store):
    sign_in(door)
    token = token_in(door.get("/account"))
    Browser(door, token).send("/logout")
    assert not is_in(door)
    sign_in(door)
    with store.begin() as tx:
        tx.accounts.disable("mireille")
    assert not is_in(door)


def coded(part):
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def unsigned(claims, **header):
    return ".".join(coded(json.dumps(part).encode()) for part in ({"alg": "none"} | header, claims))


def by_a_secret(secret):
    """What everybody who has the secret can sign: we ourselves, and with the public key anybody."""

    def forge(claims):
        body = unsigned(claims, alg="HS256", kid="first")
        return f"{body}.{coded(hmac.digest(secret, body.encode(), 'sha256'))}"

    return forge


def without(name):
    return lambda claims: signed({key: value for key, value in claims.items() if key != name})


def saying(**changes):
    return lambda claims: signed(claims | changes)


PAST = int(time.time()) - 3600
FORGED = {
    "wrong nonce": saying(nonce="another"),
    "no nonce": without("nonce"),
    "nonce in a list": lambda claims: signed(claims | {"nonce": [claims["nonce"], "more"]}),
    "wrong audience": saying(aud="another"),
    "no audience": without("aud"),
    "more audiences": saying(aud=[CLIENT_ID, "another"]),
    "another's client": saying(azp="another"),
    "expired": saying(iat=PAST - 60, exp=PAST),
    "no end": without("exp"),
    "from the future": saying(iat=PAST + 2 * 3600),
    "other issuer": saying(iss="https://evil.example"),
    "no issuer": without("iss"),
    "nobody": without("sub"),
    "unsigned": lambda claims: f"{unsigned(claims)}.",
    "unsigned, without the last dot": unsigned,
    "other key": lambda claims: signed(claims, OTHER_KEY),
    "unknown key": lambda claims: signed(claims, kid="unknown"),
    "our secret": by_a_secret(CLIENT_SECRET.encode()),
    "its public key as a secret": by_a_secret(KEY.as_pem(private=False)),
    "key brought along": lambda claims: signed(claims, OTHER_KEY, jwk=OTHER_KEY.as_dict(private=False)),
    "nonsense": lambda _: "a.b.c",
    "no name": without("preferred_username"),
    "name of control characters": saying(preferred_username="mireille\0"),
    "name in a list": saying(preferred_username=["mireille"]),
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_the_answer_opens_nothing(door, office, store, forge, caplog):
    office.forge = forge
    answer = sign_in(door)

    assert answer.status_code == 401
    assert "pas été acceptée" in answer.text
    assert not is_in(door)
    assert journal(store) == [("?", "sign_in_refused")]
    assert "mireille" not in caplog.text


def test_two_audiences_are_taken_where_the_token_is_made_out_to_us(door, office):
    office.forge = saying(aud=["account", CLIENT_ID], azp=CLIENT_ID)
    assert sign_in(door).status_code == 303


def test_an_answer_is_good_once_and_in_its_browser_alone(door, site):
    back = go(door)
    other = at_localhost(site)
    assert other.get(back, follow_redirects=False).status_code == 401
    assert not is_in(other)
    assert door.get(back, follow_redirects=False).status_code == 303

    door.cookies.delete("desk")
    assert door.get(back, follow_redirects=False).status_code == 401
    assert not is_in(door)


def test_a_replayed_state_is_refused_though_the_code_be_new(door, office):
    first = parse_qs(urlsplit(go(door)).query)["state"][0]
    second = go(door)
    code = parse_qs(urlsplit(second).query)["code"][0]
    replayed = door.get(f"{CALLBACK}?code={code}&state={first}", follow_redirects=False)

    assert replayed.status_code == 401
    assert "trop de temps" in replayed.text
    assert "/office/token" not in office.asked


def test_a_code_begun_elsewhere_is_good_for_nobody_else(door, site, office, store):
    """The code of one browser in another's answer: PKCE and nonce are that one's."""
    stolen = parse_qs(urlsplit(go(at_localhost(site))).query)["code"][0]
    own = parse_qs(urlsplit(go(door)).query)["state"][0]
    assert door.get(f"{CALLBACK}?code={stolen}&state={own}", follow_redirects=False).status_code == 401
    assert why(store) == "the provider takes the code for none: invalid_grant"


def test_it_must_be_done_within_ten_minutes(door, site):
    back = go(door)
    site.state.pending_sign_ins._clock = lambda: NOW + GOOD_FOR
    assert door.get(back, follow_redirects=False).status_code == 401


def test_who_refuses_there_is_told_so_here(door, office, store):
    office.person = None
    answer = sign_in(door)
    assert answer.status_code == 401
    assert why(store) == "the provider refused: access_denied"


def test_what_a_browser_writes_does_not_reach_the_log(door, site, caplog):
    state = parse_qs(urlsplit(go(door)).query)["state"][0]
    door.get(CALLBACK, params={"state": state, "error": "x\nroot: all is well"})
    assert "all is well" not in caplog.text


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:x"])
def test_it_leads_nowhere_else(door, target):
    answer = sign_in(door, f"/login/openid?next={target}")
    assert answer.headers["location"] == "/"


def test_the_address_to_return_to_is_our_own(door, site, office):
    go(door)
    answer = door.get("/login/openid", headers={"host": "evil.example"}, follow_redirects=False)
    assert answer.status_code == 421
    assert office.questions[-1]["redirect_uri"] == f"http://localhost{CALLBACK}"

    site.state.desk = replace(site.state.desk, settings=SiteSettings(public="https://desk.example/"))
    sent = door.get("/login/openid", follow_redirects=False)
    assert parse_qs(urlsplit(sent.headers["location"]).query)["redirect_uri"] == [f"https://desk.example{CALLBACK}"]


def test_whom_nobody_knows_here_is_told_so(door, office, store, caplog):
    office.person = {"sub": "1", "preferred_username": "stranger"}
    answer = sign_in(door)

    assert answer.status_code == 403
    assert "aucun compte" in answer.text
    assert not is_in(door)
    assert journal(store) == [("stranger", "sign_in_refused")]
    assert "stranger" not in caplog.text
    with store.peek() as tx:
        assert "stranger" not in {user.name for user in tx.accounts.users()}


def test_another_person_under_the_same_name_does_not_get_the_account(door, office, store, caplog):
    assert sign_in(door).status_code == 303
    with store.read() as views:
        assert views.history()[0].detail == {"bound_to": {"issuer": office.issuer, "subject": "4711"}}
    door.cookies.clear()
    office.person = {"sub": "4712", "preferred_username": "mireille"}
    answer = sign_in(door)

    assert answer.status_code == 403
    assert "une autre personne" in answer.text
    assert not is_in(door)
    assert journal(store)[0] == ("mireille", "sign_in_refused")
    assert "another sub" in why(store)
    assert "4712" not in caplog.text

    with store.begin() as tx:
        assert tx.accounts.release("mireille").subject == "4711"
    assert sign_in(door).status_code == 303
    door.cookies.clear()
    office.person = {"sub": "4711", "preferred_username": "mireille"}
    assert sign_in(door).status_code == 403


def test_an_account_is_bound_only_once_the_passkey_is_shown_too(door, office, store, key):
    sign_in(door)
    with store.peek() as tx:
        assert tx.accounts.identity("mireille") is None


@pytest.mark.parametrize("subject", ["", 7, "s" * 256, "a\nb"])
def test_a_subject_that_names_nobody_opens_nothing(door, office, subject):
    office.person = {"sub": subject, "preferred_username": "mireille"}
    assert sign_in(door).status_code == 401


def test_who_is_locked_out_here_stays_out(door, store):
    with store.begin() as tx:
        tx.accounts.disable("mireille")
    assert sign_in(door).status_code == 403


def test_the_accounts_that_may_sign_in_so_can_be_named(door, registered):
    registered(users=frozenset({"colette"}))
    assert sign_in(door).status_code == 403
    registered(users=frozenset({"colette", "mireille"}))
    assert sign_in(door).status_code == 303


@pytest.mark.parametrize("name", ["nadine", "n" * 61, "<script>"])
def test_an_account_is_made_where_the_configuration_says_so(door, registered, office, store, name):
    registered(creates="reader")
    office.person = {"sub": "2", "preferred_username": name}
    answer = sign_in(door)

    assert answer.status_code == (303 if name == "nadine" else 403)
    with store.peek() as tx:
        made = [user for user in tx.accounts.users() if user.name == name]
        assert [user.role for user in made] == (["reader"] if name == "nadine" else [])
        assert tx.accounts.password_hash(name) is None
    if made:
        assert journal(store) == [("nadine", "provider_login"), ("nadine", "account_made")]
        assert "pas de mot de passe" in door.get("/account").text


@pytest.mark.parametrize(("verified", "status"), [(True, 303), (False, 401), (None, 401), ("true", 401)])
def test_an_address_counts_as_a_name_only_once_it_is_the_person_s(door, registered, office, store, verified, status):
    with store.begin() as tx:
        tx.accounts.add_user("anne@cdm.example", "reader", None)
    registered(claim="email")
    office.person = {"sub": "3", "email": "anne@cdm.example", "email_verified": verified}
    assert sign_in(door).status_code == status


def test_new_keys_of_the_provider_s_are_taken_up(door, office):
    assert sign_in(door).status_code == 303
    office.keys = [RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": "second"})]
    door.cookies.clear()
    assert sign_in(door).status_code == 303
    assert office.asked.count("/office/keys") == 2
    assert office.asked.count("/office/.well-known/openid-configuration") == 1


def test_a_wrong_client_secret_opens_nothing(door, registered, store):
    registered(secret="wrong")
    assert sign_in(door).status_code == 401
    assert why(store) == "the provider takes the code for none: invalid_client"


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(door, office):
    office.client.ways = ("client_secret_post",)
    assert sign_in(door).status_code == 303


@pytest.mark.parametrize(("iss", "status"), [(None, 401), ("https://evil.example", 401), ("own", 303)])
def test_an_answer_names_its_provider_where_that_one_does_so(door, office, iss, status):
    office.describes = {"authorization_response_iss_parameter_supported": True}
    back = go(door)
    given = f"{back}&iss={office.issuer if iss == 'own' else iss}" if iss else back
    assert door.get(given, follow_redirects=False).status_code == status


# --- a second factor ---


@pytest.mark.parametrize("said", [{"amr": ["pwd", "mfa"]}, {"acr": "gold"}])
def test_a_second_factor_that_the_provider_asked_for_is_not_asked_for_again(door, registered, office, key, said):
    registered(SiteSettings(second_factor=True), second_factor=frozenset({"mfa", "gold"}))
    office.person |= said
    assert sign_in(door).headers["location"] == "/"
    assert is_in(door)


@pytest.mark.parametrize("said", [{}, {"amr": ["pwd"]}, {"amr": "mfa"}, {"amr": [{"mfa": 1}]}, {"acr": "silver"}])
def test_else_the_passkey_is_asked_for(door, office, key, said):
    office.person |= said
    assert sign_in(door).headers["location"] == "/login/second"
    assert not is_in(door)
    page = door.get("/login/second")
    assert "L’authentification a réussi" in page.text
    answer = Browser(door, token_in(page)).send("/login/second", answer=key.sign(asked(page)))
    assert answer.status_code == 303
    assert is_in(door)


def test_a_step_dies_with_the_account(door, store, key):
    sign_in(door)
    page = door.get("/login/second")
    with store.begin() as tx:
        tx.accounts.disable("mireille")
    answer = Browser(door, token_in(page)).send("/login/second", answer=key.sign(asked(page)))
    assert answer.status_code == 401


def test_where_one_is_required_the_first_is_registered(door, registered, store):
    registered(SiteSettings(second_factor=True))
    assert sign_in(door).headers["location"] == "/login/second"
    page = door.get("/login/second")
    answer = Browser(door, token_in(page)).send(
        "/login/second", label="clé", answer=Authenticator().register(asked(page))
    )
    assert answer.status_code == 303
    assert is_in(door)


# --- without passwords, without a provider ---


def test_without_passwords_nobody_gets_in_by_one(door, registered, site, store):
    token = token_in(door.get("/login"))
    registered(SiteSettings(password_login=False))
    page = door.get("/login")
    form = {"csrf": token, "name": "mireille", "password": PASSWORD, "next": "/"}
    answer = door.post("/login", data=form, follow_redirects=False)

    assert 'name="password"' not in page.text
    assert "/login/openid" in page.text
    assert answer.status_code == 403
    assert browsing(site).get("/api/me", auth=("mireille", PASSWORD)).status_code == 403
    assert sign_in(door).status_code == 303


def test_without_a_provider_there_is_no_such_way(site, store):
    door = browsing(site)
    assert "/login/openid" not in door.get("/login").text
    assert door.get("/login/openid").status_code == 404
    assert door.get(CALLBACK).status_code == 404


def test_when_it_is_down_one_sentence_says_so_and_passwords_work(door, office, caplog):
    office.stop()
    answer = door.get("/login/openid?next=/sort", follow_redirects=False)

    assert answer.status_code == 503
    assert "ne répond pas" in answer.text
    assert "votre mot de passe" in answer.text
    assert 'value="/sort"' in answer.text
    assert "can't be asked" in caplog.text
    assert log_in(door).status_code == 303


def test_when_it_falls_silent_midway_it_is_the_same(door, office, registered):
    registered(SiteSettings(password_login=False))
    back = go(door)
    office.stop()
    answer = door.get(back, follow_redirects=False)
    assert answer.status_code == 503
    assert "mot de passe" not in answer.text


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("/office/.well-known/openid-configuration", (500, b"{}")),
        ("/office/.well-known/openid-configuration", (200, b"<html>")),
        ("/office/.well-known/openid-configuration", (200, b"[]")),
        ("/office/.well-known/openid-configuration", (302, b"")),
        ("/office/.well-known/openid-configuration", (200, b" " * (transport.MOST + 1))),
        ("/office/token", (503, b"")),
        ("/office/token", (200, b"<html>")),
        ("/office/token", (302, b"")),
        ("/office/keys", (200, b'{"keys": [{"kty": "RSA", "n": "!"}]}')),
        ("/office/keys", (200, b'{"keys": []}')),
        ("/office/keys", (200, b"[]")),
    ],
)
def test_nonsense_from_the_provider_is_its_trouble(door, office, path, broken):
    office.breaks[path] = broken
    answer = door.get("/login/openid", follow_redirects=False)
    if answer.status_code == 303:
        answer = sign_in(door)
    assert answer.status_code == 503
    assert not is_in(door)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
)
def test_a_description_that_would_lead_astray_is_not_followed(office, said):
    office.describes = said
    registration = Registration(issuer=office.issuer, client_id=CLIENT_ID, client_secret=lambda: CLIENT_SECRET)
    with pytest.raises(ProviderDown):
        Provider(registration, now).discover()


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://login.example/x", True),
        ("http://127.0.0.1:1/x", True),
        ("http://localhost/x", True),
        ("http://[::1]/x", True),
        ("http://login.example/x", False),
        ("http://127.0.0.1.evil.example/x", False),
        ("ftp://localhost/x", False),
        ("https:///x", False),
        ("", False),
    ],
)
def test_what_is_asked_goes_over_tls_or_stays_here(url, safe):
    assert transport.is_safe(url) is safe


def test_those_that_wait_are_few():
    clock = [NOW]
    waiting = PendingSignIns(lambda: clock[0])
    asked = [Question(redirect_uri="") for _ in range(MOST_OF_NETWORK + 1)]
    tokens = [waiting.put(question, path="/", network="10.0.0.1") for question in asked]
    other = Question(redirect_uri="")
    token = waiting.put(other, path="/", network="10.0.0.2")

    assert waiting.take(tokens[0], asked[0].state) is None
    assert waiting.take(tokens[1], asked[0].state) is None
    assert waiting.take(tokens[1], asked[1].state) is not None
    clock[0] += GOOD_FOR + timedelta(seconds=1)
    assert waiting.take(token, other.state) is None
    waiting.put(other, path="/", network="10.0.0.2")
    assert len(waiting._waiting) == 1


def test_not_even_from_everywhere(monkeypatch):
    monkeypatch.setattr(pending_sign_ins, "MOST", 2)
    waiting = PendingSignIns(lambda: NOW)
    for number in range(4):
        waiting.put(Question(redirect_uri=""), path="/", network=f"10.0.0.{number}")
    assert len(waiting._waiting) == 2
