from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobs.notices.judging import Judge
from parsers.values.dispositions import Disposition
from parsers.values.headers import Address, Headers
from parsers.values.sightings import Outline
from store.values import Notice

CLOSES = datetime(2026, 3, 15, 23, tzinfo=UTC)
ARRIVED = datetime(2026, 3, 1, tzinfo=UTC)
EO = Notice(slug="eo", title="Mission", subject="Recrutement EO", closes_at=CLOSES, timezone="Europe/Brussels")
BE = replace(EO, slug="be", subject="Recrutement BE", title="Bibliothécaire", closes_at=CLOSES + timedelta(days=30))
FILES = Outline(
    media_type="multipart/mixed",
    parts=(
        Outline(media_type="text/plain", size=100),
        Outline(media_type="application/pdf", filename="cv.pdf", size=90_000),
        Outline(media_type="application/pdf", filename="lettre de motivation.pdf", size=90_000),
    ),
)


def ruling(subject, *notices, at=ARRIVED, known=(), outline=FILES):
    sender = Address(email="anne@mail.example")
    headers = Headers(fields=(("subject", subject),), subject=subject, sender=sender)
    made = Judge(notices).judge(headers, outline, at, known=known)
    return made.verdict.disposition, made.notice, set(made.fits)


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_a_phrase_tells_the_notice_whatever_the_order_in_the_file(order):
    assert ruling("Recrutement BE", *order) == (Disposition.APPLICATION, "be", {"be"})


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_two_phrases_are_for_both_notices(order):
    found = ruling("Recrutement EO et Recrutement BE", *order)
    assert found == (Disposition.APPLICATION, "be", {"eo", "be"})


def test_in_time_for_one_and_late_for_the_other_is_for_both():
    late = ruling("Recrutement EO, Recrutement BE", EO, BE, at=CLOSES + timedelta(days=1))
    assert late == (Disposition.APPLICATION, "be", {"eo", "be"})


@pytest.mark.parametrize("turned", [False, True])
def test_a_phrase_inside_a_longer_one_is_not_meant(turned):
    longer = replace(EO, slug="arlon", subject="Recrutement EO Arlon")
    notices = (longer, EO) if turned else (EO, longer)
    assert ruling("Recrutement EO Arlon", *notices)[1:] == ("arlon", {"arlon"})
    assert ruling("Recrutement EO", *notices)[1:] == ("eo", {"eo"})


@pytest.mark.parametrize("order", [(EO, BE), (BE, EO)])
def test_a_near_miss_that_points_to_none_is_shown_to_all_that_were_open(order):
    assert ruling("Ma candidature", *order) == (Disposition.NEAR_MISS, None, {"eo", "be"})
    after = CLOSES + timedelta(days=10)
    assert ruling("Ma candidature", *order, at=after) == (Disposition.NEAR_MISS, "be", {"be"})


def test_a_near_miss_that_points_to_one_is_shown_to_that_one():
    found = ruling(
        "Candidature au poste de bibliothécaire, bibliotheque", EO, replace(BE, title="Bibliothécaire, bibliothèque")
    )
    assert found == (Disposition.NEAR_MISS, "be", {"be"})


def test_a_closed_notice_takes_nothing_new_but_keeps_what_is_its():
    closed = replace(EO, closed_at=CLOSES)
    assert ruling("Recrutement EO", closed, BE)[1] != "eo"
    assert ruling("Recrutement EO", closed, BE, known={"eo"})[:2] == (Disposition.APPLICATION, "eo")


def test_without_any_notice_nothing_is_anything():
    assert ruling("Recrutement EO") == (Disposition.UNRELATED, None, set())
