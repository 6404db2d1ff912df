"""The headings of a CV: which line is one, and what it announces, in French, Dutch, German and English.

A heading is known by its words (so "C O N T A C T" and "Sprachkennt nisse" are read without their spaces), or, when its
words say nothing, by its form: capitals, letter-spacing, an underline, a frame, a Roman number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from parsers.layout.dates.dates import YEAR
from parsers.layout.grid import GAP, cells
from parsers.lexicon.country_names import LANGUAGES, country_codes
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import WORD, mark_at
from parsers.text.text import Span, fold, line_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCHOOL = vocabulary("school.places", "school.cpms")
_POST = vocabulary(*("school.teachers", "school.places", "school.cpms", "school.learnt", "work.jobs", "work.trainers"))

SUBJECTS = (
    *("experience", "education", "languages", "computing", "skills", "contact", "personal", "profile", "status"),
    *("references", "interests", "volunteering", "projects", "publications", "annexes"),
)
"""What a heading may announce: a table of the lexicon's `headings.toml` each."""


def _words(table: str) -> frozenset[str]:
    """The letters of each phrase of a table of headings, written together."""
    return frozenset(re.sub(r"[^a-z]", "", phrase) for phrase in spelled(f"headings.{table}"))


_PRACTICE = _words("practice")
"""Practice in training is no career, as voluntary work is none; what else a heading names may be."""
_WORD_SUBJECT = {word: subject for subject in SUBJECTS for word in _words(subject)}
_WORD_SUBJECT |= dict.fromkeys(_PRACTICE - _WORD_SUBJECT.keys(), "volunteering")
_KNOWN = frozenset(_WORD_SUBJECT) | _words("beside")
_STRONG = _words("telling")
_SCHOOLING, _WAYS = _words("schooling"), _words("ways")
_WORKING, _ACADEMIC = _words("working"), _words("academic")
"""A career may be academic and professional; one of a pupil and of work is mixed, and counted as schooling."""
_ACTIVITIES, _ASIDE = _words("activities"), _words("aside")
_WHERE, _ARTICLES = frozenset(spelled("headings.where")), frozenset(spelled("headings.articles"))
_LENGTHS = {head: {*map(len, words)} for head, words in groupby(sorted(_KNOWN), key=lambda word: word[:3])}
"""By how a word of a heading begins, how many letters it may have."""
_LIMIT = 64
_COUNTING = frozenset("ABCDEFGH")
_FRAME, _RULER = "-=_*#~+<>«»|❧■□▪►▶•●○◆◇✦★☆", "-=_*~–—"
"""Marks that a heading stands behind, and those that a line below it is drawn with."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading's own characters, where what it announces begins, and its subject (None: unknown)."""

    start: int
    end: int
    body: int
    subject: str | None
    title: str


def headings(text: str) -> tuple[Heading, ...]:
    """The headings of `text`, in order: those known by words or form, then those that look like them."""
    spans = list(line_spans(text))
    known = _without_labels(_known(text, spans))
    alike = _alike(text, spans, known)
    return tuple(sorted([*known.values(), *alike], key=lambda heading: heading.start))


def _known(text: str, spans: list[Span]) -> dict[int, Heading]:
    """The headings known by words or form, by the number of their line."""
    found: dict[int, Heading] = {}
    for number, span in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        ruled = following is not None and _is_ruler(following.of(text))
        heading = _heading(text, span, ruled=ruled, top=number < 3)
        before = found.get(number - 1)
        if heading and before and heading.subject is None and _only_qualifies(heading.title):
            heading = replace(heading, subject=before.subject)
        if heading and not (heading.subject is None and _is_below_date(text, spans, number)):
            found[number] = heading
    ended = {number for number in found if _ends_block(text, spans, number)}
    if any(found[number].subject and found[number].body == found[number].end for number in ended):
        return found
    return {number: heading for number, heading in found.items() if heading.subject or number not in ended}


def _without_labels(known: dict[int, Heading]) -> dict[int, Heading]:
    """The headings but those of one title that stand time and again: a form's labels, "Fonction" over each post."""
    times = Counter(heading.title for heading in known.values() if heading.body == heading.end)
    return {number: heading for number, heading in known.items() if times[heading.title] < _LABELS}


_LABELS = 3
"""No section is announced so often."""


def _is_below_date(text: str, spans: list[Span], number: int) -> bool:
    """Whether the line right above one begins with a date: what follows is a post's name, though in capitals."""
    above = spans[number - 1] if number else None
    touches = above is not None and text.count("\n", above.end, spans[number].start) == 1
    year = YEAR.search(above.of(text)) if touches and above is not None else None
    return year is not None and not any(map(str.isalpha, year.string[: year.start()]))


def _ends_block(text: str, spans: list[Span], number: int) -> bool:
    """Whether a line stands right below another one, and above an empty one: it ends a block, and heads nothing.

    A school's name in capitals ends its post so; where headings known by their words stand so too, all do.
    """
    if not 0 < number < len(spans) - 1:
        return False
    above = text.count("\n", spans[number - 1].end, spans[number].start)
    return above == 1 < text.count("\n", spans[number].end, spans[number + 1].start)


