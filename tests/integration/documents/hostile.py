"""Small files that ask for a great deal: bombs, loops, deep nesting, names that climb, floods of headers."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = (
    b"From: a@mail.example\r\nTo: jobs@cdm.example\r\nSubject: Recrutement EO\r\nMIME-Version: 1.0\r\n"
    b"Message-ID: <x@mail.example>\r\n"
)


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(document: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def body(inner: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<w:document xmlns:w="{WORD}"><w:body>{inner}</w:body></w:document>'


def pdf(*bodies: bytes) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(bodies, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(bodies) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(data),
    )


def page(stream: bytes, filters: bytes) -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), filters, stream),
    )


def scattered_words() -> bytes:
    words = b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % (n * 37 % 900, n * 61 % 1200) for n in range(4000))
    stream = zlib.compress(b"BT /F 6 Tf " + words + b"ET")
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000 1300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


def wide_character_map() -> bytes:
    cmap = (
        b"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
        b"1 beginbfrange <00000000> <ffffffff> <0000> endbfrange"
    )
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 24>>stream\nBT /F 9 Tf (abc) Tj ET  \nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/X/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    )


def huge_picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(20 << 20), 9)) + chunk(b"IEND", b"")


def nested_archives() -> bytes:
    data = zipped({"0.txt": bytes(40 << 20)})
    for level in range(5):
        data = zipped({f"{level}_{number}.zip": data for number in range(10)})
    return data


def nested_parts(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


def nested_mails(depth: int) -> bytes:
    inner = b"".join(
        b"Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: %d\r\n" % n for n in range(depth)
    )
    return HEAD + inner + b"\r\nend\r\n"


def many_parts(count: int) -> bytes:
    part = (
        b"--b\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n"
    )
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + part * count + b"--b--\r\n"


def files() -> Iterator[tuple[str, bytes]]:
    """Every hostile document and mail, by name."""
    laughs = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    yield "laughs.docx", docx(body("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", f'<!DOCTYPE d [<!ENTITY a "lol">{laughs}]>'))
    entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield "entity.docx", docx(body("<w:p><w:r><w:t>[&x;]</w:t></w:r></w:p>", entity))
    yield "bomb.docx", docx(body(f"<w:p><w:r><w:t>{'A' * (250 << 20)}</w:t></w:r></w:p>"))
    yield "paragraphs.docx", docx(body("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_000_000))
    yield "tables.docx", docx(body("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000))
    yield "nested.zip", nested_archives()
    yield "climbing.zip", zipped({"../../../tmp/outside.txt": "x", "/tmp/outside_absolute.txt": "x"})
    raw = zlib.compress(b"0 0 m " * (30 << 20), 9)
    yield "stream.pdf", page(raw, b"/FlateDecode")
    yield "streams.pdf", page(zlib.compress(raw, 9), b"/FlateDecode/FlateDecode")
    yield "scattered.pdf", scattered_words()
    yield "map.pdf", wide_character_map()
    yield (
        "loop.pdf",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 99999999/Parent 2 0 R>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ),
    )
    yield "empty.pdf", b""
    yield "picture.png", huge_picture()
    yield "deep.rtf", b"{\\rtf1 " + b"{" * 200_000 + b"x" + b"}" * 200_000 + b"}"
    yield "deep.html", b"<div>" * 200_000 + b"x" + b"</div>" * 200_000
    yield "zeros.gz", gzip.compress(bytes(200 << 20), 9)
    yield "parts.eml", nested_parts(3000)
    yield "mails.eml", nested_mails(3000)
    yield "attachments.eml", many_parts(20_000)
    yield "headers.eml", HEAD + b"X-A: b\r\n" * 200_000 + b"\r\nbody\r\n"
    yield "nul.eml", HEAD + b'Content-Type: application/pdf; name="a\0b.pdf"\r\n\r\n\0\0\0'
    yield "path.eml", HEAD + b'Content-Type: application/pdf; name="../../../tmp/outside.pdf"\r\n\r\n%PDF-1.4'
