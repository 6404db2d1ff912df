"""The passkey after the password: registering, the second step, and what does not pass for one."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.web.login import throttle
from desk.web.login.passkeys import PasskeyNotProven, RelyingParty, proven, registered, relying_party
from desk.web.login.pending_steps import GOOD_FOR, MOST, PendingSteps
from desk.web.login.throttle import Throttle
from desk.web.services import SiteSettings
from tests.authenticators import Authenticator
from tests.unit.desk.web.conftest import NOW, PASSWORD, Browser, asked, at_localhost, register, token_in
from tests.unit.desk.web.in_place import browsing
from tests.unit.desk.web.login.test_login import log_in


@pytest.fixture
def door(site):
    """Somebody without a session, where passkeys work."""
    return at_localhost(site)


def first_step(door, **fields):
    answer = log_in(door, **fields)
    assert answer.headers["location"] == "/login/second"
    page = door.get("/login/second")
    return Browser(door, token_in(page)), asked(page)


def is_in(door):
    return door.get("/", follow_redirects=False).status_code == 200


def journal(store):
    with store.read() as views:
        return [(item.author, item.action) for item in views.history() if item.action.startswith("passkey")]


def test_a_passkey_is_asked_for_after_the_password_and_there_is_no_session_before(door, key, store, anne):
    form, options = first_step(door, next=f"/applications/{anne}")
    assert not is_in(door)
    assert "desk" not in door.cookies

    answer = form.send("/login/second", answer=key.sign(options))
    assert answer.headers["location"] == f"/applications/{anne}"
    assert is_in(door)
    assert journal(store) == [("mireille", "passkey_used"), ("mireille", "passkey_added")]


def test_public_keys_alone_are_kept(key, store):
    with store.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM passkeys").mappings()
    secret = key.key.private_numbers().private_value.to_bytes(32, "big")
    assert not any(secret.hex() in str(value) for value in row.values())
    assert (row["name"], row["sign_count"]) == ("clé bleue", 0)


def test_an_answer_is_good_once(door, key):
    form, options = first_step(door)
    answer = key.sign(options)
    assert form.send("/login/second", answer=answer).status_code == 303
    form.send("/logout")
    door.cookies.clear()

    form, _ = first_step(door)
    assert form.send("/login/second", answer=answer).status_code == 401
    assert not is_in(door)


def test_a_question_is_answered_once_even_wrongly(door, key):
    form, options = first_step(door)
    assert form.send("/login/second", answer="{}").status_code == 401
    assert form.send("/login/second", answer=key.sign(options)).status_code == 401
    assert not is_in(door)


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:8766"},
        {"origin": "http://127.0.0.1"},
        {"rp_id": "evil.example"},
        {"key": Authenticator().key},
        {"id": b"another"},
    ],
    ids=["site", "port", "address", "rp_id", "key", "id"],
)
def test_what_is_signed_elsewhere_or_by_another_key_is_refused(door, key, store, changes):
    form, options = first_step(door)
    answer = form.send("/login/second", answer=replace(key, **changes).sign(options))

    assert answer.status_code == 401
    assert "pas été acceptée" in answer.text
    assert not is_in(door)
    assert journal(store)[0] == ("mireille", "passkey_failed")


@pytest.mark.parametrize("field", ["challenge", "kind"])
def test_another_challenge_and_another_ceremony_are_refused(door, key, field):
    form, options = first_step(door)
    answer = key.sign(options, kind="create") if field == "kind" else key.sign(options | {"challenge": "AAAA"})
    assert form.send("/login/second", answer=answer).status_code == 401
    assert not is_in(door)


def test_a_copied_passkey_is_found_by_its_counter(door, key, store):
    clone = copy.copy(key)
    form, options = first_step(door)
    assert form.send("/login/second", answer=key.sign(options)).status_code == 303
    door.cookies.clear()
    form, options = first_step(door)
    assert form.send("/login/second", answer=clone.sign(options)).status_code == 401
    with store.read() as views:
        assert "copy" in next(item.detail["why"] for item in views.history() if item.action == "passkey_failed")


def test_an_authenticator_without_a_counter_is_taken(door, key):
    for _ in range(2):
        key.count = -1
        form, options = first_step(door)
        assert form.send("/login/second", answer=key.sign(options)).status_code == 303
        door.cookies.clear()


def test_a_step_belongs_to_its_browser(site, door, key):
    _, options = first_step(door)
    other = at_localhost(site)
    token = token_in(other.get("/login"))
    answer = Browser(other, token).send("/login/second", answer=key.sign(options))
    assert answer.status_code == 401
    assert not is_in(other)


def test_a_step_dies_after_five_minutes(site, door, key):
    form, options = first_step(door)
    site.state.steps._clock = lambda: NOW + GOOD_FOR
    assert form.send("/login/second", answer=key.sign(options)).status_code == 401
    assert not is_in(door)
    assert door.get("/login/second").status_code == 401


@pytest.mark.parametrize("change", ["password", "disabled", "removed"])
def test_a_step_dies_with_what_it_rests_on(door, key, store, change):
    form, options = first_step(door)
    with store.begin() as tx:
        if change == "password":
            tx.accounts.set_password("mireille", "another")
        elif change == "disabled":
            tx.accounts.disable("mireille")
        else:
            tx.passkeys.remove("mireille", tx.passkeys.of("mireille")[0].id)
    assert form.send("/login/second", answer=key.sign(options)).status_code == 401
    assert not is_in(door)


def test_wrong_second_steps_wait_and_are_told_without_the_name_in_the_log(door, key, caplog):
    for _ in range(throttle.FREE):
        form, _ = first_step(door)
        assert form.send("/login/second", answer="{}").status_code == 401
    form, options = first_step(door)
    assert form.send("/login/second", answer=key.sign(options)).status_code == 429
    assert "passkey refused from" in caplog.text
    assert "mireille" not in caplog.text


def test_a_step_of_one_ceremony_is_none_of_another(owner, door, key):
    owner.send("/account/passkeys", present=PASSWORD)
    token = token_in(door.get("/login"))
    door.cookies.set("desk_step", owner.client.cookies["desk_step"])
    assert Browser(door, token).send("/login/second", answer="{}").status_code == 401

    door.cookies.clear()
    form, _ = first_step(door)
    token = form.client.cookies["desk_step"]
    owner.client.cookies.delete("desk_step")
    owner.client.cookies.set("desk_step", token)
    assert owner.get("/account/passkeys/new").status_code == 422


def test_programs_do_not_get_in_by_the_password_alone(site, key):
    api = browsing(site)
    assert api.get("/api/me", auth=("mireille", PASSWORD)).status_code == 403
    assert api.get("/api/me", auth=("mireille", "wrong")).status_code == 401
    assert api.get("/api/me", auth=("colette", PASSWORD)).status_code == 200


def test_registering_needs_the_password(owner):
    answer = owner.send("/account/passkeys", present="wrong")
    assert answer.status_code == 422
    assert "ne correspondent pas" in answer.text
    assert owner.get("/account/passkeys/new").status_code == 422


def test_registering_ends_every_other_session(site, store, owner, key):
    assert owner.get("/account").status_code == 200
    with store.begin() as tx:
        tx.accounts.open_session("mireille", "elsewhere", "csrf", NOW + timedelta(hours=1))
    assert register(owner, Authenticator()).status_code == 303
    with store.peek() as tx:
        assert tx.accounts.login("elsewhere") is None
        assert tx.accounts.login("token of mireille").second_factor


@pytest.mark.parametrize("fault", ["again", "origin", "challenge", "nonsense"])
def test_what_is_no_new_passkey_is_refused(owner, key, store, fault):
    owner.send("/account/passkeys", present=PASSWORD)
    options = asked(owner.get("/account/passkeys/new"))
    answers = {
        "again": key.register(options),
        "origin": Authenticator(origin="https://evil.example").register(options),
        "challenge": Authenticator().register(options | {"challenge": "AAAA"}),
        "nonsense": "[" * 15_000,
    }
    assert owner.send("/account/passkeys/new", answer=answers[fault]).status_code == 422
    with store.peek() as tx:
        assert len(tx.passkeys.of("mireille")) == 1


def test_a_passkey_is_removed_with_the_password(owner, key, store, door):
    with store.peek() as tx:
        [kept] = tx.passkeys.of("mireille")
    assert owner.send("/account/passkeys/remove", passkey=kept.id, present="wrong").status_code == 422
    assert owner.send("/account/passkeys/remove", passkey=kept.id, present=PASSWORD).status_code == 303
    assert owner.send("/account/passkeys/remove", passkey=kept.id, present=PASSWORD).status_code == 404
    assert journal(store)[0] == ("mireille", "passkey_removed")
    assert log_in(door).headers["location"] == "/"


def test_nobody_removes_a_colleague_s(owner, key, colleague, store):
    with store.peek() as tx:
        [kept] = tx.passkeys.of("mireille")
    assert colleague.send("/account/passkeys/remove", passkey=kept.id, present=PASSWORD).status_code == 404
    with store.peek() as tx:
        assert tx.passkeys.of("mireille") == (kept,)


def test_at_another_address_the_page_says_where_passkeys_work(site, owner, key, stranger):
    owner.client.base_url = "http://127.0.0.1"
    owner.send("/account/passkeys", present=PASSWORD)
    assert 'href="http://localhost/account"' in owner.get("/account/passkeys/new").text
    log_in(stranger)
    assert 'href="http://localhost/login"' in stranger.get("/login/second").text


@pytest.fixture
def strict(site):
    """The same page where a second factor is required."""
    site.state.desk = replace(site.state.desk, settings=SiteSettings(second_factor=True))
    return site


def test_where_it_is_required_the_first_passkey_is_registered_at_the_login(strict, door, store):
    form, options = first_step(door, name="colette")
    assert not is_in(door)
    key = Authenticator()
    assert form.send("/login/second", label="téléphone", answer=key.register(options)).status_code == 303
    assert is_in(door)
    with store.peek() as tx:
        assert [passkey.name for passkey in tx.passkeys.of("colette")] == ["téléphone"]
    door.cookies.clear()
    form, options = first_step(door, name="colette")
    assert form.send("/login/second", answer=key.sign(options)).status_code == 303


def test_of_two_that_register_the_first_passkey_one_is_refused(strict, door, store):
    other = at_localhost(strict)
    (form, options), (late, their_options) = first_step(door, name="colette"), first_step(other, name="colette")
    assert form.send("/login/second", answer=Authenticator().register(options)).status_code == 303
    assert late.send("/login/second", answer=Authenticator().register(their_options)).status_code == 401
    assert not is_in(other)


def test_where_it_is_required_no_password_is_enough(strict, recruiter):
    assert recruiter.get("/", follow_redirects=False).status_code == 303
    assert recruiter.get("/api/me").status_code == 401
    assert browsing(strict).get("/api/me", auth=("jury", PASSWORD)).status_code == 403


def test_where_it_is_required_the_last_is_not_removed(site, owner, key, store):
    site.state.desk = replace(site.state.desk, settings=SiteSettings(second_factor=True))
    with store.peek() as tx:
        [kept] = tx.passkeys.of("mireille")
    answer = owner.send("/account/passkeys/remove", passkey=kept.id, present=PASSWORD)
    assert answer.status_code == 422
    assert "exigée ici" in answer.text


def test_the_first_link_leads_to_a_passkey_where_one_is_required(strict, door):
    link = f"/welcome/{strict.state.welcome.open()}"
    form = {"csrf": token_in(door.get(link)), "name": "nadine", "password": PASSWORD, "again": PASSWORD}
    assert door.post(link, data=form, follow_redirects=False).headers["location"] == "/login/second"
    assert not is_in(door)


@pytest.mark.parametrize(
    ("public", "port", "party"),
    [
        (None, 8765, ("localhost", "http://localhost:8765")),
        (None, 80, ("localhost", "http://localhost")),
        ("https://desk.example/", 1, ("desk.example", "https://desk.example")),
        ("https://desk.example:443", 1, ("desk.example", "https://desk.example")),
        ("https://Desk.example:8443", 1, ("desk.example", "https://desk.example:8443")),
        ("https://10.0.0.5", 1, None),
        ("https://[fd00::1]", 1, None),
    ],
)
def test_whom_a_passkey_is_for(public, port, party):
    found = relying_party(public, port)
    assert found == (RelyingParty(id=party[0], origin=party[1]) if party else None)


def test_few_steps_of_one_user_wait_at_once():
    now = [NOW]
    steps = PendingSteps(lambda: now[0])
    tokens = [steps.begin("mireille", "prove", password_hash="h") for _ in range(MOST + 2)]
    other = steps.begin("colette", "prove", password_hash="h")
    assert [steps.look(token) is not None for token in tokens] == [False, False, True, True, True]
    now[0] += GOOD_FOR
    assert steps.look(other) is None
    steps.begin("jury", "prove", password_hash="h")
    assert len(steps._steps) == 1


JSONISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.binary(max_size=30).map(bytes.hex),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@example("", 0, b"")
@example("null", 1, b"\x00")
@example("[]", 20, b"{")
@example("{" * 200, 400, b"\xff" * 8)
@example('{"id": [], "rawId": 1}', 60, b"}")
@example('{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"clientDataJSON": {}}}', 100, b"12345678")
@example('{"id": "é", "response": null}', 250, b'"')
@given(st.text(max_size=200) | JSONISH.map(json.dumps), st.integers(0, 400), st.binary(max_size=8))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_answer_does_more_than_prove_nothing(nonsense, place, change):
    key, party, options = (
        Authenticator(),
        RelyingParty(id="localhost", origin="http://localhost"),
        {"challenge": "AAAA"},
    )
    right = key.register(options)
    for answer in (nonsense, right[:place] + change.hex() + right[place:]):
        with pytest.raises(PasskeyNotProven):
            registered(party, b"another challenge", answer)
        with pytest.raises(PasskeyNotProven):
            proven(party, (), b"another challenge", answer)


def test_an_answer_by_somebody_elses_passkey_is_told_as_that():
    party = RelyingParty(id="localhost", origin="http://localhost")
    with pytest.raises(PasskeyNotProven, match="names none of the user's passkeys"):
        proven(party, (), b"challenge", json.dumps({"id": "another"}))


def test_the_throttle_of_second_steps_is_one_of_its_own(site):
    assert isinstance(site.state.second_throttle, Throttle)
    assert site.state.second_throttle is not site.state.throttle
