"""What an application's files are to it: in time, copies, superseded; and what is missing. Pure.

What arrived in time counts, or everything when nothing did. The same file (name and bytes) in several mails is one
document. A newer document of a kind, in a later mail that counts, supersedes the older: if it can be read, or the
older can't either, and it is no version in another language. What a mail brings that waits for a person's word is
there, so that nobody is told to be without a letter that came; it supersedes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

PARTS = {Kind.CV: {"cv"}, Kind.LETTER: {"letter"}, Kind.CV_AND_LETTER: {"cv", "letter"}}


@dataclass(frozen=True, kw_only=True, slots=True)
class WeighedMail:
    """A message of the application, as far as it counts."""

    id: int
    received_at: datetime
    in_time: bool
    admitted: bool = True
    """False while it waits for a person's word: it supersedes nothing."""
    parts: frozenset[str] = frozenset()
    """What of an application stands in its text: cv, letter."""
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WeighedDocument:
    """A file of one of its messages."""

    id: int
    message_id: int
    filename: str | None
    sha256: str
    kind: Kind
    language: str | None = None
    readable: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What a paper is to the application."""

    in_time: bool
    superseded: bool
    copy_of: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """The whole application. A letter or a CV may stand in a mail's text."""

    on_time: bool
    has_cv: bool
    has_letter: bool
    letter_in_body: bool
    papers: dict[int, Standing]
    superseded_bodies: frozenset[int]

    @property
    def missing(self) -> tuple[str, ...]:
        """What the notice asks for and nobody sent."""
        return missing(has_cv=self.has_cv, has_letter=self.has_letter)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Version:
    """One text that is a CV, a letter or both, as of its last arrival."""

    key: tuple[str, int]
    parts: frozenset[str]
    at: tuple[datetime, int]
    language: str | None
    readable: bool
    admitted: bool


def missing(*, has_cv: bool, has_letter: bool) -> tuple[str, ...]:
    """The names of what is not there, as exports and the API have them."""
    return tuple(name for name, there in (("cv", has_cv), ("letter", has_letter)) if not there)


def weigh(mails: Sequence[WeighedMail], papers: Sequence[WeighedDocument]) -> Completeness:
    """The part of each document in the application, and which parts are present."""
    on_time = any(mail.in_time for mail in mails if mail.admitted)
    counting = {mail.id: mail for mail in mails if mail.in_time or not on_time}
    copies = _copies(papers, {mail.id for mail in mails if mail.admitted})
    bodies = [mail for mail in counting.values() if mail.parts]
    versions = [*_versions(copies, counting), *(_body_version(mail) for mail in bodies)]
    old = {version.key for version in versions if _is_superseded(version, versions)}
    present = {part for version in versions for part in version.parts}
    by_id = {mail.id: mail for mail in mails}
    return Completeness(
        on_time=on_time,
        has_cv="cv" in present,
        has_letter="letter" in present,
        letter_in_body=any("letter" in mail.parts for mail in bodies if mail.admitted),
        papers={
            paper.id: Standing(
                in_time=any(by_id[copy.message_id].in_time for copy in _counted(group, by_id)),
                superseded=("paper", group[0].id) in old,
                copy_of=None if paper is group[0] else group[0].id,
            )
            for group in copies
            for paper in group
        },
        superseded_bodies=frozenset(number for what, number in old if what == "body"),
    )


def _copies(papers: Sequence[WeighedDocument], admitted: set[int]) -> list[list[WeighedDocument]]:
    """The papers, those with the same name and bytes together, the first of an admitted mail first."""
    groups: defaultdict[tuple[str | None, str], list[WeighedDocument]] = defaultdict(list)
    for paper in sorted(papers, key=lambda paper: (paper.message_id not in admitted, paper.id)):
        groups[paper.filename, paper.sha256].append(paper)
    return list(groups.values())


def _counted(group: list[WeighedDocument], mails: dict[int, WeighedMail]) -> list[WeighedDocument]:
    """Of the copies of one paper those in mails that are admitted, or all where none is."""
    return [copy for copy in group if mails[copy.message_id].admitted] or group


def _versions(copies: list[list[WeighedDocument]], counting: dict[int, WeighedMail]) -> list[_Version]:
    found = []
    for group in copies:
        mails = [counting[copy.message_id] for copy in group if copy.message_id in counting]
        admitted = [mail for mail in mails if mail.admitted]
        parts = PARTS.get(group[0].kind)
        if mails and parts:
            found.append(
                _Version(
                    key=("paper", group[0].id),
                    parts=frozenset(parts),
                    at=max((mail.received_at, mail.id) for mail in admitted or mails),
                    language=group[0].language,
                    readable=group[0].readable,
                    admitted=bool(admitted),
                )
            )
    return found


def _body_version(mail: WeighedMail) -> _Version:
    return _Version(
        key=("body", mail.id),
        parts=mail.parts,
        at=(mail.received_at, mail.id),
        language=mail.language,
        readable=True,
        admitted=mail.admitted,
    )


def _is_superseded(version: _Version, versions: Sequence[_Version]) -> bool:
    newer = [other for other in versions if _supersedes(other, version)]
    return version.parts <= {part for other in newer for part in other.parts}


def _supersedes(newer: _Version, older: _Version) -> bool:
    same_language = newer.language is None or older.language is None or newer.language == older.language
    proven = newer.admitted and older.admitted
    return proven and newer.at > older.at and (newer.readable or not older.readable) and same_language
