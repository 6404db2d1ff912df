"""The documents: links lead somewhere, commands are there, and every decision stands in the index."""

from __future__ import annotations

import re
from fnmatch import fnmatch
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


UNIT_OR_PATH = r"/(?:etc|opt|run|usr/local|var)/[\w./*-]+"


TYPED = ("operations.md", "several-machines.md", "privacy.md", "desk.md")
AWAY = ("Uninstall", "Take it away")


def typed():
    """The command lines of the pages that an operator types from, and those of what takes it all away, each whole."""
    text = "\n".join((ROOT / "docs" / page).read_text("utf-8") for page in TYPED)
    chapters = re.split(r"^## ", text, flags=re.MULTILINE)
    away = "".join(chapter for chapter in chapters if chapter.startswith(AWAY))
    rest = "".join(chapter for chapter in chapters if not chapter.startswith(AWAY))
    return tuple(
        re.findall(r"^    (?!    )(.+(?:\n        .+)*)", lines.replace("\\\n", "\n"), re.MULTILINE)
        for lines in (rest, away)
    )


def made_by(line):
    """The files and folders that a command line makes: `install`, `ln`, `tee`, `venv`, `backup FOLDER`."""
    found = re.search(r"(?:\binstall\b|\bln -s|\btee|-m venv|candidatures backup)(?! --verify)([^|&#]*)", line)
    if found is None or "apt install" in line or "pip install" in line:
        return
    paths = re.findall(UNIT_OR_PATH, found[1])
    for path in paths[-1:]:
        if path.endswith("/"):
            yield from (path + Path(file).name for file in re.findall(r"deploy/[\w.-]+", found[1]))
        else:
            yield path


def test_what_is_installed_is_uninstalled():
    lines, away = typed()
    gone = re.findall(UNIT_OR_PATH, "\n".join(line for line in away if "rm -" in line))
    made = {path for line in lines for path in made_by(line)} - {"/usr/local/share/man/man1"}
    assert len(made) > 10
    assert [path for path in sorted(made) if not any(is_within(path, each) for each in gone)] == []


def is_within(path, taken):
    return fnmatch(path, taken) or path.startswith(f"{taken}/") or fnmatch(str(Path(path).parent), taken)


def test_what_is_enabled_or_set_is_disabled_and_reset():
    lines, away = ("\n".join(some) for some in typed())
    stopped = re.findall(r"for unit in ([^;]+); do sudo systemctl disable --now", away)[0].split()
    for unit in set(re.findall(r"enable --now ([\w.-]+)", lines)):
        assert unit in stopped
        assert not unit.endswith(".timer") or "/var/lib/systemd/timers/stamp-candidatures-*.timer" in away
    assert set(re.findall(r"ALTER SYSTEM SET (\w+)", lines)) == set(re.findall(r"ALTER SYSTEM RESET (\w+)", away))
    assert ("createdb" in lines, "createuser" in lines) == ("dropdb" in away, "dropuser" in away)
    script = (ROOT / "deploy" / "candidatures-secrets").read_text("utf-8")
    for ending in ("", *re.findall(r"\$brought(\.\w+)\b", script)):
        assert f"/run/candidatures-secrets{ending}" in away
