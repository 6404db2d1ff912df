"""Mails attached to a mail whose text is no document: they stand below its own, in somebody else's voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.documents.container.members import is_document
from parsers.mail.quoting.forwards import joined
from parsers.values.messages import Body, Stretch, Voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parsers.values.headers import Headers
    from parsers.values.messages import Message


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
