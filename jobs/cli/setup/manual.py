"""`manual`: the manual page, made from the commands themselves, so that it always says what they do."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import typer

from jobs.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = """\
.SH FILES
.TP
candidatures.toml, /etc/candidatures/candidatures.toml
The configuration, where neither \\-\\-config nor $CANDIDATURES_CONFIG names one: the first of the two that is there.
.SH ENVIRONMENT
.TP
CANDIDATURES_CONFIG
The configuration file.
.TP
CANDIDATURES_CONFINEMENT
"weak": commands without a configuration read files also where the kernel has no Landlock or seccomp."""


@app.command()
def manual(context: typer.Context) -> None:
    """Print the manual page of this version, for `man`.

    Example: candidatures manual | sudo tee /usr/local/share/man/man1/candidatures.1 >/dev/null
    """
    root = context.find_root().command
    typer.echo("\n".join(page(root)))


def page(root: Any) -> Iterator[str]:  # noqa: ANN401 - the library's group of commands
    """The lines of the page in the language of man(7)."""
    yield f'.TH CANDIDATURES 1 "" "candidatures {version("candidatures")}" "User commands"'
    yield ".SH NAME\ncandidatures \\- takes in job applications by e\\-mail"
    yield ".SH SYNOPSIS\n.B candidatures\n.I COMMAND\n[OPTIONS] [ARGUMENTS]"
    yield f".SH DESCRIPTION\n{_plain(root.help)}"
    yield ".SH COMMANDS"
    for words, command in _leaves(root, ""):
        yield from _command(words, command)
    yield f".SH EXIT STATUS\n{_plain(root.epilog)}"
    yield FILES


def _leaves(group: Any, before: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - the library's
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(words: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - the library's
    context = typer.Context(command, info_name=words)
    yield f".SS {_plain(' '.join((words, *command.collect_usage_pieces(context))))}"
    yield _plain(command.help)
    for told in (parameter.get_help_record(context) for parameter in command.params):
        if told is not None:
            name, sentence = told
            yield f".TP\n{_plain(name)}\n{_plain(sentence)}"


def _plain(text: str) -> str:
    """Text as man(7) takes it literally; a paragraph for each."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    paragraphs = [" ".join(part.split()) for part in escaped.split("\n\n")]
    return "\n.PP\n".join("\\&" + part if part[:1] in {".", "'"} else part for part in paragraphs)
