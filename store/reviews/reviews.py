"""People's words: notes, decisions, corrections, merges, near misses. Only ever added; an undo is another word.

A word hangs on a message (an application's id is its first message's), so it outlives re-ingest and regrouping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from parsers.values.dispositions import Disposition
from parsers.values.documents import Kind
from parsers.values.evidence import State
from store.applications import later_mails
from store.database.ids import next_id
from store.database.journal import write_down
from store.database.models import (
    Application,
    BodyRow,
    DocumentRow,
    Membership,
    MessageNotice,
    MessageRow,
    NoticeRow,
    ReviewRow,
    UserRow,
)
from store.database.sessions import DatedPart, there
from store.errors import NotInStore, Refusal, ReviewRefused
from store.ledger import dispositions
from store.notices import assign
from store.reviews import kinds
from store.reviews.belonging import OWN, WHOSE
from store.reviews.in_force import in_force_on
from store.reviews.opinions import OF_THE_CHAIR
from store.reviews.overlay import apply_reviews, corrected_value, count_duplicates
from store.reviews.standing import EXCLUDED, EXCLUSIONS, STANDINGS
from store.reviews.tags import tag_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from parsers.values.evidence import JSON
    from store.applications.applications import Applications

KINDS = (*(kind.value for kind in Kind), kinds.RECOMMENDATION)
"""What a document may be."""
DECISIONS = ("shortlist", "reject", "discuss", "select", "reserve")
"""Présélectionner, ne pas retenir, à discuter."""


class Reviews(DatedPart):
    """People's words within one transaction. Each method returns the id of the word, which `undo` takes."""

    def __init__(self, session: Session, applications: Applications, clock: Callable[[], datetime]) -> None:
        super().__init__(session, clock)
        self._applications = applications

    def note(self, application_id: int, author: str, text: str) -> int:
        """A note on an application."""
        return self._about_application(application_id, author, "note", text=text)

    def decide(self, application_id: int, author: str, decision: str | None, reason: str) -> int:
        """A decision with its reason; None takes the decision back. A person takes it, the program never does."""
        if decision is not None and decision not in DECISIONS:
            raise ReviewRefused(f"a decision is one of {', '.join(DECISIONS)}, not {decision}", Refusal.UNKNOWN)
        return self._about_application(application_id, author, "decision", key=decision, text=reason)

    def set_aside(
        self, application_id: int, author: str, standing: str, reason: str, *, kind: str | None = None
    ) -> int:
        """An application is withdrawn, or none (`kind` says why); `active`: it stands, whatever was said or proposed.

        It holds for the mails that are there now.
        """
        if standing not in STANDINGS or (kind in EXCLUSIONS) != (standing == EXCLUDED):
            raise ReviewRefused(
                f"an application is {', '.join(STANDINGS)} (of a kind), not {standing} ({kind})", Refusal.UNKNOWN
            )
        query = select(Membership.message_id).where(Membership.application_id == application_id)
        told = {"kind": kind, "mails": sorted(self._session.scalars(query))}
        review = self._about_application(application_id, author, "standing", key=standing, value=told, text=reason)
        count_duplicates(self._session)
        return review

    def hold(self, application_id: int, author: str, reason: str) -> int:
        """A legal hold: however long it is kept, it is not taken away before this word is undone."""
        if not reason.strip():
            raise ReviewRefused("a hold needs its reason", Refusal.EMPTY)
        return self._about_application(application_id, author, "hold", text=reason)

    def consent(self, application_id: int, author: str, how: str) -> int:
        """The candidate has agreed to be kept for later posts; `how` says when and where. Undone when withdrawn."""
        return self._about_application(application_id, author, "consent", text=how)

    def correct(  # noqa: PLR0913 - whose, who, what, and what holds
        self, application_id: int, author: str, key: str, value: JSON, *, state: State = State.FOUND, reason: str = ""
    ) -> int:
        """What holds of a fact, whatever was or will be extracted."""
        kept = corrected_value(value, state.value)
        return self._about_application(application_id, author, "correction", key=key, value=kept, text=reason)

    def tag(self, application_id: int, author: str, tag: str, *, on: bool = True) -> int:
        """An application is tagged, or loses the tag."""
        named = tag_of(tag)
        if not named:
            raise ReviewRefused("a tag has letters or digits", Refusal.EMPTY)
        return self._about_application(application_id, author, "tag", key=named, value={"on": on})

    def assign(self, application_id: int, author: str, user: str | None) -> int:
        """Somebody of the accounts looks after an application; None: nobody does."""
        known = select(UserRow.id).where(UserRow.name == user, UserRow.disabled.is_(False))
        if user is not None and self._session.scalar(known) is None:
            raise NotInStore(f"there is no user {user}")
        return self._about_application(application_id, author, "assign", key=user)

    def merge(self, application_id: int, other_id: int, author: str, reason: str = "", *, whose: str = OWN) -> int:
        """Two applications are one: the candidate is, and stays, that of `application_id`.

        The other's mails are the same person's, or somebody else's about the candidate (`whose`).
        """
        self._two(application_id, other_id)
        theirs = select(Membership.message_id).where(Membership.application_id == other_id)
        brought = sorted(self._session.scalars(theirs))
        opened = later_mails.openers(self._session, application_id, other_id)
        told = {"openers": opened, "brings": brought, "whose": _one_of(whose)}
        review = self._add(application_id, author, "merge", other_id=other_id, value=told, text=reason)
        self._lay_kinds(*brought, application_id)
        return review.id

    def move(self, message_id: int, application_id: int, author: str, reason: str = "", *, whose: str = OWN) -> int:
        """A mail belongs to another application: it is that candidate's, or somebody else's about them (`whose`).

        An application's first mail bears what was said of it and can't leave it: the two are merged instead.
        """
        left = self._session.get(Membership, self._message(message_id).id)
        if left is None:
            raise ReviewRefused(f"message {message_id} is of no application", Refusal.NO_APPLICATION)
        if left.application_id == message_id:
            raise ReviewRefused(
                f"message {message_id} is the first of its application: merge the two instead", Refusal.FIRST_MAIL
            )
        self._two(left.application_id, application_id)
        old, told = left.application_id, {"from": left.application_id, "whose": _one_of(whose)}
        review = self._add(message_id, author, "move", other_id=application_id, value=told, text=reason)
        self._lay_kinds(message_id, old, application_id)
        return review.id

    def keep_apart(self, application_id: int, other_id: int, author: str, reason: str = "") -> int:
        """Two applications are not one person's, though they may look so."""
        self._two(application_id, other_id)
        review = self._add(application_id, author, "keep_apart", other_id=other_id, text=reason)
        count_duplicates(self._session)
        return review.id

    def separate(self, message_id: int, author: str, reason: str = "") -> int:
        """A message is not of the application it was put into."""
        application_id = self._session.get_one(Membership, self._message(message_id).id).application_id
        review = self._add(message_id, author, "separate", text=reason)
        self._lay_kinds(message_id, application_id)
        return review.id

    def accept(self, message_id: int, author: str, reason: str, *, notice: str | None = None) -> int:
        """A mail is an application after all (in time or late, by its arrival), whatever the rules have it for.

        One whose original is not kept is asked for: the next poll fetches it, and then it is one. `notice` says for
        which one, where several are possible; else it is the one that closes first.
        """
        self._choose(message_id, notice)
        return self._rule(message_id, author, "accept", reason)

    def admit(self, message_id: int, author: str, reason: str = "") -> int:
        """A later mail that nothing proved to be the candidate's is: from now on it counts, as its address does."""
        membership = self._session.get(Membership, self._message(message_id).id)
        if membership is None or membership.waits is None:
            raise ReviewRefused(f"message {message_id} does not wait to be accepted", Refusal.DONE)
        review = self._add(message_id, author, "admit", text=reason)
        self._applications.refresh(message_id)
        return review.id

    def dismiss(self, message_id: int, author: str, reason: str) -> int:
        """A near miss is no application, or a mail of an application that has others is none of it.

        An application as a whole is taken out by `set_aside`.
        """
        return self._rule(message_id, author, "dismiss", reason)

    def classify(self, document_id: int, author: str, kind: str, reason: str = "") -> int:
        """What a document is, whatever was or will be read of it; of copies the first one is meant."""
        document = self._document(document_id)
        document = self._document(document.copy_of) if document.copy_of is not None else document
        if kind not in KINDS:
            raise ReviewRefused(f"a document is one of {', '.join(KINDS)}, not {kind}", Refusal.UNKNOWN)
        named = kinds.about(document)
        review = self._add(
            document.message_id, author, "kind", other_id=document.id, key=kind, value=named, text=reason
        )
        self._lay_kinds(document.message_id)
        return review.id

    def classify_text(self, message_id: int, author: str, kind: str, reason: str = "") -> int:
        """What stands in a mail's own text: the letter, the CV, both or neither (other)."""
        if self._session.get(BodyRow, self._message(message_id).id) is None:
            raise ReviewRefused(f"message {message_id} was not read", Refusal.UNREAD)
        if kind not in kinds.BODY_KINDS:
            raise ReviewRefused(f"a mail's text is one of {', '.join(kinds.BODY_KINDS)}, not {kind}", Refusal.UNKNOWN)
        review = self._add(message_id, author, "kind", key=kind, text=reason)
        self._lay_kinds(message_id)
        return review.id

    def _document(self, document_id: int) -> DocumentRow:
        return there(self._session.get(DocumentRow, document_id), f"document {document_id}")

    def _lay_kinds(self, *message_ids: int) -> None:
        kinds.lay(self._session, message_ids)
        self._applications.refresh(*message_ids)

    def unlock(self, document_id: int, author: str, reference: str) -> int:
        """A password for a document was entered; `reference` tells where it is kept (never here)."""
        document = self._document(document_id)
        value = {**kinds.about(document), "reference": reference}
        return self._add(document.message_id, author, "unlock", other_id=document_id, value=value).id

    def preside(self, application_id: int, author: str, kind: str, **said: JSON) -> int:
        """A word of the chair's on what is before the jury (`store.reviews.jury`)."""
        return self._about_application(application_id, author, kind, **said)

    def undo_preside(self, review_id: int, author: str) -> int:
        """Takes such a word back."""
        undone = self._session.get(ReviewRow, review_id)
        if undone is None or undone.kind not in OF_THE_CHAIR:
            raise NotInStore(f"there is no word {review_id} of the chair's")
        return self._undo(undone, author, "")

    def undo(self, review_id: int, author: str, reason: str = "") -> int:
        """Takes a word back; undoing an undo brings it back. A jury's chair takes back the chair's words."""
        undone = there(self._session.get(ReviewRow, review_id), f"review {review_id}")
        if self._first(undone).kind in OF_THE_CHAIR:
            raise ReviewRefused(
                f"review {review_id} is of the jury's chair, who alone takes it back", Refusal.CHAIR_ONLY
            )
        return self._undo(undone, author, reason)

    def _first(self, review: ReviewRow) -> ReviewRow:
        """The word that an undo, or the undo of one, is about."""
        while review.kind == "undo" and review.other_id is not None:
            review = self._session.get_one(ReviewRow, review.other_id)
        return review

    def _undo(self, undone: ReviewRow, author: str, reason: str) -> int:
        review_id = undone.id
        if undone not in in_force_on(self._session, [undone.message_id]):
            raise ReviewRefused(f"review {review_id} is undone already", Refusal.DONE)
        review = self._add(undone.message_id, author, "undo", other_id=review_id, text=reason)
        self._bring_up_to_date(undone)
        return review.id

    def note_history(self, author: str, action: str, *, message_id: int | None = None, detail: JSON = None) -> None:
        """Writes down what somebody or the program did besides (a login, a download, a re-ingest)."""
        write_down(self._session, self._clock(), author, action, message_id=message_id, detail=detail)

    def _bring_up_to_date(self, undone: ReviewRow) -> None:
        if undone.kind == "undo" and undone.other_id is not None:
            self._bring_up_to_date(self._session.get_one(ReviewRow, undone.other_id))
            return
        message = self._session.get(MessageRow, undone.message_id)
        if message is None:
            return
        if undone.kind in {"accept", "dismiss"}:
            dispositions.again(self._session, message)
            self._session.flush()
        others = [undone.other_id] if undone.kind in {"merge", "move"} and undone.other_id is not None else []
        if undone.kind in {"kind", "merge", "move"}:
            self._lay_kinds(undone.message_id, *others, *(undone.value or {}).get("brings", ()))
        elif undone.kind in {"separate", "accept", "admit", "dismiss"}:
            self._applications.refresh(undone.message_id)
        else:
            self._apply(undone.message_id)
            count_duplicates(self._session)

    def _rule(self, message_id: int, author: str, kind: str, reason: str) -> int:
        message = self._message(message_id)
        if kind == "dismiss" and not self._is_dismissible(message):
            raise ReviewRefused(f"message {message_id} is no near miss: {message.ruled_disposition}", Refusal.DONE)
        review = self._add(message_id, author, kind, text=reason)
        dispositions.again(self._session, message)
        self._session.flush()
        self._applications.refresh(message_id)
        return review.id

    def _is_dismissible(self, message: MessageRow) -> bool:
        if message.ruled_disposition == Disposition.NEAR_MISS or not message.applies:
            return message.ruled_disposition == Disposition.NEAR_MISS
        mine = select(Membership.application_id).where(Membership.message_id == message.id)
        others = select(Membership.message_id).where(
            Membership.application_id.in_(mine), Membership.message_id != message.id
        )
        return self._session.scalar(others.limit(1)) is not None

    def _choose(self, message_id: int, notice: str | None) -> None:
        message = self._message(message_id)
        if notice is None and message.notice is not None:
            return
        mine = select(MessageNotice.notice).where(MessageNotice.message_id == message_id)
        order = (NoticeRow.closed_at.is_not(None), NoticeRow.closes_at, NoticeRow.slug)
        possible = select(NoticeRow.slug).order_by(*order)
        fits = list(self._session.scalars(mine))
        chosen = notice or self._session.scalar(possible.where(NoticeRow.slug.in_(fits)) if fits else possible)
        if chosen is None or self._session.get(NoticeRow, chosen) is None:
            raise ReviewRefused(f"message {message_id}: there is no notice {chosen or 'at all'}", Refusal.NO_NOTICE)
        assign(self._session, message, chosen, fits)

    def _about_application(self, application_id: int, author: str, kind: str, **said: JSON) -> int:
        there(self._session.get(Application, application_id), f"application {application_id}")
        review = self._add(application_id, author, kind, **said)
        self._apply(application_id)
        return review.id

    def _apply(self, message_id: int) -> None:
        membership = self._session.get(Membership, message_id)
        if membership is not None:
            apply_reviews(self._session, [membership.application_id])

    def _two(self, application_id: int, other_id: int) -> None:
        ids = (application_id, other_id)
        notices = {there(self._session.get(Application, one), f"application {one}").notice for one in ids}
        if application_id == other_id:
            raise ReviewRefused("an application can't be kept apart from itself", Refusal.SAME_APPLICATION)
        if len(notices) > 1:
            raise ReviewRefused(
                f"applications {application_id} and {other_id} are for different notices", Refusal.OTHER_NOTICE
            )

    def _message(self, message_id: int) -> MessageRow:
        return there(self._session.get(MessageRow, message_id), f"message {message_id}")

    def _add(self, message_id: int, author: str, kind: str, **said: JSON) -> ReviewRow:
        """A new word; `said` are its other columns."""
        number, at = next_id(self._session, "review"), self._clock()
        review = ReviewRow(id=number, at=at, author=author, kind=kind, message_id=message_id, **said)
        self._session.add(review)
        told = {"other": review.other_id, "key": review.key, "value": review.value, "text": review.text}
        write_down(self._session, at, author, kind, message_id=message_id, review_id=number, detail=told)
        return review


def _one_of(whose: str) -> str:
    if whose not in WHOSE:
        raise ReviewRefused(f"a mail is {' or '.join(WHOSE)}, not {whose}", Refusal.UNKNOWN)
    return whose
