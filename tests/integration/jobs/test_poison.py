"""A message that kills its worker, or the program itself: three tries in all, over restarts; no other pays for it."""

from __future__ import annotations

import io
import os
import signal
import zipfile
from concurrent.futures import Future
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from typer.testing import CliRunner

from ingest import failpoint
from jobs.cli import every
from jobs.config import configuration
from jobs.intake.poll import polling, scanning
from jobs.intake.process import in_progress
from jobs.intake.process.processing import Processing
from jobs.intake.reingest import reingesting
from jobs.intake.reingest.reingesting import Selection
from jobs.notices.judging import Ruling
from jobs.reading.parsers_logic import claims_of
from jobs.runtime.workplace import open_workplace
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.tasks import attachments_task, mail_task, message_task
from parsers.values.dispositions import Disposition, Verdict
from parsers.values.problems import Reason
from store.errors import ValueRefused
from store.views.values import ApplicationFilter
from tests import killing
from tests.maildirs import Maildirs
from tests.running import Running

app = every()


class Poisoned(killing.Inline):
    """A pool whose worker dies of one message."""

    def submit(self, function, *arguments, **limits):
        if function in {mail_task, message_task, attachments_task} and b"poison" in arguments[0]:
            future = Future()
            future.set_exception(TaskFailed(Reason.CRASHED, "the worker ended with -11"))
            return future
        return super().submit(function, *arguments, **limits)


