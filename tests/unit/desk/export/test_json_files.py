from __future__ import annotations

import io
import json

from desk.export.json_files import write_applications, write_messages

APPLICATION = {
    "id", "notice", "candidate", "on_time", "has_cv", "has_letter", "letter_in_body", "missing", "first_received_at",
    "last_received_at", "message_ids", "documents", "facts",
}  # fmt: skip
DOCUMENT = {
    "id", "message_id", "filename", "media_type", "sha256", "size", "kind", "language", "pages", "readable", "reason",
    "method", "container", "superseded",
}  # fmt: skip
FACTS = {
    "tenure", "workload", "experience_years", "qualifications", "orientation", "languages", "current_employer"
}  # fmt: skip
EVIDENCE = {"document_id", "message_id", "page", "start", "end", "quote", "rule"}
MESSAGE = {
    "id", "message_id", "subject", "from", "sha256", "mailboxes", "disposition", "reason", "state", "application_id"
}  # fmt: skip


def exported(store, *, with_text=False):
    out = io.StringIO()
    with store.read() as views:
        write_applications(views.details(with_text=with_text), out, with_text=with_text)
    return json.loads(out.getvalue())


def test_an_application_has_every_field_of_the_contract(shown):
    first = exported(shown)[0]
    assert set(first) >= APPLICATION
    assert set(first["candidate"]) >= {"name", "email", "phone", "postal_code", "city"}
    assert set(first["documents"][0]) >= DOCUMENT
    assert set(first["facts"]) >= FACTS
    assert set(first["facts"]["tenure"]["evidence"][0]) == EVIDENCE


def test_times_are_in_the_zone_of_the_notice(shown):
    assert exported(shown)[0]["first_received_at"] == "2026-02-10T10:00:00+01:00"


def test_a_fact_nobody_found_is_there_all_the_same(shown):
    assert exported(shown)[0]["facts"]["languages"] == {"value": None, "state": "not_found", "evidence": []}


def test_text_stands_there_only_when_asked_for(shown):
    assert "text" not in exported(shown)[0]["documents"][0]
    assert exported(shown, with_text=True)[0]["documents"][0]["text"].startswith("Je suis nommée")


def test_a_correction_is_the_value_and_what_was_extracted_stands_beside_it(shown):
    with shown.begin() as tx:
        tx.reviews.correct(1, "colette", "workload", 1.0, reason="attestation")
    fact = exported(shown)[0]["facts"]["workload"]
    assert (fact["value"], fact["state"]) == (1.0, "found")
    assert fact["correction"]["extracted_value"] == 0.5


def test_every_message_is_accounted_for(shown):
    out = io.StringIO()
    with shown.read() as views:
        write_messages(views.messages(), out)
    found = json.loads(out.getvalue())
    assert all(set(message) >= MESSAGE for message in found)
    assert [message["disposition"] for message in found] == ["application", "late", "near_miss", "unrelated"]
    unrelated = found[3]
    assert (unrelated["subject"], unrelated["from"], unrelated["sha256"]) == (None, None, None)
    assert unrelated["mailboxes"][0]["uid"] == 4


def test_an_empty_store_exports_an_empty_list(store):
    assert exported(store) == []
