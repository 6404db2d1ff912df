"""Careers in the usual shapes of CVs (careers.txt): how many years count up to March 2026."""

from datetime import UTC, date, datetime
from pathlib import Path

from parsers.facts.career.career import career_of
from parsers.facts.experience.experience import experience
from parsers.layout.sections import sections
from parsers.values.evidence import Findings
from parsers.values.profiles import Source
from tests.each import each

CUTOFF = date(2026, 3, 15)
SHAPES = (Path(__file__).parent / "careers.txt").read_text("utf-8").split("### ")[1:]


def years(text):
    findings = Findings(entries=career_of(sections(text)).entries)
    source = Source(
        message_id=1, document_id=1, received_at=datetime(2026, 3, 1, tzinfo=UTC), in_time=True, findings=findings
    )
    return experience([source], [], None, CUTOFF, served=True)[0].value


@each("shape", SHAPES)
def test_a_career_adds_up(shape):
    title, text = shape.split("\n", 1)
    expected = title.rsplit("= ", 1)[1]
    assert years(text.strip("\n") + "\n") == (None if expected == "none" else int(expected))