@pytest.fixture
def config(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    for index, (mailbox, original, arrived) in enumerate(killing.mails(4)):
        maildirs.deliver(mailbox, original, arrived, f"{index:06}.test")
    poison = killing.mails(20)[-2][1].replace(b"Bonjour", b"poison")
    maildirs.deliver("a", poison, killing.FIRST, "000000.poison")
    return maildirs.configure()


def run(config, pool):
    """One pass after a start: what became of the messages, by state."""
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        polling.run(replace(place, pool=pool), polling.open_mailboxes(settings))
        with place.store.read() as views:
            return sorted(message.state for message in views.messages())


def test_three_tries_in_all_over_restarts_and_the_queue_goes_on(config):
    assert run(config, Poisoned()) == ["archived", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["archived", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["failed", *["parsed"] * 4]
    assert run(config, Poisoned()) == ["failed", *["parsed"] * 4]
    listed = CliRunner().invoke(app, ["failed", "--config", str(config)])
    assert listed.exit_code == 1
    assert "the worker ended with -11" in listed.output
    assert "1 failed; again with: candidatures reingest --failed" in listed.output


def test_a_fault_of_ours_over_one_message_holds_up_none(config, monkeypatch):
    def faulty(message_id, reading, **rest):
        if "poison" in str(reading.message):
            raise KeyError("a candidate's words")
        return claims_of(message_id, reading, **rest)

    monkeypatch.setattr("jobs.intake.process.processing.claims_of", faulty)
    assert run(config, killing.Inline()) == ["archived", *["parsed"] * 4]
    assert run(config, killing.Inline()) == ["archived", *["parsed"] * 4]
    assert run(config, killing.Inline()) == ["failed", *["parsed"] * 4]
    listed = CliRunner().invoke(app, ["failed", "--config", str(config)])
    assert "crashed: KeyError in test_poison.py, line" in listed.output
    assert "a candidate's words" not in listed.output


def test_a_value_that_the_store_refuses_is_its_message_s_fault(config, monkeypatch):
    def refused(message_id, reading, **rest):
        if "poison" in str(reading.message):
            raise ValueRefused("store: NumericValueOutOfRange")
        return claims_of(message_id, reading, **rest)

    monkeypatch.setattr("jobs.intake.process.processing.claims_of", refused)
    assert run(config, killing.Inline()) == ["archived", *["parsed"] * 4]


def test_what_a_pass_marked_as_kept_before_it_died_stays_kept(tmp_path, monkeypatch):
    maildirs = Maildirs.make(tmp_path)
    original = killing.mail(0, killing.FIRST).replace(b"Recrutement EO, candidature", b"Candidature")
    maildirs.deliver("a", original, killing.FIRST, "000000.test")
    config = maildirs.configure()
    monkeypatch.setenv(failpoint.VARIABLE, "process.replace:1")
    assert not killing.forked(lambda: run(config, killing.Inline()))
    monkeypatch.delenv(failpoint.VARIABLE)
    nothing = Verdict(disposition=Disposition.UNRELATED, reason="nothing in it points to the notice")
    monkeypatch.setattr(Processing, "_judge", lambda *_: Ruling(verdict=nothing, notice=None))
    assert run(config, killing.Inline()) == ["parsed"]
    audited = CliRunner().invoke(app, ["audit", "--config", str(config)])
    assert "is not in the ledger" not in audited.output


def locked_members(number):
    """A zip with a note, and 299 files behind a password."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("note.txt", "bonjour")
        for each in range(299):
            made.writestr(f"p{number}-{each}.pdf", b"x" * 13)
    data = bytearray(out.getvalue())
    for mark, flags, named in ((b"PK\1\2", 8, 46), (b"PK\3\4", 6, 30)):
        at = data.find(mark)
        while at >= 0:
            if data[at + named : at + named + 4] != b"note":
                data[at + flags] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


def test_files_behind_a_password_count_among_those_that_a_mail_may_hold(config):
    bomb = message_from_bytes(killing.mails(20)[-3][1], policy=policy.default)
    if not bomb.is_multipart():
        bomb.make_mixed()
    for number in range(40):
        bomb.add_attachment(locked_members(number), maintype="application", subtype="zip", filename=f"a{number}.zip")
    Maildirs(folder=config.parent).deliver("a", bomb.as_bytes(), killing.FIRST, "000001.bomb")
    assert run(config, killing.Inline()) == ["parsed"] * 6
    with open_workplace(configuration.load(config)) as place, place.store.read() as views:
        rows = views.applications(ApplicationFilter()).rows
        counts = [len(views.application(row.id).documents) for row in rows]
    assert 100 < max(counts) < 400


def test_a_fault_over_one_of_many_that_are_read_again_is_that_one_s(config, monkeypatch):
    assert run(config, killing.Inline()) == ["parsed"] * 5

    def faulty(message_id, reading, **rest):
        if "poison" in str(reading.message):
            raise KeyError("a candidate's words")
        return claims_of(message_id, reading, **rest)

    monkeypatch.setattr("jobs.intake.process.processing.claims_of", faulty)
    with open_workplace(configuration.load(config)) as place:
        inline = replace(place, pool=killing.Inline())
        done = reingesting.run(inline, Selection(everything=True), agreed=True, progress=lambda _: None)
        with place.store.read() as views:
            states = sorted(message.state for message in views.messages())
    assert (done.messages, len(done.failed)) == (5, 1)
    assert states == ["archived", *["parsed"] * 4]


def test_a_queue_longer_than_what_is_held_of_it_is_worked_off_each_message_once(config, monkeypatch):
    monkeypatch.setattr("jobs.intake.process.processing.HELD", 2)
    assert run(config, Poisoned()) == ["archived", *["parsed"] * 4]


def test_its_application_is_there_all_the_same_and_reingest_takes_it_up(config):
    for _ in range(3):
        run(config, Poisoned())
    settings = configuration.load(config)
    with open_workplace(settings) as place:
        with place.store.read() as views:
            (failed,) = views.to_sort().failed
            assert failed.application_id is not None
        reingesting.run(replace(place, pool=killing.Inline()), Selection(failed=True), progress=lambda _: None)
        with place.store.read() as views:
            assert views.to_sort().failed == ()


class Deadly(killing.Inline):
    """The whole program is killed while it reads one message; where there is a `kernel`, by it."""

    def __init__(self, kernel=None):
        self.kernel = kernel

    def submit(self, function, *arguments, **limits):
        if function in {mail_task, message_task, attachments_task} and b"poison" in arguments[0]:
            if self.kernel:
                self.kernel.write_text(self.kernel.read_text() + "killed\n")
            os.kill(os.getpid(), signal.SIGKILL)
        return super().submit(function, *arguments, **limits)


def states(config):
    settings = configuration.load(config)
    with open_workplace(settings) as place, place.store.read() as views:
        return {message.id: (message.state, message.attempts) for message in views.messages()}


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """Its count of those that it killed for want of memory."""
    count = tmp_path / "kills"
    count.touch()
    monkeypatch.setattr("jobs.runtime.memory.kernel_kills", lambda: len(count.read_text().splitlines()))
    return count


@pytest.mark.parametrize("number", [0, 2, 4])
def test_a_mail_that_has_the_program_killed_is_tried_three_times_and_no_other_pays(tmp_path, kernel, number):
    """Wherever it stands in the queue, and whatever is read beside it."""
    maildirs = Maildirs.make(tmp_path)
    for index in range(5):
        original = killing.mail(index, killing.FIRST)
        original = original.replace(b"Bonjour", b"poison") if index == number else original
        maildirs.deliver("a", original, killing.FIRST, f"{index:06}.test")
    config = maildirs.configure()
    deaths = 0
    while not killing.forked(lambda: run(config, Deadly(kernel))):
        deaths += 1
        assert deaths < 5
    assert deaths == 3
    assert [state for state, _ in states(config).values()] == ["failed" if i == number else "parsed" for i in range(5)]
    listed = CliRunner().invoke(app, ["failed", "--config", str(config)])
    assert "hung each time it was read, 3 times" in listed.output


class Hanging(killing.Inline):
    """The watchdog ends the program while it reads one message."""

    def __init__(self, archive):
        self.archive = archive

    def submit(self, function, *arguments, **limits):
        if function is mail_task and b"poison" in arguments[0]:
            in_progress.hung(self.archive)
            os.kill(os.getpid(), signal.SIGKILL)
        return super().submit(function, *arguments, **limits)


def test_a_mail_that_has_the_watchdog_end_the_program_is_read_last_and_alone_and_given_up(tmp_path):
    maildirs = Maildirs.make(tmp_path)
    for index in range(5):
        original = killing.mail(index, killing.FIRST)
        original = original.replace(b"Bonjour", b"poison") if index == 0 else original
        maildirs.deliver("a", original, killing.FIRST, f"{index:06}.test")
    config = maildirs.configure()
    archive = configuration.load(config).archive
    seen = []
    while not killing.forked(lambda: run(config, Hanging(archive))):
        seen.append([state for state, _ in states(config).values()])
        assert len(seen) < 5
    assert seen[1:] == [["archived", *["parsed"] * 4]] * 2
    assert [state for state, _ in states(config).values()] == ["failed", *["parsed"] * 4]


@pytest.mark.parametrize("point", ["poll.recorded", "archive.rename"])
def test_a_death_before_anything_is_read_is_no_try_of_any_message(tmp_path, monkeypatch, point):
    maildirs = Maildirs.make(tmp_path)
    config = maildirs.configure()
    for index in range(4):
        maildirs.deliver("a", killing.mail(index, killing.FIRST), killing.FIRST, f"{index:06}.test")
        monkeypatch.setenv(failpoint.VARIABLE, point)
        assert not killing.forked(lambda: run(config, killing.Inline()))
        monkeypatch.delenv(failpoint.VARIABLE)
    assert all(attempts == 0 for _, attempts in states(config).values())
    assert killing.forked(lambda: run(config, killing.Inline()))
    assert list(states(config).values()) == [("parsed", 0)] * 4


def test_kills_from_outside_blame_nobody_however_many(config):
    """What kill -9 or a power cut broke off is read by the next pass as if nothing had been."""
    for _ in range(5):
        assert not killing.forked(lambda: run(config, Deadly()))
    assert {attempts for _, attempts in states(config).values()} == {0}
    assert killing.forked(lambda: run(config, killing.Inline()))
    assert {state for state, _ in states(config).values()} == {"parsed"}


def test_who_is_asked_to_stop_while_he_reads_blames_nobody(config):
    settings = configuration.load(config)
    for _ in range(2):
        with open_workplace(settings) as place:
            inline = replace(place, pool=killing.Inline())
            polling.prepare(place)
            scanning.scan_all(place, polling.open_mailboxes(settings), stopping=polling.never)
            stop = iter((False, False, True, True, True))
            assert list(Processing(inline).waiting(stopping=lambda asked=stop: next(asked))) == []
    assert {attempts for _, attempts in states(config).values()} == {0}
    with open_workplace(settings) as place, place.store.peek() as transaction:
        assert transaction.health.beginning("under way ") == {}


def mail_of_dots(count: int) -> bytes:
    """A mail of some two thousand bytes: a zip whose files are 28,000 dots each."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", "." * 28_000)
    mail = message_from_bytes(killing.mail(0, killing.FIRST), policy=policy.default)
    mail.add_attachment(packed.getvalue(), maintype="application", subtype="zip", filename="cv.zip")
    return mail.as_bytes()


def test_a_small_mail_that_unpacks_to_long_lines_of_dots_holds_up_nobody(tmp_path):
    """In the daemon and in real workers: it is read itself, to its last file, and so is the mail behind it."""
    maildirs = Maildirs.make(tmp_path)
    dots = mail_of_dots(8)
    assert len(dots) < 4000
    for index, original in enumerate((dots, killing.mail(1, killing.FIRST))):
        maildirs.deliver("a", original, killing.FIRST, f"{index:06}.test")
    config = maildirs.configure(closes_at="2099-01-01")
    with Running(config) as daemon:
        daemon.until("poll made")
    assert set(states(config).values()) == {("parsed", 0)}
    settings = configuration.load(config)
    with open_workplace(settings) as place, place.store.read() as views:
        files = [file for one in views.details() for file in one.documents if file.container == "zip"]
    assert len(files) == 8
    assert {file.reason for file in files} == {None}
