"""A command is loaded alone, by the table's line: that it is its module that registers it."""

from __future__ import annotations

from typer.main import get_group

from jobs.cli import COMMANDS, every

app = every()


def registers(name):
    command = get_group(app).commands[name]
    commands = getattr(command, "commands", {"": command}).values()
    return {each.callback.__module__ for each in commands}


def test_the_table_has_every_command():
    assert sorted(get_group(app).commands) == sorted(COMMANDS)


def test_a_command_is_registered_by_its_line_in_the_table():
    lines = {name: {f"jobs.cli.{module}"} for name, module in COMMANDS.items()}
    assert {name: registers(name) for name in COMMANDS} == lines
