"""A notice's file that somebody made earlier, read for the form as the configuration reads it; nothing is kept."""

from __future__ import annotations

import tomllib
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationError

from desk.notice_drafts import filled
from desk.web.components.notice_form import MOST, POST
from desk.web.services import NOTICE_BYTES, NoticeFault, OpenedNotice
from jobs.config.configuration import path_of, sentence_of
from jobs.config.settings import NoticeSettings, SettingsSection, Several
from jobs.notices.making import forms
from parsers.values.criteria import NEWER_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BY_HAND = "the form has no field for it: add it by hand"
_HOUR = "the form has a day only: add the hour by hand"


class _NoticeFile(SettingsSection):
    """One notice and nothing beside."""

    notices: Annotated[Several[NoticeSettings], Field(min_length=1, max_length=1)]


def opened(data: bytes) -> OpenedNotice:
    """The one notice that a file has. What the configuration or the form cannot take is told; nothing is taken then."""
    if not data or len(data) > NOTICE_BYTES:
        return OpenedNotice(refused=[("", "is larger than a notice" if data else "is empty")])
    try:
        document = tomllib.loads(data.decode("utf-8"))
        _NoticeFile.model_validate(document)
    except ValidationError as exc:
        return OpenedNotice(refused=[(path_of(each["loc"], document), sentence_of(each)) for each in exc.errors()])
    except (ValueError, RecursionError) as exc:  # not UTF-8, not TOML, a number or a nesting beyond the reader's limits
        return OpenedNotice(refused=[("", f"not valid TOML: {exc}")])
    (notice,) = document["notices"]
    rows = [_row(row) for row in notice.get("criteria", ())]
    refused = tuple(_beyond_the_form(rows))
    if refused:
        return OpenedNotice(refused=refused)
    return OpenedNotice(told=_of_the_form(notice) | {"criteria": rows}, left_out=tuple(_left_out(notice)))


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    kind = row.get("kind") or row["extractor"]
    told = {key: value for key, value in row.items() if key != "extractor"}
    return filled({**told, "kind": NEWER_NAMES.get(kind, kind)})


def _beyond_the_form(rows: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    known = forms()
    if len(rows) > MOST:
        yield "criteria", f"the form has room for {MOST}"
    for number, row in enumerate(rows):
        if row["kind"] not in known:
            yield f"criteria[{number}].kind", f"{row['kind']} is none of {', '.join(known)}"


def _of_the_form(notice: Mapping[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in notice.items() if key in POST}
    if isinstance(told["closes_at"], datetime):
        told["closes_at"] = told["closes_at"].date()
    return filled(told)


def _left_out(notice: Mapping[str, Any]) -> Iterator[NoticeFault]:
    if isinstance(notice["closes_at"], datetime):
        yield NoticeFault(place=("closes_at",), sentence=_HOUR, must=False)
    for key in notice.keys() - POST - {"criteria"}:
        yield NoticeFault(place=(key,), sentence=_BY_HAND, must=False)
