"""The jury's opinions: which are in force, and which the chair has opened. Only these are shown to others.

An opinion is opened when a word of the chair's names the mail it hangs on; of each member the version that was in force
then is shown, and all that were given since. Merging an opened file with another one opens nothing of the other.
What is not opened is sealed (`store.reviews.sealed_words`): here it has no words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, bindparam, select

from store.database.models import Application, Membership, NoticeRow, OpenedOpinion, OpinionRow, ReviewRow
from store.reviews.in_force import not_undone
from store.reviews.sealed_words import row_name, seal_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

PRESENT, OPEN, SUMMARY = "jury_present", "jury_open", "jury_summary"
OF_THE_CHAIR = (PRESENT, OPEN, SUMMARY)
"""Reviews: a dossier is put before the jury, its opinions are opened, the chair sums up."""
NOT_BEFORE, BEFORE, OPENED = "not_before", "before", "opened"
"""How an application stands before the jury: not put before it, opinions closed, opinions open."""
OPINION, ABSTENTION, UNDO = "opinion", "abstention", "undo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """One version of what a member of the jury thinks of a candidate."""

    id: int
    author: str
    at: datetime
    words: Mapping[str, str]
    """By criterion; none while it is sealed."""
    text: str
    """Of the whole; empty while it is sealed."""
    is_sealed: bool
    """What it says is sealed: not opened yet, or the key for it is lost (`Jury.unsealed`)."""
    is_opened: bool
    is_taken_back: bool
    is_replaced: bool
    """The same member has given a later version."""

    @property
    def is_in_force(self) -> bool:
        """Whether it is what its member thinks now."""
        return not (self.is_taken_back or self.is_replaced)


@dataclass(frozen=True, kw_only=True, slots=True)
class Abstention:
    """A member takes no part: for a conflict of interest, say."""

    id: int
    author: str
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ChairWord:
    """One of the chair's words in force: a dossier before the jury, an opening, a summary."""

    id: int
    kind: str
    author: str
    at: datetime
    text: str
    mails: frozenset[int]
    """Of an opening: the mails whose opinions it opens."""
    last: int
    """The last opinion that was there then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deliberation:
    """All that the jury and its chair have said of one application; `opened` is what others are shown of it."""

    application_id: int
    said: tuple[ChairWord, ...]
    """In force, oldest first."""
    opinions: tuple[Opinion, ...]
    """Every version, oldest first."""
    abstentions: tuple[Abstention, ...]
    """In force."""

    def _last(self, kind: str) -> ChairWord | None:
        return next((word for word in reversed(self.said) if word.kind == kind), None)

    @property
    def presented(self) -> ChairWord | None:
        """By which word it is before the jury; None: it is not."""
        return self._last(PRESENT)

    @property
    def opening(self) -> ChairWord | None:
        """The last opening that covers what is written of the application now."""
        return next(
            (word for word in reversed(self.said) if word.kind == OPEN and self.application_id in word.mails), None
        )

    @property
    def standing(self) -> str:
        """How far it is before the jury, without a word of any opinion."""
        if self.presented is None:
            return NOT_BEFORE
        return OPENED if self.opening else BEFORE

    @property
    def summary(self) -> ChairWord | None:
        """The chair's summary."""
        return self._last(SUMMARY)

    @property
    def abstaining(self) -> frozenset[str]:
        """Who takes no part."""
        return frozenset(one.author for one in self.abstentions)

    @property
    def opened(self) -> tuple[Opinion, ...]:
        """What the jury and those who read the dossier are shown: by member, oldest first."""
        shown = (one for one in self.opinions if one.is_opened and one.author not in self.abstaining)
        return tuple(sorted(shown, key=lambda one: (one.author.casefold(), one.id)))

    @property
    def given(self) -> frozenset[str]:
        """Who has given an opinion, whether it is open or not; of its words nothing."""
        return frozenset(one.author for one in self.opinions if one.is_in_force) - self.abstaining

    @property
    def waiting(self) -> frozenset[str]:
        """Who has given an opinion that is not opened yet."""
        closed = (one for one in self.opinions if one.is_in_force and not one.is_opened)
        return frozenset(one.author for one in closed) - self.abstaining

    def of(self, author: str) -> Opinion | None:
        """A member's own opinion in force."""
        return next((one for one in self.opinions if one.author == author and one.is_in_force), None)

    def abstention_of(self, author: str) -> Abstention | None:
        """A member's own abstention."""
        return next((one for one in self.abstentions if one.author == author), None)


def _about(table: type[ReviewRow | OpinionRow]) -> Select[*tuple[Any, ...]]:
    """The rows on applications, each with its application's number and zone."""
    return (
        select(Membership.application_id, NoticeRow.timezone, table)
        .join(Membership, Membership.message_id == table.message_id)
        .join(Application, Application.id == Membership.application_id)
        .join(NoticeRow, NoticeRow.slug == Application.notice)
        .order_by(table.id)
    )


