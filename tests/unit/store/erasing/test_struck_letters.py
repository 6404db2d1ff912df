"""A letter that lost a name: a draft again, and none that its own dossier held back."""

from __future__ import annotations

from store.erasing.erasing import unsettled
from store.letters.states import LetterState


def test_an_approved_letter_keeps_no_answer_of_the_server_that_put_it_off():
    changed = unsettled(state=LetterState.APPROVED, revision=3)
    assert (changed["state"], changed["answer"], changed["revision"]) == (LetterState.DRAFT, None, 4)


def test_a_letter_that_failed_keeps_what_the_server_said():
    assert "answer" not in unsettled(state=LetterState.FAILED, revision=3)
