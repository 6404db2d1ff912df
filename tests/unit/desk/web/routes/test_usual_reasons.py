"""Reasons that are given again: one's own last ones first, then those of the office that were given more than once."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def decided(store, post):
    """Three candidates on whom two recruiters decided."""
    numbers = [post.take_in(name=name, sender=f"{name}@mail.example") for name in ("anne", "bea", "cleo")]
    with store.begin() as transaction:
        decide = transaction.reviews.decide
        decide(numbers[0], "colette", "reject", "N'est pas nommée.")
        decide(numbers[1], "colette", "reject", "N'est pas nommée.")
        decide(numbers[2], "colette", "discuss", "Madame Cléo déménage à Virton.")
        decide(numbers[0], "mireille", "shortlist", "Remplit tous les critères.")
        decide(numbers[1], "mireille", "discuss", "À revoir ensemble.")
        decide(numbers[1], "mireille", None, "Erreur de ma part.")
    return numbers


def offered(page):
    """The reasons that a page offers."""
    options = page.partition('id="usual"')[2].partition("</select>")[0]
    return re.findall(r'<option value="([^"]+)"', options)


def test_one_s_own_come_first_and_a_colleague_s_only_if_usual(recruiter, decided):
    wanted = ["À revoir ensemble.", "Remplit tous les critères.", "N&#39;est pas nommée."]
    assert offered(recruiter.get(f"/applications/{decided[2]}").text) == wanted
    assert offered(recruiter.get(f"/bulk?id={decided[0]}&id={decided[1]}").text) == wanted


def test_where_nothing_was_decided_nothing_is_offered(recruiter, anne):
    assert 'id="usual"' not in recruiter.get(f"/applications/{anne}").text
