"""Words of a permanent appointment, and what their sentence does with them: claim, deny, await, or nothing of this."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.modifiers import words_between
from parsers.facts.context.present_time import has_ended as has_ended_then
from parsers.facts.context.present_time import is_over
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import answered, date_behind, date_beside, is_status, is_unticked, stands_alone
from parsers.facts.tenure.scope import has_ended, is_hypothetical, is_outside, may_be_outside, misleads
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.marks import line_end, line_start
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.assertion import Assertion
    from parsers.layout.sections import Layout
    from parsers.lexicon.vocabulary import Vocabulary

_RULES = (
    (vocabulary("permanent_appointment.in_full"), 0.95, "permanent"),
    (vocabulary("permanent_appointment.definitive"), 0.9, "definitive"),
    (vocabulary("permanent_appointment.appointed"), 0.85, "appointed"),
    (vocabulary("permanent_appointment.civil_servant"), 0.6, "civil_servant"),
    (vocabulary("permanent_appointment.one_word"), 0.8, "status"),
)
_NOUN, _ABBREVIATED = vocabulary("permanent_appointment.noun"), vocabulary("permanent_appointment.abbreviated")
_IMPLIES, _NOW = vocabulary("permanent_appointment.implies"), vocabulary("time.now")

_ANY = united(*(phrases for phrases, *_ in _RULES), _NOUN, _ABBREVIATED, _IMPLIES)


def permanent(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a sentence says of a permanent appointment of its writer's: that there is one, or that there is none."""
    if not _ANY.may_say(view.text):
        return
    claimed = False
    for phrases, certainty, rule in _RULES:
        for hit in _hits(layout, view, span, phrases, rule):
            if is_unticked(hit) or (rule == "status" and not stands_alone(hit)):
                continue
            statement = _read(hit, certainty, rule)
            if statement and not (claimed and _is_denied_from_afar(hit, statement)):
                claimed = claimed or (statement.value == "permanent" and statement.certainty > _PLAIN)
                yield statement
    for hit in _hits(layout, view, span, _NOUN, "nomination"):
        statement = _by_noun(hit)
        if statement and not (claimed and _is_denied_from_afar(hit, statement)):
            yield statement
    yield from _by_few_words(layout, view, span)


