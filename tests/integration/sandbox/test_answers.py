"""Answers of workers, built by many threads of a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BUILDING_AT_ONCE = """
import msgspec, sys, threading, types
from jobs.sandbox import answers

sys.setswitchinterval(1e-6)
CLASS = '@dataclasses.dataclass\\nclass Made{}:\\n one: "{}"\\n many: "tuple[{}, ...]"\\n name: "str | None" = None\\n'


VALUE = b'{"one":' * 6 + b"1" + b',"many":[]}' * 6


def nested(number):
    module = sys.modules[f"made{number}"] = types.ModuleType(f"made{number}")
    inner = ["int", *(f"Made{level}" for level in range(5))]
    source = "".join(CLASS.format(level, name, name) for level, name in enumerate(inner))
    exec("import dataclasses\\n" + source, module.__dict__)
    return module.Made5


def learn(kind, start):
    start.wait()
    try:
        answers._decoder(kind).decode(VALUE)
    except msgspec.ValidationError as refused:
        assert "$.one" in str(refused)


for number in range(200):
    kind, start = nested(number), threading.Barrier(6)
    threads = [threading.Thread(target=learn, args=(kind, start)) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
"""


def test_threads_that_learn_a_type_at_once_do_not_end_the_process():
    done = subprocess.run([sys.executable, "-c", BUILDING_AT_ONCE], cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == 0
