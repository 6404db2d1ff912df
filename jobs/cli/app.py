"""The frame of the command line, and how a fault ends: one clear line, the exit code of its kind.

A new command is a module in a folder beside this one, named in the table below.
"""

from __future__ import annotations

import ast
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

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


COMMANDS = {
    "access": "people.access",
    "adopt": "care.adopt",
    "audit": "care.audit",
    "backup": "care.backup",
    "check": "setup.check",
    "close": "notices",
    "encrypt": "care.encrypt",
    "erase": "people.erase",
    "explain": "queries.explain",
    "export": "queries.export",
    "failed": "queries.failed",
    "init": "setup.init",
    "inspect": "intake.inspect",
    "interviews": "interviews",
    "letters": "letters",
    "list": "queries.list_applications",
    "login": "setup.login",
    "manual": "setup.manual",
    "messages": "queries.messages",
    "migrate": "care.migrate",
    "move-archive": "care.move_archive",
    "notices": "notices",
    "poll": "intake.poll",
    "reingest": "intake.reingest",
    "restore": "care.restore",
    "retention": "people.retention",
    "roles": "care.roles",
    "run": "intake.run",
    "search": "queries.search",
    "serve": "serve",
    "show": "queries.show",
    "sql": "queries.sql",
    "status": "care.status",
    "users": "users",
    "withheld": "queries.withheld",
    "worker": "intake.worker",
}
"""By name the module in this folder that registers it, or a group of them."""


def says(name: str) -> str:
    """The first sentences of a command's own help, out of its module's source: the list of all loads none of them."""
    module = COMMANDS[name]
    tree = ast.parse((Path(__file__).parent / module.replace(".", "/")).with_suffix(".py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    groups = [each.keywords for each in calls if ast.unparse(each.func) == "typer.Typer" and name == module]
    helps = [ast.literal_eval(keyword.value) for keywords in groups for keyword in keywords if keyword.arg == "help"]
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    commands = [one for one in functions if any("app.command(" in ast.unparse(each) for each in one.decorator_list)]
    helps += [ast.get_docstring(one) or "" for one in commands]
    return " ".join(helps[0].split("\n\n")[0].split())


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
        return TyperCommand(cmd_name, help=says(cmd_name))

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
