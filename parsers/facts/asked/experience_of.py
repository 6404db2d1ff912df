"""The kind `experience_of`: experience with a subject that the notice names, where a post, task or training shows it.

The function of a post shows it, a line of a career or of studies that names it, and a sentence in which what the writer
did or learnt leads to it. An interest, a pastime, a skill without a task, a wish and what somebody else does show
nothing. A post whose employer alone bears the subject's name is to verify: an accountant works in a hospice, too.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from parsers.facts.asked.named_sets import form_places
from parsers.facts.asked.sentences import mentions
from parsers.facts.career.career import career_of
from parsers.facts.context.assertion import assertion_of
from parsers.facts.context.tracing import note_fact
from parsers.facts.experience.durations import durations
from parsers.lexicon.vocabulary import vocabulary
from parsers.rules.registry import cite
from parsers.text.marks import WORD, mark_at
from parsers.text.text import fold
from parsers.values.documents import Kind
from parsers.values.evidence import EVIDENCE_LIMIT, State

if TYPE_CHECKING:
    from parsers.facts.asked.sentences import OwnMention
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Mention
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import Finding

_LINE, _SENTENCE = cite("asked.experience_line"), cite("asked.experience_told")
_DENIED = cite("asked.experience_denied")
_PATH = ("experience", "education")
"""Where a line tells of a post or of a training."""
_ASIDE = ("interests", "contact", "personal", "status", "skills", "computing", "languages")
_SHOWN, _LEANING = vocabulary("asked.shown"), vocabulary("asked.leaning")
_WRITER, _WHO = vocabulary("people.own"), vocabulary("asked.who")
_NO_EXPERIENCE, _ANOTHERS = vocabulary("asked.no_experience"), vocabulary("asked.anothers")
_TRAINED, _FOR = vocabulary("asked.trained"), vocabulary("asked.for_whom")
_LINK, _KIN = vocabulary("asked.link"), vocabulary("people.family")
_AWAITED, _POST = vocabulary("licences.awaited", "asked.unfinished"), vocabulary("claims.post_applied_for")
_HANDED_OVER, _KEPT, _THEN = vocabulary("asked.handed_over"), vocabulary("asked.kept"), vocabulary("asked.then")
_OWN_HOUSE = vocabulary("asked.own_house")
_HOUSE_WORD = vocabulary("asked.house_word")
_HOUSE, _UNIT = vocabulary("asked.house"), vocabulary("asked.unit")
_LINKED = 16
"""So many letters link a subject to a denial before it: "dans le domaine"."""
_SMALL = 3
"""Letters of a word that tells nothing: "en", "des", "the"."""
_FOLLOWS = 60
"""So many characters behind a subject the writer may come, whose participle opens the sentence: "Formée aux …, je"."""


def find_experience(layout: Layout, criterion: Criterion) -> tuple[Finding, ...]:
    """What shows experience in a text, and the first sentence that denies it."""
    note_fact(criterion.finding_key)
    where = partial(form_places, language=layout.language)
    told = mentions(layout, criterion, where, is_line=_is_of_path)
    found = [finding for one in told if (finding := _finding(one))]
    denied = [one for one in found if not one.value]
    return (*denied[:1], *[one for one in found if one.value][: EVIDENCE_LIMIT - 1])


def _finding(one: OwnMention) -> Finding | None:
    if _NO_EXPERIENCE.before(one.text, one.at.start, reach=_LINKED):
        return one.finding(_DENIED, value=False, state=State.CONTRARY if one.ends_statement else State.TO_VERIFY)
    if _is_aside(one) or one.said.hypothetical or _is_handed_over(one):
        return None
    if one.said.own and _WRITER.search(one.text) and _KEPT.search(one.text, one.at.end):
        return one.finding(_SENTENCE, value=True, state=State.FOUND)
    if one.said.negated:
        return None
    if _is_of_path(one.layout, _offset(one)):
        return _of_line(one)
    return one.finding(_SENTENCE, value=True, state=State.FOUND) if _is_led(one) else None


def _is_handed_over(one: OwnMention) -> bool:
    """Whether somebody else is said to do it: "les pompes étaient confiées à une firme"."""
    return _HANDED_OVER.search(one.text, one.clause[0], mark_at(one.text, ".;", one.at.end)) is not None


def _is_of_path(layout: Layout, offset: int) -> bool:
    """Whether a place is in a line of a career or of studies: by its heading, in a CV also by the post around it."""
    if layout.in_subject(offset, *_PATH):
        return True
    unnamed = layout.kind is Kind.CV and layout.in_subject(offset, None)
    return unnamed and career_of(layout).at(offset) is not None


def _offset(one: OwnMention) -> int:
    return one.view.span(*one.at).start


def _is_aside(one: OwnMention) -> bool:
    """Whether a mention stands where nothing is told of what was done: a heading, a pastime, a letter's subject."""
    offset, layout = _offset(one), one.layout
    aside = one.of_aims or layout.in_subject(offset, *_ASIDE)
    return aside or layout.in_heading(offset) or layout.in_letters_head(offset)


