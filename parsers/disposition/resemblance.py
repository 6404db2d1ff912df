"""Whether a mail without the notice's phrase looks like an application all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import is_bulk
from parsers.disposition.headlines import HEADLINE, asked_of_subjects
from parsers.disposition.subject import carries, nearly_carries
from parsers.disposition.withdrawal import withdrawal_in
from parsers.lexicon.patterns import spelled
from parsers.lexicon.vocabulary import vocabulary
from parsers.mail.mime.outline import leaves
from parsers.mail.quoting.voices import own_words
from parsers.text.text import fold
from parsers.values.documents import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.values.documents import Document
    from parsers.values.headers import Headers
    from parsers.values.messages import Message
    from parsers.values.sightings import Outline

_DOCUMENT_TYPES = re.compile(
    r"application/(?:pdf|msword|rtf|zip|x-zip\S*|vnd\.oasis\S*|"
    r"vnd\.openxmlformats-officedocument\.word\S*|vnd\.apple\.pages|octet-stream|x-iwork\S*|pkcs7-mime|"
    r"x-pkcs7-mime|ms-tnef|vnd\.ms-tnef)"
    r"|text/rtf|image/(?:jpeg|png|tiff|heic|heif|webp)|message/rfc822"
)
_NO_DOCUMENT = re.compile(
    r".+\.(?:ics|vcs|vcf|p7s|asc|sig|mp[34g]|mpeg|m4[av]|mov|avi|wav|ogg|amr|gpx|kml)\s*\Z", re.IGNORECASE
)
"""Names of appointments, visiting cards, signatures, sound and film, whose type servers often leave untold."""
_NO_DOCUMENT_TYPES = frozenset({"text/calendar", "text/vcard", "text/x-vcard"})
_APPLIES, _OWN_PAPERS = asked_of_subjects("applying.applies"), vocabulary("applying.own_papers")
_ENCLOSES, _PAPERS = vocabulary("applying.encloses"), vocabulary("applying.papers")
_SUBJECT, _EMPTY_SUBJECT = asked_of_subjects("applying.subject"), asked_of_subjects("applying.empty_subject")
_POST = asked_of_subjects("applying.post")
_HINTS = asked_of_subjects("applying.post", "applying.papers", "applying.subject")
_CV_FILE, _LETTER_FILE = vocabulary("applying.cv_file"), vocabulary("applying.letter_file")
_SELLS, _HELP = asked_of_subjects("business.sells"), asked_of_subjects("business.help")
_BODY = 20_000
_WORD = re.compile(r"\w+")
_EDGES = re.compile(r"^\W+|\W+$")
_COMMON = frozenset(spelled("applying.common"))
ENOUGH = 2
"""So many of the words that make a notice's title stand in a mail that is about it, beside a word of posts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Resemblance:
    """What a mail looks like, by what is known of it so far."""

    is_application: bool
    is_possible: bool
    """Its words may tell more: they must be read before it is decided."""
    why: str
    points: bool = False
    """It points to this notice, and not just to any."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Signs:
    """What points to an application and what against it."""

    bulk: bool
    commercial: bool
    helped: bool
    """Somebody wants help with their papers, or for their class."""
    cv: bool
    letter: bool
    applies: bool
    """Somebody says that they apply, or that their own CV or letter comes with it."""
    encloses: bool
    """Some CV or letter comes with it."""
    says: bool
    """The subject has a word of applications."""
    slip: bool
    """The subject nearly carries the phrase."""
    withdraws: bool
    """Somebody gives their application up."""
    quotes: bool
    """The text carries the phrase."""
    about: bool
    """It is about the notice's post, by words of its title and of posts."""


