"""`serve`, `users` and `sql` as somebody types them."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from datetime import UTC, datetime
from shutil import copyfile

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner

from desk.web.login import passwords
from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from store.accounts.accounts import ProviderIdentity
from tests.maildirs import Maildirs

app = every()

PASSWORD = "quatre mots bien choisis\n"


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """What hashing costs is for attackers, not for tests."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def type_(tmp_path, migrated):
    configuration = Maildirs.make(tmp_path).configure()
    copyfile(migrated, tmp_path / "candidatures.db")

    def typed(*words, given=None):
        return CliRunner().invoke(app, [*words, "--config", str(configuration)], input=given)

    return typed


def test_accounts_are_made_listed_locked_and_let_in_again(type_):
    assert type_("users", "add", "colette", "--password-stdin", given=PASSWORD).exit_code == 0
    assert type_("users", "add", "jury", "--role", "reader", "--password-stdin", given=PASSWORD).exit_code == 0
    assert type_("users", "disable", "jury").exit_code == 0
    listed = type_("users", "list").stdout
    assert [word in listed for word in ("colette", "recruiter", "jury", "reader", "disabled")] == [True] * 5

    assert type_("users", "disable", "jury", "--enable").exit_code == 0
    assert "disabled" not in type_("users", "list").stdout
    assert type_("users", "password", "jury", "--password-stdin", given=PASSWORD).exit_code == 0


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("users", "add", "anne", "--password-stdin"), "court\n", "12 characters"),
        (("users", "add", "a/b", "--password-stdin"), PASSWORD, "letters, digits"),
        (("users", "disable", "nobody"), None, "no user nobody"),
        (("serve", "--host", "0.0.0.0"), None, "--public-url"),
        (("serve", "--public-url", "http://desk.example"), None, "https://"),
        (("serve", "--public-url", "https://10.0.0.5", "--require-second-factor"), None, "not an IP address"),
        (("serve", "--public-url", "https://desk.example", "--port", "0"), None, "no account yet"),
        (("sql", "delete from users"), None, "it does more than read"),
    ],
)
def test_what_can_t_be_is_one_line_and_exit_2(type_, words, given, said):
    type_("users", "list")
    done = type_(*words, given=given)

    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_operator_releases_an_account_from_the_sign_in_service(type_, tmp_path):
    type_("users", "add", "colette", "--without-password")
    assert "bound to nobody" in type_("users", "release", "colette").stdout
    settings = configuration.load(tmp_path / "candidatures.toml", with_secrets=False)
    with closing(open_store(settings, upgrade=True)) as store:
        with store.begin() as transaction:
            transaction.accounts.bind("colette", ProviderIdentity(issuer="https://login.example", subject="4711"))
        assert "4711 at https://login.example" in type_("users", "release", "colette").stdout
        with store.read() as views:
            assert [item.action for item in views.history()] == ["account_released"]
        with store.peek() as transaction:
            assert transaction.accounts.identity("colette") is None
    assert type_("users", "release", "nobody").exit_code == 2


def test_the_operator_takes_a_second_factor_away(type_, tmp_path):
    type_("users", "add", "colette", "--password-stdin", given=PASSWORD)
    store = open_store(configuration.load(tmp_path / "candidatures.toml", with_secrets=False))
    with closing(store):
        with store.begin() as transaction:
            transaction.passkeys.add("colette", name="clé bleue", credential_id="a", public_key="b", sign_count=0)
            transaction.accounts.open_session("colette", "token", "csrf", datetime(2999, 1, 1, tzinfo=UTC))
        assert "clé bleue" in type_("users", "second-factor", "colette").stdout
        with store.peek() as transaction:
            assert transaction.accounts.login("token") is not None
        assert "removed" in type_("users", "second-factor", "colette", "--remove").stdout
        with store.peek() as transaction:
            assert transaction.accounts.login("token") is None
            assert transaction.passkeys.counts() == {}
            assert "passkey_removed" in [item.action for item in transaction.views.history()]
    assert type_("users", "second-factor", "nobody").exit_code == 2


def test_the_operator_makes_a_link_for_the_first_passkey(type_):
    type_("users", "add", "colette", "--password-stdin", given=PASSWORD)
    made = type_("users", "enrol", "colette", "--address", "https://candidatures.example/")
    assert made.exit_code == 0
    assert made.stdout.startswith("https://candidatures.example/enrol/")
    type_("users", "add", "jean", "--without-password")
    assert type_("users", "enrol", "jean").exit_code == 2
    assert type_("users", "enrol", "nobody").exit_code == 2


def test_an_account_without_a_password_is_opened_by_none(type_, tmp_path):
    assert type_("users", "add", "jean", "--without-password").exit_code == 0
    store = open_store(configuration.load(tmp_path / "candidatures.toml", with_secrets=False))
    with closing(store), store.peek() as tx:
        assert tx.accounts.password_hash("jean") is None
        assert tx.accounts.user("jean").role == "recruiter"


def test_somebody_is_given_a_role_for_a_notice_and_keeps_the_other_one_elsewhere(type_):
    assert type_("poll").exit_code == 0
    assert type_("users", "add", "solange", "--role", "chair", "--without-password").exit_code == 2
    added = type_("users", "add", "solange", "--role", "chair", "--notice", "eo-arlon-2026", "--without-password")
    assert added.exit_code == 0, added.stderr
    assert type_("users", "add", "paul", "--without-password").exit_code == 0
    assert type_("users", "give", "paul", "--all", "--role", "jury").exit_code == 2
    assert (
        "paul is jury for eo-arlon-2026"
        in type_("users", "give", "paul", "--notice", "eo-arlon-2026", "--role", "jury").stdout
    )
    listed = type_("users", "list").stdout
    assert ("(jury)" in listed, "chair" in listed) == (True, True)
    assert "paul sees every notice" in type_("users", "give", "paul", "--all").stdout
    assert "(jury)" not in type_("users", "list").stdout


def test_no_name_is_given_twice(type_):
    type_("users", "add", "colette", "--password-stdin", given=PASSWORD)

    assert "already" in type_("users", "add", "colette", "--password-stdin", given=PASSWORD).stderr


def test_sql_shows_nobody_what_a_jury_writes(type_, tmp_path):
    store = open_store(configuration.load(tmp_path / "candidatures.toml", with_secrets=False))
    with closing(store), store.engine.begin() as connection:
        values = "(1, '2026-03-01', 'paul', 'opinion', 1, NULL, '{\"tenure\": \"secret\"}', 'secret', NULL)"
        connection.exec_driver_sql(f"INSERT INTO opinions VALUES {values}")
    for statement in ("select * from opinions", "select o.text from OPINIONS o", "select (select words from opinions)"):
        answer = type_("sql", "--format", "csv", statement)
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert "access to opinions.words is prohibited" in answer.stderr or "opinions.text" in answer.stderr
    assert "paul" in type_("sql", "select author from opinions").stdout


def test_sql_answers_as_a_table_csv_and_json(type_):
    type_("users", "add", "colette", "--password-stdin", given=PASSWORD)
    statement = "select name, role from users"

    assert "colette" in type_("sql", statement).stdout
    assert list(csv.reader(type_("sql", "--format", "csv", statement).stdout.splitlines()))[1] == [
        "colette",
        "recruiter",
    ]
    assert "'=1+1" in type_("sql", "--format", "csv", "select '=1+1' as trap").stdout
    assert json.loads(type_("sql", "--format", "json", given=statement).stdout) == [
        {"name": "colette", "role": "recruiter"}
    ]
