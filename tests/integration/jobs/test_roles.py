"""The roles of PostgreSQL: each does its program's work with a real store, and nothing else."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ProgrammingError
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.intake.process.processing import Processing
from jobs.people import erasing
from jobs.runtime.workplace import open_store, open_workplace
from jobs.serve import serving
from store.database import work_queue
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs
from tests.missing import missing
from tests.servers import postgres

app = every()

SAID = "une réserve sur la mobilité"
KEY = '\n[privacy]\nkey_file = "{folder}/erasure"\n'


@pytest.fixture(scope="module")
def server():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as running:
        yield running


@pytest.fixture
def owner(server, tmp_path):
    """The URL of a migrated store with its roles, and a Maildir beside."""
    url, made = server.database(), Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(4)):
        made.deliver(mailbox, mail, arrived, f"{index:06}.test")
    (tmp_path / "erasure").write_text("x" * 44)
    for words in (("migrate",), ("roles", "--apply"), ("roles", "--apply")):
        command(configured(made.folder, url), *words)
    return url


def configured(folder, url):
    return Maildirs(folder=folder).configure(store=url, more=KEY.format(folder=folder.parent))


@pytest.fixture
def as_role(owner, tmp_path):
    """The configuration of a role; of the owner without one."""

    def of(role=None):
        database = owner.rpartition("@/")[2].partition("?")[0]
        url = owner if role is None else owner.replace("postgres@", f"{database}_{role}@")
        return configured(tmp_path / "place", url)

    return of


def command(config, *words, status=0):
    done = CliRunner().invoke(app, [*map(str, words), "--config", str(config)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done.output


def engine_of(config):
    return create_engine(open_url(config))


def open_url(config):
    return configuration.load(config).database_url.replace("postgresql://", "postgresql+psycopg://")


def refused(config, statement):
    engine = create_engine(open_url(config))
    try:
        with engine.connect() as connection, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def deliberated(config):
    """The desk's work: an account, a decision, an opinion given and opened. The application's number."""
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        first = tx.views.applications(ApplicationFilter(order="id")).rows[0].id
        paul = tx.accounts.add_user("paul", "jury", "hash")
        tx.reviews.decide(first, "mireille", "shortlist", "")
        tx.jury.present(first, "solange")
        tx.jury.draft(paul.id, "paul", first, {}, SAID)
        tx.jury.give(paul.id, "paul", first, {"tenure": SAID}, SAID)
        tx.access_log.note("paul", "dossier", message_id=first)
    return first


def test_each_role_does_its_work(as_role):
    command(as_role("daemon"), "poll")
    number = deliberated(as_role("desk"))
    with closing(open_store(configuration.load(as_role("desk")))) as store, store.begin() as tx:
        tx.jury.open(number, "solange")
    with serving.site(configuration.load(as_role("desk")), serving.ListenAddress(host="127.0.0.1", port=0)):
        pass
    with open_workplace(configuration.load(as_role("worker"))) as place:
        with place.store.begin() as tx:
            tx.ledger.requeue([number])
        assert [done.error for done in Processing(place).waiting()] == [None]
    command(as_role("daemon"), "reingest", "--all", "--yes")
    assert json.loads(command(as_role("desk"), "export", "--format", "json"))[0]["jury"]["standing"] == "opened"


def test_a_worker_s_role_shares_the_queue_that_the_owner_made(as_role):
    command(as_role("daemon"), "poll")
    with closing(open_store(configuration.load(as_role()))) as store:
        work_queue.install(store.engine)
    command(as_role(), "migrate")
    command(as_role(), "roles", "--apply")
    with closing(open_store(configuration.load(as_role("worker")))) as store:
        work_queue.install(store.engine)
    with closing(open_store(configuration.load(as_role("desk")))) as store, store.begin() as tx:
        tx.ledger.requeue([1])
        assert tx.queue.hasten(1)
        assert sum(tx.queue.figures().waiting.values()) == 1


def test_the_daemon_and_the_desk_erase(as_role):
    command(as_role("daemon"), "poll")
    number = deliberated(as_role("desk"))
    for role in ("desk", "daemon"):
        with open_workplace(configuration.load(as_role(role))) as place:
            person = erasing.preview(place, number)
            assert not erasing.erase(place, person, author="solange").scrubbed
            with place.store.read() as views:
                number = views.applications().rows[0].id
    with open_workplace(configuration.load(as_role())) as place:  # the owner writes its tables anew
        erasing.catch_up(place)
        with place.store.peek() as tx:
            assert tx.health.get(erasing.SCRUB) is None


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("worker", "SELECT sealed FROM opinions"),
        ("worker", "SELECT text FROM opinion_drafts"),
        ("worker", "SELECT text FROM opened_opinions"),
        ("worker", "SELECT name FROM users"),
        ("worker", "SELECT token_sha256 FROM sessions"),
        ("worker", "SELECT public_key FROM passkeys"),
        ("worker", "SELECT words FROM access_log"),
        ("worker", "INSERT INTO reviews (id, at, author, kind, message_id) VALUES (1, now(), 'x', 'note', 1)"),
        ("worker", "DELETE FROM opinions"),
        ("daemon", "SELECT token_sha256 FROM sessions"),
        ("daemon", "SELECT public_key FROM passkeys"),
        ("daemon", "SELECT name FROM users"),
        ("daemon", "UPDATE users SET role = 'chair'"),
        ("desk", "UPDATE folders SET cursor = 0"),
        ("desk", "DELETE FROM mailboxes"),
        ("desk", "UPDATE notices SET closes_at = now()"),
        ("desk", "DROP TABLE opinions"),
        ("desk", "ALTER TABLE opinions DISABLE TRIGGER USER"),
        ("daemon", "CREATE TABLE mine (id integer)"),
        ("reader", "SELECT sealed FROM opinions"),
        ("reader", "SELECT text FROM opinions"),
        ("reader", "SELECT password_hash FROM users"),
        ("reader", "SELECT token_sha256 FROM interview_calendars"),
        ("reader", "SELECT * FROM sessions"),
    ],
)
def test_none_does_what_is_not_its_own(as_role, role, statement):
    refused(as_role(role), statement)


def test_the_reader_writes_nothing(as_role):
    for statement in ("DELETE FROM messages", "UPDATE metadata SET value = '1'", "INSERT INTO users (id) VALUES (1)"):
        refused(as_role("reader"), f"SET default_transaction_read_only = off; COMMIT; {statement}")


@pytest.mark.parametrize("role", ["reader", None])
def test_sql_shows_a_reader_s_columns_whoever_asks(as_role, role):
    command(as_role("daemon"), "poll")
    deliberated(as_role("desk"))
    config = as_role(role)
    assert "paul" in command(config, "sql", "select name, role from users")
    assert "mail.example" in command(config, "sql", "select email from candidatures")
    for statement in ("select password_hash from users", "select * from opinions", "select sealed from opinion_drafts"):
        assert "permission denied" in command(config, "sql", statement, status=2)


def test_without_roles_sql_makes_the_one_that_reads(server, tmp_path):
    config = configured(Maildirs.make(tmp_path / "place").folder, server.database())
    (tmp_path / "erasure").write_text("x" * 44)
    command(config, "migrate")
    assert "denied" in command(config, "sql", "select password_hash from users", status=2)
    command(config, "sql", "select name from users")
    command(config, "poll")


def test_without_roles_and_the_right_to_make_them_sql_says_how_they_are_made(server, tmp_path):
    url = make_url(server.database())
    plain = create_engine(url)
    with plain.begin() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {url.database}_plain LOGIN")
        connection.exec_driver_sql(f"GRANT ALL ON SCHEMA public TO {url.database}_plain")
    plain.dispose()
    its = url.set(username=f"{url.database}_plain").render_as_string(hide_password=False)
    config = configured(Maildirs.make(tmp_path / "place").folder, its)
    (tmp_path / "erasure").write_text("x" * 44)
    command(config, "migrate")
    assert "candidatures roles" in command(config, "sql", "select name from users", status=2)


def test_a_restored_store_and_a_new_table_have_the_rights_again(as_role, tmp_path):
    command(as_role("daemon"), "poll")
    command(as_role(), "backup", tmp_path / "backup")
    command(as_role(), "restore", tmp_path / "backup")
    assert "mail.example" in command(as_role("reader"), "sql", "select email from candidatures")
    refused(as_role("worker"), "SELECT name FROM users")
    engine = engine_of(as_role())
    with engine.begin() as connection:
        connection.exec_driver_sql(f"REVOKE ALL ON messages FROM {engine.url.database}_reader")
    engine.dispose()
    refused(as_role("reader"), "SELECT id FROM messages")
    command(as_role(), "migrate")
    command(as_role("reader"), "sql", "select id from messages")


def test_the_printed_sql_is_what_is_applied(as_role):
    printed = command(as_role(), "roles")
    engine = engine_of(as_role())
    with engine.begin() as connection:
        connection.exec_driver_sql(printed, execution_options={"no_parameters": True})
    engine.dispose()
    refused(as_role("worker"), "SELECT name FROM users")
