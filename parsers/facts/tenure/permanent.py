"""Words of a permanent appointment, and what their sentence does with them: claim, deny, await, or nothing of this."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from parsers.facts.context.modifiers import words_between
from parsers.facts.context.present_time import is_over
from parsers.facts.tenure import context
from parsers.facts.tenure.fields import answered, date_beside, is_status, is_unticked, stands_alone
from parsers.facts.tenure.scope import has_ended, is_hypothetical, is_outside, may_be_outside, misleads
from parsers.facts.tenure.statements import Hit, Statement
from parsers.lexicon.vocabulary import united, vocabulary
from parsers.text.text import PLENTY, Folded, Span
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.facts.context.assertion import Assertion
    from parsers.layout.sections import Layout

_RULES = (
    (vocabulary("permanent_appointment.in_full"), 0.95, "permanent"),
    (vocabulary("permanent_appointment.definitive"), 0.9, "definitive"),
    (vocabulary("permanent_appointment.appointed"), 0.85, "appointed"),
    (vocabulary("permanent_appointment.civil_servant"), 0.6, "civil_servant"),
    (vocabulary("permanent_appointment.one_word"), 0.8, "status"),
)
_NOUN = vocabulary("permanent_appointment.noun")
_IMPLIES, _NOW = vocabulary("permanent_appointment.implies"), vocabulary("time.now")

_ANY = united(*(phrases for phrases, *_ in _RULES), _NOUN, _IMPLIES)


def permanent(layout: Layout, view: Folded, span: Span) -> Iterator[Statement]:
    """What a sentence says of a permanent appointment of its writer's: that there is one, or that there is none."""
    if not _ANY.may_say(view.text):
        return
    claimed = False
    for phrases, certainty, rule in _RULES:
        for match in islice(phrases.finditer(view.text), PLENTY):
            hit = Hit(layout=layout, view=view, span=span, match=match, rule=rule)
            if is_unticked(hit) or (rule == "status" and not stands_alone(hit)):
                continue
            statement = _read(hit, certainty, rule)
            if statement and not (claimed and _is_denied_from_afar(hit, statement)):
                claimed = claimed or (statement.value == "permanent" and statement.certainty > _PLAIN)
                yield statement
    for match in islice(_NOUN.finditer(view.text), PLENTY):
        hit = Hit(layout=layout, view=view, span=span, match=match, rule="nomination")
        statement = _by_noun(hit)
        if statement and not (claimed and _is_denied_from_afar(hit, statement)):
            yield statement

    for match in islice(_IMPLIES.finditer(view.text), PLENTY):
        hit = Hit(layout=layout, view=view, span=span, match=match, rule="implied")
        if _is_in_position(hit):
            yield hit.says("permanent", 0.35, "implied")


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
        return hit.says("permanent", certainty, rule) if answer else hit.says("temporary", 1.0, "denied")
    if told.own and _is_possessed(hit) and _is_taken_for_granted(hit, told):
        return hit.says("permanent", 0.7, "possessed")
    if _is_met(hit) and not _is_denied(hit, told):
        return hit.says("permanent", 0.8, "met")
    if hit.view.text.endswith("?") or told.reported or told.quoted or (rule == "status" and not is_status(hit)):
        return None
    return _asserted(hit, told, certainty, rule)


def _asserted(hit: Hit, told: Assertion, certainty: float, rule: str) -> Statement | None:
    """Whether the sentence denies, awaits or claims the appointment, for now or for good."""
    if _is_denied(hit, told):
        return _denied(hit)
    if is_hypothetical(hit, told):
        return _awaited(hit, told, rule)
    if rule == "appointed" and hit.has(context.INTERIM):
        return hit.says("temporary", 0.35, "ad_interim")
    if has_ended(hit, told, rule) or is_outside(hit) or _is_only_named(hit):
        return None
    if is_over(hit.layout, hit.focus.start) and not _goes_on(hit):
        return hit.says("permanent", _IN_AN_EARLIER_POST, "earlier")
    if may_be_outside(hit):
        certainty = _BY_AN_AUTHORITY
    return hit.says("permanent", certainty + 0.05 * told.explicit, rule)


