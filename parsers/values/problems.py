"""Bad input as a value, not as an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a document could not be read."""

    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too_large"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    OCR_UNAVAILABLE = "ocr_unavailable"
    CONVERTER_UNAVAILABLE = "converter_unavailable"
    READ_WITH_DOUBT = "read_with_doubt"
    """A picture of which OCR read too little to say what stands there; the document keeps what was read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Bad input as a value that the recruiter sees: a stable code, where it is, and a plain English sentence."""

    code: str
    place: str
    sentence: str
