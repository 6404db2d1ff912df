"""Full-text search over every mail and document."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from store.applications.documents import IDS_PER_MESSAGE
from store.database.models import Application, BodyRow, DocumentRow, Membership, MessageRow
from store.search import index_of
from store.search.phone_numbers import places
from store.search.words import MARKS, WORD, index_word, parse
from store.views.values import SearchHit, SearchPage
from store.views.zones import ReadModels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from store.search.words import Term

    Found = Row[int, int | None, str | None, int, str | None] | tuple[int, int | None, str | None, int, str | None]
    """A text's number, its application and that one's name, its mail and that one's subject."""
    from re import Match, Pattern

BEFORE, AFTER = 60, 180
"""Characters of the text around the first hit."""
MOST_PLACES = 500
"""So many hits of a text are marked."""
_TOLD_BY = 3
"""Letters by which almost every other word is passed over without a look at the rest of it."""
_NOT_ASCII = r"(?<=[^\W\x00-\x7f])"
_NO_LETTER_BEFORE = r"(?<![^\W_](?s:.))"
"""Behind a word's first letter: no other letter or digit stands before it."""
_MARK, _LETTER, _DOTTED = re.compile(f"[{MARKS}]"), re.compile(r"[^\W_]"), re.compile(r"(?<![^\W_])[^\W\d_]\.")


