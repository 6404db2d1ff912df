"""What a file is, from its bytes alone: names and declared types lie too often to be asked."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
DOC = "application/msword"
RTF = "application/rtf"
HTML = "text/html"
TEXT = "text/plain"
ZIP = "application/zip"
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
TNEF = "application/vnd.ms-tnef"
P7M = "application/pkcs7-mime"
PAGES = "application/vnd.apple.pages"
OFFICE_ENCRYPTED = "application/x-ole-encrypted"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
WORD_XML = "application/vnd.ms-word.flat-xml"
WORD_2003_XML = "application/vnd.ms-word.2003-xml"
UNKNOWN = "application/octet-stream"

XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XML = "application/xml"

HEIC = "image/heic"
IMAGES = ("image/jpeg", "image/png", "image/tiff", HEIC, "image/gif", "image/bmp", "image/webp", "image/avif")

JUNK = 65_536
"""Bytes that may stand before a PDF's header."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"{\\rt", RTF),
    (b"\x78\x9f\x3e\x22", TNEF),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"RIFF", "application/x-riff"),
    (b"%!PS", "application/postscript"),
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", OFFICE_ENCRYPTED),
    ("__properties_version1.0", MSG),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
)
_BRANDS = {
    b"heic": HEIC,
    b"heix": HEIC,
    b"mif1": HEIC,
    b"hevc": HEIC,
    b"avif": "image/avif",
}
_OFFICE_PARTS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta|h1|span|br|font)\b", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:From|Received|Recieved|Resent-[\w-]+|Return-Path|Delivered-To|MIME-Version|Message-ID|Subject|Date|To|X-[\w-]+|DKIM-Signature|"
    rb"Authentication-Results|Content-Type|Reply-To|Thread-Topic|Sender):[^\n]*\n",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d0107")


def media_type_of(data: bytes) -> str:  # noqa: PLR0911 - one family of formats a line
    """The media type of `data` as its own bytes tell it; `application/octet-stream` where nothing is known."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return _riff(data) if media_type == "application/x-riff" else media_type
    if data.startswith(_OLE):
        return _ole(data)
    # `PK` goes before `%PDF`: a zip can hold a stored PDF within the first kilobyte.
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK")):
        return _zip(data)
    if _is_pkcs7(data):  # before `%PDF` too: a signature stands around the file that it signs
        return P7M
    if head.startswith(b"%PDF") or (b"%PDF-" in data[:1024] and not _looks_like_mail(head)):
        return PDF
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "video/mp4")
    return _textual(data, head)


def _riff(data: bytes) -> str:
    return "image/webp" if data[8:12] == b"WEBP" else "application/x-riff"


def _ole(data: bytes) -> str:
    """Which program wrote an OLE compound file: its directory names its streams in UTF-16."""
    for stream, media_type in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return media_type
    return "application/x-ole-storage"


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype")[:100] if _small_mimetype(archive) else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return _zip_by_first_names(data)
    if declared.startswith(b"application/vnd.oasis.opendocument"):
        return declared.decode("ascii", "replace").strip()
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        return PAGES
    if "[Content_Types].xml" in names:
        lowered = {name.lower() for name in names}
        return next((kind for prefix, kind in _OFFICE_PARTS if any(n.startswith(prefix) for n in lowered)), ZIP)
    return ZIP


def _small_mimetype(archive: zipfile.ZipFile) -> bool:
    return any(info.filename == "mimetype" and info.file_size <= 200 for info in archive.infolist())


def _zip_by_first_names(data: bytes) -> str:
    """A zip whose directory is lost (a cut download) still shows its first members."""
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return ODT
    return DOCX if b"word/" in data[:100_000] and b"[Content_Types]" in data[:4096] else ZIP


def _is_pkcs7(data: bytes) -> bool:
    """CMS ContentInfo in DER (RFC 5652, 3) or in PEM."""
    head = data[:64]
    if head.startswith((b"-----BEGIN PKCS7", b"-----BEGIN CMS")):
        return True
    return head.startswith(b"\x30") and _SIGNED_DATA in head


def _textual(data: bytes, head: bytes) -> str:
    if head.startswith((b"<?xml", b"<office:document", "\ufeff<?xml".encode("utf-16-le"))):
        return _xml(data[:8192])
    if _HTML.search(head[:2048]):
        return HTML if not _looks_like_mail(head) else EML
    if _looks_like_mail(head):
        return EML
    if _is_pdf_behind_junk(data):
        return PDF
    return TEXT if _is_text(data[:65_536]) else UNKNOWN


def _is_pdf_behind_junk(data: bytes) -> bool:
    """A PDF behind more than the kilobyte that readers skip (the head of a mail's part), or one without its header."""
    start = data.find(b"%PDF-1.", 0, JUNK)
    if start >= 0 and b"endobj" in data[start:]:
        return True
    return bool(_OBJECT.search(data[:1024])) and b"endobj" in data and (b"startxref" in data or b"/Catalog" in data)


def _xml(head: bytes) -> str:
    if b"opendocument.text" in head and b"office:document" in head:
        return FLAT_ODT
    if b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        return WORD_XML
    if b"schemas.microsoft.com/office/word/2003/wordml" in head:
        return WORD_2003_XML
    return HTML if _HTML.search(head) else XML


def _looks_like_mail(head: bytes) -> bool:
    """Two header fields in the first lines, the first of them on the first line (RFC 5322, 2.2)."""
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    return bool(_HEADER.match(head)) and len(_HEADER.findall(head[:4096])) >= 2


def _is_text(sample: bytes) -> bool:
    """Text of any encoding has no NUL but UTF-16's and hardly any control character."""
    if not sample:
        return True
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _reads_as(sample, "utf-16", western=False)
    if b"\0" in sample:
        return any(_reads_as(sample, encoding, western=True) for encoding in ("utf-16-le", "utf-16-be"))
    controls = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls <= len(sample) // 100


def _reads_as(sample: bytes, encoding: str, *, western: bool) -> bool:
    """Whether bytes are text in an encoding of two bytes a letter: hardly a sign that no text has, most of them Latin
    where no byte order mark says that it is text.
    """
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    odd = sum(
        unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"} or sign == "\ufffd"
        for sign in text
        if sign not in "\t\r\n\f"
    )
    latin = sum(sign < "\u0250" for sign in text)
    return odd <= len(text) // 50 and (not western or latin > 0.7 * len(text))
