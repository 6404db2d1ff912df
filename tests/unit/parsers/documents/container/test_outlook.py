"""Outlook's .msg files: the mail that each was, with its files and the mails in it."""

from __future__ import annotations

import pytest
from compound import compound, outlook

from parsers.documents.container.containers import open_container
from parsers.documents.container.members import LETTER_LENGTH
from parsers.documents.container.outlook import msg_as_mail
from parsers.documents.limits import Limits
from parsers.documents.sniffing import EML, MSG, media_type_of
from parsers.errors import Unreadable
from parsers.mail.message import read_message

ODILE = ("Odile Lambert", "o.lambert@school.example")
PRAISE = "Je recommande Jeanne."
PDF = b"%PDF-1.4 "


def msg(text=PRAISE, **more) -> bytes:
    return compound(outlook(text, subject="Recommandation", sender=ODILE, **more))


def opened(data):
    return open_container(data, media_type=MSG, limits=Limits())


def test_it_is_told_and_read_with_who_wrote_it(read):
    assert media_type_of(msg()) == MSG
    assert read(msg()).text.splitlines() == ["Odile Lambert <o.lambert@school.example>", "Recommandation", "", PRAISE]


def test_a_subject_of_several_lines_ends_no_headers(read):
    streams = outlook(PRAISE, subject="Recommandation\r\n\r\nde Jeanne", sender=ODILE, files={"cv.pdf": PDF})
    data = compound(streams)
    assert read(data).text.splitlines()[1:] == ["Recommandation de Jeanne", "", PRAISE]
    assert [member.name for member in opened(data).members] == ["cv.pdf"]


def test_its_own_headers_are_no_part_of_its_text(read):
    streams = outlook(PRAISE, subject="Recommandation", sender=ODILE)
    parts = "Content-Type: multipart/mixed;\r\n boundary=x\r\n"
    headers = f"Received: from a.example\r\nFrom: Odile <o@school.example>\r\n{parts}Subject: EO\r\n"
    streams["__substg1.0_007D001F"] = headers.encode("utf-16-le")
    assert read(compound(streams)).text.splitlines() == ["Odile <o@school.example>", "EO", "", PRAISE]


@pytest.mark.parametrize(
    ("data", "itself"),
    [(msg(), True), (msg(files={"cv.pdf": PDF}), False), (msg("Bonne. " * LETTER_LENGTH, files={"cv.pdf": PDF}), True)],
)
def test_it_is_a_document_itself_without_files_or_as_long_as_a_letter(data, itself):
    assert opened(data).also_document is itself


def test_its_files_keep_their_names_and_bytes():
    names = ["cv.pdf", "Diplôme d’État.pdf", "a\r\nX-Y: z.pdf"]
    members = opened(msg(files=dict.fromkeys(names, PDF))).members
    assert [member.content.rstrip(b"\0") for member in members] == [PDF] * 3
    assert [member.name for member in members] == [*names[:2], "a X-Y: z.pdf"]
    assert {member.container for member in members} == {"msg"}


def test_a_mail_in_it_is_a_mail_with_its_text_and_files():
    inner = outlook("Ma candidature.", subject="EO", sender=("Jeanne", "j@home.example"), files={"cv.pdf": PDF})
    (member,) = opened(msg(mails={"Candidature EO": inner})).members
    assert (member.name, media_type_of(member.content)) == ("Candidature EO.eml", EML)
    mail = read_message(member.content)
    assert (mail.body.text.strip(), mail.applicant.email) == ("Ma candidature.", "j@home.example")
    assert [file.filename for file in mail.attachments] == ["cv.pdf"]


def test_the_same_file_is_always_the_same_mail():
    data = msg(files={"cv.pdf": PDF})
    assert msg_as_mail(data) == msg_as_mail(data)


def test_what_is_damaged_says_so():
    with pytest.raises(Unreadable):
        opened(msg()[:600])