class MailLook:
    """A mail as whoever looks at it sees it: once, for however many notices it is judged."""

    def __init__(
        self,
        headers: Headers,
        outline: Outline | None,
        message: Message | None = None,
        documents: Sequence[Document] = (),
    ) -> None:
        self._headers = headers
        self._outline = outline
        self._message = message
        self._documents = documents
        self._like: dict[tuple[bool, bool, bool], Resemblance] = {}

    def to(self, phrase: str, title: str) -> Resemblance:
        """What it looks like to somebody who knows the notice's phrase and title."""
        slip = nearly_carries(self._headers.subject, phrase)
        if self._message is None and not (slip or self._says_anything):
            return self._silent
        quotes = bool(phrase) and carries(self._words, phrase)
        about = len(telling(title) & self._said_words) >= ENOUGH and self._says_post
        pointing = slip, quotes, about
        if pointing not in self._like:
            self._like[pointing] = self._pointing(replace(self._signs, slip=slip, quotes=quotes, about=about))
        return self._like[pointing]

    def _pointing(self, signs: _Signs) -> Resemblance:
        why = _why(signs)
        if why and not _outweighed(signs):
            points = signs.slip or signs.quotes or signs.about
            return Resemblance(is_application=True, is_possible=True, why=why, points=points)
        against = "sent to many" if signs.bulk else "of business" if signs.commercial else ""
        possible = _is_possible(self._headers, self._outline, signs)
        return Resemblance(is_application=False, is_possible=possible, why=against and f"mail {against}")

    @cached_property
    def _says_anything(self) -> bool:
        """Whether a mail that is not read yet has words that may tell: of most neither the subject nor a file does."""
        may_say = HEADLINE.may_say(fold(self._headers.subject or ""))
        return may_say or next(_names(self._outline, None), None) is not None

    @property
    def words_of_a_post(self) -> frozenset[str]:
        """What a mail that is not read yet says of a post, if it does: by these it may be about a notice's."""
        return self._said_words if self._says_anything and self._says_post else frozenset()

    @cached_property
    def _silent(self) -> Resemblance:
        """What it looks like where no word says anything: all other signs are wanting."""
        if is_bulk(self._headers):
            return _TO_MANY
        empty = _is_empty(fold(self._headers.subject or "")) and not _is_invitation(self._outline)
        return _POSSIBLE if empty or may_bring_documents(self._outline) else _NOTHING

    @cached_property
    def _subject(self) -> str:
        forwarded = self._message.forwarded_subject if self._message else None
        subject = fold(" / ".join(filter(None, (self._headers.subject, forwarded))))
        return subject if self._words or HEADLINE.may_say(subject) else ""

    @cached_property
    def _words(self) -> str:
        return _words(self._message)

    @cached_property
    def _said(self) -> str:
        return f"{self._subject} / {self._words}" if self._words else self._subject

    @cached_property
    def _said_words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._said))

    @cached_property
    def _says_post(self) -> bool:
        return bool(_POST.search(self._said))

    @cached_property
    def _signs(self) -> _Signs:
        """All that no notice is needed for; what points to one is wanting."""
        subject, words, said, message = self._subject, self._words, self._said, self._message
        names = [fold(name) for name in _names(self._outline, message)]
        kinds = {document.kind for document in self._documents}
        return _Signs(
            bulk=is_bulk(self._headers),
            commercial=bool(_SELLS.search(subject) or any(_SELLS.search(name) for name in names) or _sells(words)),
            cv=any(_CV_FILE.search(_parted(name)) for name in names) or bool(kinds & {Kind.CV, Kind.CV_AND_LETTER}),
            letter=any(_LETTER_FILE.search(_parted(name)) for name in names)
            or bool(kinds & {Kind.LETTER, Kind.CV_AND_LETTER}),
            helped=bool(_HELP.search(said) and not _APPLIES.search(said)),
            applies=applies(words) or bool(_APPLIES.search(subject)),
            encloses=bool(_ENCLOSES.search(words) and _PAPERS.search(words)),
            says=speaks_of_application(subject),
            slip=False,
            withdraws=message is not None and withdrawal_in(own_words(message)) is not None,
            quotes=False,
            about=False,
        )


_TO_MANY = Resemblance(is_application=False, is_possible=False, why="mail sent to many")
_POSSIBLE = Resemblance(is_application=False, is_possible=True, why="")
_NOTHING = Resemblance(is_application=False, is_possible=False, why="")


