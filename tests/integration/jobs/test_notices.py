"""A notice added, removed, renamed, with another title, subject, cutoff or criteria: nothing lost, each told."""

from __future__ import annotations

import json
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from ingest.archive.originals import Archive
from jobs.cli import every
from jobs.config import configuration
from jobs.runtime import workplace
from jobs.runtime.workplace import open_store
from jobs.serve.serving import ListenAddress, site
from tests import killing
from tests.maildirs import Maildirs
from tests.unit.desk.web.in_place import browsing

app = every()

ANOTHER = """
[[notices]]
slug = "be-arlon-2026"
title = "Bibliothécaire"
subject = "Recrutement BE"
closes_at = 2026-04-15
"""
CRITERIA = """
criteria = [{ key = "skills", labels = { fr = "Écoute" }, extractor = "passages", terms = ["bonjour"] }]
"""


@pytest.fixture(autouse=True)
def _read_here(monkeypatch):
    """Reading stands beside the point: no worker has to start for it."""
    monkeypatch.setattr(workplace, "Pool", lambda *_, **__: nullcontext(killing.Inline()))


def run(config, *words, status=0):
    done = CliRunner().invoke(app, [*words, "--config", str(config)])
    assert done.exit_code == status, done.output
    return done.output


def counts(config):
    """(originals, applications, decisions), and each application's notice."""
    settings = configuration.load(config, with_secrets=False)
    store = open_store(settings)
    with store.peek() as transaction:
        rows = transaction.views.applications().rows
        named = transaction.ledger.digests()
    store.close()
    assert named == set(Archive(settings.archive).digests())
    decisions = sum(row.decision is not None for row in rows)
    return (len(named), len(rows), decisions), {row.id: row.notice for row in rows}


@pytest.fixture
def polled(tmp_path):
    """A store with applications, one of them decided."""
    maildirs = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(4)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    config = maildirs.configure()
    run(config, "poll")
    (_, applications, _), notices = counts(config)
    assert applications == 4
    store = open_store(configuration.load(config, with_secrets=False))
    with store.begin() as transaction:
        transaction.reviews.decide(min(notices), "anne", "shortlist", "")
    store.close()
    return maildirs, config


def change(config, before, after):
    text = config.read_text("utf-8")
    assert before in text
    config.write_text(text.replace(before, after), "utf-8")


@pytest.mark.parametrize("command", [("notices", "apply"), ("notices", "apply", "--dry-run"), ("poll",)])
def test_what_an_empty_store_takes_in_is_told_by_name_and_once(command, tmp_path):
    config = Maildirs.make(tmp_path).configure(more=ANOTHER)
    said = run(config, *command)
    assert all(f"notice {slug}: taken in" in said for slug in ("eo-arlon-2026", "be-arlon-2026"))
    assert "taken in" not in run(config, *command)


