"""A report on a mail that was not delivered, as a whole (RFC 3464, RFC 6522, and what servers write in their own way).

What matters most is which mail it is about. Servers return its headers as a part of their own, as text under the words,
or not at all; a Message-ID is looked for in each of these, that of the returned mail first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from parsers.disposition.automatic_headers import has_null_return_path, is_bounce
from parsers.documents.text.html import read_mail_html
from parsers.lexicon.vocabulary import vocabulary
from parsers.linkage.senders import is_daemon
from parsers.mail.headers.headers import read_headers, references
from parsers.mail.mime.charsets import decode
from parsers.mail.reports.delivery_status import (
    LONGEST_SAID,
    STATUS,
    first_status,
    is_delivery_status,
    plain,
    read_delivery_status,
)
from parsers.text.text import fold
from parsers.values.letters import TOKEN
from parsers.values.reports import DeliveryReport, ReportedRecipient

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from parsers.mail.mime.parts import MimePart
    from parsers.values.headers import Headers
    from parsers.values.sightings import Outline

_RETURNED = frozenset({"message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers"})
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_LONGEST = 300_000
"""Bytes that are looked at, of all parts together; and of the original as it came."""
_MOST = 60
"""References and addresses that are kept."""
_MOST_PARTS = 40
_FIELD = re.compile(
    r"^[>|\t ]{0,8}(received|return-path|message-id|from|to|subject|date|mime-version)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK = 8
"""Lines between which three of the fields stand, where a returned mail begins."""
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_SOFT_BREAK = re.compile(r"=\r?\n")
ADDRESS = re.compile(
    r"(?<![^\s<>()\[\]\",;:@|&])[^\s<>()\[\]\",;:@|&]{1,120}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,9}"
)
"""From where a word begins: a search from within each long word would cost its length again and again."""
_LONGEST_WORDS = 20_000
_REPLY = re.compile(r"(?<![\d.-])([45]\d\d)(?:[ -]|\s?#?[45]\.\d|,|:)")
"""The reply of a server: 550 (RFC 5321, 4.2)."""
_DELAY, _GIVEN_UP = vocabulary("reports.delay"), vocabulary("reports.given_up")
_REFUSAL = vocabulary("reports.refusal")
_BRACKETS = re.compile(r"[()]")
_LINES = 4
"""Lines that a sentence of a server may take."""


def delivery_report(original: bytes, headers: Headers, outline: Outline, root: MimePart) -> DeliveryReport | None:
    """The report that a mail is, or None where no mail server wrote it; never fails.

    The original's own bytes are looked through as well: where its parts are broken, a Message-ID still stands there.
    """
    if not (is_bounce(headers, outline) or is_daemon(headers.sender) or has_null_return_path(headers)):
        return None
    texts = list(_texts(root))
    returned = [text for kind, text in texts if kind in _RETURNED]
    status = [text for kind, text in texts if kind in _STATUS or (kind not in _RETURNED and is_delivery_status(text))]
    words = [_parted(text) for kind, text in texts if kind.startswith("text/") and text not in (*returned, *status)]
    returned += [copy for _, copy in words if copy]
    wording = read_wording(headers.subject, "\n\n".join(said for said, _ in words), _own(headers))
    everything = "\n\n".join((*(text for _, text in texts), original[:_LONGEST].decode("ascii", "replace")))
    copies = [read_headers(f"{copy.lstrip()}\n\n".encode("utf-8", "surrogateescape")) for copy in returned]
    told = [read_delivery_status(text) for text in status]
    named = (*_ids(copies), *(one for each in told for one in each.references), *references(headers))
    return DeliveryReport(
        recipients=_recipients([one for each in told for one in each.recipients], headers, wording),
        references=_named(named, everything),
        addresses=_addresses(headers, copies, wording, texts),
        subject=next((copy.subject for copy in copies if copy.subject), None),
    )


def _texts(root: MimePart) -> Iterator[tuple[str, str]]:
    """Type and text of each part, of all together no more than `_LONGEST`."""
    left = _LONGEST
    for part in islice((part for part in root.walk() if not part.is_multipart), _MOST_PARTS):
        text = _text(part, left)
        left -= len(text)
        yield part.media_type, text


def _text(part: MimePart, longest: int) -> str:
    content = part.content[: max(0, longest)]
    text = decode(content, part.parameters.get("charset"))
    text = read_mail_html(text).text if part.media_type == "text/html" else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _parted(text: str) -> tuple[str, str]:
    """What the server says, and what it returns of the mail under that: where its headers begin."""
    found = list(_FIELD.finditer(text))
    for first, third in zip(found, found[2:], strict=False):
        if text.count("\n", first.start(), third.start()) <= _BLOCK and first[1] != third[1]:
            return text[: first.start()], _unquoted(text[first.start() :])
    return text, ""


def _unquoted(copy: str) -> str:
    """Without what stands before each of its lines."""
    mark = re.match(r"[>|\t ]*", copy)
    before = mark[0] if mark else ""
    return copy if not before else "\n".join(line.removeprefix(before) for line in copy.split("\n"))


def _own(headers: Headers) -> frozenset[str]:
    """The addresses of who wrote the report, and of who got it."""
    named = (headers.sender, *headers.to, *headers.reply_to)
    return frozenset(plain(address.email) for address in named if address.email)


def _ids(copies: list[Headers]) -> list[str]:
    return [copy.message_id for copy in copies if copy.message_id]


def _named(first: tuple[str, ...], everything: str) -> tuple[str, ...]:
    """Message-IDs, the surest first; one of our own wherever it stands, and whatever was done to it."""
    whole = _SOFT_BREAK.sub("", everything)
    found = dict.fromkeys((*first, *TOKEN.findall(whole), *_MESSAGE_ID.findall(whole)))
    return tuple(found)[:_MOST]


def _recipients(told: list[ReportedRecipient], headers: Headers, wording: Wording) -> tuple[ReportedRecipient, ...]:
    """What the standard part says, in the server's own words where it has a number only; else what the words say."""
    if told:
        return tuple(_worded(one, wording) for one in told)
    failed = [plain(value) for value in addresses_in(headers.first("x-failed-recipients") or "")]
    action = "delayed" if wording.delayed else "failed"
    return tuple(
        ReportedRecipient(address=address, action=action, status=wording.status, said=wording.said)
        for address in (failed or wording.addresses[:1] or (None,))
    )


