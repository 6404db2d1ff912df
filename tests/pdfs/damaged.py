"""Facts that damaged text layers tell as sure: a table of some forty files, and a count of wrong ones that must be 0.

    python -m tests.pdfs.damaged [--only NAME] [--save FOLDER]

Each file looks like a sound one. Its fonts name other letters than they draw (as subsets that were printed and printed
again do), or its scan has an invisible layer of misread words. A fact is wrong where it is told as found or contrary
and the sound file tells something else.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from parsers.criteria import EO_CRITERIA
from parsers.documents.external.tools import find_tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document
from parsers.facts.extractors import find_in_document
from parsers.kinds.classify import classify
from parsers.profile import assemble
from parsers.text.language import language_of
from parsers.values.evidence import State
from parsers.values.profiles import Source
from tests.pdfs import producers as by
from tests.pdfs.__main__ import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from parsers.values.documents import Document
    from parsers.values.profiles import Fact

TEMPORARY = by.Paper(
    "fr",
    "Perrine Wauthelet",
    ("Rue du Moulin 14", "6760 Virton", "0478 55 12 90", "perrine.wauthelet@courrier.example"),
    (
        ("Profil", (
            "Je ne suis pas nommée à titre définitif : je suis engagée à titre temporaire, à mi-temps, depuis 2019.",
            "J'accompagne les élèves dans leur orientation et je réfléchis avec eux à leur profil.",
        )),
        ("Expérience professionnelle", (
            "2019 – présent : professeure de français, Institut Notre-Dame des Prés, Virton, 11/22 périodes",
            "2016 – 2019 : employée de banque, Arlon",
        )),
        ("Études et titres", ("2016 : bachelière, agrégée de l'enseignement secondaire inférieur",)),
        ("Langues", ("Français : langue maternelle", "Néerlandais : A2", "Allemand : B1")),
    ),
)  # fmt: skip
PAPERS = {"permanent": by.CV, "temporary": TEMPORARY}


# --- fonts that name other letters than they draw ---------------------------------------------------------------------

_SINGLE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]+)>|\[([^\]]*)\])")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def names_of(cmap: str) -> dict[str, str]:
    """The letters of a ToUnicode map by their codes, in hexadecimal digits."""
    names: dict[str, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == "bfchar":
            names.update((code, _text(letter)) for code, letter in _SINGLE.findall(block))
        else:
            for first, last, start, listed in _RANGE.findall(block):
                codes = range(int(first, 16), int(last, 16) + 1)
                letters = re.findall(r"<([0-9a-fA-F]+)>", listed) if listed else None
                for number, code in enumerate(codes):
                    text = _text(letters[number]) if letters else chr(int(start, 16) + number)
                    names[f"{code:0{len(first)}X}"] = text
    return names


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be", "replace")


def misnamed(change: Callable[[str], str]) -> Callable[[pikepdf.Pdf], None]:
    """ToUnicode that tells `change` of each letter."""

    def within(pdf: pikepdf.Pdf) -> None:
        for font in by.fonts(pdf):
            if "/ToUnicode" in font:
                names = names_of(font["/ToUnicode"].read_bytes().decode("latin-1"))
                font["/ToUnicode"] = pdf.make_stream(_cmap({code: change(text) for code, text in names.items()}))

    return within


def _cmap(names: dict[str, str]) -> bytes:
    width = len(next(iter(names)))
    space = f"1 begincodespacerange <{'0' * width}> <{'F' * width}> endcodespacerange\n"
    lines = [f"<{code}> <{text.encode('utf-16-be').hex()}>" for code, text in names.items()]
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return f"/CIDInit /ProcSet findresource begin begincmap {space}{body}endcmap end".encode()


def swap(**letters: str) -> Callable[[str], str]:
    return lambda text: letters.get(text, text)


def _shifted(text: str) -> str:
    return chr(ord(text) + 3) if text.isascii() and text.isalpha() else text


def _next_digit(text: str) -> str:
    return str((int(text) + 1) % 10) if text.isascii() and text.isdecimal() else text


LIGATURES = {"fi": "fi", "\ufb01": "fi"}


def _ligature(wrong: str) -> Callable[[str], str]:
    return lambda text: wrong if text in LIGATURES else text


CHANGES: dict[str, Callable[[str], str]] = {
    "fi as an Arabic sign": _ligature("\ufd01"),
    "fi lost": _ligature(""),
    "fi as a private sign": _ligature("\ue001"),
    "fi as a question mark": _ligature("?"),
    "fi as fl": _ligature("\ufb02"),
    "fi as f": _ligature("f"),
    "n lost": swap(n=""),
    "n as u": swap(n="u"),
    "t as a private sign": swap(t="\ue074"),
    "a as a question mark": swap(a="?"),
    "d as a control": swap(d="\x02"),
    "m as n": swap(m="n"),
    "p in Cyrillic": swap(p="\u0440"),
    "accents as capitals": swap(é="Ž", è="Ø", à="ˆ"),
    "digits shifted": _next_digit,
    "1 as 7": swap(**{"1": "7", "7": "1"}),
    "all letters shifted": _shifted,
    "blanks lost": swap(**{" ": "", "\u00a0": ""}),
}


# --- layers of misread words beneath a scan ---------------------------------------------------------------------------


def layered(data: bytes, misread: Callable[[str], str]) -> bytes:
    """A scan of the file's first page above an invisible layer of its words, misread."""
    pdf = pikepdf.open(_stream(by.tiles(data, across=1, down=1, dpi=150)))
    page, words = pdf.pages[0], by.pypdfium2.PdfDocument(data)[0].get_textpage()
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    page.obj["/Resources"]["/Font"] = pikepdf.Dictionary(F9=pdf.make_indirect(helvetica))
    drawn = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        text = misread(words.get_text_bounded(left, bottom, right, top).strip())
        escaped = re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", "replace"))
        drawn.append(b"BT 3 Tr /F9 %g Tf %g %g Td (%s) Tj ET" % (max(4, top - bottom), left, bottom, escaped))
    page.contents_add(b"\n".join(drawn))
    out = _stream(b"")
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _stream(data: bytes) -> by.io.BytesIO:
    return by.io.BytesIO(data)


