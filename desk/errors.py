"""What can go wrong at the desk, as one clear line each.

DeskError
├── PaperMissing       the original is not in the archive, or has no such part
├── PageNotDrawn       that page of that file can't be drawn as a picture
├── PasswordWrong      the file does not open with the password entered
└── ErasingRefused     a person's data can't be erased just now
"""

from __future__ import annotations


class DeskError(Exception):
    """Base of all; `str()` is for the log, the page has its own words."""


class PaperMissing(DeskError):
    """The original is not in the archive, or has no such part."""


class PageNotDrawn(DeskError):
    """That page of that file can't be drawn as a picture."""


class PasswordWrong(DeskError):
    """The file does not open with the password entered."""


class ErasingRefused(DeskError):
    """A person's data can't be erased just now; `str()` is a text of the page."""
