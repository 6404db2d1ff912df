"""Who may do what, for which notice: the one place where a role becomes a right.

An account has a role, for the notices that it is given; for single notices another one may stand in its place. So
somebody is a recruiter for one notice and sits in the jury of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

READER, RECRUITER, CHAIR, JURY = "reader", "recruiter", "chair", "jury"
ROLES = (READER, RECRUITER, CHAIR, JURY)
OF_A_NOTICE = (CHAIR, JURY)
"""Roles that somebody has for a notice by name, never for all of them."""


class Right(StrEnum):
    """What somebody may do."""

    READ = "read"
    """See lists and dossiers with all that was said of them."""
    WRITE = "write"
    """Note, decide, correct, merge, write letters, plan interviews."""
    KEEP = "keep"
    """Erase a person, and see who looked: the chair's; the recruiters' of a notice for which no chair is named."""
    PRESIDE = "preside"
    """Put dossiers before the jury, open its opinions, write its summary: the chair's alone."""
    JUDGE = "judge"
    """Write an opinion of one's own on the dossiers that are before the jury."""
    STUDY = "study"
    """See the papers of a dossier: whoever reads it, and the jury those before it."""


HOLDERS = {
    Right.READ: frozenset({READER, RECRUITER, CHAIR}),
    Right.WRITE: frozenset({RECRUITER, CHAIR}),
    Right.KEEP: frozenset({RECRUITER, CHAIR}),
    Right.PRESIDE: frozenset({CHAIR}),
    Right.JUDGE: frozenset({JURY, CHAIR}),
    Right.STUDY: frozenset(ROLES),
}
"""The roles that have a right; of KEEP the recruiters' part ends where a chair is named (`scope`)."""


class RoleHolder(Protocol):
    """What an account says of its roles."""

    @property
    def role(self) -> str:
        """For the notices that it is given."""

    @property
    def notices(self) -> frozenset[str] | None:
        """These; None: all."""

    @property
    def roles(self) -> Mapping[str, str]:
        """By notice the role that stands in its place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeScope:
    """Some notices: those named, or all but those named, later ones too."""

    named: frozenset[str] = frozenset()
    all_but: bool = False

    def __contains__(self, notice: str) -> bool:
        return (notice in self.named) != self.all_but

    def __bool__(self) -> bool:
        return self.all_but or bool(self.named)

    def __invert__(self) -> NoticeScope:
        return NoticeScope(named=self.named, all_but=not self.all_but)

    def __or__(self, other: NoticeScope) -> NoticeScope:
        if self.all_but and other.all_but:
            return NoticeScope(named=self.named & other.named, all_but=True)
        if not (self.all_but or other.all_but):
            return NoticeScope(named=self.named | other.named)
        wide, narrow = (self, other) if self.all_but else (other, self)
        return NoticeScope(named=wide.named - narrow.named, all_but=True)

    def __sub__(self, other: NoticeScope) -> NoticeScope:
        return ~(~self | other)


EVERY_NOTICE = NoticeScope(all_but=True)


def holds(user: RoleHolder, right: Right) -> bool:
    """Whether somebody has a right for any notice at all, or would have it for the next one."""
    return not HOLDERS[right].isdisjoint({user.role, *user.roles.values()})


def scope(user: RoleHolder, right: Right, chaired: NoticeScope) -> NoticeScope:
    """The notices for which somebody has a right. `chaired`: those that have a chair."""
    if right is Right.KEEP:
        return _as(user, HOLDERS[Right.PRESIDE]) | (_as(user, HOLDERS[Right.WRITE]) - chaired)
    if right is Right.STUDY:
        return _as(user, HOLDERS[Right.READ])
    return _as(user, HOLDERS[right])


def chaired_by(users: Iterable[RoleHolder]) -> NoticeScope:
    """The notices for which somebody is named as chair; also by an account that is locked: it fails closed."""
    found = NoticeScope()
    for user in users:
        found |= _as(user, HOLDERS[Right.PRESIDE])
    return found


def _as(user: RoleHolder, roles: frozenset[str]) -> NoticeScope:
    """Where somebody has one of these roles: what is said of a notice by name is above what holds for all."""
    own = EVERY_NOTICE if user.notices is None else NoticeScope(named=user.notices)
    usual = own if user.role in roles else NoticeScope()
    theirs = frozenset(notice for notice, role in user.roles.items() if role in roles)
    return (usual - NoticeScope(named=frozenset(user.roles))) | NoticeScope(named=theirs)
