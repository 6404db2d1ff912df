"""What a notice's own kinds of criteria answer is shown, taken away and typed as the facts that it is like."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desk.export.columns import columns, names
from desk.i18n.speech import speech
from desk.web.components import typed_values
from parsers.criteria import criterion_of
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
    assert names([HOSPITAL], FRENCH)["dutch"] == "dutch in het Nederlands"


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