ROWS = {
    "title": ('title = "Chargé(e) de mission, Carrefour des Métiers d\'Arlon"', 'title = "Chargée de mission"'),
    "subject": ('subject = "Recrutement EO"', 'subject = "Poste EO 2026"'),
    "cutoff": ("closes_at = 2026-03-15", "closes_at = 2026-01-15"),
    "criteria": ('timezone = "Europe/Brussels"', f'timezone = "Europe/Brussels"{CRITERIA}'),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_changed_notice_loses_nothing_and_is_told(polled, row):
    _, config = polled
    before = counts(config)
    change(config, *ROWS[row])
    field = {"cutoff": "closes_at"}.get(row, row)
    assert f"notice eo-arlon-2026: {field}" in run(config, "poll")
    assert counts(config) == before
    assert f"{field}: " in run(config, "status", status=1)
    assert f"changed: {field}" in run(config, "notices", "apply", "--yes")
    assert counts(config) == before
    run(config, "poll")
    assert counts(config) == before
    assert "candidatures notices apply" not in run(config, "status")


def test_a_moved_cutoff_makes_late_what_was_in_time_and_back_and_no_file_is_read_again(polled, monkeypatch):
    _, config = polled
    monkeypatch.setattr(killing.Inline, "submit", None)
    change(config, *ROWS["cutoff"])
    run(config, "notices", "apply", "--yes")
    run(config, "poll")
    assert dispositions(config) == {"late"}
    change(config, *reversed(ROWS["cutoff"]))
    run(config, "notices", "apply", "--yes")
    run(config, "poll")
    assert dispositions(config) == {"application"}


def dispositions(config):
    return {message["disposition"] for message in json.loads(run(config, "messages", "--format", "json"))}


def test_a_notice_added_and_removed_again_is_told_and_takes_nothing_away(polled):
    maildirs, config = polled
    before = counts(config)
    original = config.read_text("utf-8")
    config.write_text(original + ANOTHER, "utf-8")
    assert "be-arlon-2026: added" in run(config, "notices", "apply")
    mail = killing.mails(5)[-1][1].replace(b"Recrutement EO", b"Recrutement BE")
    maildirs.deliver("a", mail, killing.FIRST, "another.test")
    run(config, "poll")
    (originals, applications, decisions), notices = counts(config)
    assert (originals, applications, decisions) == (before[0][0] + 1, before[0][1] + 1, before[0][2])
    assert set(notices.values()) == {"eo-arlon-2026", "be-arlon-2026"}
    config.write_text(original, "utf-8")
    assert "notice be-arlon-2026: is no longer in the file" in run(config, "poll")
    assert "be-arlon-2026: gone" in run(config, "notices", "apply")
    for _ in range(2):
        run(config, "poll")
        assert counts(config) == ((originals, applications, decisions), notices)
    assert "be-arlon-2026: clôturé à la main" in run(config, "notices", "list")
    run(config, "reingest", "--all")
    assert counts(config) == ((originals, applications, decisions), notices)


def test_the_list_of_one_notice_has_its_applications_alone(polled):
    _, config = polled
    config.write_text(config.read_text("utf-8") + ANOTHER, "utf-8")
    run(config, "notices", "apply", "--yes")
    everybody = json.loads(run(config, "list", "--format", "json"))
    assert json.loads(run(config, "list", "--notice", everybody[0]["notice"], "--format", "json")) == everybody
    assert json.loads(run(config, "list", "--notice", "be-arlon-2026", "--format", "json")) == []
    assert "there is no notice eo: candidatures notices list" in run(config, "list", "--notice", "eo", status=2)


def test_a_notice_that_nothing_was_for_goes_altogether(polled):
    _, config = polled
    original = config.read_text("utf-8")
    config.write_text(original + ANOTHER, "utf-8")
    run(config, "notices", "apply")
    config.write_text(original, "utf-8")
    run(config, "notices", "apply")
    assert "be-arlon" not in run(config, "notices", "list")


def test_a_renamed_slug_is_not_guessed_and_takes_everything_along(polled):
    _, config = polled
    before, notices = counts(config)
    change(config, 'slug = "eo-arlon-2026"', 'slug = "eo-2026"')
    assert "notices rename eo-arlon-2026 eo-2026" in run(config, "notices", "apply", status=2)
    run(config, "poll")
    assert counts(config) == (before, notices)
    assert "4 applications" in run(config, "notices", "rename", "eo-arlon-2026", "eo-2026")
    assert counts(config) == (before, dict.fromkeys(notices, "eo-2026"))
    run(config, "poll")
    assert counts(config) == (before, dict.fromkeys(notices, "eo-2026"))
    assert "all is well" in run(config, "status")


def test_a_closed_notice_is_reopened_only_when_a_person_says_so(polled):
    maildirs, config = polled
    assert "4 candidates without an answer" in run(config, "notices", "close", "eo-arlon-2026", status=2)
    run(config, "notices", "close", "eo-arlon-2026", "--anyway")
    assert "no notice is open" in run(config, "poll", status=2)
    maildirs.deliver("a", killing.mail(90, killing.FIRST), killing.FIRST, "000090.test")
    assert "not recorded: UID" in (told := run(config, "audit"))
    assert "for no notice is open" in told
    assert "0 applications would change" in run(config, "reingest", "--all", "--dry-run")
    with site(configuration.load(config), ListenAddress(host="127.0.0.1", port=80)) as page, browsing(page) as browser:
        assert browser.get("/login").status_code == 200
    assert "the configuration" in run(config, "notices", "apply")
    run(config, "close", "--reopen")
    run(config, "poll")


def test_what_came_while_a_notice_was_closed_is_judged_under_it_once_it_is_open_again(polled):
    maildirs, config = polled
    config.write_text(config.read_text("utf-8") + ANOTHER, "utf-8")
    run(config, "notices", "apply")
    run(config, "close", "eo-arlon-2026", "--anyway")
    arrived = datetime.now(UTC) + timedelta(minutes=1)
    maildirs.deliver("a", killing.mail(97, arrived), arrived, "000097.test")
    run(config, "poll")
    before = counts(config)[0][1]
    run(config, "close", "eo-arlon-2026", "--reopen")
    assert counts(config)[0][1] == before + 1
    assert "0 applications would change" in run(config, "reingest", "--all", "--dry-run")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("close", "nobody"), "there is no notice nobody"),
        (("rename", "nobody", "new"), "there is no notice nobody"),
        (("rename", "eo-arlon-2026", "a b"), "a b: a slug has letters"),
        (("rename", "eo-arlon-2026", "eo-arlon-2026"), "there is a notice eo-arlon-2026 already"),
    ],
)
def test_what_makes_no_sense_is_refused(polled, words, complaint):
    _, config = polled
    assert complaint in run(config, "notices", *words, status=2)


