"""Filters and orders of the list, as SQL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    Float,
    and_,
    case,
    cast,
    exists,
    false,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from parsers.values.profiles import LEVELS, NATIVE, from_least
from store.accounts.access_log import opened_by
from store.applications.documents import IDS_PER_MESSAGE
from store.applications.profiles import MOTHER_TONGUE
from store.database.models import Application, FactRow, Membership, MessageNotice
from store.reviews.belonging import belonging
from store.reviews.standing import ACTIVE, EXCLUDED, NEWER_MAIL, WITHDRAWAL
from store.reviews.tags import BAR
from store.search import index_of
from store.search.words import index_text, parse, words
from store.views.values import NO_LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from store.views.values import ApplicationFilter

ORDERS: dict[str, Any] = {
    "id": Application.id,
    "arrival": Application.first_received_at,
    "last": Application.last_received_at,
    "name": Application.sort_name,
    "city": Application.city,
    "decision": Application.decision,
    "missing": case((Application.has_cv & Application.has_letter, 2), (Application.has_cv, 1), else_=0),
}

NUMBERS = frozenset({"experience_years", "workload"})
"""Facts of the program's own whose value is a number."""
_FIGURE = r"^[0-9]+([.][0-9]+)?$"
"""A number as `shown` tells it, of a criterion that a notice brings."""
ALWAYS_THERE = frozenset({"id", "arrival", "last", "name", "missing"})

COUNTED: ColumnElement[bool] = Application.standing == ACTIVE
"""What every total counts: not what was withdrawn, nor what is no application."""
LISTED: ColumnElement[bool] = Application.standing != EXCLUDED

_SIGNS: dict[str, ColumnElement[bool]] = {
    "failed": Application.failed_count > 0,
    "waiting": Application.waiting_count > 0,
    "unreadable": Application.unreadable_count > 0,
    "duplicate": Application.duplicate_count > 0,
    "late": not_(Application.on_time),
    "no_longer_matches": Application.lapsed.is_(True),
    "missing": not_(and_(Application.has_cv, Application.has_letter)),
    "to_verify": Application.to_verify_count > 0,
    "problem": Application.problem_count > 0,
    **{code: Application.standing_asks == code for code in (WITHDRAWAL, NEWER_MAIL)},
}

ASKED_ANEW: ColumnElement[bool] = _SIGNS[NEWER_MAIL]
"""A mail came after it was set aside; it is back among the others unless nothing proves that mail's sender."""
AWAITING: dict[str, ColumnElement[bool]] = {code: and_(COUNTED, sign) for code, sign in _SIGNS.items()}
AWAITING[NEWER_MAIL] = ASKED_ANEW
"""What awaits a human; of what was set aside nothing but a mail that came since."""

MISSING: dict[str, ColumnElement[bool]] = {
    "cv": not_(Application.has_cv),
    "letter": not_(Application.has_letter),
    "any": _SIGNS["missing"],
    "none": and_(Application.has_cv, Application.has_letter),
}


def conditions(session: Session, wanted: ApplicationFilter) -> list[ColumnExpressionArgument[bool]]:
    """What limits the list. Unknown words in a filter find nothing, rather than everything."""
    found: list[ColumnExpressionArgument[bool]] = _standing(wanted)
    if wanted.notice is not None:
        found.append(of_notice(wanted.notice))
    if wanted.on_time is not None:
        found.append(Application.on_time if wanted.on_time else not_(Application.on_time))
    if wanted.missing is not None:
        found.append(MISSING.get(wanted.missing, false()))
    if wanted.awaits is not None:
        found.append(or_(*AWAITING.values()) if wanted.awaits == "any" else AWAITING.get(wanted.awaits, false()))
    if wanted.decision is not None:
        none = wanted.decision == "none"
        found.append(Application.decision.is_(None) if none else Application.decision == wanted.decision)
    if wanted.ids is not None:
        found.append(Application.id.in_(wanted.ids))
    found += [_in_state(key, state) for key, state in wanted.states]
    found += [_at_least(key, least) for key, least in wanted.at_least]
    found += _followed(wanted)
    found += _who(session, wanted)
    if wanted.text and wanted.text.strip():
        found += _having(session, wanted.text)
    return found


