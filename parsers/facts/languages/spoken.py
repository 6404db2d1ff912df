"""The languages a candidate claims to speak: mother tongue, and A2 upwards, as ISO 639-1 codes; others by ISO 639-3.

A list of languages counts whole, but for those that its words, levels, stars or shares put below A2. Elsewhere a
language counts where its sentence claims it; teaching or studying one is no claim.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.assertion import judge
from parsers.facts.context.authorship import tells_of_candidate
from parsers.facts.context.evidence import evidence
from parsers.facts.context.tracing import reads
from parsers.facts.languages.levels import told_level
from parsers.facts.languages.lists import listed
from parsers.facts.languages.names import code_of, code_of_feminine, code_of_short, names_in
from parsers.facts.languages.rows import StatedLevel, ToldLanguage
from parsers.facts.languages.stated_levels import level_findings, stated_level
from parsers.lexicon.vocabulary import lexicon, vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.evidence import EVIDENCE_LIMIT, Finding, State
from parsers.values.profiles import NATIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.languages.names import Name
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary

LISTED_RULE = cite("languages.listed")
CLAIMED_RULE = cite("languages.claimed")
_CLAIM = vocabulary("languages.claim")
_SEVERAL = vocabulary("languages.several")
_VERB = vocabulary("languages.verb")
_MINE = vocabulary("languages.mine")
_OWN_TONGUE = vocabulary("languages.own_tongue")
_WORKING = vocabulary("languages.working")
_TAUGHT = vocabulary("languages.taught")
_TAUGHT_BEHIND = vocabulary("languages.taught_behind")
_MOTHER_TONGUE = vocabulary("languages.mother_tongue")
_BEING = vocabulary("languages.being")
_BEING_SO = vocabulary("languages.being_so")
_SHORT_CODE = 2
"""Letters of a code of ISO 639-1."""
_ARTICLE = 4
"""So many letters may part a claim from the language it claims: "le", "l'"."""
_TAUGHT_REACH = 45
_FIGURED = re.compile(r"\([^()]{0,20}\b[abc][12]\+?\)")
"""A level in brackets behind a language."""
_NEXT_WORD = re.compile(r"[ :(=-]{1,3}(?:l'|le |la )?(?P<word>[a-z]{4,20})\b")


@reads("languages")
def find_languages(layout: Layout) -> tuple[Finding, ...]:
    """The languages that a text claims for its writer, in the order they are told; those without a code of ISO 639-1
    apart, as `other_languages`; then the levels that are stated of them, and of those below A2 (`language_levels`).
    """
    if not tells_of_candidate(layout):
        return ()
    in_lists = list(listed(layout))
    told = [*in_lists, *_claimed(layout)]
    rows = {one.span for one in in_lists}
    spoken = [one for one in told if one.spoken]
    usual = [one for one in spoken if len(one.code) == _SHORT_CODE]
    others = [one for one in spoken if len(one.code) != _SHORT_CODE]
    parts = (("languages", usual), ("other_languages", others))
    found = (_finding(layout, key, part, rows) for key, part in parts if part)
    return (*found, *level_findings(layout, told, rows))


def _finding(layout: Layout, key: str, told: Sequence[ToldLanguage], rows: set[Span]) -> Finding:
    """What is told of languages as one fact; `rows` are those of lists."""
    codes = list(dict.fromkeys(one.code for one in told))
    passages = {one.span: one.focus for one in reversed(told)}
    pieces = tuple(
        evidence(layout, span, focus, LISTED_RULE if span in rows else CLAIMED_RULE)
        for span, focus in sorted(passages.items())[:EVIDENCE_LIMIT]
    )
    certainty = 0.95 if rows else 0.75
    return Finding(key=key, value=codes, state=State.FOUND, evidence=pieces, certainty=certainty)


def _claimed(layout: Layout) -> Iterator[ToldLanguage]:
    """Languages that a sentence claims to speak."""
    for view, span in layout.own_sentences("references"):
        if not layout.in_subject(span.start, "languages"):
            yield from _in_sentence(layout, view, span)
        yield from _native(view, span)
        yield from _of_several(view, span)


def _of_several(view: Folded, span: Span) -> Iterator[ToldLanguage]:
    """Short forms behind a word for who speaks several languages: "bilingue (FR/NL)"."""
    text = view.text
    for found in islice(_SEVERAL.finditer(text), PLENTY):
        places = _short_forms(text, found.end())
        if len(places) > 1 and judge(text, *found.span()).plain:
            for place in places:
                yield ToldLanguage(code_of_short(place.of(text)) or "", span, view.span(*place))


def _short_forms(text: str, at: int) -> list[Span]:
    """The short forms of languages that stand one behind the other from a place on, only marks between."""
    places: list[Span] = []
    for word in WORD.finditer(text, at, at + _ROW):
        if any(map(str.isalnum, text[at : word.start()])) or not code_of_short(word.group()):
            break
        places.append(Span(*word.span()))
        at = word.end()
    return places


_ROW = 30


def _native(view: Folded, span: Span) -> Iterator[ToldLanguage]:
    """Languages that a word for their speakers tells: "je suis germanophone", "de langue maternelle allemande"."""
    text = view.text
    for name in _speakers().said(text):
        for found in islice(vocabulary(name).finditer(text), PLENTY):
            if _is_writer(text, *found.span()) and judge(text, *found.span()).plain:
                yield ToldLanguage(name.partition(".")[2], span, view.span(*found.span()))
    for found in islice(_MOTHER_TONGUE.finditer(text), PLENTY):
        word = _NEXT_WORD.match(text, found.end())
        told = code_of_feminine(word["word"]) if word else None
        if word and told and judge(text, *word.span("word")).plain:
            focus = view.span(*word.span("word"))
            native = StatedLevel((NATIVE,), "", span, focus) if _is_of(text, found.start(), word["word"]) else None
            yield ToldLanguage(told, span, focus, level=native)


def _is_of(text: str, at: int, word: str) -> bool:
    """Whether "mother tongue" at a place is of the word behind it, and not of a language that a list names before."""
    return code_of(word) is None or not names_in(text[:at])


@cache
def _speakers() -> Vocabulary:
    """The sets of those who speak a language, each called by its code."""
    return vocabulary(*sorted(name for name in lexicon().sets if name.startswith("language_speakers.")))


def _is_writer(text: str, start: int, end: int) -> bool:
    """Whether a speaker is the writer: at the sentence's beginning or behind "I am", and no adjective of a place."""
    led = not text[:start].strip() or _BEING.before(text, start) or _BEING.before(text, text.rfind(" ", 0, start - 1))
    rest = text[end:].strip()
    return bool(led) and (not rest or rest[0] in ",;.)" or bool(_BEING_SO.match(text, end)))


