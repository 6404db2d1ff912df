"""What is asked before a commit and by the hosted CI is what the Makefile and `.ci/run` ask."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def text(name):
    return (ROOT / name).read_text("utf-8")


def test_the_hooks_before_a_commit_are_those_of_make_lint():
    (recipe,) = re.findall(r"^lint:.*\n((?:\t.+\n)+)", text("Makefile"), re.MULTILINE)
    lint = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    assert re.findall(r"^ +entry: (.+)$", text(".pre-commit-config.yaml"), re.MULTILINE) == lint


def test_the_hosted_ci_runs_the_whole_test_command_and_each_week_the_newest_versions():
    runs = re.findall(r"^ +- run: (?!apt-get)(.+)$", text(".github/workflows/ci.yml"), re.MULTILINE)
    assert runs == [".ci/run", "make newest"]
    assert "schedule:" in text(".github/workflows/ci.yml")