def _by_few_words(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What is told by a position that only permanent staff can be in, or by a short form with its date."""
    for hit in _hits(layout, view, span, _ABBREVIATED, "nomination"):
        if hit.assertion.plain and date_beside(hit):
            yield hit.says("permanent", 0.8, "dated", span=layout.line_at(hit.focus.start))
    for hit in _hits(layout, view, span, _IMPLIES, "implied"):
        if _is_in_position(hit):
            yield hit.says("permanent", 0.35, "implied")


def _hits(layout: Layout, view: Folded, span: Span, phrases: Vocabulary, rule: str) -> Iterator[Hit]:
    for match in islice(phrases.finditer(view.text), PLENTY):
        yield Hit(layout=layout, view=view, span=span, match=match, rule=rule)


_PLAIN = 0.8
"""A claim that is surer than this outweighs a denial that only reaches its words from afar."""
_NEAR = 3
"""So many words at most stand between what denies and what it denies plainly."""


def _is_denied_from_afar(hit: Hit, statement: Statement) -> bool:
    """Whether what denies the words stands further off in the clause: it may deny something else in it."""
    denials = [said for said in hit.assertion.modifiers if said.category == "negated"]
    return (
        statement.rule.startswith("tenure.denied")
        and all(
            said.end < hit.match.start() and words_between(hit.view.text, said.end, hit.match.start()) > _NEAR
            for said in denials
        )
        and bool(denials)
    )


def _read(hit: Hit, certainty: float, rule: str) -> Statement | None:
    """What words of permanence amount to: by a field's answer, by what is done with them, or by their sentence."""
    told = hit.assertion
    if not _of_the_writer(hit, told) or misleads(hit, rule):
        return None
    if (answer := answered(hit)) is not None:
        told_by = ("permanent", certainty, rule) if answer else ("temporary", 1.0, "denied")
        return hit.says(*told_by, span=hit.with_answer)
    if told.own and _is_possessed(hit) and _is_taken_for_granted(hit, told):
        return hit.says("permanent", 0.7, "possessed")
    if _is_met(hit) and not _is_denied(hit, told):
        return hit.says("permanent", 0.8, "met")
    return None if _is_not_told(hit, told, rule) else _asserted(hit, told, certainty, rule)


def _is_not_told(hit: Hit, told: Assertion, rule: str) -> bool:
    """Whether the words are only asked, reported or quoted, or one word that is no status."""
    if told.reported and not told.quoted and _is_denied_at_once(hit, told):
        return False
    asked = hit.view.text.endswith("?") or told.reported or told.quoted
    return asked or (rule == "status" and not is_status(hit))


def _is_denied_at_once(hit: Hit, told: Assertion) -> bool:
    """Whether words right before deny, in a clause that reports nothing: "puisque l'appel y insiste : ni nommée"."""
    return any(
        said.set == "context.denied" and words_between(hit.view.text, said.end, hit.match.start()) == 0
        for said in told.modifiers
    ) and all(said.end <= hit.place.left for said in told.modifiers if said.category == "reported")


def _asserted(hit: Hit, told: Assertion, certainty: float, rule: str) -> Statement | None:
    """Whether the sentence denies, awaits or claims the appointment, for now or for good."""
    if _is_denied(hit, told):
        return _denied(hit)
    if is_hypothetical(hit, told):
        return _awaited(hit, told, rule)
    if rule == "appointed" and hit.has(context.INTERIM):
        return hit.says("temporary", 0.35, "ad_interim")
    if has_ended(hit, told, rule) or _is_closed(hit) or is_outside(hit) or _is_only_named(hit):
        return None
    if is_over(hit.layout, hit.focus.start) and not _goes_on(hit):
        return hit.says("permanent", _IN_AN_EARLIER_POST, "earlier")
    if may_be_outside(hit):
        certainty = _BY_AN_AUTHORITY
    return hit.says("permanent", certainty + 0.05 * told.explicit, rule)


_BY_AN_AUTHORITY = 0.3
"""Of an appointment by a town of which nothing says that it is in its schools: it is to be verified."""


def _is_closed(hit: Hit) -> bool:
    """Whether a stretch of time that is over stands right behind the words: "vast benoemd van 2012 tot 2021"."""
    if hit.has(context.LASTED) and hit.assertion.once:
        return True
    when = date_behind(hit)
    if when is None or when.first is None or when.point or when.start >= hit.layout.line_at(hit.focus.start).end:
        return False
    return has_ended_then(hit.layout, when)


def _goes_on(hit: Hit) -> bool:
    """Whether the words have a lasting date of their own in their line: "nommée depuis 2014" below a past post."""
    text, at = hit.layout.text, hit.focus.start
    return any(when.ongoing for when in hit.layout.dates_in(line_start(text, at), line_end(text, at)))


_IN_AN_EARLIER_POST = 0.58
"""Of an appointment told in a post that has ended: it goes along to the next school, unless one begins anew there."""


def _of_the_writer(hit: Hit, told: Assertion) -> bool:
    """Whether the candidate is meant: in an employer's paper he or she is the third person."""
    return told.own or hit.layout.kind in {Kind.DIPLOMA, Kind.OTHER}


def _is_possessed(hit: Hit) -> bool:
    """Whether an appointment is called the writer's."""
    return hit.has(context.POSSESSED) or (hit.has(context.MINE) and hit.has(context.NOUN))


def _is_taken_for_granted(hit: Hit, told: Assertion) -> bool:
    """Whether "ma nomination" is asked about, risked or kept: there is one."""
    text = hit.view.text
    if hit.has(context.KEEPING) and not (told.lost or told.quoted or hit.has(context.WAS)):
        return True
    if told.lost or told.quoted or _is_topic(hit) or hit.has(context.WAS, context.AWAITED, context.DELAYED):
        return False
    if hit.has(context.LEAVING) and (told.negated or told.wished or hit.has(context.WONDERED)):
        return True
    return not told.negated and (text.endswith("?") or (told.hypothetical and hit.has(context.WONDERED)))


def _is_topic(hit: Hit) -> bool:
    """Whether nothing else stands in their sentence: "Ma nomination ?" says only what comes next is about."""
    return not (hit.view.text[: hit.match.start()] + hit.view.text[hit.match.end() :]).strip(" ?!.:")


def _is_only_named(hit: Hit) -> bool:
    """Whether an appointment is wanted, on offer, or spoken of ("een vaste benoeming") and not said to be had."""
    if hit.has(context.WANTED) or (hit.has(context.OFFERED) and not hit.has(context.I_AM, context.SINCE)):
        return True
    return hit.has(context.NOUN) and hit.has(context.INDEFINITE) and not hit.has(context.HELD)


def _is_denied(hit: Hit, told: Assertion) -> bool:
    """Whether the clause denies the appointment, before it or after it; "not since yesterday" affirms."""
    return not hit.has(context.JUST) and (told.negated or hit.has(*context.DENIED_WITHIN))


_OF_AN_OFFICE = 0.39
"""Of an office alone that somebody is not appointed in: it is to be verified."""


def _denied(hit: Hit) -> Statement | None:
    """A denial of tenure; of an office only, it says little of one's own post; of a part, it grants the rest."""
    if hit.has(context.WAS) or is_over(hit.layout, hit.focus.start) or _is_of_earlier_day(hit):
        return None
    if hit.has(context.LEAVING) or (hit.has(context.IMPERSONAL) and not hit.has(context.WRITER)):
        return None
    if hit.has(context.PARTLY):
        return hit.says("permanent", 0.6, "partly")
    scoped = hit.has(context.OFFICE, context.OFFICE_OF)
    return hit.says("temporary", _OF_AN_OFFICE if scoped else 1.0, "denied")


def _is_of_earlier_day(hit: Hit) -> bool:
    """Whether a denial's clause names a day, from which nothing lasts, before the latest: "non nommée avant 2012"."""
    left, right = (hit.view.span(at, at).start for at in (hit.place.left, max(hit.place.left, hit.place.right - 1)))
    told = list(hit.layout.dates_in(left, right + 1))
    last = max((when.last for when in hit.layout.dates if when.last), default=None)
    return bool(told) and all(when.point and when.last and last and when.last.year < last.year for when in told)


def _awaited(hit: Hit, told: Assertion, rule: str) -> Statement | None:
    """A tenure that the writer awaits or imagines shows that there is none; a mere condition shows nothing."""
    own = told.explicit or hit.has(context.MINE, context.EXPECTED)
    if not own or rule == "civil_servant" or not hit.has(context.AWAITED):
        return None
    return hit.says("temporary", 0.45, "awaited")


def _is_in_position(hit: Hit) -> bool:
    """Whether the writer is in a position of staff today that only those are in who are appointed for good."""
    told = hit.assertion
    claimed = told.current and not hit.view.text.endswith("?")
    if not claimed or misleads(hit, "implied") or hit.has(context.RETIRED):
        return False
    if not (told.explicit or not hit.before.strip() or _NOW.fullmatch(hit.before)):
        return False
    return not (is_outside(hit) or is_over(hit.layout, hit.focus.start))


def _by_noun(hit: Hit) -> Statement | None:
    """An appointment told by its noun: "je n'ai pas encore de nomination", "Nomination / 01/01/2012"."""
    told = hit.assertion
    if not _speaks_of_one(hit, told):
        return None
    if _has_come(hit, told) or (not (told.negated or told.hypothetical) and (date_beside(hit) or _is_met(hit))):
        return hit.says("permanent", 0.8, "dated")
    if _is_denied(hit, told):
        return None if _is_contrasted(hit) else _denied(hit)
    if hit.has(context.DELAYED_AFTER):
        return hit.says("temporary", 0.45, "awaited")
    return _awaited(hit, told, "nomination") if is_hypothetical(hit, told) else None


def _has_come(hit: Hit, told: Assertion) -> bool:
    """Whether the appointment came, with a date in its sentence: "kam am 1. Oktober 2022 die Ernennung"."""
    if not (told.plain or _is_contrasted(hit)) or told.wished or told.lost or hit.has(context.AWAITED, context.DELAYED):
        return False
    if not hit.has(context.CAME) or hit.has(context.SOMEBODYS):
        return False
    start, end = hit.span
    return any(start <= when.start < end for when in hit.layout.dates)


def _is_contrasted(hit: Hit) -> bool:
    """Whether the words are set against others that are meant instead: "das Amt, nicht die Ernennung"."""
    contrast = context.CONTRASTED.of(hit.place)
    return contrast is not None and contrast.start == hit.place.left + (hit.view.text[hit.place.left] == " ")


def _speaks_of_one(hit: Hit, told: Assertion) -> bool:
    """Whether the noun is of an appointment of the writer's, not one of the notice's or of somebody else."""
    if not told.own or told.quoted or (told.reported and not told.negated):
        return False
    return not (hit.view.text.endswith("?") or hit.has(context.WAS, context.ANOTHERS))


def _is_met(hit: Hit) -> bool:
    """Whether the appointment is called a condition that the writer fulfils."""
    return hit.has(context.MET) and hit.has(context.CONDITION)