def _alike(text: str, spans: list[Span], known: dict[int, Heading]) -> list[Heading]:
    """Short lines that stand as the known headings do ("Où j'ai enseigné" between "Diplômes" and "Langues")."""
    models = Counter(
        _look(text, spans, number)
        for number, heading in known.items()
        if heading.body == heading.end and heading.subject
    )
    alike: dict[_Look, list[int]] = {look: [] for look, times in models.items() if times >= 2 and look[3] >= 2}
    for number in range(3, len(spans) if alike else 0):
        look = _look(text, spans, number)
        if look in alike and _may_head(spans[number].of(text)):
            alike[look].append(number)
    found: list[Heading] = []
    for look, numbers in alike.items():
        if len(numbers) > max(4 * models[look], 12):
            continue
        found.extend(_unknown(text, spans[number]) for number in numbers if number not in known)
    return found


_Look: TypeAlias = "tuple[bool, str, bool, int, bool]"
"""How a line stands."""


def _look(text: str, spans: list[Span], number: int) -> _Look:
    """How a line stands: in capitals, behind a mark, before a colon, after how many line ends, over an empty line."""
    line = spans[number].of(text)
    gap = text.count("\n", spans[number - 1].end, spans[number].start) if number else 2
    after = text.count("\n", spans[number].end, spans[number + 1].start) if number + 1 < len(spans) else 1
    mark = line[0] if not line[0].isalnum() else ""
    return line.isupper(), mark, line.endswith(":"), min(gap, 3), after > 1


def _may_head(line: str) -> bool:
    """Whether a line may be a heading: a few words, no number, no name of a post, no sentence."""
    words = line.split()
    if not 1 <= len(words) <= 6 or len(line) > 42 or any(c.isdigit() or c in "@,;/" for c in line):
        return False
    return line.rstrip()[-1] not in ".!" and not _is_post(line)


def _unknown(text: str, span: Span) -> Heading:
    title = _unframed(span.of(text))
    return Heading(start=span.start, end=span.end, body=span.end, subject=_told_by(title), title=title)


def _told_by(title: str) -> str | None:
    """The subject that one telling word of a heading announces, whatever the others are."""
    return next((_WORD_SUBJECT[word] for word in WORD.findall(fold(title)) if word in _STRONG), None)


@lru_cache(maxsize=2048)
def subject_of(title: str) -> str | None:
    """What the words of a heading announce, or None where not all of them are a heading's words."""
    return _subject(re.sub(r"[^a-z]", "", _without_country(fold(title)).replace("&", "et")))


def _without_country(title: str) -> str:
    """A folded heading without the country where it was: "Expérience en Belgique"."""
    words = title.split()
    for start in range(1, len(words) - 1):
        named = words[start + 1 :]
        if words[start] in _WHERE and (_is_country(named) or (named[0] in _ARTICLES and _is_country(named[1:]))):
            return " ".join(words[:start])
    return title


def _is_country(words: Sequence[str]) -> bool:
    return " ".join(words).rstrip(" :") in country_codes(*LANGUAGES)


def speaks_of_career(title: str) -> bool:
    """Whether a word of a heading announces a career, whatever the others are: "Expérience dans l'enseignement"."""
    return any(_WORD_SUBJECT.get(word) == "experience" or word in _WAYS for word in WORD.findall(fold(title)))


def _heading(text: str, span: Span, *, ruled: bool, top: bool) -> Heading | None:
    line = span.of(text)
    if _is_ruler(line):
        return None
    label = _cell_label(text, span) or _colon_label(text, span)
    if label:
        return label
    if len(line) > 2 * _LIMIT:
        return None
    bare = _unnumbered(line)
    title = _unframed(bare)
    if not title or len(title) > _LIMIT or title[-1:] in ",;":
        return None
    subject = subject_of(title)
    formless = subject is None and (top or not _by_form(line, bare, title, ruled=ruled))
    if formless or (subject == "interests" and _SCHOOL.search(fold(title)) is not None):
        return None
    return Heading(start=span.start, end=span.end, body=span.end, subject=subject or _told_by(title), title=title)


def _unnumbered(line: str) -> str:
    """A line without the number or the letter that counts it among others: "II.", "B)", "3 -"."""
    bare = line.lstrip()
    mark = mark_at(bare, ".)°:–-")
    number, rest = bare[:mark].rstrip(), bare[mark + 1 :].lstrip()
    roman, digits = number and len(number) <= 4 and not number.strip("IVX"), number.isdecimal() and len(number) <= 2
    return rest if rest and (roman or digits or number in _COUNTING) else line


def _is_ruler(line: str) -> bool:
    """Whether a line, without blanks around it, is drawn under what stands above."""
    return len(line) > 2 and not line.strip(_RULER)


