"""The jury: what its members and its chair say of the dossiers that are before it. Only ever added to.

Who may is decided before (`store.accounts.roles`); here it is refused what makes no sense: an opinion on a dossier that
is not before the jury, or of somebody who abstains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import Application, Membership, OpenedOpinion, OpinionDraft, OpinionRow
from store.database.sessions import DatedPart, there
from store.errors import NotInStore, Refusal, ReviewRefused
from store.reviews.belonging import application_of
from store.reviews.in_force import in_force_of_kinds
from store.reviews.opinions import (
    ABSTENTION,
    OPEN,
    OPINION,
    PRESENT,
    SUMMARY,
    UNDO,
    Deliberation,
    Opinion,
    deliberations,
    deliberations_of,
    unsealed,
)
from store.reviews.sealed_words import JuryWords, row_name, seal_of
from store.reviews.standing import EXCLUDED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from store.database.codec import JSON
    from store.reviews.reviews import Reviews


_PLAIN = select(OpinionRow).where(OpinionRow.kind == OPINION, OpinionRow.sealed.is_(None))
_PLAIN_DRAFTS = select(OpinionDraft).where(OpinionDraft.sealed.is_(None))


@dataclass(frozen=True, kw_only=True, slots=True)
class AbstainedOn:
    """A dossier that a member has no part in: nothing but its number."""

    opinion_id: int
    application_id: int
    notice: str
    is_final: bool
    """Its opinions are open: the chair alone takes the abstention back."""


class Jury(DatedPart):
    """What is said in the jury, within one transaction."""

    def __init__(self, session: Session, reviews: Reviews, clock: Callable[[], datetime]) -> None:
        super().__init__(session, clock)
        self._reviews = reviews
        self._seal = seal_of(session)

    # --- the chair ---

    def present(self, application_id: int, author: str) -> int:
        """A dossier is put before the jury."""
        if self.of(application_id).presented is not None:
            raise ReviewRefused(f"application {application_id} is before the jury already", Refusal.BEFORE_JURY)
        return self._reviews.preside(application_id, author, PRESENT)

    def open(self, application_id: int, author: str) -> int:
        """What members have given on it until now, and what they give from now on, is shown to the others."""
        if self.of(application_id).presented is None:
            raise ReviewRefused(f"application {application_id} is not before the jury", Refusal.NOT_BEFORE_JURY)
        mails = sorted(self._session.scalars(_mails(application_id)))
        last = self._session.scalar(select(func.max(OpinionRow.id))) or 0
        word = self._reviews.preside(application_id, author, OPEN, value={"mails": mails, "last": last})
        self._lay_open(application_id)
        return word

    def sum_up(self, application_id: int, author: str, text: str) -> int:
        """The chair's summary; a later one stands in its place, and both stay in the journal."""
        if not text.strip():
            raise ReviewRefused("a summary has words", Refusal.EMPTY)
        return self._reviews.preside(application_id, author, SUMMARY, text=text)

    def take_back(self, application_id: int, author: str, kind: str) -> None:
        """The dossier is before the jury no longer, its opinions are closed again, or its last summary is none."""
        words = [word for word in self.of(application_id).said if word.kind == kind]
        if not words:
            raise ReviewRefused(f"application {application_id}: there is no {kind} to take back", Refusal.DONE)
        for word in words[-1:] if kind == SUMMARY else words:
            self._reviews.undo_preside(word.id, author)
        if kind == OPEN:
            self._close(application_id)

    def take_back_between(self, first: int, last: int, author: str) -> None:
        """What the author has put before the jury in one go is there no longer."""
        for word in in_force_of_kinds(self._session, {PRESENT}):
            if first <= word.id <= last and word.author == author:
                self._reviews.undo_preside(word.id, author)

    # --- its members ---

    def draft(self, user_id: int, author: str, application_id: int, words: Mapping[str, str], text: str) -> None:
        """Keeps what a member has written so far, for that member alone."""
        row, number = self._draft(user_id, application_id), self._heard(application_id, author)
        if row is None:
            row = OpinionDraft(id=next_id(self._session, "opinion draft"), user_id=user_id, message_id=number)
            self._session.add(row)
        row.at, row.sealed = (
            self._clock(),
            self._seal.seal(row_name(OpinionDraft.__tablename__, row.id), JuryWords(words=words, text=text)),
        )
        row.words, row.text = None, None
        self._session.flush()

    def give(self, user_id: int, author: str, application_id: int, words: Mapping[str, str], text: str) -> int:
        """A member's opinion, or its next version; the draft goes."""
        spoken = {key: said for key, said in words.items() if said.strip()}
        if not spoken and not text.strip():
            raise ReviewRefused("an opinion has words", Refusal.EMPTY)
        number = self._heard(application_id, author)
        self._forget_draft(user_id, number)
        given = self._add(number, author, OPINION, said=JuryWords(words=spoken, text=text))
        if self.of(number).opening is not None:
            self._lay_open(number)
        return given

    def abstain(self, user_id: int, author: str, application_id: int, reason: str = "") -> int:
        """A member takes no part, and sees the dossier no longer; what they had given is not shown."""
        number = self._heard(application_id, author)
        self._forget_draft(user_id, number)
        return self._add(number, author, ABSTENTION, text=reason)

    def undo(self, opinion_id: int, author: str, *, presides: bool = False) -> int:
        """Takes back an opinion of one's own, or an abstention: that one the chair alone, once opinions are open.

        Returns the application's number.
        """
        row = self._session.get(OpinionRow, opinion_id)
        if row is None or row.kind == UNDO:
            raise NotInStore(f"there is no opinion {opinion_id}")
        told = self.of(row.message_id)
        lifts = row.kind == ABSTENTION and (presides or (row.author == author and told.opening is None))
        if not lifts and not (row.kind == OPINION and row.author == author):
            raise NotInStore(f"there is no opinion {opinion_id} of {author}")
        if self._session.scalar(select(OpinionRow.id).where(OpinionRow.other_id == opinion_id)) is not None:
            raise ReviewRefused(f"opinion {opinion_id} is taken back already", Refusal.DONE)
        self._add(row.message_id, author, UNDO, other_id=opinion_id)
        return told.application_id

    # --- what was written before opinions were sealed ---

    def seal_plain(self) -> int:
        """Seals what is plain still; what the chair has opened is laid open beside. How many opinions and drafts.
        Raises SealMissing: no keys are at hand.
        """
        opinions, drafts = self._session.scalars(_PLAIN).all(), self._session.scalars(_PLAIN_DRAFTS).all()
        plain: list[OpinionRow | OpinionDraft] = [*opinions, *drafts]
        for row in plain:
            said = JuryWords(words=row.words or {}, text=row.text or "")
            row.sealed, row.words, row.text = self._seal.seal(row_name(row.__tablename__, row.id), said), None, None
        self._session.flush()
        messages = {row.message_id for row in opinions}
        query = select(Membership.application_id).where(Membership.message_id.in_(messages)).distinct()
        for application_id in self._session.scalars(query).all():
            self._lay_open(application_id)
        return len(plain)

    # --- what there is ---

    def of(self, application_id: int) -> Deliberation:
        """All that was said of an application; the number may be that of any of its mails. Raises NotInStore."""
        current = there(application_of(self._session, application_id), f"application {application_id}")
        nothing = Deliberation(application_id=current, said=(), opinions=(), abstentions=())
        return deliberations(self._session, [current]).get(current, nothing)

    def of_notice(self, notice: str) -> dict[int, Deliberation]:
        """The same of all applications for a notice of which anything was said."""
        return deliberations_of(self._session, notice)

    def of_all(self, application_ids: Collection[int]) -> dict[int, Deliberation]:
        """The same of these applications."""
        return deliberations(self._session, application_ids)

    def draft_of(self, user_id: int, application_id: int) -> tuple[Mapping[str, str], str] | None:
        """What a member has written and not given."""
        row = self._draft(user_id, application_id)
        if row is None:
            return None
        if row.sealed is None:  # from before opinions were sealed
            return row.words or {}, row.text or ""
        said = self._seal.open(row_name(OpinionDraft.__tablename__, row.id), row.sealed)
        return None if said is None else (said.words, said.text)

    def unsealed(self, opinion: Opinion) -> Opinion:
        """The opinion with its words, for its author and for whom it is about; sealed still where the key is not here.

        Whoever asks sees to it that nobody else is shown it.
        """
        return unsealed(self._session, opinion)

    def drafted_by(self, user_id: int) -> frozenset[int]:
        """The applications of which a member has a draft."""
        query = select(Membership.application_id).join(OpinionDraft, OpinionDraft.message_id == Membership.message_id)
        return frozenset(self._session.scalars(query.where(OpinionDraft.user_id == user_id)))

    def drafts_on(self, application_ids: Collection[int]) -> int:
        """How many drafts there are on these applications; nobody but their writers is shown them."""
        query = select(func.count()).select_from(OpinionDraft)
        query = query.join(Membership, Membership.message_id == OpinionDraft.message_id)
        return self._session.scalar(query.where(Membership.application_id.in_(application_ids))) or 0

    def before(self, author: str) -> dict[int, str]:
        """The applications that are before a jury, with their notices; without those on which this member abstains."""
        presented = [word.message_id for word in in_force_of_kinds(self._session, {PRESENT})]
        query = (
            select(Application.id, Application.notice)
            .join(Membership, Membership.application_id == Application.id)
            .where(Membership.message_id.in_(presented), Application.standing != EXCLUDED)
        )
        there: dict[int, str] = dict(self._session.execute(query).all()) if presented else {}
        mine = deliberations(self._session, there) if there else {}
        return {one: notice for one, notice in there.items() if author not in mine[one].abstaining}

    def abstained_by(self, author: str) -> tuple[AbstainedOn, ...]:
        """Where a member abstains, by number."""
        mine = select(Membership.application_id).join(OpinionRow, OpinionRow.message_id == Membership.message_id)
        mine = mine.where(OpinionRow.author == author, OpinionRow.kind == ABSTENTION)
        notices: dict[int, str] = dict(
            self._session.execute(select(Application.id, Application.notice).where(Application.id.in_(mine))).all()
        )
        found = deliberations(self._session, notices)
        return tuple(
            AbstainedOn(
                opinion_id=abstention.id,
                application_id=number,
                notice=notices[number],
                is_final=told.opening is not None,
            )
            for number, told in found.items()
            if (abstention := told.abstention_of(author)) is not None
        )

    def _heard(self, application_id: int, author: str) -> int:
        """The application, of which a member may say something. Raises ReviewRefused where they have no say."""
        told = self.of(application_id)
        if told.presented is None:
            raise ReviewRefused(f"application {application_id} is not before the jury", Refusal.NOT_BEFORE_JURY)
        if author in told.abstaining:
            raise ReviewRefused(f"{author} abstains on application {application_id}", Refusal.ABSTAINS)
        return told.application_id

    def _lay_open(self, application_id: int) -> None:
        """What is opened and sealed stands beside in clear words; not what no key opens, which its reader is told."""
        sealed = (one for one in self.of(application_id).opinions if one.is_opened and one.is_sealed)
        for one in map(self.unsealed, sealed):
            if not one.is_sealed:
                row = self._session.get_one(OpinionRow, one.id)
                fresh = OpenedOpinion(id=one.id, message_id=row.message_id, words=dict(one.words), text=one.text)
                self._session.add(fresh)
        self._session.flush()

    def _close(self, application_id: int) -> None:
        """What was closed again stands in no clear words any more."""
        closed = [one.id for one in self.of(application_id).opinions if not one.is_opened]
        self._session.execute(delete(OpenedOpinion).where(OpenedOpinion.id.in_(closed)))

    def _draft(self, user_id: int, application_id: int) -> OpinionDraft | None:
        query = select(OpinionDraft).where(*_drafts(user_id, application_id))
        return self._session.scalars(query.order_by(OpinionDraft.at.desc())).first()

    def _forget_draft(self, user_id: int, application_id: int) -> None:
        self._session.execute(delete(OpinionDraft).where(*_drafts(user_id, application_id)))

    def _add(self, application_id: int, author: str, kind: str, said: JuryWords | None = None, **told: JSON) -> int:
        """A new row; `told` are its columns that are not sealed."""
        number, at = next_id(self._session, "opinion"), self._clock()
        sealed = self._seal.seal(row_name(OpinionRow.__tablename__, number), said) if said is not None else None
        self._session.add(
            OpinionRow(id=number, at=at, author=author, kind=kind, message_id=application_id, sealed=sealed, **told)
        )
        self._session.flush()
        # The journal tells that something was said, never what: others read it before the chair opens opinions.
        write_down(self._session, at, author, f"jury_{kind}", message_id=application_id)
        return number


def _mails(application_id: int) -> Select[int]:
    return select(Membership.message_id).where(Membership.application_id == application_id)


def _drafts(user_id: int, application_id: int) -> tuple[ColumnElement[bool], ...]:
    """A member's on an application: several, where two of them were merged."""
    return OpinionDraft.user_id == user_id, OpinionDraft.message_id.in_(_mails(application_id))