def _standing(wanted: ApplicationFilter) -> list[ColumnExpressionArgument[bool]]:
    """Unless something else is asked for, or certain applications: all but what is none."""
    if wanted.standing is None and wanted.awaits in {"any", NEWER_MAIL}:
        return [] if wanted.ids is not None else [or_(LISTED, ASKED_ANEW)]
    if wanted.standing is None:
        return [] if wanted.ids is not None else [LISTED]
    return [] if wanted.standing == "any" else [Application.standing == wanted.standing]


def of_notice(notice: str) -> ColumnElement[bool]:
    """The applications of a notice, and those under another one that hold a mail which may be for this one too."""
    theirs = select(Membership.application_id).join(MessageNotice, MessageNotice.message_id == Membership.message_id)
    return or_(Application.notice == notice, Application.id.in_(theirs.where(MessageNotice.notice == notice)))


def _in_state(key: str, state: str) -> ColumnElement[bool]:
    """By the index alone: to look at each application's fact would read the rows of thousands."""
    return Application.id.in_(select(FactRow.application_id).where(FactRow.key == key, FactRow.state == state))


def _followed(wanted: ApplicationFilter) -> list[ColumnExpressionArgument[bool]]:
    """By tag, by who looks after it, by whether it is new to somebody."""
    found: list[ColumnExpressionArgument[bool]] = []
    if wanted.tag:
        found.append(Application.tags.contains(f"{BAR}{wanted.tag}{BAR}", autoescape=True))
    if wanted.assignee:
        nobody = wanted.assignee == "-"
        found.append(Application.assignee.is_(None) if nobody else Application.assignee == wanted.assignee)
    if wanted.new_to is not None:
        user, new = wanted.new_to
        found.append(not_(opened_by(user)) if new else opened_by(user))
    return found


def _who(session: Session, wanted: ApplicationFilter) -> list[ColumnExpressionArgument[bool]]:
    """By what is known of the candidate."""
    found: list[ColumnExpressionArgument[bool]] = [*_named(wanted.name or "")]
    if wanted.language:
        found.append(_speaking(wanted.language, wanted.level))
    if wanted.town:
        found.append(_living_in(session, wanted.town))
    if wanted.applied is not None:
        found.append(_more_than_once(session, wanted.applied))
    return found


def _more_than_once(session: Session, how: str) -> ColumnElement[bool]:
    """Who applied more than once: several applications that a person merged, or that may be of one person."""
    joined = belonging(session).joined
    merged = Application.id.in_(select(Membership.application_id).where(Membership.message_id.in_(joined)))
    return {"merged": merged, "any": or_(merged, _SIGNS["duplicate"])}.get(how, false())


def _number(fact: type[FactRow]) -> ColumnElement[float]:
    """A fact's value where it is a number, as it is shown: JSON has no comparison that both databases know."""
    return case((or_(fact.key.in_(NUMBERS), fact.shown.regexp_match(_FIGURE)), cast(fact.shown, Float)))


def _at_least(key: str, least: float) -> ColumnElement[bool]:
    if key not in NUMBERS:
        return false()
    mine = and_(FactRow.application_id == Application.id, FactRow.key == key)
    return exists().where(mine, _number(FactRow) >= least)


def _speaking(language: str, level: str | None) -> ColumnElement[bool]:
    """Who speaks a language, at least as well as a level; of two that are claimed one is enough, for it is shown.

    `NO_LEVEL` are those who tell none that can be compared: nobody is out of reach for the words that they chose.
    """
    mine = and_(FactRow.application_id == Application.id, FactRow.key == "languages")
    speaks = exists().where(mine, (", " + FactRow.shown + ",").contains(f", {language},", autoescape=True))
    if not level:
        return speaks
    if level == NO_LEVEL:
        return and_(speaks, not_(_at_levels(language, LEVELS)))
    return _at_levels(language, from_least(level))


