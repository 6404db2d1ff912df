"""What a person asked for and was not done: every reason has a sentence that says what happened and what to do."""

from __future__ import annotations

import inspect

from desk.i18n import code_labels
from store import errors
from store.errors import Refusal, ReviewRefused


def test_every_refusal_has_its_sentence():
    assert code_labels.REFUSALS.keys() == set(Refusal)


def test_every_kind_of_refusal_says_which_it_is():
    kinds = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, ReviewRefused)]
    assert len({one.kind for one in kinds}) == len(kinds)
    assert ReviewRefused("x", Refusal.DONE).why is Refusal.DONE
