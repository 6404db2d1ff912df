"""What people said, laid over what was extracted; and the row that lists show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, func, literal_column, select, update

from parsers.values.evidence import State
from parsers.values.profiles import PERSON
from store.applications.profiles import shown
from store.database.models import Application, BodyRow, FactRow, Membership, MessageRow, PossibleDuplicateRow, ReviewRow
from store.reviews import standing, tags
from store.reviews.in_force import in_force_of_kinds, not_undone
from store.search.words import index_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON

_POSSIBLE = select(PossibleDuplicateRow).order_by(
    PossibleDuplicateRow.first_message_id, PossibleDuplicateRow.second_message_id
)
_PAIRED = select(PossibleDuplicateRow.first_message_id).union(select(PossibleDuplicateRow.second_message_id))
_EXCLUDED = select(Application.id).where(
    Application.standing == standing.EXCLUDED,
    Application.id.in_(select(Membership.application_id).where(Membership.message_id.in_(_PAIRED))),
)
_COUNTED = select(Application.id, Application.duplicate_count).where(
    Application.duplicate_count > literal_column("0")  # bound, it would not be known that the partial index has them
)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_APPLICATIONS = select(Application).where(Application.id.in_(_IDS)).order_by(Application.id)
_WORDS = (
    select(Membership, ReviewRow)
    .join(ReviewRow, ReviewRow.message_id == Membership.message_id)
    .where(Membership.application_id.in_(_IDS))
)
_FACTS = select(FactRow).where(FactRow.application_id.in_(_IDS)).execution_options(populate_existing=True)
LONGEST_NAME = 200
"""Characters of a name by which applications are ordered."""
OF_THE_CANDIDATE = frozenset({"decision", "correction", "standing", "tag", "assign"})
NAME, GIVEN, FAMILY = "name", "given_name", "family_name"


def apply_reviews(session: Session, application_ids: Collection[int]) -> None:
    """Lays the standing words of people over the applications' facts and summaries."""
    words, facts = _words(session, application_ids), _facts(session, application_ids)
    mails = standing.mails_of(session, application_ids)
    for row in session.scalars(_APPLICATIONS, {"ids": list(application_ids)}):
        in_force = not_undone(words.get(row.id, ()))
        _lay(session, row, in_force, facts.get(row.id, {}))
        standing.lay(row, in_force, mails.get(row.id, {}))
        tags.lay(row, in_force)
    session.flush()


def _words(session: Session, application_ids: Collection[int]) -> dict[int, list[ReviewRow]]:
    """All that people said of the candidate, by application: what was decided of somebody else's mail is not of it."""
    found: dict[int, list[ReviewRow]] = {}
    for mail, word in session.execute(_WORDS, {"ids": list(application_ids)}):
        if not mail.third_party or word.kind not in OF_THE_CANDIDATE:
            found.setdefault(mail.application_id, []).append(word)
    return found


def _facts(session: Session, application_ids: Collection[int]) -> dict[int, dict[str, FactRow]]:
    """By application and key; they were put in place beside the session's back."""
    found: dict[int, dict[str, FactRow]] = {}
    for fact in session.scalars(_FACTS, {"ids": list(application_ids)}):
        found.setdefault(fact.application_id, {})[fact.key] = fact
    return found


def _lay(session: Session, row: Application, words: Sequence[ReviewRow], facts: dict[str, FactRow]) -> None:
    corrections = {word.key: word for word in words if word.kind == "correction" and word.key}
    for key in corrections.keys() - facts.keys():
        facts[key] = _unfound(session, row.id, key)
    for fact in facts.values():
        _hold(fact, corrections.get(fact.key))
    _hold_names(session, row, corrections.keys(), facts)
    decisions = [word for word in words if word.kind == "decision"]
    row.decision = decisions[-1].key if decisions else None
    row.decision_reason = decisions[-1].text if decisions else None
    row.note_count = sum(word.kind == "note" for word in words)
    _summarise(session, row, facts)


def _unfound(session: Session, application_id: int, key: str) -> FactRow:
    """A fact that a person states and of which the papers say nothing."""
    area = "person" if key in PERSON else "criterion"
    fact = FactRow(application_id=application_id, key=key, area=area, extracted_state="not_found")
    session.add(fact)
    return fact


def _hold(fact: FactRow, correction: ReviewRow | None) -> None:
    """What holds of a fact: the correction where there is one, else what was extracted."""
    fact.correction = correction.id if correction else None
    if correction is None:
        fact.value, fact.state = fact.extracted_value, fact.extracted_state
    else:
        fact.value, fact.state = correction.value["value"], correction.value["state"]
    fact.shown = shown(fact.value)


def _hold_names(session: Session, row: Application, corrected: Collection[str], facts: dict[str, FactRow]) -> None:
    """A name that a person stated and its parts hold together."""
    held = {key: fact.shown for key, fact in facts.items()}
    for key, value in following(corrected, held).items():
        fact = facts[key] = facts.get(key) or _unfound(session, row.id, key)
        fact.value = fact.shown = value
        fact.state = (State.FOUND if value else State.NOT_FOUND).value