def _at_levels(language: str, levels: Iterable[str]) -> ColumnElement[bool]:
    """Who states one of these levels of a language, as `shown` tells it."""
    mine = and_(FactRow.application_id == Application.id, FactRow.key == "language_levels")
    told = (MOTHER_TONGUE if level == NATIVE else level for level in levels)
    stated = [("; " + FactRow.shown).contains(f"; {language} {one}", autoescape=True) for one in told]
    return exists().where(mine, or_(false(), *stated))


def _living_in(session: Session, town: str) -> ColumnElement[bool]:
    """By the towns that there are: no database folds accents as we do."""
    first, dash, last = (part.strip() for part in town.partition("-"))
    if dash and first.isdecimal() and last.isdecimal():
        return Application.postal_code.between(first, last)
    if town.isdecimal():
        return Application.postal_code.startswith(town, autoescape=True)
    folded = index_text(town)
    known = session.scalars(select(Application.city).where(Application.city.is_not(None)).distinct())
    return Application.city.in_([city for city in known if city and folded and f" {folded}" in f" {index_text(city)}"])


def _named(name: str) -> list[ColumnElement[bool]]:
    """Each word begins a word of the name."""
    return [named(word.folded) for word in words(name[:200])]


def named(beginning: str) -> ColumnElement[bool]:
    """These folded words begin words of the name, one after another."""
    return (" " + Application.sort_name).contains(" " + beginning, autoescape=True)


def _having(session: Session, text: str) -> list[ColumnElement[bool]]:
    """Each term stands in some text of the application: one may be in the CV, the other in the letter."""
    terms = parse(text)
    if not terms:
        return [false()]
    found: list[ColumnElement[bool]] = []
    for term in terms:
        texts = index_of(session).matching((replace(term, excluded=False),)).subquery()
        messages = select(Membership.application_id).join(texts, Membership.message_id == texts.c[0] // IDS_PER_MESSAGE)
        inside = Application.id.in_(messages)
        found.append(not_(inside) if term.excluded else inside)
    return found


def page(query: Select[Any], wanted: ApplicationFilter, total: int) -> tuple[Select[Any], bool]:
    """The rows of the page that the filter asks for, of `total`; and whether they come in turned order.

    What stands before a page costs a look each: a page of the second half is reached from the end.
    """
    rest = max(0, total - wanted.offset)
    if wanted.offset <= rest:
        return order(query, wanted.order).limit(wanted.limit).offset(wanted.offset), False
    count = rest if wanted.limit is None else min(wanted.limit, rest)
    return order(query, wanted.order, from_end=True).limit(count).offset(rest - count), True


def order(query: Select[Any], wanted: str, *, from_end: bool = False) -> Select[Any]:
    """The list's order; ties by id, so that pages never overlap. What is empty comes last either way."""
    key, turned = wanted.lstrip("-"), wanted.startswith("-")
    columns = [ORDERS[key]] if key in ORDERS else []
    if not columns:
        query, columns = _with_criterion(query, key)
    by = [((column.is_(None), False), (column, turned)) for column in columns]
    # What is never empty is walked along its index; any other term before it would sort all rows for one page.
    told = [term for empty, own in by for term in ([own] if key in ALWAYS_THERE else [empty, own])]
    terms = [*told, (Application.id, False)]
    return query.order_by(*(term.desc() if down != from_end else term for term, down in terms))


def _with_criterion(query: Select[Any], key: str) -> tuple[Select[Any], list[ColumnElement[Any]]]:
    """With what a criterion is ordered by: its number, where there is one, then its state."""
    fact = aliased(FactRow)
    query = query.outerjoin(fact, and_(fact.application_id == Application.id, fact.key == key))
    return query, [_number(fact), fact.state.expression]
