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
    from collections.abc import Callable

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
PATTERNS: Patterns = (
    (re.compile(r"no longer matches: (.+)", re.DOTALL), message("no longer matches: {0}")),
    (re.compile(r"(.+), and it arrived in time"), message("{0}, and it arrived in time")),
    (
        re.compile(r"(.+), but it arrived after the closing date; by its trace headers it was sent before \((.+)\)"),
        message("{0}, but it arrived after the closing date; by its trace headers it was sent before ({1})"),
    ),
    (re.compile(r"(.+), but it arrived after the closing date"), message("{0}, but it arrived after the closing date")),
    (
        re.compile(r"looks like an application \((.+)\), but the subject does not carry the notice's phrase"),
        message("looks like an application ({0}), but the subject does not carry the notice's phrase"),
    ),
    (
        re.compile(r"it brings a program and no paper \((.+)\): do not open it", re.DOTALL),
        message("it brings a program and no paper ({0}): do not open it"),
    ),
    (
        re.compile(r"an automatic answer, by its words \((.+)\)", re.DOTALL),
        message("an automatic answer, by its words ({0})"),
    ),
    (
        re.compile(r"an automatic answer, by its headers, but it brings a file \((.+)\)", re.DOTALL),
        message("an automatic answer, by its headers, but it brings a file ({0})"),
    ),
    (
        re.compile(r"it answers a letter, and seems an automatic answer, by its words \((.+)\)", re.DOTALL),
        message("it answers a letter, and seems an automatic answer, by its words ({0})"),
    ),
    (
        re.compile(r"it may be an automatic answer, by its words \((.+)\)", re.DOTALL),
        message("it may be an automatic answer, by its words ({0})"),
    ),
    (
        re.compile(r"a colleague applies, with papers in their own name \((.+)\)", re.DOTALL),
        message("a colleague applies, with papers in their own name ({0})"),
    ),
    (
        re.compile(r"a colleague sends a CV or a letter that is not in their own name \((.+)\)", re.DOTALL),
        message("a colleague sends a CV or a letter that is not in their own name ({0})"),
    ),
    (
        re.compile(r"a colleague may be applying \((.+)\)", re.DOTALL),
        message("a colleague may be applying ({0})"),
    ),
    (
        re.compile(r"it is about somebody else's application \((.+)\)", re.DOTALL),
        message("it is about somebody else's application ({0})"),
    ),
    (
        re.compile(r"the mail server could not convert this mail, and says of it: “(.*)”, (.+?), (.+)", re.DOTALL),
        message("the mail server could not convert this mail, and says of it: “{0}”, {1}, {2}"),
    ),
    (
        re.compile(r"the mail server gave only (.+) of (.+) bytes of this mail"),
        message("the mail server gave only {0} of {1} bytes of this mail"),
    ),
    (re.compile(r"it answers letter (\d+)"), message("it answers letter {0}")),
    (
        re.compile(r"it answers letter (\d+), from an address that is not the candidate's"),
        message("it answers letter {0}, from an address that is not the candidate's"),
    ),
    (
        re.compile(r"it comes from the address to which letter (\d+) went"),
        message("it comes from the address to which letter {0} went"),
    ),
    (re.compile(r"accepted by (.+?): (.+)", re.DOTALL), message("accepted by {0}: {1}")),
    (re.compile(r"accepted by (.+)"), message("accepted by {0}")),
    (re.compile(r"asked for by (.+?): (.+)", re.DOTALL), message("asked for by {0}: {1}")),
    (re.compile(r"dismissed by (.+?): (.+)", re.DOTALL), message("dismissed by {0}: {1}")),
    (re.compile(r"dismissed by (.+)"), message("dismissed by {0}")),
    (re.compile(r"erased on (\d{4}-\d{2}-\d{2})"), message("erased on {0}")),
    (re.compile(r"larger than (\d+) MiB"), message("larger than {0} MiB")),
    (re.compile(r".+ holds no original [0-9a-f]+"), message("its original is missing from the archive")),
    (re.compile(r".+ the original [0-9a-f]+ is damaged"), message("its original in the archive is damaged")),
)


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
