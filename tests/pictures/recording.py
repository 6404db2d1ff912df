"""What each reader makes of a picture, as its program answers: recorded once, and read again without any program."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest import mock

from PIL import Image

from parsers.documents.external.tools import Tools, find_tools, processor_time_of_programs
from parsers.documents.image import ocr, rapid_ocr, rapid_ocr_program
from parsers.documents.image.fading import faded_share
from parsers.documents.image.frames import frames, is_blank
from parsers.documents.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parsers.documents.extracted_text import Sheet

Record = dict[str, Any]
LIMITS = Limits(external_seconds=3000, external_cpu_seconds=3000)


def recorded(picture: bytes) -> Record:
    """Tesseract's tables in the order of its looks, the second reader's answer, and processor seconds of both."""
    record: Record = {"tables": [], "seconds": {"tesseract": 0.0, "rapidocr": 0.0}}
    tesseract = ocr.run

    def first(argv: list[str], **options: Any) -> bytes:
        began = processor_time_of_programs()
        table = tesseract(argv, **options)
        record["seconds"]["tesseract"] += processor_time_of_programs() - began
        record["tables"].append(table.decode("utf-8", "replace"))
        return table

    def second(_: list[str], *, data: bytes, **__: Any) -> bytes:
        began = time.process_time()
        record["second"] = _answer(data)
        record["seconds"]["rapidocr"] = time.process_time() - began
        return json.dumps(record["second"]).encode()

    def faded(*given: Any) -> float:
        record["faded"] = faded_share(*given)
        return float(record["faded"])

    with _programs(first, second), mock.patch.object(ocr, "faded_share", faded):
        (page,) = frames(picture, limits=LIMITS)
        ocr.PageOcr(tools=find_tools(), limits=LIMITS).read(page)
    record["size"], record["blank"] = page.size, is_blank(page)
    return slim(record)


def slim(record: Record) -> Record:
    """The record with what is read of it again alone: rows of words, whole pixels."""
    tables = [
        "\n".join(row for row in table.splitlines() if row.startswith(("level", "5"))) for table in record["tables"]
    ]
    lines = [
        {**line, "corners": [[round(x), round(y)] for x, y in line["corners"]]} for line in record["second"]["lines"]
    ]
    return {**record, "tables": tables, "second": {**record["second"], "lines": lines}}


@cache
def _engine() -> Any:
    return _ENGINE()


_ENGINE = rapid_ocr_program.engine


def _answer(request: bytes) -> Record:
    """By one engine for all pictures: loading it takes a second."""
    with mock.patch.object(rapid_ocr_program, "engine", _engine):
        return rapid_ocr_program.answer(request)


@contextmanager
def _programs(first: Any, second: Any) -> Iterator[None]:
    with mock.patch.object(ocr, "run", first), mock.patch.object(rapid_ocr, "run", second):
        yield


def replayed(record: Record) -> Sheet:
    """The page that the reader of pictures makes of a record."""
    tables = iter(record["tables"])

    tools = Tools(tesseract="tesseract", languages=frozenset({"fra", "nld", "deu", "eng"}), rapidocr=True)
    first, second = (lambda *_, **__: next(tables).encode()), (lambda *_, **__: json.dumps(record["second"]).encode())
    with (
        _programs(first, second),
        mock.patch.object(ocr, "is_blank", return_value=record.get("blank", False)),
        mock.patch.object(ocr, "faded_share", return_value=record.get("faded", 0.0)),
    ):
        return ocr.PageOcr(tools=tools, limits=LIMITS).read(Image.new("L", record["size"]))
