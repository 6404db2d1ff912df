from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobs.errors import UsageError
from jobs.notices.differences import differences, in_force, refuse_a_renamed
from parsers.values.criteria import Criterion
from store.values import Notice

CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
EO = Notice(
    slug="eo",
    title="Chargé de mission",
    subject="Recrutement EO",
    closes_at=CLOSES,
    timezone="Europe/Brussels",
    criteria=(Criterion(key="skills", labels={"fr": "A"}, extractor="passages", terms=("ecoute",)),),
)


def told(file, kept):
    return [(one.slug, one.kind, one.sentence) for one in differences(file, kept)]


def test_nothing_differs_where_the_store_has_the_file():
    assert told([EO], [EO]) == []
    assert told([EO], [EO, replace(EO, slug="old", closed_at=CLOSES)]) == []


def test_what_is_added_and_what_is_gone():
    other = replace(EO, slug="be", subject="Recrutement BE")
    assert told([EO, other], [EO]) == [("be", "added", "is in the file only")]
    assert told([EO], [EO, other]) == [("be", "gone", "is no longer in the file")]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "Autre", "title: Chargé de mission -> Autre"),
        ("subject", "Poste EO", "subject: Recrutement EO -> Poste EO"),
        ("closes_at", CLOSES + timedelta(days=1), "closes_at: 2026-03-15 23:59:59 CET -> 2026-03-16 23:59:59 CET"),
        ("internal_domains", ("cdm.example",), "internal_domains: none -> cdm.example"),
        ("criteria", (), "criteria: -skills"),
    ],
)
def test_each_field_that_differs_is_told_before_and_after(field, value, sentence):
    assert told([replace(EO, **{field: value})], [EO]) == [("eo", "changed", sentence)]


def test_other_words_under_the_same_key_are_a_change():
    words = (replace(EO.criteria[0], terms=("synthese",)),)
    assert told([replace(EO, criteria=words)], [EO]) == [("eo", "changed", "criteria: skills")]


def test_what_a_person_closed_stays_closed_whatever_the_file_says():
    closed = replace(EO, closed_at=CLOSES, closed_by="mireille")
    assert told([EO], [closed]) == told([replace(EO, title="Autre")], [closed]) == told([], [closed]) == []


def test_one_that_left_the_file_and_stands_in_it_again_would_be_reopened():
    assert told([EO], [replace(EO, closed_at=CLOSES)]) == [("eo", "reopened", "it was closed, and the file has it")]


def test_a_new_slug_with_the_phrase_of_one_that_goes_is_refused_with_both_ways_out():
    with pytest.raises(UsageError, match=r"notices rename eo eo-2026.*candidatures close eo, then apply"):
        refuse_a_renamed(differences([replace(EO, slug="eo-2026")], [EO]))


def test_those_in_force_come_in_the_order_of_their_cutoffs():
    early = replace(EO, slug="z", closes_at=CLOSES - timedelta(days=1))
    assert [n.slug for n in in_force([EO, early, replace(EO, slug="c", closed_at=CLOSES)])] == ["z", "eo"]
