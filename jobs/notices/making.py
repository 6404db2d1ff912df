"""A notice that somebody is making: what `check` would say of it, each thing at its place."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from desk.web.services import CriterionForm, NoticeFault
from jobs.config.configuration import path_of, sentence_of
from jobs.config.settings import NoticeSettings
from jobs.notices import notice_faults
from parsers.facts.asked.examples import misread
from parsers.facts.asked.kinds import KINDS
from parsers.facts.extractors import KEYS
from parsers.values.criteria import NEWER_NAMES, OLDER_NAMES, ONLY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from jobs.notices.notice_faults import Trial
    from store.values import Notice


_PATH = re.compile(
    r"(?:criteria\[(?P<criterion>[^\]]+)\]\.)?(?P<key>\w+)(?:\.(?P<part>\w+))?(?: or [\w ]+)?: (?P<said>.+)", re.DOTALL
)
"""A sentence of `notice_faults`: the path of the key, or of the first of several, and what is said of it."""
_ORDER = ("language", "from_level", "more_than", "at_least", "sets", "terms", "examples")
"""In which order somebody fills in the parameters."""
_YEAR = timedelta(days=365)
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "mentioned": ("terms",),
    "workload": ("more_than", "at_least"),
    "experience": ("at_least",),
}
"""Parameters of kinds that have no row in `KINDS`."""


def forms() -> dict[str, CriterionForm]:
    """By kind what its criteria ask for, in the order of docs/notices.md."""
    names = [*KINDS, *(NEWER_NAMES.get(kind, kind) for kind in KEYS if kind not in KINDS)]
    return {name: _form(name) for name in names}


def _form(name: str) -> CriterionForm:
    kind, extractor = KINDS.get(name), OLDER_NAMES.get(name, name)
    own = (*kind.needs, *kind.one_of, *kind.optional) if kind else _OTHERS.get(name, ())
    return CriterionForm(
        parameters=tuple(sorted(own, key=_ORDER.index)),
        allowed={key: tuple(values) for key, values in kind.allowed.items()} if kind else {},
        key=KEYS[extractor],
        decides=extractor not in ONLY_SHOWN,
    )


def faults(
    told: Mapping[str, Any],
    beside: Iterable[Notice],
    now: datetime,
    *,
    trial: Trial = misread,
    languages: Collection[str] = (),
) -> tuple[NoticeFault, ...]:
    """All that is wrong with a notice as somebody told it; `beside` are the notices that are there already.

    Labels are wanted in `languages`; without any, in those that a label of the notice has.

    What is sound of it is judged though the rest is missing: whoever types a criterion wants its examples tried.
    """
    refused = _refused(told)
    sound = NoticeSettings.model_validate(_sound(told, refused, now)).notice
    others = {notice.slug: notice for notice in beside}
    found = notice_faults.faults(tuple((others | {sound.slug: sound}).values()), now, trial=trial, languages=languages)
    twice = [NoticeFault(place=("slug",), sentence=f"{sound.slug} is there twice")] if sound.slug in others else []
    judged = [_placed(sound, sentence, must=must) for slug, sentence, must in found if slug == sound.slug]
    told_already = {fault.place[:3] for fault in refused}
    return (*refused, *twice, *(fault for fault in judged if fault.place[:3] not in told_already))


def _refused(told: Mapping[str, Any]) -> tuple[NoticeFault, ...]:
    """What the configuration would refuse."""
    try:
        NoticeSettings.model_validate(told)
    except ValidationError as exc:
        return tuple(NoticeFault(place=error["loc"], sentence=sentence_of(error)) for error in exc.errors())
    return ()


def _sound(told: Mapping[str, Any], refused: Iterable[NoticeFault], now: datetime) -> dict[str, Any]:
    """What the configuration takes, and something in the place of what it needs; each criterion at its place."""
    wrong = {fault.place[:3] if fault.place[0] == "criteria" else fault.place[:1] for fault in refused}
    needed = {"slug": "notice", "title": "–", "subject": "no subject yet", "closes_at": (now + _YEAR).date()}
    labels = dict.fromkeys({code for row in told.get("criteria", ()) for code in row.get("labels", {})} or ("en",), "–")
    rows = [
        {
            "key": f"criterion-{number}",
            "labels": labels,
            **_taken(row, {place[2] for place in wrong if place[1:2] == (number,)}),
        }
        for number, row in enumerate(told.get("criteria", ()))
    ]
    return {**needed, **{key: value for key, value in told.items() if (key,) not in wrong}, "criteria": rows}


def _taken(row: Mapping[str, Any], wrong: set[int | str]) -> dict[str, Any]:
    """A criterion without what is wrong; without its words its examples tell nothing."""
    left_out = wrong | {"examples"} if "terms" in wrong else wrong
    return {key: value for key, value in row.items() if key not in left_out}


def _placed(notice: Notice, sentence: str, *, must: bool) -> NoticeFault:
    """A sentence of `notice_faults`, at its place."""
    match = _PATH.fullmatch(sentence)
    if match is None:
        return NoticeFault(place=(), sentence=sentence, must=must)
    keys = [criterion.key for criterion in notice.criteria]
    within = () if match["criterion"] is None else ("criteria", keys.index(match["criterion"]))
    part = () if match["part"] is None else (match["part"],)
    return NoticeFault(place=(*within, match["key"], *part), sentence=match["said"], must=must)


def line(told: Mapping[str, Any], fault: NoticeFault) -> str:
    """A fault with its key's path, as `check` prints it."""
    return f"{path_of(fault.place, told)}: {fault.sentence}" if fault.place else fault.sentence