FAULTY = ANOTHER + 'criteria = [{ key = "languages", labels = { fr = "Langues" }, extractor = "langauges" }]\n'


def test_what_check_calls_a_fault_is_taken_into_no_store(polled, tmp_path):
    _, config = polled
    config.write_text(config.read_text("utf-8") + FAULTY, "utf-8")
    told = "notice be-arlon-2026: criteria[languages].kind: langauges is none of"

    for words in (("notices", "apply", "--yes"), ("notices", "apply", "--dry-run")):
        assert told in run(config, *words, status=2)
    assert counts(config)[0][1:] == (4, 1)

    fresh = Maildirs.make(tmp_path / "fresh").configure(more=FAULTY)
    assert told in run(fresh, "poll", status=2)


TOLD = "Infirmier pour le service de nuit\nInfirmier nuit\n2099-12-31\n"


def test_a_new_notice_is_printed_and_applied_once_it_is_appended(polled):
    _, config = polled
    before = config.read_text("utf-8")
    done = CliRunner().invoke(app, ["notices", "new", "--like", "hospital", "--config", str(config)], input=TOLD)
    assert done.exit_code == 0, done.output
    assert config.read_text("utf-8") == before
    config.write_text(before + "\n" + done.stdout, "utf-8")
    (_, notice) = configuration.load(config).notices
    assert (notice.slug, notice.subject) == ("infirmier-pour-le-service-de-nuit-2099", "Infirmier nuit")
    assert [criterion.key for criterion in notice.criteria][:2] == ["nursing_degree", "registration"]
    assert "infirmier-pour-le-service-de-nuit-2099: added" in run(config, "notices", "apply")


def test_a_new_notice_whose_day_is_past_is_printed_with_a_note_beside(polled):
    _, config = polled
    told = TOLD.replace("2099", "2001")
    done = CliRunner().invoke(app, ["notices", "new", "--config", str(config)], input=told)
    assert done.exit_code == 0, done.output
    assert "note: closes_at: 2001-12-31 23:59:59 +0100 and the grace are past" in done.stderr
    assert done.stdout.startswith("# Append")


REFUSED = {
    "an example that does not ship": (["--like", "eo"], "", "--like eo: is none of commune, hospital, job-centre"),
    "no title": ([], "\n" + TOLD.partition("\n")[2], "title: missing"),
    "nothing": ([], "", "title: missing"),
    "no day": ([], TOLD.replace("2099-12-31", "demain"), "closes_at: must be a day"),
    "another's subject": ([], TOLD.replace("Infirmier nuit", "Recrutement EO"), "subject: is that of eo-arlon-2026"),
}


@pytest.mark.parametrize(("words", "told", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_new_notice_that_check_would_refuse_is_not_printed(polled, words, told, sentence):
    _, config = polled
    done = CliRunner().invoke(app, ["notices", "new", *words, "--config", str(config)], input=told)
    assert done.exit_code == 2
    assert sentence in done.output
    assert "[[notices]]" not in done.output
