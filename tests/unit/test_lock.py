"""The locks hold what pyproject.toml asks for, in one version of everything, with hashes; `make lock` renews them."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.locks import ROOT, entries, text, versions

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LOCKS = {
    "app.txt": {"dependencies", "postgresql", "objects", "workers", "ocr", "build"},
    "demo.txt": {"dependencies", "demo", "build"},
    "test.txt": {"dependencies", "postgresql", "objects", "workers", "ocr", "test", "demo", "build"},
    "tools.txt": {"tools"},
}
"""What each lock is for."""


def asked():
    """Each list of requirements of pyproject.toml by name: dependencies, extras, groups."""
    groups = {
        name: [each for each in given if isinstance(each, str)] for name, given in PROJECT["dependency-groups"].items()
    }
    project = PROJECT["project"]
    return {"dependencies": project["dependencies"], **project["optional-dependencies"], **groups}


def test_every_list_of_requirements_has_a_lock():
    assert set(asked()) == set().union(*LOCKS.values())


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_asked_for_is_locked_in_a_version_that_fits(lock, python):
    held = versions(lock, python)
    for given in (Requirement(each) for name in LOCKS[lock] for each in asked()[name]):
        assert canonicalize_name(given.name) in held, f"{lock} lacks {given.name}: make lock"
        version = held[canonicalize_name(given.name)]
        assert given.specifier.contains(version, prereleases=True), f"{lock} has {given.name} {version}: make lock"


@pytest.mark.parametrize("python", PYTHONS)
def test_one_version_of_everything(python):
    widest = versions("test.txt", python)
    for lock in ("app.txt", "demo.txt"):
        assert versions(lock, python).items() <= widest.items(), lock


def test_the_pythons_are_those_of_the_metadata():
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.15"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_has_hashes_and_no_place_to_fetch_it_from(lock):
    for requirement, hashes in entries(lock):
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", each) for each in hashes), requirement
        assert requirement.url is None, requirement
    assert not re.search(r"://|--(?!hash=)\w", text(lock))
