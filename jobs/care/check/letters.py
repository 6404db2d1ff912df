"""Letters to candidates, tried without sending any: the way they leave, and what every letter needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.i18n.languages import DEFAULT
from desk.letters.kinds import KINDS
from desk.letters.writing import template_faults
from ingest.errors import IngestError
from jobs.care.check.result import UNREACHABLE, CheckResult
from jobs.errors import JobsError
from jobs.outgoing.letters import ways
from jobs.outgoing.letters.office import office_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.config.settings import Settings


def run(settings: Settings) -> Iterator[CheckResult]:
    """The server, the templates, the appeal block."""
    yield _way(settings)
    yield from _templates(settings)


def _way(settings: Settings) -> CheckResult:
    way = ways.way_of(settings)
    if way is None:
        sentence = "approved letters are downloaded and sent by hand (letters.send)"
        return CheckResult(subject="letters", sentence=sentence, level="note")
    try:
        with way.opened():
            pass
    except (JobsError, IngestError) as exc:
        return CheckResult(subject="letters", sentence=str(exc), level="fault", exit_code=UNREACHABLE)
    return CheckResult(subject="letters", sentence="connected and logged in; nothing was sent")


def _templates(settings: Settings) -> Iterator[CheckResult]:
    office = office_of(settings)
    if office is None:
        return
    for notice in settings.notices:
        for kind, faults in template_faults(office, notice.slug, KINDS, DEFAULT).items():
            told = "; ".join(str(fault) for fault in faults)
            yield CheckResult(subject="letters.templates", sentence=f"{DEFAULT}/{kind}.txt: {told}", level="fault")
    if office.appeal_in and DEFAULT not in office.appeal:
        sentence = f"no appeal block in French: no {', '.join(sorted(office.appeal_in))} can be written"
        yield CheckResult(subject="letters.appeal", sentence=sentence, level="note")
