"""What is known of a subject at a glance is what all that it is asked for would find."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from parsers.disposition import automatic_headers, resemblance
from parsers.disposition.headlines import HEADLINE, asked_of_subjects
from parsers.disposition.resemblance import MailLook
from parsers.lexicon.vocabulary import Glance, Vocabulary, lexicon, vocabulary
from parsers.text.text import fold
from parsers.values.headers import Headers
from parsers.values.sightings import Outline
from tests.each import examples

NAMES = sorted(
    {
        name
        for module in (automatic_headers, resemblance)
        for asked in vars(module).values()
        if isinstance(asked, Vocabulary)
        for name in asked.names
    }
    & HEADLINE.names
)
PHRASES = sorted({re.sub(r"[\[\]{}|^$…?*~<>()]", " ", one.written) for one in lexicon().phrases if one.set in NAMES})
WORDS = ["la", "réunion", "12", "mai", "de", "mission", "école", "(", "-", "«", "c.v.", "d'", "2026", "Re:", "n°", "."]
ALIKE = [
    ("",),
    (" ".join(WORDS),),
    *((phrase,) for phrase in PHRASES),
    *((f"la {a} - {b}",) for a, b in pairwise(PHRASES)),
]
SUBJECTS = st.lists(st.sampled_from(PHRASES) | st.sampled_from(WORDS) | st.text(max_size=6), max_size=6).map(" ".join)

PDF = Outline(media_type="application/pdf")
INVITATION = Outline(media_type="text/calendar", parameters=(("method", "REQUEST"),))


@cache
def alone():
    return lexicon().automaton_of(NAMES[:3])


def test_it_is_told_of_what_subjects_are_asked_for():
    assert {"applying.subject", "applying.post", "business.sells", "business.help"} <= set(NAMES)


@examples(ALIKE)
@given(SUBJECTS)
def test_what_it_denies_none_of_them_finds(subject):
    text = fold(subject)
    found = [name for name in NAMES if vocabulary(name).search(text)]
    assert not found or HEADLINE.may_say(text)


@examples(ALIKE)
@given(SUBJECTS)
def test_the_sets_alone_find_what_they_find_among_all(subject):
    text = fold(subject)
    names = set(NAMES[:3])

    def told(found):
        return [(*span, names & {*said.sets}) for *span, said in found if names & {*said.sets}]

    assert told(alone().read(text).whole().found()) == told(lexicon()._automaton.read(text).whole().found())


@examples(ALIKE)
@given(SUBJECTS)
def test_what_a_text_may_say_is_what_is_found_in_it(subject):
    text = fold(subject)
    assert alone().may_say(text) == bool(alone().read(text).whole().found())


@examples((*row, "Recrutement EO", "") for row in ALIKE[:40])
@example("Recrutement EO", "EO", "")
@example("Recrutemnt E.O.", "Recrutement EO", "bulk")
@example("réunion", "", "bulk")
@given(SUBJECTS, st.sampled_from(["Recrutement EO", "EO", ""]), st.sampled_from(["", "bulk"]))
def test_what_says_nothing_looks_as_it_does_when_it_is_looked_at_closely(subject, phrase, precedence):
    fields = (("precedence", precedence),) if precedence else ()
    headers = Headers(fields=fields, subject=subject)
    for outline in (None, Outline(media_type="text/plain"), PDF, INVITATION):
        seen = MailLook(headers, outline).to(phrase, "Conseiller en orientation")
        with patch.object(MailLook, "_says_anything", new=True):
            assert seen == MailLook(headers, outline).to(phrase, "Conseiller en orientation")


def test_it_denies_most_subjects():
    assert not HEADLINE.may_say("les nouvelles 12")
    assert HEADLINE.may_say("candidature")


def test_one_more_vocabulary_is_looked_for_from_then_on():
    glance = Glance()
    glance.add(vocabulary("business.sells"))
    assert not glance.may_say("candidature")
    glance.add(vocabulary("applying.subject"))
    assert glance.may_say("candidature")


def test_who_names_a_vocabulary_gets_it():
    assert asked_of_subjects("applying.subject") == vocabulary("applying.subject")
