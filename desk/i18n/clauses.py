"""The program's English clauses (why a mail is what it is, why two may be one) in the reader's language.

They are kept in English, as the rules wrote them; here each is recognised by its pattern. One that is not known is
shown as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.i18n.code_labels import REASONS
from desk.i18n.languages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WHOLE = (
    message("written by a colleague"),
    message("a colleague forwards a mail that is no application"),
    message("a mail server's report on a message that was not delivered"),
    message("a mail server's report on a message that is none of our letters"),
    message("a read receipt"),
    message("an automatic answer, by its headers"),
    message("an automatic answer, by its headers, but it may bring papers"),
    message("an automatic answer, by its headers, but it answers a letter in words that are none of a machine's"),
    message("a machine sent it, by its headers, and nobody applies in it"),
    message("nothing in it points to the notice"),
    message("the mail server lists this mail, but gives nothing of it"),
    message("the mail server gives another mail in place of this one"),
    message("mail sent to many"),
    message("mail of business"),
    message("the subject carries the notice's phrase"),
    message("somebody forwards an application with the notice's phrase in its subject"),
    message("its headers do not tell; it waits to be read"),
    message("its writer withdraws an application"),
    message("the letter in the mail"),
    message("its subject is nearly the notice's phrase"),
    message("a CV and a letter come with it"),
    message("a CV comes with it"),
    message("a letter comes with it"),
    message("its text carries the phrase"),
    message("its writer says that they apply"),
    message("it is about the post and brings a CV or letter"),
    message("its subject speaks of an application"),
    message("the same name at two addresses"),
    message("the same telephone number"),
    message("one address, but two names"),
    message("one gives the other's address"),
    message("it comes from another address"),
    message("somebody else sent it in this person's name"),
    message("the mail server says that its sender is forged (DMARC)"),
    message("nothing proves its sender"),
    message("no mailbox has it any more"),
)

Patterns = tuple[tuple[re.Pattern[str], str], ...]
"""Clauses with something of their own in them, and their texts, with `{0}`, `{1}` in its place."""


def _compiled(texts: Mapping[str, str]) -> Patterns:
    return tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in texts.items())


def _pattern(text: str) -> str:
    """By what a clause is recognised that has the words of its text."""
    return "(.+?)".join(map(re.escape, re.split(r"\{\d\}", text)))


_TOLD_ALIKE = (
    message("no longer matches: {0}"),
    message("{0}, and it arrived in time"),
    message("{0}, but it arrived after the closing date; by its trace headers it was sent before ({1})"),
    message("{0}, but it arrived after the closing date"),
    message("looks like an application ({0}), but the subject does not carry the notice's phrase"),
    message("it brings a program and no paper ({0}): do not open it"),
    message("an automatic answer, by its words ({0})"),
    message("an automatic answer, by its headers, but it brings a file ({0})"),
    message("it answers a letter, and seems an automatic answer, by its words ({0})"),
    message("it may be an automatic answer, by its words ({0})"),
    message("a colleague applies, with papers in their own name ({0})"),
    message("a colleague sends a CV or a letter that is not in their own name ({0})"),
    message("a colleague may be applying ({0})"),
    message("it is about somebody else's application ({0})"),
    message("the mail server gave only {0} of {1} bytes of this mail"),
    message("it answers letter {0}, from an address that is not the candidate's"),
    message("it answers letter {0}"),
    message("it comes from the address to which letter {0} went"),
    message("accepted by {0}: {1}"),
    message("accepted by {0}"),
    message("asked for by {0}: {1}"),
    message("dismissed by {0}: {1}"),
    message("dismissed by {0}"),
    message("erased on {0}"),
    message("larger than {0} MiB"),
)
PATTERNS = _compiled(
    {_pattern(text): text for text in _TOLD_ALIKE}
    | {
        r"the mail server could not convert this mail, and says of it: “(.*)”, (.+?), (.+)": message(
            "the mail server could not convert this mail, and says of it: “{0}”, {1}, {2}"
        ),
        r".+ holds no original [0-9a-f]+": message("its original is missing from the archive"),
        r".+ the original [0-9a-f]+ is damaged": message("its original in the archive is damaged"),
    }
)


NOTICE_FAULTS = _compiled(
    {
        r"missing": message("This must be filled in."),
        r"the kind \w+ needs it": message("This must be filled in."),
        r"missing: its readers see another language": message(
            "The label is missing in this language: another language is shown instead."
        ),
        r"dictionary should have at least 1 item.*": message("The criterion needs a label in one language."),
        r"string should have at least (\d+) characters?, .*": message("At least {0} characters are needed."),
        r"string should match pattern '\^\[A-Za-z0-9\].*": message(
            "Only letters without accents, digits, dots, dashes and underlines; the first is a letter or a digit."
        ),
        r"string should match pattern '\^\\w.*, not '(.*)'": message(
            "“{0}”: a word or phrase begins with a letter or a digit; an asterisk (*) may only end a word."
        ),
        r"input should be a valid number, not '(.*)'": message("“{0}” is not a number."),
        r"input should be greater than 0, .*": message("The number must be above zero."),
        r"must be a day .*": message("This is not a day of the calendar."),
        r"is no time zone of the IANA database": message("There is no such time zone."),
        r"(.+) and the grace are past: .*": message(
            "The last day is long past ({0}): no mail will be taken in for the notice."
        ),
        r"(.+) is past: what arrives now is late": message(
            "The last day is past ({0}): whatever arrives from now on is late."
        ),
        r"(.+) is there twice": message("“{0}” exists already."),
        r"is that of (.+) as well: every mail is for both": message(
            "The notice {0} has the same words: mails could not be told apart."
        ),
        r"is the name of another fact": message("This name is reserved: choose another one."),
        r"the kind \w+ needs one of them": message("Give your own words or tick at least one of the suggestions."),
        r"the kind \w+ is shown, and decides nothing": message(
            "A criterion of this kind is shown for information and cannot exclude anybody."
        ),
        r"(.+) is no code of ISO 639-1, as nl": message("“{0}” is not a known language."),
        r"(.+) is none of .+": message("“{0}” is not one of the choices."),
        r"“(.+)”: \[ \] is not found": message(
            "“{0}”: the words between [ ] are not read as experience. Add them to the words sought, or say in the "
            "example what the candidate did."
        ),
        r"“(.+)” is found, and has no \[ \]": message("“{0}” is recognised, though nothing in it stands between [ ]."),
        r"there are none: nothing will ever be found": message("Give at least one word."),
        r"they can't be tried: .*": message("The sentences could not be tried: give fewer or shorter ones."),
        # --- a file that was made earlier ---
        r"is empty": message("Choose a file first."),
        r"is larger than a notice": message("The file is too large for a notice."),
        r"not valid TOML: .*\(at line (\d+), column (\d+)\)": message(
            "The file cannot be read from line {0}, column {1} on."
        ),
        r"not valid TOML: .*": message("This is not the file of a notice."),
        r"value should have at \w+ 1 item .*": message("The file must have one notice and no other."),
        r"the form has room for (\d+)": message("The form has room for {0} criteria."),
        r"unknown key": message("There is no such key."),
        r"kind: missing|kind and extractor are .*": message("The criterion needs one kind."),
        r"the kind \w+ does not have it": message("A criterion of this kind does not have this."),
        r"the kind \w+ answers (\w+) only": message("A criterion of this kind is called {0} in exports."),
        r"is not before closes_at": message("The first day must be before the last."),
        r"an instant needs its offset: .*": message("The hour needs its time zone, as in 2026-03-15T12:00:00+01:00."),
        r"the form has no field for it: add it by hand": message(
            "The form has no field for this: add it to the new file by hand."
        ),
        r"the form has a day only: add the hour by hand": message(
            "The form has only the day: add the hour to the new file by hand."
        ),
        r"input should be '.*, not '(.*)'": message("“{0}” is not one of the choices."),
        r"(?:input|string|value) should .*": message("The value is not of the right form."),
    }
)
"""What `candidatures check` says of a notice, by patterns. On the page each stands at the field that it is about."""


def translated(clause: str, translate: Callable[[str], str], patterns: Patterns = PATTERNS) -> str:
    """The clause in the language of `translate`."""
    if clause in WHOLE:
        return translate(clause)
    code, colon, _ = clause.partition(": ")
    if colon and code in REASONS:
        return translate(REASONS[code])
    for pattern, text in patterns:
        match = pattern.fullmatch(clause)
        if match:
            return _filled(translate(text), [translated(part, translate, patterns) for part in match.groups()])
    return clause


def _filled(text: str, parts: list[str]) -> str:
    """`{0}`, `{1}` replaced in one go: what people wrote is no format."""
    return re.sub(r"\{(\d)\}", lambda match: parts[int(match.group(1))], text)
