"""PDF files of invented people by many producers, for measuring how many words are read: `make_all(FOLDER)`.

Each file is a `Specimen` with the text that it shows. Producers that this machine does not have (LibreOffice, Chromium,
Ghostscript, LaTeX, poppler, WeasyPrint, Typst, ReportLab) are left out and named.
"""

from __future__ import annotations

import html
import importlib.util
import io
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PIL import Image

CHROMIUM = "chromium-headless-shell"
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@dataclass(frozen=True, slots=True)
class Paper:
    """An invented paper: a name, lines of contact, and titled parts of lines."""

    language: str
    name: str
    contact: tuple[str, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        return "\n".join([self.name, *self.contact, *(line for title, lines in self.parts for line in (title, *lines))])


@dataclass(frozen=True, slots=True)
class Specimen:
    """A file and the text that a person sees on it."""

    name: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)


CV = Paper(
    "fr",
    "Élodie Vanbrackel",
    ("Rue des Tilleuls 27", "6700 Arlon", "0470 55 01 23", "elodie.vanbrackel@courrier.example", "Née le 3 août 1984"),
    (
        ("Profil", (
            "Enseignante expérimentée, je cherche à mettre mes compétences au service de l'orientation des élèves.",
            "Nommée à titre définitif depuis 2015, je suis à l'aise avec les équipes éducatives et les familles.",
        )),
        ("Expérience professionnelle", (
            "2015 – présent : professeure de mathématiques, Institut Notre-Dame des Prés, à temps plein",
            "2012 – 2015 : éducatrice, école fondamentale communale d'Étalle, 18/24 périodes",
            "2009 – 2012 : intérimaire dans l'enseignement secondaire spécialisé, forme 3",
            "2007 – 2009 : conseillère à l'accueil, office régional de l'emploi",
        )),
        ("Études et titres", (
            "2007 : bachelière, agrégée de l'enseignement secondaire inférieur, avec distinction",
            "2019 : certificat interuniversitaire en orientation tout au long de la vie",
            "Formation continuée : entretien d'explicitation, bilan de compétences, efficacité des dispositifs",
        )),
        ("Langues", ("Français : langue maternelle", "Néerlandais : B2", "Anglais : C1", "Allemand : notions")),
        ("Informatique", ("Suite bureautique, plateformes d'apprentissage, gestion de projets, affichage numérique",)),
        ("Centres d'intérêt", ("Randonnée, chœur mixte, bénévolat à la bibliothèque de Habay-la-Neuve",)),
    ),
)  # fmt: skip

LETTER = Paper(
    "fr",
    "Baptiste Oosterlynck",
    ("Avenue de la Gare 112", "6720 Habay", "baptiste.oosterlynck@courrier.example", "Arlon, le 9 février 2026"),
    (
        ("Objet : candidature à la fonction de chargé de mission", (
            "Madame, Monsieur,",
            ("Votre appel a retenu toute mon attention. Professeur de français depuis quatorze ans, nommé à titre "
            "définitif dans un établissement technique, j'y coordonne depuis 2018 les activités d'orientation."),
            ("J'ai mis sur pied, avec le centre psycho-médico-social, une semaine des métiers qui réunit chaque année "
            "quelque trois cents élèves et une quarantaine d'entreprises de la région."),
            ("Ma charge actuelle est de vingt-deux périodes sur vingt-deux. Je parle couramment l'allemand et "
            "j'ai de bonnes notions de néerlandais."),
            "Je serais heureux de vous exposer de vive voix ce que je pourrais apporter à votre équipe.",
            "Dans l'attente de vous rencontrer, je vous prie d'agréer, Madame, Monsieur, mes salutations distinguées.",
        )),
    ),
)  # fmt: skip