def _of_line(one: OwnMention) -> Finding | None:
    """What a line of a career or of studies shows; one whose employer alone bears the name is to verify."""
    of_house = _is_of_house(one)
    if _LEANING.search(one.text, *one.clause) or (of_house and one.layout.in_subject(_offset(one), "education")):
        return None
    doubtful = of_house or _AWAITED.search(one.text, one.clause[0]) or _is_of_employer(one)
    return one.finding(_LINE, value=True, state=State.TO_VERIFY if doubtful else State.FOUND)


def _is_of_house(one: OwnMention) -> bool:
    """Whether the subject is what a house is called after: who learns or works there may do something else."""
    word = one.text[one.at.start : one.at.end]
    joined = _HOUSE_WORD.fullmatch(word) and word not in map(fold, one.criterion.terms)
    return bool(joined) or _HOUSE.before(one.text, one.at.start, reach=_ARTICLE) is not None


def _is_of_employer(one: OwnMention) -> bool:
    """Whether the subject stands in an employer's name; in a unit of it everybody does its work."""
    post = career_of(one.layout).at(_offset(one))
    words = fold(one.view.span(*one.at).of(one.layout.text))
    named = post is not None and words in fold(post.employer or "") and words not in fold(post.function or "")
    return named and _UNIT.before(one.text, one.at.start, reach=_ARTICLE) is None


_ARTICLE = 4
"""So many letters part a house or its unit from what it does: "Institut de soins palliatifs"."""


def _is_led(one: OwnMention) -> bool:
    """Whether what the writer did or learnt leads to the subject, or follows it at the end of its clause."""
    if _POST.search(one.text, 0, one.at.start) or _is_of_house(one):
        return False
    return any(_is_near(one, act) and _is_mine(one, act) for act in _SHOWN.finditer(one.text))


def _is_near(one: OwnMention, act: Mention) -> bool:
    text, at = one.text, one.at
    if at.end <= act.start():
        return not text[at.end : act.start()].strip()
    for_whom = _TRAINED.match(text, act.start()) and _FOR.search(text, act.end(), at.start)
    return _leads_on(text, _goes_on_from(one, act), at.start) and not for_whom


def _goes_on_from(one: OwnMention, act: Mention) -> int:
    """Where what leads to the subject begins: behind the deed, or behind "then" where further years of it follow."""
    then = _THEN.last(one.text, act.end(), one.at.start)
    return then.end() if then and durations(one.text, then.end(), one.at.start) else act.end()


def _leads_on(text: str, start: int, end: int) -> bool:
    """Whether one thing is told between two places: no mark, nobody else's, one word at most beside those that link."""
    if mark_at(text, ",;:()", start, end) < end or _ANOTHERS.search(text, start, end) or _KIN.search(text, start, end):
        return False
    links = {word for link in _LINK.finditer(text, start, end) for word in link.group().split()}
    words = (word for word in WORD.findall(text[start:end]) if len(word) > _SMALL)
    return sum(word not in links for word in words) <= 1


def _is_mine(one: OwnMention, act: Mention) -> bool:
    """Whether the writer did it: "I" before it with nobody else between, behind it, or nobody in a CV's line."""
    text = one.text
    told = assertion_of(text, *act.span())
    if told.negated or told.hypothetical or told.wished or told.reported or not (told.own or told.led):
        return False
    writer = _WRITER.last(text, 0, act.start())
    if turned := _WRITER.match(text, act.end()):
        return (
            turned.end() <= one.at.start and _leads_on(text, turned.end(), one.at.start) and not _is_leaning(one, act)
        )
    if _is_leaning(one, writer):
        return False
    if writer:
        if _OWN_HOUSE.search(text, writer.start(), act.start() + 1):
            return True
        leads = _leads_on(text, writer.end(), min(act.start(), one.at.start))
        return leads and not _WHO.search(text, writer.end(), act.start())
    return one.layout.kind is Kind.CV or bool(_WRITER.search(text, one.at.end, one.at.end + _FOLLOWS))


def _is_leaning(one: OwnMention, begin: Mention | None) -> bool:
    """Whether an interest, a wish or hearsay is told from the writer, or the sentence's beginning, on."""
    start = begin.start() if begin else 0
    return _LEANING.search(one.text, start, max(one.clause[1], one.at.end)) is not None
