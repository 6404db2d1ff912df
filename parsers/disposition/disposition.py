"""What a message is to the notice: decided here and nowhere else, from headers and outline, again once it is read.

Nothing with the notice's phrase in its subject is dropped, short of automatic answers, bounces and colleagues' own
talk. What looks like an application without the phrase is shown as a near miss. The rest leaves nothing behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from parsers.disposition.automatic_headers import (
    answers_automatically,
    is_bounce,
    is_bulk,
    is_receipt,
    is_sent_by_machine,
)
from parsers.disposition.notice_index import NoticeIndex
from parsers.disposition.resemblance import MailLook, Resemblance, is_no_document, may_bring_documents
from parsers.disposition.signals import NO_SIGNALS, Signals, signals_of
from parsers.disposition.subject import carries, prefix_of
from parsers.disposition.substitutes import may_be_stand_in
from parsers.linkage.senders import author_of, is_internal, is_machine
from parsers.mail.headers.dates import handed_over
from parsers.mail.mime.outline import leaves
from parsers.values.dispositions import Disposition, Verdict, is_late
from parsers.values.headers import Address
from parsers.values.letters import TiedBy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from parsers.disposition.notice_index import NoticeRules
    from parsers.values.documents import Document
    from parsers.values.headers import Headers
    from parsers.values.messages import Message
    from parsers.values.sightings import Outline

FEW = 4
"""So many notices are tried in turn: to look them up costs as much."""
_BY_COLLEAGUE = "somebody forwards an application with the notice's phrase in its subject"


def dispose_for(  # noqa: PLR0913 - what is known of a message, each part for itself
    headers: Headers,
    outline: Outline | None,
    notices: Sequence[NoticeRules],
    *,
    received_at: datetime,
    message: Message | None = None,
    documents: Sequence[Document] = (),
    tied_by: TiedBy | None = None,
) -> list[Verdict]:
    """The disposition of a message under each of several notices, and the clause that explains it.

    Args:
        headers: of the message as it lies in the mailbox.
        outline: its structure, None where the server could not tell.
        notices: their rules; what needs none of them is looked at once.
        received_at: INTERNALDATE; only this decides on late.
        message: the message once it was read.
        documents: its documents once they were read.
        tied_by: by what it is known to be about a letter of ours, if it is.
    """
    if message is None:
        return [one.verdict for one in at_sight(headers, outline, notices, received_at)]
    if verdict := _report(headers, outline):
        return [verdict] * len(notices)
    look, known = MailLook(headers, outline, message, documents), _read(message, documents, tied_by)

    @cache
    def by_look(phrase: bool, internal: bool, to_many: bool, seen: Resemblance) -> Verdict:  # noqa: FBT001 - a key
        return _by_look(_Case(phrase=phrase, internal=internal, to_many=to_many, look=seen, **known))

    bulk, found = is_bulk(headers), []
    for notice in notices:
        phrase = any(carries(subject, notice.subject) for subject in (headers.subject, message.forwarded_subject))
        internal = _is_colleague(headers, outline, notice, phrase=phrase)
        to_many = bulk and not _is_own_list(headers, notice)
        verdict = by_look(phrase, internal, to_many, look.to(notice.subject, notice.title))
        found.append(_on_arrival(verdict, headers, received_at, notice))
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class AtSight:
    """What headers and outline tell of a mail."""

    verdict: Verdict
    needs_original: bool
    """Whether the message itself must be read before its disposition is sure.

    False only where headers and outline leave no other possibility than a mail that is not kept.
    """


def at_sight(
    headers: Headers, outline: Outline | None, notices: Sequence[NoticeRules] | NoticeIndex, received_at: datetime
) -> list[AtSight]:
    """The disposition of a message that is not read yet under each of the notices, as `dispose_for` has it.

    Of many those are looked up that it may say something of; to all others it is the same. What may be a server's own
    text in the place of a mail is not sure before it was read.
    """
    index = notices if isinstance(notices, NoticeIndex) else NoticeIndex(notices)
    seen = _at_sight(headers, outline, index, received_at)
    if not may_be_stand_in(headers, outline):
        return seen
    wanted = {id(one): replace(one, needs_original=True) for one in seen}  # alike ones stay one
    return [wanted[id(one)] for one in seen]


def _at_sight(headers: Headers, outline: Outline | None, index: NoticeIndex, received_at: datetime) -> list[AtSight]:
    if verdict := _report(headers, outline):
        return [AtSight(verdict=verdict, needs_original=False)] * len(index.rules)
    if answers_automatically(headers):
        return _answer_at_sight(headers, outline, index.rules)
    look = MailLook(headers, outline)
    if len(index.rules) <= FEW:
        return [_unread(headers, outline, look, notice, received_at) for notice in index.rules]
    found = [_unread(headers, outline, look, index.nobodys, received_at)] * len(index.rules)
    for colleagues, of in index.of_colleague(author_of(headers)):
        seen = _unread(headers, outline, look, colleagues, received_at)
        for at in of:
            found[at] = seen
    for at in index.pointed_at(headers.subject, look.words_of_a_post):
        found[at] = _unread(headers, outline, look, index.rules[at], received_at)
    return found


def _answer_at_sight(headers: Headers, outline: Outline | None, notices: Sequence[NoticeRules]) -> list[AtSight]:
    """An automatic answer by its headers: one that may bring papers is read."""
    if not _may_bring_papers(outline):
        return [AtSight(verdict=_ANSWER, needs_original=False)] * len(notices)
    doubts = {phrase: AtSight(verdict=_DOUBT if phrase else _ANSWER, needs_original=True) for phrase in (True, False)}
    return [doubts[carries(headers.subject, notice.subject)] for notice in notices]


def _may_bring_papers(outline: Outline | None) -> bool:
    """Whether a mail may bring papers, however small: a picture that is attached is more than a signature's."""
    if outline is None or may_bring_documents(outline):
        return True
    attached = (part for part in leaves(outline) if part.disposition == "attachment")
    return any(not is_no_document(part.media_type, part.filename) for part in attached)


