from __future__ import annotations

from html import escape

import pytest

from desk.report import web_page
from jobs.config.configuration import load
from jobs.runtime import report_files
from store.erasing.names import STRUCK, Names
from tests.maildirs import Maildirs

KEPT = ("Nina D'Orval", "Frites & Fils", "Zoé Lambert")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Zoé D'Hondt", "Zoé D'Hondt"),
        ("Zoé D'Hondt", "ZOE D’HONDT"),
        ("CV & lettre d'Hondt.pdf", "CV & lettre d'Hondt.pdf"),
        ("Zoé Hondt", "Zoé Hondt"),
    ],
)
def test_an_erased_name_is_struck_out_of_text_and_page_and_nothing_else_is(tmp_path, name, written):
    settings = load(Maildirs(folder=tmp_path).configure())
    folder = settings.path(settings.report.folder)
    folder.mkdir(parents=True)
    lines = (written, *KEPT)
    text, page = folder / "eo-2026-03-17.txt", folder / "eo-2026-03-17.html"
    text.write_text("\n".join(lines))
    page.write_text(
        f"<style>{web_page.STYLE}</style>" + "".join(f'<td class="x">{escape(line)}</td>' for line in lines)
    )
    before = page.read_text()
    report_files.strike(settings, Names.of(own=[name]))
    assert text.read_text() == "\n".join([STRUCK, *KEPT])
    assert page.read_text() == before.replace(escape(written), STRUCK)
