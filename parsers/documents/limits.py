"""What a file may cost, decided before the work is done. Sizes are in bytes, times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """Bounds on one file; a file that passes one is a document with the reason `too_large`, never a hang."""

    document_bytes: int = 60 * MEBIBYTE
    """A file larger than this is not opened."""
    unpacked_bytes: int = 200 * MEBIBYTE
    """What an archive, an Office file or a PDF may unpack to, all members together."""
    part_bytes: int = 40 * MEBIBYTE
    """What one XML part or one PDF stream may unpack to."""
    ratio: int = 250
    """Unpacked over packed size, looked at from `ratio_from` on: real papers stay below 100."""
    ratio_from: int = 20 * MEBIBYTE
    members: int = 300
    """Files in one container."""
    depth: int = 4
    """Containers within containers."""
    pages: int = 150
    """Pages read; further ones are counted only."""
    ocr_pages: int = 30
    """Pages read by OCR; further ones are named as a problem."""
    pixels: int = 90_000_000
    """Pixels of one picture (a 600 dpi A4 page has 35 million)."""
    glyphs: int = 60_000
    """Characters drawn on one page."""
    figures: int = 20_000
    """Form XObjects drawn in one file, repetitions counted."""
    characters: int = 2_000_000
    """Characters of text kept of one document."""
    external_cpu_seconds: int = 60
    """Processor time of one run of an external program."""
    external_seconds: float = 300.0
    """Wall time of one run of an external program: on a busy machine it waits long for its turn."""
