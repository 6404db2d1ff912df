"""Whether an applicant gives up: proposed to a person with the sentence that says so, never acted on."""

from __future__ import annotations

from functools import lru_cache

from parsers.lexicon.vocabulary import expect, vocabulary
from parsers.text.text import fold, folded, sentences
from parsers.values.problems import Problem

_GIVES_UP, _STANDS_DOWN = vocabulary("withdrawal.gives_up"), vocabulary("withdrawal.stands_down")
_APPLICATION, _ONESELF = vocabulary("withdrawal.application"), vocabulary("withdrawal.oneself")
_NO_LONGER, _SET_ASIDE = vocabulary("withdrawal.no_longer"), vocabulary("withdrawal.set_aside")
_DENIED, _OF_NONE = vocabulary("withdrawal.denied"), vocabulary("withdrawal.supposed", "withdrawal.elsewhere")
_BEFORE = 30
"""Characters before the words in which they are denied."""
_LONGEST = 20_000
_SENTENCE = 400
"""Characters: what is longer is no sentence by which somebody gives up."""
_QUOTE = 200


@lru_cache(maxsize=8)
def withdrawal_in(words: str) -> str | None:
    """The sentence of an applicant's own words in which they give up, or None."""
    text = words[:_LONGEST]
    expect(folded(text).text)
    return next((span.of(text)[:_QUOTE] for span in sentences(text) if _withdraws(span.of(text))), None)


def withdrawal(words: str) -> Problem | None:
    """What a recruiter is told of a withdrawal in an applicant's own words."""
    if (quote := withdrawal_in(words)) is None:
        return None
    sentence = f"The application seems to be withdrawn: “{' '.join(quote.split())}”"
    return Problem(code="withdrawal", place="body", sentence=sentence)


def _withdraws(said: str) -> bool:
    sentence = fold(said[:_SENTENCE])
    if sentence.endswith("?") or _OF_NONE.search(sentence):
        return False
    if _NO_LONGER.search(sentence):
        return bool(_ONESELF.search(sentence))
    return bool(_SET_ASIDE.search(sentence)) or _gives_up(sentence)


def _gives_up(sentence: str) -> bool:
    """Whether somebody stands down, or gives up what is their application; not where that is denied."""
    found = _STANDS_DOWN.search(sentence) or _GIVES_UP.search(sentence)
    if found is None or not _ONESELF.search(sentence):
        return False
    denied = _DENIED.search(sentence, max(0, found.start() - _BEFORE), found.end() + len(" pas"))
    return not denied and bool(_STANDS_DOWN.search(sentence) or _APPLICATION.search(sentence))
