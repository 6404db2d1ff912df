"""A criterion that everybody meets, or nobody can, is a fault of the configuration."""

import tomllib
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from jobs.config.settings import NoticeSettings
from jobs.notices.notice_faults import faults

NOTICE = """\
slug = "eo"
title = "t"
subject = "Recrutement EO"
closes_at = 2026-12-15
[[criteria]]
key = "k"
labels = {{ fr = "x" }}
kind = {}
"""
REFUSED = "Input should|String should"


def read(told):
    return NoticeSettings.model_validate(tomllib.loads(NOTICE.format(told)))


@pytest.mark.parametrize("term", ["", " ", "*", "++", "ac*eil", "mot  *"])
def test_a_term_is_words_and_a_star_ends_one(term):
    with pytest.raises(ValidationError, match=REFUSED):
        read(f'"licence"\nterms = ["{term}"]')


@pytest.mark.parametrize("number", ["nan", "inf", "0", "-5"])
def test_a_threshold_is_a_number_above_nought(number):
    with pytest.raises(ValidationError, match=REFUSED):
        read(f'"years"\nsets = ["nursing"]\nat_least = {number}')


@pytest.mark.parametrize("more", ['terms = ["x"]', "at_least = 3", "more_than = 0.5"])
def test_a_parameter_that_a_kind_does_not_have_is_told(more):
    notice = read(f'"language"\nlanguage = "nl"\nfrom_level = "B2"\n{more}').notice
    ((_, told, _),) = faults([notice], datetime(2026, 1, 1, tzinfo=UTC))
    assert told == f"criteria[k].{more.partition(' ')[0]}: the kind language does not have it"


@pytest.mark.parametrize("term", ["accueil*", "C.P.M.S.", "animation de groupe*", "l'emploi", "3e degré", "Écoute"])
def test_words_as_people_write_them_are_terms(term):
    assert len(read(f'"licence"\nterms = ["{term}"]').notice.criteria[0].terms) == 1
