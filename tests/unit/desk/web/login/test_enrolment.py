"""The link for the first passkey: what it opens with the password, and what opens nothing without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.web.login.enrolment import GOOD_FOR, make_key, whose
from desk.web.services import SiteSettings
from tests.authenticators import Authenticator
from tests.unit.desk.web.conftest import HASH, NOW, PASSWORD, Browser, asked, at_localhost, token_in
from tests.unit.desk.web.login.test_login import log_in
from tests.unit.desk.web.login.test_second_factor import is_in


@pytest.fixture
def site(site):
    """The page where the first passkey needs a link, and everybody a passkey."""
    site.state.desk = replace(site.state.desk, settings=SiteSettings(second_factor=True, first_passkey_by_link=True))
    return site


@pytest.fixture
def door(site):
    return at_localhost(site)


@pytest.fixture
def link(site, store):
    with store.peek() as tx:
        return f"/enrol/{make_key(tx, 'colette', NOW)}"


def give_password(door, link, password=PASSWORD):
    return Browser(door, token_in(door.get(link))).send(link, password=password)


def register(door):
    page = door.get("/login/second")
    answer = Authenticator().register(asked(page))
    return Browser(door, token_in(page)).send("/login/second", label="clé", answer=answer)


def test_a_password_alone_registers_nothing(door, store):
    answer = log_in(door, name="colette")
    assert answer.status_code == 403
    assert "demandez un lien" in answer.text
    assert door.get("/login/second").status_code == 401
    assert not is_in(door)


def test_nor_does_a_session(site, owner, store):
    site.state.desk = replace(site.state.desk, settings=SiteSettings(first_passkey_by_link=True))
    answer = owner.send("/account/passkeys", present=PASSWORD)
    assert answer.status_code == 403
    assert "demandez un lien" in answer.text
    assert owner.get("/account/passkeys/new").status_code == 422


def test_link_and_password_do_once(door, link, site, store):
    assert give_password(door, link).headers["location"] == "/login/second"
    assert not is_in(door)
    assert register(door).status_code == 303
    assert is_in(door)
    other = at_localhost(site)
    assert other.get(link).status_code == 404
    with store.peek() as tx:
        assert len(tx.passkeys.of("colette")) == 1


def test_a_link_alone_does_nothing(door, link, store):
    answer = give_password(door, link, "wrong")
    assert answer.status_code == 422
    assert "ne correspondent pas" in answer.text
    assert door.get("/login/second").status_code == 401


def test_its_guesses_are_counted_as_logins(door, link):
    answers = [give_password(door, link, "wrong") for _ in range(6)]
    assert "Trop de tentatives" in answers[-1].text
    assert "Trop de tentatives" in give_password(door, link).text


@pytest.mark.parametrize("change", ["late", "password", "disabled", "passkey"])
def test_a_link_dies_with_what_it_rests_on(site, door, link, store, change):
    assert door.get(link).status_code == 200
    with store.begin() as tx:
        if change == "password":
            tx.accounts.set_password("colette", "another")
        elif change == "disabled":
            tx.accounts.disable("colette")
        elif change == "passkey":
            tx.passkeys.add("colette", name="x", credential_id="a", public_key="b", sign_count=0)
        else:
            site.state.desk = replace(site.state.desk, clock=lambda: NOW + GOOD_FOR)
    answer = door.get(link)
    assert answer.status_code == 404
    assert "Ce lien a déjà servi" in answer.text


def test_no_link_is_made_of_another(store):
    with store.peek() as tx:
        own, other = make_key(tx, "colette", NOW), make_key(tx, "mireille", NOW)
        name, until, sign = own.split(".")
        later = str(int(until) + 3600)
        forged = [
            "", ".", "..", "é.1.x", f"{name}.{until}", f"{name}.{until}.", f"{name}.{later}.{sign}",
            f"{other.split('.')[0]}.{until}.{sign}", f"{name}.{until}.{sign}x", f"{name}.{'9' * 40}.{sign}",
        ]  # fmt: skip
        assert [whose(tx, key, NOW) for key in forged] == [None] * len(forged)
        assert whose(tx, own, NOW) == "colette"
        assert whose(tx, own, NOW + GOOD_FOR - timedelta(seconds=1)) == "colette"
        assert HASH not in own


def test_none_is_made_where_there_is_nothing_to_register(store):
    with store.begin() as tx:
        tx.accounts.add_user("jean", "reader", None)
        tx.passkeys.add("mireille", name="x", credential_id="a", public_key="b", sign_count=0)
        assert make_key(tx, "jean", NOW) is None
        assert make_key(tx, "mireille", NOW) is None


def test_the_first_account_s_link_is_one_too(site, door):
    link = f"/welcome/{site.state.welcome.open()}"
    form = {"csrf": token_in(door.get(link)), "name": "nadine", "password": PASSWORD, "again": PASSWORD}
    assert door.post(link, data=form, follow_redirects=False).headers["location"] == "/login/second"
    assert register(door).status_code == 303