def _unread(
    headers: Headers, outline: Outline | None, look: MailLook, notice: NoticeRules, received_at: datetime
) -> AtSight:
    phrase = carries(headers.subject, notice.subject)
    if _is_colleague(headers, outline, notice, phrase=phrase):
        verdict = _unread_of_colleague(headers, outline, notice, received_at, phrase=phrase)
        return AtSight(verdict=verdict, needs_original=_may_be_forward(headers, outline, look, phrase=phrase))
    seen = look.to(notice.subject, notice.title)
    if not phrase:
        return _without_phrase(seen)
    verdict = _by_look(_Case(phrase=True, internal=False, look=seen))
    return AtSight(verdict=_on_arrival(verdict, headers, received_at, notice), needs_original=True)


@lru_cache(maxsize=64)
def _without_phrase(look: Resemblance) -> AtSight:
    """What an outsider's mail is by what it looks like alone: nearly all mail is one of a few things."""
    verdict = _by_look(_Case(phrase=False, internal=False, look=look))
    return AtSight(verdict=verdict, needs_original=look.is_possible)


def _is_own_list(headers: Headers, notice: NoticeRules) -> bool:
    """Whether the office's own address is a list, which a candidate's mail comes through."""
    _, _, named = (headers.first("list-id") or "").rpartition("<")
    return is_internal(Address(email="@" + named.rstrip("> ")), notice.internal_domains)


