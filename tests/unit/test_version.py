"""The version stands in pyproject.toml and nowhere else; the newest dated section of CHANGELOG.md is about it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jobs.cli import every

app = every()

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SHIPPED = ("ingest", "parsers", "store", "desk", "jobs", "alembic", "deploy")
ENDINGS = {".py", ".html", ".service", ".yaml", ".json", ""}


def shipped():
    """Everything written by hand that goes to the operator, but the libraries' locks."""
    files = (file for folder in SHIPPED for file in (ROOT / folder).rglob("*") if file.is_file())
    return [file for file in files if file.suffix in ENDINGS and "__pycache__" not in file.parts]


def test_no_other_file_bears_it():
    told = re.compile(rf"(?<![\d.]){re.escape(VERSION)}(?![\d.])|^__version__\b", re.MULTILINE)
    assert [str(file.relative_to(ROOT)) for file in shipped() if told.search(file.read_text("utf-8"))] == []


@pytest.mark.parametrize(("words", "said"), [(["--version"], "candidatures {}\n"), (["manual"], '"candidatures {}"')])
def test_what_the_program_says_is_the_installed_one(words, said):
    assert said.format(version("candidatures")) in CliRunner().invoke(app, words).stdout


def test_the_newest_dated_section_is_of_this_version_and_what_is_new_stands_above_it():
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    newest, day = sections[1].split(" — ")
    assert (sections[0], newest) == ("Unreleased", VERSION)
    assert date.fromisoformat(day)
