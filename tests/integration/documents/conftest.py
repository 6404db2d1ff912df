from __future__ import annotations

import sys
from pathlib import Path

from tests.unit.parsers.documents.conftest import read  # noqa: F401 - a fixture

# The maker of hostile files is a module of this folder, which pytest's importlib mode does not put on the path.
sys.path.append(str(Path(__file__).parent))
