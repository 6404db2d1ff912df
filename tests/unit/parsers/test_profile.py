from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from parsers.criteria import EO_CRITERIA
from parsers.profile import assemble, current
from parsers.text.text import fold
from parsers.values.evidence import Entry, Evidence, Finding, Findings, State
from parsers.values.headers import Address
from parsers.values.profiles import Source
from tests.each import each

CUTOFF = date(2026, 3, 15)
DAY = datetime(2026, 3, 1, tzinfo=UTC)


def finding(key, value, *, certainty=0.9, state=State.FOUND, quote="dit", detail=None):
    piece = Evidence(start=0, end=len(quote), quote=quote, rule=f"{key}.test/1")
    return Finding(key=key, value=value, state=state, evidence=(piece,), certainty=certainty, detail=detail or {})


def entry(first, last=None, *, sector="education", quote="une ligne"):
    return Entry(
        start=first,
        end=last,
        ongoing=last is None,
        sector=sector,
        evidence=Evidence(start=0, end=len(quote), quote=quote, rule="experience.entry/1"),
    )


def source(*facts, document=1, day=0, in_time=True, superseded=False, entries=()):
    return Source(
        message_id=1,
        document_id=document,
        received_at=DAY + timedelta(days=day),
        in_time=in_time,
        superseded=superseded,
        findings=Findings(facts=facts, entries=entries),
    )


def fact(key, *sources):
    return assemble(sources, criteria=EO_CRITERIA, cutoff=CUTOFF).facts[key]


def test_every_criterion_has_a_fact_even_when_nothing_is_said():
    profile = assemble([], criteria=EO_CRITERIA, cutoff=CUTOFF)
    assert {c.key for c in EO_CRITERIA} | {"languages", "current_employer"} == set(profile.facts)
    assert all(f.state is State.NOT_FOUND and f.value is None for f in profile.facts.values())


@pytest.mark.parametrize(("load", "state"), [(1.0, "found"), (0.51, "found"), (0.5, "contrary"), (0.25, "contrary")])
def test_the_criterion_s_threshold_gives_a_load_its_state(load, state):
    assert fact("workload", source(finding("workload", load))).state == state


@pytest.mark.parametrize(("years", "state"), [(5, "found"), (4, "contrary")])
def test_five_years_are_enough(years, state):
    assert fact("experience_years", source(finding("experience_years", years))).state == state


@each("key", ["tenure", "workload"])
def test_what_one_text_tells_of_a_post_is_to_verify_where_another_says_that_there_is_none(key):
    value = "permanent" if key == "tenure" else 1.0
    told, none = finding(key, value, quote="nommée, 22/22"), finding("standing", "retired", quote="pensionnée")
    beside = fact(key, source(told), source(none, document=2))
    assert (beside.value, beside.state) == (value, State.TO_VERIFY)
    assert [piece.evidence.quote for piece in beside.evidence] == ["nommée, 22/22", "pensionnée"]
    assert fact(key, source(told, none)).state is State.FOUND


def test_a_superseded_document_is_not_read():
    told = fact(
        "workload", source(finding("workload", 0.5), superseded=True), source(finding("workload", 1.0), document=2)
    )
    assert told.value == 1.0


def test_late_papers_count_only_where_nothing_came_in_time():
    late = source(finding("workload", 1.0), in_time=False, day=20)
    assert fact("workload", late).value == 1.0
    assert current([late, source(document=2)]) == [source(document=2)]


def test_particulars_that_were_merged_in_complete_the_person_s_and_replace_none():
    sender = {"source": "sender"}
    own = replace(
        source(finding("phone", "+32470000001", detail=sender), document=None, day=1),
        applicant=Address(email="anne@mail.example"),
    )
    older = replace(
        source(
            finding("phone", "+32470000002", detail=sender),
            finding("city", "Arlon", detail={"source": "sender", "postal_code": "6700"}),
            finding("postal_code", "6700", detail={"source": "sender", "city": "Arlon"}),
            document=None,
        ),
        message_id=2,
        applicant=Address(email="a.lambert@work.example"),
        joined=True,
    )
    person = assemble([own, older], criteria=EO_CRITERIA, cutoff=CUTOFF).person
    told = {key: person[key].value for key in ("email", "phone", "postal_code", "city")}
    assert told == {"email": "anne@mail.example", "phone": "+32470000001", "postal_code": "6700", "city": "Arlon"}


def test_a_contradiction_is_kept_with_both_claims():
    told = fact(
        "tenure",
        source(finding("tenure", "permanent", quote="a")),
        source(finding("tenure", "temporary", quote="b"), document=2, day=1),
    )
    assert told.state is State.TO_VERIFY
    assert {claim.value for claim in told.claims} == {"permanent", "temporary"}
    assert told.value == "temporary"


def test_a_load_rounded_otherwise_contradicts_nothing():
    told = fact(
        "workload",
        source(finding("workload", 0.8, quote="a")),
        source(finding("workload", 0.81, quote="b", certainty=0.99), document=2),
    )
    assert (told.value, told.state) == (0.81, State.FOUND)


