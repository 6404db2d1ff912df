"""How well CVs and letters that real people wrote are read, from the file alone: no sender, no file name.

    python -m tests.real_cvs FOLDER [--half read|unread] [--misses]
    python -m tests.real_cvs FOLDER --sources

FOLDER     files/ and truth.json: a record a file with its id, file, source, sha256, half and truth, as a careful reader
           noted it from the pages
--half     only this half; of the unread half no miss is ever printed: nothing is tuned on it
--sources  print the list that `tests/data/real-cvs.json` or its sister is, instead of reading anything

The files and what they say of people stay outside the repository; the lists name their sources and digests, a list a
collection, and a folder that is none of those listed is refused.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from jobs.reading.reading import ReadingRules, inspect_file
from jobs.sandbox.pool import Pool
from parsers.criteria import EO_CRITERIA
from parsers.documents.external.tools import find_tools
from parsers.profile import assemble
from parsers.values.profiles import Source
from tests.corpus.measures import Tally, accepted, contains, plain

LISTED = tuple(Path(__file__).parent / "data" / name for name in ("real-cvs.json", "real-cvs-2.json"))
"""A list a collection; of the first the files are no longer kept."""
HALVES = ("read", "unread")
FIGURES = (
    "name",
    "phone",
    "city",
    "languages",
    "employer",
    "employer_invented",
    "ranges_recall",
    "ranges_precision",
)
RECEIVED = datetime(2026, 3, 1, 12, tzinfo=UTC)
CUTOFF = date(2026, 3, 15)
NAMING = 4
"""So many letters of a word of a name give its bearer away in a path: handles are made of beginnings."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the program makes of a file."""

    name: str | None = None
    phone: str | None = None
    city: str | None = None
    languages: frozenset[str] = frozenset()
    employer: str | None = None
    ranges: tuple[tuple[str, str], ...] = field(default=())
    """First and last year of each entry of the career, the last "present" while it goes on."""


# --- reading --------------------------------------------------------------------------------------------------------


def read(data, *, rules, pool):
    """The answer that one file alone gives."""
    documents = inspect_file(data, None, rules=rules, pool=pool).documents
    sources = [
        Source(
            message_id=1,
            document_id=number,
            received_at=RECEIVED,
            in_time=True,
            kind=read.document.kind,
            findings=read.findings,
        )
        for number, read in enumerate(documents, 1)
    ]
    profile = assemble(sources, criteria=EO_CRITERIA, cutoff=CUTOFF)
    person = {key: fact.value for key, fact in profile.person.items()}
    facts = {key: fact.value for key, fact in profile.facts.items()}
    return Answer(
        name=person.get("name"),
        phone=person.get("phone"),
        city=person.get("city"),
        languages=frozenset(facts.get("languages") or ()),
        employer=facts.get("current_employer"),
        ranges=tuple(years_of(entry) for read in documents for entry in read.findings.entries if entry.start),
    )


def years_of(entry):
    """First and last year of an entry, as the truth has them; of an end that the papers do not say, a question mark."""
    end = "present" if entry.ongoing else str(entry.end.year) if entry.end else "?"
    return str(entry.start.year), end


# --- scoring --------------------------------------------------------------------------------------------------------


def score(tally, record, answer):
    """Add one file's answer to the tally."""
    who, truth = record["id"], record["truth"]
    _score_person(tally, who, truth, answer)
    _score_languages(tally, who, truth, answer.languages)
    _score_employer(tally, who, truth, answer.employer)
    _score_ranges(tally, who, truth, answer.ranges)


def _score_person(tally, who, truth, answer):
    if truth["name"]:
        right = sorted(plain(answer.name).split()) == sorted(plain(truth["name"]).split())
        tally.add("name", right, f"{who}: {truth['name']}, got {answer.name}")
    phones = truth["phones"] or [None]
    tally.add("phone", answer.phone in phones, f"{who}: {truth['phones']}, got {answer.phone}")
    towns = {plain(town) for town in accepted(truth, "city", truth["city"])}
    tally.add("city", plain(answer.city) in towns, f"{who}: {truth['city']}, got {answer.city}")


def _score_languages(tally, who, truth, told):
    """The share that both have of what either has; nothing is asked where neither has any."""
    if not told and not truth["languages"]:
        return
    rights = [set(right) for right in accepted(truth, "languages", truth["languages"])]
    share = max(len(told & right) / len(told | right) if told | right else 1.0 for right in rights)
    tally.add("languages", share, f"{who}: {truth['languages']}, got {sorted(told)}")


