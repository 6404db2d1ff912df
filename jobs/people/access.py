"""Everything that is held on a person, as one folder: GDPR articles 15 and 20.

    DIR/data.json         what is held: the person, papers with their texts, facts with their sentences, what was
                          decided and why, letters, who looked and when, how long it is kept and on which ground
    DIR/summary-N.pdf     the same of application N for reading, in that language
    DIR/originals/        the person's own mails as they came
    DIR/README.txt        what is there, and what was left out

Other people's data is left out: names, addresses and telephones of other candidates are struck out of what was written,
mails that others wrote are told of and not included, and who works here is told by role and not by name.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from desk.dossier.summary import summaries
from desk.export.access_readme import readme
from desk.export.json_files import application_json, opinion_json
from desk.i18n.code_labels import ROLES
from desk.i18n.speech import speech
from desk.letters.addressee import language_of
from ingest.errors import OriginalDamaged, OriginalMissing
from jobs.errors import UnreachableError, UsageError
from jobs.people import retention
from store.erasing.names import Names
from store.letters.values import LetterFilter
from store.reviews.overlay import OF_THE_CANDIDATE
from store.views.values import ApplicationFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from desk.i18n.speech import Speech
    from ingest.archive.originals import Archive
    from jobs.config.settings import Settings
    from jobs.runtime.workplace import Workplace
    from parsers.values.evidence import JSON
    from store.erasing.persons import DataSubject
    from store.letters.interviews.values import Interview
    from store.letters.values import Letter
    from store.transaction import Transaction
    from store.views.values import ApplicationDetail, EvidenceView, FactView, MessageView, ReviewView

MOST_LOOKS = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What was written."""

    applications: tuple[int, ...]
    originals: int
    left_out: int
    """Mails that others wrote."""


