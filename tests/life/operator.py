"""What the operator does: every command, every setting, backups, moves, kills, a full disk, clocks that jump."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from typer.testing import CliRunner

from ingest import failpoint
from jobs import cli
from jobs.runtime import workplace
from tests.full_disk import fill
from tests.killing import Inline, forked, points
from tests.life.acts import Broken, NotNow, act
from tests.life.world import GROUPS, ROOT, emptied

if TYPE_CHECKING:
    from random import Random

    from tests.life.world import World

SOME = (0, 1)
"""Some messages could not be read, or something differs: it is told."""


class Unpooled(Inline):
    """A pool for a child that is to be killed."""

    def __call__(self, *_: object, **__: object) -> Unpooled:
        """In place of a pool of its own."""
        return self

    def __enter__(self) -> Self:
        """At once."""
        return self

    def __exit__(self, *exc: object) -> None:
        """Nothing to end."""


@act(24)
def poll(world: World, dice: Random) -> str:
    """One pass; an operator does not watch a fault for long."""
    if dice.random() < 0.25:
        world.mend()
    world.pass_time(timedelta(minutes=17))
    return world.run("poll", may=(*SOME, 3) if world.away else SOME).said.strip()[-80:]


QUERIES = tuple(
    tuple(shlex.split(line))
    for line in """
list
list --to-sort
list --missing any
list --format csv
messages
messages --format json
messages --set-aside
failed
withheld
search 'titre définitif'
export --format json
export --format csv
status
status --format json
letters list
letters status
interviews list
notices list
users list
check
sql 'SELECT count(*) FROM candidatures'
poll --dry-run
retention --dry-run
reingest --all --dry-run
reingest --failed
audit
""".strip().splitlines()
)
OF_A_NOTICE = {("letters", "status"), ("interviews", "list")}


@act(14)
def ask(world: World, dice: Random) -> str:
    """A command that looks."""
    words = dice.choice(QUERIES)
    if words in OF_A_NOTICE:
        words = (*words, "--notice", "eo-arlon-2026")
    if words[0] == "sql" and world.cluster:
        world.run("roles", "--apply")
    world.run(*words, may=(*SOME, 3) if world.away else SOME)
    return " ".join(words)


@act(5)
def ask_of_one(world: World, dice: Random) -> str:
    """A command on one application."""
    number = str(world.applications(dice))
    words = dice.choice((("show", number), ("explain", number), ("show", number, "--format", "json"),
                         ("reingest", "--application", number), ("erase", number, "--dry-run"),
                         ("explain", number, "name", "--format", "json"),
                         ("access", number, "--output", str(world.folder / f"access-{world.token()}"))))  # fmt: skip
    world.run(*words, may=SOME)
    return " ".join(words)


@act(2)
def export_book(world: World, dice: Random) -> str:
    """A workbook."""
    _calm_enough(world)
    del dice
    world.run("export", "--format", "xlsx", "--output", str(world.folder / f"{world.token()}.xlsx"))
    return "export --format xlsx"


@act(3)
def read_again(world: World, dice: Random) -> str:
    """All that is kept is judged or read anew: nothing changes by it."""
    del dice
    said = world.run("reingest", "--all", "--yes", may=SOME).said
    return said.strip()[-80:]


@act(4)
def change_setting(world: World, dice: Random) -> str:
    """Another value in the configuration, taken over at once."""
    _calm_enough(world)
    changed = world.configuration.change(dice)
    world.close_site()
    world.write()
    given = world.configuration.chosen["given"]
    world.run("notices", "apply", "--yes", may=(0, 2) if given else (0,))
    if changed.startswith("authserv_id"):  # whose word counts on a sender is asked when a mail is read
        world.run("reingest", "--all", "--documents", "--yes", may=SOME)
    return changed


@act(4)
def send_letters(world: World, dice: Random) -> str:
    """Drafts are made, all approved, and go out."""
    what = dice.choice(("draft", "approve", "send", "reminders"))
    if what == "draft":
        world.run("letters", "draft", "--notice", "eo-arlon-2026", may=SOME)
    elif what == "approve":
        world.run("letters", "approve", "--all", "--notice", "eo-arlon-2026", may=SOME)
    elif what == "reminders":
        world.run("interviews", "letters", "--reminders", "--notice", "eo-arlon-2026", may=SOME)
    else:
        by_hand = world.configuration.chosen["send"] == '"by_hand"'
        world.run("letters", "send", may=(2,) if by_hand else SOME)
    return f"letters: {what}"


@act(2)
def plan(world: World, dice: Random) -> str:
    """Hours of interviews, and who has them."""
    words = dice.choice((("plan",), ("assign",), ("letters",)))
    world.run("interviews", *words, "--notice", "eo-arlon-2026", may=(0, 1, 2))
    return f"interviews {words[0]}"


@act(1)
def end_notice(world: World, dice: Random) -> str:
    """The notice is closed, or taken up again."""
    words = dice.choice((("--anyway",), ("--reopen",)))
    world.run("close", "eo-arlon-2026", *words, may=(0, 2))
    return f"close {words[0]}"


@act(2)
def keep_time(world: World, dice: Random) -> str:
    """What has been kept long enough goes; a person holds, or consents."""
    if dice.random() < 0.4:
        number = str(world.applications(dice))
        word = dice.choice(("--hold", "--release", "--consent"))
        world.run("retention", word, number, "--reason", "plainte", may=(0, 2))
        return f"retention {word} {number}"
    world.run("retention", may=SOME)
    return "retention"


@act(1)
def erase(world: World, dice: Random) -> str:
    """A person asks to be erased."""
    _calm_enough(world)
    number = world.applications(dice)
    world.close_site()
    world.run("erase", str(number), "--yes", may=SOME)
    return f"erase {number}"


@act(2)
def manage_users(world: World, dice: Random) -> str:
    """A password is set anew, an account locked and opened."""
    name = dice.choice(("lecteur", "nadine"))
    if dice.random() < 0.5:
        world.run("users", "password", name, "--password-stdin", given="quatre mots bien choisis")
        return f"users password {name}"
    _calm_enough(world)  # on a full disk an account might stay disabled
    world.run("users", "disable", name)
    world.run("users", "disable", name, "--enable")
    return f"users disable {name}"


@act(2)
def back_up_and_restore(world: World, dice: Random) -> str:
    """A backup is made, proven and restored elsewhere; the office goes on there."""
    _calm_enough(world)
    if dice.random() < 0.5:
        world.run("backup", str(world.folder / "backup"))
        world.run("backup", str(world.folder / "backup"), "--verify")
        return "backup"
    move_to(world, world.new_store(f"moved{world.moved + 1}"))
    return "backup, restored elsewhere"


def move_to(world: World, store: str) -> None:
    """What is saved of the office's store is brought back as another, which shows the same."""
    backup, fixed = world.folder / "backup", world.configuration.fixed
    world.moved += 1
    world.close_site()
    before, was = _export(world), fixed["archive"]
    world.run("backup", str(backup))
    fixed["store"], fixed["archive"] = store, f"archive-moved{world.moved}"
    world.write()
    world.run("restore", str(backup))
    world.rewound = True
    if (after := _export(world)) != before:
        raise Broken(f"a restored store exports something else: {_differing(before, after)}")
    shutil.rmtree(world.folder / was, ignore_errors=True)


