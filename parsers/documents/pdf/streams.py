"""A bound on what the streams of one PDF unpack to: pdfminer itself unpacks whatever it is told to."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pdfminer import pdftypes

from parsers.errors import Unreadable
from parsers.values.problems import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.limits import Limits


class _BoundedZlib:
    """Stands in for the module `zlib` within pdfminer's stream decoder."""

    error = zlib.error

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unpacked_bytes

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever zlib has
        return getattr(zlib, name)

    def decompress(self, data: bytes, *_: int) -> bytes:
        """As `zlib.decompress`, up to the limits."""
        bound = min(self._limits.part_bytes, self._left)
        inflater = zlib.decompressobj()
        unpacked = inflater.decompress(data, bound)
        if inflater.unconsumed_tail:
            raise Unreadable(Reason.TOO_LARGE, f"a stream unpacks to more than {bound} bytes")
        if not inflater.eof:
            raise zlib.error("incomplete or truncated stream")
        self._left -= len(unpacked)
        return unpacked


@contextmanager
def bounded_streams(limits: Limits) -> Iterator[None]:
    """While this holds, a PDF stream that unpacks beyond `limits` raises Unreadable (too_large)."""
    pdftypes.zlib = _BoundedZlib(limits)  # type: ignore[attr-defined, assignment]
    try:
        yield
    finally:
        pdftypes.zlib = zlib  # type: ignore[attr-defined]
