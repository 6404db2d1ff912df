"""What a reading depends on is told by what can change it: code, words, libraries, limits; and by nothing less."""

from __future__ import annotations

import ast
import dataclasses
import shutil
from pathlib import Path

import pytest

import parsers
from jobs.reading import reading_fingerprint
from jobs.reading.reading import ReadingRules
from jobs.reading.reading_fingerprint import TEXT_ROOMS, TEXT_VALUES, readers_of, text_print
from parsers.documents.limits import Limits

ROOM = Path(parsers.__file__).parent
NOT_FOLLOWED = ("documents/container", "kinds")
"""Containers are opened anew, mails within mails are never taken from the store; what a file is, is told anew."""


@pytest.fixture(autouse=True)
def unremembered():
    for one in (reading_fingerprint._code, reading_fingerprint._libraries):
        one.cache_clear()
    yield
    for one in (reading_fingerprint._code, reading_fingerprint._libraries):
        one.cache_clear()


def imported(file):
    """The files of the room that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("parsers."):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                path = ROOM.parent.joinpath(*name.split(".")).with_suffix(".py")
                if path.exists():
                    yield path


def within(file, parts):
    told = file.relative_to(ROOM).as_posix()
    return any(told == part or told.startswith(f"{part}/") for part in parts)


def test_all_code_that_makes_a_files_text_is_told():
    reached, waiting = set(), [ROOM / "documents/reader.py"]
    while waiting:
        file = waiting.pop()
        if file not in reached and not within(file, NOT_FOLLOWED):
            reached.add(file)
            waiting += imported(file)
    assert len(reached) > 40
    assert [file for file in reached if not within(file, (*TEXT_ROOMS, *TEXT_VALUES))] == []


def moved(tmp_path, monkeypatch, name):
    """The prints before and after one file of the room is another."""
    copy = tmp_path / "parsers"
    shutil.copytree(ROOM, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(parsers, "__file__", str(copy / "__init__.py"))
    for module in ("tasks", "reading"):
        file = copy / f"{module}.py"
        file.write_text("")
        monkeypatch.setattr(getattr(reading_fingerprint, module), "__file__", str(file))
    before = readers_of(ReadingRules())
    (copy / name).write_text((copy / name).read_text("utf-8") + "\n# more\n", "utf-8")
    reading_fingerprint._code.cache_clear()
    return before, readers_of(ReadingRules())


@pytest.mark.parametrize(
    ("name", "text_too"),
    [("lexicon/fr/absence.toml", False), ("facts/extractors.py", False), ("documents/pdf/pdf.py", True)],
)
def test_a_word_a_rule_or_a_reader_that_is_new_is_told(tmp_path, monkeypatch, name, text_too):
    before, after = moved(tmp_path, monkeypatch, name)
    assert before.everything != after.everything
    assert (before.text != after.text) is text_too


def test_a_new_library_and_other_limits_are_told(monkeypatch):
    before = text_print(ReadingRules())
    assert dict(reading_fingerprint._libraries())["pdfminer-six"]
    monkeypatch.setattr(reading_fingerprint.metadata, "version", lambda _: "99")
    reading_fingerprint._libraries.cache_clear()
    other = text_print(ReadingRules())
    assert other != before
    limits = dataclasses.replace(Limits(), ocr_pages=1)
    assert text_print(ReadingRules(limits=limits)) != other
