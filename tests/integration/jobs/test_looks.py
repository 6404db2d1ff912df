"""Every command: declared, shut to whom it is not for, and noted where it shows people's data, as addresses are."""

from __future__ import annotations

import os
import pwd
import shutil
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from jobs.cli import every
from jobs.config import configuration
from jobs.runtime import looks
from jobs.runtime.looks import COPY, DECLARED, GIVEN, OPERATOR
from jobs.runtime.workplace import open_store
from store.errors import StoreError
from store.letters.values import LetterDraft
from tests import killing
from tests.full_disk import fill, small_disk
from tests.maildirs import Maildirs

app = every()

HERS = ("candidate0@mail.example", killing.name_of(0))
"""What names the first candidate."""
SELF = pwd.getpwuid(os.getuid()).pw_name
OFFICE = """
[letters]
sender = "Carrefour des Métiers <office@cdm.example>"
office = "Carrefour, Arlon"
"""
LETTER = LetterDraft(
    notice="eo-arlon-2026",
    message_id=1,
    kind="acknowledgement",
    language="fr",
    sender="Carrefour <office@cdm.example>",
    to_name=killing.name_of(0),
    to_email="candidate0@mail.example",
    subject="Votre candidature",
    text="Madame,\n",
)
WORDS = {
    "access": ("1", "--output", "{out}/access"),
    "backup": ("{out}/backup",),
    "encrypt": ("--new-key", "{out}/key"),
    "erase": ("1", "--dry-run"),
    "explain": ("1",),
    "export": ("--format", "json"),
    "init": ("{out}/made.toml",),
    "inspect": ("{place}/letter.eml",),
    "interviews answer": ("1", "accepted"),
    "interviews assign": ("1", "1"),
    "interviews calendar": ("{out}/sheets.pdf",),
    "interviews cancel": ("1",),
    "interviews move": ("1", "2"),
    "interviews offer": ("1", "2", "3"),
    "interviews plan": (
        "--day",
        "2026-04-09",
        "--begins",
        "09:00",
        "--ends",
        "12:00",
        "--minutes",
        "45",
        "--room",
        "1:A",
    ),
    "interviews unplan": ("1",),
    "letters approve": ("1",),
    "letters draft": ("1", "acknowledgement", "--dry-run"),
    "letters preview": ("1",),
    "letters send": ("--dry-run",),
    "letters settle": ("1", "--went-out"),
    "letters withdraw": ("1",),
    "list": ("--search", "candidature"),
    "login": ("a",),
    "notices close": ("eo-arlon-2026",),
    "notices rename": ("eo-arlon-2026", "eo"),
    "reingest": ("--all", "--dry-run"),
    "restore": ("{place}",),
    "retention": ("--dry-run",),
    "search": ("candidature",),
    "show": ("1",),
    "sql": ("select nom, email from candidatures",),
    "users add": ("anne", "--without-password"),
    "users disable": ("anne",),
    "users enrol": ("anne",),
    "users give": ("anne", "--notice", "eo-arlon-2026"),
    "users password": ("anne",),
    "users release": ("anne",),
    "users second-factor": ("anne", "--remove"),
}
"""What is typed after a command that asks for more."""
ENDLESS = {"run", "worker", "serve"}
"""They show nothing at the terminal, and do not end by themselves."""
TAKES_AWAY = {"access", "export"}
"""Files that hold what is hers."""
NO_CONFIGURATION = {"init", "inspect", "manual", "encrypt"}
"""They open no store (`encrypt` only as it is asked here)."""


def commands(group, before=""):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        elif not command.hidden:
            yield f"{before}{name}"


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Two candidates of the one notice; `letter.eml` is nobody's."""
    place = Maildirs.make(tmp_path_factory.mktemp("filled") / "place")
    for index, (mailbox, original, arrived) in enumerate(killing.mails(2)):
        place.deliver(mailbox, original, arrived, f"{index:06}.test")
    (place.folder / "letter.eml").write_bytes(b"Subject: x\r\n\r\nx\r\n")
    killing.run(place.configure(more=OFFICE))
    return place


@pytest.fixture
def filled(once, tmp_path):
    shutil.copytree(once.folder, tmp_path / "place")
    return Maildirs(folder=tmp_path / "place")


def configured(place, more=""):
    return place.configure(more=OFFICE + "\n[privacy.retention]\n" + more)


def typed(place, config, command, tmp_path, *before):
    words = [word.format(out=tmp_path, place=place.folder) for word in WORDS.get(command, ())]
    chosen = [] if command in {"init", "inspect", "manual"} else ["--config", str(config)]
    return CliRunner().invoke(app, [*before, *command.split(), *words, *chosen])


def noted(config, about=None):
    with closing(open_store(configuration.load(config), read_only=True)) as store, store.peek() as tx:
        return tx.access_log.entries(limit=1000, messages=about)


def test_every_command_is_declared_and_every_declaration_is_a_command():
    assert set(commands(typer.main.get_command(app))) == DECLARED.keys()
    assert {declared.who for declared in DECLARED.values()} == {OPERATOR, GIVEN}


@pytest.mark.parametrize("command", sorted(DECLARED.keys() - ENDLESS))
def test_what_shows_her_is_noted_as_a_look_at_her_before_it_is_shown(filled, tmp_path, command):
    config = configured(filled)
    if command.startswith(("letters", "interviews")):
        with closing(open_store(configuration.load(config))) as store, store.begin() as tx:
            tx.letters.draft(LETTER, "mireille")
            tx.reviews.decide(1, "mireille", "shortlist", "")
    done = typed(filled, config, command, tmp_path)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    act = DECLARED[command].act
    assert act or not any(word in done.output for word in HERS), f"{command} shows her: say so in jobs/runtime/looks.py"
    if command == "notices rename":  # the configuration names the one of before
        return
    looked = noted(config)
    assert {(look.author, look.act) for look in looked} <= {(looks.author(), act)} - {(looks.author(), "")}
    if any(word in done.output for word in HERS) or command in TAKES_AWAY:
        assert len(noted(config, [1]) if command != "sql" else looked) == 1


