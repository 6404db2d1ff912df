"""The sample mailbox through Dovecot and the real commands: its figures, and that nothing is lost or doubled."""

from __future__ import annotations

import json
import shutil
import signal

import pytest

from tests import floors, mailboxes, scoring
from tests.mailboxes import SAMPLE

pytestmark = pytest.mark.long
ALL = pytest.mark.soak("reads every mail of the mailbox again; `make test` those of one candidate")
HELD = ("disposition", "application_lost", "applications", "grouping", "email")


@pytest.fixture(scope="module")
def server(sample_read):
    """A Dovecot that holds the sample mailbox as the daemon read it."""
    with sample_read.server() as started:
        yield started


@pytest.fixture(scope="module")
def undisturbed(sample_read, server, tmp_path_factory):
    """What the daemon came to."""
    return sample_read.copied(server, tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def figures(undisturbed):
    applications = json.loads(mailboxes.export(undisturbed))
    return scoring.score(SAMPLE, applications, json.loads(mailboxes.messages(undisturbed)))


@pytest.mark.parametrize("figure", HELD)
def test_figure_meets_its_target(figures, figure):
    assert figures.right[figure] / figures.total[figure] >= scoring.TARGETS[figure]


def test_no_figure_falls_below_its_floor(figures, record_property):
    shares = {figure: figures.right[figure] / figures.total[figure] for figure in scoring.TARGETS}
    record_property("figures", floors.table(SAMPLE.name, shares, figures.total))
    assert floors.fallen(SAMPLE.name, shares) == []


def test_the_readme_shows_what_a_newcomer_sees(undisturbed):
    told = (mailboxes.ROOT / "README.md").read_text("utf-8").split("prints what a recruiter sees:")[1]
    shown = [line.strip() for line in told.split("All persons")[0].splitlines() if line.strip(" …")]
    printed = [line.strip() for line in mailboxes.command(undisturbed, "list").stdout.splitlines()]
    assert len(shown) > 10
    assert [line for line in shown if line not in printed] == []


def test_polling_twice_changes_nothing(undisturbed):
    before = mailboxes.export(undisturbed)
    polled = mailboxes.command(undisturbed, "poll")
    assert "0 new" in polled.stdout
    assert mailboxes.export(undisturbed) == before


@pytest.mark.soak("reads the whole mailbox anew; `make test` kills at every point over a dozen mails (test_kill.py)")
def test_killed_again_and_again_and_polled_on_is_as_undisturbed(configuration, undisturbed):
    for failpoint in ("archive.rename:9", "poll.record:1", "process.replace:5", "process.replaced:11"):
        killed = mailboxes.command(configuration, "poll", check=False, CANDIDATURES_FAILPOINT=failpoint)
        assert killed.returncode == -signal.SIGKILL, failpoint
    assert mailboxes.command(configuration, "poll").returncode == 0
    assert mailboxes.export(configuration) == mailboxes.export(undisturbed)


def test_changed_uidvalidity_is_rescanned_without_loss_or_double(server, undisturbed, tmp_path):
    configuration = shutil.copytree(undisturbed.parent, tmp_path / "polled") / undisturbed.name
    server.set_uidvalidity("a", 1234567890)
    assert "27 new" in mailboxes.command(configuration, "poll").stdout
    assert mailboxes.export(configuration) == mailboxes.export(undisturbed)
    assert len(json.loads(mailboxes.messages(configuration))) == len(json.loads(mailboxes.messages(undisturbed)))


@pytest.mark.parametrize("of", [("--application", "2"), pytest.param(("--all",), marks=ALL)])
def test_reingest_changes_nothing(undisturbed, of):
    before = mailboxes.export(undisturbed)
    done = mailboxes.command(undisturbed, "reingest", *of)
    assert "0 applications changed" in done.stdout
    assert mailboxes.export(undisturbed) == before


def test_mail_that_only_its_words_tell_is_kept_until_it_is_read(server, tmp_path):
    """Its headers leave open what it is: read, it proves a near miss; nothing stays of one that proves unrelated."""
    server.deliver("c", message("Poste au Carrefour", "Voici ma lettre de candidature, je n'ai pas de CV."))
    server.deliver("c", message("Poste au Carrefour", "Votre colis attend au bureau de poste du carrefour."))
    configuration = mailboxes.configure(server, tmp_path)
    settings = configuration.read_text("utf-8").replace(server.url("a"), server.url("c"))
    configuration.write_text(settings.replace(server.url("b"), server.url("d")), "utf-8")
    mailboxes.command(configuration, "poll")
    told = [m for m in json.loads(mailboxes.messages(configuration)) if m["mailboxes"][0]["mailbox"] == "a"]
    assert [(m["disposition"], m["sha256"] is None) for m in told] == [("near_miss", False), ("unrelated", True)]
    kept = {path.stem for path in (tmp_path / "archive").rglob("*.eml")}
    assert kept == {m["sha256"] for m in json.loads(mailboxes.messages(configuration)) if m["sha256"]}


def message(subject, text):
    return (
        f"From: A Person <a.person@mail.example>\r\nTo: a@cdm.example\r\nSubject: {subject}\r\n\r\n{text}\r\n".encode()
    )
