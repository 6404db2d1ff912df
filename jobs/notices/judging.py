"""Which notices a message is for, and what it is to them: the parsers' verdict under each, the closest kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.notices.lifecycle import takes_at
from parsers.disposition.disposition import NoticeRules, dispose, needs_original
from parsers.disposition.subject import carries
from parsers.values.dispositions import Disposition, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from parsers.values.documents import Document
    from parsers.values.headers import Headers
    from parsers.values.messages import Message
    from parsers.values.sightings import Outline
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
APPLIES = (Disposition.APPLICATION, Disposition.LATE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """What a message is, and to which notices."""

    verdict: Verdict
    notice: str | None
    """The one it stands under; None where nothing tells one from the others."""
    fits: frozenset[str] = frozenset()
    """All that it may be for: whoever looks after one of them is shown it."""


def rules_of(notice: Notice) -> NoticeRules:
    """What the parsers need to know of a notice."""
    return NoticeRules(
        subject=notice.subject,
        title=notice.title,
        closes_at=notice.closes_at.astimezone(notice.zone),
        internal_domains=frozenset(domain.casefold() for domain in notice.internal_domains),
    )


class Judge:
    """Disposes of messages for all notices in force; of a closed notice's own mail under that notice too."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        self._notices = {notice.slug: notice for notice in notices}
        self._rules = {slug: rules_of(notice) for slug, notice in self._notices.items()}
        self._in_force = [slug for slug, notice in self._notices.items() if notice.closed_at is None]

    @property
    def internal_domains(self) -> frozenset[str]:
        """The colleagues' domains, over all notices."""
        return frozenset().union(*(rules.internal_domains for rules in self._rules.values()))

    @property
    def words(self) -> tuple[tuple[str, str, str, str], ...]:
        """By what the notices in force know their mail from its headers, for telling whether that has changed."""
        rules = ((slug, self._rules[slug]) for slug in sorted(self._in_force))
        return tuple((slug, one.subject, one.title, one.closes_at.isoformat()) for slug, one in rules)

    def wants(self, headers: Headers, outline: Outline | None) -> bool:
        """Whether the original must be fetched to tell."""
        return any(needs_original(headers, outline, self._rules[slug]) for slug in self._in_force)

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
        slugs = [slug for slug in self._notices if slug in self._in_force or slug in known]
        verdicts = {
            slug: dispose(
                headers,
                outline,
                notice=self._rules[slug],
                received_at=received_at,
                message=message,
                documents=documents,
            )
            for slug in slugs
        }
        if not verdicts:
            return Ruling(verdict=Verdict(disposition=Disposition.UNRELATED, reason="no notice is open"), notice=None)
        best = min((verdict.disposition for verdict in verdicts.values()), key=CLOSENESS.index)
        if best in APPLIES:
            return self._applying(verdicts)
        alike = {slug: verdict for slug, verdict in verdicts.items() if verdict.disposition is best}
        return self._other(alike, received_at, stands)

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
        open_then = [slug for slug in verdicts if takes_at(self._notices[slug], received_at)]
        fits = pointed or open_then or list(verdicts)
        chosen = min(fits, key=lambda slug: (self._notices[slug].closes_at, slug))
        alone = chosen if len(fits) == 1 else None
        fits = [*fits, stands] if stands else fits
        return Ruling(verdict=verdicts[chosen], notice=stands or alone, fits=frozenset(fits))
