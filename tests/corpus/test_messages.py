"""Real mail of other projects, where it lies beside this one: above the better plain library in each row.

The figures are what the better of the standard library and mail-parser reaches on mail of this kind; `score.py` and its
truth belong to that corpus and are no part of the project. Where it is missing there is nothing to compare with.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BETTER_LIBRARY = {
    "no error": 99.99,
    "subject": 97.6,
    "from": 96.6,
    "stated name": 92.0,
    "attachment count": 95.3,
    "attachment bytes": 79.5,
}


def test_above_the_better_library_in_every_row(tmp_path):
    if not (CORPUS / "messages.jsonl").exists():
        pytest.skip("the corpus of other projects' mail is not beside the checkout")
    from jobs.reading.inspection import inspection  # noqa: PLC0415 - only where there is something to inspect
    from parsers.mail.message import read_message  # noqa: PLC0415 - as above

    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w") as out:
        for path in sorted((CORPUS / "mail").rglob("*")):
            if path.is_file():
                out.write(json.dumps({"file": str(path), **inspection(read_message(path.read_bytes()))}) + "\n")
    command = [sys.executable, str(CORPUS / "score.py"), "messages", str(predictions)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    shares = {row.strip(): float(share) for row, share in re.findall(r"^(\S[\w ]+?) +([\d.]+)%", printed, re.MULTILINE)}
    assert set(shares) >= set(BETTER_LIBRARY)
    assert {row for row, share in BETTER_LIBRARY.items() if shares[row] <= share} == set(), printed
