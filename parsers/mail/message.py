"""A message as a whole: whose it is, what it says in whose words, which files it brings (RFC 5322, MIME)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.disposition.withdrawal import withdrawal
from parsers.errors import NestedTooDeeply
from parsers.linkage.applicant import applicant_of
from parsers.mail.headers.headers import headers_of, mended, read_headers
from parsers.mail.mime.bodies import is_file, is_signature, split
from parsers.mail.mime.outline import outline_of
from parsers.mail.mime.parts import body_of, read_parts
from parsers.mail.mime.pictures import is_decorative
from parsers.mail.mime.wrapped import mail_in, sealed_in
from parsers.mail.quoting.forwards import attached_forward, inline_forward, with_enclosed
from parsers.mail.quoting.voices import own_words, voices
from parsers.mail.reports.calendar_answer import calendar_answer
from parsers.mail.reports.delivery_report import delivery_report
from parsers.text.language import language_of
from parsers.text.length import BOUND, LONGEST, as_far_as_understood
from parsers.values.messages import Attachment, Body, Message
from parsers.values.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.mail.mime.bodies import BodyText, Split
    from parsers.mail.mime.parts import MimePart
    from parsers.values.headers import Address, Headers
    from parsers.values.sightings import Outline

_DEEPEST = 6
"""Messages inside messages that are opened to find whose application it is."""
_MOST = 12
_LONGEST = 80
_WORD = (
    r"(?:mots? de passe|mdp|code(?: d['’]acc[èe]s| d['’]ouverture| secret)?|passwords?|pass ?code"
    r"|wachtwoord(?:en)?|paswoord|passw[oö]rt(?:er)?|kennwort|pwd|pw)"
)
_GIVEN = re.compile(
    rf"\b{_WORD}\b(?P<between>[^\n:=«»\"“”]{{0,80}}?)"
    r"(?:\s?[:=]\s?|\s(?:est|sont|is|ist|lautet|luidt|sera)\s(?:le suivant\s?:?\s?|:\s?)?|\s?(?=[«\"“„]))"
    r"(?P<value>[^\n]{1,160})",
    re.IGNORECASE,
)
_NEXT_LINE = re.compile(rf"\b{_WORD}\b[^\n:=]{{0,80}}:[ \t]*\n\s*(?P<value>\S[^\n]{{0,80}})", re.IGNORECASE)
_QUOTED = re.compile(r"[«\"“„'‘`]\s?([^«»\"“”„'’`\n]{2,60}?)\s?[»\"”“'’`]")
_TRAILING = ".,;:!?)»”\"'"
# Received, Delivered-To, Return-Path, X-*, Authentication-Results, ARC-*, DKIM-Signature, List-* are the servers'.
_AUTHORS_OWN = ("date", "in-reply-to", "references", "resent-date", "resent-message-id")
_LINE_TYPES = ("text/", "message/")
_LINK = re.compile(r"https?://[^\s<>\"'«»\u00a0]{4,1500}", re.IGNORECASE)
_SERVICES = frozenset(
    (
        *("wetransfer.com", "we.tl", "drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms", "1drv.com"),
        *("sharepoint.com", "dropbox.com", "dropboxusercontent.com", "db.tt", "icloud.com", "icloud-content.com"),
        *(
            "swisstransfer.com",
            "fromsmash.com",
            "smash.gg",
            "mega.nz",
            "mega.io",
            "transfernow.net",
            "grosfichiers.com",
        ),
        *("mediafire.com", "box.com", "pcloud.com", "pcloud.link", "kdrive.infomaniak.com", "dl.free.fr"),
        *("transfert.free.fr", "filemail.com", "sendgb.com", "send-anywhere.com", "gofile.io", "terabox.com"),
        *("proton.me", "my.hidrive.com", "magentacloud.de", "canva.com", "jumpshare.com", "transferxl.com"),
        *("hightail.com", "sendspace.com", "file.io"),
    )
)
"""The hosts of services that keep files for whoever has the link; those below them count too."""
_SUBDOMAINS = 4
_LABEL = re.compile(r"[\w-]+")
_ANYWHERE = re.compile(r"(?:[\w-]+\.){0,4}(?:filesender\.[\w.-]{2,40}|disk\.yandex\.[a-z]{2,3})\Z", re.IGNORECASE)
"""Services that have a host in many countries."""
# Services under a name of their own (a school's drive, Nextcloud): by the shape of their paths.
_PATHS = re.compile(
    r"/(?:file/d/|drive/folders/|folders?/[\w-]{15,}|document/d/|:[a-z]:/[gprs]/|index\.php/s/|"
    r"s/[A-Za-z0-9]{12,}|sharing/[A-Za-z0-9]{6,}|downloads/[0-9a-f]{20,})"
)
_HELP = re.compile(r"/(?:signup|login|help|about|legal|terms|privacy|unsubscribe)\b", re.IGNORECASE)


def read_message(original: bytes, *, internal_domains: frozenset[str] = frozenset(), depth: int = 0) -> Message:
    """What an original says, before its documents are read; never fails, whatever the bytes.

    Args:
        original: the message as a mailbox holds it.
        internal_domains: the colleagues' domains: of what they forward the original sender is the applicant.
        depth: how many messages this one is inside of.
    """
    whole = mended(original)
    headers = read_headers(whole)
    root, problems = _parts(whole)
    content = split(root)
    attachments = (*_attachments(content), *_embedded(content.text))
    text = as_far_as_understood(content.text.text or _sealed_text(attachments))
    outline = outline_of(root)
    message = Message(
        headers=headers,
        applicant=headers.sender,
        body=Body(text=text, stretches=voices(text)),
        attachments=attachments,
        outline=outline,
        report=delivery_report(original, headers, outline, root) if depth == 0 else None,
        calendar_answer=calendar_answer(root) if depth == 0 else None,
        content_key=content_key(headers, root) if whole is original else identity_of(original),
        problems=(*problems, *_hidden(content.text), *_cut(content.text)),
    )
    message = _with_origin(message, internal_domains, depth)
    return _with_own_words(message, content.text)


def read_without_words(original: bytes, *, internal_domains: frozenset[str] = frozenset()) -> Message:
    """The headers and files of a message whose words take too long or too much to read; its body is empty."""
    headers = headers_of(original)
    root, problems = _parts(original)
    files = (part for part in root.walk() if is_file(part))
    return Message(
        headers=headers,
        applicant=applicant_of(headers, "", internal_domains),
        attachments=tuple(
            _attachment(part, decorative=is_signature(part) or is_decorative(part, shown=False)) for part in files
        ),
        outline=outline_of(root),
        content_key=content_key(headers, root),
        problems=problems,
    )


def identity_of(original: bytes) -> str:
    """The content key of an original alone (`Message.content_key`), without reading what it says.

    A broken header block is not mended for it: a message known by its key must not get another.
    """
    root, _ = _parts(original)
    return content_key(read_headers(original, unmended=True), root)


def read_envelope(original: bytes) -> tuple[Headers, Outline, str]:
    """Headers, structure and content key of an original, as `read_message` has them, and none of its words."""
    whole = mended(original)
    headers = read_headers(whole)
    root, _ = _parts(whole)
    return headers, outline_of(root), content_key(headers, root) if whole is original else identity_of(original)


def readable_parts(original: bytes) -> MimePart:
    """The parts of an original, however it is built; of a broken header block as mail programs read it."""
    root, _ = _parts(mended(original))
    return root


def _parts(original: bytes) -> tuple[MimePart, tuple[Problem, ...]]:
    try:
        return read_parts(original)
    except NestedTooDeeply as exc:
        return body_of(original), (Problem(code="nested_too_deeply", place="message", sentence=str(exc)),)


def _attachments(content: Split) -> Iterator[Attachment]:
    for part, related in content.files:
        shown = related or bool(part.content_id and part.content_id in content.text.pictures)
        yield _attachment(part, decorative=is_signature(part) or is_decorative(part, shown=shown))


def _attachment(part: MimePart, *, decorative: bool) -> Attachment:
    return Attachment(
        place=part.place,
        filename=part.filename,
        media_type=part.media_type,
        content=part.content,
        sha256=hashlib.sha256(part.content).hexdigest(),
        size=len(part.content),
        content_id=part.content_id,
        inline=part.disposition == "inline",
        decorative=decorative,
    )


def _embedded(text: BodyText) -> Iterator[Attachment]:
    """Files that stood in the text itself (uuencode)."""
    for number, (place, file) in enumerate(text.embedded, 1):
        yield Attachment(
            place=f"{place}.{number}",
            filename=file.filename,
            media_type="application/octet-stream",
            content=file.content,
            sha256=hashlib.sha256(file.content).hexdigest(),
            size=len(file.content),
            inline=True,
        )


def _sealed_text(attachments: tuple[Attachment, ...]) -> str:
    """The text of a mail that stands whole within its signature (RFC 8551, 3.5.2): its files are its container's."""
    sealed = next(filter(None, map(sealed_in, attachments)), None)
    return split(_parts(sealed)[0]).text.text if sealed else ""


