"""Forwarded applications: the candidate of a forward is the original sender, where a colleague or a relay forwards."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import answers_automatically
from parsers.disposition.automatic_words import says_automatic
from parsers.disposition.resemblance import applies, speaks_of_application
from parsers.disposition.subject import prefix_of, without_prefix
from parsers.documents.container.members import is_document
from parsers.linkage.applicant import applicant_of
from parsers.linkage.senders import author_of, is_daemon, is_internal, is_machine, same_person
from parsers.mail.headers.addresses import sole_address
from parsers.mail.quoting.embedded_headers import announced_mail, embedded_headers
from parsers.mail.quoting.voices import own_words, voices, words_of
from parsers.text.text import fold
from parsers.values.headers import Headers
from parsers.values.messages import Body, Stretch, Voice
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.mail.quoting.embedded_headers import EmbeddedHeader
    from parsers.values.headers import Address
    from parsers.values.messages import Message

_BETWEEN = "\n\n"
_UNQUOTE = re.compile(r"^> ?", re.MULTILINE)


def attached_forward(message: Message, inner: Sequence[Message], internal_domains: frozenset[str]) -> Message | None:
    """The message as the first attached mail's author's, where it forwards that; one person's two as one."""
    theirs = [mail for mail in inner if _is_application_mail(mail, internal_domains)]
    if not theirs:
        return None
    original = theirs[0]
    if _is_resent(message, original, internal_domains):
        applicant = applicant_of(message.headers, own_words(message), internal_domains)
        return replace(message, applicant=applicant, body=joined(message.body, original.body, note_as=None))
    if not _may_forward(message, original.headers, own_words(original), internal_domains):
        return None
    others = len({mail.applicant.email for mail in theirs}) > 1
    return replace(
        message,
        applicant=original.applicant,
        forwarded_from=original.forwarded_from or _author(original),
        forwarded_subject=original.forwarded_subject or original.headers.subject,
        body=joined(message.body, original.body, note_as=Voice.QUOTED),
        problems=(*message.problems, *_several(others=others)),
    )


def inline_forward(message: Message, internal_domains: frozenset[str]) -> Message | None:
    """The message as the application of the author of the mail in its text, where it is a forward of it."""
    headers = list(_forwarded_mails(message))
    theirs = [header for header in headers if not is_internal(header.author, internal_domains)]
    if not theirs or not (theirs[0].author.email or theirs[0].author.name):
        return None
    header = theirs[0]
    text, rest = _unquoted(message.body.text, header)
    inner = Headers(fields=(), subject=header.subject, sender=header.author, reply_to=_replies(header))
    stretches = voices(text[rest:])
    words = words_of(text[rest:], stretches, Voice.OWN, Voice.SIGNATURE)
    sender = author_of(message.headers)
    if same_person(sender, header.author) and not is_internal(sender, internal_domains):
        return _own_forward(message, header, text, rest, stretches)
    if not (_says_forward(message, header) and _may_forward(message, inner, words, internal_domains)):
        return None
    if says_automatic(words) and not _brings_papers(message):
        return None
    applicant = applicant_of(inner, words, internal_domains)
    body = Body(text=text, stretches=_around(header, rest, stretches, note=Voice.QUOTED))
    return replace(
        message, applicant=applicant, forwarded_from=header.author, forwarded_subject=header.subject, body=body
    )


def _forwarded_mails(message: Message) -> Iterator[EmbeddedHeader]:
    """The headers of the mails in a text; under a subject that says forward, one that a single line announces."""
    text, subject = message.body.text, message.headers.subject
    if prefix_of(subject) == "forward" and (announced := announced_mail(text, without_prefix(subject))):
        yield announced
    yield from embedded_headers(text)


def _is_application_mail(mail: Message, internal_domains: frozenset[str]) -> bool:
    """An attached mail by a person outside, and no automatic answer or bounce that is passed on for information."""
    outside = mail.applicant.email and not is_internal(mail.applicant, internal_domains)
    if not outside or is_daemon(mail.headers.sender):
        return False
    automatic = answers_automatically(mail.headers) or says_automatic(own_words(mail))
    return _brings_papers(mail) or not automatic


def _is_resent(message: Message, original: Message, internal_domains: frozenset[str]) -> bool:
    """Whether somebody outside attaches an earlier mail of their own: all of it is theirs, and the letter in it."""
    sender = author_of(message.headers)
    return same_person(sender, author_of(original.headers)) and not is_internal(sender, internal_domains)


def _author(original: Message) -> Address:
    """Who sent an attached mail, by its From alone: a list's fields are the sender's own words."""
    return sole_address(", ".join(original.headers.all("from")))


def _several(*, others: bool) -> tuple[Problem, ...]:
    sentence = "The mail forwards the mails of several persons: only the first is the applicant here."
    return (Problem(code="several_applicants", place="message", sentence=sentence),) if others else ()


