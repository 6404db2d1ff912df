"""What an incoming mail is to a letter of ours: kept beside it, and announced once it is filed in its dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.runtime import logs
from parsers.disposition.answers import outcome
from parsers.values.dispositions import Disposition
from parsers.values.letters import TiedBy
from store.letters import answers
from store.letters.answers import LetterAnswered

if TYPE_CHECKING:
    from jobs.notices.judging import Ruling
    from parsers.values.letters import Tie
    from parsers.values.readings import Reading
    from parsers.values.reports import ReportedRecipient
    from store.transaction import Transaction
    from store.values import QueuedMessage

log = logs.get()
FILED = frozenset({Disposition.APPLICATION, Disposition.LATE})
NOT_KEPT = frozenset({Disposition.UNRELATED, Disposition.INTERNAL})
"""What colleagues write on a letter is not an answer to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FiledReply:
    """A candidate's reply to a letter, filed."""

    message_id: int
    """The reply."""
    letter_id: int
    application_id: int
    """The dossier that the letter is about."""
    proven: bool
    """It names the letter's Message-ID: whoever wrote it has the letter. Else a sender that may be forged tells."""


def announce(transaction: Transaction, filed: FiledReply, reading: Reading) -> None:
    """The one place where a candidate's reply to a letter is announced, within the transaction that files it.

    `jobs.intake.process.letter_answers.announce` is where to hook in. It is called for each reply from one of the
    candidate's own addresses that names the letter (`proven`) or answers its subject, for live mail and re-ingest
    alike, so that one hears the same again. `reading` is the whole mail as it was read: an answer to an invitation
    (iTIP, METHOD:REPLY) is among its attachments. Replies of strangers, automatic answers and bounces are never
    announced.
    """
    del transaction, reading
    log.info("a reply is filed", message=filed.message_id, letter=filed.letter_id, application=filed.application_id)


def note(transaction: Transaction, pending: QueuedMessage, reading: Reading, ruling: Ruling, held: Disposition) -> None:
    """Keeps what the mail is to a letter, or that it is about none any more. `held` is its disposition that holds."""
    tie = ruling.tie
    if tie is None or held in NOT_KEPT:
        transaction.answers.note_none(pending.message_id)
        return
    answer = transaction.answers.note(_told(pending, reading, tie, held))
    if answer.kind == answers.REPLY and answer.application_id is not None:
        filed = FiledReply(
            message_id=answer.message_id,
            letter_id=answer.letter_id,
            application_id=answer.application_id,
            proven=answer.is_proven,
        )
        announce(transaction, filed, reading)


def _told(pending: QueuedMessage, reading: Reading, tie: Tie, held: Disposition) -> LetterAnswered:
    report = reading.message.report if held is Disposition.BOUNCE else None
    said = outcome(report, tie.letter) if report else None
    return LetterAnswered(
        letter_id=tie.letter.id,
        message_id=pending.message_id,
        kind=_kind(tie, held, said),
        tied_by=tie.by.value,
        received_at=pending.received_at,
        address=(said.address or said.original) if said else None,
        status=said.status if said else None,
        permanent=_is_permanent(said.status) if said else None,
        said=said.said if said else None,
    )


def _kind(tie: Tie, held: Disposition, said: ReportedRecipient | None) -> str:
    if held is Disposition.BOUNCE:
        return _report_kind(said.action if said else "failed")
    if held is Disposition.AUTO_REPLY:
        return answers.AUTO_REPLY
    if not tie.own:
        return answers.STRANGER
    return answers.REPLY if held in FILED and tie.by is not TiedBy.ADDRESS else answers.MAYBE


def _report_kind(action: str) -> str:
    if action in {"failed", "delayed"}:
        return answers.FAILED if action == "failed" else answers.DELAYED
    return answers.DELIVERED


def _is_permanent(status: str | None) -> bool | None:
    """By the class of an enhanced status code (RFC 3463): 5 for good, 4 for now."""
    return {"5": True, "4": False}.get((status or "")[:1])
