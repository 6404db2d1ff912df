"""How well a language is said to be spoken: the words, figures and drawn scales beside its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.text.marks import TICKED, UNTICKED, behind, in_word
from parsers.text.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.facts.languages.names import Name

FILLED, EMPTY = "★●⬤■◆♦✦⭐▮█▓▉▊▋▌⚫🔵🟦◼⬛", "☆○◯□◇♢✧▯░▒⚪◻⬜"
"""What a scale is drawn with."""
_FIGURE = re.compile(
    rf"\b(?P<cefr>[abc][12])\b\+?|(?P<stars>(?:[{FILLED}] ?)+(?:[{EMPTY}] ?)*|(?:[{EMPTY}] ?)+|\*(?: ?\*){{0,5}}|"
    r"\+{1,5}(?![\d+])|[✔✓☑✗✘☒](?: ?[✔✓☑]){0,5})|(?P<percent>\d{1,3}) ?%|"
    r"(?P<of>\d{1,2}) ?/ ?(?P<scale>4|5|6|10)(?![\d/])"
)
"""A level of the CEFR, in stars, bars or a share."""
_STRONG = vocabulary("language_levels.strong")
_SOME = vocabulary("language_levels.some")
_PASSIVE = vocabulary("language_levels.passive")
_WEAK = vocabulary("language_levels.weak")
_SPOKEN = vocabulary("language_levels.spoken")
_NOT_SPOKEN = vocabulary("language_levels.not_spoken")
_DENIED_BEFORE = vocabulary("language_levels.denied_before")
_THINGS = vocabulary("languages.things")
_ONLY_READ = vocabulary("language_levels.only_read")
_SPEAKS = vocabulary("language_levels.speaks", "language_levels.speaks_it")
_SPEAKS_IT = vocabulary("language_levels.speaks_it")
_OTHERS = vocabulary("language_levels.others")
_OF = vocabulary("language_levels.of")

_SKILL = vocabulary("languages.speaking", "languages.other_skills")
_ARTICLES = frozenset(spelled("language_levels.articles"))
_SPEAKERS = spelled("language_levels.speakers")
"""Who claims right before a word makes it a verb: "je parle"."""
_JOINT = re.compile(r"(?: (?:de|du|des|d'|en|of|in|van|het|le|la|les|l'|the|de l'|de la))*[ :']*$")
"""What joins a level's words to the name behind them."""

_LEAST_SHARE = 0.25
_REACH = 120
"""How far from its name a level may stand, in characters."""
_STOP = re.compile(r"[;|•·]|\. |\bet je\b")
_ITEM = re.compile(r"[,;.)•·|/]| - |\bet\b|\ben\b(?= [a-z]+ $)|\bund\b|\band\b")
_NEXT_CLAUSE = re.compile(r"[.,;] (?:et |en |und |and )?(?:je |j'|ik |ich |i )[^,;.]{0,40}$")
"""The clause that leads to the next language: "français, je lis et je parle l'"."""
_GRADES = frozenset(spelled("language_levels.grades"))
_LEADING = ".·…_-"
"""What dots that lead from a name to its level are drawn with, three at least."""


class Mark(NamedTuple):
    """A level in a text: `kind` is figure, strong, some or weak; `counts` tells A2 or above, or some knowledge."""

    start: int
    end: int
    kind: str
    counts: bool
    passive: bool = False
    drawn: bool = False


class ToldLevel(NamedTuple):
    """What the words beside a language's name say: whether it counts as spoken, and the levels that tell it."""

    spoken: bool
    marks: tuple[Mark, ...] = ()
    words: Span | None = None
    """The whole of the words that tell it, as far as they go on: "très bonne maîtrise orale"."""


