"""The manual page and `--help` tell every command, each with an example."""

from __future__ import annotations

import subprocess
from shutil import which

import typer
from rich.text import Text
from typer.testing import CliRunner

from jobs.cli import every
from jobs.cli.setup import manual
from tests.each import each
from tests.missing import missing

app = every()


def commands(group, before=""):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        elif not command.hidden:
            yield f"{before}{name}", command


COMMANDS = dict(commands(typer.main.get_command(app)))


def test_the_page_has_every_command_and_option():
    page = CliRunner().invoke(app, ["manual"]).stdout.replace("\\-", "-")
    for words, command in COMMANDS.items():
        assert f".SS {words} " in page
        for option in (name for parameter in command.params for name in parameter.opts if name.startswith("--")):
            assert option in page or getattr(next(p for p in command.params if option in p.opts), "hidden", False)


@each("words", COMMANDS)
def test_every_command_has_an_example(words):
    assert f"candidatures {words}" in COMMANDS[words].help


@each("words", COMMANDS)
def test_help_leaves_no_word_out(words):
    """Rich takes what stands in square brackets for a style, and shows nothing of it."""
    told = [COMMANDS[words].help, *(getattr(parameter, "help", None) for parameter in COMMANDS[words].params)]
    assert [text for text in told if text and Text.from_markup(text).plain != text] == []


def test_man_finds_no_fault_in_it():
    if not which("groff"):
        missing("groff is missing: apt install groff-base")
    page = "\n".join(manual.page(typer.main.get_command(app)))
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-k"], input=page, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "EXIT STATUS" in done.stdout
