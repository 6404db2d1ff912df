"""Every delivery of the invented mailbox: its disposition, before and after it is read, and whose it is."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

from parsers.disposition.disposition import at_sight
from parsers.disposition.notice_index import NoticeRules
from parsers.mail.headers.headers import read_headers
from parsers.mail.message import read_message
from parsers.mail.mime.outline import read_outline
from tests.disposing import dispose
from tests.each import each

SAMPLE = Path(__file__).parents[2] / "data" / "sample-mailbox"
NOTICE = NoticeRules(
    subject="Recrutement EO",
    closes_at=datetime.fromisoformat("2026-03-16T00:00:00+01:00"),
    internal_domains=frozenset({"cdm.example"}),
    title="Chargé(e) de mission, Carrefour des Métiers d'Arlon",
)
DELIVERIES = json.loads((SAMPLE / "deliveries.json").read_text("utf-8"))
CANDIDATES = {c["id"]: c for c in json.loads((SAMPLE / "candidates.json").read_text("utf-8"))}


@cache
def message(file):
    return read_message((SAMPLE / file).read_bytes(), internal_domains=NOTICE.internal_domains)


def is_open(headers, outline):
    (seen,) = at_sight(headers, outline, [NOTICE], NOTICE.closes_at)
    return seen.needs_original


def verdict(delivery):
    """As a poll does it: by headers and outline, then by the message where that may change it."""
    original = (SAMPLE / delivery["file"]).read_bytes()
    headers, outline = read_headers(original), read_outline(original)
    read = message(delivery["file"]) if is_open(headers, outline) else None
    received_at = datetime.fromisoformat(delivery["internaldate"])
    return dispose(headers, outline, notice=NOTICE, received_at=received_at, message=read)


@each("delivery", DELIVERIES)
def test_disposition(delivery):
    assert verdict(delivery).disposition == delivery["disposition"]


@each("delivery", [d for d in DELIVERIES if d["candidate"]])
def test_applicant(delivery):
    assert message(delivery["file"]).applicant.email == CANDIDATES[delivery["candidate"]]["email"]


def test_files_that_differ_in_trace_headers_are_one_message():
    keys = {file: message(file).content_key for file in {d["file"] for d in DELIVERIES}}
    same = [{file for file in keys if keys[file] == key} for key in set(keys.values())]
    assert sorted(map(sorted, (files for files in same if len(files) > 1))) == [
        ["messages/0009.eml", "messages/0010.eml"],
        ["messages/0028.eml", "messages/0029.eml"],
    ]


def test_unrelated_mail_is_not_read_without_need():
    unread = [d["file"] for d in DELIVERIES if d["disposition"] == "unrelated" and not _is_read(d)]
    assert len(unread) == 6


def _is_read(delivery):
    original = (SAMPLE / delivery["file"]).read_bytes()
    return is_open(read_headers(original), read_outline(original))