@pytest.mark.parametrize("command", sorted(DECLARED.keys() - ENDLESS - NO_CONFIGURATION | {"serve"}))
def test_who_is_given_some_notices_sees_no_others(filled, tmp_path, monkeypatch, command):
    config = configured(filled, f'\n[commands.given]\n{SELF} = ["another-notice"]\n')
    monkeypatch.setattr(looks, "LOGIN", Path("/nowhere"))
    done = typed(filled, config, command, tmp_path)
    assert not any(word in done.output for word in HERS)
    if DECLARED[command].who == OPERATOR:
        assert (done.exit_code, "given some notices alone" in done.output) == (2, True)
        assert not (tmp_path / "access").exists()
        assert not (tmp_path / "backup").exists()


def test_who_is_given_her_notice_sees_her(filled, tmp_path, monkeypatch):
    config = configured(filled, f'\n[commands.given]\n{SELF} = ["eo-arlon-2026"]\n')
    monkeypatch.setattr(looks, "LOGIN", Path("/nowhere"))
    assert HERS[0] in typed(filled, config, "show", tmp_path).output
    assert HERS[0] in typed(filled, config, "export", tmp_path).output


@pytest.mark.parametrize("command", sorted(name for name, one in DECLARED.items() if one.act not in {"", COPY}))
def test_a_reason_is_asked_for_where_the_configuration_says_so(filled, tmp_path, command):
    config = configured(filled, "\n[commands]\nask_why = true\n")
    done = typed(filled, config, command, tmp_path)
    assert (done.exit_code, "--why" in done.output) == (2, True)
    assert not any(word in done.output for word in HERS)


def test_the_reason_stands_in_the_log_and_the_words_too(filled, tmp_path):
    config = configured(filled, "\n[commands]\nask_why = true\n")
    typed(filled, config, "show", tmp_path, "--why", "complaint 12")
    typed(filled, config, "search", tmp_path, "--why", "complaint 12")
    search, show = noted(config)[:2]
    assert (show.words, show.message_id) == ("command=show&why=complaint+12", 1)
    assert search.words == "command=search&q=candidature&why=complaint+12"


@pytest.mark.parametrize("command", sorted(name for name, declared in DECLARED.items() if declared.act))
def test_without_the_log_nothing_is_shown(filled, tmp_path, monkeypatch, command):
    def refused(*_, **__):
        raise StoreError("the user lacks the right")

    monkeypatch.setattr("store.accounts.access_log.AccessLog.note", refused)
    done = typed(filled, configured(filled), command, tmp_path)
    assert not any(word in done.output for word in HERS)
    assert not (tmp_path / "access").exists()


@pytest.mark.parametrize(
    ("kept", "named"),
    [("4294967295", SELF), ("0", "root"), ("1", pwd.getpwuid(1).pw_name), ("987654", "987654"), ("", SELF)],
)
def test_the_name_is_the_login_s_whatever_somebody_became_since(tmp_path, monkeypatch, kept, named):
    (tmp_path / "loginuid").write_text(kept)
    monkeypatch.setattr(looks, "LOGIN", tmp_path / "loginuid")
    for variable in ("USER", "LOGNAME", "SUDO_USER"):
        monkeypatch.setenv(variable, "somebody-else")
    assert looks.who() == named
    assert looks.author() == (f"{named} (command)" if named == SELF else f"{named} (command, as {SELF})")


def test_a_backup_is_noted_asks_for_no_reason_and_needs_no_log(filled, tmp_path, monkeypatch):
    config = configured(filled, "\n[commands]\nask_why = true\n")
    assert typed(filled, config, "backup", tmp_path).exit_code == 0
    assert [(look.act, look.message_id) for look in noted(config)] == [("copy", None)]

    def full(*_, **__):
        raise StoreError("the disk is full")

    monkeypatch.setattr("store.accounts.access_log.AccessLog.note", full)
    done = typed(filled, config, "backup", tmp_path)
    assert (done.exit_code, "the disk is full" in done.stderr) == (0, True)
    assert len(list((tmp_path / "backup" / "generations").iterdir())) == 2


NOTED = ("list", "show", "explain", "search", "export", "messages", "failed", "sql", "letters list")
UNNOTED = ("status", "withheld", "notices list")
"""They show nothing of people."""


@pytest.fixture(params=[False, True], ids=["alone", "beside a daemon"])
def full(once, tmp_path, request):
    """The configuration of a place on a disk without room; a daemon has opened the store while there was some."""
    with small_disk(tmp_path / "disk", mib=16) as disk:
        shutil.copytree(once.folder, disk / "place")
        config = configured(Maildirs(folder=disk / "place"))
        with ExitStack() as stack:
            if request.param:
                stack.enter_context(closing(open_store(configuration.load(config))))
            fill(disk)
            yield config


def test_what_is_read_on_a_full_disk_is_shown_and_said_not_to_be_noted(once, tmp_path, full):
    done = {command: typed(once, full, command, tmp_path) for command in NOTED + UNNOTED}
    assert {command: one.exit_code for command, one in done.items() if one.exit_code} == {"status": 1}
    assert {command for command, one in done.items() if "lacks this look" in one.stderr} == {*NOTED}
    assert HERS[0] in done["show"].stdout
