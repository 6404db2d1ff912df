"""A notice as the form tells it: what was typed becomes the rows of `[[notices]]`, and they fill the form again.

What can't be read as its key wants it stays as it was typed: the check says what is wrong with it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from babel import Locale

from desk.i18n.languages import LANGUAGES
from desk.notice_drafts import day_of, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desk.notice_drafts import Told
    from desk.web.request import Form
    from desk.web.services import CriterionForm, NoticeFault

MOST = 20
"""Criteria that may be added; with all their fields one form carries them (`desk.web.request.posted`)."""
POST = frozenset({"title", "subject", "closes_at", "slug", "internal_domains", "timezone"})
"""Keys that have a field beside those of criteria."""
_READ_UP_TO = 100
"""Criteria that are read: a notice that is a model may have more than `MOST`."""
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?", re.ASCII)


def told_by(form: Form, kinds: Mapping[str, CriterionForm], language: str) -> Told:
    """The notice that was typed, in the reader's language; an empty field is left out."""
    told: Told = {
        "slug": form["slug"],
        "title": " ".join(form["title"].split()),
        "subject": " ".join(form["subject"].split()),
        "closes_at": day_of(form["closes_at"]),
        "timezone": form["timezone"],
        "internal_domains": [part for part in re.split(r"[\s,;]+", form["internal_domains"]) if part],
    }
    languages = languages_of(form)
    prefixes = [f"c{number}." for number in range(_READ_UP_TO) if form[f"c{number}.kind"] in kinds]
    rows = [_criterion(form, prefix, kinds, languages, language) for prefix in prefixes]
    return filled(told) | {"criteria": rows}


def languages_of(form: Form) -> tuple[str, ...]:
    """The languages in which the notice names its criteria; one at least."""
    ticked = form.many("languages")
    return tuple(code for code in LANGUAGES if code in ticked) or ("fr",)


def _criterion(
    form: Form, prefix: str, kinds: Mapping[str, CriterionForm], languages: Iterable[str], language: str
) -> Told:
    name = form[f"{prefix}kind"]
    kind = kinds[name]
    row: Told = {
        "key": kind.key or form[f"{prefix}key"],
        "kind": name,
        "labels": _named(form, f"{prefix}labels", languages),
        "headings": _named(form, f"{prefix}headings", languages),
        **{key: _READ[key](form, f"{prefix}{key}", language) for key in kind.parameters},
        "eliminates": bool(form[f"{prefix}eliminates"]),
    }
    return {"key": "", "kind": name, "labels": {}} | filled(row)


def _named(form: Form, name: str, languages: Iterable[str]) -> dict[str, str]:
    return filled({code: " ".join(form[f"{name}.{code}"].split()) for code in languages})


def _text(form: Form, name: str, _language: str) -> str:
    return form[name]


def _lines(form: Form, name: str, _language: str) -> list[str]:
    return [" ".join(line.split()) for line in form[name].split("\n") if line.strip()]


def _several(form: Form, name: str, _language: str) -> list[str]:
    return form.many(name)


def _number(form: Form, name: str, _language: str) -> float | str:
    typed = form[name]
    if not _NUMBER.fullmatch(typed):
        return typed
    number = float(typed.replace(",", "."))
    return int(number) if number.is_integer() else number


def _code(form: Form, name: str, language: str) -> str:
    """A language by its code, or by its name as the reader's language has it."""
    typed = form[name].casefold()
    return next((code for code, called in language_names(language).items() if called.casefold() == typed), typed)


_READ: Mapping[str, Callable[[Form, str, str], Any]] = {
    "language": _code,
    "from_level": _text,
    "sets": _several,
    "terms": _lines,
    "at_least": _number,
    "more_than": _number,
    "examples": _lines,
}
"""By parameter how its field is read."""


@lru_cache(maxsize=len(LANGUAGES))
def language_names(language: str) -> dict[str, str]:
    """The names of languages in one of them, by their codes of ISO 639, sorted by name."""
    names = {str(code): str(name) for code, name in Locale(language).languages.items() if len(str(code)) <= 3}
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))


def changed(told: Told, act: str, kind: str) -> Told:
    """What a button does to the criteria: `add`, `remove.2`, `up.2`; any other leaves them as they are."""
    done, _, place = act.partition(".")
    rows: list[Told] = list(told["criteria"])
    number = int(place) if place.isdecimal() and len(place) < 3 else -1
    if done == "add" and len(rows) < MOST:
        rows.append({"key": "", "kind": kind, "labels": {}})
    elif done == "remove" and 0 <= number < len(rows):
        del rows[number]
    elif done == "up" and 0 < number < len(rows):
        rows[number - 1], rows[number] = rows[number], rows[number - 1]
    return told | {"criteria": rows}


def languages_in(told: Told, reader: str) -> tuple[str, ...]:
    """The languages in which its criteria have names; of a notice without any the reader's."""
    used = {code for row in told["criteria"] for code in row["labels"]}
    return tuple(code for code in LANGUAGES if code in used) or (reader,)


# --- what is wrong, at its field --------------------------------------------------------------------------------------


def field_of(place: Sequence[Any], told: Told, kinds: Mapping[str, CriterionForm], languages: Sequence[str]) -> str:
    """The id of the field that a place of the notice is typed in, or of the part of the form that has no such field."""
    if place[:1] != ("criteria",):
        return place[0] if place and place[0] in POST else "post-title"
    if len(place) == 1:
        return "criteria"
    number, *within = place[1:]
    if not within or within[0] not in _fields(kinds[told["criteria"][number]["kind"]]):
        return f"c{number}"
    return "-".join((f"c{number}", within[0], *_language_of(place, languages)))


def _fields(kind: CriterionForm) -> frozenset[str]:
    """The keys that have a field in the panel of a criterion."""
    own = ("eliminates",) if kind.decides else ()
    return frozenset({"labels", "headings", *kind.parameters, *own, *(() if kind.key else ("key",))})


def _language_of(place: Sequence[int | str], languages: Sequence[str]) -> Sequence[str]:
    """Of a label or a heading the language whose field it is; the first where the place names none."""
    if place[2] not in {"labels", "headings"}:
        return ()
    return [str(code) for code in place[3:4] if code in languages] or languages[:1]


def by_field(placed: Iterable[tuple[str, NoticeFault]]) -> dict[str, list[NoticeFault]]:
    """What is wrong, by the id of its field."""
    found: dict[str, list[NoticeFault]] = {}
    for field, fault in placed:
        found.setdefault(field, []).append(fault)
    return found
