"""What importing the readers of text loads, in a process that has loaded nothing."""

from __future__ import annotations

import subprocess
import sys

ASKING = """
import importlib, pkgutil, parsers
for module in pkgutil.walk_packages(parsers.__path__, "parsers."):
    importlib.import_module(module.name)
from parsers.lexicon import vocabulary
print(vocabulary._loaded.cache_info().currsize)
"""


def test_no_module_loads_the_lexicon_when_it_is_imported_and_every_set_that_it_names_is_there():
    code = f"{ASKING}vocabulary.lexicon()"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout, told.stderr) == (0, "0\n", "")
