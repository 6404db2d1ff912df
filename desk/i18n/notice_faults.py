"""What `candidatures check` says of a notice, in the reader's language: each sentence is recognised by its pattern.

They are written for whoever edits the configuration; on the page they stand at the field that they are about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.i18n.languages import message

if TYPE_CHECKING:
    from desk.i18n.clauses import Patterns


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.DOTALL)


PATTERNS: Patterns = (
    (_pattern(r"missing"), message("This must be filled in.")),
    (_pattern(r"the kind \w+ needs it"), message("This must be filled in.")),
    (
        _pattern(r"missing: its readers see another language"),
        message("The label is missing in this language: another language is shown instead."),
    ),
    (_pattern(r"dictionary should have at least 1 item.*"), message("The criterion needs a label in one language.")),
    (_pattern(r"string should have at least (\d+) characters?, .*"), message("At least {0} characters are needed.")),
    (
        _pattern(r"string should match pattern '\^\[A-Za-z0-9\].*"),
        message("Only letters without accents, digits, dots, dashes and underlines; the first is a letter or a digit."),
    ),
    (
        _pattern(r"string should match pattern '\^\\w.*, not '(.*)'"),
        message("“{0}”: a word or phrase begins with a letter or a digit; an asterisk (*) may only end a word."),
    ),
    (_pattern(r"input should be a valid number, not '(.*)'"), message("“{0}” is not a number.")),
    (_pattern(r"input should be greater than 0, .*"), message("The number must be above zero.")),
    (_pattern(r"must be a day .*"), message("This is not a day of the calendar.")),
    (_pattern(r"is no time zone of the IANA database"), message("There is no such time zone.")),
    (
        _pattern(r"(.+) and the grace are past: .*"),
        message("The last day is long past ({0}): no mail will be taken in for the notice."),
    ),
    (
        _pattern(r"(.+) is past: what arrives now is late"),
        message("The last day is past ({0}): whatever arrives from now on is late."),
    ),
    (_pattern(r"(.+) is there twice"), message("“{0}” exists already.")),
    (
        _pattern(r"is that of (.+) as well: every mail is for both"),
        message("The notice {0} has the same words: mails could not be told apart."),
    ),
    (_pattern(r"is the name of another fact"), message("This name is reserved: choose another one.")),
    (
        _pattern(r"the kind \w+ needs one of them"),
        message("Give your own words or tick at least one of the suggestions."),
    ),
    (
        _pattern(r"the kind \w+ is shown, and decides nothing"),
        message("A criterion of this kind is shown for information and cannot exclude anybody."),
    ),
    (_pattern(r"(.+) is no code of ISO 639-1, as nl"), message("“{0}” is not a known language.")),
    (_pattern(r"(.+) is none of .+"), message("“{0}” is not one of the choices.")),
    (
        _pattern(r"“(.+)”: \[ \] is not found"),
        message(
            "“{0}”: the words between [ ] are not read as experience. Add them to the words sought, or say in the "
            "example what the candidate did."
        ),
    ),
    (
        _pattern(r"“(.+)” is found, and has no \[ \]"),
        message("“{0}” is recognised, though nothing in it stands between [ ]."),
    ),
    (_pattern(r"there are none: nothing will ever be found"), message("Give at least one word.")),
    (
        _pattern(r"they can't be tried: .*"),
        message("The sentences could not be tried: give fewer or shorter ones."),
    ),
    # --- a file that was made earlier ---
    (_pattern(r"is empty"), message("Choose a file first.")),
    (_pattern(r"is larger than a notice"), message("The file is too large for a notice.")),
    (
        _pattern(r"not valid TOML: .*\(at line (\d+), column (\d+)\)"),
        message("The file cannot be read from line {0}, column {1} on."),
    ),
    (_pattern(r"not valid TOML: .*"), message("This is not the file of a notice.")),
    (_pattern(r"value should have at \w+ 1 item .*"), message("The file must have one notice and no other.")),
    (_pattern(r"the form has room for (\d+)"), message("The form has room for {0} criteria.")),
    (_pattern(r"unknown key"), message("There is no such key.")),
    (_pattern(r"kind: missing|kind and extractor are .*"), message("The criterion needs one kind.")),
    (_pattern(r"the kind \w+ does not have it"), message("A criterion of this kind does not have this.")),
    (_pattern(r"the kind \w+ answers (\w+) only"), message("A criterion of this kind is called {0} in exports.")),
    (_pattern(r"is not before closes_at"), message("The first day must be before the last.")),
    (
        _pattern(r"an instant needs its offset: .*"),
        message("The hour needs its time zone, as in 2026-03-15T12:00:00+01:00."),
    ),
    (
        _pattern(r"the form has no field for it: add it by hand"),
        message("The form has no field for this: add it to the new file by hand."),
    ),
    (
        _pattern(r"the form has a day only: add the hour by hand"),
        message("The form has only the day: add the hour to the new file by hand."),
    ),
    (_pattern(r"input should be '.*, not '(.*)'"), message("“{0}” is not one of the choices.")),
    (_pattern(r"(?:input|string|value) should .*"), message("The value is not of the right form.")),
)