def write(place: Workplace, application_id: int, folder: Path, *, language: str | None = None) -> Given:
    """Write the folder, which is new or empty, in a language, else in the one that the person writes in.

    Raises:
        NotInStore: there is no such application.
        UsageError: the folder holds something.
        UnreachableError: it can't be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder}: is not empty")
    with place.store.peek() as transaction:
        held = _Held(place.settings, transaction, application_id)
        said_in = language or held.language
        data, pages = held.data(), held.summaries(said_in)
        own, others = held.mails()
    try:
        (folder / "originals").mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / "data.json", json.dumps(data, ensure_ascii=False, indent=1, default=str).encode() + b"\n")
        for number, content in pages.items():
            _write(folder / f"summary-{number}.pdf", content)
        copied = sum(_copy(place.archive, mail, folder / "originals") for mail in own)
        _write(folder / "README.txt", readme(speech(said_in), originals=copied, others=len(others)).encode())
    except OSError as exc:
        raise UnreachableError(f"{folder}: can't be written: {exc.strerror or exc}") from exc
    return Given(applications=held.person.applications, originals=copied, left_out=len(others))


class _Held:
    """What is held on one person, as of one moment."""

    def __init__(self, settings: Settings, transaction: Transaction, application_id: int) -> None:
        self._settings = settings
        self._transaction = transaction
        self.person: DataSubject = transaction.erasing.person(application_id)
        wanted = ApplicationFilter(ids=self.person.applications, order="id", standing="any")
        self._others = _others(transaction, self.person)
        details = transaction.views.details(wanted, with_text=True)
        self._details = tuple(of_the_person(detail, self._others) for detail in details)
        self._roles = {user.name: user.role for user in transaction.accounts.users()}
        self._colleagues: dict[str, int] = {}

    @property
    def language(self) -> str:
        """The person's own, as their letters have it."""
        return language_of(self._details[-1])

    def data(self) -> dict[str, JSON]:
        """All of it."""
        transaction, person, letters = self._transaction, self.person, self._letters()
        answers = transaction.answers.all(letter_ids=[letter.id for letter in letters])
        looks = transaction.access_log.entries(limit=MOST_LOOKS, messages={*person.messages, *person.applications})
        told = {
            "applications": [self._application(detail) for detail in self._details],
            "mails": [self._mail(transaction.views.message(number)) for number in person.messages],
            "letters": [self._letter(asdict(one)) for one in letters],
            "came_back": [self._answer(asdict(one)) for one in answers],
            "jury": [self._jury(detail.row.id) for detail in self._details],
            "interviews": [self._interview(asdict(one)) for one in self._interviews()],
            "who_looked": [
                {"at": look.at.isoformat(), "who": self._colleague(look.author), "what": look.act} for look in looks
            ],
            "kept": [self._kept(one.row.id) for one in self._details],
        }
        return {key: self._others.struck_of(value) for key, value in told.items()}

    def summaries(self, language: str) -> dict[int, bytes]:
        """A PDF for each application."""
        notices = {notice.slug: notice for notice in self._transaction.views.notices()}
        said = speech(language)
        told = (by_role(detail, partial(self._colleague, said=said)) for detail in self._details)
        return {one.row.id: summaries([one], notices, said).content for one in told}

    def mails(self) -> tuple[list[MessageView], list[MessageView]]:
        """The person's own mails, and those that somebody else wrote."""
        own: list[MessageView] = []
        others: list[MessageView] = []
        addresses = {detail.row.email.lower() for detail in self._details if detail.row.email}
        for number in self.person.messages:
            mail = self._transaction.views.message(number)
            theirs = (mail.sender_email or "").lower() in addresses and not mail.third_party and not mail.waits
            (own if theirs else others).append(mail)
        return own, others

    def _application(self, detail: ApplicationDetail) -> dict[str, JSON]:
        detail = by_role(detail, self._colleague)
        history = self._transaction.views.history(application_id=detail.row.id)
        said = [
            {
                "at": word.at.isoformat(),
                "who": word.author,
                "what": word.kind,
                "about": word.key,
                "value": word.value,
                "why": word.text,
                "in_force": word.standing,
            }
            for word in detail.reviews
        ]
        acts = [
            {"at": item.at.isoformat(), "who": self._colleague(item.author), "what": item.action} for item in history
        ]
        told = application_json(detail, with_text=True)
        del told["jury"]  # told apart, with what is not opened
        return told | {"said": said, "history": acts}

    def _mail(self, mail: MessageView) -> dict[str, JSON]:
        return {
            "id": mail.id,
            "received_at": mail.received_at.isoformat(),
            "subject": mail.subject,
            "what_it_is": mail.disposition,
            "why": mail.reason,
            "mailboxes": [f"{seen.mailbox}, {seen.folder}" for seen in mail.mailboxes],
        }

    def _letters(self) -> list[Letter]:
        return [
            letter
            for number in self.person.applications
            for letter in self._transaction.letters.all(LetterFilter(application_id=number))
        ]

    def _letter(self, letter: dict[str, JSON]) -> dict[str, JSON]:
        return self._signed(letter, "created_by", "approved_by", without=("mail", "attempt"))

    def _answer(self, answer: dict[str, JSON]) -> dict[str, JSON]:
        by = {"decided_by": self._colleague(answer["decided_by"])} if answer["decided_by"] else {}
        return {key: value for key, value in answer.items() if key != "about_id"} | by

    def _jury(self, application_id: int) -> dict[str, JSON]:
        """Opinions are data on whom they are about: all that were given, opened or not. Drafts are unfinished, and told
        by their number alone; the chair's words stand under what was said.
        """
        jury = self._transaction.jury
        told = jury.of(application_id)
        return {
            "application": application_id,
            "opinions": [
                opinion_json(one) | {"author": self._colleague(one.author), "opened": one.is_opened}
                for one in map(jury.unsealed, told.opinions)
            ],
            "abstentions": [
                {"who": self._colleague(one.author), "at": one.at.isoformat(), "why": one.reason}
                for one in told.abstentions
            ],
            "drafts": jury.drafts_on([application_id]),
        }

    def _interviews(self) -> list[Interview]:
        held = (self._transaction.interviews.of_application(number) for number in self.person.applications)
        return [interview for some in held for interview in some]

    def _interview(self, interview: dict[str, JSON]) -> dict[str, JSON]:
        return self._signed(interview, "created_by", "answered_by")

    def _signed(self, told: dict[str, JSON], *named: str, without: Sequence[str] = ()) -> dict[str, JSON]:
        """With roles in place of names; who did nothing is not named."""
        rest = {key: value for key, value in told.items() if key not in {*named, *without}}
        return rest | {key: self._colleague(told[key]) for key in named if told.get(key)}

    def _kept(self, application_id: int) -> dict[str, JSON]:
        (kept,) = self._transaction.retention.applications([application_id])
        due = retention.until(self._settings, kept)
        told: dict[str, JSON] = {"application": application_id, "outcome": kept.outcome, "consented": kept.consented}
        if due is None:
            return told | {"until": None, "ground": "no time is configured"}
        return told | {"until": due.at.isoformat(), "ground": due.ground, "held_because": due.hold}

    def _colleague(self, author: str, said: Speech | None = None) -> str:
        """Who works here, by role and in the order of appearance: their names are their own data.

        The role is a code, and a word in a language.
        """
        role = self._roles.get(author, "the program or its operator")
        number = self._colleagues.setdefault(author, len(self._colleagues) + 1)
        return f"{said.word(ROLES, role) if said else role} {number}"


