from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from parsers.documents.external.tools import Tools
from parsers.documents.limits import Limits
from parsers.documents.reader import read_document

# The makers of specimens are a module of this folder, which pytest's importlib mode does not put on the path.
sys.path.append(str(Path(__file__).parent))

# As workers have it: else each child that is forked to read or draw a page would load it anew.
import_module("pypdfium2.raw")


@pytest.fixture
def read(tmp_path):
    """Reads bytes as a document on a machine without external programs."""

    def reading(data: bytes, *, passwords=(), limits=None, tools=None, filename="paper"):
        return read_document(
            data,
            place="2",
            filename=filename,
            passwords=passwords,
            limits=limits or Limits(),
            tools=tools or Tools(folder=tmp_path),
        )

    return reading