LEBENSLAUF = Paper(
    "de",
    "Jörg Müßigbrodt",
    ("Hauptstraße 5", "4700 Eupen", "0477 55 09 87", "joerg.muessigbrodt@post.example"),
    (
        ("Berufserfahrung", (
            "Seit 2011 unterrichte ich Geschichte und Französisch an einer Sekundarschule, fest ernannt seit 2016.",
            "2008 – 2011: Erzieher für Jugendliche mit Förderbedarf, halbtags und später in Vollzeit",
        )),
        ("Ausbildung", ("2008: Bachelor für das Lehramt an Sekundarschulen, mit großer Auszeichnung",)),
        ("Sprachen", ("Deutsch: Muttersprache", "Französisch: sehr gut", "Niederländisch: Grundkenntnisse")),
    ),
)  # fmt: skip

SOLLICITATIE = Paper(
    "nl",
    "Fleur Deweirdt",
    ("Kerkstraat 81", "9700 Oudenaarde", "fleur.deweirdt@brief.example"),
    (
        ("Ervaring", (
            "Sinds 2013 ben ik leerkracht Frans in het secundair onderwijs, vast benoemd sinds 2018.",
            "Ik begeleid leerlingen bij hun studiekeuze en werk samen met het centrum voor leerlingenbegeleiding.",
        )),
        ("Opleiding", ("2012: bachelor in het onderwijs, met onderscheiding", "2020: opleiding coaching en loopbaan")),
        ("Talen", ("Nederlands: moedertaal", "Frans: zeer goed", "Engels: goed")),
    ),
)  # fmt: skip

PAPERS = {"cv": CV, "lettre": LETTER, "lebenslauf": LEBENSLAUF, "sollicitatie": SOLLICITATIE}


# --- sources -----------------------------------------------------------------------------------------------------


def page_of(paper: Paper, style: str, extra: str = "") -> str:
    """The paper as HTML: `plain`, `sidebar` (a dark column beside a light one) or `table`; `extra` is CSS."""
    rows = [(html.escape(title), [html.escape(line) for line in lines]) for title, lines in paper.parts]
    contact = "".join(f"<p>{html.escape(line)}</p>" for line in paper.contact)
    blocks = ["<h2>{}</h2>{}".format(title, "".join(f"<p>{line}</p>" for line in lines)) for title, lines in rows]
    if style == "sidebar":
        body = (
            f"<div class=side><h1>{paper.name}</h1>{contact}{''.join(blocks[3:])}</div>"
            f"<div class=main>{''.join(blocks[:3])}</div>"
        )
    elif style == "table":
        cells = ("<tr><th>{}</th><td>{}</td></tr>".format(title, "<br>".join(lines)) for title, lines in rows)
        body = f"<h1>{paper.name}</h1>{contact}<table>{''.join(cells)}</table>"
    else:
        body = f"<h1>{paper.name}</h1>{contact}{''.join(blocks)}"
    head = f"<!doctype html><html lang={paper.language}><meta charset=utf-8><style>{STYLE}{extra}</style>"
    return f"{head}<body>{body}</html>"


STYLE = """
@page { size: A4; margin: 15mm } body { font: 10.5pt/1.4 'DejaVu Sans', sans-serif; margin: 0 }
h1 { font-size: 20pt }
h2 { font-size: 13pt; letter-spacing: .04em } p { margin: .3em 0 }
th { text-align: left; vertical-align: top; width: 30% }
.side { float: left; width: 37%; background: #234; color: #fff; padding: 2%; -webkit-print-color-adjust: exact }
.main { float: right; width: 55% }
"""


def latex_of(paper: Paper, preamble: str) -> str:
    def plain(text: str) -> str:
        return text.replace("&", r"\&").replace("_", r"\_").replace("#", r"\#").replace("%", r"\%").replace("–", "--")

    parts = "".join(
        rf"\section*{{{plain(title)}}}" + "".join(plain(line) + "\n\n" for line in lines)
        for title, lines in paper.parts
    )
    head = rf"{{\LARGE {plain(paper.name)}}}\par " + "".join(plain(line) + r"\par " for line in paper.contact)
    return (
        rf"\documentclass[a4paper,10pt]{{article}}{preamble}\usepackage[utf8]{{inputenc}}"
        rf"\usepackage[margin=2cm]{{geometry}}\pagestyle{{empty}}\setlength{{\parindent}}{{0pt}}\begin{{document}}{head}{parts}\end{{document}}"
    )


