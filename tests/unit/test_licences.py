"""What we install may be shipped under MIT: no library under the GPL or AGPL, none under the LGPL without a reason.

A wheel's metadata tells of its own code only: the shared libraries that it carries are named one by one, and one that
nobody has named fails.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.each import each
from tests.licences import (
    FREE_PARTS,
    LESSER_PARTS,
    RUNTIME_EXCEPTION,
    carried,
    complete,
    installed,
    is_allowed,
    licence,
    main,
    parts,
)

PACKAGES = dict(installed())


@each("name", PACKAGES)
def test_its_licence_is_one_we_may_ship(name):
    assert is_allowed(name, licence(PACKAGES[name])), f"{name}: {licence(PACKAGES[name]) or 'no licence told'}"


@each("name", PACKAGES)
def test_what_its_wheel_carries_is_known_and_free(name):
    assert parts(PACKAGES[name]) <= FREE_PARTS | LESSER_PARTS.keys() | RUNTIME_EXCEPTION.keys()


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "AGPL-3.0", "LGPL-3.0-only", "GPL-2.0 AND MIT", "", "UNKNOWN"])
def test_others_are_refused(expression):
    assert not is_allowed("something", expression)


def test_most_of_what_is_locked_is_looked_at():
    assert len(PACKAGES) > 80


def test_the_list_that_goes_with_a_release_names_every_licence(tmp_path):
    main(tmp_path / "licences.txt")
    lines = (tmp_path / "licences.txt").read_text("utf-8").splitlines()
    assert len(lines) > 50
    assert [line for line in lines if not line.partition(": ")[2]] == []
    assert any(line.startswith("pyrage ") and line.endswith(": MIT") for line in lines)


def test_what_a_wheel_carries_stands_in_list_and_bill_with_its_version(tmp_path):
    main(tmp_path / "licences.txt")
    listed = (tmp_path / "licences.txt").read_text("utf-8")
    assert re.search(r"^  libqpdf \d[\d.]+: within pikepdf, ", listed, re.MULTILINE)
    (tmp_path / "sbom.json").write_text(json.dumps({"components": [{"name": "pikepdf"}, {"name": "typer"}]}), "utf-8")
    complete(tmp_path / "sbom.json")
    pikepdf, typer = json.loads((tmp_path / "sbom.json").read_text("utf-8"))["components"]
    assert {"libqpdf", "libjpeg"} <= {one["name"] for one in pikepdf["components"] if one["version"]}
    assert "components" not in typer


@pytest.mark.skipif("opencv-python-headless" not in PACKAGES, reason="the second reader of pictures is not installed")
def test_the_tls_that_opencv_carries_is_told_as_lists_of_vulnerabilities_know_it():
    told = {part.name: part for part in carried(PACKAGES["opencv-python-headless"])}
    version = told["libcrypto"].version
    assert re.fullmatch(r"\d+\.\d+\.\d+[a-z]?", version)
    assert told["libcrypto"].cpe == f"cpe:2.3:a:openssl:openssl:{version}:*:*:*:*:*:*:*"


def test_a_component_without_a_licence_is_given_the_one_of_the_list(tmp_path):
    told = [{"expression": "0BSD"}]
    components = [
        {"name": "pyrage"},
        {"name": "IMAPClient"},
        {"name": "typer", "licenses": told},
        {"name": "unheard-of"},
    ]
    (tmp_path / "sbom.json").write_text(json.dumps({"components": components}), "utf-8")
    complete(tmp_path / "sbom.json")
    known = json.loads((tmp_path / "sbom.json").read_text("utf-8"))["components"]
    assert [one.get("licenses", [{}])[0].get("expression") for one in known] == ["MIT", "BSD-3-Clause", "0BSD", None]
