"""The read models: plain frozen values that commands, page and exports share. Instants are in the notice's zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from parsers.values.dispositions import SET_ASIDE
from store.applications.completeness import missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from parsers.values.evidence import JSON
    from store.ledger.mailbox_health import MailboxHealth
    from store.reviews.opinions import ChairWord, Opinion


NO_LEVEL = "none"
"""In place of a level of a language: who tells none that can be compared."""


def told_state(state: str, *, only_shown: bool) -> str:
    """What proves nothing is mentioned: words that a search found, a place, a day on which somebody can begin."""
    return "mentioned" if only_shown and state == "found" else state


@dataclass(frozen=True, kw_only=True, slots=True)
class FactCell:
    """A fact as a list shows it."""

    value: JSON
    state: str
    shown: str | None
    corrected: bool
    checked: bool = False
    """A person has confirmed what was read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationRow:
    """An application as a list shows it; values are those that hold."""

    id: int
    notice: str
    name: str | None
    given_name: str | None
    family_name: str | None
    email: str | None
    phone: str | None
    postal_code: str | None
    city: str | None
    on_time: bool
    has_cv: bool
    has_letter: bool
    letter_in_body: bool
    first_received_at: datetime
    last_received_at: datetime
    message_count: int
    document_count: int
    unreadable_count: int
    failed_count: int
    to_verify_count: int
    problem_count: int
    duplicate_count: int
    waiting_count: int
    """Later mails that wait for a person's word: nothing proves them to be the candidate's."""
    decision: str | None
    decision_reason: str | None
    note_count: int
    facts: dict[str, FactCell]
    lapsed: bool = False
    """None of its messages matches the notice as it is now."""
    standing: str = "active"
    """active, withdrawn or excluded (no application)."""
    standing_kind: str | None = None
    """Why it is no application: spam, newsletter, recommendation, test, duplicate, no_person, other."""
    standing_reason: str | None = None
    tags: tuple[str, ...] = ()
    assignee: str | None = None
    """The account of who looks after it."""
    standing_asks: str | None = None
    """What asks a person whether it stands: withdrawal, newer_mail."""
    jury: str = ""
    """not_before, before, opened: how it stands before the jury; empty where nobody asked (`Views.with_jury`)."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of `cv` and `letter` nobody sent (in time, or at all when nothing was)."""
        return missing(has_cv=self.has_cv, has_letter=self.has_letter)

    @property
    def absences(self) -> tuple[str, ...]:
        """What a person is told of the missing: `cv`, `letter`, or `cv_unsure`, `letter_unsure` where a file or a mail
        of it could not be read and may be just that.
        """
        unread = self.unreadable_count or self.failed_count
        return tuple(f"{part}_unsure" if unread else part for part in self.missing)

    @property
    def awaits(self) -> tuple[str, ...]:
        """What awaits a human, as stable codes: failed, waiting, unreadable, duplicate, late, no_longer_matches,
        missing, to_verify, problem, withdrawal, newer_mail. Of what was set aside nothing but a mail that came since.
        """
        if self.standing != "active":
            return ("newer_mail",) if self.standing_asks == "newer_mail" else ()
        signs = {
            "failed": self.failed_count,
            "waiting": self.waiting_count,
            "unreadable": self.unreadable_count,
            "duplicate": self.duplicate_count,
            "late": not self.on_time,
            "no_longer_matches": self.lapsed,
            "missing": self.missing,
            "to_verify": self.to_verify_count,
            "problem": self.problem_count,
            "withdrawal": self.standing_asks == "withdrawal",
            "newer_mail": self.standing_asks == "newer_mail",
        }
        return tuple(code for code, there in signs.items() if there)


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationPage:
    """A page of a list, and how many there are in all; of them so many were withdrawn."""

    rows: tuple[ApplicationRow, ...]
    total: int
    withdrawn: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationFilter:
    """Which applications to list, and in which order. What is None or empty does not limit."""

    notice: str | None = None
    text: str | None = None
    """Full text: words, "phrases", stem*, -without; in any mail or document of the application."""
    name: str | None = None
    """Beginnings of words of the name, accents apart."""
    on_time: bool | None = None
    missing: str | None = None
    """cv, letter, any (at least one) or none (complete)."""
    awaits: str | None = None
    """One of the codes of `ApplicationRow.awaits`, or any."""
    states: tuple[tuple[str, str], ...] = ()
    """(criterion's key, state), all of which must hold."""
    decision: str | None = None
    """shortlist, reject, discuss, select, reserve, or none (nobody decided)."""
    standing: str | None = None
    """active, withdrawn, excluded, or any; without, all but what is no application."""
    at_least: tuple[tuple[str, float], ...] = ()
    """(key of a fact that is a number, what it is at least), all of which must hold."""
    language: str | None = None
    """A language's code, among those that the papers tell."""
    level: str | None = None
    """The least level of that language (`LEVELS`), or `NO_LEVEL`; nothing without a language."""
    tag: str | None = None
    assignee: str | None = None
    """An account's name; `-` for what nobody looks after."""
    applied: str | None = None
    """How an application shows that somebody applied more than once: merged (by a person), or any (that, or a possible
    duplicate)."""
    new_to: tuple[str, bool] | None = None
    """(an account's name, whether it is new to them): not opened by them since its last mail."""
    town: str | None = None
    """The beginning of a town's name, accents apart, or of its postcode; `6700-6799` for a range of postcodes."""
    ids: tuple[int, ...] | None = None
    facts: tuple[str, ...] | None = None
    """The criteria whose facts come with each application; None: all of them."""
    order: str = "arrival"
    """arrival, last, name, city, decision, missing, id, or a criterion's key (by its value where that is a
    number, else by its state); a leading - turns it round."""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemView:
    """Something that could not be made sense of, for a person."""

    code: str
    place: str
    sentence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PageView:
    """A page of a document: its stretch of the text, and boxes (start, end, left, top, right, bottom) of its lines."""

    number: int
    start: int
    end: int
    method: str
    kind: str | None
    agreement: str
    """Whether two readers read the same words: agreed, alone (one reader only), apart."""
    sure: float = 0.0
    """The share of its words that are sure."""
    doubts: tuple[tuple[int, int, str], ...] = field(default=(), repr=False)
    """Where the others stand, and why they are not."""
    boxes: tuple[tuple[int, int, float, float, float, float], ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentView:
    """A file of an application. `text` only where it was asked for."""

    id: int
    message_id: int
    place: str
    filename: str | None
    media_type: str
    sha256: str
    size: int
    kind: str
    language: str | None
    pages: int | None
    readable: bool
    reason: str | None
    method: str
    container: str | None
    in_time: bool
    superseded: bool
    problems: tuple[ProblemView, ...] = ()
    text: str | None = field(default=None, repr=False)
    read_kind: str | None = None
    """As what it was read, where a person says that it is something else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceView:
    """A passage that says it; `document_id` is None for a mail's body."""

    document_id: int | None
    message_id: int
    page: int | None
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClaimView:
    """What one source says where sources disagree."""

    value: JSON
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewView:
    """One word of a person, where it stands now."""

    id: int
    at: datetime
    author: str
    kind: str
    message_id: int
    other_id: int | None
    key: str | None
    value: JSON
    text: str | None
    standing: bool
    """False once it is undone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FactView:
    """A fact: what holds, what was extracted, and the passages. `labels` by language, empty for the person's facts."""

    key: str
    area: str
    labels: dict[str, str]
    value: JSON
    state: str
    shown: str | None
    extracted_value: JSON
    extracted_state: str
    evidence: tuple[EvidenceView, ...]
    claims: tuple[ClaimView, ...]
    correction: ReviewView | None
    headings: dict[str, str] = field(default_factory=dict)
    """The criterion's short label by language, for a table's head."""
    only_shown: bool = False
    """Of a criterion whose findings prove nothing (`Criterion.is_only_shown`)."""
    bare: bool = False
    """Of one that looks for words alone (`Criterion.is_passages`): its passage says more than its value."""

    @property
    def told_state(self) -> str:
        """The state as people are told it: what proves nothing is `mentioned`, until a person says what holds."""
        return told_state(self.state, only_shown=self.only_shown and self.correction is None)

    @property
    def checked(self) -> bool:
        """Whether a person has confirmed what was read, and changed nothing of it."""
        return self.correction is not None and self.value == self.extracted_value


@dataclass(frozen=True, kw_only=True, slots=True)
class CareerView:
    """An entry of the career, and whether it counts towards the years asked for."""

    starts: date | None
    ends: date | None
    ongoing: bool
    precision: str
    function: str | None
    employer: str | None
    sector: str
    load: float | None
    counted: bool
    evidence: EvidenceView


@dataclass(frozen=True, kw_only=True, slots=True)
class SightingView:
    """A message as one mailbox shows it."""

    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    received_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageView:
    """A message as the ledger has it. Of unrelated mail all that it said is None."""

    id: int
    notice: str | None
    message_id: str | None
    subject: str | None
    sender_name: str | None
    sender_email: str | None
    sha256: str | None
    sent_at: datetime | None
    received_at: datetime
    disposition: str
    reason: str
    ruled_disposition: str
    ruled_reason: str
    state: str
    attempts: int
    error: str | None
    application_id: int | None
    mailboxes: tuple[SightingView, ...]
    lapsed: bool = False
    """It was kept, and no longer matches the notice as it is now."""
    applies: bool = False
    """It belongs to an application."""
    waits: str | None = None
    """Why it changes nothing in its application until a person accepts it."""
    changes: JSON = None
    """What it would change: {"facts": [[key, value, state, value then, state then], …], "replaces": [document, …]}."""
    notices: tuple[str, ...] = ()
    """All that it may be for; `notice` is the one it stands under."""
    withheld: bool = False
    """A mailbox lists it and does not give it, or gives something else in its place."""
    third_party: bool = False
    """Somebody else wrote it about the candidate, as a person says."""
    word: str | None = None
    """What a person last said that it is: accepted, asked_for (its original is yet to be fetched), dismissed."""

    @property
    def is_set_aside(self) -> bool:
        """Whether the program set it aside, and no person has said anything of it."""
        return self.disposition in SET_ASIDE and self.word is None


@dataclass(frozen=True, kw_only=True, slots=True)
class MailFilter:
    """Which mails to list. What is None or empty does not limit."""

    text: str | None = None
    """Words, "phrases", stem*, -without: in subject and sender, and in all texts of a mail that is kept."""
    disposition: str | None = None
    set_aside: bool = False
    """Only what the program set aside (`MessageView.is_set_aside`)."""
    mailbox: str | None = None
    word: str | None = None
    """accepted, asked_for, dismissed, or any of these."""
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class MailPage:
    """A page of the mails, newest first; how many there are in all, and of each disposition whatever the filter.

    `set_aside` of them the program set aside, whatever the filter.
    """

    rows: tuple[MessageView, ...]
    total: int
    dispositions: dict[str, int]
    set_aside: int
    mailboxes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyView:
    """What a mail says in itself. `stretches` are (voice, start, end)."""

    message_id: int
    text: str = field(repr=False)
    stretches: tuple[tuple[str, int, int], ...]
    language: str | None
    is_letter: bool
    is_cv: bool
    applicant_name: str | None
    applicant_email: str | None
    forwarded_name: str | None
    forwarded_email: str | None
    recipients: tuple[str, ...]
    links: tuple[str, ...]
    problems: tuple[ProblemView, ...]
    authentication: dict[str, JSON]
    """What the receiving server says of the sender: proof, server, spf, dkim, dmarc; empty where none is asked."""
    said_kind: str | None = None
    """What a person says that stands in its text: letter, cv, cv+letter, other (neither)."""

    @property
    def held_kind(self) -> str:
        """What of an application stands in its text: letter, cv, cv+letter, other (neither)."""
        return "+".join(part for part, there in (("cv", self.is_cv), ("letter", self.is_letter)) if there) or "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class DuplicateView:
    """Another application that may be of the same person, and why."""

    application_id: int
    name: str | None
    email: str | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JuryView:
    """What the jury shows of an application to whoever reads it: nothing that its chair has not opened."""

    opinions: tuple[Opinion, ...]
    summary: ChairWord | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationDetail:
    """One application with all there is to it."""

    row: ApplicationRow
    messages: tuple[MessageView, ...]
    bodies: tuple[BodyView, ...]
    documents: tuple[DocumentView, ...]
    person: dict[str, FactView]
    facts: dict[str, FactView]
    career: tuple[CareerView, ...]
    reviews: tuple[ReviewView, ...]
    duplicates: tuple[DuplicateView, ...]
    jury: JuryView | None = None
    """None: it shows nothing."""


class PassageLine(NamedTuple):
    """A passage that says a criterion's fact; `document_id` is None for a mail's body."""

    key: str
    document_id: int | None
    page: int | None
    quote: str
    rule: str


class PaperLine(NamedTuple):
    """A file of an application. `text` only where it was asked for."""

    id: int
    filename: str | None
    kind: str
    language: str | None
    pages: int | None
    readable: bool
    reason: str | None
    superseded: bool
    in_time: bool
    size: int
    text: str | None


class CareerLine(NamedTuple):
    """An entry of the career, and whether it counts towards the years asked for."""

    starts: date | None
    ends: date | None
    ongoing: bool
    function: str | None
    employer: str | None
    sector: str
    load: float | None
    counted: bool
    quote: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationLines:
    """One application as the sheets of a workbook have it: of thousands, no object for each thing that they hold."""

    row: ApplicationRow
    labels: Mapping[str, dict[str, str]]
    """Of the notice's criteria, by key and language."""
    passages: Sequence[PassageLine]
    """By criterion, in the notice's order, the best first."""
    papers: Sequence[PaperLine]
    career: Sequence[CareerLine]
    jury: JuryView | None


OF_AN_HOUR = frozenset({"interview_assign", "interview_move", "interview_cancel", "interview_unplan"})
"""Acts whose detail has an hour: its room (`key`) and when it begins (`value`, ISO 8601, in the notice's zone)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryView:
    """Something somebody did."""

    id: int
    at: datetime
    author: str
    action: str
    message_id: int | None
    application_id: int | None
    review_id: int | None
    detail: JSON
    name: str | None = None
    """Of the application's candidate."""
    before: JSON = None
    """What held until then of a decision, a correction, a standing, who looks after it, or an interview's hour:
    {"key": …, "value": …}."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchHit:
    """A text that has all words looked for. `snippet` is (text, whether it is a hit), in order."""

    application_id: int | None
    name: str | None
    message_id: int
    document_id: int | None = None
    filename: str | None = None
    kind: str | None = None
    subject: str | None = None
    media_type: str | None = None
    """Of a document."""
    snippet: tuple[tuple[str, bool], ...]
    place: tuple[int, int] | None = None
    """Where in the text the first hit stands; None where it stands elsewhere (a file's name, a mail's head)."""
    sender: str | None = None
    """Who sent the mail, or wrote the note."""
    review_id: int | None = None
    """The note or reason that has the words; `kind` is then that word's."""
    standing: str = "active"
    """Of an application: active, withdrawn or excluded."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundPart:
    """What one part of the store has of the words looked for: a page of it, and how much there is in all."""

    part: str
    """applications, to_sort, notes, documents, mails, other_mails."""
    hits: tuple[SearchHit, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchPage:
    """A page of hits, and how many texts there are in all."""

    hits: tuple[SearchHit, ...]
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class UnreadableView:
    """A document that could not be read, with its application."""

    application_id: int | None
    name: str | None
    document: DocumentView


@dataclass(frozen=True, kw_only=True, slots=True)
class ToSort:
    """What awaits a human."""

    near_misses: tuple[MessageView, ...]
    """Nobody having decided yet."""
    failed: tuple[MessageView, ...]
    later: tuple[ApplicationRow, ...]
    """With later mails that wait to be accepted."""
    unreadable: tuple[UnreadableView, ...]
    incomplete: tuple[ApplicationRow, ...]
    contradictory: tuple[ApplicationRow, ...]
    late: tuple[ApplicationRow, ...]
    standing: tuple[ApplicationRow, ...]
    """Of which a mail seems to withdraw, or that were set aside before their last mail came."""
    duplicates: tuple[tuple[ApplicationRow, ApplicationRow, str], ...]

    @property
    def whose(self) -> frozenset[int]:
        """Every application in it, and every mail that is of none."""
        rows = (*self.later, *self.incomplete, *self.contradictory, *self.late, *self.standing)
        pairs = [row.id for one, other, _ in self.duplicates for row in (one, other)]
        files = [item.application_id or item.document.message_id for item in self.unreadable]
        mails = [mail.application_id or mail.id for mail in (*self.near_misses, *self.failed)]
        return frozenset([*(row.id for row in rows), *pairs, *files, *mails])


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """How much of each sort awaits a human: the one count that menu, list, overview and "to sort" show."""

    near_misses: int
    """Nobody having decided yet."""
    failed: int
    """Mails that could not be read."""
    later: int
    """Mails that change nothing until somebody accepts them."""
    unreadable: int
    """Documents."""
    incomplete: int
    """Applications without a CV or a letter."""
    contradictory: int
    """Applications with something to be checked."""
    standing: int
    """Applications of which a person is to say whether they stand."""
    duplicates: int
    """Pairs of applications."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tallies:
    """The numbers above a list."""

    applications: int
    undecided: int
    incomplete: int
    to_verify: int
    late: int
    withdrawn: int
    """Not among the applications."""
    excluded: int
    """No applications, by a person's word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """Totals at a glance."""

    applications: int
    on_time: int
    late: int
    complete: int
    without_cv: int
    without_letter: int
    decisions: dict[str, int]
    """By decision, `none` for those without."""
    states: dict[str, dict[str, int]]
    """By criterion and state."""
    arrivals: tuple[tuple[date, int], ...]
    """First arrivals a day, in the notice's zone."""
    dispositions: dict[str, int]
    message_states: dict[str, int]
    near_misses: int
    """Nobody having decided yet."""
    unreadable: int
    to_verify: int
    duplicates: int
    attention: Attention
    withdrawn: int
    """Not among the applications."""
    excluded: int
    """No applications, by a person's word."""
    mailboxes: tuple[MailboxHealth, ...]
