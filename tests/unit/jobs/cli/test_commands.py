"""A command is loaded alone, by the table's line: that it is its module that registers it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_group

from jobs.cli import every
from jobs.cli.app import COMMANDS, says

app = every()
ROOT = Path(__file__).parents[4]


def registers(name):
    command = get_group(app).commands[name]
    commands = getattr(command, "commands", {"": command}).values()
    return {each.callback.__module__ for each in commands}


def test_the_table_has_every_command():
    assert sorted(get_group(app).commands) == sorted(COMMANDS)


def test_a_command_is_registered_by_its_line_in_the_table():
    lines = {name: {f"jobs.cli.{module}"} for name, module in COMMANDS.items()}
    assert {name: registers(name) for name in COMMANDS} == lines


def test_the_list_of_all_says_what_each_says_of_itself():
    told = {
        name: " ".join((command.help or "").split("\n\n")[0].split())
        for name, command in get_group(app).commands.items()
    }
    assert {name: says(name) for name in COMMANDS} == told


def test_the_list_of_all_loads_none_of_them():
    script = "import sys; from jobs import cli; cli.load(['--help']); cli.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"sqlalchemy", "pydantic", "fpdf", "jobs.config.settings"} & set(done.stdout.split())


def test_a_shell_completes_the_options_of_a_command():
    asked = {"_CANDIDATURES_COMPLETE": "complete_bash", "COMP_WORDS": "candidatures list --noti", "COMP_CWORD": "2"}
    words = [sys.executable, "-c", "import sys; sys.argv = ['candidatures']; from jobs.__main__ import main; main()"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env=os.environ | asked)
    assert "--notice" in done.stdout


@pytest.mark.parametrize("before", [("--why", "list"), ("--language", "nl"), ("--language=nl", "--why=plainte 12")])
def test_a_command_behind_options_of_all_commands_is_loaded_alone(before):
    script = "import sys; from jobs import cli; cli.load(sys.argv[1:]); print(*sys.modules)"
    words = [sys.executable, "-c", script, *before, "show", "7"]
    loaded = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split()
    assert [name for name in loaded if re.fullmatch(r"jobs\.cli\.queries\.[^v]\w+", name)] == ["jobs.cli.queries.show"]
    assert "jobs.cli.serve" not in loaded


def test_a_command_behind_a_word_of_all_commands_is_loaded():
    words = [sys.executable, "-m", "jobs", "--why", "plainte 12", "list", "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    assert "--notice" in done.stdout
