"""The code map in docs/architecture.md is that of the code, and every folder says in a sentence what it is for."""

from __future__ import annotations

import pytest

from tests.code_map import IN_PAGE, code_map, packages, sentence
from tests.each import each

TABLE = "| folder | what it does |\n|---|---|\n"


@each("folder", list(packages()))
def test_every_folder_says_in_one_sentence_what_it_is_for(folder):
    assert sentence(folder).endswith("."), f"{folder}/__init__.py lacks its sentence"


def test_the_map_is_that_of_the_code():
    assert IN_PAGE.written() == code_map(), "python -m tests.code_map --write"


@pytest.fixture
def house(tmp_path):
    """A house of one room."""
    inner = tmp_path / "store" / "search"
    inner.mkdir(parents=True)
    (inner / "index.py").touch()
    (tmp_path / "store" / "__init__.py").write_text('"""All of it,\nby `a.b`. And more."""\n', "utf-8")
    return tmp_path


def test_a_line_is_the_first_sentence_of_the_docstring(house):
    (house / "store" / "search" / "__init__.py").write_text('"""Finds words.\n\nMore of it.\n"""\n', "utf-8")
    assert code_map(house) == f"{TABLE}| `store/` | All of it, by `a.b`. |\n| `store/search/` | Finds words. |"


def test_a_folder_without_its_sentence_is_not_left_out(house):
    assert code_map(house).endswith("| `store/search/` |  |")


def test_writing_changes_the_map_alone():
    page = IN_PAGE.page.read_text("utf-8")
    other = IN_PAGE.renewed(page, "nothing")
    assert IN_PAGE.written(other) == "nothing"
    assert IN_PAGE.renewed(other, IN_PAGE.written()) == page
