"""The wall: what words may be the name of an organisation at all, before anybody is said to be employed there.

    Téléphone    Avant    Bischöfliche Schule Sankt Vith    Waar ik dat geleerd heb    Institut    Capgemini
    none         none     a name                            none                       none        a name

A heading, a label, a word of time, a function, the sort of a place alone and a piece of a sentence never are: where
only such words stand, no name is told rather than a wrong one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.lexicon.patterns import spelled, words_in
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD_OR_NUMBER
from parsers.text.text import fold

_ORGANISED = vocabulary(
    *("school.places", "school.cpms", "school.perhaps", "school.universities"),
    *("work.places", "employer.firms", "employer.bodies"),
)
"""The sorts of places and bodies: what has one beside a word of its own is a name."""
FUNCTION = vocabulary("school.teachers", "school.staff", "work.jobs", "work.trainers", "employer.functions")


def _of_names(*tables: str) -> tuple[str, ...]:
    return tuple(f"employer_names.{table}" for table in tables)


SMALL_WORDS = words_in(*_of_names("of", "joints", "articles"))
"""What may stand within a name, or before it, and is no word of its own."""
_SORTS = SMALL_WORDS | words_in(*_of_names("sorts", "kinds", "too_wide", "sorts_in_words"))
_ALONE = frozenset(
    phrase
    for table in _of_names("sorts", "sort_alone", "too_wide", "sorts_in_words", "ordinary")
    for phrase in spelled(table)
)
_ORDINARY = _SORTS | words_in(*_of_names("ordinary", "never_first"))
_TOWNS = SMALL_WORDS | words_in(*_of_names("towns"))
_HEADINGS = (
    "experience",
    "education",
    "languages",
    "computing",
    "skills",
    "contact",
    "personal",
    "profile",
    "references",
)
_PLAIN = _ORDINARY | words_in("name.never", *(f"headings.{subject}" for subject in _HEADINGS))
_NEVER_FIRST = frozenset(spelled("employer_names.never_first"))
_CLAUSE = frozenset(spelled("employer_names.clause"))
_LONGEST = 14
"""No name has more words."""
_SORTED = 2
"""So many words tell no more than the sort of a place; "école fondamentale spécialisée communale" tells something."""
_ACRONYM = 6
"""An acronym of one word has no more letters."""


_NUMBER = re.compile(r"\b[Nn](?:°|r\b)")
"""What stands before a school's number is no word of its name."""


@lru_cache(maxsize=512)
def may_employ(name: str) -> bool:
    """Whether words may be an organisation's name: in doubt they are none."""
    words = [word for word in WORD_OR_NUMBER.findall(_NUMBER.sub(" ", name)) if not word.isdigit()]
    flat = [fold(word) for word in words]
    told = fold(name)
    if not 0 < len(words) <= _LONGEST or not (any(c.isupper() for c in name) or _ORGANISED.match(told)):
        return False
    if all(word in _TOWNS for word in flat) or _is_clause(words) or flat[0] in _NEVER_FIRST or _is_ordinary(told, flat):
        return False
    if _ORGANISED.search(told) or (len(words) == 1 and words[0].isupper() and len(words[0]) <= _ACRONYM):
        return True
    return not (FUNCTION.match(told) or all(word in _PLAIN for word in flat))


def is_proper(name: str) -> bool:
    """Whether words are written as a name: none but small words without a capital ("Mélange du flot" is none)."""
    return all(
        word[0].isupper() or word[0].isdigit() or fold(word) in SMALL_WORDS for word in WORD_OR_NUMBER.findall(name)
    )


def is_personal(name: str) -> bool:
    """Whether words may as well be a person's name: no sort of body, nor a short acronym."""
    first = name.split(maxsplit=1)[0]
    return not (tells_sort(name) or (first.isupper() and 1 < len(first) <= _INITIALS))


_INITIALS = 4


def tells_sort(name: str) -> bool:
    """Whether words tell which sort of school, firm or body they name."""
    return _ORGANISED.search(fold(name)) is not None


def _is_ordinary(told: str, words: list[str]) -> bool:
    """Whether folded words are ordinary ones, or no more than two that tell the sort of a place: "école communale".

    Some sorts say enough of a place: an "académie de musique" is the town's.
    """
    named = _ORGANISED.search(told)
    if named is None or len(words) == 1:
        return all(word in _ORDINARY for word in words)
    if named.group() == told and told not in _ALONE:
        return False
    return len([word for word in words if word not in SMALL_WORDS]) <= _SORTED and all(word in _SORTS for word in words)


def _is_clause(words: list[str]) -> bool:
    """Whether a verb or a pronoun stands among the words, in small letters: a sentence's piece."""
    return any(word[0].islower() and fold(word) in _CLAUSE for word in words)
