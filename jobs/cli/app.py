"""The frame of the command line, and how a fault ends: one clear line, the exit code of its kind.

A new command is a module in a folder beside this one, named in the table below.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from ingest.errors import IngestError, KeyUnfit
from jobs.cli.options import ASKED_LANGUAGE, Language
from jobs.errors import JobsError
from store.errors import NotInStore, ReviewRefused, StoreError

USAGE = 2
UNREACHABLE = 3
INTERRUPTED = 130

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        help="The configuration file. Else $CANDIDATURES_CONFIG, ./candidatures.toml, "
        "/etc/candidatures/candidatures.toml.",
        show_default=False,
        dir_okay=False,
    ),
]


class _Command(NamedTuple):
    module: str
    """In this folder; it registers the command, or a group of them."""
    says: str
    """The first sentences of its own help: the help of all loads none of them."""


COMMANDS = {
    "access": _Command(
        "people.access",
        "Everything held on a person, as one folder: data, summary, originals, decisions, who looked, how long.",
    ),
    "adopt": _Command(
        "care.adopt",
        "Say that the store and the archive of the configuration belong together, though they do not know each other.",
    ),
    "audit": _Command(
        "care.audit",
        "Reconcile each mailbox, UID by UID, with the store and the archive; verify digests and derived rows.",
    ),
    "backup": _Command(
        "care.backup",
        "A consistent copy of store, originals and entered passwords, while everything runs; a generation each time.",
    ),
    "check": _Command(
        "setup.check",
        "Try everything the program needs: configuration, secrets, each mailbox, store, archive, tools; a line each.",
    ),
    "close": _Command(
        "notices",
        "End a notice: nothing is polled for it any more. Refuses while letters are on their way or answers are owed.",
    ),
    "encrypt": _Command(
        "care.encrypt",
        "Encrypt originals and entered passwords that are kept plainly, or for an older key, by the table encryption.",
    ),
    "erase": _Command(
        "people.erase",
        "Erase a person: originals, texts, search index, notes, decisions and history; nothing brings it back.",
    ),
    "explain": _Command(
        "queries.explain",
        "Explain an application's facts: passages, rules, the words that changed the meaning, what was set aside.",
    ),
    "export": _Command("queries.export", "Write every application with its documents, facts and evidence to one file."),
    "failed": _Command(
        "queries.failed",
        "Messages that could not be read after three tries. Their originals are kept; `reingest` takes them up again.",
    ),
    "init": _Command("setup.init", "Write a commented configuration for the EO notice. Never overwrites a file."),
    "inspect": _Command(
        "intake.inspect",
        "Show what the parsers make of a mail or document file. Stores nothing and needs no configuration.",
    ),
    "interviews": _Command("interviews", "Interviews: hours, who has which, and the letters about them."),
    "letters": _Command("letters", "Letters to candidates: drafted, approved by a person, sent once."),
    "list": _Command(
        "queries.list_applications",
        "Show the applications: who, when, what is missing, what each file says on the criteria, what awaits a human.",
    ),
    "login": _Command(
        "setup.login",
        "Sign in, once, to a mailbox that is entered by OAuth 2 (Microsoft 365, Gmail); `run` keeps the sign-in alive.",
    ),
    "manual": _Command("setup.manual", "Print the manual page of this version, for `man`."),
    "messages": _Command(
        "queries.messages",
        "Account for every message: its disposition, the reason, its state, the application it belongs to.",
    ),
    "migrate": _Command(
        "care.migrate",
        "Make the store, or bring its schema up to date. `poll`, `run` and `serve` do so as well when they start.",
    ),
    "move-archive": _Command(
        "care.move_archive",
        "Move the originals, and what stands beside them, from the folder into the bucket of the table objects.",
    ),
    "notices": _Command("notices", "The published posts: from the configuration into the store."),
    "poll": _Command("intake.poll", "One pass over every mailbox, now: what is new is kept, read and shown by `list`."),
    "reingest": _Command(
        "intake.reingest",
        "Read kept originals again, by the rules as they are now. Notes, decisions and corrections stay.",
    ),
    "restore": _Command(
        "care.restore",
        "Bring store, originals and entered passwords back from a backup. The daemon must be stopped.",
    ),
    "retention": _Command(
        "people.retention",
        "Take away what was kept for its time, two weeks after a warning. `run` does it every day; else from a timer.",
    ),
    "roles": _Command(
        "care.roles",
        "Print the SQL that makes a PostgreSQL role for each program: daemon, worker, desk, reader. Again at any time.",
    ),
    "run": _Command(
        "intake.run",
        "Poll on schedule until the notices and their grace are over, then write the closing report and end.",
    ),
    "search": _Command(
        "queries.search",
        "Find words in every mail and document, accents and ligatures apart, with the passage.",
    ),
    "serve": _Command(
        "serve",
        "The recruiter's page: who applied, what is missing, what the papers say and where. Stops with Ctrl-C.",
    ),
    "show": _Command(
        "queries.show",
        "Show one application: the person, each criterion with the sentences that say it, papers, mails, career.",
    ),
    "sql": _Command("queries.sql", "Ask the tables in SQL. For reading only: the database itself refuses to write."),
    "status": _Command(
        "care.status",
        "How things stand: last good poll of each mailbox, next poll, queue, failures, disk, days to the cutoff.",
    ),
    "users": _Command("users", "Who may use the page."),
    "withheld": _Command(
        "queries.withheld",
        "Mails that a mailbox lists and does not give, or gives something else for (a notice of Exchange, a part).",
    ),
    "worker": _Command(
        "intake.worker",
        "Share the daemon's work with other workers, on this machine and on others; the store is on PostgreSQL.",
    ),
}


class Commands(TyperGroup):
    """A group that ends an expected fault as one line on standard error and an exit code, never a traceback.

    It lists all commands, though only the one that runs is loaded.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - click's own signature
        """Their names."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - click's own signature
        """The command; of one that was not loaded, what the list of all says of it."""
        loaded = super().get_command(ctx, cmd_name)
        if loaded is not None or cmd_name not in COMMANDS:
            return loaded
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name].says)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; translate what it raises."""
        try:
            return super().invoke(ctx)
        except JobsError as exc:
            _tell(str(exc))
            raise typer.Exit(exc.exit_code) from exc
        except (NotInStore, ReviewRefused, KeyUnfit) as exc:
            _tell(str(exc))
            raise typer.Exit(USAGE) from exc
        except (IngestError, StoreError) as exc:
            _tell(str(exc))
            raise typer.Exit(UNREACHABLE) from exc
        except KeyboardInterrupt as exc:
            _tell("stopped; what was done is kept, the next poll does the rest")
            raise typer.Exit(INTERRUPTED) from exc


