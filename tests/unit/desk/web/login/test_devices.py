"""Known devices: what a browser in which somebody logged in before is spared, and what it is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.web.login import devices, throttle
from desk.web.login.throttle import FREE_OF_NAME, Gate, Origin
from tests.unit.desk.web.conftest import NOW, PASSWORD
from tests.unit.desk.web.in_place import browsing
from tests.unit.desk.web.login.test_login import log_in

KEPT = {"mireille": "$argon2id$salt$hash", "colette": "$argon2id$other$hash"}


def known(held, now=NOW, kept=KEPT):
    return set(devices.known(held, kept.get, now))


def held_by(*names):
    held = ""
    for name in names:
        held = devices.with_device(held, name, KEPT.get(name, "$"), NOW)
    return held


def flooded(site, name):
    """Many networks have guessed at an account."""
    for number in range(FREE_OF_NAME + 1):
        site.state.throttle.attempt(name, Origin(network=f"2001:db8:0:{number:x}::/64"))


def test_people_who_share_a_browser_have_a_device_each():
    assert known(held_by("mireille", "colette")) == {"mireille", "colette"}
    assert known(held_by("mireille", "colette", "mireille")) == {"mireille", "colette"}
    assert known(held_by("mireille", "a", "b", "c", "d")) == set()


def test_a_device_ends_with_the_password_the_account_and_the_year():
    held = held_by("mireille")
    assert known(held, kept={"mireille": "$argon2id$new$hash"}) == set()
    assert known(held, kept={}) == set()
    assert known(held, now=NOW + devices.GOOD_FOR - timedelta(seconds=1)) == {"mireille"}
    assert known(held, now=NOW + devices.GOOD_FOR) == set()


def forged(held):
    name, nonce, until, signature = held.split(".")
    return [
        ".".join((devices.urlsafe_b64encode(b"colette").decode(), nonce, until, signature)),
        ".".join((name, nonce + "x", until, signature)),
        ".".join((name, nonce, str(int(until) + 1), signature)),
        ".".join((name, nonce, until, "0" * 64)),
        f"{name}.{nonce}.{until}.é",
        *("", "~~~~", "a.b.c.d", "é.1.1.1", f"{name}.{nonce}.²³.{signature}", f"{name}.{nonce}.{'9' * 4300}.x"),
    ]


def test_nobody_makes_a_device_of_their_own():
    assert [known(value) for value in forged(held_by("mireille"))] == [set()] * 11


def test_an_account_under_attack_is_open_to_its_devices_and_the_others_to_everybody(site, stranger, store):
    log_in(stranger)
    stranger.cookies.delete("desk")
    flooded(site, "mireille")

    elsewhere = browsing(site)
    site.state.throttle._known.clear()  # nobody is known by where they are, as after a restart
    assert log_in(elsewhere).status_code == 429
    assert log_in(elsewhere, name="colette").status_code == 303
    assert log_in(stranger).status_code == 303
    assert log_in(browsing(site), name="nobody").status_code == 401


def test_a_device_has_its_own_few_tries(site, stranger, store):
    log_in(stranger)
    stranger.cookies.delete("desk")
    for _ in range(throttle.FREE):
        assert log_in(stranger, password="wrong").status_code == 401
    assert log_in(stranger).status_code == 429


@pytest.mark.parametrize("known", [True, False])
def test_a_password_that_nobody_had_time_to_weigh_has_not_failed(site, stranger, store, known):
    if known:
        log_in(stranger)
        stranger.cookies.delete("desk")
    roomy, site.state.gate = site.state.gate, Gate(at_once=0, waiting=0)
    assert {log_in(stranger).status_code for _ in range(throttle.FREE)} == {429}
    site.state.gate = roomy
    assert log_in(stranger).status_code == 303


def test_a_flooded_account_that_is_nobody_s_answers_the_same(site, stranger, store):
    flooded(site, "mireille")
    flooded(site, "nobody")
    there, not_there = log_in(stranger), log_in(stranger, name="nobody")
    assert (there.status_code, not_there.status_code) == (429, 429)
    assert there.text.replace("mireille", "nobody") == not_there.text


def test_whoever_changes_their_password_keeps_the_device(site, stranger, recruiter, store):
    again = PASSWORD + "!"
    answer = recruiter.send("/account/password", present=PASSWORD, password=again, again=again)
    assert answer.status_code == 303
    site.state.throttle._known.clear()
    flooded(site, "mireille")
    assert log_in(stranger, password=again).status_code == 429
    assert log_in(recruiter.client, password=again).status_code == 303


def test_whoever_is_logged_in_is_asked_for_the_password_whatever_others_try(site, recruiter, store):
    flooded(site, "mireille")
    again = PASSWORD + "!"
    assert recruiter.send("/account/password", present=PASSWORD, password=again, again=again).status_code == 303


def test_the_cookie_is_hidden_from_scripts_and_opens_nothing(stranger, store):
    answer = log_in(stranger)
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("desk_device="))
    assert {"HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))
    stranger.cookies.delete("desk")
    assert stranger.get("/").url.path == "/login"
