from __future__ import annotations

import csv
import io

from desk.export.columns import names
from desk.export.csv_files import write_csv, write_messages_csv, write_sheet
from desk.i18n.speech import speech


def written(store, write=write_csv, language="fr"):
    out, reader = io.StringIO(), speech(language)
    with store.read() as views:
        write(views.applications().rows, names(views.notices(), reader), reader, out)
    return out.getvalue()


def rows(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter))


def test_programs_get_stable_keys(shown):
    first = rows(written(shown))[0]
    assert (first["id"], first["has_cv"], first["tenure_state"], first["tenure"]) == ("1", "true", "found", "permanent")
    assert first["first_received_at"] == "2026-02-10T10:00:00+01:00"
    assert first["phone"] == "+32470123456"
    assert first["qualifications"] == "AESS; CAPAES"


def test_people_get_french_headings_and_belgian_spelling(shown):
    text = written(shown, write_sheet)
    assert text.startswith("\ufeff")
    first, second = rows(text, ";")
    assert (first["Téléphone"], first["Charge\u00a0: valeur"], first["Dans le délai"]) == ("0470123456", "50%", "oui")
    assert first["Première arrivée"] == "10/02/2026 10:00:00"
    assert second["À trier"] == ("Document illisible, Arrivé hors délai, CV ou lettre manquants, Pièces à vérifier")


def test_headings_are_the_reader_s_and_keys_are_nobody_s(shown):
    assert rows(written(shown, write_sheet, "nl"), ";")[0]["Op tijd"] == "ja"
    assert written(shown, language="nl") == written(shown)


def test_a_name_that_is_a_formula_is_a_text(shown):
    assert rows(written(shown))[0]["name"].startswith("'=HYPERLINK")


def test_messages_have_a_line_each(shown):
    out = io.StringIO()
    with shown.read() as views:
        write_messages_csv(views.messages(), out)
    found = rows(out.getvalue())
    assert [row["mailboxes"] for row in found] == ["a:1", "a:2", "a:3", "a:4"]
    assert found[3]["subject"] == ""