def test_loads_on_two_sides_of_a_half_contradict_each_other():
    told = fact(
        "workload",
        source(finding("workload", 0.5, quote="a")),
        source(finding("workload", 0.52, quote="b"), document=2),
    )
    assert told.state is State.TO_VERIFY


@pytest.mark.parametrize(("certainty", "state"), [(0.35, State.TO_VERIFY), (0.2, State.CONTRARY)])
def test_nobody_has_too_little_beside_a_reading_that_would_do_however_unsure(certainty, state):
    told = fact("workload", source(finding("workload", 0.19), finding("workload", 1.0, certainty=certainty, quote="b")))
    assert (told.value, told.state) == (0.19, state)
    assert [claim.value for claim in told.claims] == ([0.19, 1.0] if state is State.TO_VERIFY else [])


def test_temporary_work_of_today_stands_beside_whatever_is_told_more_surely():
    today = finding("tenure", "temporary", certainty=0.4, quote="b", detail={"today": True})
    told = fact("tenure", source(finding("tenure", "permanent", certainty=0.95)), source(today, document=2))
    assert (told.value, told.state) == ("permanent", State.TO_VERIFY)
    assert {claim.value for claim in told.claims} == {"permanent", "temporary"}


def test_a_doubtful_reading_contradicts_nothing():
    told = fact("tenure", source(finding("tenure", "permanent"), finding("tenure", "temporary", certainty=0.3)))
    assert (told.value, told.state) == ("permanent", State.FOUND)


def test_lists_grow_with_every_text_and_hold_each_item_once():
    told = fact(
        "qualifications",
        source(finding("qualifications", ["Bachelier AESI"], quote="a")),
        source(finding("qualifications", ["bachelier  aesi", "CAP"], quote="b"), document=2),
    )
    assert sorted(fold(item) for item in told.value) == ["bachelier aesi", "cap"]
    assert len(told.evidence) == 2


def test_at_most_six_pieces_of_evidence_none_over_three_hundred_characters():
    many = [finding("languages", ["fr"], quote=f"phrase {number}") for number in range(9)]
    told = fact("languages", source(*many, finding("languages", ["nl"], quote="x" * 301)))
    assert len(told.evidence) == 6
    assert all(len(piece.evidence.quote) <= 300 for piece in told.evidence)


def test_entries_are_summed_to_the_cutoff_overlaps_once_other_work_left_out():
    told = fact(
        "experience_years",
        source(
            entries=(
                entry(date(2015, 9, 1)),
                entry(date(2016, 9, 1), date(2020, 8, 31)),
                entry(date(2000, 1, 1), date(2010, 1, 1), sector="other"),
            )
        ),
    )
    assert told.value == 10


def test_a_break_is_taken_off():
    gap = entry(date(2016, 9, 1), date(2018, 8, 31), sector="break")
    assert fact("experience_years", source(entries=(entry(date(2010, 9, 1)), gap))).value == 13


def test_a_stated_total_stands_before_the_sum_and_a_small_difference_is_no_contradiction():
    told = fact("experience_years", source(finding("experience_years", 16), entries=(entry(date(2010, 9, 1)),)))
    assert (told.value, told.state) == (16, State.FOUND)


def test_a_stated_total_far_from_the_sum_is_to_verify_with_both():
    told = fact("experience_years", source(finding("experience_years", 25), entries=(entry(date(2020, 9, 1)),)))
    assert told.state is State.TO_VERIFY
    assert [claim.value for claim in told.claims] == [25, 5]


def test_the_timeline_says_what_was_counted():
    rows = (entry(date(2010, 9, 1)), entry(date(2000, 1, 1), date(2005, 1, 1), sector="other"))
    profile = assemble([source(entries=rows)], criteria=EO_CRITERIA, cutoff=CUTOFF)
    assert [row.counted for row in profile.timeline] == [True, False]


def test_a_post_that_ended_before_this_school_year_is_not_the_present_one():
    over = finding("current_employer", "Lycée de Mons", detail={"until": "2019-06-30"})
    running = finding("current_employer", "Lycée de Mons", detail={"until": "2026-06-30"})
    assert fact("current_employer", source(over)).value is None
    assert fact("current_employer", source(running)).value == "Lycée de Mons"


def test_the_order_of_the_sources_changes_nothing():
    texts = [source(finding("workload", 0.8, quote=f"q{n}"), document=n, day=n % 3) for n in range(1, 5)]
    assert fact("workload", *texts) == fact("workload", *reversed(texts))


@pytest.mark.parametrize(("until", "value"), [("2026-09-30", "Université de Bergheim"), ("2025-12-31", None)])
def test_a_post_that_must_be_running_employs_only_beyond_the_cutoff(until, value):
    told = finding("current_employer", "Université de Bergheim", detail={"until": until, "running": True})
    assert fact("current_employer", source(told)).value == value


def test_few_years_beside_a_permanent_appointment_are_to_verify():
    tenure = finding("tenure", "permanent", quote="nommée depuis 2014")
    told = fact("experience_years", source(tenure, entries=(entry(date(2023, 9, 1)),)))
    assert (told.value, told.state) == (2, State.TO_VERIFY)
    assert "nommée depuis 2014" in [piece.evidence.quote for piece in told.evidence]
    assert fact("experience_years", source(entries=(entry(date(2023, 9, 1)),))).state is State.CONTRARY


