"""Which notices a message is for, and what it is to them: the parsers' verdict under each, the closest kept."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING

from jobs.notices.lifecycle import over_at, takes_at
from parsers.disposition.answers import answered, answering_calendar, clues, reported
from parsers.disposition.automatic_headers import is_bulk
from parsers.disposition.disposition import at_sight, dispose_for
from parsers.disposition.notice_index import NoticeIndex, NoticeRules
from parsers.disposition.subject import carries
from parsers.values.dispositions import Disposition, Verdict, by_arrival
from parsers.values.letters import NO_LETTERS, LetterClues, SentLetters, Tie, TiedBy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from parsers.disposition.disposition import AtSight
    from parsers.values.documents import Document
    from parsers.values.headers import Headers
    from parsers.values.messages import Message
    from parsers.values.sightings import Outline
    from store import Store
    from store.values import Notice

CLOSENESS = (
    Disposition.APPLICATION,
    Disposition.LATE,
    Disposition.NEAR_MISS,
    Disposition.BOUNCE,
    Disposition.AUTO_REPLY,
    Disposition.INTERNAL,
    Disposition.UNRELATED,
)
"""What a message is, where there are several notices: the first of these that any of them gives."""
KEPT_TURNS = 16
"""Of so many times it is kept which notices were open: mails come in the order in which they arrived."""
APPLIES = (Disposition.APPLICATION, Disposition.LATE)
ANSWERS = "it answers letter {letter}"
STRANGER = "it answers letter {letter}, from an address that is not the candidate's"
WRITTEN_TO = "it comes from the address to which letter {letter} went"
NOT_OURS = "a mail server's report on a message that is none of our letters"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What a message is, and to which notices."""

    verdict: Verdict
    notice: str | None
    """The one it stands under; None where nothing tells one from the others."""
    fits: frozenset[str] = frozenset()
    """All that it may be for: whoever looks after one of them is shown it."""
    tie: Tie | None = None
    """The letter of ours that it is about."""


