import pytest

from parsers.criteria import EO_CRITERIA, criterion_of
from parsers.text.text import fold
from parsers.values.criteria import PASSAGES

ROW = {"key": "office", "labels": {"fr": "Bureautique"}}


def test_the_notices_eleven_criteria_each_once():
    keys = [criterion.key for criterion in EO_CRITERIA]
    assert len(keys) == len(set(keys)) == 11


def test_every_criterion_is_named_in_four_languages():
    assert all(set(criterion.labels) == {"fr", "nl", "de", "en"} for criterion in EO_CRITERIA)


def test_terms_are_folded_and_only_passages_have_them():
    for criterion in EO_CRITERIA:
        assert bool(criterion.terms) == (criterion.extractor == "passages")
        assert all(fold(term) == term for term in criterion.terms)


def test_what_the_notice_makes_a_condition_eliminates():
    conditions = [criterion.key for criterion in EO_CRITERIA if criterion.eliminates]
    assert conditions == ["tenure", "workload", "qualifications", "experience_years"]


def test_words_are_searched_for_as_texts_are_folded():
    asked = criterion_of({**ROW, "kind": "mentioned", "terms": ["Écoute", "BEPS", "Secouriste*"]})
    assert asked.terms == ("ecoute", "beps", "secouriste*")


@pytest.mark.parametrize(("named", "kind"), [({"kind": "mentioned"}, PASSAGES), ({"extractor": "tenure"}, "tenure")])
def test_a_kind_has_the_name_that_the_store_has_for_it(named, kind):
    assert criterion_of({**ROW, **named}).extractor == kind


def test_a_key_that_no_criterion_has_is_refused():
    with pytest.raises(TypeError, match="treshold"):
        criterion_of({**ROW, "kind": "tenure", "treshold": 1})
