"""A notice as text: whatever somebody typed, the configuration reads this notice and nothing beside."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from jobs.config import configuration, notice_text
from jobs.config.settings import NoticeSettings
from jobs.errors import ConfigurationError

MAILBOX = '[[mailboxes]]\nname = "evil"\nurl = "maildir:///tmp"\n'
TRAPS = {
    "a table": f'x"\n{MAILBOX}',
    "a literal": f"x'\n{MAILBOX}",
    "several lines": f'x"""\n{MAILBOX}"""',
    "literal lines": f"x'''\n{MAILBOX}'''",
    "a backslash": f'x\\"\n{MAILBOX}',
    "a comment": f"x # \n{MAILBOX}",
    "a carriage return": f'x"\r{MAILBOX}',
    "an inline table": 'x" }, { kind = "evil',
    "controls": "x\x00\x07\x1b\x7f\x85\u2028\u2029\ufeff\u202e",
}
CONFIGURATION = """\
[[mailboxes]]
name = "a"
url = "maildir:///tmp/a"

[[notices]]
slug = "eo"
title = "EO"
subject = "Recrutement EO"
closes_at = 2026-12-15
"""


def whole(**told):
    return {"slug": "a", "title": "T", "subject": "Sujet", "closes_at": date(2026, 6, 1), **told}


def hostile(trap):
    """The trap in every place that takes text."""
    row = {
        "key": "k",
        "kind": "experience_of",
        "labels": {"fr": trap, "nl": trap},
        "headings": {"de": trap},
        "terms": [trap, trap],
        "examples": [trap, trap, trap],
    }
    return whole(title=trap, subject=trap, slug=trap, internal_domains=[trap], criteria=[row, row])


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_no_text_leaves_its_place(trap):
    told = hostile(trap)
    assert tomllib.loads(CONFIGURATION + notice_text.write(told))["notices"][1] == told
    assert len(tomllib.loads(CONFIGURATION + notice_text.write(told))["mailboxes"]) == 1


def test_a_text_that_would_be_read_otherwise_is_not_given(monkeypatch):
    monkeypatch.setattr(notice_text.tomlkit, "dumps", lambda _: f'[[notices]]\nslug = "a"\n{MAILBOX}')
    with pytest.raises(ConfigurationError, match="can't be written"):
        notice_text.write(whole())


def test_what_is_appended_to_a_configuration_is_loaded_with_it(tmp_path):
    file = tmp_path / "candidatures.toml"
    file.write_text(CONFIGURATION + notice_text.write(whole(title=TRAPS["a table"])), "utf-8")
    settings = configuration.load(file)
    assert [notice.slug for notice in settings.notices] == ["eo", "a"]
    assert [mailbox.name for mailbox in settings.mailboxes] == ["a"]


@pytest.mark.parametrize("name", notice_text.examples())
def test_an_example_lends_its_criteria_and_nothing_of_its_office(name):
    example = notice_text.examples()[name]
    assert example.keys() == {"timezone", "criteria"}
    written = tomllib.loads(notice_text.write(whole(**example)))["notices"][0]
    assert NoticeSettings.model_validate(written) == NoticeSettings.model_validate(whole(**example))


def test_a_notice_without_criteria_has_no_empty_table():
    assert "criteria" not in tomllib.loads(notice_text.write(whole(criteria=[])))["notices"][0]


def test_the_examples_are_found_in_a_wheel_before_a_checkout(tmp_path, monkeypatch):
    packed = tmp_path / "_notices"
    packed.mkdir()
    (packed / "own.toml").write_text('[[notices]]\nslug = "own"\ntimezone = "Europe/Paris"\n', "utf-8")
    monkeypatch.setattr(notice_text, "HOUSE", tmp_path)
    assert notice_text.examples() == {"own": {"timezone": "Europe/Paris"}}
