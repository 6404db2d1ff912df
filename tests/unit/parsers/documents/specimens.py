"""Makes small files of every format, so that each test shows the oddity it is about."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def zipped(members: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(text: str, *, run: str = "", style: str = "") -> str:
    properties = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f"<w:p><w:pPr>{style}</w:pPr><w:r>{properties}<w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A Word file; `parts` are further parts by kind (header, footer, footnotes, styles, numbering)."""
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for kind in parts
    )
    envelope = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    main = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": envelope.format(main),
            "word/_rels/document.xml.rels": envelope.format(relations),
            "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{kind}.xml": f"<w:{_root(kind)} {_NAMESPACES}>{xml}</w:{_root(kind)}>"
                for kind, xml in parts.items()
            },
        }
    )


def _root(kind: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(kind.rstrip("0123456789"), kind)


def odt(body: str, *, styles: str = "", automatic: str = "", manifest: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    automatic = f"<office:automatic-styles>{automatic}</office:automatic-styles>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"<office:document-content {spaces}>{automatic}{body}</office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>",
        }
    )


class Pdf:
    """A PDF of text drawn where and how the test says; pages of 600 by 800 points."""

    def __init__(self) -> None:
        self.pages: list[list[bytes]] = [[]]
        self.extra = b""
        self.page_extra = b""

    def draw(self, x: float, y: float, text: str, *, size: float = 10, color: str = "0 g", mode: int = 0) -> Pdf:
        """Draw one string from (x, y) on, y growing up the page."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        self.pages[-1].append(
            b"BT %s %d Tr /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (color.encode(), mode, size, x, y, escaped)
        )
        return self

    def fill(self, x: float, y: float, width: float, height: float, color: str) -> Pdf:
        """Fill a rectangle."""
        self.pages[-1].append(b"q %s %g %g %g %g re f Q" % (color.encode(), x, y, width, height))
        return self

    def page(self) -> Pdf:
        """Begin another page."""
        self.pages.append([])
        return self

    def bytes(self, *objects: bytes) -> bytes:
        """The file; `objects` are further objects, numbered from 100 on."""
        kids = b" ".join(b"%d 0 R" % (10 + 2 * n) for n in range(len(self.pages)))
        bodies = {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % self.extra,
            2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(self.pages)),
            3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            **{100 + n: body for n, body in enumerate(objects)},
        }
        for number, content in enumerate(self.pages):
            stream = b"\n".join(content)
            bodies[10 + 2 * number] = (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>"
                % (11 + 2 * number, self.page_extra)
            )
            bodies[11 + 2 * number] = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
        return assembled(bodies)


def assembled(bodies: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Numbered objects as a PDF file with its cross-reference table."""
    data = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in sorted(bodies.items()):
        offsets[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), max(bodies) + 1
    data += b"xref\n0 %d\n" % size
    for number in range(size):
        data += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
    data += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return bytes(data)


def composite(text: str, *, encoding: bytes, names: bytes | None = None) -> bytes:
    """A page of one line in a CID font that is not embedded: glyph n is the character n.

    `encoding` is the font's Encoding (a name or a reference); `names` its ToUnicode's lines, all by default.
    """
    codes = sorted({ord(character) for character in text})
    lines = b"\n".join(b"<%04X> <%04X>" % (code, code) for code in codes) if names is None else names
    count = lines.count(b"\n") + 1
    unicode_map = (
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfchar\n%s\nendbfchar endcmap"
        % (count, lines)
    )
    own = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own-H def /CMapType 1 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange "
        b"endcmap end end"
    )
    content = b"BT /F0 10 Tf 1 0 0 1 50 700 Tm <%s> Tj ET" % "".join(f"{ord(c):04X}" for c in text).encode()
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding %s/DescendantFonts[5 0 R]/ToUnicode 6 0 R>>" % encoding
    return assembled(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R"
            b"/Resources<</Font<</F0 4 0 R/F1 9 0 R>>>>>>",
            4: font,
            5: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/DW 500"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 8 0 R>>",
            6: b"<</Length %d>>stream\n%s\nendstream" % (len(unicode_map), unicode_map),
            7: b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            8: b"<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200>>",
            9: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            10: b"<</Type/CMap/CMapName/Own-H/Length %d>>stream\n%s\nendstream" % (len(own), own),
        }
    )
