from __future__ import annotations

import csv
import io

from desk import french
from desk.delimited import write_csv, write_messages_csv


def written(store, *, people=False):
    out = io.StringIO()
    with store.read() as views:
        write_csv(views.applications().rows, french.labels(views.notices()), out, people=people)
    return out.getvalue()


def rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter))


def test_programs_get_the_keys_of_the_contract(shown):
    first = rows(written(shown))[0]
    assert (first["id"], first["has_cv"], first["tenure_state"], first["tenure"]) == ("1", "true", "found", "permanent")
    assert first["first_received_at"] == "2026-02-10T10:00:00+01:00"
    assert first["phone"] == "+32470123456"
    assert first["qualifications"] == "AESS; CAPAES"


def test_people_get_french_headings_and_belgian_spelling(shown):
    text = written(shown, people=True)
    assert text.startswith("\ufeff")
    first, second = rows(text, ";")
    assert (first["Téléphone"], first["Charge actuelle : valeur"], first["Dans le délai"]) == (
        "0470123456",
        "0,5",
        "oui",
    )
    assert first["Première arrivée"] == "10/02/2026 10:00:00"
    assert second["À voir"] == "document illisible, hors délai, incomplet, contradiction"


def test_a_name_that_is_a_formula_is_a_text(shown):
    assert rows(written(shown))[0]["name"].startswith("'=HYPERLINK")


def test_messages_have_a_line_each(shown):
    out = io.StringIO()
    with shown.read() as views:
        write_messages_csv(views.messages(), out)
    found = rows(out.getvalue())
    assert [row["mailboxes"] for row in found] == ["a:1", "a:2", "a:3", "a:4"]
    assert found[3]["subject"] == ""
