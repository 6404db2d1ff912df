from parsers.criteria import EO_CRITERIA
from parsers.text.text import fold


def test_the_notices_eleven_criteria_each_once():
    keys = [criterion.key for criterion in EO_CRITERIA]
    assert len(keys) == len(set(keys)) == 11


def test_every_criterion_is_named_in_four_languages():
    assert all(set(criterion.labels) == {"fr", "nl", "de", "en"} for criterion in EO_CRITERIA)


def test_terms_are_folded_and_only_passages_have_them():
    for criterion in EO_CRITERIA:
        assert bool(criterion.terms) == (criterion.extractor == "passages")
        assert all(fold(term) == term for term in criterion.terms)
