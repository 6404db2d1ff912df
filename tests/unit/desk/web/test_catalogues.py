"""The catalogues are complete, and what is shipped compiled is what stands in the .po files."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.extract import extract

from desk.i18n.languages import LANGUAGES, accepted
from desk.locale import update


@pytest.fixture(scope="module")
def texts():
    return {message.id for message in update.template() if message.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_every_text_and_no_other(texts, language):
    assert {message.id for message in update.load(language) if message.id} == texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_none_is_doubtful(language):
    for message in update.load(language):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy or message.id == "", message.id


def places(text):
    fields = {name for _, name, _, _ in Formatter().parse(re.sub(r"%\((\w+)\)s", "", text)) if name}
    return set(re.findall(r"%\((\w+)\)s", text)) | fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_is_filled_in(language):
    for message in update.load(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings if message.id else ():
            assert places(string) == places(ids[-1]), message.id


def strings(compiled):
    """What it translates, by text and number; not its header, which names the library that wrote it."""
    return {key: string for key, string in GNUTranslations(BytesIO(compiled))._catalog.items() if key}


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_is_up_to_date(language):
    shipped = update.path(language, "mo").read_bytes()
    assert strings(shipped) == strings(update.compiled(update.load(language))) != {}


def test_a_text_is_what_a_call_marks_and_nothing_that_only_bears_the_name():
    source = b'''
def text(message):
    """A docstring."""
    if message["type"] == "start":
        speech.text("Shown"), plural("one", "many", 2), message(message)
    text = ("no", "call")
'''
    found = list(extract(update.marked, BytesIO(source), update.KEYWORDS))
    assert [each[1] for each in found] == ["Shown", ("one", "many")]


def test_french_has_its_spaces_before_high_punctuation():
    for message in update.load("fr"):
        for string in (
            (message.string if isinstance(message.string, tuple) else (message.string,)) if message.id else ()
        ):
            assert not re.search(r"[^\s\u00a0\u202f][!?;]|«[^\u00a0]|[^\u00a0]»| [!?;:»]", string), string


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "fr"),
        ("nl-BE,nl;q=0.9", "nl"),
        ("pl,de;q=0.5,en;q=0.7", "en"),
        ("*", "fr"),
        ("de;q=x", "de"),
        (";;,", "fr"),
    ],
)
def test_the_browser_s_wish_is_heard(header, language):
    assert accepted(header) == language
