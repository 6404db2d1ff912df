"""Answers of workers, in processes of their own: built by many threads, and what is loaded for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.unit.jobs.sandbox.test_answers import TASKS

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


def test_what_a_task_is_loaded_with_is_what_workers_may_read():
    """A worker loads a task's module behind its walls: of the house it reads `jobs` and `parsers` alone.

    It does so for each task anew, so that a log's library would cost as much as what is asked.
    """
    modules = sorted({task.__module__ for task in TASKS})
    code = f"import importlib, sys; [importlib.import_module(name) for name in {modules}]; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {name.split(".")[0] for name in loaded} & {"ingest", "store", "desk", "sqlalchemy", "structlog"} == set()
