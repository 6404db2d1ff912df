"""Which messages make one application: the rules' word, and people's above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BindParameter, bindparam, delete, select

from store.database.models import Application, ClaimRow, ClaimToken, Membership, MessageRow, PossibleDuplicateRow
from store.reviews.belonging import belonging
from store.values import IdentityClaims

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.reviews.belonging import Belonging
    from store.values import Logic

READ = ("parsed", "failed")

# Put together once: that costs more than what they ask for, of a few mails.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_SHARING_TOKENS = (
    select(ClaimToken.message_id)
    .join(MessageRow, MessageRow.id == ClaimToken.message_id)
    .where(
        ClaimToken.token.in_(select(ClaimToken.token).where(ClaimToken.message_id.in_(_IDS))),
        MessageRow.applies,
        MessageRow.notice.in_(select(MessageRow.notice).where(MessageRow.id.in_(_IDS))),
    )
    .distinct()
)
_SHARING_APPLICATION = select(Membership.message_id).where(
    Membership.application_id.in_(select(Membership.application_id).where(Membership.message_id.in_(_IDS)))
)
_APPLYING = select(MessageRow.id).where(
    MessageRow.id.in_(_IDS),
    MessageRow.applies,
    MessageRow.notice.is_not(None),
    # One that waits to be read again stays where it is.
    MessageRow.state.in_(READ) | MessageRow.id.in_(select(Membership.message_id)),
)
_TOKENS = select(ClaimToken.message_id, ClaimToken.token).where(ClaimToken.message_id.in_(_IDS))
_DETAILS = select(ClaimRow.message_id, ClaimRow.detail).where(ClaimRow.message_id.in_(_IDS))
_NOTICES = select(MessageRow.id, MessageRow.notice).where(MessageRow.id.in_(_IDS))
_MEMBERSHIPS = select(Membership.message_id, Membership.application_id).where(Membership.message_id.in_(_IDS))
_KNOWN = select(Application).where(Application.id.in_(_IDS))


def regroup(session: Session, message_ids: Iterable[int], logic: Logic) -> frozenset[int]:
    """Groups these messages anew, with all that hang together with them. Returns the applications touched.

    An application bears the id of its first message that is no third party's: ids do not depend on the order of
    reading, and come back when a merge is undone. Applications left without a message are gone afterwards.
    """
    asked = set(message_ids)
    words = belonging(session)
    around = _around(session, asked, words)
    claims = _claims(session, around)
    before = _memberships(session, around | asked)
    by_notice = _by_notice(session, claims)
    after = {
        message: min(group - words.third_parties(group))
        for of_one in by_notice
        for group in _groups(of_one, words, logic)
        for message in group
    }
    _move(session, before, after)
    _note_duplicates(session, around | asked, by_notice, after, logic)
    touched = {before[m] for m in before if before[m] != after.get(m)} | {
        after[m] for m in after if before.get(m) != after[m]
    }
    touched |= {application for message, application in after.items() if message in asked}
    _drop_empty(session, touched)
    return frozenset(touched & set(after.values()))


def _around(session: Session, start: set[int], words: Belonging) -> set[int]:
    """All applying messages that can be reached by shared tokens, present membership, merges or moves."""
    pairs = [*words.merges, *((mail, other) for mail, other in words.placed.items() if other is not None)]
    found: set[int] = set()
    border = start
    while border:
        found |= border
        near = _sharing_tokens(session, border) | _sharing_application(session, border)
        near |= {end for pair in pairs if border.intersection(pair) for end in pair}
        border = near - found
    return _applying(session, found)


def _sharing_tokens(session: Session, messages: set[int]) -> set[int]:
    return set(session.scalars(_SHARING_TOKENS, {"ids": list(messages)}))


def _sharing_application(session: Session, messages: set[int]) -> set[int]:
    return set(session.scalars(_SHARING_APPLICATION, {"ids": list(messages)}))


def _applying(session: Session, messages: set[int]) -> set[int]:
    return set(session.scalars(_APPLYING, {"ids": list(messages)}))


def _claims(session: Session, messages: set[int]) -> list[IdentityClaims]:
    tokens: dict[int, set[str]] = {message: set() for message in messages}
    these = {"ids": list(messages)}
    for message, token in session.execute(_TOKENS, these):
        tokens[message].add(token)
    details: dict[int, JSON] = dict(session.execute(_DETAILS, these).all())
    return [
        IdentityClaims(message_id=message, tokens=frozenset(tokens[message]), detail=details.get(message))
        for message in sorted(messages)
    ]


def _by_notice(session: Session, claims: list[IdentityClaims]) -> list[list[IdentityClaims]]:
    """An application is one person's mails for one notice: the same person's for another are another one."""
    ids = [claim.message_id for claim in claims]
    notices: dict[int, str | None] = dict(session.execute(_NOTICES, {"ids": ids}).all())
    found: dict[str | None, list[IdentityClaims]] = {}
    for claim in claims:
        found.setdefault(notices[claim.message_id], []).append(claim)
    return list(found.values())


def _groups(claims: list[IdentityClaims], words: Belonging, logic: Logic) -> list[set[int]]:
    """The rules' groups; a message taken out by a person stands alone or where it was put; what was merged is one."""
    known = {claim.message_id for claim in claims}
    groups = [{message} for message in known & words.placed.keys()]
    groups += [set(group) for group in logic.partition([c for c in claims if c.message_id not in words.placed])]
    moves = [(message, other) for message, other in words.placed.items() if other is not None]
    for one, other in (*moves, *words.merges):
        joined = [group for group in groups if one in group or other in group]
        groups = [group for group in groups if group not in joined]
        if joined:
            groups.append(set().union(*joined))
    return groups


