"""What can be wrong with the notices of a configuration though it loads: `check` tells it, the store does not take it.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.errors import UsageError
from jobs.notices.lifecycle import over_at
from parsers.disposition.subject import carries
from parsers.facts.asked import kinds
from parsers.facts.asked.examples import misread
from parsers.facts.extractors import KEYS
from parsers.profile import ALWAYS_KEYS, WHERE_TOLD
from parsers.values.criteria import OLDER_NAMES
from parsers.values.profiles import PERSON

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from parsers.values.criteria import Criterion
    from store.values import Notice

    Trial = Callable[[Criterion], Iterable[str]]

_OF_EVERYBODY = {*PERSON, *ALWAYS_KEYS, *WHERE_TOLD}
_TAKEN = _OF_EVERYBODY | {key for key in KEYS.values() if key}
"""Names of facts, which no criterion of another kind may have."""
Fault = tuple[str, str, bool]
"""(slug, sentence, whether it must be mended)."""


def faults(
    notices: Sequence[Notice], now: datetime, *, trial: Trial = misread, languages: Collection[str] = ()
) -> Iterator[Fault]:
    """Dates out of order, a cutoff that is past, phrases alike, criteria that nothing answers, labels that are missing.

    `trial` tells what is wrong with a criterion's examples. Labels are wanted in `languages`; without any, in those
    that a label of the notice has.
    """
    for notice in notices:
        yield from _of_dates(notice, now)
        yield from _of_criteria(notice, trial)
        yield from _of_labels(notice, languages)
    yield from _of_phrases(notices)


def refuse_faulty(notices: Sequence[Notice], now: datetime) -> None:
    """Nothing is taken into the store that `check` calls a fault. Raises UsageError: a line for each fault."""
    told = [f"notice {slug}: {sentence}" for slug, sentence, must in faults(notices, now) if must]
    if told:
        raise UsageError("\n".join(told))


def _of_dates(notice: Notice, now: datetime) -> Iterator[Fault]:
    if notice.opens_at is not None and notice.opens_at >= notice.closes_at:
        yield notice.slug, "opens_at: is not before closes_at", True
    cutoff = f"{notice.last_instant.astimezone(notice.zone):%Y-%m-%d %H:%M:%S %z}"
    if now >= over_at(notice):
        yield notice.slug, f"closes_at: {cutoff} and the grace are past: `run` makes one pass and ends", False
    elif now >= notice.closes_at:
        yield notice.slug, f"closes_at: {cutoff} is past: what arrives now is late", False


def _of_criteria(notice: Notice, trial: Trial) -> Iterator[Fault]:
    keys = [criterion.key for criterion in notice.criteria]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield notice.slug, f"criteria: {key} is there twice", True
    for criterion in notice.criteria:
        if criterion.extractor not in KEYS:
            known = ", ".join(sorted({*KEYS, *OLDER_NAMES}))
            yield notice.slug, f"criteria[{criterion.key}].kind: {criterion.extractor} is none of {known}", True
            continue
        wanted = KEYS[criterion.extractor]
        if wanted is not None and criterion.key != wanted:
            sentence = f"criteria[{criterion.key}].key: the kind {criterion.extractor} answers {wanted} only"
            yield notice.slug, sentence, True
        if wanted is None and criterion.key in _TAKEN - ({criterion.alike} - _OF_EVERYBODY):
            yield notice.slug, f"criteria[{criterion.key}].key: is the name of another fact", True
        for sentence in list(kinds.faults(criterion)) or trial(criterion):
            yield notice.slug, f"criteria[{criterion.key}].{sentence}", True
        if criterion.is_passages and not criterion.terms:
            yield notice.slug, f"criteria[{criterion.key}].terms: there are none: nothing will ever be found", True


def _of_labels(notice: Notice, languages: Collection[str]) -> Iterator[Fault]:
    wanted = languages or {code for criterion in notice.criteria for code in criterion.labels}
    for criterion in notice.criteria:
        for code in sorted({*wanted} - criterion.labels.keys()):
            sentence = f"criteria[{criterion.key}].labels.{code}: missing: its readers see another language"
            yield notice.slug, sentence, False


def _of_phrases(notices: Iterable[Notice]) -> Iterator[Fault]:
    listed = tuple(notices)
    for number, one in enumerate(listed):
        for other in listed[number + 1 :]:
            if carries(one.subject, other.subject) and carries(other.subject, one.subject):
                yield other.slug, f"subject: is that of {one.slug} as well: every mail is for both", True