def _read(message: Message, documents: Sequence[Document], tied_by: TiedBy | None) -> dict[str, Any]:
    """What is known once the message was read."""
    headers, sender = message.headers, author_of(message.headers)
    return {
        "forwarded": message.forwarded_from is not None,
        "answered_elsewhere": message.applicant.email != sender.email,
        "signals": signals_of(message, documents),
        "by_headers": answers_automatically(headers),
        "by_machine": is_sent_by_machine(headers),
        "tied_by": tied_by,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    """All that the table looks at."""

    phrase: bool
    internal: bool
    look: Resemblance
    forwarded: bool = False
    answered_elsewhere: bool = False
    """The applicant is not who sent it: of a forward the original sender, of a relative the address to answer at."""
    signals: Signals = NO_SIGNALS
    by_headers: bool = False
    """An automatic answer, by its headers."""
    by_machine: bool = False
    """No person pressed a key to send it, by its headers."""
    to_many: bool = False
    """A list or a newsletter, by its headers, and not the office's own."""
    tied_by: TiedBy | None = None
    """By what it is known to be about a letter of ours."""

    @property
    def answers(self) -> bool:
        """It answers a letter of ours, and does not just come from where one went."""
        return self.tied_by is not None and self.tied_by is not TiedBy.ADDRESS

    @property
    def is_pointed_at_by_machine(self) -> bool:
        """Whether the notice, or a letter of ours, is named in what no person sent to us."""
        return bool((self.by_machine and (self.phrase or self.answers)) or (self.to_many and self.phrase))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: when it holds, what the mail is then, and why."""

    holds: Callable[[_Case], object]
    disposition: Disposition
    reason: Callable[[_Case], str]
    automatic: bool = False
    """A machine answered, or may have."""


_BY_HEADERS = "an automatic answer, by its headers"
_TABLE = (
    _Row(
        lambda c: c.signals.program and (c.phrase or c.look.is_application),
        Disposition.NEAR_MISS,
        lambda c: f"it brings a program and no paper ({c.signals.program}): do not open it",
    ),
    _Row(
        lambda c: c.by_headers and c.signals.paper and not c.forwarded and (c.phrase or c.tied_by),
        Disposition.NEAR_MISS,
        lambda c: f"an automatic answer, by its headers, but it brings a file ({c.signals.paper})",
        automatic=True,
    ),
    _Row(
        lambda c: c.by_headers and c.answers and not (c.signals.paper or c.signals.automatic),
        Disposition.NEAR_MISS,
        lambda _: "an automatic answer, by its headers, but it answers a letter in words that are none of a machine's",
        automatic=True,
    ),
    _Row(
        lambda c: c.by_headers and not c.signals.paper,
        Disposition.AUTO_REPLY,
        lambda _: _BY_HEADERS,
        automatic=True,
    ),
    _Row(
        lambda c: c.answers and c.signals.automatic and not c.by_machine,
        Disposition.NEAR_MISS,
        lambda c: f"it answers a letter, and seems an automatic answer, by its words ({c.signals.automatic})",
        automatic=True,
    ),
    _Row(
        lambda c: c.signals.automatic and not c.forwarded,
        Disposition.AUTO_REPLY,
        lambda c: f"an automatic answer, by its words ({c.signals.automatic})",
        automatic=True,
    ),
    _Row(
        lambda c: c.phrase and c.forwarded,
        Disposition.APPLICATION,
        lambda _: "somebody forwards an application with the notice's phrase in its subject",
    ),
    _Row(
        lambda c: c.internal and c.phrase and c.signals.own_paper,
        Disposition.APPLICATION,
        lambda c: f"a colleague applies, with papers in their own name ({c.signals.own_paper})",
    ),
    _Row(
        lambda c: c.internal and c.phrase and c.signals.others_paper,
        Disposition.NEAR_MISS,
        lambda c: f"a colleague sends a CV or a letter that is not in their own name ({c.signals.others_paper})",
    ),
    _Row(
        lambda c: c.internal and c.phrase and c.signals.applies,
        Disposition.NEAR_MISS,
        lambda c: f"a colleague may be applying ({c.signals.applies})",
    ),
    _Row(
        lambda c: c.internal and not c.forwarded and not (c.signals.own_paper or c.signals.applies),
        Disposition.INTERNAL,
        lambda _: "written by a colleague",
    ),
    _Row(
        lambda c: (c.phrase or c.answers) and c.signals.absent,
        Disposition.NEAR_MISS,
        lambda c: f"it may be an automatic answer, by its words ({c.signals.absent})",
        automatic=True,
    ),
    _Row(
        lambda c: c.is_pointed_at_by_machine and not (c.signals.paper or c.signals.applies),
        Disposition.NEAR_MISS,
        lambda _: "a machine sent it, by its headers, and nobody applies in it",
        automatic=True,
    ),
    _Row(
        lambda c: c.phrase and c.signals.another and not (c.signals.cv or c.answered_elsewhere),
        Disposition.NEAR_MISS,
        lambda c: f"it is about somebody else's application ({c.signals.another})",
    ),
    _Row(lambda c: c.phrase, Disposition.APPLICATION, lambda _: "the subject carries the notice's phrase"),
    _Row(
        lambda c: c.look.is_application,
        Disposition.NEAR_MISS,
        lambda c: f"looks like an application ({c.look.why}), but the subject does not carry the notice's phrase",
    ),
    _Row(
        lambda c: c.internal,
        Disposition.INTERNAL,
        lambda c: "a colleague forwards a mail that is no application" if c.forwarded else "written by a colleague",
    ),
    _Row(
        lambda _: True,
        Disposition.UNRELATED,
        lambda c: c.look.why or "nothing in it points to the notice",
    ),
)
"""From the surest sign to the least: the first line that holds decides."""


def _on_arrival(verdict: Verdict, headers: Headers, received_at: datetime, notice: NoticeRules) -> Verdict:
    if verdict.disposition is Disposition.APPLICATION:
        return _in_time(headers, received_at, notice, verdict.reason)
    return verdict


def _by_look(case: _Case) -> Verdict:
    """What a mail is, its arrival apart."""
    row = next(row for row in _TABLE if row.holds(case))
    return Verdict(
        disposition=row.disposition,
        reason=row.reason(case),
        specific=case.phrase or case.look.points,
        automatic=row.automatic,
    )


_ANSWER = Verdict(disposition=Disposition.AUTO_REPLY, reason=_BY_HEADERS, automatic=True)
_DOUBT = Verdict(
    disposition=Disposition.NEAR_MISS,
    reason="an automatic answer, by its headers, but it may bring papers",
    specific=True,
    automatic=True,
)


def _report(headers: Headers, outline: Outline | None) -> Verdict | None:
    """What a bounce or a read receipt is: by its structure."""
    if is_bounce(headers, outline):
        return Verdict(
            disposition=Disposition.BOUNCE, reason="a mail server's report on a message that was not delivered"
        )
    if is_receipt(headers, outline):
        return Verdict(disposition=Disposition.AUTO_REPLY, reason="a read receipt", automatic=True)
    return None


def _in_time(headers: Headers, received_at: datetime, notice: NoticeRules, why: str) -> Verdict:
    if is_late(received_at, notice.closes_at):
        reason = f"{why}, but it arrived {_how_late(headers, notice)}"
        return Verdict(disposition=Disposition.LATE, reason=reason, specific=True)
    return Verdict(disposition=Disposition.APPLICATION, reason=f"{why}, and it arrived in time", specific=True)


def _how_late(headers: Headers, notice: NoticeRules) -> str:
    """Sent before and delivered after is another thing than sent after: a person decides."""
    at = handed_over(headers)
    if at is None or is_late(at, notice.closes_at):
        return "after the closing date"
    here = at.astimezone(notice.closes_at.tzinfo)
    return f"after the closing date; by its trace headers it was sent before ({here:%Y-%m-%d %H:%M:%S %z})"


def _is_colleague(headers: Headers, outline: Outline | None, notice: NoticeRules, *, phrase: bool) -> bool:
    """Whether a colleague wrote it: not the office's own copier with papers, nor its web form for somebody outside."""
    author = author_of(headers)
    if not is_internal(author, notice.internal_domains):
        return False
    answered = [a for a in headers.reply_to if a.email and not is_internal(a, notice.internal_domains)]
    return not (is_machine(author) and (answered or (phrase and may_bring_documents(outline))))


def _unread_of_colleague(
    headers: Headers, outline: Outline | None, notice: NoticeRules, received_at: datetime, *, phrase: bool
) -> Verdict:
    """A colleague's mail before it is read: by its headers a forward is a prefix or an attached mail."""
    forwards = prefix_of(headers.subject) == "forward" or _attached_message(outline)
    if phrase and forwards:
        return _in_time(headers, received_at, notice, _BY_COLLEAGUE)
    return Verdict(disposition=Disposition.INTERNAL, reason="written by a colleague")


def _may_be_forward(headers: Headers, outline: Outline | None, look: MailLook, *, phrase: bool) -> bool:
    """Whether a colleague's mail may hold somebody else's application: attached, or with the files of one."""
    if outline is None or _attached_message(outline):
        return True
    prefix = prefix_of(headers.subject)
    seen = look.to("", "")
    return phrase or (prefix == "forward" and seen.is_possible) or (prefix != "reply" and seen.is_application)


def _attached_message(outline: Outline | None) -> bool:
    if outline is None:
        return False
    return any(
        part.media_type in {"message/rfc822", "message/global", "application/vnd.ms-outlook"}
        or (part.filename or "").lower().endswith((".eml", ".msg"))
        for part in leaves(outline)
    )
