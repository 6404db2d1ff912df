"""What does something when it is opened is no CV."""

from __future__ import annotations

import pytest

from parsers.documents.active_content import ACTIVE, PROGRAM, warned_of_programs
from parsers.values.documents import Document, Kind

TEXT = "Curriculum vitae\nExpérience professionnelle\n2005 - 2020 : institutrice\nFormation\nLangues : français\n"
PLAIN, SCRIPT = b"<h1>Curriculum vitae</h1>", b"<h1>Curriculum vitae</h1><script>1</script>"
FORM = b"<h1>Curriculum vitae</h1><form action='https://x.example'><input type=password></form>"


def told(data, media_type="text/html", kind=Kind.CV, text=TEXT, filename="cv.html"):
    document = Document(
        place="2", filename=filename, media_type=media_type, sha256="0", size=len(data), kind=kind, text=text
    )
    read = warned_of_programs(document, data)
    return read.kind, [problem.code for problem in read.problems]


@pytest.mark.parametrize(
    ("data", "kind", "codes"),
    [(PLAIN, Kind.CV, []), (SCRIPT, Kind.CV, [ACTIVE]), (FORM, Kind.OTHER, [ACTIVE])],
)
def test_a_page_with_a_form_is_no_cv_and_one_with_scripts_warns(data, kind, codes):
    assert told(data) == (kind, codes)


def test_a_paper_with_macros_stays_one_with_a_warning():
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert told(b"PK\x03\x04 vbaProject.bin", word, filename="cv.docm") == (Kind.CV, [ACTIVE])


def test_a_program_is_none_whatever_its_name_says():
    assert told(b"MZ\x90\x00\0\0", "application/octet-stream", text="", filename="cv.pdf") == (Kind.OTHER, [PROGRAM])