@pytest.mark.parametrize(("certainty", "state"), [(0.75, State.TO_VERIFY), (0.9, State.CONTRARY)])
def test_few_years_that_may_be_those_of_one_post_are_to_verify_where_the_dates_add_up_to_more(certainty, state):
    one = finding("experience_years", 1, certainty=certainty, quote="un an à l'école de Bure")
    told = fact("experience_years", source(one, entries=(entry(date(2023, 9, 1)),)))
    assert (told.value, told.state) == (1, state)
    assert [claim.value for claim in told.claims] == ([1, 2] if state is State.TO_VERIFY else [])


BEFORE = entry(date(2001, 9, 1), date(2012, 6, 30), quote="une école")
GAPS = [
    ((entry(date(2015, 9, 1)),), (), State.TO_VERIFY),
    ((entry(date(2014, 1, 1)),), (), State.FOUND),
    ((entry(date(2015, 9, 1)), entry(date(2012, 9, 1), date(2015, 6, 30), sector="other")), (), State.FOUND),
    ((entry(date(2015, 9, 1)), entry(date(2012, 9, 1), date(2015, 6, 30), sector="unknown")), (), State.FOUND),
    ((entry(date(2015, 9, 1)), entry(date(2000, 9, 1), date(2015, 6, 30), sector="other")), (), State.FOUND),
    ((entry(date(2015, 9, 1)), entry(date(1990, 1, 1), date(1995, 6, 30), sector="other")), (), State.TO_VERIFY),
    ((entry(date(2015, 9, 1)),), (finding("experience_years", 21, quote="en vingt et un ans"),), State.FOUND),
    # work goes on until now
    ((), (), State.TO_VERIFY),
    ((entry(date(2015, 9, 1), date(2025, 6, 30)), entry(date(2012, 9, 1), date(2015, 6, 30))), (), State.FOUND),
    ((), (finding("experience_years", 11, quote="onze ans en classe"),), State.FOUND),
    ((), (finding("tenure", "permanent"),), State.TO_VERIFY),
    ((entry(date(2012, 9, 1), sector="unknown"),), (finding("tenure", "permanent"),), State.TO_VERIFY),
    ((entry(date(2012, 9, 1), sector="other"),), (finding("tenure", "permanent"),), State.FOUND),
]


@each(("entries", "facts", "state"), GAPS)
def test_years_with_a_gap_that_nothing_fills_are_to_verify_with_the_posts_beside_it(entries, facts, state):
    years = fact("experience_years", source(*facts, entries=(BEFORE, *entries)))
    assert years.state is state
    shown = [piece.evidence.quote for piece in years.evidence if piece.evidence.rule.startswith("experience.gap/")]
    assert ("une école" in shown) is (state is State.TO_VERIFY)


def test_without_years_a_long_stretch_is_shown_to_who_is_appointed_in_a_school():
    stretch = finding("experience_years", 25, certainty=0.3, quote="depuis vingt-cinq ans")
    tenure = finding("tenure", "permanent")
    school, office = (finding("current_employer", name) for name in ("Athénée d'Ardoisy", "Banque du Nord"))
    told = fact("experience_years", source(tenure, stretch, school))
    assert (told.value, told.state) == (25, State.TO_VERIFY)
    assert fact("experience_years", source(tenure, stretch, office)).value is None
    assert fact("experience_years", source(stretch, school)).value is None


@pytest.mark.parametrize(("until", "value"), [("2025-12-31", None), ("2026-06-30", 0.9), (None, 0.9)])
def test_a_load_of_a_post_that_is_over_is_none(until, value):
    told = finding("workload", 0.9, detail={"until": until, "running": True} if until else None)
    assert fact("workload", source(told)).value == value


@pytest.mark.parametrize(("told", "state"), [(22, State.TO_VERIFY), (40, State.FOUND), (20, State.FOUND)])
def test_a_stretch_that_reaches_a_little_beyond_the_dates_is_a_doubt(told, state):
    weak = finding("experience_years", told, certainty=0.3, quote="tant d'années à la même table")
    years = fact("experience_years", source(weak, entries=[entry(date(2006, 9, 1))]))
    assert (years.value, years.state) == (19, state)
    assert [claim.value for claim in years.claims] == ([19, 22] if state is State.TO_VERIFY else [])


@pytest.mark.parametrize(("again", "state"), [(None, State.TO_VERIFY), (19, State.FOUND)])
def test_dates_far_beyond_a_clear_total_are_a_doubt_unless_a_sentence_tells_as_many(again, state):
    clear = finding("experience_years", 10, certainty=0.95, quote="dix ans devant des classes")
    weak = [finding("experience_years", again, certainty=0.3, quote="dix-neuf années de service")] if again else []
    years = fact("experience_years", source(clear, *weak, entries=[entry(date(2006, 9, 1))]))
    assert (years.value, years.state) == (19, state)
