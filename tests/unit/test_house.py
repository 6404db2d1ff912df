"""The house as `ls` shows it: few names on each level, a name for one thing, and tests where the code is."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict

import pytest

from tests.code_map import ROOT, packages
from tests.each import each
from tests.unit.test_circles import modules

MOST_NAMES = 13
"""Folders and modules on one level. More than a dozen are no longer taken in at a glance: two that belong together
make a folder, if there is a word for it."""
MORE_NAMES = {"parsers/facts": 14, "parsers/facts/asked": 14, "parsers/values": 14}
"""One folder or module more for each kind of fact or criterion, one module for each subject that passes rooms."""
UNCOUNTED = {"__init__.py", "__main__.py", "errors.py"}
"""They say nothing of what a folder holds."""


def names(folder):
    """What `ls` shows of a folder's code."""
    inner = {path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    return inner | {path.name for path in folder.glob("*.py")} - UNCOUNTED


@each("folder", list(packages()))
def test_no_level_has_more_names_than_are_taken_in_at_a_glance(folder):
    most = MORE_NAMES.get(str(folder.relative_to(ROOT)), MOST_NAMES)
    assert len(names(folder)) <= most, sorted(names(folder))


def test_names_are_folders_and_modules(tmp_path):
    for name in ("__init__.py", "errors.py", "a.py", "py.typed", "b/c.py", "static/page.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == {"a.py", "b"}


def classes(files):
    """The public classes of modules by name, each with where it stands."""
    found = defaultdict(list)
    for module, file in files.items():
        for name in re.findall(r"^class ([A-Za-z]\w*)", file.read_text("utf-8"), re.MULTILINE):
            found[name].append(module)
    return found


def doubled(files):
    """The names that more than one public class has."""
    return {name: where for name, where in classes(files).items() if len(where) > 1}


def test_no_two_public_classes_share_a_name():
    assert doubled(modules()) == {}


@pytest.mark.parametrize(
    ("second", "told"), [("class A: ...", {"A": ["a", "b"]}), ("class _A: ...", {}), ("A = 1", {})]
)
def test_two_classes_of_one_name_are_told(tmp_path, second, told):
    files = {name: tmp_path / f"{name}.py" for name in ("a", "b")}
    for name, text in (("a", "class A: ..."), ("b", second)):
        files[name].write_text(f"{text}\n", "utf-8")
    assert doubled(files) == told


def test_every_folder_of_jobs_has_its_place_among_the_layers():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(each["layers"] for each in contracts if each["name"].startswith("the folders of jobs"))
    placed = {name.strip() for layer in layers for name in layer.split("|")} | {"jobs", "jobs.demo"}
    folders = {".".join(folder.relative_to(ROOT).parts) for folder in packages() if ROOT / "jobs" in folder.parents}
    for folder in folders - placed:
        within = any(folder.startswith(f"{other}.") for other in placed - {"jobs"})
        holds = any(other.startswith(f"{folder}.") for other in placed)
        assert within or holds, folder