def _score_employer(tally, who, truth, told):
    rights = [right for right in accepted(truth, "employer", truth["employer"]) if right]
    near = bool(told) and any(contains(told, right, 0.3) or contains(right, told, 0.2) for right in rights)
    miss = f"{who}: {truth['employer']}, got {told}"
    if truth["employer"]:
        tally.add("employer", near, miss)
        return
    invented = bool(told) and not near
    tally.total["employer_invented"] += 1
    tally.right["employer_invented"] += invented
    if invented:
        tally.misses["employer_invented"].append(miss)


def _score_ranges(tally, who, truth, told):
    """Posts against posts, to the year. What is neither a post nor studies (a voluntary office, a project) is left out
    of both: a reader may take it for a post or not."""
    posts = Counter(_years(start, end) for start, end, kind in truth["ranges"] if kind == "experience")
    either = {_years(start, end) for start, end, kind in truth["ranges"] if kind == "other"}
    got = Counter(told)
    for years, count in posts.items():
        for number in range(count):
            tally.add("ranges_recall", number < got[years], f"{who}: {'-'.join(years)} unread")
    for years, count in got.items():
        extra = count - posts[years]
        for number in range(count if extra <= 0 or years not in either else count - extra):
            tally.add("ranges_precision", number < posts[years], f"{who}: {'-'.join(years)} is no post, or no second")


def _years(start, end):
    return start[:4], end if end == "present" else end[:4]


# --- the list of sources --------------------------------------------------------------------------------------------


def source_of(record, name):
    """What the repository keeps of a record: where the file is from and digests, no name and no text.

    What of the source bears the person's name stands as its SHA-256.
    """
    repository, commit, path = record["source"].split(", ", 2)
    return {
        "repository": _unnamed(repository, name),
        "commit": commit,
        "path": _unnamed(path, name),
        "sha256": record["sha256"],
        "truth": digest_of(record["truth"]),
        "half": record["half"],
    }


def digest_of(truth):
    """The SHA-256 of a record's truth as canonical JSON."""
    return hashlib.sha256(json.dumps(truth, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _unnamed(text, name):
    letters = re.sub(r"\W|_|\d", "", plain(text))
    named = any(len(word) >= NAMING - 1 and word[:NAMING] in letters for word in plain(name).split())
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}" if named else text


def sources_of(records):
    """The list of all records; a name found in one file of a repository counts for its other files."""
    names = {}
    for record in records:
        repository = record["source"].split(", ")[0]
        names[repository] = f"{names.get(repository, '')} {record['truth']['name'] or ''}"
    return [source_of(record, names[record["source"].split(", ")[0]]) for record in records]


# --- the command ----------------------------------------------------------------------------------------------------


def differing(folder, records):
    """Why the folder is none of those listed; empty where it is one."""
    if sources_of(records) not in [json.loads(path.read_text("utf-8")) for path in LISTED]:
        return f"truth.json is not what {' or '.join(path.name for path in LISTED)} lists"
    changed = [r["id"] for r in records if hashlib.sha256(file_of(folder, r).read_bytes()).hexdigest() != r["sha256"]]
    return f"changed files: {', '.join(changed)}" if changed else ""


def file_of(folder, record):
    return folder / "files" / record["file"]


def measure(folder, records):
    """The tally of the records' files, each read in a confined worker as live mail is."""
    rules, tally = ReadingRules(criteria=EO_CRITERIA, tools=find_tools()), Tally()
    with Pool() as pool, ThreadPoolExecutor(pool.workers) as threads:
        answers = threads.map(
            lambda record: read(file_of(folder, record).read_bytes(), rules=rules, pool=pool), records
        )
        for record, answer in zip(records, answers, strict=True):
            score(tally, record, answer)
    return tally


def report(half, tally, files, *, misses):
    write = sys.stdout.write
    write(f"{half} half: {files} files\n")
    for figure in FIGURES:
        total = tally.total[figure]
        share = tally.right[figure] / total if total else 0.0
        write(f"  {figure:18} {share:6.1%} of {total:3}\n")
        if misses and half != "unread":
            write("".join(f"      {miss}\n" for miss in tally.misses[figure]))


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m tests.real_cvs", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true", help="print what was missed in the read half")
    parser.add_argument("--sources", action="store_true", help="print the list of sources")
    given = parser.parse_args(arguments)
    records = json.loads((given.folder / "truth.json").read_text("utf-8"))
    if given.sources:
        sys.stdout.write(json.dumps(sources_of(records), ensure_ascii=False, indent=1) + "\n")
        return 0
    if why := differing(given.folder, records):
        parser.error(why)
    for half in [given.half] if given.half else HALVES:
        chosen = [record for record in records if record["half"] == half]
        report(half, measure(given.folder, chosen), len(chosen), misses=given.misses)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