def _worded(one: ReportedRecipient, wording: Wording) -> ReportedRecipient:
    said, status = one.said or wording.said, one.status or wording.status
    delayed = one.action == "failed" and (status or "").startswith("4") and wording.delayed
    return replace(one, said=said, status=status, action="delayed" if delayed else one.action)


def _addresses(
    headers: Headers, copies: list[Headers], wording: Wording, texts: list[tuple[str, str]]
) -> tuple[str, ...]:
    written_to = [plain(address.email) for copy in copies for address in copy.to if address.email]
    found = dict.fromkeys((*wording.addresses, *written_to, *(one for _, text in texts for one in addresses_in(text))))
    own = _own(headers)
    return tuple(address for address in found if address not in own)[:_MOST]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """What the words say."""

    addresses: tuple[str, ...]
    """In order, each as it was before it was rewritten."""
    said: str
    """The server's own sentence."""
    status: str | None
    delayed: bool
    """It is still tried."""


def read_wording(subject: str | None, text: str, not_these: Collection[str] = ()) -> Wording:
    """What the words of a report say, without what it returns of the mail. `not_these` addresses are its own."""
    words = text[:_LONGEST_WORDS]
    said = _sentence(words)
    return Wording(
        addresses=tuple(address for address in addresses_in(words) if address not in not_these),
        said=said,
        status=_status(said) or _status(words),
        delayed=is_delay(subject or "", words),
    )


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a text, each once and in order."""
    found = (plain(match[0].strip(".'*=")) for match in ADDRESS.finditer(text))
    return tuple(dict.fromkeys(found))


def is_delay(subject: str, words: str) -> bool:
    """Whether a report says that a mail is still tried: in its subject, or in words that do not say it was given up."""
    flat, title = (fold(_BRACKETS.sub(" ", text)) for text in (words, subject))
    return bool(_DELAY.search(title) or (_DELAY.search(flat) and not _GIVEN_UP.search(flat)))


def _sentence(words: str) -> str:
    """The first lines with the reply of a server; else that say why; else that stand under the address."""
    lines = [line.strip(" \t>|") for line in words.split("\n")]
    for tells in (_replies, _refuses, _has_address):
        for at, line in enumerate(lines):
            if tells(line):
                return " ".join(" ".join(_sentence_lines(lines, at)).split())[:LONGEST_SAID]
    return ""


def _replies(line: str) -> bool:
    return bool(_REPLY.search(line) or STATUS.search(line))


def _refuses(line: str) -> bool:
    return bool(_REFUSAL.search(fold(line)))


def _has_address(line: str) -> bool:
    return ADDRESS.search(line) is not None


def _sentence_lines(lines: list[str], at: int) -> Iterator[str]:
    for line in lines[at : at + _LINES]:
        if not line:
            return
        yield line


def _status(text: str) -> str | None:
    """An enhanced code, else by the class of a reply."""
    if told := first_status(text):
        return told
    reply = _REPLY.search(text)
    return f"{reply[1][0]}.0.0" if reply else None
