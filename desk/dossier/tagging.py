"""The structure of a PDF: which stretches of its pages are headings, paragraphs, cells (ISO 32000-1, 14.7 and 14.8).

The writer marks each stretch with a number; here the tree is written that says what each number is.
"""

from __future__ import annotations

import io
from collections import defaultdict
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name


@dataclass(slots=True)
class StructureElement:
    """A heading, a paragraph, a table, one of its rows or cells; it holds stretches of pages and further elements."""

    role: str
    """The structure type's name in PDF: H1, P, Table, TR, TH, TD …"""
    language: str | None = None
    stretches: list[tuple[int, int]] = field(default_factory=list)
    """(page from 1, number of the stretch on it)."""
    inner: list[StructureElement] = field(default_factory=list)


@dataclass(slots=True)
class StructureTree:
    """The elements of a document, in order of reading."""

    top: StructureElement = field(default_factory=lambda: StructureElement("Document"))
    _stretches: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))

    def stretch(self, of: StructureElement, page: int) -> int:
        """The number of a new stretch on a page, which belongs to an element."""
        number = self._stretches[page]
        self._stretches[page] += 1
        of.stretches.append((page, number))
        return number


def tagged(content: bytes, tree: StructureTree, *, title: str, language: str) -> bytes:
    """The PDF with its tree, its title and its language, which its readers show and speak."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _write(pdf, tree)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = language
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata() as told:
            told["dc:title"], told["dc:language"] = title, [language]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _write(pdf: pikepdf.Pdf, tree: StructureTree) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)
    root.K = Array([_element(pdf, tree.top, root, owners)])
    numbers = Array()
    for place, page in enumerate(pdf.pages):
        page.obj.StructParents = place
        page.obj.Tabs = Name.S
        on_it = owners.get(place + 1, {})
        numbers.append(place)
        numbers.append(pdf.make_indirect(Array([on_it[number] for number in sorted(on_it)])))
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root


def _element(
    pdf: pikepdf.Pdf, element: StructureElement, parent: pikepdf.Object, owners: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent))
    if element.language:
        made.Lang = element.language
    if element.role == "TH":
        made.A = Dictionary(O=Name.Table, Scope=Name.Both)
    kids = Array()
    for page, number in element.stretches:
        kids.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[page - 1].obj, MCID=number))
        owners[page][number] = made
    for inner in element.inner:
        kids.append(_element(pdf, inner, made, owners))
    made.K = kids
    return made
