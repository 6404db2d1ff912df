"""How the page speaks to one reader: texts, dates, numbers and values in their language."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from desk.i18n import clauses, code_labels, typesetting
from desk.i18n.languages import catalogue, message
from store.views.values import OF_AN_HOUR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import timedelta

    from parsers.values.evidence import JSON
    from store.views.values import ApplicationRow, CareerView, DocumentView, ProblemView, SearchHit

NO_BREAK = "\N{NO-BREAK SPACE}"
SIZES = ("B", "kB", "MB", "GB")
FRENCH_SIZES = ("o", "ko", "Mo", "Go")
ATTACHED_MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook"})
"""Media types of files that are mails."""


_NAMELESS, _NAMELESS_MAIL = message("file without a name"), message("attached mail")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}", re.ASCII)
"""An instant as the rules write it in their clauses."""
_LANGUAGES = frozenset({"languages", "other_languages"})
_WHOLE = _LANGUAGES | {"language_levels"}
"""Of which a table's cell has all."""


_FIRST = re.compile(r"\b1 (?=\D)")
"""The first of a month, before its name."""


class Speech:
    """One language. Instants come in the notice's zone and are shown by the language's Belgian conventions."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(f"{language}_BE")
        self._catalogue = catalogue(language)

    @property
    def colon(self) -> str:
        """French sets it off by a space that never breaks."""
        return f"{NO_BREAK}:" if self.language == "fr" else ":"

    def text(self, text: str) -> str:
        """A text of the page."""
        return self._catalogue.gettext(text) if text else ""

    def plural(self, one: str, many: str, number: int) -> str:
        """The text for that many, its `%(num)s` filled in."""
        return self._catalogue.ngettext(one, many, number) % {"num": self.number(number)}

    def word(self, table: dict[str, str], code: str | None) -> str:
        """The word for a code; a code without one stands for itself."""
        return self.text(table.get(code or "", code or ""))

    def clause(self, clause: str | None) -> str:
        """One of the program's own clauses."""
        return self._with_moments(clauses.translated(clause or "", self.text))

    def notice_fault(self, sentence: str) -> str:
        """What `check` says of a notice."""
        return self._with_moments(clauses.translated(sentence, self.text, clauses.NOTICE_FAULTS))

    def _with_moments(self, said: str) -> str:
        return _INSTANT.sub(lambda told: self._told_moment(told[0]), said)

    def _told_moment(self, instant: str) -> str:
        """An instant within a clause; the clause may quote somebody's words, in which any figures may stand."""
        try:
            return self.moment(datetime.strptime(instant, "%Y-%m-%d %H:%M:%S %z"))
        except ValueError:
            return instant

    def problem(self, problem: ProblemView) -> str:
        """A problem in the reader's language."""
        return (
            self.word(code_labels.PROBLEMS, problem.code) if problem.code in code_labels.PROBLEMS else problem.sentence
        )

    def act(self, action: str, told: dict[str, JSON], labels: dict[str, str]) -> str:
        """What somebody did, and about what: a decision, a standing, a fact with its `labels`."""
        done, key = self.word(code_labels.REVIEWS, action), str(told.get("key") or "")
        if not key:
            return done
        about = self._about(action, key, told.get("value"), labels)
        return f"{done}{self.colon} {about}"

    def _about(self, action: str, key: str, value: JSON, labels: dict[str, str]) -> str:
        if action == "decision":
            return self.word(code_labels.DECISIONS, key)
        if action == "kind":
            return self.word(code_labels.KINDS if value else code_labels.BODY_KINDS, key)
        if action.startswith("letter_"):
            return self.word(code_labels.LETTERS, key)
        if action in {"tag", "assign"}:
            return key if not isinstance(value, dict) or value["on"] else f"– {key}"
        if action == "standing":
            return self.standing(key, value.get("kind") if isinstance(value, dict) else None)
        return self._of_interview(action, key, value) if action.startswith("interview_") else self.label(key, labels)

    def _of_interview(self, action: str, room: str, value: JSON) -> str:
        return f"{self.moment(datetime.fromisoformat(value))}, {room}" if action in OF_AN_HOUR else room

    def held(self, action: str, before: JSON) -> str:
        """What held before somebody's word: a decision, a value, a standing, a colleague; empty for nothing."""
        key, value = before["key"], before["value"]
        if action == "correction":
            return self.value(key, value["value"])
        return self._about(action, key, value, {}) if key else ""

    def candidate(self, row: ApplicationRow) -> str:
        """Whose application it is: by name, else by address."""
        return row.name or row.email or self.text("Without a name")

    def file_name(self, file: DocumentView | SearchHit) -> str:
        """What a file is called; a mail that is attached often has no name."""
        return file.filename or self.text(_NAMELESS_MAIL if file.media_type in ATTACHED_MAILS else _NAMELESS)

    def source(self, documents: Iterable[DocumentView], document_id: int | None, page: int | None = None) -> str:
        """Where words of an application with these documents stand: in a mail, or in a file and on its page."""
        if document_id is None:
            return self.text("mail")
        name = next((self.file_name(document) for document in documents if document.id == document_id), "")
        return f"{name}, {self.text('p. %(page)s') % {'page': page}}" if page else name

    def standing(self, standing: str, kind: str | None) -> str:
        """Whether an application still is one, and what is none."""
        said = self.word(code_labels.STANDINGS, standing)
        return f"{said} ({self.word(code_labels.EXCLUSIONS, kind)})" if kind else said

    def quoted(self, sentence: str) -> str:
        """Of a problem's English sentence the candidate's words that it quotes."""
        _, opened, rest = sentence.partition("“")
        return f"« {rest.rstrip('”')} »" if opened else sentence

    passage, quotation = staticmethod(typesetting.passage), staticmethod(typesetting.quotation)
    """A passage of the papers, as it is told; the same between quotation marks."""

    # --- time ---

    def day(self, at: date | None) -> str:
        """A day with its year."""
        return self._date(at, "d MMM y") if at else ""

    def long_day(self, at: date) -> str:
        """A day with its month in full, as a letter has it."""
        return self._date(at, "long")

    def weekday(self, at: date) -> str:
        """A day with its name."""
        return self._date(at, "EEEE d MMMM y" if self.language == "en" else "full")

    def day_name(self, at: date) -> str:
        """Which day of the week it is."""
        return self._date(at, "EEEE")

    def _date(self, at: date, pattern: str) -> str:
        """By CLDR's patterns; German has a point after the day, French says "1er avril"."""
        own = pattern.replace("d MMM", "d. MMM") if self.language == "de" else pattern
        written = format_date(at, own, locale=self.locale)
        return _FIRST.sub("1er ", written) if self.language == "fr" and at.day == 1 else written

    def short_day(self, at: date) -> str:
        """Day and month."""
        return _day_and_month(at.year, at.month, at.day, self.locale)

    def moment(self, at: datetime | None) -> str:
        """Day and time to the minute."""
        return f"{self.day(at)}, {self.clock(at)}" if at else ""

    def exact(self, at: datetime | None) -> str:
        """Day, time to the second and zone."""
        if at is None:
            return ""
        return f"{self.weekday(at)}, {format_datetime(at, 'HH:mm:ss (z)', tzinfo=at.tzinfo, locale=self.locale)}"

    def clock(self, at: datetime) -> str:
        """The time of day to the minute."""
        return format_time(at, "HH:mm", locale=self.locale, tzinfo=at.tzinfo)

    def ago(self, span: timedelta) -> str:
        """How long ago, in round words."""
        minutes = max(0, int(span.total_seconds() // 60))
        if minutes == 0:
            return self.text("just now")
        if minutes < 60:
            return self.plural("%(num)s minute ago", "%(num)s minutes ago", minutes)
        if minutes < 60 * 48:
            return self.plural("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
        return self.plural("%(num)s day ago", "%(num)s days ago", minutes // 1440)

    def period(self, entry: CareerView) -> str:
        """When an entry of a career was, as exactly as the papers say."""
        begin = self._edge(entry.starts, entry.precision)
        if entry.ongoing:
            return self.text("since %(begin)s") % {"begin": begin} if begin else self.text("until today")
        end = self._edge(entry.ends, entry.precision)
        return begin if begin == end else f"{begin or '…'} – {end or '…'}"

    def _edge(self, at: date | None, precision: str) -> str:
        if at is None:
            return ""
        pattern = {"day": "d MMM y", "month": "MMM y"}.get(precision, "y")
        return self._date(at, pattern)

    # --- numbers and values ---

    def number(self, number: float) -> str:
        """With the language's separators."""
        return _decimal(number, self.locale)

    def percent(self, hundredths: float) -> str:
        """A share, given in hundredths."""
        return _percent(hundredths / 100, self.locale)

    def size(self, size: int) -> str:
        """A file's size, rounded."""
        amount, power = float(size), 0
        while amount >= 1000 and power < len(SIZES) - 1:
            amount, power = amount / 1000, power + 1
        unit = (FRENCH_SIZES if self.language == "fr" else SIZES)[power]
        rounded = round(amount, 1 if 0 < amount < 10 and power else 0)
        return f"{format_decimal(rounded, locale=self.locale)}{NO_BREAK}{unit}"

    def value(self, key: str, value: JSON) -> str:
        """What holds of a fact, for a person."""
        if value is None or value == []:
            return ""
        if isinstance(value, bool):
            return self.text("yes") if value else self.text("no")
        if isinstance(value, int | float):
            return self._quantity(key, value)
        if isinstance(value, list):
            return self._list(key, value)
        if key == "phone":
            return _phone(str(value))
        codes = code_labels.TENURES if key == "tenure" else code_labels.KINDS if key.startswith("kind_") else {}
        return self.word(codes, str(value)) if codes else str(value)

    def short_value(self, key: str, value: JSON) -> str:
        """The same in a table's cell: of several the first and how many more."""
        if isinstance(value, list) and len(value) > 1 and key not in _WHOLE:
            return f"{self.value(key, value[:1])} +{len(value) - 1}"
        return self.value(key, value)

    def _quantity(self, key: str, number: float) -> str:
        """A share of full time; whatever else a notice counts are years."""
        return _percent(number, self.locale) if key == "workload" else self._years(round(number, 1))

    def _years(self, years: float) -> str:
        """French says 1,5 an, the other languages 1.5 years."""
        count = int(years) if self.language == "fr" else 1 if years == 1 else 2
        return self._catalogue.ngettext("%(num)s year", "%(num)s years", count) % {"num": self.number(years)}

    def _list(self, key: str, items: list[JSON]) -> str:
        if key in _LANGUAGES:
            return ", ".join(self.language_name(str(item)) for item in items)
        if all(isinstance(item, dict) for item in items):
            return ", ".join(self._levels(items))
        return " · ".join(str(item) for item in items)

    def _levels(self, items: list[JSON]) -> Iterator[str]:
        """Each language once: levels that are claimed side by side, and in brackets what only words tell."""
        for code in dict.fromkeys(item["language"] for item in items):
            own = [item for item in items if item["language"] == code]
            levels = [item["level"] for item in own if "level" in item]
            words = [item["words"] for item in own if "words" in item]
            told = " / ".join(self.word(code_labels.LANGUAGE_LEVELS, level) for level in levels)
            yield " ".join(filter(None, (self.language_name(code), told, f"({'; '.join(words)})" if words else "")))

    def listed(self, items: Iterable[str]) -> str:
        """Several in a sentence: "a, b and c"."""
        return format_list(list(items), locale=self.locale)

    def language_name(self, code: str | None) -> str:
        """A language by its ISO 639-1 or 639-3 code."""
        return str(self.locale.languages.get(code or "", code or ""))

    def label(self, key: str, labels: dict[str, str]) -> str:
        """A criterion's or a fact's full name; where it has none in this language, the French, or any."""
        own = labels.get(self.language) or labels.get("fr") or next(iter(labels.values()), None)
        if not own and key.startswith("kind_"):
            return self.text("file without a name")
        return own or self.word(code_labels.PERSON | code_labels.SHORT_LABELS, key)

    def short_label(self, key: str, labels: dict[str, str], headings: dict[str, str] | None = None) -> str:
        """The same for a table's head: what the notice calls it there, else its label; ours only where it has none."""
        return (headings or {}).get(self.language) or self.label(key, labels)


def _phone(value: str) -> str:
    """With the spaces that people read it by; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(value, "BE")
    except phonenumbers.NumberParseException:
        return value
    shape = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, shape)).replace(" ", NO_BREAK)


# A list has the same few numbers and days in all its rows.
@lru_cache(maxsize=4096)
def _decimal(number: float, locale: Locale) -> str:
    return format_decimal(number, locale=locale)


@lru_cache(maxsize=4096)
def _percent(number: float, locale: Locale) -> str:
    return format_percent(number, locale=locale)


@lru_cache(maxsize=1024)
def _day_and_month(year: int, month: int, day: int, locale: Locale) -> str:
    written = format_skeleton("MMMd", date(year, month, day), locale=locale)
    return _FIRST.sub("1er ", written) if locale.language == "fr" and day == 1 else written


@lru_cache(maxsize=8)
def speech(language: str) -> Speech:
    """The speech of a language, made once."""
    return Speech(language)