class LettersOnCall:
    """The letters that went out, looked up for the mails at hand, as they may be hundreds of thousands.

    Whether there are any is asked once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __bool__(self) -> bool:
        return self._any

    @cached_property
    def _any(self) -> bool:
        with self._store.peek() as transaction:
            return transaction.answers.any_sent()

    def about(self, clues: LetterClues) -> SentLetters:
        """Those that mails with these clues may be about."""
        if not self:
            return NO_LETTERS
        with self._store.peek() as transaction:
            return transaction.answers.sent(clues)


def rules_of(notice: Notice) -> NoticeRules:
    """What the parsers need to know of a notice."""
    return NoticeRules(
        subject=notice.subject,
        title=notice.title,
        closes_at=notice.closes_at.astimezone(notice.zone),
        internal_domains=frozenset(domain.casefold() for domain in notice.internal_domains),
    )


class Judge:
    """Disposes of messages for all notices that took mail when they arrived; of a closed notice's own mail under that
    notice too.

    Arrival decides here as well: what came before a notice was closed is its mail, whenever a poll finds it.
    """

    def __init__(self, notices: Iterable[Notice], letters: SentLetters | LettersOnCall = NO_LETTERS) -> None:
        self._letters = letters
        self._notices = {notice.slug: notice for notice in notices}
        self._rules = {slug: rules_of(notice) for slug, notice in self._notices.items()}
        self._until = {slug: over_at(notice).astimezone(UTC) for slug, notice in self._notices.items()}
        self._in_force = [slug for slug, notice in self._notices.items() if notice.closed_at is None]
        self._turns = sorted({at for slug in self._notices for at in self._turns_of(slug)})
        """When what is open changes."""
        self._open: dict[int, frozenset[str]] = {}
        self.rules = NoticeIndex(self._rules.values())
        """Of all notices, in the order in which `ruled` is told what a message is to each."""

    @property
    def internal_domains(self) -> frozenset[str]:
        """The colleagues' domains, over all notices."""
        return frozenset().union(*(rules.internal_domains for rules in self._rules.values()))

    @property
    def words(self) -> tuple[tuple[str, str, str, str], ...]:
        """By what the notices in force know their mail from its headers, for telling whether that has changed."""
        rules = ((slug, self._rules[slug]) for slug in sorted(self._in_force))
        return tuple((slug, one.subject, one.title, one.closes_at.isoformat()) for slug, one in rules)

    def knowing(self, letters: SentLetters | LettersOnCall) -> Judge:
        """The same judge, who knows which letters went out."""
        other = copy(self)
        other._letters = letters  # noqa: SLF001 - of its own kind
        return other

    def about(self, mails: Iterable[Headers]) -> Judge:
        """The same judge for these mails, by their headers: what letters they may be about is looked up at once."""
        if not self._letters:
            return self
        clued = reduce(or_, map(clues, mails), LetterClues())
        return self.knowing(self._letters.about(clued))

    def at_sight(self, headers: Headers, outline: Outline | None, received_at: datetime) -> tuple[Ruling, bool]:
        """What a message is that is not read yet, and whether its original must be fetched to tell; so must what may
        come back on a letter.
        """
        return self.ruled(at_sight(headers, outline, self.rules, received_at), headers, received_at)

    def ruled(self, seen: Sequence[AtSight], headers: Headers, received_at: datetime) -> tuple[Ruling, bool]:
        """The same of a message that was seen under each of the `rules`."""
        under = self._taking(seen, received_at)
        kinds = list({id(one): one for one in under.values()}.values())  # of most mails one for all notices
        tie = self._tie(headers, None, received_at)
        ruling = self._about_letter(self._seen_as(under, kinds, received_at), tie, headers, None, received_at)
        comes_back = ruling.tie is not None or ruling.verdict.disposition is Disposition.BOUNCE
        awaited = bool(self._letters and self._in_force)
        return ruling, any(one.needs_original for one in kinds) or (awaited and comes_back)

    def _taking(self, seen: Sequence[AtSight], received_at: datetime) -> dict[str, AtSight]:
        """What it is to those that took mail when it arrived."""
        each = zip(self._notices.values(), seen, strict=True)
        return {notice.slug: one for notice, one in each if _takes(notice, received_at)}

    def _seen_as(self, under: dict[str, AtSight], kinds: Sequence[AtSight], received_at: datetime) -> Ruling:
        """By the closest verdict; a mail that is the same to all and points to none is looked at once."""
        if len(kinds) == 1 < len(under) and not (kinds[0].verdict.specific or kinds[0].verdict.disposition in APPLIES):
            fits = self._open_at(received_at)
            return Ruling(verdict=kinds[0].verdict, notice=next(iter(fits)) if len(fits) == 1 else None, fits=fits)
        return self._closest({slug: one.verdict for slug, one in under.items()}, received_at, None)

    def _open_at(self, at: datetime) -> frozenset[str]:
        """The notices that were open then, else all that took mail."""
        turn = bisect_right(self._turns, at)
        if turn not in self._open:
            if len(self._open) >= KEPT_TURNS:
                self._open.clear()
            taking = frozenset(slug for slug, notice in self._notices.items() if _takes(notice, at))
            self._open[turn] = frozenset(one for one in taking if self._was_open(one, at)) or taking
        return self._open[turn]

    def _was_open(self, slug: str, at: datetime) -> bool:
        return takes_at(self._notices[slug], at, until=self._until[slug])

    def _turns_of(self, slug: str) -> Iterator[datetime]:
        notice = self._notices[slug]
        yield from filter(None, (notice.opens_at, self._until[slug], notice.closed_at))

    def judge(  # noqa: PLR0913 - what is known of a message, each part for itself
        self,
        headers: Headers,
        outline: Outline | None,
        received_at: datetime,
        *,
        message: Message | None = None,
        documents: Sequence[Document] = (),
        known: Collection[str] = (),
        stands: str | None = None,
    ) -> Ruling:
        """What the message is, and to which notices.

        `known` are those it was for so far; it `stands` under one of them until another one's phrase is in it.
        """
        asked = [slug for slug, notice in self._notices.items() if _takes(notice, received_at) or slug in known]
        tie = self._tie(headers, message, received_at)
        found = dispose_for(
            headers,
            outline,
            [self._rules[slug] for slug in asked],
            received_at=received_at,
            message=message,
            documents=documents,
            tied_by=tie.by if tie else None,
        )
        ruling = self._closest(dict(zip(asked, found, strict=True)), received_at, stands)
        return self._about_letter(ruling, tie, headers, message, received_at)

    def judge_read(
        self,
        message: Message,
        received_at: datetime,
        documents: Sequence[Document],
        *,
        known: Collection[str] = (),
        stands: str | None = None,
    ) -> Ruling:
        """As `judge`, of a message that was read."""
        headers, outline = message.headers, message.outline
        return self.judge(
            headers, outline, received_at, message=message, documents=documents, known=known, stands=stands
        )

    def _letters_about(self, headers: Headers, message: Message | None) -> SentLetters:
        """The letters of ours that a mail may be about."""
        return self._letters.about(clues(headers, message)) if self._letters else NO_LETTERS

    def _about_letter(
        self, ruling: Ruling, tie: Tie | None, headers: Headers, message: Message | None, received_at: datetime
    ) -> Ruling:
        if ruling.verdict.disposition is Disposition.BOUNCE and self._letters:
            return self._reporting(ruling, message, self._letters_about(headers, message), received_at)
        return ruling if tie is None else self._answering(ruling, tie, headers, message, received_at)

    def _tie(self, headers: Headers, message: Message | None, received_at: datetime) -> Tie | None:
        """The letter that a mail is about: by the UID that a calendar answers, else by the headers."""
        letters = self._letters_about(headers, message)
        answer = message.calendar_answer if message else None
        by_uid = answering_calendar(answer, headers, letters) if answer else None
        return by_uid or answered(headers, letters, received_at)

    def _reporting(
        self, ruling: Ruling, message: Message | None, letters: SentLetters, received_at: datetime
    ) -> Ruling:
        """A report on a letter is kept; once it was read, one on any other mail is nobody's business here."""
        if message is None or message.report is None:
            return ruling
        tie = reported(message.report, letters, received_at)
        if tie is None:
            return replace(ruling, verdict=Verdict(disposition=Disposition.UNRELATED, reason=NOT_OURS))
        return self._under(ruling, ruling.verdict, tie)

    def _answering(
        self, ruling: Ruling, tie: Tie, headers: Headers, message: Message | None, received_at: datetime
    ) -> Ruling:
        """A candidate's answer is the candidate's mail, whatever its subject; a stranger's is for a person to sort.

        What a machine answered, or may have, stays what it is.
        """
        was, notice = ruling.verdict.disposition, self._notices.get(tie.letter.notice)
        if ruling.verdict.automatic:
            return self._under(ruling, ruling.verdict, tie)
        if notice is None or was is Disposition.INTERNAL or (message and message.programs):
            return replace(ruling, tie=tie)
        if tie.own and tie.by is not TiedBy.ADDRESS:
            held = by_arrival(received_at, notice.closes_at)
            said = Verdict(disposition=held, reason=_arrived(ANSWERS.format(letter=tie.letter.id), held), specific=True)
            return replace(ruling, tie=tie) if was in APPLIES else self._under(ruling, said, tie)
        if not tie.own:
            reason = STRANGER.format(letter=tie.letter.id)
        elif was is Disposition.UNRELATED and not is_bulk(headers):
            reason = WRITTEN_TO.format(letter=tie.letter.id)
        else:
            return replace(ruling, tie=tie)
        return self._under(ruling, Verdict(disposition=Disposition.NEAR_MISS, reason=reason, specific=True), tie)

    @staticmethod
    def _under(ruling: Ruling, verdict: Verdict, tie: Tie) -> Ruling:
        """It stands under the letter's notice."""
        return replace(ruling, verdict=verdict, notice=tie.letter.notice, fits=frozenset({tie.letter.notice}), tie=tie)

    def _closest(self, verdicts: dict[str, Verdict], received_at: datetime, stands: str | None) -> Ruling:
        if not verdicts:
            return Ruling(verdict=Verdict(disposition=Disposition.UNRELATED, reason="no notice is open"), notice=None)
        if len(verdicts) == 1:
            return self._only(*verdicts.popitem(), stands)
        kinds = {id(verdict): verdict.disposition for verdict in verdicts.values()}
        best = min(kinds.values(), key=CLOSENESS.index)
        if best in APPLIES:
            return self._applying(verdicts)
        alike = {slug: verdict for slug, verdict in verdicts.items() if verdict.disposition is best}
        return self._other(alike, received_at, stands)

    @staticmethod
    def _only(slug: str, verdict: Verdict, stands: str | None) -> Ruling:
        """Of one notice alone none is closer."""
        if stands is None or verdict.disposition in APPLIES:
            return Ruling(verdict=verdict, notice=slug, fits=frozenset({slug}))
        return Ruling(verdict=verdict, notice=stands, fits=frozenset({slug, stands}))

    def _applying(self, verdicts: dict[str, Verdict]) -> Ruling:
        """The phrase of one notice or of several: one that only stands inside another's longer phrase is not meant."""
        carried = [slug for slug, verdict in verdicts.items() if verdict.disposition in APPLIES]
        meant = [slug for slug in carried if not any(self._is_inside(slug, other) for other in carried)]
        chosen = min(
            meant,
            key=lambda slug: (CLOSENESS.index(verdicts[slug].disposition), -len(self._rules[slug].subject), slug),
        )
        return Ruling(verdict=verdicts[chosen], notice=chosen, fits=frozenset(meant))

    def _is_inside(self, slug: str, other: str) -> bool:
        phrase, longer = self._rules[slug].subject, self._rules[other].subject
        return carries(longer, phrase) and not carries(phrase, longer)

    def _other(self, verdicts: dict[str, Verdict], received_at: datetime, stands: str | None) -> Ruling:
        """Those it points to; where it points to none, those that were open when it came, else all."""
        pointed = [slug for slug, verdict in verdicts.items() if verdict.specific]
        open_then = [slug for slug in verdicts if self._was_open(slug, received_at)]
        fits = pointed or open_then or list(verdicts)
        chosen = min(fits, key=lambda slug: (self._notices[slug].closes_at, slug))
        alone = chosen if len(fits) == 1 else None
        fits = [*fits, stands] if stands else fits
        return Ruling(verdict=verdicts[chosen], notice=stands or alone, fits=frozenset(fits))


def _takes(notice: Notice, at: datetime) -> bool:
    """Whether mail that arrived then may be new to the notice."""
    return notice.closed_at is None or at < notice.closed_at


def _arrived(why: str, held: Disposition) -> str:
    late = held is Disposition.LATE
    return f"{why}, but it arrived after the closing date" if late else f"{why}, and it arrived in time"
