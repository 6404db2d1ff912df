from __future__ import annotations

import io
import struct
import zipfile
from email.message import EmailMessage

import pikepdf
import pytest
from asn1crypto import cms
from specimens import Pdf, zipped

from parsers.documents import sniffing
from parsers.documents.container.containers import open_container
from parsers.documents.container.members import last_component
from parsers.documents.limits import Limits
from parsers.errors import Unreadable
from parsers.values.problems import Reason


def opened(data: bytes, **options):
    return open_container(data, media_type=sniffing.media_type_of(data), limits=Limits(), **options)


def names(data: bytes) -> list[str | None]:
    return [member.name for member in opened(data).members]


def test_names_never_become_paths():
    data = zipped({"../../../etc/cron.d/x": "1", "/abs/y.pdf": "2", "C:\\Windows\\z.txt": "3", "a/b/c.txt": "4"})
    assert names(data) == ["x", "y.pdf", "z.txt", "c.txt"]


@pytest.mark.parametrize(
    ("name", "label"),
    [("cv\u202efdp.exe", "cvfdp.exe"), ("a\0b\n.txt", "ab.txt"), ("..", None), ("", None), ("e\u0301te\u0301", "été")],
)
def test_labels_are_plain(name, label):
    assert last_component(name) == label


def test_the_litter_of_other_systems_is_left_out():
    data = zipped({"cv.txt": "x", "__MACOSX/._cv.txt": "y", ".DS_Store": "z", "Thumbs.db": "t", "dir/": ""})
    assert names(data) == ["cv.txt"]


def test_dos_names_have_their_accents():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("cv_helene.txt")
        archive.writestr(info, "x")
    data = buffer.getvalue().replace(b"cv_helene", b"cv_h\x82l\x8ane")
    assert names(data) == ["cv_hélène.txt"]


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Unreadable) as refusal:
        opened(zipped({"zeros": b"\0" * (60 << 20)}))
    assert refusal.value.reason is Reason.TOO_LARGE


def test_too_many_members_are_named():
    data = zipped({f"{number}.txt": "x" for number in range(400)})
    result = opened(data)
    assert len(result.members) == Limits().members
    assert [problem.code for problem in result.problems] == ["members_left_out"]


def locked_zip(*, plain: bool) -> bytes:
    """An archive whose first member says that it is encrypted."""
    data = bytearray(zipped({"cv.txt": b"\0" * 20, **({"open.txt": b"free"} if plain else {})}))
    data[6] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def test_a_locked_archive_is_encrypted():
    with pytest.raises(Unreadable) as refusal:
        opened(locked_zip(plain=False))
    assert refusal.value.reason is Reason.ENCRYPTED


def test_a_locked_member_among_others_is_kept_as_such():
    assert [(member.name, member.locked) for member in opened(locked_zip(plain=True)).members] == [
        ("cv.txt", True),
        ("open.txt", False),
    ]


def mail(*, files: bool, text: str = "Voici ma candidature, avec mes salutations.") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "jeanne@mail.example", "Recrutement EO"
    message.set_content(text)
    if files:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="cv.pdf")
    return bytes(message)


def test_an_attached_mail_gives_its_files_and_its_text(read):
    letter = mail(files=True, text="Voici ma candidature, avec mes salutations.\n" * 20)
    result = opened(letter)
    assert [(member.name, member.container) for member in result.members] == [("cv.pdf", "eml")]
    assert result.also_document
    assert "Voici ma candidature" in read(letter).text


@pytest.mark.parametrize("text", ["", "Voici ma candidature, avec mes salutations."])
def test_an_attached_mail_that_says_no_more_than_what_is_enclosed_is_its_files_alone(text):
    assert not opened(mail(files=True, text=text)).also_document


def test_an_attached_mail_without_files_is_a_document(read):
    assert opened(mail(files=False)).also_document
    assert read(mail(files=False)).text.startswith("<jeanne@mail.example>\nRecrutement EO\n\nVoici ma candidature")


def signed(content: bytes | None) -> bytes:
    inner = {"content_type": "data", "content": content} if content else {"content_type": "data"}
    data = cms.SignedData({"version": "v1", "digest_algorithms": [], "encap_content_info": inner, "signer_infos": []})
    return cms.ContentInfo({"content_type": "signed_data", "content": data}).dump()


def test_a_signed_file_is_opened():
    assert [member.content for member in opened(signed(b"%PDF-1.4 inside")).members] == [b"%PDF-1.4 inside"]


def test_a_detached_signature_has_nothing_to_read():
    assert opened(signed(None)).nothing_to_read


def test_files_within_a_pdf_are_members_beside_it():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(Pdf().draw(40, 700, "cover").bytes())) as pdf:
        pdf.attachments["diploma.txt"] = b"Master en sciences"
        pdf.save(out)
    result = opened(out.getvalue())
    assert [member.name for member in result.members] == ["diploma.txt"]
    assert result.also_document


@pytest.mark.parametrize("keys", [("/F", "/UF"), ("/UF",), ("/Unix",), ("/Mac",), ("/DOS",)])
def test_a_file_within_a_pdf_is_found_under_each_systems_name_once(keys):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(Pdf().draw(40, 700, "cover").bytes())) as pdf:
        pdf.attachments["diploma.txt"] = b"Master en sciences"
        file = pdf.attachments["diploma.txt"].obj
        file.EF = pikepdf.Dictionary(dict.fromkeys(keys, file.EF.F))
        pdf.save(out)
    assert [member.content for member in opened(out.getvalue()).members] == [b"Master en sciences"]


def test_a_plain_pdf_is_no_container():
    assert opened(Pdf().draw(40, 700, "cv").bytes()) is None


def tnef(name: bytes, content: bytes) -> bytes:
    """The least winmail.dat: a title and the data of one attachment ([MS-OXTNEF] 2.1.3)."""

    def attribute(identifier: int, data: bytes) -> bytes:
        return struct.pack("<BII", 2, identifier, len(data)) + data + struct.pack("<H", sum(data) % 65536)

    rendering = attribute(0x00069002, b"\0" * 14)
    return (
        struct.pack("<IH", 0x223E9F78, 1)
        + rendering
        + attribute(0x00018010, name + b"\0")
        + attribute(0x0006800F, content)
    )


def test_winmail_dat_gives_its_files():
    assert [(m.name, m.content, m.container) for m in opened(tnef(b"cv.pdf", b"%PDF-1.4")).members] == [
        ("cv.pdf", b"%PDF-1.4", "winmail.dat")
    ]


def test_a_cut_winmail_dat_holds_nothing():
    assert opened(tnef(b"cv.pdf", b"%PDF-1.4" * 100)[:50]).members == ()
