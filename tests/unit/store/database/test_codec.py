from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.values.criteria import Criterion
from parsers.values.evidence import Entry, Evidence, Finding, Findings, State
from parsers.values.headers import Address, Headers
from parsers.values.sightings import Recorded
from store.database.codec import decode, encode

EVIDENCE = Evidence(start=1, end=5, quote="nommée", rule="tenure.appointed/1", page=2)
VALUES = [
    Findings(
        facts=(Finding(key="tenure", value="permanent", state=State.FOUND, evidence=(EVIDENCE,), certainty=0.5),),
        entries=(Entry(start=date(2009, 9, 1), end=None, ongoing=True, load=0.5, evidence=EVIDENCE),),
    ),
    Findings(),
    Headers(fields=(("from", "a"), ("to", "b")), sender=Address(name="Anne"), date=datetime(2026, 3, 1, tzinfo=UTC)),
    Criterion(key="workload", labels={"fr": "Charge"}, extractor="workload", more_than=0.5, terms=("a", "b*")),
    Recorded(uidvalidity=1, cursor=4, above=frozenset({7, 9}), keys={"x": 1}),
    Finding(key="x", value=[1, "a", None, {"b": False}], state=State.NOT_FOUND, detail={"source": "signature"}),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_comes_back_as_it_went(value):
    kept = json.loads(json.dumps(encode(value)))
    assert decode(type(value), kept) == value


def test_defaults_are_left_out():
    assert encode(Findings()) == {}


def test_zero_is_not_taken_for_false_nor_one_for_true():
    finding = Finding(key="x", value=0, state=State.FOUND)
    assert encode(finding)["value"] == 0
    assert encode(Finding(key="x", value=None, state=State.FOUND, certainty=1))["certainty"] == 1


def test_what_a_newer_program_added_is_passed_over():
    assert decode(Address, {"name": "Anne", "pronoun": "elle"}) == Address(name="Anne")


def test_a_newer_program_reads_what_an_older_one_kept():
    assert decode(Finding, {"key": "x", "value": 1, "state": "found"}) == Finding(key="x", value=1, state=State.FOUND)


JSONS = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@example("", None, State.FOUND, 0.0)
@example("é\x00", [None, [True, [1, "a"]], []], State.TO_VERIFY, 1.0)
@example("k", 10**30, State.CONTRARY, 0.1)
@example(key="k", value=False, certainty=1e-300, state=State.NOT_FOUND)
@example("k", "\U0001f600", State.FOUND, 0.5)
@given(st.text(), JSONS, st.sampled_from(State), st.floats(0, 1))
def test_any_finding_comes_back(key, value, state, certainty):
    finding = Finding(key=key, value=value, state=state, certainty=certainty)
    assert decode(Finding, json.loads(json.dumps(encode(finding)))) == finding