def _hidden(text: BodyText) -> Iterator[Problem]:
    if len(text.hidden.split()) > 2:
        yield Problem(code="hidden_text", place="body", sentence="The mail holds text that a reader does not see.")


def _cut(text: BodyText) -> Iterator[Problem]:
    if len(as_far_as_understood(text.text)) < len(text.text):
        sentence = f"The mail's text is longer than {BOUND}: its end was not read."
        yield Problem(code="body_cut", place="body", sentence=sentence)


def _with_origin(message: Message, internal_domains: frozenset[str], depth: int) -> Message:
    """The message as the one of its original sender, where somebody forwards it; what is attached to it, below."""
    mails = filter(None, map(mail_in, message.attachments)) if depth < _DEEPEST else ()
    inner = [read_message(mail, internal_domains=internal_domains, depth=depth + 1) for mail in mails]
    whose = attached_forward(message, inner, internal_domains) or inline_forward(message, internal_domains)
    if whose is None:
        applicant = applicant_of(message.headers, own_words(message), internal_domains)
        whose = replace(message, applicant=applicant)
    return with_enclosed(whose, inner, longest=LONGEST)


def _with_own_words(message: Message, text: BodyText) -> Message:
    """What the applicant's own words give besides: links, passwords, their language, a withdrawal."""
    words = own_words(message)
    mine = not message.forwarded_from
    targets = tuple(target for target in text.targets if mine and is_transfer(target) and not _quoted(message, target))
    return replace(
        message,
        links=tuple(dict.fromkeys((*transfer_links(words), *targets))),
        passwords=given_passwords(words),
        language=language_of(words),
        problems=(*message.problems, *filter(None, (withdrawal(words),))),
    )


