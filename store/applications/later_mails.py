"""Later mails that nothing proves to be the candidate's: which they are, and what each would change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from parsers.values.acts import BY_ANOTHER, MailAct, Shown, refused
from store.database.codec import encode
from store.database.models import ClaimRow, Membership, MessageRow
from store.reviews.belonging import application_of, belonging
from store.reviews.in_force import in_force_of_kinds
from store.values import IdentityClaims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from parsers.values.profiles import Fact, Profile
    from store.applications.completeness import Completeness
    from store.database.models import ReviewRow
    from store.reviews.belonging import Belonging
    from store.values import Logic

MOST_TOLD = 20
"""Of more mails that wait in one application than this, what they would change is not worked out."""


_MEMBERSHIPS = Membership.__table__
# Put together once: that costs more than what they ask for, of one application.
_CLAIMS = (
    select(Membership.application_id, ClaimRow.message_id, ClaimRow.detail)
    .join(MessageRow, MessageRow.id == ClaimRow.message_id)
    .join(Membership, Membership.message_id == MessageRow.id)
    .where(Membership.application_id.in_(bindparam("ids", expanding=True)))
    .order_by(MessageRow.received_at, MessageRow.id)
)
_CLAIM = select(ClaimRow.detail).where(ClaimRow.message_id == bindparam("message"))
_KEEP = (
    update(_MEMBERSHIPS)  # type: ignore[arg-type]  # a Table, which the stubs call FromClause
    .where(_MEMBERSHIPS.c.message_id == bindparam("message"))
    .values(waits=bindparam("why"), changes=bindparam("what"), third_party=bindparam("third"))
)


def waiting(session: Session, application_ids: Collection[int], logic: Logic) -> dict[int, Mapping[int, str]]:
    """By application, its messages that wait for a person's word, and why."""
    claims: dict[int, list[IdentityClaims]] = {}
    for application_id, message, detail in session.execute(_CLAIMS, {"ids": list(application_ids)}):
        claims.setdefault(application_id, []).append(IdentityClaims(message_id=message, detail=detail))
    accepted = _accepted(session)
    return {
        application_id: _refused(logic.waiting(own, accepted & {c.message_id for c in own}))
        for application_id, own in _candidates(session, claims)
    }


def _refused(doubts: Mapping[int, str]) -> dict[int, str]:
    asked = {number: refused(MailAct.PAPERS, Shown(doubt=doubt)) for number, doubt in doubts.items()}
    return {number: why for number, why in asked.items() if why is not None}


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweringMail:
    """A mail that answers a letter."""

    message_id: int
    about_id: int
    """The message of the application that the letter is about."""
    addresses: frozenset[str] = field(repr=False)
    """Where letters on it went, in lower case."""


def doubts(session: Session, logic: Logic, mails: Sequence[AnsweringMail]) -> list[str | None]:
    """Of each mail why it is not taken for the candidate's, as a clause; None where it is."""
    if not mails:
        return []
    words, accepted = belonging(session), _accepted(session)
    return [_doubt(session, logic, mail, words, accepted) for mail in mails]


def _doubt(
    session: Session, logic: Logic, mail: AnsweringMail, words: Belonging, accepted: frozenset[int]
) -> str | None:
    application_id = application_of(session, mail.about_id)
    rows = session.execute(_CLAIMS, {"ids": [] if application_id is None else [application_id]})
    claims = [IdentityClaims(message_id=message, detail=detail) for _, message, detail in rows]
    ids = [claim.message_id for claim in claims]
    thirds = words.third_parties(ids)
    if mail.message_id in thirds:
        return BY_ANOTHER
    claim = IdentityClaims(message_id=mail.message_id, detail=session.scalar(_CLAIM, {"message": mail.message_id}))
    own = [one for one in claims if one.message_id not in thirds]
    return logic.doubt(claim, own, accepted.intersection(ids), mail.addresses)


def _candidates(
    session: Session, claims: Mapping[int, list[IdentityClaims]]
) -> Iterator[tuple[int, list[IdentityClaims]]]:
    """Without the mails that somebody else wrote about the candidate: they open no application, and wait for nobody."""
    words = belonging(session)
    for application_id, every in claims.items():
        thirds = words.third_parties([claim.message_id for claim in every])
        yield application_id, [claim for claim in every if claim.message_id not in thirds]


def _accepted(session: Session) -> frozenset[int]:
    """The messages that a person accepted or put where they are, and those that opened what a person merged."""
    words = in_force_of_kinds(session, {"admit", "merge", "move"})
    return frozenset(message for word in words for message in _meant(word) if message is not None)


def _meant(word: ReviewRow) -> Collection[int | None]:
    if word.kind != "merge":
        return (word.message_id,)
    return word.value["openers"] if word.value else (word.message_id, word.other_id)


def openers(session: Session, *application_ids: int) -> list[int]:
    """Of each application the first message that does not wait: what of it counts when two are merged."""
    query = select(MessageRow.id).join(Membership, Membership.message_id == MessageRow.id)
    query = query.where(Membership.waits.is_(None)).order_by(MessageRow.received_at, MessageRow.id)
    found = (session.scalar(query.where(Membership.application_id == one).limit(1)) for one in application_ids)
    return [message for message in found if message is not None]


def keep(session: Session, told: Iterable[tuple[int, str | None, JSON, bool]]) -> None:
    """Writes down of each message why it waits, what it would change, and whether it is a third party's."""
    rows = [{"message": one, "why": why, "what": what, "third": third} for one, why, what, third in told]
    if rows:
        session.execute(_KEEP, rows)
    session.expire_all()


def changes(before: tuple[Completeness, Profile], after: tuple[Completeness, Profile]) -> JSON:
    """What one more mail would change: `facts` as [key, value and state now, then], and the papers it supersedes.

    `on_time` stands there as [now, then] where it would change. The caller adds `brings`, what nobody else sent.
    """
    (weighed, profile), (weighed_then, profile_then) = before, after
    replaced = [
        number
        for number, paper in sorted(weighed_then.papers.items())
        if paper.superseded and not weighed.papers[number].superseded and paper.copy_of is None
    ]
    timely = {"on_time": [weighed.on_time, weighed_then.on_time]} if weighed.on_time != weighed_then.on_time else {}
    return {"facts": [*_differing(profile, profile_then)], "replaces": replaced, **timely}


def _differing(now: Profile, then: Profile) -> list[list[JSON]]:
    found = []
    for before, after in ((now.person, then.person), (now.facts, then.facts)):
        for key in sorted(before.keys() | after.keys()):
            old, new = _told(before.get(key)), _told(after.get(key))
            if old != new:
                found.append([key, *old, *new])
    return found


def _told(fact: Fact | None) -> tuple[JSON, str]:
    return (encode(fact.value), fact.state.value) if fact else (None, "not_found")
