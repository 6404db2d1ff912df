"""The present employer: of the post that goes on, or as a sentence in the present tense names it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from parsers.facts.career.career import sentences_of
from parsers.facts.career.heads.names import is_in_number
from parsers.facts.career.organisations import is_personal, may_employ, tells_sort
from parsers.facts.career.places import clean, is_function, is_network, is_sort_alone, place_in
from parsers.facts.career.sectors import SERVICE
from parsers.facts.career.standing import standing_of
from parsers.facts.context.present_time import is_of_closed_range
from parsers.facts.employer.columns import beside_present, parted_from_its_date
from parsers.facts.employer.headings import (
    BESIDE_RULE,
    ENTRY_RULE,
    KEY,
    LOAD_RULE,
    NETWORK_ONLY,
    ONLY_RULE,
    TOLD_RULE,
    finding,
    headed,
    is_past_post,
    state_at,
    under_heading,
)
from parsers.facts.employer.sentences import (
    TELLING,
    entered,
    labelled,
    may_be_of_work,
    owned,
    present,
    still_there,
    where,
)
from parsers.layout.dates.dates import dates
from parsers.layout.headings import speaks_of_career
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import EMPTY_LINE
from parsers.text.text import Span, fold, folded
from parsers.values.documents import Kind
from parsers.values.evidence import Finding, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.employer.sentences import Reading
    from parsers.facts.workload.sums import Load
    from parsers.layout.sections import Layout
    from parsers.values.evidence import JSON, Entry

_MENTORS = vocabulary("work.mentors")
_NO_SERVICE = vocabulary("work.no_service")
_SEEKING = vocabulary("employer.seeking", "posts.jobless")
_STUDYING, _PROJECTS = vocabulary("employer.studying"), vocabulary("employer.projects")
_TRAINED, _EXCHANGED = vocabulary("employer.trained"), vocabulary("employer.exchanged")
_HELD = vocabulary("school.teachers", "school.staff", "employer.functions", "work.jobs", "school.cpms")
_LEARNT = vocabulary("school.learnt", "employer.studying")


def present_employer(
    layout: Layout, entries: Sequence[Entry], loads: Sequence[Load], *, owner: str = ""
) -> tuple[Finding, ...]:
    """Who employs the applicant today, the surest reading first.

    `loads` are the text's present ones, `owner` the name of the one whose CV it is: nobody's own employer. Who holds
    no post has none.
    """
    if standing_of(layout).without_post:
        return ()
    own = set(fold(owner).split())

    def may(told: Finding) -> bool:
        return may_employ(told.value) and not (set(fold(told.value).split()) <= own and is_personal(told.value))

    return tuple(filter(may, _all(layout, entries, loads)))


def _all(layout: Layout, entries: Sequence[Entry], loads: Sequence[Load]) -> tuple[Finding, ...]:
    return (
        *_ongoing(layout, entries, loads),
        *_unnamed(entries),
        *_last(entries),
        *under_heading(layout),
        *_with_load(layout, loads),
        *_told(layout),
        *_beside(layout, entries),
        *_parted(layout, entries),
        *(_in_letter(layout, at_work=bool(loads)) if _is_letter(layout) else ()),
        *headed(layout, entries),
    )


def _ongoing(layout: Layout, entries: Sequence[Entry], loads: Sequence[Load]) -> Iterator[Finding]:
    """Posts that go on: education before the rest, a greater load before a smaller, the first named first.

    Beside one under the career's heading, what goes on under another counts little: tasks, exchanges, memberships.
    """
    careers = _has_career(layout, entries)
    for number, entry in enumerate(entries):
        if not entry.ongoing or not entry.employer or entry.sector == "break" or _holds_none(entry):
            continue
        served = entry.sector in SERVICE
        if (served and _is_learnt(entry)) or not (served or _tells_post(layout, entry)):
            continue
        certainty = (0.9 if place_in(entry.employer) else 0.6) if served else 0.45
        if not served and _NO_SERVICE.search(_head_of(entry)):
            certainty = 0.25
        seconded = _SECONDED.search(fold(entry.evidence.quote))
        if seconded and is_network(entry.employer):
            certainty = 0.8
        elif _is_of_no_school(entry.employer) or _MENTORS.search(fold(entry.evidence.quote)):
            certainty = NETWORK_ONLY
        if _is_beyond_gap(entry):
            certainty = min(certainty, _BEYOND_GAP)
        if careers and not _is_in_career(layout, entry) and layout.section_at(entry.evidence.start).title:
            certainty = max(certainty - _ASIDE, 0.05)
        if served and place_in(entry.employer):
            certainty += _GREATER * _load_of(entry, loads)
        certainty -= 0.005 * min(number, 9)
        yield _employs(certainty, state_at(certainty), entry)


def _employs(certainty: float, state: State, entry: Entry, *shown: Entry, **detail: JSON) -> Finding:
    """That who employs in an entry does today; `shown` are shown before it."""
    told = tuple(replace(one.evidence, rule=ENTRY_RULE) for one in (*shown, entry))
    return Finding(key=KEY, value=entry.employer, state=state, evidence=told, certainty=certainty, detail=detail)


def _tells_post(layout: Layout, entry: Entry) -> bool:
    """Whether an entry stands in a career, or its words tell a function, or the sort of a firm or body."""
    named = (entry.function, entry.employer or "")
    return _is_in_career(layout, entry) or any(part and (is_function(part) or tells_sort(part)) for part in named)


_ASIDE = 0.5
"""How much less sure what goes on is outside of the career, beside a post in it."""


def _has_career(layout: Layout, entries: Sequence[Entry]) -> bool:
    """Whether a post that goes on, and names who employs, stands under the heading of a career."""
    return any(_is_in_career(layout, entry) and entry.ongoing and entry.employer for entry in entries)


def _is_in_career(layout: Layout, entry: Entry) -> bool:
    """Whether an entry stands under the heading of a career, or under one that names who employs."""
    part = layout.section_at(entry.evidence.start)
    named = part.subject is None and (clean(part.title) == entry.employer or speaks_of_career(part.title))
    return part.subject == "experience" or named


_GREATER = 0.03
"""How much surer a school is for the whole of a load that is given there."""


def _is_of_no_school(employer: str) -> bool:
    """Whether a name is that of a network, of a mere sort, or of schools in number: it tells little of who employs."""
    return is_network(employer) or is_sort_alone(employer) or is_in_number(employer)


def _load_of(entry: Entry, loads: Sequence[Load]) -> float:
    """The greatest present load that is told where a post is."""
    told = (load for load in loads if entry.evidence.start <= load.focus.start < entry.evidence.end)
    return max((load.mention.value for load in told), default=0)


def _holds_none(entry: Entry) -> bool:
    """Whether what goes on is a search for a post, studies, a project, an exchange or a pastime."""
    told = [fold(part) for part in (entry.function, entry.employer) if part]
    if any(_SEEKING.search(part) for part in (*told, _before_name(entry)[-_DEALING:])) or _is_exchange(entry):
        return True
    if entry.sector in SERVICE:
        return False
    led = any(_PROJECTS.match(part) and not is_function(part) for part in told)
    return led or any(_studies(part) or _TRAINED.match(part) for part in told)


def _studies(part: str) -> bool:
    """Whether a folded part tells of studies, and of no function before them ("informatrice sur les études")."""
    studied = _STUDYING.search(part)
    return studied is not None and not is_function(part[: studied.start()])


def _is_exchange(entry: Entry) -> bool:
    """Whether the words before the name say that the writer's school deals with it: "échange avec l'Institut X"."""
    dealt = _before_name(entry)
    return (_EXCHANGED.search(dealt[-_DEALING:]) or _WITH.before(dealt, len(dealt))) is not None


