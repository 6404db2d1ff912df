"""All that is held on a person, as one folder: hers, and nothing of anybody else's."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.runtime.workplace import open_store
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs

app = every()

CLOCKS = '\n[privacy.retention]\nnot_selected = { months = 6, ground = "delays of appeal" }\n'


@pytest.fixture
def config(tmp_path):
    made = Maildirs.make(tmp_path / "place")
    for index, (mailbox, mail, arrived) in enumerate(killing.mails(4)):
        made.deliver(mailbox, mail, arrived, f"{index:06}.test")
    config = made.configure(more=CLOCKS)
    killing.run(config)
    return config


def test_she_gets_hers_and_nobody_elses(config, tmp_path):
    store = open_store(configuration.load(config))
    with store.begin() as tx:
        rows = tx.views.applications(ApplicationFilter(order="id")).rows
        hers, other = rows[0], rows[1]
        tx.accounts.add_user("mireille", "recruiter", None)
        tx.reviews.decide(hers.id, "mireille", "reject", f"moins d'expérience que {other.name} ({other.email})")
        paul, nadine = (tx.accounts.add_user(name, "jury", None) for name in ("paul", "nadine"))
        tx.jury.present(hers.id, "mireille")
        tx.jury.give(paul.id, "paul", hers.id, {"tenure": "nommée"}, f"mieux que {other.name}")
        tx.jury.abstain(nadine.id, "nadine", hers.id, "une amie")
        tx.jury.sum_up(hers.id, "mireille", "Le jury hésite")
        tx.access_log.note("mireille", "dossier", message_id=hers.id)
        tx.access_log.note("mireille", "list", words="q=x", shown=[hers.id, other.id])
        tx.access_log.note("mireille", "dossier", message_id=other.id)
    store.close()
    folder = tmp_path / "given"
    words = ["access", str(hers.id), "--output", str(folder), "--config", str(config)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    told = (folder / "data.json").read_text("utf-8")
    data = json.loads(told)
    assert (hers.name in told, hers.email in told) == (True, True)
    assert not [row.name for row in rows[1:] if row.name in told or row.email in told]
    assert [name for name in ("mireille", "paul", "nadine") if name in told] == []
    (jury,) = data["jury"]
    (opinion,) = jury["opinions"]
    assert (opinion["author"], opinion["opened"], opinion["by_criterion"]) == ("jury 3", False, {"tenure": "nommée"})
    assert (opinion["on_the_whole"], jury["abstentions"][0]["why"], jury["drafts"]) == ("mieux que █", "une amie", 0)
    (application,) = data["applications"]
    assert [(word["who"], word["what"], word["why"]) for word in application["said"]] == [
        ("recruiter 1", "decision", "moins d'expérience que █ (█)"),
        ("recruiter 1", "jury_present", None),
        ("recruiter 1", "jury_summary", "Le jury hésite"),
    ]
    assert "Curriculum vitae" in application["documents"][0]["text"]
    assert [(look["who"], look["what"]) for look in data["who_looked"]] == [
        ("the program or its operator 4", "access"),
        ("recruiter 1", "list"),
        ("recruiter 1", "dossier"),
    ]
    (kept,) = data["kept"]
    assert (kept["application"], bool(kept["ground"]), kept["held_because"]) == (hers.id, True, None)
    (original,) = (folder / "originals").iterdir()
    assert hers.email.encode() in original.read_bytes()
    assert (folder / f"summary-{hers.id}.pdf").read_bytes().startswith(b"%PDF")
    assert {path.stat().st_mode & 0o077 for path in folder.rglob("*") if path.is_file()} == {0}
    assert CliRunner().invoke(app, words).exit_code == 2


def test_who_is_not_there_gets_nothing(config, tmp_path):
    words = ["access", "999", "--output", str(tmp_path / "given"), "--config", str(config)]
    assert CliRunner().invoke(app, words).exit_code == 2
    assert not (tmp_path / "given").exists()
