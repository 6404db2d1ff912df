"""The documents: links lead somewhere, commands are there, and every decision stands in the index."""

from __future__ import annotations

import re
from pathlib import Path

from tests.each import each

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
HOUSE = "ingest|parsers|store|desk|jobs|alembic|tests|deploy|docs|bench"
PATH = re.compile(rf"`((?:{HOUSE})/[\w./-]*)(?:::\w+)?`")
TEST = re.compile(r"(?:[`/](test_\w+\.py))?(?:::(test_\w+))?")
PARTS = ["Context", "Decision", "Consequences", "Weighed"]


def name(page):
    return str(page.relative_to(ROOT))


def anchors(page):
    """What GitHub calls a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each("page", PAGES)
def test_links_lead_somewhere(page):
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            led = (page.parent / target).resolve() if target else page
            assert led.exists(), target
            assert not anchor or anchor in anchors(led), f"{target}#{anchor}"


@each("page", PAGES)
def test_a_file_or_folder_that_is_named_is_there(page):
    assert [path for path in PATH.findall(page.read_text("utf-8")) if not (ROOT / path).exists()] == []


def test_what_is_decided_stands_where_the_table_says():
    table = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("## Where is it decided?")[1].split("\n## ")[0]
    rows = re.findall(r"^\| .+ \| `(.+?)` \| `(.+?)` \|$", table, re.MULTILINE)
    assert len(rows) > 20
    for file, what in rows:
        written = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^(?:def |class )?{what}\b(?:\(|:| =)", written, re.MULTILINE), f"{file} has no {what}"


@each("page", PAGES)
def test_a_make_command_is_a_target(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = re.findall(r"(?:`|^    )make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    assert set(told) <= targets


def test_every_decision_stands_in_the_index_under_its_title():
    index = (DECISIONS / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[(\d+)\]\((.+?)\) \| (.+) \|$", index, re.MULTILINE)
    records = [(path.name, path.read_text("utf-8").split("\n")[0]) for path in sorted(DECISIONS.glob("0*.md"))]
    assert [(file, f"# {number}. {title}") for number, file, title in rows] == records


@each("record", sorted(DECISIONS.glob("0*.md")))
def test_a_decision_has_its_four_parts(record):
    assert re.findall(r"^\*\*(\w+)\.\*\*", record.read_text("utf-8"), re.MULTILINE) == PARTS


def test_the_tests_that_security_names_are_there():
    paths = sorted((ROOT / "tests").rglob("test_*.py"))  # two may have one name
    files = {path.name for path in paths}
    every = "\n".join(path.read_text("utf-8") for path in paths)
    named = [each for each in TEST.findall((ROOT / "SECURITY.md").read_text("utf-8")) if any(each)]
    assert len(named) > 50
    for file, test in named:
        assert not file or file in files
        assert f"def {test}" in every, test