def typst_of(paper: Paper, columns: int) -> str:
    def plain(text: str) -> str:
        return "".join(f"\\{c}" if c in "#$*_`<>@~-/'\"=" else c for c in text)

    parts = "\n".join(f"== {plain(title)}\n" + "\n\n".join(map(plain, lines)) for title, lines in paper.parts)
    contact = " \\\n".join(map(plain, paper.contact))
    return (
        f'#set text(lang: "{paper.language}", hyphenate: true, size: 10pt)\n'
        f"#set par(justify: true)\n= {plain(paper.name)}\n"
        f"{contact}\n#columns({columns})[\n{parts}\n]"
    )


# --- producers -----------------------------------------------------------------------------------------------------


def run(argv: list[str], folder: Path, *, seconds: int = 120) -> None:
    surroundings = {**os.environ, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(argv, cwd=folder, env=surroundings, capture_output=True, timeout=seconds, check=True)


def needs(*programs: str) -> Callable[[Callable[..., bytes]], Callable[..., bytes]]:
    """Marks what a producer is made of; `missing` looks it up."""

    def mark(producer: Callable[..., bytes]) -> Callable[..., bytes]:
        producer.needs = programs  # type: ignore[attr-defined]
        return producer

    return mark


def missing(producer: Callable[..., bytes]) -> list[str]:
    names = getattr(producer, "needs", ())
    return [name for name in names if shutil.which(name) is None and importlib.util.find_spec(name) is None]


@needs(CHROMIUM)
def chromium(source: str, folder: Path) -> bytes:
    (folder / "in.html").write_text(source, "utf-8")
    target = f"--print-to-pdf={folder / 'out.pdf'}"
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    run([CHROMIUM, *flags, target, str(folder / "in.html")], folder)
    return (folder / "out.pdf").read_bytes()


@needs("weasyprint")
def weasyprint(source: str, folder: Path) -> bytes:
    import weasyprint as library  # noqa: PLC0415 - where it is installed

    return bytes(library.HTML(string=source, base_url=str(folder)).write_pdf())


@needs("soffice")
def libreoffice(source: str, folder: Path, *, options: str = "") -> bytes:
    (folder / "in.html").write_text(source, "utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    run(["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "odt", "in.html"], folder)
    run(["soffice", profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export{options}", "in.odt"], folder)
    return (folder / "in.pdf").read_bytes()


@needs("pdflatex")
def pdflatex(source: str, folder: Path) -> bytes:
    (folder / "in.tex").write_text(source, "utf-8")
    run(["pdflatex", "-interaction=batchmode", "in.tex"], folder)
    return (folder / "in.pdf").read_bytes()


@needs("latex", "dvips", "ps2pdf")
def dvips(source: str, folder: Path, *, bitmaps: bool = True) -> bytes:
    """By way of PostScript with bitmap fonts (Type 3), as papers of the 1990s were."""
    (folder / "in.tex").write_text(source, "utf-8")
    run(["latex", "-interaction=batchmode", "in.tex"], folder)
    run(["dvips", *(["-V"] if bitmaps else []), "-o", "in.ps", "in.dvi"], folder, seconds=400)
    run(["ps2pdf", "in.ps", "out.pdf"], folder)
    return (folder / "out.pdf").read_bytes()


@needs("typst")
def typst(source: str, folder: Path) -> bytes:
    import typst as library  # noqa: PLC0415 - where it is installed

    (folder / "in.typ").write_text(source, "utf-8")
    return bytes(library.compile(str(folder / "in.typ")))


@needs("reportlab")
def reportlab(paper: Paper, folder: Path, *, embedded: bool = False, scattered: bool = False) -> bytes:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - where it is installed
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 - as above
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - as above

    del folder
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    height = 800.0
    for line in paper.text.splitlines():
        for piece in _wrapped(line, 90):
            canvas.setFont("DejaVu" if embedded else "Helvetica", 9.5)
            if scattered:
                x = 50.0
                for letter in piece:  # each letter placed by itself, as design programs do
                    canvas.drawString(x, height, letter)
                    x += canvas.stringWidth(letter) + 0.15
            else:
                canvas.drawString(50, height, piece)
            height -= 14
    canvas.save()
    return out.getvalue()


def _wrapped(line: str, width: int) -> Iterator[str]:
    import textwrap  # noqa: PLC0415 - here alone

    yield from textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


def fpdf(paper: Paper, folder: Path, *, embedded: bool = True) -> bytes:
    from fpdf import FPDF  # noqa: PLC0415 - slow to load

    del folder
    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    if embedded:
        pdf.add_font("DejaVu", fname=str(DEJAVU))
    pdf.set_font("DejaVu" if embedded else "Helvetica", size=10)
    text = paper.text if embedded else paper.text.replace("–", "-").replace("œ", "oe")
    pdf.multi_cell(0, 5.5, text)
    return bytes(pdf.output())


@needs("gs")
def ghostscript(data: bytes, folder: Path, *options: str) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sOutputFile=out.pdf", *options, "in.pdf"], folder)
    return (folder / "out.pdf").read_bytes()


@needs("gs")
def through_postscript(data: bytes, folder: Path) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=ps2write", "-sOutputFile=out.ps", "in.pdf"], folder)
    run(["ps2pdf", "out.ps", "out.pdf"], folder)
    return (folder / "out.pdf").read_bytes()


@needs("pdftocairo")
def cairo(data: bytes, folder: Path) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    run(["pdftocairo", "-pdf", "in.pdf", "out.pdf"], folder)
    return (folder / "out.pdf").read_bytes()


@needs("pdftocairo", "ps2pdf")
def cairo_postscript(data: bytes, folder: Path) -> bytes:
    (folder / "in.pdf").write_bytes(data)
    run(["pdftocairo", "-ps", "in.pdf", "out.ps"], folder)
    run(["ps2pdf", "out.ps", "out.pdf"], folder)
    return (folder / "out.pdf").read_bytes()


# --- what happens to files -------------------------------------------------------------------------------------------


def changed(data: bytes, change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id="encryption" not in save, **save)
        return out.getvalue()


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
    return [item for item in found if item.get("/Type") == "/Font" and item.get("/Subtype") != "/CIDFontType2"]


def no_names(pdf: pikepdf.Pdf) -> None:
    """Without ToUnicode: the fonts do not say what they draw."""
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def mapped_to(first: int) -> Callable[[pikepdf.Pdf], None]:
    """ToUnicode that maps every glyph to a code of its own from `first` on; from 0, all to NUL."""

    def change(pdf: pikepdf.Pdf) -> None:
        codes = ((code, first + code % 0x1000 if first else 0) for code in range(2048))
        lines = [f"<{code:04X}> <{letter:04X}>" for code, letter in codes]
        blocks = ["\n".join(lines[at : at + 100]) for at in range(0, len(lines), 100)]
        body = "".join(f"{block.count(chr(10)) + 1} beginbfchar\n{block}\nendbfchar\n" for block in blocks)
        for font in fonts(pdf):
            if "/ToUnicode" in font:
                font["/ToUnicode"] = pdf.make_stream(
                    b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
                    b"endcodespacerange\n" + body.encode() + b"endcmap end"
                )

    return change


def own_cmap(pdf: pikepdf.Pdf) -> None:
    """The encoding of a CID font as a stream of its own instead of a name."""
    for font in fonts(pdf):
        if font.get("/Encoding") == "/Identity-H":
            stream = pdf.make_stream(
                b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own-H def /CMapType 1 def "
                b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange "
                b"endcmap end end"
            )
            stream["/Type"], stream["/CMapName"] = pikepdf.Name("/CMap"), pikepdf.Name("/Own-H")
            font["/Encoding"] = stream


def turned(degrees: int) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.rotate(degrees, relative=True)

    return change


def in_forms(data: bytes) -> bytes:
    """Each page within form XObjects, twice nested, as imposing programs leave it."""
    for _ in range(2):
        with pikepdf.open(io.BytesIO(data)) as inner:
            outer = pikepdf.new()
            for page in inner.pages:
                x0, y0, x1, y1 = (float(side) for side in page.mediabox)
                outer.add_blank_page(page_size=(x1 - x0, y1 - y0))
                outer.pages[-1].add_overlay(page)
            out = io.BytesIO()
            outer.save(out, deterministic_id=True)
            data = out.getvalue()
    return data


def cropped(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        x0, y0, x1, y1 = (float(side) for side in page.mediabox)
        page.obj["/MediaBox"] = pikepdf.Array([x0 - 300, y0 - 200, x1 + 300, y1 + 200])
        page.obj["/CropBox"] = pikepdf.Array([x0, y0, x1, y1])


def tiles(data: bytes, *, across: int, down: int, dpi: int = 200, header: str = "") -> bytes:
    """Each page as pictures side by side, as old scanners and viewers print; `header` is real text above them."""
    source, out = pypdfium2.PdfDocument(data), pikepdf.new()
    for page in source:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        _tiled(out, picture, page.get_size(), (across, down), header)
    buffer = io.BytesIO()
    out.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def _tiled(
    pdf: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float], grid: tuple[int, int], header: str
) -> None:
    pdf.add_blank_page(page_size=size)
    page = pdf.pages[-1]
    pieces, content = {}, []
    for row in range(grid[1]):
        for column in range(grid[0]):
            box = _cell(picture.size, grid, column, row)
            name = f"/T{row}x{column}"
            tile = picture.crop(box)
            pieces[name] = pikepdf.Stream(
                pdf, tile.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=tile.width,
                Height=tile.height, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            across, up = size[0] / picture.width, size[1] / picture.height
            place = (tile.width * across, tile.height * up, box[0] * across, size[1] - box[3] * up)
            content.append("q {:.3f} 0 0 {:.3f} {:.3f} {:.3f} cm {} Do Q".format(*place, name))
    if header:
        content.append(f"BT /F1 8 Tf 40 {size[1] - 12:.0f} Td ({header}) Tj ET")
    helvetica = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pieces, Font={"/F1": pdf.make_indirect(helvetica)})
    page.obj["/Contents"] = pdf.make_stream("\n".join(content).encode("ascii"))


def _cell(size: tuple[int, int], grid: tuple[int, int], column: int, row: int) -> tuple[int, int, int, int]:
    width, height = size
    return (
        column * width // grid[0], row * height // grid[1], (column + 1) * width // grid[0],
        (row + 1) * height // grid[1],
    )  # fmt: skip


def laid_over(data: bytes, other: bytes) -> bytes:
    """Each page with the other file's page drawn over it."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pikepdf.open(io.BytesIO(other)) as above:
        for page, drawn in zip(pdf.pages, above.pages, strict=True):
            page.add_overlay(drawn)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()


def with_form(paper: Paper, *, values: bool) -> bytes:
    """A form whose fields show the paper's lines, by their appearance; `values`: and hold them as well."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    helvetica = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    lines = [piece for line in paper.text.splitlines() for piece in _wrapped(line, 95)]
    widgets = [_field(pdf, line, 800 - 20 * number, helvetica, values=values) for number, line in enumerate(lines)]
    pdf.pages[0].obj["/Annots"] = pikepdf.Array(widgets)
    pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=widgets, DR=pikepdf.Dictionary(Font={"/F1": helvetica}))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _field(pdf: pikepdf.Pdf, line: str, top: float, font: pikepdf.Object, *, values: bool) -> pikepdf.Object:
    escaped = line.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    look = pdf.make_stream(b"/Tx BMC BT /F1 9 Tf 2 4 Td (" + escaped + b") Tj ET EMC")
    look["/Type"], look["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
    look["/BBox"] = pikepdf.Array([0, 0, 520, 16])
    look["/Resources"] = pikepdf.Dictionary(Font={"/F1": font})
    widget = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=f"field{top:.0f}",
        Rect=[40, top, 560, top + 16], F=4, AP=pikepdf.Dictionary(N=look),
    )  # fmt: skip
    if values:
        widget["/V"] = pikepdf.String(line)
    return pdf.make_indirect(widget)
