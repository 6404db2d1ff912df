from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from jobs.care.check.result import CheckResult, without
from jobs.cli import every
from jobs.notices.notice_faults import faults
from parsers.criteria import EO_CRITERIA
from parsers.facts.asked.kinds import KINDS
from parsers.facts.extractors import BY_CRITERION, EXTRACTORS, KEYS
from parsers.values.criteria import Criterion
from store.values import Notice
from tests.maildirs import Maildirs
from tests.servers.openid import OpenIDProvider

app = every()

CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
BEFORE = CLOSES - timedelta(days=9)
EO = Notice(
    slug="eo",
    title="Mission",
    subject="Recrutement EO",
    closes_at=CLOSES,
    timezone="Europe/Brussels",
    criteria=EO_CRITERIA,
)


def told(*notices, now=BEFORE):
    return [f"{slug}: {sentence}" for slug, sentence, _ in faults(notices, now)]


def asking(**fields):
    return replace(EO, criteria=(Criterion(**({"key": "skills", "labels": {}} | fields)),))


def test_a_notice_in_order_has_no_fault():
    assert told(EO) == []


def test_every_extractor_says_which_key_it_answers():
    assert set(KEYS) == {*EXTRACTORS, *BY_CRITERION, *KINDS, "workload"}


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (replace(EO, opens_at=CLOSES), "eo: opens_at: is not before closes_at"),
        (asking(extractor="guess"), "eo: criteria[skills].kind: guess is none of availability, experience"),
        (asking(extractor="passages"), "eo: criteria[skills].terms: there are none"),
        (asking(extractor="tenure"), "eo: criteria[skills].key: the kind tenure answers tenure only"),
        (
            asking(key="city", extractor="passages", terms=("arlon",)),
            "eo: criteria[city].key: is the name of another fact",
        ),
        (
            asking(extractor="language", language="nl", from_level="B9"),
            "eo: criteria[skills].from_level: B9 is none of A1, A2, B1, B2, C1, C2",
        ),
        (replace(EO, criteria=EO_CRITERIA * 2), "eo: criteria: education_system is there twice"),
    ],
)
def test_what_would_never_work_is_told(notice, sentence):
    assert told(notice)[0].startswith(sentence)


def test_a_cutoff_that_is_past_is_told():
    assert "what arrives now is late" in told(EO, now=CLOSES)[0]
    assert "makes one pass and ends" in told(EO, now=CLOSES + timedelta(days=9))[0]


def test_two_phrases_that_are_one_are_told_and_a_longer_one_is_not():
    assert told(EO, replace(EO, slug="b", subject="recrutement-e.o.")) == [
        "b: subject: is that of eo as well: every mail is for both"
    ]
    assert told(EO, replace(EO, slug="b", subject="Recrutement EO Arlon")) == []


def check(config):
    done = CliRunner().invoke(app, ["check", "--config", str(config)])
    return done.exit_code, done.output


def test_it_tries_what_will_be_needed_and_leaves_nothing(tmp_path):
    config = Maildirs.make(tmp_path).configure(closes_at="2099-01-01")
    status, output = check(config)
    assert status == 0, output
    for subject in ("mailbox a", "store", "archive", "disk", "report.folder", "alerts", "sandbox"):
        assert f" {subject}: " in output
    assert not (tmp_path / "reports").exists()


def test_what_each_notice_asks_for_is_told(tmp_path):
    more = """
[[notices]]
slug = "nurse"
title = "Infirmier"
subject = "Recrutement INF"
closes_at = 2099-01-01
criteria = [
    { key = "workload", labels = { fr = "Charge", nl = "Opdracht" }, extractor = "workload", at_least = 0.8 },
    { key = "skills", labels = { fr = "Soins" }, extractor = "passages", terms = ["soins"] },
]
"""
    told = " ".join(check(Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more))[1].split())
    own = "tenure (eliminates), workload (more than 0.5, eliminates), qualifications (eliminates)"
    assert f"names no criteria, and has those of “Recrutement EO”: {own}" in told
    assert "notice nurse: asks for workload (at least 0.8), skills" in told
    assert "note notice nurse: criteria[skills].labels.nl: missing: its readers see another language" in told


def test_secrets_that_others_may_read_and_ways_out_that_are_shut_are_faults(tmp_path):
    (tmp_path / "smtp").write_text("hunter2", "utf-8")
    (tmp_path / "smtp").chmod(0o644)
    (tmp_path / "reports").write_text("no folder", "utf-8")
    more = """
[smtp]
url = "smtp://robot@127.0.0.1:1"
sender = "robot@cdm.example"
password_file = "smtp"
[alerts]
webhook = "http://127.0.0.1:1/x"
disk_mib = 1000000000
"""
    status, output = check(Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more))
    assert status == 3
    assert "smtp.password_file: " in output
    assert "may be read by everybody (mode 0644)" in output
    assert "127.0.0.1:1 can't be used" in output
    assert "127.0.0.1:1 can't be reached" in output
    assert "alerts.disk_mib asks for 1000000000" in output
    assert "reports can't be written" in output
    assert stat.S_IMODE((tmp_path / "smtp").stat().st_mode) == 0o644
    assert "hunter2" not in output


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "file").write_text("no folder", "utf-8")
    config = Maildirs.make(tmp_path).configure(closes_at="2099-01-01", store=f"sqlite:///{tmp_path}/none/x.db")
    moved = config.read_text("utf-8").replace('archive = "archive"', 'archive = "file/archive"')
    config.write_text(moved, "utf-8")
    status, output = check(config)
    assert status == 3
    assert "file/archive can't be made: Not a directory" in output
    assert "none/x.db can't be made: its folder does not exist: make it" in output