# Put together once, for every dossier's page asks.
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_WORDS = _about(ReviewRow).where(ReviewRow.kind.in_((*OF_THE_CHAIR, "undo")))
_SAID = _about(OpinionRow).add_columns(OpenedOpinion).outerjoin(OpenedOpinion, OpenedOpinion.id == OpinionRow.id)
_WORDS_ON, _SAID_ON = (query.where(Application.id.in_(_IDS)) for query in (_WORDS, _SAID))
_WORDS_OF, _SAID_OF = (query.where(Application.notice == bindparam("notice")) for query in (_WORDS, _SAID))


def deliberations(session: Session, application_ids: Collection[int]) -> dict[int, Deliberation]:
    """Of these applications those of which anything was said, in their notices' zones."""
    asked = {"ids": list(application_ids)}
    return _deliberations(session.execute(_WORDS_ON, asked), session.execute(_SAID_ON, asked))


def deliberations_of(session: Session, notice: str) -> dict[int, Deliberation]:
    """The same of all applications for a notice."""
    asked = {"notice": notice}
    return _deliberations(session.execute(_WORDS_OF, asked), session.execute(_SAID_OF, asked))


def unsealed(session: Session, opinion: Opinion) -> Opinion:
    """The opinion with its words; sealed still where the key is not here."""
    row = session.get(OpinionRow, opinion.id) if opinion.is_sealed else None
    if row is None or row.sealed is None:
        return opinion
    said = seal_of(session).open(row_name(OpinionRow.__tablename__, row.id), row.sealed)
    return opinion if said is None else replace(opinion, words=said.words, text=said.text, is_sealed=False)


def _deliberations(words_said: Iterable[Any], opinions: Iterable[Any]) -> dict[int, Deliberation]:
    reviews = list(words_said)
    in_force = {row.id for row in not_undone(row for *_, row in reviews)}
    words: dict[tuple[int, str], list[ReviewRow]] = {}
    for number, zone, row in reviews:
        if row.id in in_force and row.kind in OF_THE_CHAIR:
            words.setdefault((number, zone), []).append(row)
    rows: dict[tuple[int, str], list[OpinionRow]] = {}
    laid_open: dict[int, OpenedOpinion] = {}
    for number, zone, row, opened in opinions:
        rows.setdefault((number, zone), []).append(row)
        if opened is not None:
            laid_open[row.id] = opened
    return {
        key[0]: _deliberation(key[0], ZoneInfo(key[1]), words.get(key, ()), rows.get(key, ()), laid_open)
        for key in sorted(words.keys() | rows.keys())
    }


def _deliberation(
    number: int,
    zone: ZoneInfo,
    words: Iterable[ReviewRow],
    rows: Collection[OpinionRow],
    laid_open: Mapping[int, OpenedOpinion],
) -> Deliberation:
    said = tuple(_chair_word(row, zone) for row in words)
    undone = {row.other_id: row.id for row in rows if row.kind == UNDO and row.other_id is not None}
    given = [row for row in rows if row.kind == OPINION]
    opened = {row.id for word in said if word.kind == OPEN for row in _opened_by(word, given, undone)}
    latest = {row.author: row.id for row in given if row.id not in undone}
    abstentions = (row for row in rows if row.kind == ABSTENTION and row.id not in undone)
    return Deliberation(
        application_id=number,
        said=said,
        opinions=tuple(
            Opinion(
                id=row.id,
                author=row.author,
                at=row.at.astimezone(zone),
                words=laid_open.get(row.id, row).words or {},
                text=laid_open.get(row.id, row).text or "",
                is_sealed=row.sealed is not None and row.id not in laid_open,
                is_opened=row.id in opened,
                is_taken_back=row.id in undone,
                is_replaced=row.id not in undone and latest[row.author] != row.id,
            )
            for row in given
        ),
        abstentions=tuple(
            Abstention(id=row.id, author=row.author, at=row.at.astimezone(zone), reason=row.text or "")
            for row in abstentions
        ),
    )


def _opened_by(word: ChairWord, given: Iterable[OpinionRow], undone: Mapping[int, int]) -> list[OpinionRow]:
    """Of each member the version that was in force when the chair opened them, and all that were given since."""
    covered = [row for row in given if row.message_id in word.mails]
    then = (row for row in covered if row.id <= word.last and undone.get(row.id, word.last + 1) > word.last)
    in_force = {row.author: row for row in then}
    return [*in_force.values(), *(row for row in covered if row.id > word.last)]


def _chair_word(row: ReviewRow, zone: ZoneInfo) -> ChairWord:
    told = row.value or {}
    return ChairWord(
        id=row.id,
        kind=row.kind,
        author=row.author,
        at=row.at.astimezone(zone),
        text=row.text or "",
        mails=frozenset(told.get("mails", ())),
        last=told.get("last", 0),
    )