def _memberships(session: Session, messages: set[int]) -> dict[int, int]:
    return dict(session.execute(_MEMBERSHIPS, {"ids": list(messages)}).all())


def _move(session: Session, before: dict[int, int], after: dict[int, int]) -> None:
    wanted = set(after.values())
    known = {row.id: row for row in session.scalars(_KNOWN, {"ids": list(wanted)})}
    for first, notice in session.execute(_NOTICES, {"ids": list(known)}):
        known[first].notice = notice or known[first].notice  # under which the mail stood may have been judged anew
    for application in sorted(wanted - known.keys()):
        message = session.get_one(MessageRow, application)
        at = message.received_at
        session.add(Application(id=application, notice=message.notice, first_received_at=at, last_received_at=at))
    session.flush()
    moved = [message for message, application in before.items() if after.get(message) != application]
    if moved:
        session.execute(delete(Membership).where(Membership.message_id.in_(moved)))
    for member, application in after.items():
        if before.get(member) != application:
            session.add(Membership(message_id=member, application_id=application))
    session.flush()


def _drop_empty(session: Session, applications: set[int]) -> None:
    session.execute(
        delete(Application).where(
            Application.id.in_(applications), Application.id.not_in(select(Membership.application_id))
        )
    )
    session.expire_all()


def _note_duplicates(
    session: Session, around: set[int], by_notice: list[list[IdentityClaims]], after: dict[int, int], logic: Logic
) -> None:
    """Keeps the pairs for one notice that may be one person, but not those that already are, in order."""
    session.execute(
        delete(PossibleDuplicateRow).where(
            PossibleDuplicateRow.first_message_id.in_(around) | PossibleDuplicateRow.second_message_id.in_(around)
        )
    )
    pairs = {}
    for claims in by_notice:
        for one, other, reason in logic.possible_duplicates(claims):
            if after.get(one) != after.get(other):
                pairs[min(one, other), max(one, other)] = reason
    for (one, other), reason in sorted(pairs.items()):
        session.add(PossibleDuplicateRow(first_message_id=one, second_message_id=other, reason=reason))
    session.flush()