def _differing(before: str, after: str) -> list[str]:
    """By application what is not as it was."""
    was, now = ({one["id"]: one for one in json.loads(text)} for text in (before, after))
    found = [f"{key} is {'gone' if key in was else 'new'}" for key in sorted(was.keys() ^ now.keys())]
    for key in sorted(was.keys() & now.keys()):
        names = [name for name in was[key] if was[key][name] != now[key].get(name)]
        found += [f"{key}.{name}: {was[key][name]} -> {now[key].get(name)}"[:400] for name in names]
    return found or ["their order"]


def _export(world: World) -> str:
    path = world.folder / "export.json"
    world.run("export", "--format", "json", "--with-text", "--output", str(path))
    return path.read_text("utf-8")


@act(1)
def encrypt(world: World, dice: Random) -> str:
    """Originals are encrypted, or plain again."""
    _calm_enough(world)
    del dice
    world.close_site()
    key, backup = world.folder / "keys" / "archive", world.folder / "backup"
    saved = ("--backup", str(backup)) if backup.exists() else ()
    if world.configuration.encrypted:
        world.run("encrypt", "--undo")
        shutil.rmtree(backup, ignore_errors=True)  # it stays encrypted: a new one is made
        world.configuration.encrypted = False
        world.write()
        return "plain again"
    if not key.exists():
        world.run("encrypt", "--new-key", str(key))
    world.configuration.encrypted = True
    world.write()
    world.run("encrypt", *saved)
    return "encrypted"


@act(1)
def lose_the_store(world: World, dice: Random) -> str:
    """The database is lost: it is built anew from the archive, beside the office's own, and looked at."""
    _calm_enough(world)
    del dice
    fixed, kept = world.configuration.fixed, dict(world.configuration.fixed)
    world.close_site()
    fixed["store"], fixed["archive"] = world.new_store(f"rebuilt{world.token()}"), f"archive-rebuilt-{world.token()}"
    shutil.copytree(world.folder / kept["archive"], world.folder / fixed["archive"])
    world.write()
    world.run("adopt")
    said = world.run("reingest", "--from-archive", may=SOME).said
    world.run("audit", may=SOME)
    fixed.update(kept)
    world.write()
    return said.strip()[-80:]