_BY_AN_AUTHORITY = 0.3
"""Of an appointment by a town of which nothing says that it is in its schools: it is to be verified."""


def _goes_on(hit: Hit) -> bool:
    """Whether the words have a lasting date of their own in their line: "nommée depuis 2014" below a past post."""
    text, at = hit.layout.text, hit.focus.start
    start, line = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = line if line >= 0 else len(text)
    return any(when.ongoing for when in hit.layout.dates if start <= when.start and when.end <= end)


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
    if told.lost or told.quoted or hit.has(context.WAS, context.AWAITED, context.DELAYED):
        return False
    if hit.has(context.KEEPING) or (
        hit.has(context.LEAVING) and (told.negated or told.wished or hit.has(context.WONDERED))
    ):
        return True
    return not told.negated and (text.endswith("?") or (told.hypothetical and hit.has(context.WONDERED)))


def _is_only_named(hit: Hit) -> bool:
    """Whether an appointment is wanted, or spoken of ("een vaste benoeming") and not said to be had."""
    if hit.has(context.WANTED):
        return True
    return hit.has(context.NOUN) and hit.has(context.INDEFINITE) and not hit.has(context.HELD)


def _is_denied(hit: Hit, told: Assertion) -> bool:
    """Whether the clause denies the appointment, before it or after it; "not since yesterday" affirms."""
    return not hit.has(context.JUST) and (told.negated or hit.has(*context.DENIED_WITHIN))


def _denied(hit: Hit) -> Statement | None:
    """A denial of tenure; of an office only, it says little of one's own post; of a part, it grants the rest."""
    if hit.has(context.WAS) or is_over(hit.layout, hit.focus.start):
        return None
    if hit.has(context.LEAVING) or (hit.has(context.IMPERSONAL) and not hit.has(context.WRITER)):
        return None
    if hit.has(context.PARTLY):
        return hit.says("permanent", 0.6, "partly")
    scoped = hit.has(context.OFFICE, context.OFFICE_OF)
    return hit.says("temporary", 0.4 if scoped else 1.0, "denied")


def _awaited(hit: Hit, told: Assertion, rule: str) -> Statement | None:
    """A tenure that the writer awaits or imagines shows that there is none; a mere condition shows nothing."""
    own = told.explicit or hit.has(context.MINE, context.EXPECTED)
    if not own or rule == "civil_servant" or not hit.has(context.AWAITED):
        return None
    return hit.says("temporary", 0.45, "awaited")


def _is_in_position(hit: Hit) -> bool:
    """Whether the writer is in a position of staff today that only those are in who are appointed for good."""
    told = hit.assertion
    claimed = told.plain and not (told.wished or told.once or told.lost) and not hit.view.text.endswith("?")
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
    if not told.negated and (date_beside(hit) or _is_met(hit)):
        return hit.says("permanent", 0.8, "dated")
    if _is_denied(hit, told):
        return _denied(hit)
    if hit.has(context.DELAYED_AFTER):
        return hit.says("temporary", 0.45, "awaited")
    return _awaited(hit, told, "nomination") if is_hypothetical(hit, told) else None


def _speaks_of_one(hit: Hit, told: Assertion) -> bool:
    """Whether the noun is of an appointment of the writer's, not one of the notice's or of somebody else."""
    if not told.own or told.quoted or (told.reported and not told.negated):
        return False
    return not (hit.view.text.endswith("?") or hit.has(context.WAS, context.ANOTHERS))


def _is_met(hit: Hit) -> bool:
    """Whether the appointment is called a condition that the writer fulfils."""
    return hit.has(context.MET) and hit.has(context.CONDITION)
