"""Which notice a message is for, and what it is to it: the parsers' verdict under each notice, the closest kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.sorting.disposition import NoticeRules, dispose, needs_original
from parsers.values import Disposition, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from jobs.settings import NoticeSettings
    from parsers.values import Document, Headers, Message, Outline

CLOSENESS = (
    Disposition.APPLICATION,
    Disposition.LATE,
    Disposition.NEAR_MISS,
    Disposition.BOUNCE,
    Disposition.AUTO_REPLY,
    Disposition.INTERNAL,
    Disposition.UNRELATED,
)
"""What a message is, where several notices are open: the first of these that any of them gives."""


def rules_of(notice: NoticeSettings) -> NoticeRules:
    """What the parsers need to know of a notice."""
    return NoticeRules(
        subject=notice.subject,
        title=notice.title,
        closes_at=notice.cutoff,
        internal_domains=frozenset(domain.casefold() for domain in notice.internal_domains),
    )


class Judge:
    """Disposes of messages for all notices of a configuration."""

    def __init__(self, notices: Iterable[NoticeSettings]) -> None:
        self._rules = {notice.slug: rules_of(notice) for notice in notices}

    @property
    def internal_domains(self) -> frozenset[str]:
        """The colleagues' domains, over all notices."""
        return frozenset().union(*(rules.internal_domains for rules in self._rules.values()))

    def wants(self, headers: Headers, outline: Outline | None) -> bool:
        """Whether the original must be fetched to tell."""
        return any(needs_original(headers, outline, rules) for rules in self._rules.values())

    def judge(
        self,
        headers: Headers,
        outline: Outline | None,
        received_at: datetime,
        *,
        message: Message | None = None,
        documents: Sequence[Document] = (),
    ) -> tuple[str, Verdict]:
        """The notice's slug and its verdict."""
        verdicts = [
            (
                slug,
                dispose(headers, outline, notice=rules, received_at=received_at, message=message, documents=documents),
            )
            for slug, rules in self._rules.items()
        ]
        return min(verdicts, key=lambda told: CLOSENESS.index(told[1].disposition))
