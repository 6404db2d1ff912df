"""Days as a person types them, in four languages."""

from __future__ import annotations

from datetime import date

import pytest

from desk.i18n.speech import speech
from desk.interviews.planning import days_in
from tests.each import each

NINTH, TENTH, FIRST = date(2026, 4, 9), date(2026, 4, 10), date(2026, 8, 1)
TYPED = [
    ("fr", "2026-04-09\n2026-04-10", (NINTH, TENTH)),
    ("fr", "2026-04-09, 2026-04-10", (NINTH, TENTH)),
    ("fr", "9 avril 2026\n10 avril 2026", (NINTH, TENTH)),
    ("fr", "jeudi 9 avril 2026, 10/4/2026", (NINTH, TENTH)),
    ("fr", "1er août 2026", (FIRST,)),
    ("nl", "donderdag 9 april 2026; 10-4-2026", (NINTH, TENTH)),
    ("de", "Donnerstag, 9. April 2026\n10.4.2026", (NINTH, TENTH)),
    ("en", "9th April 2026 10 Apr 2026", (NINTH, TENTH)),
    ("fr", "", ()),
]


@each(("language", "typed", "days"), TYPED)
def test_a_day_is_read_as_it_is_typed(language, typed, days):
    assert days_in(typed, speech(language)) == days


@pytest.mark.parametrize("typed", ["demain", "31/2/2026", "9 avrilo 2026", "9 avril", "2026-04-09 et 10"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        days_in(typed, speech("fr"))