def test_without_clocks_nothing_goes_by_time_and_that_is_no_fault(tmp_path):
    config = Maildirs.make(tmp_path).configure(closes_at="2099-01-01")
    assert "retention: there is no table [privacy.retention]" in check(config)[1]
    for words in ((), ("--dry-run",)):
        done = CliRunner().invoke(app, ["retention", *words, "--config", str(config)])
        assert (done.exit_code, "nothing is taken away by time" in done.stderr) == (0, True)
    config = Maildirs(folder=tmp_path).configure(closes_at="2099-01-01", more="[privacy.retention]\n")
    assert "retention: " not in check(config)[1]


def test_one_folder_under_two_names_is_a_fault(tmp_path):
    more = f"""
[[mailboxes]]
name = "again"
url = "maildir://{tmp_path}/b/../a"
"""
    status, output = check(Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more))
    assert (status, "mailbox again: is the same folder as mailbox a: take one" in output) == (2, True)


OPENID = """
[desk.openid]
issuer = "{issuer}"
client_id = "candidatures"
client_secret_file = "openid"
"""


@pytest.mark.parametrize(
    ("fault", "status", "told"),
    [
        (None, 0, "answers and signs with 1 key; nobody signed in"),
        ("down", 3, "can't be asked"),
        ("another", 3, "says that it is https://evil.example"),
        ("empty", 3, "client_secret_file: gives an empty password"),
        ("missing", 2, "openid is missing or can't be read"),
    ],
)
def test_the_office_s_provider_is_asked_to_describe_itself(tmp_path, fault, status, told):
    with OpenIDProvider() as provider:
        (tmp_path / "openid").write_text("" if fault == "empty" else "hunter2", "utf-8")
        (tmp_path / "openid").chmod(0o600)
        more = OPENID.format(issuer=provider.issuer)
        config = Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more)
        if fault == "down":
            provider.stop()
        elif fault == "another":
            provider.describes = {"issuer": "https://evil.example"}
        elif fault == "missing":
            (tmp_path / "openid").unlink()
        found, output = check(config)
    assert (found, told in output) == (status, True), output
    assert "hunter2" not in output


def test_a_key_is_told_whole_with_the_name_of_its_mailbox(monkeypatch, tmp_path):
    told = CheckResult(subject="mailboxes[a].password_file", sentence="may be read by everybody", level="fault")
    monkeypatch.setattr(
        "jobs.care.check.checks.run", lambda _: [told, CheckResult(subject="disk", sentence="there is room")]
    )
    _, output = check(Maildirs.make(tmp_path).configure(closes_at="2099-01-01"))
    assert output == "FAULT    mailboxes[a].password_file: may be read by everybody\nok       disk: there is room\n"


def test_every_missing_secret_is_told_and_the_rest_is_tried(tmp_path):
    more = """
[[mailboxes]]
name = "c"
url = "imaps://c@127.0.0.1:1/INBOX"
password_env = "CANDIDATURES_NOT_SET"
[[mailboxes]]
name = "d"
url = "imaps://d@127.0.0.1:1/INBOX"
password_file = "d.secret"
[smtp]
url = "smtp://robot@127.0.0.1:1"
sender = "robot@cdm.example"
password_file = "smtp.secret"
"""
    status, output = check(Maildirs.make(tmp_path).configure(closes_at="2099-01-01", more=more))
    assert status == 3
    assert "FAULT    mailboxes[c].password_env: the environment variable CANDIDATURES_NOT_SET is not set" in output
    assert f"FAULT    mailboxes[d].password_file: {tmp_path / 'd.secret'} is missing or can't be read" in output
    assert f"FAULT    smtp.password_file: {tmp_path / 'smtp.secret'} is missing or can't be read" in output
    for subject in ("mailbox a", "mailbox b", "store", "archive", "disk"):
        assert f" {subject}: " in output


def test_a_fault_names_its_subject_once(tmp_path):
    config = Maildirs.make(tmp_path).configure(closes_at="2099-01-01")
    (tmp_path / "a" / "new").rmdir()
    (tmp_path / "candidatures.db").write_text("no database " * 100, "utf-8")
    _, output = check(config)
    assert f"FAULT    mailbox a: {tmp_path / 'a'} is no Maildir" in output
    assert f"FAULT    store: {tmp_path / 'candidatures.db'} is not a SQLite database" in output


@pytest.mark.parametrize(
    ("subject", "sentence", "said"),
    [
        ("mailbox a", "mailbox a: refused", "refused"),
        ("mailbox a", "mailbox ab: refused", "mailbox ab: refused"),
        ("store", "store.url: no URL", "store.url: no URL"),
        ("store", "store x can't be read", "x can't be read"),
    ],
)
def test_only_the_whole_subject_is_left_out(subject, sentence, said):
    assert without(subject, sentence) == said


def test_the_version_is_told():
    done = CliRunner().invoke(app, ["--version"])
    assert done.exit_code == 0
    assert done.output.startswith("candidatures 0.")
