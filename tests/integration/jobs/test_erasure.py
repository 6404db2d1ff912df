"""A person erased out of a store with everything on: nothing is left to be found, and nothing brings them back."""

from __future__ import annotations

import contextlib
import quopri
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from ingest import maildir
from ingest.archive.sealing import Seal
from jobs.care import auditing
from jobs.cli import every
from jobs.config import configuration
from jobs.intake.poll import polling
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.people import erasing
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.runtime.lock import exclusive
from jobs.runtime.workplace import open_workplace
from store.database.engines import sqlite_file
from store.database.models import ErasureRow
from store.letters.interviews.values import SlotDraft
from store.letters.values import LetterDraft
from store.store import Store
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs
from tests.missing import missing
from tests.servers import postgres

pytestmark = pytest.mark.long

app = every()

NAME_GIVEN, NAME_FAMILY = "Zéphyrine", "Quellebrume"
CROSSED = pytest.mark.soak("the rest of two databases by two archives; `make test` has each of the four once")
ADDRESS = "zephyrine.quellebrume@mail.example"
ARRIVED = datetime(2026, 2, 3, 9, tzinfo=UTC)
PRIVACY = '\n[privacy]\nkey_file = "{key}"\n'
KEY = "n8Zt4kq0VwB1c7x2Jm5sQ9yLr3eUoHdA"
TRACES = ("quellebrume", "Zéphyrine", "zephyrine", "Xylophoniste", "xylophoniste", "0470987654", "470987654")
"""Words of hers alone, as she writes them and as an index folds them."""


def original(part="CV", message_id="<hers@mail.example>"):
    made = EmailMessage()
    made["From"] = f"{NAME_GIVEN} {NAME_FAMILY} <{ADDRESS}>"
    made["To"] = "a@cdm.example, b@cdm.example"
    made["Subject"] = f"Recrutement EO, candidature de {NAME_GIVEN} {NAME_FAMILY}"
    made["Date"] = ARRIVED
    made["Message-ID"] = message_id
    made.set_content(f"Bonjour,\n\nvoici ma candidature.\n\nCordialement,\n{NAME_GIVEN} {NAME_FAMILY}\n0470 98 76 54\n")
    text = f"Curriculum vitae\n\n{NAME_GIVEN} {NAME_FAMILY}\nXylophoniste depuis 1999\nNommée à titre définitif\n"
    made.add_attachment(
        text.encode(), maintype="text", subtype="plain", filename=f"{part} {NAME_FAMILY}.txt", cte="base64"
    )
    return made.as_bytes()


@pytest.fixture(scope="module")
def cluster():
    if postgres.program("initdb") is None:
        missing("PostgreSQL is missing: apt install postgresql")
    with postgres.running() as server:
        postgres_does_not_use_files_of_its_log_again(server)
        yield server


def postgres_does_not_use_files_of_its_log_again(server):
    """What docs/several-machines.md asks of an operator."""
    with psycopg.connect(f"host={server.folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET wal_recycle = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    return "sqlite:///candidatures.db" if request.param == "sqlite" else request.getfixturevalue("cluster").database()


@pytest.fixture
def sealed():
    """Whether originals and backups are encrypted; a test may say so."""
    return False


@pytest.fixture
def place(tmp_path):
    """Two Maildirs with others' mail and hers, which came to both."""
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(4)):
        made.deliver(mailbox, mail, arrived, f"{index:06}.test")
    made.deliver("a", original(), ARRIVED, "000100.test")
    made.deliver(
        "b", b"Received: from mx by b; Tue, 3 Feb 2026 09:00:09 +0000\r\n" + original(), ARRIVED, "000101.test"
    )
    (tmp_path / "erasure.key").write_text(KEY + "\n")
    return made


