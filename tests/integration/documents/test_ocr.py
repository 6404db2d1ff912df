"""Scans, photographs and turned pages through Tesseract itself."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from desk.web.components.viewer import turn_to_upright
from jobs.reading.reading import ReadingRules, inspect_file
from jobs.sandbox.pool import Pool
from jobs.sandbox.tasks import File, ReadingSettings, file_task
from jobs.serve import page_images
from parsers.documents.external.tools import Tools, abilities, find_tools
from parsers.documents.image import rapid_ocr
from parsers.documents.image.language_words import spoken_language
from parsers.documents.image.readings import OcrReading
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.values.documents import Method
from parsers.values.problems import Reason
from store.views.values import PageView

pytestmark = pytest.mark.long

TOOLS = find_tools()
ALONE = replace(TOOLS, rapidocr=False)
"""Tesseract without the second reader, whose look at each page takes three times as long."""
FRENCH = [
    "Je soussignée certifie que les renseignements sont exacts.",
    "J'enseigne le français depuis dix-sept ans dans une école",
    "secondaire, je suis nommée à titre définitif depuis 2015.",
    "La mission d'orientation me tient à cœur, et mes élèves",
    "le savent bien : je les accompagne dans leurs choix.",
]
DUTCH = [
    "Ik geef les in het secundair onderwijs sinds 2015 en ik ben",
    "vast benoemd voor een voltijdse opdracht op de school.",
    "Met mijn ervaring in de begeleiding van leerlingen wil ik",
    "graag bij het centrum aan het werk, want dat is wat ik zoek.",
    "Ook heb ik een opleiding gevolgd, niet lang voor de zomer.",
]

needs_ocr = pytest.mark.skipif(
    not TOOLS.can_read_pictures and not os.environ.get("CI"),
    reason="Tesseract is not installed: apt-get install tesseract-ocr",
)

needs_heif = pytest.mark.skipif(
    not TOOLS.heif and not os.environ.get("CI"),
    reason="libheif's program is not installed: apt-get install libheif-examples",
)


def sheet(lines: list[str]) -> Image.Image:
    """A page of A4 at 150 dpi with these lines, drawn by pdfium, whose own fonts have accents."""
    drawn = [b"BT /F 15 Tf"]
    for number, line in enumerate(lines):
        escaped = line.replace("(", r"\(").replace(")", r"\)").encode("cp1252")
        drawn.append(b"1 0 0 1 60 %d Tm (%s) Tj" % (750 - 28 * number, escaped))
    content = b"\n".join([*drawn, b"ET"])
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    data = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(bodies, 1))
    document = pypdfium2.PdfDocument(data + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF")
    return document[0].render(scale=150 / 72, grayscale=True).to_pil()


def saved(page: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, kind, **options)
    return buffer.getvalue()


def read(data: bytes, tmp_path, tools: Tools = ALONE):
    limits = Limits(external_seconds=500)  # on a busy machine a program waits long for its turn
    return read_document(data, place="1", filename=None, limits=limits, tools=replace(tools, folder=tmp_path))


@needs_ocr
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "PDF"])
def test_a_scan_is_read(kind, tmp_path):
    options = {"resolution": 150} if kind == "PDF" else {}
    document = read(saved(sheet(FRENCH), kind, **options), tmp_path)
    assert document.method is Method.OCR
    assert document.page_count == 1
    assert "nommée à titre définitif" in document.text


@needs_ocr
def test_every_page_of_a_tiff_is_read(tmp_path):
    pages = [sheet(FRENCH), sheet(["Deuxième page du certificat de fréquentation."])]
    document = read(saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]), tmp_path)
    assert document.page_count == 2
    assert "Deuxième page" in document.text[document.pages[1].start :]


@needs_ocr
def test_a_page_upside_down_is_read(tmp_path):
    assert "titre définitif" in read(saved(sheet(FRENCH).rotate(180), "PNG"), tmp_path).text


@needs_ocr
def test_a_camera_that_turned_the_picture_is_obeyed(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = sheet(FRENCH).rotate(90, expand=True, fillcolor=255)
    assert "titre définitif" in read(saved(turned, "JPEG", exif=exif), tmp_path).text


@needs_ocr
def test_the_language_is_chosen_by_what_is_read(tmp_path):
    assert "benoemd voor een voltijdse opdracht" in read(saved(sheet(DUTCH), "PNG"), tmp_path).text


@needs_ocr
def test_a_photograph_in_perspective_and_shadow_is_read(tmp_path):
    page = sheet(FRENCH)
    table = Image.new("L", (1400, 1900), 70)
    photo = page.transform(
        (1240, 1754), Image.Transform.QUAD, (-60, -40, -90, 1800, 1300, 1830, 1290, -70), fillcolor=70
    )
    table.paste(photo, (70, 70))
    shade = np.linspace(0.55, 1.0, 1400)[None, :]
    picture = Image.fromarray((np.asarray(table) * shade).astype("uint8"))
    document = read(saved(picture, "JPEG", quality=80), tmp_path)
    assert "titre définitif" in document.text


@needs_ocr
def test_lines_have_their_places_on_the_picture(tmp_path):
    document = read(saved(sheet(FRENCH), "PNG"), tmp_path)
    first = document.pages[0].boxes[0]
    assert 0.05 < first.left < 0.15
    assert 0.07 < first.top < 0.13


def test_without_ocr_a_picture_says_so(tmp_path):
    document = read(saved(sheet(FRENCH), "PNG"), tmp_path, Tools())
    assert document.reason is Reason.OCR_UNAVAILABLE


def test_too_many_pixels_are_refused(tmp_path):
    document = read(saved(Image.new("1", (20_000, 20_000)), "PNG"), tmp_path)
    assert document.reason is Reason.TOO_LARGE


def test_small_words_tell_the_language():
    assert spoken_language(" ".join(FRENCH)) == "fra"
    assert spoken_language(" ".join(DUTCH)) == "nld"
    assert spoken_language("Lorem ipsum") is None


TELEPHONES = (Path(__file__).parents[2] / "data" / "scan.heic").read_bytes()
"""`sheet(FRENCH)` as HEIC."""


@needs_ocr
@needs_heif
def test_a_telephones_heic_is_read(tmp_path):
    document = read(TELEPHONES, tmp_path)
    assert document.media_type == "image/heic"
    assert "titre définitif" in document.text


@needs_ocr
@needs_heif
def test_a_telephones_heic_is_read_within_the_workers_walls():
    with Pool(1) as pool:
        reading = inspect_file(TELEPHONES, "IMG_0001.HEIC", rules=ReadingRules(tools=TOOLS), pool=pool)
    (read_one,) = reading.documents
    assert "titre définitif" in read_one.document.text


@needs_heif
def test_a_damaged_heic_is_corrupt(tmp_path):
    assert read(TELEPHONES[: len(TELEPHONES) // 2], tmp_path).reason is Reason.CORRUPT


@needs_heif
def test_a_telephones_heic_is_shown_and_printed_as_others_are():
    assert page_images.picture(TELEPHONES).startswith(b"\xff\xd8\xff")
    assert page_images.picture(b"GIF89a") == b"GIF89a"


def test_without_libheifs_program_a_heic_says_so(tmp_path):
    document = read(TELEPHONES, tmp_path, replace(ALONE, heif=None))
    assert document.reason is Reason.CONVERTER_UNAVAILABLE
    (ability,) = (each for each in abilities(replace(TOOLS, heif=None)) if "HEIC" in each.formats)
    assert (ability.readable, ability.packages) == (False, ("libheif-examples",))


needs_second_reader = pytest.mark.skipif(
    not TOOLS.rapidocr and not os.environ.get("CI"),
    reason="RapidOCR is not installed: pip install rapidocr onnxruntime",
)


@needs_second_reader
def test_lines_in_condensed_print_are_spread_out(tmp_path):
    """As it is, the second reader makes nothing of four of these five lines."""
    page = sheet(FRENCH)
    condensed = page.resize((round(page.width * 0.36), page.height), Image.Resampling.LANCZOS)
    tools = replace(TOOLS, folder=tmp_path)
    reading = rapid_ocr.look(condensed, OcrReading(lines=()), enough=2.0, tools=tools, limits=Limits()).reading
    read_so = " ".join(line.text for line in reading.lines)
    assert "que les renseignements sont exacts" in read_so
    assert "mes élèves" in read_so


def with_side_column() -> Image.Image:
    """The French page beside a dark column with white letters, askew on a table, in shadow."""
    side = Image.eval(sheet(["Compétences", "Écoute active", "Langues", "Néerlandais"]), lambda shade: 255 - shade)
    page = Image.new("L", (1640, 1754), 255)
    page.paste(side.crop((100, 0, 500, 1754)), (0, 0))
    page.paste(sheet(FRENCH), (400, 0))
    scene = page.crop((0, 0, 1640, 700)).rotate(4, expand=True, fillcolor=70, resample=Image.Resampling.BICUBIC)
    slope = np.linspace(0.5, 0.9, scene.width)[None, :]
    return Image.fromarray((np.asarray(scene) * slope).astype("uint8"))


@needs_ocr
@needs_second_reader
def test_two_readers_see_a_dark_column_askew_in_shadow_within_a_workers_walls():
    settings = ReadingSettings(tools=TOOLS, limits=Limits(external_seconds=500))
    file = File(content=saved(with_side_column(), "JPEG", quality=80), place="1")
    with Pool(1, seconds=850) as pool:
        opened = pool.submit(file_task, file, settings).result().value
    assert opened.document is not None
    text = opened.document.document.text
    assert all(line in text for line in ("Écoute active", "Néerlandais", "nommée à titre définitif depuis 2015"))
    assert text.index("Écoute active") < text.index("Langues")


@needs_ocr
@needs_second_reader
@pytest.mark.parametrize("turn", [90, 270])
def test_a_sideways_page_of_two_columns_is_read_by_two_readers_in_order(turn, tmp_path):
    page = Image.new("L", (2200, 700), 255)
    page.paste(sheet(FRENCH).crop((80, 100, 1100, 700)), (40, 0))
    page.paste(sheet(DUTCH).crop((80, 100, 1100, 700)), (1150, 0))
    data = saved(page.rotate(turn, expand=True), "PNG")
    document = read(data, tmp_path, TOOLS)
    assert document.text.index("titre définitif") < document.text.index("Ik geef les")
    assert document.text.index("accompagne dans leurs choix") < document.text.index("Ik geef les")


@needs_ocr
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_scan_s_turn_follows_from_where_its_lines_were_found(turn, tmp_path):
    """Turned `turn` degrees against the clock it is to be turned clockwise by as much."""
    (page,) = read(saved(sheet(FRENCH).rotate(turn, expand=True), "PNG"), tmp_path).pages
    boxes = tuple((box.start, box.end, box.left, box.top, box.right, box.bottom) for box in page.boxes)
    view = PageView(number=1, start=page.start, end=page.end, method="ocr", kind=None, agreement="alone", boxes=boxes)
    assert turn_to_upright(view) == turn


@needs_ocr
@needs_second_reader
@pytest.mark.parametrize(("side", "readable"), [(280, False), (340, True)])
def test_a_picture_too_small_to_be_read_says_so(side, readable, tmp_path):
    page = sheet(FRENCH)
    page.thumbnail((side, side))
    document = read(saved(page, "JPEG", quality=60), tmp_path, TOOLS)
    assert document.readable == readable
    assert document.reason in ({None} if readable else {Reason.READ_WITH_DOUBT, Reason.EMPTY})
    assert readable <= ("hardly readable" in document.problems[0].sentence)


@needs_ocr
@needs_second_reader
def test_a_page_whose_lines_lost_their_beginnings_is_read_with_doubt(tmp_path):
    page = sheet(FRENCH)
    document = read(saved(page.crop((300, 0, *page.size)), "PNG"), tmp_path, TOOLS)
    assert "read_with_doubt" in {problem.code for problem in document.problems}
    assert all(page.doubts_letters(page.start, page.end) for page in document.pages)


@needs_ocr
def test_a_blank_page_behind_a_scan_raises_no_doubt(tmp_path):
    blank = Image.effect_noise((1240, 1754), 6).point([min(255, 120 + level) for level in range(256)])
    scan = read(saved(sheet(FRENCH), "TIFF", save_all=True, append_images=[blank]), tmp_path, TOOLS)
    assert (scan.readable, scan.problems) == (True, ())
    assert read(saved(blank, "PNG"), tmp_path, TOOLS).reason is Reason.EMPTY
