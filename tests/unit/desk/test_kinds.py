"""What a notice's own kinds of criteria answer is shown, taken away and typed as the facts that it is like."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desk.export.columns import columns, names
from desk.i18n.languages import LANGUAGES
from desk.i18n.speech import speech
from desk.web.components import typed_values
from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.values.evidence import State
from tests.unit.store.posting import NOTICE

FRENCH = speech("fr")


def asked(key, kind, **parameters):
    return criterion_of({"key": key, "labels": {"nl": f"{key} in het Nederlands"}, "kind": kind, **parameters})


DUTCH = asked("dutch", "language", language="nl", from_level="B2")
NURSING = asked("nursing", "years", sets=["nursing"], at_least=3)
PERMIT = asked("permit", "licence", sets=["driving_b"])
DIPLOMA = asked("diploma", "qualification", from_level="bachelor")
WORDS = asked("tools", "mentioned", terms=["Word"])
CARE = asked("care", "experience_of", terms=["soins palliatifs"])
HOME, BEGINS = asked("home", "place"), asked("begins", "availability")
HOSPITAL = SimpleNamespace(criteria=(DUTCH, NURSING, PERMIT, DIPLOMA, WORDS))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([{"language": "nl", "level": "B2"}], "néerlandais B2"),
        ([{"language": "nl"}], "néerlandais"),
        (4, "4 ans"),
        (True, "oui"),
        (["Bachelier", "CESS"], "Bachelier · CESS"),
    ],
)
def test_a_value_is_told_by_what_it_is(value, said):
    assert FRENCH.value("anything", value) == said


def test_a_label_in_one_language_alone_is_shown_in_it():
    assert names([HOSPITAL], FRENCH)["dutch"].heading == "dutch in het Nederlands"


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        ({"labels": {"fr": "Aptitudes du poste"}}, "Aptitudes du poste"),
        ({"labels": {"fr": "Aptitudes du poste"}, "headings": {"fr": "Aptitudes"}}, "Aptitudes"),
        ({"labels": {"fr": "Aptitudes du poste"}, "headings": {"nl": "Vaardigheden"}}, "Aptitudes du poste"),
    ],
)
def test_a_notice_s_own_label_heads_its_column_for_a_key_that_we_know(row, heading):
    skills = criterion_of({"key": "skills", "kind": "mentioned", "terms": ["équipe"], **row})
    assert FRENCH.short_label(skills.key, skills.labels, skills.headings) == heading
    told = columns(names([SimpleNamespace(criteria=(skills,))], FRENCH), FRENCH)
    assert any(column.heading.startswith(heading) for column in told if column.key.startswith("skills"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_criteria_that_ship_have_a_short_heading(language):
    assert [one.key for one in EO_CRITERIA if not one.headings.get(language)] == []


def shown(facts):
    row = SimpleNamespace(facts=facts)
    wanted = {"dutch", "nursing", "tools", "tenure", "current_employer"}
    found = columns(names([HOSPITAL, NOTICE], FRENCH), FRENCH)
    return {column.key: column.shown(row) for column in found if column.key.removesuffix("_state") in wanted}


def test_a_sheet_has_a_kinds_state_and_value_and_nothing_of_what_is_not_asked():
    fact = SimpleNamespace(state="found", value=[{"language": "nl", "level": "B2"}])
    told = shown({"dutch": fact, "nursing": SimpleNamespace(state="to_verify", value=2)})
    assert (told["dutch_state"], told["dutch"]) == ("trouvé", "néerlandais B2")
    assert told["nursing"] == 2
    assert (told["tenure_state"], told["tools_state"]) == ("", "")
    assert told["current_employer_state"] == "non trouvé"
    assert "tools" not in told


def test_a_sheet_says_of_words_that_they_are_mentioned_until_a_person_says_what_holds():
    fact = SimpleNamespace(state="found", value=["Word"], corrected=False, checked=False)
    assert shown({"tools": fact})["tools_state"] == "mentionné"
    fact.corrected = True
    assert shown({"tools": fact})["tools_state"] == "trouvé"


@pytest.mark.parametrize(
    ("criterion", "typed", "value", "state"),
    [
        (DUTCH, "néerlandais B2", [{"language": "nl", "level": "B2"}], State.FOUND),
        (DUTCH, "néerlandais A2", [{"language": "nl", "level": "A2"}], State.CONTRARY),
        (DUTCH, "néerlandais courant", [{"language": "nl", "words": "courant"}], State.FOUND),
        (NURSING, "4,5", 4.5, State.FOUND),
        (NURSING, "2", 2.0, State.CONTRARY),
        (PERMIT, "no", False, State.CONTRARY),
        (PERMIT, "yes", True, State.FOUND),
        (DIPLOMA, "Bachelier\nCESS", ["Bachelier", "CESS"], State.FOUND),
        (CARE, "no", False, State.CONTRARY),
        (CARE, "yes", True, State.FOUND),
        (HOME, "6700  Arlon", "6700 Arlon", State.FOUND),
        (BEGINS, "préavis de trois mois\nlibre de suite", ["préavis de trois mois", "libre de suite"], State.FOUND),
        (WORDS, "Word,  Excel", "Word, Excel", State.FOUND),
    ],
)
def test_what_a_person_types_is_read_as_what_it_is_like(criterion, typed, value, state):
    read = typed_values.read(criterion.key, typed, FRENCH, criterion)
    assert (read, typed_values.state_of(read, "", criterion)) == (value, state)
