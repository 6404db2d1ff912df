"""Measure the extractors on the invented dossiers: figures of each folder, misses of those that are open.

    python -m tests.corpus.evaluate [--all] [--raise-floors] [FOLDER...]

Of a folder named `held` no miss is printed, whatever the options: nothing is tuned on it. --raise-floors writes what is
better now than its floor into tests/floors.json.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from parsers.criteria import EO_CRITERIA
from parsers.facts.context.said import IN_DOUBT
from parsers.facts.extractors import find_in_body, find_in_document
from parsers.mail.quoting.voices import voices
from parsers.profile import assemble
from parsers.rules.registry import rule_of
from parsers.values.documents import Document, Kind, Page
from parsers.values.headers import Address, Headers
from parsers.values.messages import Body, Message
from parsers.values.profiles import Source
from tests import floors
from tests.corpus.measures import Tally, score

HERE = Path(__file__).parent
CUTOFF = date(2026, 3, 15)
NEAR = 0.001
WEIGHED = {"name": (0.15, 0.95), "postal_code": (0.0, 2.4), "city": (0.0, 2.4)}
"""How sure the least and the surest are that something besides their row weighs: how far down a name stands, and
whether somebody lives at an address."""
RECEIVED = datetime(2026, 3, 1, 12, tzinfo=UTC)
TARGETS = {
    "name": 0.97,
    "phone": 0.97,
    "city": 0.95,
    "tenure": 0.95,
    "workload": 0.93,
    "experience_years": 0.92,
    "orientation": 0.93,
    "qualifications": 0.92,
    "languages": 0.93,
    "employer": 0.85,
    "state": 0.93,
    "sure_and_right": 0.97,
    "evidence": 0.92,
    "evidence_placed": 0.98,
    "precision": 0.95,
}


def document_of(given):
    """A document as the readers would hand it on: pages joined with a line feed."""
    text, pages = "", []
    for number, page in enumerate(given["pages"], 1):
        text += "\n" if text else ""
        pages.append(Page(number=number, start=len(text), end=len(text) + len(page)))
        text += page
    return Document(
        place=given["filename"],
        filename=given["filename"],
        media_type="application/pdf",
        sha256=sha256(text.encode()).hexdigest(),
        size=len(text),
        kind=Kind(given["kind"]),
        language=given["language"],
        text=text,
        pages=tuple(pages),
        page_count=len(pages),
    )


def message_of(dossier, body):
    return Message(
        headers=Headers(fields=(), subject=dossier["subject"], sender=Address(**dossier["sender"])),
        applicant=Address(**dossier["sender"]),
        body=Body(text=body, stretches=voices(body)),
        is_letter=dossier.get("letter_in_body", False),
    )


def sources_of(dossier, criteria=EO_CRITERIA):
    """One source for each mail's body and each document, and their texts by message and document."""
    sources, texts = [], {}
    for number, text in enumerate([dossier["body"], *dossier.get("later_bodies", [])], 1):
        message = message_of(dossier, text)
        texts[number, None] = text
        sources.append(
            Source(
                message_id=number,
                document_id=None,
                received_at=RECEIVED + timedelta(days=number),
                in_time=True,
                applicant=message.applicant,
                findings=find_in_body(message, criteria=criteria),
            )
        )
    for number, given in enumerate(dossier["documents"], 1):
        document = document_of(given)
        texts[1, number] = document.text
        findings = find_in_document(document, criteria=criteria)
        sources.append(
            replace(sources[0], document_id=number, kind=document.kind, filename=document.filename, findings=findings)
        )
    return sources, texts


def measure(folder):
    """The tally of every dossier in `folder`, and the seconds of processor time it took."""
    tally, began = Tally(), time.process_time()
    for path in sorted(folder.glob("*.json")):
        dossier = json.loads(path.read_text("utf-8"))
        sources, texts = sources_of(dossier)
        profile = assemble(sources, criteria=EO_CRITERIA, cutoff=CUTOFF)
        score(tally, dossier["id"], dossier["truth"], profile, texts)
        note_beyond(tally, sources)
    return tally, time.process_time() - began


def note_beyond(tally, sources):
    """Note the rules that speak less or more surely than their rows tell."""
    for finding in (fact for source in sources for fact in source.findings.facts if fact.evidence):
        row = rule_of(finding.evidence[0].rule)
        if row is None or row.fact != finding.key:
            continue
        of_row = (row.certainty[0] if not row.doubts else IN_DOUBT, row.certainty[-1])
        least, most = WEIGHED.get(finding.key, of_row)
        if not least - NEAR <= finding.certainty <= most + NEAR:
            tally.beyond[row.id].add(round(finding.certainty, 2))


def shares(tally):
    """The figures that have a target, as shares."""
    return {figure: tally.right[figure] / tally.total[figure] for figure in TARGETS if tally.total[figure]}


def report(folder, tally, seconds, *, every):
    write = sys.stdout.write
    write(f"{folder.name} ({seconds:.1f} s)\n")
    for figure in [*TARGETS, *sorted(set(tally.total) - set(TARGETS))]:
        total = tally.total[figure]
        share = tally.right[figure] / total if total else 1.0
        mark = "<-" if share < TARGETS.get(figure, 0) else ""
        write(f"  {figure:28} {share:6.1%} of {total:3} {mark}\n")
        if every and folder.name != "held":
            write("".join(f"      {miss}\n" for miss in tally.misses[figure]))


def main(arguments):
    folders = [Path(given) for given in arguments if not given.startswith("--")]
    for folder in folders or [HERE / "candidates" / half for half in ("open", "others", "held")]:
        tally, seconds = measure(folder)
        report(folder, tally, seconds, every="--all" in arguments)
        if "--raise-floors" in arguments:
            floors.raise_floors(folder.name, shares(tally))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
