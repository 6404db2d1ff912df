"""What a person types as a fact's value, read as the value that rules would find."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers

from desk.i18n.code_labels import LANGUAGE_LEVELS
from desk.i18n.languages import message
from parsers.values.evidence import State
from parsers.values.profiles import LEVELS, PERSON

if TYPE_CHECKING:
    from desk.i18n.speech import Speech
    from parsers.values.criteria import Criterion
    from parsers.values.evidence import JSON
    from store.transaction import Transaction

FRACTION = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*/\s*(\d{1,3})")
NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(%?)")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,63}")
WORD = re.compile(r"[\n,;]+")
CHOICES = {
    "tenure": ("permanent", "temporary"),
    "orientation": ("yes", "no"),
}
"""Facts that are chosen, not typed."""

FACTS = ("languages", "language_levels", "current_employer")
"""Facts of every application that no criterion asks for, correctable though nothing was found."""

BY_STATE = frozenset(State)


class Misread(Exception):  # noqa: N818 - reads as what happened
    """What was typed is no value of that fact; `str()` is a text of the page."""


def read(key: str, typed: str, speech: Speech, criterion: Criterion | None = None) -> JSON:
    """The value that was typed, for a fact or for what a criterion asks; None where the field was left empty."""
    if not typed:
        return None
    key = criterion.alike if criterion else key
    reader = READERS.get(key)
    if reader is not None:
        return reader(typed)
    if key == "languages":
        return [_language(word.strip(), speech) for word in WORD.split(typed) if word.strip()]
    if key == "language_levels":
        return [_level(piece.split(), speech) for piece in WORD.split(typed) if piece.strip()]
    if key == "qualifications":
        return [line.strip() for line in typed.split("\n") if line.strip()]
    return " ".join(typed.split())


def state_of(value: JSON, chosen: str, criterion: Criterion | None) -> State:
    """The state that a person chose, else the one that the value has by the notice's table."""
    if chosen in BY_STATE:
        return State(chosen)
    if value is None or value == []:
        return State.NOT_FOUND
    if value in (False, "temporary"):
        return State.CONTRARY
    return (criterion.state_of(value) if criterion else None) or State.FOUND


def known(transaction: Transaction, application_id: int) -> dict[str, Criterion | None]:
    """What can be corrected: the person's facts, every application's, and the notice's criteria with their table."""
    detail = transaction.views.application(application_id)
    criteria = {criterion.key: criterion for criterion in transaction.notices.get(detail.row.notice).criteria}
    return {key: criteria.get(key) for key in (*PERSON, *detail.facts, *FACTS, *criteria)}


def _phone(typed: str) -> str:
    try:
        number = phonenumbers.parse(typed, "BE")
    except phonenumbers.NumberParseException as exc:
        raise Misread(PHONE) from exc
    if not phonenumbers.is_possible_number(number):
        raise Misread(PHONE)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _email(typed: str) -> str:
    if not EMAIL.fullmatch(typed):
        raise Misread(message("This is not an e-mail address."))
    return typed.lower()


def _workload(typed: str) -> float:
    """80 %, 0,8 or 18/22, as a share of full time. A number above 1 has its unit: "1,5" may be anything."""
    fraction, plain = FRACTION.fullmatch(typed), NUMBER.fullmatch(typed)
    if fraction and float(fraction.group(2)):
        share = _float(fraction.group(1)) / float(fraction.group(2))
    elif plain:
        share = _float(plain.group(1)) / (100 if plain.group(2) else 1)
    else:
        raise Misread(WORKLOAD)
    if not 0 < share <= 1:
        raise Misread(WORKLOAD)
    return round(share, 4)


def _years(typed: str) -> float:
    plain = NUMBER.fullmatch(typed)
    if not plain or plain.group(2) or _float(plain.group(1)) > 70:
        raise Misread(message("Please give a number of years, for example 12 or 7.5."))
    return _float(plain.group(1))


def _tenure(typed: str) -> str:
    if typed not in CHOICES["tenure"]:
        raise Misread(message("Please choose one of the values offered."))
    return typed


def _yes(typed: str) -> bool:
    if typed not in CHOICES["orientation"]:
        raise Misread(message("Please choose one of the values offered."))
    return typed == "yes"


def _language(typed: str, speech: Speech) -> str:
    """A language by its name in the reader's language, or by its code."""
    known = {str(name).casefold(): str(code) for code, name in speech.locale.languages.items() if len(str(code)) == 2}
    code = typed.casefold() if typed.casefold() in known.values() else known.get(typed.casefold())
    if code is None:
        raise Misread(message("Please give languages by their names, separated by commas."))
    return code


def _level(words: list[str], speech: Speech) -> JSON:
    """A language with its level, or with the words that tell it: "anglais B2", "français langue maternelle"."""
    for end in range(len(words), 0, -1):
        try:
            code = _language(" ".join(words[:end]), speech)
        except Misread:
            continue
        told = " ".join(words[end:]).strip("()")
        levels = {speech.word(LANGUAGE_LEVELS, level).casefold(): level for level in LEVELS}
        level = levels.get(told.casefold())
        return {"language": code, **({"level": level} if level else {"words": told} if told else {})}
    raise Misread(LEVELS_TYPED)


def _float(typed: str) -> float:
    return float(typed.replace(",", "."))


LEVELS_TYPED = message(
    "Please give each language by name, followed by its level or a description, separated by commas."
)
PHONE = message("This is not a telephone number.")
WORKLOAD = message("Please give the load as a share of full time, at most all of it: 80 %, 0.8 or 18/22.")
READERS = {
    "phone": _phone,
    "email": _email,
    "workload": _workload,
    "experience_years": _years,
    "tenure": _tenure,
    "orientation": _yes,
}