def _others(transaction: Transaction, person: DataSubject) -> Names:
    """What names every other candidate, and not this one as well."""
    rows = transaction.views.applications(ApplicationFilter(standing="any", order="id")).rows
    others = [row for row in rows if row.id not in person.applications]
    own = [name for row in others for name in (row.name, row.email)]
    named = Names.of(own=own, phones=[row.phone for row in others])
    return Names(own=named.own - person.names.own)


def _copy(archive: Archive, mail: MessageView, folder: Path) -> int:
    try:
        _write(folder / f"{mail.id}.eml", archive.get(mail.sha256 or ""))
    except (OriginalMissing, OriginalDamaged, ValueError):
        return 0
    return 1


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def of_the_person(detail: ApplicationDetail, others: Names) -> ApplicationDetail:
    """Without papers, sentences and words of mails that somebody else wrote or may have written; names struck out."""
    third = {mail.id for mail in detail.messages if mail.third_party}
    foreign = third | {mail.id for mail in detail.messages if mail.waits}
    own = replace(
        detail,
        bodies=tuple(body for body in detail.bodies if body.message_id not in foreign),
        documents=tuple(paper for paper in detail.documents if paper.message_id not in foreign),
        facts={key: _own_fact(fact, foreign) for key, fact in detail.facts.items()},
        career=tuple(entry for entry in detail.career if entry.evidence.message_id not in foreign),
        reviews=tuple(word for word in detail.reviews if not _of_another(word, third)),
        duplicates=(),
    )
    struck: ApplicationDetail = _struck(own, others)
    return struck


def by_role(detail: ApplicationDetail, colleague: Callable[[str], str]) -> ApplicationDetail:
    """With what `colleague` says in place of each account's name."""
    row = detail.row
    return replace(
        detail,
        row=replace(row, assignee=colleague(row.assignee) if row.assignee else None),
        facts={key: _corrected_by_role(fact, colleague) for key, fact in detail.facts.items()},
        reviews=tuple(_by_role(word, colleague) for word in detail.reviews),
    )


def _own_fact(fact: FactView, foreign: Container[int]) -> FactView:
    claims = (replace(claim, evidence=_own(claim.evidence, foreign)) for claim in fact.claims)
    return replace(fact, evidence=_own(fact.evidence, foreign), claims=tuple(claims))


def _own(evidence: Iterable[EvidenceView], foreign: Container[int]) -> tuple[EvidenceView, ...]:
    return tuple(passage for passage in evidence if passage.message_id not in foreign)


def _of_another(word: ReviewView, third: Container[int]) -> bool:
    """Whether it was said of whoever wrote the mail, before a person found whom the mail is about."""
    return word.message_id in third and word.kind in OF_THE_CANDIDATE


def _corrected_by_role(fact: FactView, colleague: Callable[[str], str]) -> FactView:
    return replace(fact, correction=_by_role(fact.correction, colleague)) if fact.correction else fact


def _by_role(word: ReviewView, colleague: Callable[[str], str]) -> ReviewView:
    key = colleague(word.key) if word.kind == "assign" and word.key else word.key
    return replace(word, author=colleague(word.author), key=key)


def _struck(value: Any, names: Names) -> Any:  # noqa: ANN401 - whatever a view holds
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _struck(getattr(value, field.name), names) for field in fields(value)})
    if isinstance(value, tuple):
        return tuple(_struck(item, names) for item in value)
    if isinstance(value, dict):
        return {key: _struck(item, names) for key, item in value.items()}
    return names.struck_of(value)