def _quoted(message: Message, target: str) -> bool:
    """Whether a link stands in the text, but in other people's words only."""
    return target in message.body.text and target not in own_words(message)


def given_passwords(text: str) -> tuple[str, ...]:
    """What may be a password in the words of a mail, likeliest first; to be tried, nothing more."""
    candidates: list[str] = []
    for pattern in (_GIVEN, _NEXT_LINE):
        for match in pattern.finditer(text):
            candidates += _readings(match["value"].strip())
    return tuple(dict.fromkeys(c for c in candidates if 1 < len(c) <= _LONGEST))[:_MOST]


def _readings(value: str) -> list[str]:
    """A value may be quoted, followed by more of the sentence, end with a full stop that is its own or not."""
    quoted = [found.strip() for found in _QUOTED.findall(value)[:2]]
    first = value.lstrip("«\"“„'‘ ").split()[0:1]
    words = [reading for word in first for reading in (word.rstrip(_TRAILING), word)]
    whole = value.strip("«»\"“”„'’ ").rstrip(".") if len(value.split()) <= 4 else ""
    return [*quoted, *words, whole]


def content_key(headers: Headers, root: MimePart) -> str:
    """SHA-256 over the author's headers and the decoded parts: boundaries and transfer encodings do not count.

    The same mail in two mailboxes has one key; two mails that share a Message-ID have two.
    """
    digest = hashlib.sha256()
    for piece in (*_headers(headers), *_hashed_parts(root)):
        digest.update(len(piece).to_bytes(8) + piece)
    return digest.hexdigest()


def _headers(headers: Headers) -> Iterator[bytes]:
    yield (headers.subject or "").encode("utf-8", "surrogatepass")
    yield (headers.message_id or "").encode("utf-8", "surrogatepass")
    for addresses in ((headers.sender,), headers.to, headers.cc, headers.reply_to):
        yield _addresses(addresses)
    for name in _AUTHORS_OWN:
        yield " ".join(" ".join(headers.all(name)).split()).encode("utf-8", "surrogatepass")


def _addresses(addresses: tuple[Address, ...]) -> bytes:
    return "\n".join(address.email or address.name or "" for address in addresses).encode("utf-8", "surrogatepass")


def _hashed_parts(root: MimePart) -> Iterator[bytes]:
    for part in root.walk():
        if not part.is_multipart:
            yield f"{part.media_type}\n{part.filename or ''}".encode("utf-8", "surrogatepass")
            yield _lines_alike(part.content) if part.media_type.startswith(_LINE_TYPES) else part.content


def _lines_alike(content: bytes) -> bytes:
    """Line ends and the empty lines at the end differ between an IMAP server and a Maildir."""
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip()


def transfer_links(text: str) -> tuple[str, ...]:
    """The links of a text that lead to a file or a folder of files, in order, each once."""
    found = (match[0].rstrip(".,;:!?)]}") for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(link for link in found if is_transfer(link)))


def is_transfer(link: str) -> bool:
    """Whether a link leads to a transfer service, or to a shared file by the look of its path."""
    host, _, path = link.partition("://")[2].partition("/")
    host = host.rsplit("@", 1)[-1].partition(":")[0].partition("?")[0]
    if _HELP.search(f"/{path}"):
        return False
    return bool(_PATHS.search(f"/{path}")) or (len(path) > 2 and _is_of_service(host))


def _is_of_service(host: str) -> bool:
    """Whether a host is that of a transfer service, or one below it."""
    labels = host.lower().split(".")
    below = (".".join(labels[number:]) for number in range(min(len(labels), _SUBDOMAINS + 1)))
    return (all(map(_LABEL.fullmatch, labels)) and any(name in _SERVICES for name in below)) or bool(
        _ANYWHERE.match(host)
    )
