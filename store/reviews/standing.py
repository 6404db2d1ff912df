"""Whether an application still is one: withdrawn by its candidate, or none at all. A person says so.

The word holds for the mails that were there when it was said. One that comes later puts the application back among the
others and asks a person again: whoever tried the address once may apply in earnest, whoever withdrew may come back.
One that waits, as nothing proves it to be the candidate's, only asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from parsers.values.acts import MailAct, Shown, refused
from store.database.models import BodyRow, Membership

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from store.database.models import Application, ReviewRow

ACTIVE, WITHDRAWN, EXCLUDED = "active", "withdrawn", "excluded"
STANDINGS = (ACTIVE, WITHDRAWN, EXCLUDED)
EXCLUSIONS = ("spam", "newsletter", "recommendation", "test", "duplicate", "no_person", "other")
"""Why an application is none."""
WITHDRAWAL, NEWER_MAIL = "withdrawal", "newer_mail"
"""What asks a person: a mail seems to withdraw; a mail came after an application was set aside."""


_MAILS = (
    select(Membership.application_id, Membership.message_id, Membership.waits, BodyRow.problems)
    .outerjoin(BodyRow, BodyRow.message_id == Membership.message_id)
    .where(Membership.application_id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingMail:
    """What a mail may do to the standing of its application."""

    returns: bool
    withdraws: bool


def mails_of(session: Session, application_ids: Collection[int]) -> dict[int, dict[int, StandingMail]]:
    """By application its mails, each with what it may do."""
    found: dict[int, dict[int, StandingMail]] = {}
    for application_id, message_id, waits, problems in session.execute(_MAILS, {"ids": list(application_ids)}):
        seems = any(problem["code"] == "withdrawal" for problem in problems or ())
        shown = Shown(doubt=waits)
        found.setdefault(application_id, {})[message_id] = StandingMail(
            returns=refused(MailAct.RETURN, shown) is None,
            withdraws=seems and refused(MailAct.WITHDRAW, shown) is None,
        )
    return found


def lay(row: Application, words: Sequence[ReviewRow], mails: Mapping[int, StandingMail]) -> None:
    """What the words in force on an application come to, given its mails now."""
    word = next((word for word in reversed(words) if word.kind == "standing"), None)
    known = set(word.value["mails"]) if word else set()
    newer = mails.keys() - known
    aside = word is not None and word.key != ACTIVE
    returns = any(mails[one].returns for one in newer)
    holds = word if word is not None and aside and not returns else None
    row.standing = holds.key or ACTIVE if holds else ACTIVE
    row.standing_kind = holds.value["kind"] if holds else None
    row.standing_reason = holds.text if holds else None
    row.standing_asks = None
    if aside and newer:
        row.standing_asks = NEWER_MAIL
    elif row.standing == ACTIVE and any(mails[one].withdraws for one in newer):
        row.standing_asks = WITHDRAWAL