def _why(signs: _Signs) -> str:
    """The clause that says what makes it an application; empty where nothing does."""
    reasons = (
        (signs.withdraws, "its writer withdraws an application"),
        (signs.slip, "its subject is nearly the notice's phrase"),
        (signs.cv and signs.letter, "a CV and a letter come with it"),
        (signs.cv, "a CV comes with it"),
        (signs.letter and (signs.applies or signs.says), "a letter comes with it"),
        (signs.quotes, "its text carries the phrase"),
        (signs.applies, "its writer says that they apply"),
        (signs.encloses and signs.about, "it is about the post and brings a CV or letter"),
        (signs.says, "its subject speaks of an application"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _outweighed(signs: _Signs) -> bool:
    """Mail to many, mail that sells and pleas for help are an application only where somebody plainly applies."""
    if signs.bulk:
        return not ((signs.cv or signs.letter) and signs.applies)
    if signs.commercial:
        return not (signs.applies or (signs.cv and signs.letter) or signs.slip)
    return signs.helped and not (signs.slip or signs.quotes or signs.about)


def applies(words: str) -> bool:
    """Whether somebody says in folded words that they apply, or that their own CV or letter comes with the mail."""
    return bool(_APPLIES.search(words) or (_OWN_PAPERS.search(words) and _ENCLOSES.search(words)))


def speaks_of_application(subject: str | None) -> bool:
    """Whether a subject has a word of applications, and not of applications in general."""
    return bool(_SUBJECT.search(fold(subject or "")))


def _words(message: Message | None) -> str:
    if message is None:
        return ""
    return fold(own_words(message)[:_BODY])


def _sells(words: str) -> bool:
    return len({said.group() for said in _SELLS.finditer(words)}) >= 2


def _parted(name: str) -> str:
    return re.sub(r"[._\-+]", " ", name)


def _names(outline: Outline | None, message: Message | None) -> Iterator[str]:
    """The names of the files that may be documents."""
    if message is not None:
        yield from (a.filename for a in message.attachments if a.filename and not a.decorative)
    elif outline is not None:
        yield from (part.filename for part in leaves(outline) if part.filename)


@lru_cache(maxsize=4096)
def telling(title: str) -> frozenset[str]:
    """The words that make a title."""
    return frozenset(word for word in _WORD.findall(fold(title)) if word not in _COMMON and len(word) > 2)


def _is_possible(headers: Headers, outline: Outline | None, signs: _Signs) -> bool:
    """Whether the words of a mail may make an application of it: a person's mail with a file or a hint."""
    if signs.bulk and not (signs.cv or signs.letter):
        return False
    subject = fold(headers.subject or "")
    hinted = (HEADLINE.may_say(subject) and _HINTS.search(subject) is not None) or _is_empty(subject)
    if signs.commercial and not (signs.says or signs.cv or signs.letter):
        return False
    brings = may_bring_documents(outline)
    pointed = signs.slip or signs.about
    if not brings and _is_invitation(outline) and not (signs.says or signs.cv or signs.letter or pointed):
        return False
    return hinted or pointed or brings


def _is_empty(subject: str) -> bool:
    """Whether a subject tells nothing of what the mail is about."""
    words = _EDGES.sub("", subject)
    return not words or (HEADLINE.may_say(words) and _EMPTY_SUBJECT.fullmatch(words) is not None)


def may_bring_documents(outline: Outline | None) -> bool:
    """Whether a mail has parts that may be papers; pictures as small as those of signatures are none."""
    if outline is None:
        return True
    parts = [part for part in leaves(outline) if not (part.media_type.startswith("image/") and part.size < 60_000)]
    return any(
        _DOCUMENT_TYPES.match(part.media_type) and not is_no_document(part.media_type, part.filename) for part in parts
    )


def is_no_document(media_type: str, filename: str | None) -> bool:
    """Whether a file is no paper: by its type, or by its name where the type tells nothing."""
    if media_type in _NO_DOCUMENT_TYPES:
        return True
    return media_type == "application/octet-stream" and bool(_NO_DOCUMENT.match(filename or ""))


def _is_invitation(outline: Outline | None) -> bool:
    """A meeting that a calendar program asks for, answers or calls off (RFC 6047)."""
    if outline is None:
        return False
    return any(part.media_type == "text/calendar" and dict(part.parameters).get("method") for part in leaves(outline))