def _before_name(entry: Entry) -> str:
    """What an entry says, folded, before it names who employs; nothing where it does not."""
    before, name, _ = entry.evidence.quote.partition((entry.employer or "")[:12] or "\0")
    return fold(before) if name else ""


_WITH = vocabulary("employer_names.with")
_DEALING = 60
"""So many characters before a name tell what the writer has to do with it."""


_BEYOND_GAP = 0.6
"""How sure an employer is whose line has dates of its own, below an empty one: it may be the next post's."""


def _is_beyond_gap(entry: Entry) -> bool:
    """Whether what tells the post goes on, below an empty line, to a line with a closed range and the employer."""
    before, _, after = entry.evidence.quote.partition((entry.employer or "")[:12])
    return EMPTY_LINE.search(before.lstrip()) is not None and any(
        when.last and not when.point for when in dates(after.split("\n", 1)[0])
    )


_SECONDED = vocabulary("employer_names.seconded")
"""Who is seconded to a network works there."""


def _unnamed(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Of an ongoing post whose school is not named: the school of the post beside it, to verify."""
    service = [entry for entry in entries if entry.sector in SERVICE]
    unnamed = (at for at, entry in enumerate(service) if entry.ongoing and not entry.employer)
    for at in islice(unnamed, _MOST_UNNAMED):
        entry = service[at]
        near = [other for other in (*reversed(service[:at]), *service[at + 1 :]) if other.employer]
        if near:
            beside = max(near, key=lambda other: _end_beside(other, entry))
            yield _employs(0.42, State.TO_VERIFY, beside, entry)


_MOST_UNNAMED = 20
"""Nobody holds more posts at once: of further ones nothing new is told."""


def _end_beside(post: Entry, when: Entry) -> date:
    """The day on which a post ended that was held while another had begun; the first of all days for any other."""
    beside = post.end and when.start and (when.start - post.end).days < -_MONTH
    return post.end if beside and post.end else date.min


def _last(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Of a career that names no ongoing post: the one that ends last ("2025-2026").

    `detail["until"]` says when; whether that is the present, only the cutoff can tell: a post outside schools, which no
    next school year renews, must last until then (`detail["running"]`).
    """
    ended = [
        entry
        for entry in entries
        if entry.end and entry.employer and not _holds_none(entry) and not _is_learnt(entry) and entry.sector != "break"
        if not _is_event(entry)
    ]
    if not ended or any(entry.ongoing and _may_hold(entry) for entry in entries):
        return
    served = [entry for entry in ended if entry.sector in SERVICE]
    for latest in dict.fromkeys(max(posts, key=lambda e: e.end or date.min) for posts in (served, ended) if posts):
        running: dict[str, JSON] = {} if latest.sector in SERVICE else {"running": True}
        yield _employs(0.4, State.FOUND, latest, until=(latest.end or date.min).isoformat(), **running)


def _may_hold(entry: Entry) -> bool:
    """Whether what goes on may be a post: no state, leave or load without a word of who employs."""
    return bool(entry.employer) or entry.sector in SERVICE


def _is_event(entry: Entry) -> bool:
    """Whether an entry tells of a day or a month, and of no stretch of time: a talk, a course, a prize."""
    return entry.start is not None and entry.end is not None and (entry.end - entry.start).days < _MONTH


_MONTH = 31


def _is_learnt(entry: Entry) -> bool:
    """Whether the head of what is told of a school is a degree or a course, and no function there."""
    told = _head_of(entry)
    return _LEARNT.search(told) is not None and _HELD.search(told) is None


def _head_of(entry: Entry) -> str:
    """The rows that name a post, folded."""
    return fold(" ".join(entry.evidence.quote.split("\n", _HEAD)[:_HEAD]))


_HEAD = 2
"""So many lines name a post."""


def _with_load(layout: Layout, loads: Sequence[Load]) -> Iterator[Finding]:
    """The schools whose present loads are told ("Athénée royal de Thuin : 10/22"), the greatest load first."""
    for load in loads:
        start = max(layout.line_at(load.focus.start).start, load.span.start)
        before = re.split(r"[;|]", layout.text[start : load.focus.start])[-1]
        if name := place_in(before):
            line = Span(load.focus.start - len(before), load.focus.end)
            yield finding(layout, line, name, certainty=0.5 + 0.1 * load.mention.value, rule=LOAD_RULE)


def _told(layout: Layout) -> Iterator[Finding]:
    """Sentences of the present: "je suis professeur à …", "le lycée où j'enseigne", "Employeur : …".

    Of the places that somebody tells to have entered, one after the other, the last one counts most.
    """
    times, lasts = 0, _STAYS.may_say(folded(layout.text).text)
    below = (_below_salutation(layout, sentence) for sentence in sentences_of(layout))
    for sentence, after in pairwise((*below, None)):
        if sentence is None:
            return
        flat = folded(layout.text, sentence.start, sentence.end)
        if not TELLING.may_say(flat.text):
            continue
        if layout.in_subject(sentence.start, *_NO_POSTS) or _is_addressed(layout, sentence):
            continue
        stayed = lasts and _stays(layout, sentence, after)
        for reading in _readings(layout, sentence, stayed=stayed):
            told = reading(layout.text, sentence, flat)
            if told:
                later = _LATER * min(times, _PLACES) if reading is entered else 0
                times += reading is entered
                stays = _STAYED if reading is entered and stayed else 0
                yield finding(layout, sentence, told[0], certainty=told[1] + later + stays, rule=TOLD_RULE)
                break


def _in_letter(layout: Layout, *, at_work: bool) -> Iterator[Finding]:
    """What a letter names beside the writer's work; surer is its only school, even if work is told elsewhere in it."""
    own = list(_own_sentences(layout))
    schools = [(span, name) for span in own if (name := place_in(layout.text, span.start, span.end))]
    if len({fold(name) for _, name in schools}) != 1:
        return
    sentence, name = schools[0]
    if may_be_of_work(folded(layout.text, *sentence).text, at_work=at_work):
        yield finding(layout, sentence, name, certainty=_ONLY, rule=ONLY_RULE)


def _own_sentences(layout: Layout) -> Iterator[Span]:
    """The writer's sentences: a letter's, but for its address and salutation; those of a CV that tell of no past."""
    if _is_letter(layout):
        for sentence in layout.sentences:
            below = _below_salutation(layout, sentence)
            if not _is_addressed(layout, below):
                yield below
        return
    for sentence in sentences_of(layout):
        told_elsewhere = layout.in_subject(sentence.start, "education", *_NO_POSTS) or is_past_post(layout, sentence)
        if not told_elsewhere and not _is_of_closed_range(layout, sentence):
            yield sentence


def _is_letter(layout: Layout) -> bool:
    return layout.letter is not None or layout.kind is Kind.LETTER


_ONLY = 0.32
"""How sure the one school is that a letter names: no verb tells that it employs."""


_NO_POSTS = ("references", "interests", "projects", "volunteering", "publications")
"""Sections that tell of no post."""


def _stays(layout: Layout, sentence: Span, after: Span | None) -> bool:
    """Whether a sentence, or the one after it, tells that the writer has stayed: "J'y suis toujours."."""
    end = after.end if after and after.start - sentence.end < _NEXT else sentence.end
    return _STAYS.search(folded(layout.text, sentence.start, end).text) is not None


_STAYS, _STAYED, _NEXT = vocabulary("career.still"), 0.3, 3
"""How much surer a place is that somebody has entered and tells to have stayed in."""


_LATER, _PLACES = 0.01, 5
"""How much surer a place is that somebody tells to have entered later, and of how many at most."""


def _readings(layout: Layout, sentence: Span, *, stayed: bool) -> Sequence[Reading]:
    """How a sentence may name the employer: among studies and past posts, a label or "where I still am" only."""
    if layout.in_subject(sentence.start, "education"):
        return (owned,)
    past = is_past_post(layout, sentence) or _is_of_closed_range(layout, sentence)
    if past:
        return (labelled, still_there, entered) if stayed else (labelled, still_there)
    return (labelled, where, present, entered)


def _is_of_closed_range(layout: Layout, sentence: Span) -> bool:
    """Whether a CV's sentence tells from when to when, and of nothing that goes on."""
    return not _is_letter(layout) and is_of_closed_range(layout, *sentence)


def _beside(layout: Layout, entries: Sequence[Entry]) -> Iterator[Finding]:
    """The school that stands in the column of a date that goes on, a line or two above or below it."""
    careers = _has_career(layout, entries)
    for line, name in beside_present(layout):
        aside = careers and not layout.in_subject(line.start, "experience")
        if not _EXCHANGED.search(fold(line.of(layout.text).partition(name[:12])[0])):
            yield finding(layout, line, name, certainty=0.62 - _ASIDE * aside, rule=BESIDE_RULE)


def _parted(layout: Layout, entries: Sequence[Entry]) -> Iterator[Finding]:
    """The school of a date that goes on, where a column has parted them: somebody has to look."""
    if any(entry.ongoing and entry.employer for entry in entries):
        return
    if found := parted_from_its_date(layout):
        yield finding(layout, *found, certainty=_PARTED, rule=BESIDE_RULE)


_PARTED = 0.38


def _below_salutation(layout: Layout, sentence: Span) -> Span:
    """A sentence without the salutation that it begins with."""
    greeted = layout.letter.salutation.end if layout.letter else 0
    return Span(greeted, sentence.end) if sentence.start < greeted < sentence.end else sentence


def _is_addressed(layout: Layout, sentence: Span) -> bool:
    """Whether a line stands over a letter, or in the address of the one who is written to: no school there employs."""
    if layout.letter is not None:
        return layout.in_letters_head(sentence.start)
    before = layout.text[max(0, sentence.start - _LINE) : sentence.start].rstrip("\n")
    above, begun = before.rsplit("\n", 1)[-1], "\n" in before or sentence.start <= _LINE
    return begun and _ADDRESSEE.match(fold(above).strip()) is not None


_LINE = 90
"""A line of an address is no longer, in characters."""


_ADDRESSEE = vocabulary("letter.to")