def _tell(message: str) -> None:
    for line in message.splitlines():
        print(f"candidatures: {line}", file=sys.stderr)  # noqa: T201 - the command's own word to its caller


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - as the library calls it
    if asked:
        typer.echo(f"candidatures {version('candidatures')}")
        raise typer.Exit


app = typer.Typer(
    name="candidatures",
    cls=Commands,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Takes in job applications by e-mail: polls the mailboxes of a notice, reads CVs and letters, "
    "and shows the recruiter who applied, what is missing, and what each file says, with the sentence that says it.",
    epilog="Exit status: 0 all good; 1 done, but some messages failed or differ (listed); "
    "2 usage or configuration; 3 a mailbox or the store can't be reached.",
)


VersionOption = Annotated[
    bool,
    typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version."),
]


WhyOption = Annotated[
    str,
    typer.Option("--why", metavar="REASON", help="Why people's data is looked at; stands in the log of who looked."),
]


LanguageOption = Annotated[
    Language | None,
    typer.Option(
        "--language",
        help="In which language lists and files are told: fr, nl, de, en. Else as $LANGUAGE, $LC_ALL, $LC_MESSAGES, "
        "$LANG say; else French. What is for programs does not change.",
        show_default=False,
    ),
]


@app.callback()
def _common(*, asked: VersionOption = False, why: WhyOption = "", language: LanguageOption = None) -> None:  # noqa: ARG001 - the version is told before
    ASKED_LANGUAGE.set(language.value if language else "")
    if why:
        from jobs.runtime.looks import WHY  # noqa: PLC0415 - it loads the store, which help and version do without

        WHY.set(why)