class Searching(ReadModels):
    """Texts that have what is looked for."""

    def search(self, text: str, *, limit: int = 50, offset: int = 0) -> SearchPage:
        """The texts that have all words of the query, by candidate: no rank, for nobody is to be ranked."""
        terms = parse(text)
        if not terms:
            return SearchPage(hits=(), total=0)
        texts = index_of(self._session).matching(terms).subquery()
        number = texts.c[0]
        mails = select(func.count(MessageRow.id)).select_from(texts)
        total = self._session.scalar(mails.join(MessageRow, MessageRow.id == number // IDS_PER_MESSAGE)) or 0
        query = (
            select(number, Application.id, Application.name, MessageRow.id, MessageRow.subject)
            .select_from(texts)
            .join(MessageRow, MessageRow.id == number // IDS_PER_MESSAGE)
            .outerjoin(Membership, Membership.message_id == MessageRow.id)
            .outerjoin(Application, Application.id == Membership.application_id)
            .order_by(Application.sort_name.is_(None), Application.sort_name, Application.id, number)
        )
        rows = self._session.execute(query.limit(limit).offset(offset)).all()
        return SearchPage(hits=tuple(hits_at(self._session, rows, terms)), total=total)

    def hits(self, text: str, application_ids: Sequence[int], *, each: int = 2) -> list[SearchHit]:
        """For each of these applications the first texts with any of the words: what a list shows below its rows."""
        terms = tuple(term for term in parse(text) if not term.excluded)
        if not terms or not application_ids:
            return []
        numbers = sorted({number for term in terms for number in _having(self._session, term, application_ids)})
        query = (
            select(MessageRow.id, MessageRow.subject, Application.id, Application.name)
            .join(Membership, Membership.message_id == MessageRow.id)
            .join(Application, Application.id == Membership.application_id)
            .where(Application.id.in_(application_ids))
        )
        mails = {message: (subject, id_, name) for message, subject, id_, name in self._session.execute(query)}
        wanted: dict[int, list[Found]] = {}
        for number in numbers:
            message = number // IDS_PER_MESSAGE
            subject, application, name = mails[message]
            if len(rows := wanted.setdefault(application, [])) < each:
                rows.append((number, application, name, message, subject))
        return hits_at(self._session, [row for rows in wanted.values() for row in rows], terms)


def is_no_copy() -> ColumnElement[bool]:
    """Not the same file again in another mail: an index tells the copies, which are few among long rows."""
    copies = DocumentRow.__table__.alias()
    return DocumentRow.id.not_in(select(copies.c.id).where(copies.c.copy_of.is_not(None)))


def _having(session: Session, term: Term, application_ids: Sequence[int]) -> Iterable[int]:
    """The texts of these applications that have the term."""
    own = Membership.application_id.in_(application_ids)
    bodies = session.scalars(select(Membership.message_id * IDS_PER_MESSAGE).where(own))
    documents = session.scalars(
        select(DocumentRow.id)
        .join(Membership, Membership.message_id == DocumentRow.message_id)
        .where(own, is_no_copy())
    )
    return session.scalars(index_of(session).matching((term,), [*bodies, *documents]))


class _OfText(NamedTuple):
    """A text; of a document what it is."""

    filename: str | None = None
    kind: str | None = None
    media_type: str | None = None
    text: str = ""


def hits_at(session: Session, rows: Iterable[Found], terms: tuple[Term, ...]) -> list[SearchHit]:
    """Texts that have the terms, each with the stretch around the first of them and where that stands.

    However many they are, their texts are fetched by two statements.
    """
    wanted = list(rows)
    bodies = _bodies(session, [row[3] for row in wanted if not row[0] % IDS_PER_MESSAGE])
    papers = _papers(session, [row[0] for row in wanted if row[0] % IDS_PER_MESSAGE])
    return [_hit(row, papers.get(row[0]) or _OfText(text=bodies.get(row[3], "")), terms) for row in wanted]


def _bodies(session: Session, mails: list[int]) -> dict[int, str]:
    query = select(BodyRow.message_id, BodyRow.text).where(BodyRow.message_id.in_(mails))
    return dict(session.execute(query).all()) if mails else {}


def _papers(session: Session, numbers: list[int]) -> dict[int, _OfText]:
    kind = func.coalesce(DocumentRow.said_kind, DocumentRow.kind)
    columns = (DocumentRow.filename, kind, DocumentRow.media_type, DocumentRow.text)
    query = select(DocumentRow.id, *columns).where(DocumentRow.id.in_(numbers))
    rows = session.execute(query) if numbers else ()
    return {id_: _OfText(filename, kind, sort, text) for id_, filename, kind, sort, text in rows}


def _hit(row: Found, of: _OfText, terms: tuple[Term, ...]) -> SearchHit:
    number, application, name, message, subject = row
    places = hits_in(of.text, terms)
    return SearchHit(
        application_id=application,
        name=name,
        message_id=message,
        document_id=number if number % IDS_PER_MESSAGE else None,
        filename=of.filename,
        kind=of.kind,
        media_type=of.media_type,
        subject=subject,
        snippet=around(of.text, places),
        place=next(iter(places), None),
    )


def snippet(text: str, terms: Sequence[Term]) -> tuple[tuple[str, bool], ...]:
    """The text around its first hit, as (stretch, whether it is a hit). Without a hit, its beginning."""
    return around(text, hits_in(text, terms))


def around(text: str, hits: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """The same where the hits are known."""
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = min(len(text), start + BEFORE + AFTER)
    start, end = _at_words(text, start, end)
    pieces: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for left, right in hits:
        if left >= at and right <= end:
            pieces += [(_plain(text[at:left]), False), (_plain(text[left:right]), True)]
            at = right
    pieces += [(_plain(text[at:end]), False), ("…" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def every_place(text: str, query: str) -> list[tuple[int, int]]:
    """Where what a person looks for stands in a text, in order; the first ones of very many."""
    return hits_in(text, parse(query), reach=len(text))[:MOST_PLACES] if query.strip() else []


def hits_in(text: str, terms: Sequence[Term], *, reach: int = AFTER) -> list[tuple[int, int]]:
    """Where what was looked for stands in the text, in order; of words no further than `reach` behind the first."""
    wanted = [term for term in terms if not term.excluded]
    numbers = [place for term in wanted if term.number for place in places(text, term.number)]
    return numbers or _hits(text, [term for term in wanted if term.words], reach)


def _hits(text: str, terms: Sequence[Term], reach: int) -> list[tuple[int, int]]:
    """Where terms stand in the text, in order; of those that begin with the same word the first."""
    hits: list[tuple[int, int]] = []
    if not terms:
        return hits
    until = len(text)
    for found in _beginning(tuple(sorted({term.words[0][:_TOLD_BY] for term in terms}))).finditer(text):
        start = found.start()
        if start > until:
            break
        place = WORD.match(text, start)
        if place is None or (hits and start < hits[-1][1]) or _goes_on(text, place):
            continue
        first = index_word(place[0])
        end = next(filter(None, (_end_of(text, place, first, term) for term in terms)), None)
        if end is not None:
            hits.append((start, end))
            until = hits[0][0] + reach
    return hits


@lru_cache(maxsize=200)
def _beginning(beginnings: tuple[str, ...]) -> Pattern[str]:
    """Finds where a word may begin so, and hardly any others: what is not ASCII may be folded to any letter.

    All of them begin with one set of characters, by which the library leaps over everything else.
    """
    initials = {either for one in beginnings for either in (one[0], one[0].upper())}
    others = "".join(rf"\x{code:02x}" for code in range(128) if chr(code) not in initials)
    branches = [rf"(?<=[{one[0]}{one[0].upper()}]){_letters(one[1:])}" for one in beginnings if one[0].isascii()]
    return re.compile(rf"[^{others}]{_NO_LETTER_BEFORE}(?:{'|'.join([_NOT_ASCII, *branches])})")


def _letters(letters: str) -> str:
    behind = ""
    for letter in letters[::-1]:
        behind = rf"\.?(?:[^\x00-\x7f]|[{letter}{letter.upper()}]{behind})"
    return behind


def _end_of(text: str, place: Match[str], first: str, term: Term) -> int | None:
    """Where the term ends of which this word, folded `first`, may be the first; None where it does not stand here."""
    window, last = [first], place
    if len(term.words) > 1 and first == term.words[0]:
        for last in WORD.finditer(text, place.end()):
            if folded := index_word(last[0]):
                window.append(folded)
                if len(window) == len(term.words) or folded != term.words[len(window) - 1]:
                    break
    return last.end() if _stands(window, term) else None


def _stands(window: Sequence[str], term: Term) -> bool:
    if len(window) < len(term.words) or tuple(window[:-1]) != term.words[:-1]:
        return False
    return window[-1].startswith(term.words[-1]) if term.prefix else window[-1] == term.words[-1]


def _goes_on(text: str, place: Match[str]) -> bool:
    """Whether this place continues a word: behind its marks, or within letters with dots."""
    start = before = place.start()
    while before and _MARK.match(text, before - 1):
        before -= 1
    if before < start:
        return before > 0 and _LETTER.match(text, before - 1) is not None
    if (len(place[0]) > 1 and "." not in place[0]) or start < 2 or not _DOTTED.match(text, start - 2):
        return False
    two = "." in place[0] or text[place.end() : place.end() + 1] == "."
    return two or (start >= 4 and _DOTTED.match(text, start - 4) is not None)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Moves both ends to the next white space, if there is some near."""
    while 0 < start < end and not text[start - 1].isspace() and end - start > AFTER:
        start += 1
    while start < end < len(text) and not text[end].isspace() and end - start > AFTER:
        end -= 1
    return start, end


def _plain(text: str) -> str:
    """White space as one blank, the ends kept apart from their neighbours."""
    squeezed = " ".join(text.split())
    before = " " if text[:1].isspace() and squeezed else ""
    after = " " if text[-1:].isspace() else ""
    return before + squeezed + after
