"""Whatever changes in the configuration, no original, no application and no word of a person is lost, and it is told.

Each row: something changes, then a poll, a re-ingest of everything, a backup, an audit. The same is still there then.
"""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from ingest.archive.originals import Archive
from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.workplace import open_store, open_workplace
from tests import killing, mailboxes
from tests.maildirs import Maildirs
from tests.servers.dovecot import PASSWORD

app = every()

SUBJECT = ('subject = "Recrutement EO"', 'subject = "Concours de juin"')
TITLE = ("Chargé(e) de mission, Carrefour des Métiers d'Arlon", "Conseiller en énergie")
CUTOFF = ("closes_at = 2026-03-15", "closes_at = 2026-01-15")
LATER = ("closes_at = 2026-03-15", "closes_at = 2027-03-15")
DOMAINS = ('internal_domains = ["cdm.example"]', 'internal_domains = ["mail.example"]')
CRITERIA = (
    "[daemon]",
    '[[notices.criteria]]\nkey = "tenure"\nlabels = { fr = "Nommé" }\nextractor = "tenure"\n\n[daemon]',
)


@dataclass(frozen=True)
class Counts:
    originals: int
    applications: int
    decisions: int


class Inline(killing.Inline):
    """Reads in this process: what is tested here is what is kept, not how it is read."""

    def __init__(self, *arguments, **options):
        del arguments, options

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        pass


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("jobs.runtime.workplace.Pool", Inline)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    maildirs = Maildirs.make(tmp_path_factory.mktemp("filled"))
    for index, (mailbox, original, arrived) in enumerate(killing.mails(8)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    config = maildirs.configure()
    killing.run(config)
    with open_workplace(configuration.load(config)) as place, place.store.begin() as transaction:
        transaction.reviews.decide(1, "anne", "shortlist", "dix ans d'expérience")
        transaction.reviews.note(2, "anne", "à rappeler")
    return maildirs


@pytest.fixture
def place(filled, tmp_path):
    shutil.copytree(filled.folder, tmp_path / "place")
    return Maildirs(folder=tmp_path / "place")


def counts(config):
    settings = configuration.load(config)
    originals = sum(1 for _ in Archive(settings.archive, read_only=True).digests())
    with closing(open_store(settings, read_only=True)) as store, store.read() as views:
        rows = views.applications().rows
    return Counts(originals, len(rows), sum(row.decision is not None for row in rows))


def command(config, *words):
    return CliRunner().invoke(app, [*words, "--config", str(config)], catch_exceptions=False)


def change(config, *pairs):
    """Another configuration, and a person's word that it holds."""
    text = config.read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    config.write_text(text, "utf-8")
    if any(group.name == "notices" for group in app.registered_groups):
        done = command(config, "notices", "apply", "--yes")
        assert done.exit_code == 0, done.output


def go_through(config, folder):
    """A poll, a re-ingest and whoever only looks."""
    for words in (["poll"], ["reingest", "--all", "--yes"], ["backup", str(folder / "backup")], ["audit"]):
        done = command(config, *words)
        assert done.exit_code == 0, (words, done.output)


def lapsed(config):
    with closing(open_store(configuration.load(config), read_only=True)) as store, store.read() as views:
        return sum(row.lapsed for row in views.applications().rows)


@pytest.mark.parametrize(
    ("what", "pairs", "no_longer_match"),
    [
        ("nothing", [], 0),
        ("subject", [SUBJECT], 7),
        ("subject and cutoff", [SUBJECT, CUTOFF], 7),
        ("title", [TITLE], 0),
        ("an earlier cutoff", [CUTOFF], 0),
        ("a later cutoff", [LATER], 0),
        ("criteria", [CRITERIA], 0),
        ("colleagues", [DOMAINS], 0),
        ("subject, title and colleagues", [SUBJECT, TITLE, DOMAINS], 7),
        (
            "a mailbox removed",
            [('[[mailboxes]]\nname = "b"\nurl = "maildir://{folder}/b"\nauthserv_id = "mx2.cdm.example"\n', "")],
            0,
        ),
        ("a mailbox renamed", [('name = "b"', 'name = "bureau"')], 0),
        (
            "a mailbox added",
            [("[[notices]]", '[[mailboxes]]\nname = "c"\nurl = "maildir://{folder}/a"\n\n[[notices]]')],
            0,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nothing_is_lost(place, tmp_path, what, pairs, no_longer_match):
    del what
    config = place.configure()
    before = counts(config)
    assert before == Counts(originals=10, applications=7, decisions=1)
    change(
        config,
        *[tuple(text.format(folder=place.folder) if "{folder}" in text else text for text in pair) for pair in pairs],
    )
    go_through(config, tmp_path)
    assert counts(config) == before
    assert lapsed(config) == no_longer_match
    backed_up = Archive(tmp_path / "backup" / "archive", read_only=True)
    assert sum(1 for _ in backed_up.digests()) == before.originals


def test_what_no_longer_matches_is_shown_and_matches_again(place, tmp_path):
    config = place.configure()
    exported = command(config, "export", "--format", "json", "--with-text").output
    change(config, SUBJECT)
    go_through(config, tmp_path)
    messages = json.loads(command(config, "messages", "--format", "json").output)
    told = [one for one in messages if one["no_longer_matches"]]
    assert len(told) == 7
    assert {one["disposition"] for one in told} == {"near_miss"}
    assert all(one["reason"].startswith("no longer matches: ") and one["application_id"] for one in told)
    assert all(one["no_longer_matches"] for one in json.loads(command(config, "export", "--format", "json").output))
    change(config, SUBJECT[::-1])
    go_through(config, tmp_path)
    assert command(config, "export", "--format", "json", "--with-text").output == exported


def test_a_mass_change_waits_for_a_word(place):
    config = place.configure()
    before = command(config, "export", "--format", "json").output
    text = config.read_text("utf-8")
    config.write_text(text.replace(*SUBJECT), "utf-8")
    with open_workplace(configuration.load(config)) as opened:
        changed = not any(group.name == "notices" for group in app.registered_groups)
        del opened
    done = command(config, "reingest", "--all")
    if changed:
        assert (done.exit_code, "7 applications would become something else" in done.output) == (2, True)
    assert command(config, "export", "--format", "json").output == before


def empty(maildirs):
    for mailbox in ("a", "b"):
        for mail in (maildirs.folder / mailbox / "new").iterdir():
            mail.unlink()


def test_the_store_lost_and_the_mailboxes_emptied_it_is_built_again_from_the_archive(place):
    config = place.configure()
    exported = json.loads(command(config, "export", "--format", "json", "--with-text").output)
    empty(place)
    (place.folder / "candidatures.db").unlink()
    refused = command(config, "poll")
    assert (refused.exit_code, "reingest --from-archive" in refused.output) == (2, True)
    done = command(config, "reingest", "--from-archive")
    assert (done.exit_code, "7 messages" in done.output) == (0, True), done.output
    built = json.loads(command(config, "export", "--format", "json", "--with-text").output)
    assert built[0]["decision"] is None
    exported[0] |= {"decision": None, "decision_reason": None}
    assert built == exported
    assert command(config, "poll").exit_code == 0
    assert command(config, "audit").exit_code == 0


def test_peoples_words_come_from_the_last_backup_and_what_came_since_from_the_archive(place, tmp_path):
    config = place.configure()
    assert command(config, "backup", str(tmp_path / "backup")).exit_code == 0
    arrived = datetime(2026, 3, 2, 9, tzinfo=UTC)
    place.deliver("b", killing.mail(30, arrived), arrived, "zzz.test")
    killing.run(config)
    exported = command(config, "export", "--format", "json", "--with-text").output
    empty(place)
    (place.folder / "candidatures.db").unlink()
    assert command(config, "restore", str(tmp_path / "backup")).exit_code == 0
    done = command(config, "reingest", "--from-archive")
    assert (done.exit_code, "1 messages" in done.output) == (0, True), done.output
    assert command(config, "export", "--format", "json", "--with-text").output == exported
    assert counts(config) == Counts(originals=11, applications=8, decisions=1)


def test_an_original_without_anything_beside_it_is_taken_in_by_its_files_time(place):
    config = place.configure()
    (place.folder / "candidatures.db").unlink()
    for beside in (place.folder / "archive").glob("??/??/*.json"):
        beside.unlink()
    assert command(config, "reingest", "--from-archive").exit_code == 0
    assert counts(config) == Counts(originals=10, applications=7, decisions=0)


def test_an_archive_of_an_earlier_version_learns_what_the_store_knows(place):
    config = place.configure()
    archive = Archive(place.folder / "archive", read_only=True)
    before = {digest: archive.provenance(digest) for digest in archive.digests()}
    for name in ("archive.json", *(str(path) for path in (place.folder / "archive").glob("??/??/*.json"))):
        (place.folder / "archive" / name).unlink()
    with open_workplace(configuration.load(config), strangers=True) as opened, opened.store.begin() as transaction:
        transaction.health.put("archive", None)
    assert command(config, "migrate").exit_code == 0
    assert {digest: archive.provenance(digest) for digest in archive.digests()} == before


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # a command leaves its connection to its end
def test_mailboxes_on_a_server_emptied_and_the_store_lost(dovecot, tmp_path, monkeypatch):
    """The same over IMAP: UIDs, UIDVALIDITY and INTERNALDATE are the server's."""
    for _, original, arrived in killing.mails(2):
        dovecot.deliver("a", original, arrived)
    config = mailboxes.configure(dovecot, tmp_path)
    monkeypatch.setenv("CANDIDATURES_TEST", PASSWORD)
    assert command(config, "poll").exit_code == 0
    exported = command(config, "export", "--format", "json", "--with-text").output
    assert len(json.loads(exported)) == 2
    dovecot.doveadm("expunge", "-u", "a", "mailbox", "INBOX", "all")
    (tmp_path / "candidatures.db").unlink()
    assert command(config, "poll").exit_code == 2
    for words in (["reingest", "--from-archive"], ["poll"], ["audit"]):
        done = command(config, *words)
        assert done.exit_code == 0, (words, done.output)
        assert command(config, "export", "--format", "json", "--with-text").output == exported