def _summarise(session: Session, row: Application, facts: dict[str, FactRow]) -> None:
    person = {key: facts[key].shown if key in facts else None for key in PERSON}
    for key, value in person.items():
        setattr(row, key, value)
    row.email = row.email or _sender(session, row.id)
    ordered = " ".join(filter(None, (row.family_name, row.given_name))) or row.name or row.email or ""
    row.sort_name = index_text(ordered)[:LONGEST_NAME]  # an index has room for some hundred bytes
    row.to_verify_count = sum(fact.state == "to_verify" for fact in facts.values())


def _sender(session: Session, application_id: int) -> str | None:
    """Where nothing else is known: who sent the first message."""
    query = select(func.coalesce(BodyRow.applicant_email, MessageRow.sender_email)).select_from(MessageRow)
    query = query.outerjoin(BodyRow, BodyRow.message_id == MessageRow.id)
    return session.scalar(query.where(MessageRow.id == application_id))


def count_duplicates(session: Session, notices: Collection[str] | None = None) -> None:
    """Counts for each application those that may be of the same person, nobody having decided yet.

    With `notices` for theirs alone: what somebody else records for another is not looked at.
    """
    found: dict[int, set[int]] = {}
    for one, other, _ in undecided_duplicates(session, notices):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    counted = _COUNTED if notices is None else _COUNTED.where(Application.notice.in_(notices))
    before: dict[int, int] = dict(session.execute(counted).all())
    for application_id in before.keys() | found.keys():
        count = len(found.get(application_id, ()))
        if count != before.get(application_id, 0):
            change = update(Application).where(Application.id == application_id)
            session.execute(change.values(duplicate_count=count))


def undecided_duplicates(session: Session, notices: Collection[str] | None = None) -> list[tuple[int, int, str]]:
    """Pairs of applications, of all or of these notices, that may be of one person and nobody said to keep apart."""
    possible = session.scalars(_POSSIBLE if notices is None else _possible_for(notices)).all()
    if not possible:  # as mostly, and every page asks
        return []
    applications: dict[int, int] = dict(_memberships_of_pairs(session))
    apart = {frozenset((review.message_id, review.other_id)) for review in in_force_of_kinds(session, {"keep_apart"})}
    apart = {frozenset(applications.get(end or 0, end) for end in pair) for pair in apart}
    excluded = set(session.scalars(_EXCLUDED))
    pairs: dict[tuple[int, int], str] = {}
    for pair in possible:
        one, other = applications.get(pair.first_message_id), applications.get(pair.second_message_id)
        if one is None or other is None or one == other or excluded & {one, other}:
            continue
        if frozenset((one, other)) not in apart:
            pairs.setdefault((min(one, other), max(one, other)), pair.reason)
    return [(one, other, reason) for (one, other), reason in pairs.items()]


def _possible_for(notices: Collection[str]) -> Select[PossibleDuplicateRow]:
    """Both messages of a pair are for one notice."""
    of_first = _POSSIBLE.join(MessageRow, MessageRow.id == PossibleDuplicateRow.first_message_id)
    return of_first.where(MessageRow.notice.in_(notices))


def _memberships_of_pairs(session: Session) -> list[tuple[int, int]]:
    """Application by message, of the messages in pairs and of every application's first (which reviews name)."""
    named = [
        end for review in in_force_of_kinds(session, {"keep_apart"}) for end in (review.message_id, review.other_id)
    ]
    query = select(Membership.message_id, Membership.application_id).where(
        Membership.message_id.in_(_PAIRED) | Membership.message_id.in_([end for end in named if end is not None])
    )
    return [(message, application) for message, application in session.execute(query)]


def corrected_value(value: JSON, state: str) -> dict[str, JSON]:
    """How a correction keeps what a person says holds."""
    return {"value": value, "state": state}


def following(corrected: Collection[str], held: Mapping[str, str | None]) -> dict[str, str | None]:
    """What of a name follows from what a person stated, by key; nothing where they stated none of it.

    Args:
        corrected: the keys that a person stated.
        held: the value of each key, corrections laid over what was read.
    """
    if NAME in corrected:
        given, family = parts_of(held.get(NAME) or "", held.get(FAMILY) or "")
        return {key: value for key, value in ((GIVEN, given), (FAMILY, family)) if key not in corrected}
    if GIVEN in corrected or FAMILY in corrected:
        return {NAME: " ".join(filter(None, (held.get(GIVEN), held.get(FAMILY)))) or None}
    return {}


def parts_of(stated: str, family: str) -> tuple[str | None, str | None]:
    """Given and family name of a stated one: by a comma, by capitals, by the `family` known, or by the usual order."""
    before, _, behind = (part.strip() for part in stated.partition(","))
    if before and behind:
        return behind, before
    words = before.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if 0 < len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    known = len(family.split())
    if 0 < known < len(words) and " ".join(words[-known:]).casefold() == family.casefold():
        return " ".join(words[:-known]), " ".join(words[-known:])
    return " ".join(words[:1]) or None, " ".join(words[1:]) or None