def marks(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The levels told between two places of a folded text; of two that overlap the first, then the longer."""
    stop = len(text) if end is None else end
    found = sorted(_all_marks(text, start, stop), key=lambda mark: (mark.start, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    before = {mark: text[max(start, mark.start - _BOX) : mark.start].rstrip() for mark in kept}
    ticked = [mark for mark in kept if before[mark].endswith(TICKED)]
    return ticked if ticked and any(box.endswith(UNTICKED) for box in before.values()) else kept


_BOX = 5
"""Characters of a form's box with the blanks around it: "[ ] A2 [x] B1"."""


def _all_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    for figure in _FIGURE.finditer(text, start, end):
        before = text[figure.start() - 1 : figure.start()]
        if (figure["of"] and (before.isdigit() or before == "/")) or (figure.group()[0] == "+" and before.isalnum()):
            continue
        yield Mark(*figure.span(), "figure", _is_enough(figure), drawn=bool(figure["stars"]))
    yield from (Mark(*found.span(), "strong", counts=True) for found in _STRONG.finditer(text, start, end))
    yield from (Mark(*found.span(), "some", counts=True) for found in _SOME.finditer(text, start, end))
    yield from (Mark(*found.span(), "weak", False, True) for found in _PASSIVE.finditer(text, start, end))  # noqa: FBT003 - a mark's fields
    yield from (Mark(*found.span(), "weak", counts=False) for found in _WEAK.finditer(text, start, end))


def _is_enough(figure: re.Match[str]) -> bool:
    """Whether a figure is A2 or above."""
    if figure["cefr"]:
        return figure["cefr"] != "a1"
    if figure["stars"]:
        return _is_drawn_strong(figure["stars"])
    if figure["percent"]:
        return int(figure["percent"]) >= 100 * _LEAST_SHARE
    return int(figure["of"]) > 1 and int(figure["of"]) / int(figure["scale"]) > _LEAST_SHARE


def _is_drawn_strong(drawn: str) -> bool:
    """Whether a scale is filled beyond its first step; a tick says yes by itself."""
    if drawn[0] in "✔✓☑✗✘☒":
        return drawn[0] in "✔✓☑"
    filled = sum(character in f"{FILLED}*+" for character in drawn)
    empty = sum(character in EMPTY for character in drawn)
    return filled > 1 and filled / (filled + empty) >= (_LEAST_SHARE if filled + empty > 6 else 0)


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words between two places deny that a language is spoken, and no later ones claim that it is."""
    denials = [found.end() for found in _NOT_SPOKEN.finditer(text, start, end)]
    if denials and not speaks(text, denials[-1], end):
        return True
    at = behind(text, " (,:-", start, end)
    others = _OTHERS.match(text, at, end)
    told_of_others = others is not None and not text[others.end() : end].strip(" ,.)")
    return (
        told_of_others or bool(_THINGS.match(text, at, end)) or (text.startswith('"', at) and not marks(text, at, end))
    )


def speaks(text: str, start: int, end: int) -> bool:
    """Whether words claim to speak the language named before them: "j'écris, je m'exprime", or a level of the CEFR."""
    return bool(_SPEAKS.search(text, start, end)) or any(
        mark.counts and is_cefr(text, mark) for mark in marks(text, start, end)
    )


def is_cefr(text: str, mark: Mark) -> bool:
    """Whether a level is one of the CEFR's."""
    return mark.kind == "figure" and text[mark.start] in "abc"


def told_level(text: str, name: Name, before: int, after: int, *, levels_first: bool = False) -> ToldLevel:
    """Whether the words beside a language's name put it at A2 or above, and which do; a bare name counts.

    `before` is where the previous name ends, `after` where the next begins; `levels_first` tells of a list that
    writes each level before its language.
    """
    if _DENIED_BEFORE.before(text, name.start, before):
        return ToldLevel(spoken=False)
    lead = _lead(text, before, name.start, levels_first=levels_first)
    leader = text[name.end : behind(text, f" {_LEADING}", name.end, after)]
    start, end = name.end + len(leader) if len(leader.replace(" ", "")) > 2 else name.end, after
    if after < len(text) and (clause := _NEXT_CLAUSE.search(text[:after], start)):
        end = clause.start()
    if after < len(text) and (denial := _DENIED_BEFORE.before(text, after, start)):
        end = denial.start()  # it is of the next language: "Italien. Pas d'anglais."
    stop = _STOP.search(text, start, end)
    near = stop.start() if stop else end
    own = [] if levels_first else marks(text, start, _own_end(text, start, end))
    if lead is not None:
        figures = tuple(mark for mark in own if lead.marks and is_cefr(text, mark))
        return ToldLevel(lead.spoken, (*lead.marks, *figures), _leading_words(text, lead.marks, name.start))
    if is_denied(text, start, near):
        return ToldLevel(spoken=False)
    if own and own[-1].kind != "figure" and _is_joined(text, own[-1], after):
        own.pop()  # it leads the next language: "français et notions d'allemand"
    spoken = says_spoken(own, lifted=bool(_SPOKEN.search(text, start, near)) or speaks(text, start, near))
    told = tuple(mark for mark in own if mark.end <= near)
    if told:
        return ToldLevel(spoken, told, Span(start, _words_end(text, told[-1].end, _own_end(text, start, near), near)))
    led = () if levels_first else _before_article(text, before, name.start)
    return ToldLevel(spoken, led, _leading_words(text, led, name.start))


def says_spoken(told: Sequence[Mark], *, lifted: bool = False) -> bool:
    """Whether the levels told of one language amount to A2: figures before words, the best of several skills.

    Praise of what is only read or understood does not count: "bonne compréhension".
    """
    figures = [mark for mark in told if mark.kind == "figure"]
    if figures:
        return any(mark.counts for mark in figures)
    weak = [mark for mark in told if mark.kind == "weak"]
    if not weak or lifted:
        return True
    read = max((mark.start for mark in weak if mark.passive), default=-1)
    return any(mark.kind == "strong" and mark.start > read for mark in told)


def _lead(text: str, start: int, end: int, *, levels_first: bool) -> ToldLevel | None:
    """What stands before a name, in its own item: "notions d'allemand", "langue maternelle : français"."""
    if _ONLY_READ.before(text, end, start):
        return ToldLevel(_speaks_it(text, end))
    head = text[:end]
    parted = [found.end() for found in _ITEM.finditer(head, max(start, end - _REACH))]
    told = marks(text, parted[-1] if parted else max(start, end - _REACH), end)
    words = [mark for mark in told if mark.kind != "figure"]
    if words and _is_led(text, words[-1], end):
        return ToldLevel(words[-1].counts, tuple(_run(text, words)))
    rest = [mark for mark in told if not mark.drawn]
    return ToldLevel(rest[-1].counts, (rest[-1],)) if rest and levels_first else None


def _speaks_it(text: str, at: int) -> bool:
    """Whether the clause behind a language that is read goes on to speak it: "… et je le parle avec elle"."""
    return bool(_SPEAKS_IT.search(text, at, at + _REACH))


def _before_article(text: str, start: int, end: int) -> tuple[Mark, ...]:
    """The level before a name with its article, which decides nothing: "je parle couramment l'allemand"."""
    words = [mark for mark in marks(text, max(start, end - _REACH), end) if mark.kind != "figure"]
    between = text[words[-1].end : end] if words else ""
    led = between.startswith(" ") and (between == " " or between.strip() in _ARTICLES)
    return tuple(_run(text, words)) if led else ()


def _leading_words(text: str, led: Sequence[Mark], at: int) -> Span | None:
    """The words that lead a name, up to what joins them to it; a verb alone tells no level."""
    if not led or (len(led) == 1 and _ends_with_speaker(text[: led[0].start].rstrip())):
        return None
    joint = _JOINT.search(text, led[0].start, at)
    return Span(led[0].start, max(led[-1].end, joint.start() if joint else at))


def _ends_with_speaker(lead: str) -> bool:
    """Whether a folded text ends with a word for who speaks."""
    return any(lead.endswith(word) and not in_word(lead, len(lead) - len(word) - 1) for word in _SPEAKERS)


def _words_end(text: str, start: int, own: int, end: int) -> int:
    """Where the words of a level end: behind the skills that they go on with, "lu, écrit, parlé"."""
    at = max(start, own)
    while at < end and (skill := _SKILL.match(text, at + 2, end)) and text.startswith(", ", at):
        at = skill.end()
    return at


def _run(text: str, words: Sequence[Mark]) -> Sequence[Mark]:
    """The last of some levels with those that stand right before it: "très bonnes notions"."""
    first = len(words) - 1
    while first and not text[words[first - 1].end : words[first].start].strip():
        first -= 1
    return words[first:]


def _is_led(text: str, mark: Mark, at: int) -> bool:
    """Whether a level leads the name at `at`, with a word or a colon between at most: "bonne pratique du"."""
    return _is_joined(text, mark, at) or _words_between(text, mark.end, at) <= 1


def _is_joined(text: str, mark: Mark, at: int) -> bool:
    """Whether a word for "of" joins a level to the name at `at`."""
    link = _OF.before(text, at, mark.end)
    return link is not None and _words_between(text, mark.end, link.start()) <= 1


def _words_between(text: str, start: int, end: int) -> int:
    """How many words stand between two places; many where a mark parts them."""
    between = text[start:end].strip(" :")
    return len(between.split()) if re.fullmatch(r"[a-z ]*", between) else 9


def _own_end(text: str, start: int, end: int) -> int:
    """Where what belongs to a language's name ends: at a comma outside of parentheses, at most at the next item."""
    depth = 0
    for at in range(start, min(end, start + _REACH)):
        character = text[at]
        depth += (character == "(") - (character == ")")
        ends = character in ";.·|," or (at > start + 4 and text.startswith(" - ", at))
        if depth <= 0 and at > start + 2 and ends and not (character == "," and _goes_on(text, at, end)):
            return at
    return min(end, start + _REACH)


def _goes_on(text: str, comma: int, end: int) -> bool:
    """Whether a comma only parts one level from the next: "lu, parlé", "bon niveau, B2", "bien, niveau B2"."""
    told = next(iter(marks(text, comma, end)), None)
    if told is None:
        return False
    between = text[comma + 1 : told.start].strip(" :")
    return told.start <= comma + 2 or (is_cefr(text, told) and (between in _GRADES or bool(_SKILL.fullmatch(between))))
