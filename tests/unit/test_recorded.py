"""What the scripted server answers in the injected cases is what a real one answered, for each mail in them."""

from __future__ import annotations

from tests import injected, recorded


def test_each_mail_of_the_injected_cases_is_recorded_and_no_other():
    assert recorded.asked_for(injected.all_answers).keys() == recorded.answers().keys(), recorded.HOW


def test_a_case_says_what_was_recorded_but_for_its_fault():
    for case in injected.cases():
        assert case.header is None or b"HEADER] NIL" in case.header or b"RFC822.SIZE" in case.header
    told = [case for case in injected.cases() if case.kind == "no body"]
    assert all(case.header == recorded.answer(case.mail) for case in told)
    assert all(b" BODYSTRUCTURE (" in case.header for case in told)