@act(4)
def be_killed(world: World, dice: Random) -> str:
    """A pass, or a sending, dies at a named point; the next one finishes."""
    sending = dice.random() < 0.25
    names = LETTER_POINTS if sending else points()
    point = f"{dice.choice(names)}:{dice.choice((1, 1, 2))}"
    words = ("letters", "send") if sending else dice.choice((("poll",), ("poll",), ("reingest", "--all", "--yes")))
    world.close_site()

    def dying() -> None:
        os.environ[failpoint.VARIABLE] = point
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        workplace.Pool = Unpooled()  # type: ignore[misc,assignment]
        CliRunner().invoke(cli.every(), [*words, "--config", str(world.file)])

    died = not forked(dying)
    world.met.commands[words[0] if words[0] not in GROUPS else " ".join(words[:2])] += 1
    return f"{' '.join(words)} dies at {point}" if died else f"{' '.join(words)} never comes to {point}"


@act(1)
def let_the_daemon_run(world: World, dice: Random) -> str:
    """The daemon, or workers where the store is shared, make a pass and are stopped, or killed."""
    killed = dice.random() < 0.4
    word = "worker" if world.cluster and dice.random() < 0.7 else "run"
    _calm_enough(world)
    world.close_site()
    world.met.commands[word] += 1
    told = _process(world, word, signal.SIGKILL if killed else signal.SIGTERM)
    return f"{word} {'is killed' if killed else 'is stopped'} after “{told}”"


def _process(world: World, word: str, ending: signal.Signals) -> str:
    """Begin it, wait for a sign that it is at work, and end it."""
    words = [sys.executable, "-m", "tests.life.at", world.now.isoformat(), word, "--log-format", "json"]
    process = subprocess.Popen(
        [*words, "--config", str(world.file)], cwd=ROOT, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )
    assert process.stderr
    last = ""
    with process:
        for line in process.stderr:
            if "Traceback" in line:
                process.kill()
                raise Broken(f"{word}: {line}{process.stderr.read()[:2000]}")
            last = json.loads(line)["event"] if line.startswith("{") else line.strip()
            if last in AT_WORK:
                process.send_signal(ending)
                break
        rest = process.stderr.read()
        code = process.wait(120)
    if "Traceback" in rest:
        raise Broken(f"{word}: {rest[:2000]}")
    if code not in {0, 1, 2, -ending}:
        raise Broken(f"{word} ended with {code} after “{last}”: {rest[-500:]}")
    return last


AT_WORK = frozenset({"running", "working", "message read", "polled", "not open yet: polling begins then"})
"""What the daemon, or a worker, says when it is at work."""


@act(1)
def fill_the_disk(world: World, dice: Random) -> str:
    """No byte is left for store and archive; or there is room again."""
    del dice
    if not world.is_mounted:
        raise NotNow
    if world.full:
        world.mend()
        return "there is room again"
    fill(world.folder)
    world.full = True
    return "the disk is full"


def _calm_enough(world: World) -> None:
    """What writes the operator's own files, or needs the mail server, is not done meanwhile."""
    if world.full or world.away:
        raise NotNow


LETTER_POINTS = ("letters.announced", "letters.claim", "letters.claimed", "letters.connected", "letters.data",
                 "letters.delivered", "letters.handed", "letters.record", "letters.recorded")  # fmt: skip


@act(2)
def turn_the_clock(world: World, dice: Random) -> str:
    """The machine's clock jumps."""
    delta = dice.choice((timedelta(hours=-2), timedelta(minutes=-10), timedelta(hours=3), timedelta(days=1)))
    world.pass_time(delta)
    return f"the clock jumps by {delta}"


@act(1)
def lose_what_was_sent(world: World, dice: Random) -> str:
    """A doubtful letter is settled by a person, as they found it at the mail server."""
    doubtful = world.rows(
        "SELECT id, message_ref FROM letters WHERE state = 'doubtful' AND approved_by IS NOT NULL ORDER BY id"
    )
    if not doubtful:
        raise NotNow
    letter = dice.choice(doubtful)
    sent = {str(one["Message-ID"]) for one in world.out()}
    word = "--went-out" if letter["message_ref"] in sent else "--send-again"
    world.run("letters", "settle", str(letter["id"]), word)
    return f"letter {letter['id']}: {word}"


@act(1)
def migrate(world: World, dice: Random) -> str:
    """There is nothing to migrate."""
    del dice
    world.run("migrate")
    return "migrate"


@act(1)
def read_the_manual(world: World, dice: Random) -> str:
    """Commands that need no store."""
    _calm_enough(world)
    del dice
    folder = emptied(world.folder / "manual")
    runner = CliRunner()
    for words in (("manual",), ("init", str(folder / "candidatures.toml"))):
        ended = runner.invoke(cli.every(), list(words))
        world.met.commands[words[0]] += 1
        if ended.exit_code:
            raise Broken(f"{words[0]}: {ended.output}")
    mails = list(world.mails.values())[-1:]
    if mails:
        (folder / "mail.eml").write_bytes(mails[0].original)
        ended = runner.invoke(cli.every(), ["inspect", str(folder / "mail.eml"), "--format", "json"])
        world.met.commands["inspect"] += 1
        if ended.exit_code or re.search("Traceback", ended.output):
            raise Broken(f"inspect: {ended.output}")
    return "manual, init, inspect"