def _misread(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        for right, wrong in pairs:
            text = text.replace(right, wrong)
        return text

    return change


LAYERS = {
    "denials lost": _misread(("ne suis pas", "suis"), ("engagée à titre temporaire, ", "")),
    "temporary as permanent": _misread(("temporaire", "définitif"), ("définitif depuis", "temporaire depuis")),
    "figures": _misread(("11/22", "22/22"), ("18/24", "8/24"), ("201", "200"), ("mi-temps", "temps plein")),
    "levels": _misread(("A2", "C2"), ("B1", "C1"), ("Néerlandais", "Anglais")),
}


# --- files ------------------------------------------------------------------------------------------------------------


@cache
def sound(producer: str, paper: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        if producer == "fpdf2":
            return by.fpdf(PAPERS[paper], Path(folder))
        data = by.chromium(by.page_of(PAPERS[paper], "plain"), Path(folder))
        return by.cairo(data, Path(folder)) if producer == "cairo" else data


def _reprinted(change: Callable[[str], str], paper: str) -> bytes:
    """Misnamed, and printed again by cairo, which makes fonts of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return by.cairo(by.changed(sound("chromium", paper), misnamed(change)), Path(folder))


def specimens() -> Iterator[tuple[str, Callable[[], bytes], Callable[[], bytes]]]:
    """Each file's name, itself, and the sound one."""
    for number, (name, change) in enumerate(CHANGES.items()):
        for paper in PAPERS:
            whole = partial(sound, "chromium", paper)
            yield f"{paper}, {name}", partial(_changed, whole, change), whole
        paper = list(PAPERS)[number % 2]
        other = ("fpdf2", "cairo")[number // 2 % 2]
        if number % 3 == 0:
            whole = partial(sound, other, paper)
            yield f"{paper}, {other}, {name}", partial(_changed, whole, change), whole
        if number % 4 == 1:
            whole = partial(sound, "chromium", paper)
            yield f"{paper}, printed again, {name}", partial(_reprinted, change, paper), whole
    for name, misread in LAYERS.items():
        for paper in PAPERS:
            whole = partial(sound, "chromium", paper)
            yield f"{paper}, scan, {name}", partial(_layered, whole, misread), whole


def _changed(whole: Callable[[], bytes], change: Callable[[str], str]) -> bytes:
    return by.changed(whole(), misnamed(change))


def _layered(whole: Callable[[], bytes], misread: Callable[[str], str]) -> bytes:
    return layered(whole(), misread)


def facts_of(data: bytes) -> tuple[Document, dict[str, Fact]]:
    read = read_document(data, place="1", filename="cv.pdf", limits=Limits(), tools=find_tools())
    document = classify(replace(read, language=language_of(read.text))) if read.readable else read
    found = find_in_document(document, criteria=EO_CRITERIA)
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    source = Source(message_id=1, document_id=1, received_at=moment, in_time=True, findings=found)
    profile = assemble([source], criteria=EO_CRITERIA, cutoff=date(2026, 3, 15))
    return document, {**profile.facts, **profile.person}


SURE = frozenset({State.FOUND, State.CONTRARY})


def wrong(told: dict[str, Fact], right: dict[str, Fact]) -> list[str]:
    """The facts told as sure that the sound file tells otherwise."""
    return [
        f"{key}: {fact.value!r} for {right[key].value!r}"
        for key, fact in told.items()
        if fact.state in SURE and (fact.value, fact.state) != (right[key].value, right[key].state)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default="", help="files whose name holds this")
    parser.add_argument("--save", type=Path, help="write the files here as well")
    chosen = parser.parse_args()
    rights = cache(lambda whole: facts_of(whole())[1])
    count = errors = 0
    for name, make, whole in specimens():
        if chosen.only not in name:
            continue
        data = make()
        document, told = facts_of(data)
        lies = wrong(told, rights(whole))
        sure = sum(fact.state in SURE for fact in told.values())
        count, errors = count + 1, errors + len(lies)
        how = " ".join(sorted({f"{page.method}/{page.agreement}" for page in document.pages}))
        tell(f"{len(lies):3} wrong of {sure:2} sure  {name:50} {how}  {'; '.join(lies)}")
        if chosen.save:
            chosen.save.mkdir(parents=True, exist_ok=True)
            (chosen.save / f"{re.sub('[^a-z0-9]+', '-', name.lower())}.pdf").write_bytes(data)
    tell(f"{errors} wrong facts told as sure in {count} files")


if __name__ == "__main__":
    main()