def _unframed(line: str) -> str:
    """A line without the marks before it, and without all behind its last letter or digit."""
    inside = line.lstrip(_FRAME)
    end = next((at for at in range(len(inside), 0, -1) if inside[at - 1].isalnum()), 0)
    return inside[:end].strip()


def _cell_label(text: str, span: Span) -> Heading | None:
    """A heading that fills the first of a table row's two cells, where the second is no heading itself.

    Columns that only blanks part stand beside each other by chance, but for a word set letter by letter.
    """
    first, *rest = cells(text, *span) if GAP.search(text, *span) else (span,)
    if (
        len(rest) != 1
        or not ("\t" in text[first.end : rest[0].start] or _is_spread_word(first.of(text)))
        or first.end - first.start > _LIMIT
        or _is_heading_cell(rest[0].of(text))
    ):
        return None
    title = first.of(text).rstrip(": ")
    subject = subject_of(_unnumbered(title))
    if subject is None or subject in _FIELDS or any(c.isdigit() for c in title):
        return None
    return Heading(start=first.start, end=first.end, body=rest[0].start, subject=subject, title=title)


def _is_spread_word(cell: str) -> bool:
    """Whether a cell is one word set letter by letter: "L A N G U E S"."""
    letters = cell.split(" ")
    return len(letters) >= _FEWEST_LETTERS and all(len(one) == 1 and one.isalpha() for one in letters)


_FEWEST_LETTERS = 4


def _is_heading_cell(cell: str) -> bool:
    """Whether a cell beside a heading is one as well, or begins with a date or a number: a table's row, no label's."""
    return cell.isupper() or cell[:1].isdigit() or subject_of(cell) is not None


_FIELDS = frozenset({"contact", "personal", "projects"})
"""What a label before a value may say without announcing a section."""


def _colon_label(text: str, span: Span) -> Heading | None:
    """A heading with what it announces behind its colon."""
    line = span.of(text)
    colon = line.find(":", 0, _LIMIT)
    if colon < 0 or not line[colon + 1 :].strip():
        return None
    label = _unnumbered(line[:colon])
    subject = subject_of(label)
    if subject is None or subject in _FIELDS or "," in label or YEAR.search(label.partition("\t")[0]):
        return None
    return Heading(
        start=span.start,
        end=span.start + colon,
        body=span.start + colon + 1,
        subject=subject,
        title=line[:colon].strip(),
    )


def _by_form(line: str, bare: str, title: str, *, ruled: bool) -> bool:
    """Whether a line of unknown words has the form of a heading."""
    letters = list(filter(str.isalpha, title))
    if len(letters) < 4 or any(map(str.isdigit, title)) or "@" in title or len(title.split()) > 8:
        return False
    marked = ruled or _is_spaced(title) or line[:1] in "❧■►▶◆#" or line.startswith(("---", "===", "***"))
    counted = bare != line and line.lstrip()[:1] in "IVX" and title[-1:] not in ".:;"
    return (marked or counted or all(map(str.isupper, letters))) and not _is_post(title)


def _is_spaced(title: str) -> bool:
    """Whether a title is written with a space behind each letter or two."""
    pieces = [piece for piece in title.split(" ") if piece]
    return len(pieces) > 3 and all(len(piece) <= 3 for piece in pieces)


def _is_post(title: str) -> bool:
    """Whether a line in capitals is a post, a school or a degree, and no heading."""
    return _POST.search(fold(title)) is not None


def _only_qualifies(title: str) -> bool:
    """Whether a title goes on with the one above ("EXPÉRIENCE" / "PROFESSIONNELLE")."""
    return all(word in _KNOWN for word in fold(title).split())


@lru_cache(maxsize=2048)
def _subject(key: str) -> str | None:
    """The subject of the first telling word, where the whole key is made of known words."""
    if not 3 <= len(key) <= _LIMIT:
        return None
    best: list[tuple[str, ...] | None] = [()] + [None] * len(key)
    for start, before in enumerate(best):
        if before is None:
            continue
        for word in _beginning(key, start):
            end = start + len(word)
            known = best[end]
            if known is None or len(before) + 1 < len(known):
                best[end] = (*before, word)
    words = best[-1] or ()
    schooling = _SCHOOLING & set(words)
    worked = _WORKING & set(words) and schooling <= _ACADEMIC
    if schooling and _WAYS & set(words) and not worked:
        return "education"
    if _ASIDE & set(words) and _ACTIVITIES & set(words):
        return "interests"
    told = [_WORD_SUBJECT[word] for word in words if word in _WORD_SUBJECT and word not in _PRACTICE]
    told = told or [_WORD_SUBJECT[word] for word in words if word in _PRACTICE]
    return next((subject for subject in told if subject != "projects"), told[0] if told else None)


def _beginning(key: str, at: int) -> Iterator[str]:
    """The words of a heading that begin at a place of its letters."""
    for head in (key[at : at + 1], key[at : at + 2], key[at : at + 3]):
        for length in _LENGTHS.get(head, ()):
            if (word := key[at : at + length]) in _KNOWN:
                yield word