def _may_forward(message: Message, inner: Headers, words: str, internal_domains: frozenset[str]) -> bool:
    """A colleague or a machine may forward anybody; another person only what is plainly somebody else's application."""
    sender = author_of(message.headers)
    if is_internal(sender, internal_domains):
        return True
    if inner.sender.email is None or same_person(sender, inner.sender) or is_internal(inner.sender, internal_domains):
        return False
    theirs = applies(fold(words)) or speaks_of_application(inner.subject)
    return is_machine(sender) or (theirs and not applies(fold(own_words(message))))


def _says_forward(message: Message, header: EmbeddedHeader) -> bool:
    """Whether a mail in the text was forwarded and not answered: by its mark, the subject's prefix, its files."""
    prefix = prefix_of(message.headers.subject)
    if header.forward or prefix == "forward":
        return True
    return prefix != "reply" and _brings_papers(message)


def _brings_papers(message: Message) -> bool:
    return any(not attachment.decorative for attachment in message.attachments)


def _replies(header: EmbeddedHeader) -> tuple[Address, ...]:
    return (header.reply_to,) if header.reply_to else ()


def _unquoted(text: str, header: EmbeddedHeader) -> tuple[str, int]:
    """The text without the `> ` that Apple Mail puts before a forwarded mail, and where that mail's words begin."""
    line_end = text.find("\n", header.start)
    prefixed = text[: header.end].rpartition("\n")[2].startswith(">")
    prefixed = prefixed or (header.attribution and text[header.end :].lstrip().startswith(">"))
    if not prefixed:
        return text, header.end
    head, tail = _UNQUOTE.sub("", text[header.start : header.end]), _UNQUOTE.sub("", text[header.end :])
    return f"{text[: header.start]}{head}{tail}", header.start + len(head) if line_end >= 0 else len(text)


def _own_forward(
    message: Message, header: EmbeddedHeader, text: str, rest: int, stretches: tuple[Stretch, ...]
) -> Message:
    """A candidate who sends an earlier mail of their own again: all of it is their words."""
    body = Body(text=text, stretches=_around(header, rest, stretches, note=Voice.OWN))
    return replace(message, body=body)


def _around(header: EmbeddedHeader, rest: int, stretches: tuple[Stretch, ...], *, note: Voice) -> tuple[Stretch, ...]:
    found = [Stretch(voice=note, start=0, end=header.start)] if header.start else []
    found.append(Stretch(voice=Voice.FORWARD_HEADER, start=header.start, end=rest))
    return (*found, *(_moved(stretch, rest) for stretch in stretches))


def joined(note: Body, original: Body, *, note_as: Voice | None) -> Body:
    """A mail's text with that of a mail attached to it; the note above it keeps its voices, or all has one."""
    if not note.text:
        return original
    start = len(note.text) + len(_BETWEEN)
    kept = [] if note_as else [*note.stretches]
    last = kept.pop() if kept else Stretch(voice=note_as or Voice.OWN, start=0, end=start)
    above = (*kept, replace(last, end=start))
    below = (_moved(stretch, start) for stretch in original.stretches)
    return Body(text=f"{note.text}{_BETWEEN}{original.text}", stretches=(*above, *below))


def _moved(stretch: Stretch, by: int) -> Stretch:
    return Stretch(voice=stretch.voice, start=stretch.start + by, end=stretch.end + by)


def head_of(headers: Headers) -> str:
    """Who wrote a mail (the first line, whoever it is), and about what; empty where it says neither."""
    sender = headers.sender
    author = " ".join(filter(None, (sender.name, f"<{sender.email}>" if sender.email else None)))
    return f"{author}\n{headers.subject or ''}".rstrip() if author or headers.subject else ""


def with_enclosed(message: Message, inner: Iterable[Message], *, longest: int) -> Message:
    """The message with the texts of the mails attached to it that are no documents and not in its text yet.

    Args:
        message: the mail, a forward's text already in it.
        inner: the mails attached to it.
        longest: characters beyond which a text takes up no other.
    """
    body = message.body
    for mail in inner:
        text = mail.body.text.strip()
        files = any(not attachment.decorative for attachment in mail.attachments)
        if not text or text in body.text or is_document(text, files=files):
            continue
        below = _below(head_of(mail.headers), text)
        if len(body.text) + len(below.text) > longest:
            break
        body = joined(body, below, note_as=None)
    return replace(message, body=body)


def _below(head: str, text: str) -> Body:
    if not head:
        return Body(text=text, stretches=(Stretch(voice=Voice.QUOTED, start=0, end=len(text)),))
    whole, start = f"{head}\n\n{text}", len(head) + 2
    return Body(
        text=whole,
        stretches=(
            Stretch(voice=Voice.FORWARD_HEADER, start=0, end=start),
            Stretch(voice=Voice.QUOTED, start=start, end=len(whole)),
        ),
    )
