"""What a Word document's styles say of text that a reader does not see, and of list membership."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.documents.office.packages import attribute, child, children, is_on

if TYPE_CHECKING:
    from parsers.documents.office.packages import Element


ANCESTORS = 12
TINY = 4
"""Half-points: 2 pt and below can't be read in print."""


@dataclass(frozen=True, slots=True)
class TextLook:
    """What is known of a stretch of text: hidden by property, its colour, its size in half-points, a fill behind it."""

    vanished: bool | None = None
    color: str = ""
    size: int = 0
    filled: bool = False

    def over(self, base: TextLook) -> TextLook:
        """This look where it says something, else the look it is based on."""
        return TextLook(
            base.vanished if self.vanished is None else self.vanished,
            self.color or base.color,
            self.size or base.size,
            self.filled or base.filled,
        )

    @property
    def unseen(self) -> bool:
        """Whether a reader does not see text of this look."""
        return bool(self.vanished) or 0 < self.size <= TINY or (is_white(self.color) and not self.filled)


def is_white(color: str) -> bool:
    """Whether a hexadecimal colour leaves no trace on white paper."""
    try:
        return len(color) == 6 and all(int(color[i : i + 2], 16) >= 0xF7 for i in (0, 2, 4))
    except ValueError:
        return False


def look_of(properties: Element | None) -> TextLook:
    """The look that run properties (`w:rPr`) give."""
    if properties is None:
        return TextLook()
    vanish = child(properties, "vanish")
    size = attribute(child(properties, "sz"), "val")
    return TextLook(
        None if vanish is None else is_on(vanish),
        attribute(child(properties, "color"), "val"),
        int(size) if size.isdigit() else 0,
        is_filled(properties) or child(properties, "highlight") is not None,
    )


def is_filled(properties: Element | None) -> bool:
    """Whether shading puts a colour other than white behind the text."""
    shade = child(properties, "shd")
    fill = attribute(shade, "fill")
    solid = attribute(shade, "val") not in {"", "clear", "nil"}
    return shade is not None and (
        (fill not in {"", "auto"} and not is_white(fill)) or solid or bool(attribute(shade, "themeFill"))
    )


@dataclass(slots=True)
class Styles:
    """Styles by id, looked up along their ancestry."""

    known: dict[str, Element] = field(default_factory=dict)
    looks: dict[str, TextLook] = field(default_factory=dict)

    def look(self, style_id: str) -> TextLook:
        """The look that a style gives, with what it inherits."""
        if style_id not in self.looks:
            look = TextLook()
            for style in self._lineage(style_id):
                look = look.over(look_of(child(style, "rPr"))).over(TextLook(filled=is_filled(child(style, "pPr"))))
            self.looks[style_id] = look
        return self.looks[style_id]

    def list_of(self, style_id: str) -> tuple[str, str]:
        """The list and level that a paragraph style belongs to."""
        for style in self._lineage(style_id):
            numbers = child(style, "pPr", "numPr")
            if numbers is not None:
                return attribute(child(numbers, "numId"), "val"), attribute(child(numbers, "ilvl"), "val")
        return "", ""

    def shades_cells(self, style_id: str) -> bool:
        """Whether a table style colours any of its cells (a header row with white letters is meant to be read)."""
        return any(
            local_fill for style in self._lineage(style_id) for local_fill in map(is_filled, _cell_properties(style))
        )

    def _lineage(self, style_id: str) -> list[Element]:
        lineage: list[Element] = []
        while style_id in self.known and len(lineage) < ANCESTORS:
            lineage.append(self.known[style_id])
            style_id = attribute(child(lineage[-1], "basedOn"), "val")
        return lineage


def _cell_properties(style: Element) -> list[Element]:
    conditional = [child(item, "tcPr") for item in children(style, "tblStylePr")]
    return [item for item in (child(style, "tcPr"), *conditional) if item is not None]


def read_styles(root: Element | None) -> Styles:
    """The styles of `word/styles.xml`."""
    return Styles({attribute(style, "styleId"): style for style in children(root, "style")})
