"""Logging in, the first account, one's password, and what is refused at the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.web.app import create_app
from desk.web.login import throttle
from desk.web.login.login import Welcome
from desk.web.services import Desk, SiteSettings
from tests.unit.desk.web.conftest import NOW, PASSWORD, Folder, token_in
from tests.unit.desk.web.in_place import browsing


def log_in(browser, name="mireille", password=PASSWORD, **fields):
    token = token_in(browser.get("/login"))
    form = {"csrf": token, "name": name, "password": password, "next": "/", **fields}
    return browser.post("/login", data=form, follow_redirects=False)


def test_a_login_leads_on_to_what_was_asked_for(stranger, anne):
    page = stranger.get(f"/applications/{anne}")
    answer = log_in(stranger, next=f"/applications/{anne}")

    assert "Se connecter" in page.text
    assert answer.headers["location"] == f"/applications/{anne}"
    cookie = next(value for name, value in answer.headers.multi_items() if name == "set-cookie" and "desk=" in value)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert stranger.get(f"/applications/{anne}").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:x"])
def test_a_login_leads_nowhere_else(stranger, store, target):
    assert log_in(stranger, next=target).headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("mireille", "wrong"), ("nobody", PASSWORD), ("", ""), ("mireille", "")]
)
def test_a_wrong_login_says_the_same_whatever_was_wrong(stranger, store, name, password):
    answer = log_in(stranger, name, password)

    assert answer.status_code == 401
    assert "ne correspondent pas" in answer.text


def test_after_a_few_failures_even_the_right_password_waits(stranger, store):
    for _ in range(throttle.FREE):
        assert log_in(stranger, password="wrong").status_code == 401

    assert log_in(stranger).status_code == 429


def test_who_is_disabled_is_out_at_once(recruiter, stranger, store):
    with store.begin() as tx:
        tx.accounts.disable("mireille")

    assert recruiter.get("/", follow_redirects=False).status_code == 303
    assert log_in(stranger).status_code == 401


def test_a_session_ends_by_logging_out_and_by_time(site, recruiter, stranger, store):
    recruiter.send("/logout")
    assert recruiter.get("/", follow_redirects=False).status_code == 303

    store._clock = lambda: NOW
    log_in(stranger)
    assert stranger.get("/").url.path == "/"
    store._clock = lambda: NOW + timedelta(hours=13)
    assert stranger.get("/").url.path == "/login"


def test_a_password_is_changed_by_who_knows_the_old_one(recruiter, stranger, store):
    new = "un autre mot de passe"
    wrong = recruiter.send("/account/password", present="wrong", password=new, again=new)
    short = recruiter.send("/account/password", present=PASSWORD, password="court", again="court")
    unlike = recruiter.send("/account/password", present=PASSWORD, password=new, again=new + "!")
    assert [wrong.status_code, short.status_code, unlike.status_code] == [422, 422, 422]

    assert recruiter.send("/account/password", present=PASSWORD, password=new, again=new).status_code == 303
    assert recruiter.get("/", follow_redirects=False).status_code == 303
    assert log_in(stranger).status_code == 401
    assert log_in(stranger, password=new).status_code == 303


def test_the_first_link_makes_one_account_once(site, stranger, store):
    link = f"/welcome/{site.state.welcome.open()}"
    page = stranger.get(link)
    form = {"csrf": token_in(page), "name": "nadine", "password": PASSWORD, "again": PASSWORD}

    assert stranger.post(link, data=form | {"again": "x"}).status_code == 422
    assert stranger.post(link, data=form, follow_redirects=False).status_code == 303
    assert stranger.get("/").url.path == "/"
    assert browsing(site).get(link).status_code == 404
    assert browsing(site).get("/welcome/guess").status_code == 404
    with store.peek() as tx:
        assert next(user.role for user in tx.accounts.users() if user.name == "nadine") == "recruiter"


def test_the_first_link_dies_after_an_hour():
    now = [NOW]
    welcome = Welcome(lambda: now[0])
    key = welcome.open()
    now[0] += timedelta(minutes=59)
    assert welcome.is_good(key)
    now[0] += timedelta(minutes=1)
    assert not welcome.use(key)


def test_a_session_that_nobody_uses_is_over(stranger, store):
    log_in(stranger)
    for hours in (1.9, 3.8):
        store._clock = lambda hours=hours: NOW + timedelta(hours=hours)
        assert stranger.get("/").url.path == "/"
    store._clock = lambda: NOW + timedelta(hours=5.9)
    assert stranger.get("/").url.path == "/login"


def test_failed_logins_stand_in_the_journal_and_without_the_name_in_the_log(stranger, store, caplog):
    for _ in range(3):
        log_in(stranger, name="mireille", password="wrong")
    with store.read() as views:
        found = [item for item in views.history() if item.action == "login_failed"]
    assert [(item.author, item.detail["failures"]) for item in found] == [("mireille", n) for n in (3, 2, 1)]
    assert "login failed from" in caplog.text
    assert "mireille" not in caplog.text


def test_guesses_of_the_present_password_are_counted(recruiter):
    new = {"password": "un autre mot de passe", "again": "un autre mot de passe"}
    for _ in range(throttle.FREE):
        assert "ne correspondent pas" in recruiter.send("/account/password", present="wrong", **new).text
    assert recruiter.send("/account/password", present=PASSWORD, **new).status_code == 422


def test_the_form_says_what_is_wrong_with_a_password(recruiter):
    easy = "motdepasse2026"
    answer = recruiter.send("/account/password", present=PASSWORD, password=easy, again=easy)
    assert answer.status_code == 422
    assert "deviner" in answer.text


def test_the_language_is_the_account_s_then_the_browser_s(stranger, recruiter):
    assert '<html lang="de">' in stranger.get("/login", headers={"accept-language": "pl, de;q=0.8, en;q=0.2"}).text
    assert '<html lang="fr">' in stranger.get("/login", headers={"accept-language": "pl"}).text
    recruiter.send("/language", language="nl", next="/")
    assert '<html lang="nl">' in recruiter.get("/", headers={"accept-language": "de"}).text


def test_every_answer_is_sealed(stranger, recruiter, anne):
    for answer in (stranger.get("/login"), recruiter.get("/"), recruiter.get("/nothing"), recruiter.get("/api/me")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_behind_tls_cookies_are_for_tls_only(store):
    settings = SiteSettings(hosts=("desk.example",), secure=True)
    site = create_app(Desk(store=store, originals=Folder(), rereading=None, settings=settings))
    browser = browsing(site)
    browser.base_url = "https://desk.example"
    answer = log_in(browser)

    cookie = next(value for name, value in answer.headers.multi_items() if name == "set-cookie" and "__Host" in value)
    assert "Secure" in cookie
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"content-length": "999999999"}, 413),
        ({"content-length": "-1"}, 413),
    ],
)
def test_foreign_and_oversized_requests_are_refused(recruiter, anne, headers, status):
    answer = recruiter.client.post(
        f"/applications/{anne}/notes", data={"csrf": recruiter.csrf, "text": "x"}, headers=headers
    )
    assert answer.status_code == status


def test_a_body_that_hides_its_length_is_cut_off(recruiter, anne):
    def endless():
        for _ in range(100):
            yield b"a" * 10_000

    answer = recruiter.client.post(
        f"/applications/{anne}/notes",
        content=endless(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413