def _in_sentence(layout: Layout, view: Folded, span: Span) -> Iterator[ToldLanguage]:
    text = view.text
    names = list(islice(names_in(text), PLENTY))
    claimed, led = bool(names) and _claims(text, names), 0
    for number, name in enumerate(names):
        joined = 0 < led == number and _JOINTS.issuperset(text[names[number - 1].end : name.start].split())
        if not (joined or _is_claimed(text, name, sentence=claimed)) or _is_taught(text, name):
            continue
        led = number + 1
        told = judge(text, name.start, name.end)
        after = names[number + 1].start if number + 1 < len(names) else len(text)
        mine = _is_own_tongue(text, name, after)
        own = told.own or told.led or mine
        if not own or told.negated or told.hypothetical:
            continue
        before = names[number - 1].end if number else 0
        said = told_level(text, name, before, after)
        if said.spoken:
            focus = view.span(name.start, name.end)
            native = StatedLevel((NATIVE,), "", span, focus) if mine else None
            yield ToldLanguage(name.code, span, focus, level=native or stated_level(layout, view, said, span))


_JOINTS = frozenset({",", "/", "-", "&", "et", "and", "en", "und", "mon", "mijn", "my", "mein"})
"""What joins a language to the one before, which is claimed."""


def _beginning(text: str) -> int:
    """Where the words of a folded line begin, behind its bullet."""
    return next((at for at, mark in enumerate(text) if mark.isalpha()), 0)


def _is_own_tongue(text: str, name: Name, after: int) -> bool:
    """Whether the writer calls a language his or her own tongue right behind it, whoever is named before."""
    return _OWN_TONGUE.search(text, name.end, min(after, name.end + _TAUGHT_REACH)) is not None


def _is_claimed(text: str, name: Name, *, sentence: bool) -> bool:
    """Whether the sentence, or what leads the name, claims to speak it; a rare name must be led."""
    if name.rare:
        return bool(_CLAIM.before(text, name.start, reach=_ARTICLE))
    return sentence or bool(_MINE.before(text, name.start))


def _claims(text: str, names: Sequence[Name]) -> bool:
    """Whether a sentence claims the languages it names: by words, by a level of its own, or by work done in one."""
    if _CLAIM.search(text) or _VERB.match(text, _beginning(text)) or _FIGURED.search(text, names[0].end):
        return True
    return any(_WORKING.before(text, name.start, reach=_ARTICLE) for name in names)


def _is_taught(text: str, name: Name) -> bool:
    """Whether the language is one taught or studied: a word for that stands before it in its part of the sentence."""
    if _TAUGHT_BEHIND.match(text, name.end):
        return True
    for found in _TAUGHT.finditer(text, max(0, name.start - _TAUGHT_REACH), name.start):
        between = text[found.end() : name.start]
        if len(between.split()) <= 5 and re.fullmatch(r"[\w' -]*", between):
            return True
    return False