@pytest.fixture
def config(place, url, sealed, tmp_path):
    """Everything on: notes, decisions, a merge undone, letters, the jury, an interview, history, a backup and more."""
    command(None, "encrypt", "--new-key", tmp_path / "archive.key")
    encryption = f'[encryption]\nkey_file = "{tmp_path}/archive.key"\n' if sealed else ""
    made = place.configure(store=url, more=PRIVACY.format(key=tmp_path / "erasure.key") + encryption)
    killing.run(made)
    with at_work(made) as opened:
        hers, other = numbers(opened)
        with opened.store.begin() as tx:
            tx.accounts.add_user("mireille", "recruiter", None)
            tx.accounts.save_view("mireille", "à revoir", f"name={NAME_FAMILY.lower()}")
            tx.accounts.save_view("mireille", "complets", "has_cv=yes")
            tx.reviews.note(hers, "mireille", "Xylophoniste : vérifier")
            tx.reviews.decide(hers, "mireille", "shortlist", "Quellebrume a le profil")
            tx.reviews.note(other, "mireille", f"connaît {NAME_GIVEN} {NAME_FAMILY} ({ADDRESS}, 0470/98.76.54)")
            tx.reviews.decide(other, "mireille", "discuss", "voir Zéphyrine Quellebrume")
            word = tx.reviews.keep_apart(other, hers, "mireille", "Quellebrume est sa sœur")
            tx.reviews.undo(word, "mireille", "Quellebrume ne l'est pas")
            tx.reviews.note_history("mireille", "export", detail={"format": "csv", "view": "name=quellebrume"})
            tx.reviews.note_history(
                "mireille", "download", message_id=hers, detail={"filename": f"CV {NAME_FAMILY}.txt"}
            )
            document = tx.views.documents(hers)[0]
            tx.access_log.note("mireille", "dossier", message_id=hers)
            tx.access_log.note("mireille", "search", words="q=quelle", shown=[hers, other])
            for number, name, address in ((hers, NAME_FAMILY, ADDRESS), (other, "Autre", "autre@mail.example")):
                tx.letters.draft(letter(number, name, address), "mireille")
            in_the_jury(tx, hers)
            in_the_jury(tx, other)
        DocumentPasswords(opened.archive.folder, opened.archive.seal).put(document.sha256, "xylophoniste1999")
        reports = opened.settings.path("reports")
        reports.mkdir()
        (reports / "eo-arlon-2026-2026-03-17.txt").write_text(
            f"- {NAME_GIVEN} {NAME_FAMILY}, {ADDRESS}\n- {killing.name_of(0)}\n"
        )
    command(made, "backup", tmp_path / "backup")
    command(made, "restore", tmp_path / "backup")
    command(made, "backup", tmp_path / "backup")
    if not url.startswith("sqlite"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")  # as autovacuum does: samples of values
    return made


def in_the_jury(tx, number):
    """Before the jury, with an opinion, a draft and the chair's summary that name her; heard, and moved once."""
    anne = tx.accounts.add_user(f"anne{number}", "jury", None)
    tx.jury.present(number, "mireille")
    tx.jury.give(
        anne.id, anne.name, number, {"tenure": "Zéphyrine Quellebrume est nommée"}, "Zéphyrine Quellebrume convainc"
    )
    tx.jury.draft(anne.id, anne.name, number, {"tenure": ""}, "Zéphyrine Quellebrume, à relire")
    tx.jury.open(number, "mireille")
    tx.jury.sum_up(number, "mireille", "Zéphyrine Quellebrume est entendue")
    at = datetime(2026, 4, 9, 7 + 2 * (number % 5), tzinfo=UTC)
    hours = [at, at + timedelta(hours=1)]
    slots = [SlotDraft(starts_at=hour, ends_at=hour + timedelta(minutes=45), room="1") for hour in hours]
    first, second = tx.slots.add("eo-arlon-2026", slots, "mireille")
    heard = tx.interviews.assign(number, first, "mireille")
    tx.interviews.move(heard.id, second, "mireille", revision=heard.revision)


def letter(application_id, name, address):
    return LetterDraft(
        notice="eo-arlon-2026",
        message_id=application_id,
        kind="refusal",
        language="fr",
        sender="Carrefour <office@cdm.example>",
        to_name=f"{NAME_GIVEN if name == NAME_FAMILY else ''} {name}",
        to_email=address,
        subject="Votre candidature",
        text=f"Madame {name},\n\nVotre candidature n'a pas été retenue.\n",
    )


@contextlib.contextmanager
def at_work(config):
    settings = configuration.load(config)
    with open_workplace(settings) as opened, exclusive(opened.lock_file):
        rules = replace(opened.rules, tools=replace(opened.rules.tools, rapidocr=False))
        yield replace(opened, pool=killing.Inline(), rules=rules)


def numbers(opened):
    """Her application, and the first of the others."""
    with opened.store.peek() as tx:
        rows = tx.views.applications(tx_filter()).rows
    hers = next(row.id for row in rows if row.email == ADDRESS)
    return hers, next(row.id for row in rows if row.id != hers)


def tx_filter():
    return ApplicationFilter(order="id", standing="any")


def command(config, *words, status=0):
    done = CliRunner().invoke(app, [*map(str, words), *(("--config", str(config)) if config else ())])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done.output


def erase(config):
    with at_work(config) as opened:
        hers, _ = numbers(opened)
    return hers, command(config, "erase", hers, "--yes")


def telling_lines():
    """Lines of her mail as it came, base64 and all, that are nobody else's."""
    others = b"\n".join(mail for _, mail, _ in killing.mails(4))
    return [line for line in original().splitlines() if len(line) > 30 and line not in others]


def opened_by(key):
    """What a file holds, for who has the key; without one what lies there."""

    def content(path):
        if key is None or path.suffix != ".age":
            return path.read_bytes()
        lines = (line for line in key.read_text().splitlines() if not line.startswith("#"))
        return Seal(list(lines), source="test").open(path.read_bytes())

    return content


def found_in(*folders, key=None, but=frozenset()):
    """Every trace in every file, but in the mailboxes themselves and the key, and below `but`."""
    read = opened_by(key)
    encodings = ("utf-8", "latin-1", "utf-16-le")
    needles = {*telling_lines(), *(word.encode(encoding) for word in TRACES for encoding in encodings)}
    needles |= {quopri.encodestring(word.encode()).strip() for word in TRACES}
    return {
        (str(path), needle)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not {"a", "b"} & set(path.relative_to(folder).parts) and not but & set(path.parents)
        for content in [read(path)]
        for needle in needles
        if needle in content or needle in content.lower()
    }


def everything(config, url, request, tmp_path):
    found = found_in(config.parent, tmp_path / "backup", key=tmp_path / "archive.key")
    if not url.startswith("sqlite"):
        name = url.rpartition("@/")[2].partition("?")[0]
        cluster = request.getfixturevalue("cluster")
        with psycopg.connect(f"host={cluster.folder} user=postgres dbname={name}", autocommit=True) as connection:
            (oid,) = connection.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
            connection.execute("CHECKPOINT")
        data = cluster.folder / "data"
        others = {path for path in (data / "base").iterdir() if path.name != str(oid)}  # of other tests
        found |= found_in(cluster.folder, but=others)
    return found


def is_back(config):
    with at_work(config) as opened, opened.store.read() as views:
        rows = views.applications(tx_filter()).rows
        return [row.email for row in rows if row.email == ADDRESS] or [
            message for message in views.messages() if message.subject and NAME_FAMILY in message.subject
        ]


def audited(config):
    settings = configuration.load(config)
    with open_workplace(settings, read_only=True) as opened:
        return auditing.audit(replace(opened, pool=killing.Inline()), polling.open_mailboxes(settings)).differences


@pytest.mark.parametrize(
    ("url", "sealed"),
    [
        pytest.param("sqlite", False, id="sqlite-plain"),
        pytest.param("postgresql", True, id="postgresql-encrypted"),
        pytest.param("sqlite", True, id="sqlite-encrypted", marks=CROSSED),
        pytest.param("postgresql", False, id="postgresql-plain", marks=CROSSED),
    ],
    indirect=["url"],
)
def test_nothing_is_left_and_nothing_brings_her_back(config, url, sealed, request, tmp_path, monkeypatch):
    before = everything(config, url, request, tmp_path)
    assert {needle for _, needle in before} >= {b"quellebrume", b"xylophoniste", telling_lines()[0]}
    if sealed:
        assert found_in(config.parent / "archive", tmp_path / "backup") == set()
    hers, said = erase(config)
    assert "a, INBOX, UID" in said
    assert f"candidature de {NAME_GIVEN} {NAME_FAMILY}" in said
    command(config, "backup", tmp_path / "backup", "--apply-erasures")
    assert everything(config, url, request, tmp_path) == set()
    assert audited(config) == ()
    assert "write-ahead log" not in CliRunner().invoke(app, ["check", "--config", str(config)]).output
    assert command(config, "backup", tmp_path / "backup", "--verify")

    killing.run(config)
    with at_work(config) as opened:
        reingesting.run(opened, Selection(everything=True), agreed=True, progress=lambda _: None)
        reingesting.run(opened, Selection(from_archive=True), progress=lambda _: None)
        reingesting.run(opened, Selection(from_mailbox=True), agreed=True, progress=lambda _: None)
    monkeypatch.setattr(maildir, "UIDVALIDITY", 77)
    killing.run(config)
    assert not is_back(config)
    command(config, "backup", tmp_path / "backup")
    for generation in sorted(path.name for path in (tmp_path / "backup" / "generations").iterdir()):
        command(config, "restore", tmp_path / "backup", "--generation", generation)
        assert not is_back(config)
        killing.run(config)
        assert not is_back(config)
    assert everything(config, url, request, tmp_path) == set()
    assert audited(config) == ()
    with at_work(config) as opened, opened.store.peek() as tx:
        told = tx.erasing._session.scalars(select(ErasureRow)).all()
        assert {(one.application_id, one.cause) for one in told} == {(hers, "erasure")}
        assert [item.action for item in tx.views.history() if item.message_id == hers][-1:] == ["erase"]


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_others_keep_what_is_theirs(config, tmp_path):
    with at_work(config) as opened:
        _, other = numbers(opened)
    kept = telling(config, other)
    erase(config)
    after = telling(config, other)
    assert [kind for kind, _ in after] == [kind for kind, _ in kept if kind not in {"keep_apart", "undo"}]
    assert ("note", "connaît █ (█, █)") in after
    assert ("decision", "voir █") in after
    with at_work(config) as opened, opened.store.peek() as tx:
        assert [view.name for view in tx.accounts.saved_views("mireille")] == ["complets"]
        assert tx.views.application(other).row.decision_reason == "voir █"
        assert [one.to_email for one in tx.letters.all()] == ["autre@mail.example"]
        assert [one.message_id for one in tx.interviews.all("eo-arlon-2026")] == [other]
        assert [one.text for one in tx.jury.of(other).opened] == ["█ convainc"]
    assert "xylophoniste1999" not in (config.parent / "archive" / "passwords.json").read_text()
    report = (config.parent / "reports" / "eo-arlon-2026-2026-03-17.txt").read_text()
    assert report == f"- █, █\n- {killing.name_of(0)}\n"


def telling(config, application_id):
    with at_work(config) as opened, opened.store.read() as views:
        return [(review.kind, review.text) for review in views.application(application_id).reviews]


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_an_old_store_put_in_place_by_hand_loses_her_at_the_next_pass(config, tmp_path):
    with at_work(config) as opened:
        file = Path(sqlite_file(opened.store.engine))
    old = file.read_bytes()
    erase(config)
    file.write_bytes(old)
    assert is_back(config)
    killing.run(config)
    assert not is_back(config)
    assert found_in(config.parent) == set()


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
@pytest.mark.parametrize("midway", ["_from_store", "clean"])
def test_a_crash_midway_is_finished_by_the_next_pass(config, monkeypatch, midway):
    with at_work(config) as opened:
        hers, _ = numbers(opened)
        person = erasing.preview(opened, hers)
        with monkeypatch.context() as patch:
            patch.setattr(erasing, midway, lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                erasing.erase(opened, person, author="mireille")
    killing.run(config)
    assert not is_back(config)
    assert audited(config) == ()
    assert found_in(config.parent) == set()


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_without_the_key_nothing_is_taken_in(config, place, tmp_path):
    erase(config)
    other = tmp_path / "other.key"
    other.write_text("x" * 40 + "\n")
    place.configure(more=PRIVACY.format(key=other))
    assert "by a key that is not there" in command(config, "poll", status=3)
    other.write_text("x" * 40 + "\n" + KEY + "\n")
    command(config, "reingest", "--failed")


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_erasing_asks_and_shows(config, place):
    with at_work(config) as opened:
        hers, _ = numbers(opened)
    whole = config.read_text("utf-8")
    place.configure()
    assert "a key is needed" in command(config, "erase", hers, "--yes", status=2)
    config.write_text(whole, "utf-8")
    words = [*map(str, ("erase", hers, "--config", config))]
    said = CliRunner().invoke(app, words, input="yes\n")
    assert (said.exit_code, is_back(config) != []) == (2, True)
    assert f"applications {hers}: 1 mails, 1 files in them" in said.output
    assert CliRunner().invoke(app, words, input=f"{hers}\n").exit_code == 0
    assert not is_back(config)


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_a_generation_takes_up_an_erasure_once(config, tmp_path, monkeypatch):
    erase(config)
    command(config, "backup", tmp_path / "backup")
    taken, plain = [], erasing.apply_to_file
    monkeypatch.setattr(
        erasing,
        "apply_to_file",
        lambda file, stones, keys: (taken.append(file.parent.name), plain(file, stones, keys))[1],
    )
    command(config, "backup", tmp_path / "backup")
    assert taken == sorted(path.name for path in (tmp_path / "backup" / "generations").iterdir())[-1:]


@pytest.mark.parametrize("url", ["sqlite:///candidatures.db"], indirect=False)
def test_a_generation_that_could_not_be_written_over_is_the_next_time(config, tmp_path, monkeypatch):
    erase(config)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "scrub", lambda _: False)
        assert "still holds" in command(config, "backup", tmp_path / "backup", "--apply-erasures", status=1)
    assert found_in(tmp_path / "backup")
    command(config, "backup", tmp_path / "backup", "--apply-erasures")
    assert found_in(tmp_path / "backup") == set()
