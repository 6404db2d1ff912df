"""Re-ingest understands kept texts anew; files are read again where their readers are others, or on a person's word."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import text

from jobs.config import configuration
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.runtime.workplace import open_store, open_workplace
from jobs.sandbox import tasks
from jobs.sandbox.answers import TaskFailed
from parsers.values.problems import Reason
from tests import killing
from tests.maildirs import Maildirs

EVERYTHING = Selection(everything=True)
FILES = replace(EVERYTHING, files=True)


@pytest.fixture
def config(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(3)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    config = maildirs.configure()
    killing.run(config)
    return config


@pytest.fixture
def read(monkeypatch, config):
    """The names of the files that are read from here on."""
    del config
    names = []
    reader = tasks.read_document

    def noted(data, **known):
        names.append(known["filename"])
        return reader(data, **known)

    monkeypatch.setattr(tasks, "read_document", noted)
    return names


def again(config, selection, **options):
    with open_workplace(configuration.load(config)) as place:
        return reingesting.run(
            replace(place, pool=killing.Inline()), selection, agreed=True, progress=lambda _: None, **options
        )


def altered(config, statement):
    """The store as a kept text is another: what is told afterwards shows which of the two was understood."""
    with closing(open_store(configuration.load(config))) as store, store.engine.begin() as connection:
        connection.execute(text(statement))


def tenure_quote(config):
    with closing(open_store(configuration.load(config), read_only=True)) as store, store.read() as views:
        return views.application(1, with_text=True).documents[0].text


def test_no_file_is_read_and_nothing_is_other(config, read):
    before = killing.result(config)
    assert again(config, EVERYTHING).changed == 0
    assert read == []
    assert killing.result(config) == before


def test_a_rehearsal_with_other_rules_reads_no_file(config, read):
    altered(config, "UPDATE messages SET sorting = json_set(sorting, '$.read_by', 'earlier rules')")
    assert again(config, EVERYTHING, dry_run=True).messages == 3
    assert read == []
    assert again(config, FILES, dry_run=True).messages == 3
    assert len(read) == 3


def test_what_is_understood_is_the_kept_text(config, read):
    altered(config, "UPDATE documents SET text = replace(text, 'Enseignante', 'Institutrice')")
    assert again(config, EVERYTHING).messages == 3
    assert "Institutrice" in tenure_quote(config)
    assert again(config, FILES).messages == 3
    assert "Enseignante" in tenure_quote(config)
    assert sorted(read) == ["cv-0.txt", "cv-1.txt", "cv-2.txt"]


@pytest.mark.parametrize("readers", ["'$.text_by', 'earlier readers'", "'$.text_by', null"])
def test_files_whose_readers_are_others_are_read_again(config, read, readers):
    altered(config, f"UPDATE messages SET sorting = json_set(sorting, {readers})")
    again(config, EVERYTHING)
    assert sorted(read) == ["cv-0.txt", "cv-1.txt", "cv-2.txt"]
    again(config, EVERYTHING)
    assert len(read) == 3


def test_a_file_that_was_not_read_whole_is_read_again(config, read):
    lost = '[{"code": "pages_left_out", "place": "2", "sentence": "Only the first 2 of 3 pages were read."}]'
    altered(config, f"UPDATE documents SET problems = '{lost}' WHERE filename = 'cv-1.txt'")
    altered(config, "UPDATE documents SET readable = false WHERE filename = 'cv-2.txt'")
    again(config, EVERYTHING)
    assert sorted(read) == ["cv-1.txt", "cv-2.txt"]


class Noting(killing.Inline):
    """A pool that notes its tasks; the workers that read a mail again as a whole may die."""

    def __init__(self, *, dying):
        self.tasks, self._dying = [], dying

    def submit(self, function, *arguments, **limits):
        self.tasks.append(function.__name__)
        if self._dying and function is tasks.mail_task:
            future = Future()
            future.set_exception(TaskFailed(Reason.CRASHED, "the worker ended with -11"))
            return future
        return super().submit(function, *arguments, **limits)


@pytest.mark.parametrize(
    ("dying", "each"), [(False, ["mail_task"]), (True, ["body_task", "file_task", "mail_task", "message_task"])]
)
def test_a_mail_is_read_again_by_one_worker_or_each_part_by_its_own(config, read, dying, each):
    pool = Noting(dying=dying)
    with open_workplace(configuration.load(config)) as place:
        done = reingesting.run(replace(place, pool=pool), EVERYTHING, agreed=True, progress=lambda _: None)
    assert (done.messages, done.changed, done.failed, read) == (3, 0, (), [])
    assert sorted(pool.tasks) == sorted(each * 3)


def test_a_kill_before_files_are_read_again_leaves_them_to_the_next_poll(config, read):
    with closing(open_store(configuration.load(config))) as store, store.begin() as transaction:
        transaction.ledger.requeue(transaction.ledger.readable(), files=True)
    killing.run(config)
    assert sorted(read) == ["cv-0.txt", "cv-1.txt", "cv-2.txt"]


def test_a_rehearsal_says_nothing_of_the_jury_s_opinions(config):
    with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
        number = tx.applications.ids()[0]
        paul = tx.accounts.add_user("paul", "jury", None)
        tx.jury.present(number, "solange")
        tx.jury.give(paul.id, "paul", number, {"tenure": "nommée"}, "")
        tx.jury.open(number, "solange")
    with open_workplace(configuration.load(config)) as place:
        inline = replace(place, pool=killing.Inline())
        done = reingesting.run(inline, EVERYTHING, dry_run=True, progress=lambda _: None)
    assert (done.changed, done.differences) == (0, ())
