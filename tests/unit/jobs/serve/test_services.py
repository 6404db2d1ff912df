"""What `jobs` give the desk: pictures and joined files, passwords, SQL for reading, the server's address."""

from __future__ import annotations

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from concurrent.futures import Future
from dataclasses import replace
from email.message import EmailMessage
from shutil import copyfile

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image, ImageChops
from sqlalchemy import text

from desk.dossier import typesetting
from desk.dossier.pdf import Sheets
from desk.web.services import Bundle, DocumentPlace
from ingest.archive.tombstones import Tombstones
from jobs.care.sql_console import ask, plain
from jobs.errors import UsageError
from jobs.runtime.document_passwords import DocumentPasswords
from jobs.sandbox.answers import TaskFailed
from jobs.serve import page_images, printable_pdf
from jobs.serve.originals import ConfinedOriginals, RecentBytes
from jobs.serve.serving import ListenAddress
from parsers.values.problems import Reason
from store import Store
from tests import killing

NOBODY = frozenset()


def pdf(words, pages=1, **encryption):
    sheet = FPDF()
    for _ in range(pages):
        sheet.add_page()
        sheet.set_font("Helvetica", size=20)
        sheet.cell(0, 20, words)
    book = pikepdf.open(io.BytesIO(bytes(sheet.output())))
    out = io.BytesIO()
    book.save(out, encryption=pikepdf.Encryption(**encryption) if encryption else None)
    return out.getvalue()


def picture(size=(300, 200), colour="red"):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def mail(*files):
    """A mail with these files, and where each stands in it with its digest."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "anne@mail.example", "a@cdm.example", "Recrutement EO"
    message.set_content("Bonjour")
    for number, data in enumerate(files):
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=f"file{number}")
    places = [(str(number + 2), hashlib.sha256(data).hexdigest()) for number, data in enumerate(files)]
    return message.as_bytes(), places


def test_a_joined_dossier_keeps_the_summary_s_title_language_and_structure():
    sheets = Sheets("page", title="Dossier : Anne", language="fr")
    sheets.begin("Anne")
    sheets.masthead("Anne")
    sheets.begin("Paul")
    sheets.masthead("Paul")

    pieces = [("Anne", "Left out:", (("cv.pdf", pdf("un", pages=2)),)), ("Paul", "Left out:", (("x", None),))]
    book = pikepdf.open(io.BytesIO(printable_pdf.join_task(sheets.finished(), (1, 1), pieces)))
    assert (book.Root.Lang, book.docinfo["/Title"]) == ("fr", "Dossier : Anne")
    heads = [element.K[0].Pg.objgen for element in book.Root.StructTreeRoot.K[0].K]
    assert heads == [book.pages[0].obj.objgen, book.pages[3].obj.objgen]
    assert ["/StructParents" in page.obj for page in book.pages] == [True, False, False, True, False]


def test_a_file_is_taken_out_of_its_mail_again():
    original, (where, other) = mail(pdf("un"), b"deux")

    assert page_images.file_task(original, NOBODY, *where, ()) == pdf("un") or page_images.file_task(
        original, NOBODY, *where, ()
    ).startswith(b"%PDF")
    assert page_images.file_task(original, NOBODY, *other, ()) == b"deux"
    assert page_images.file_task(original, NOBODY, other[0], where[1], ()) is None


@pytest.mark.parametrize("data", [pdf("Anne"), picture()])
def test_a_page_is_drawn(data):
    drawn = page_images.picture_task(data, (), 1, 400)

    assert Image.open(io.BytesIO(drawn)).format == "WEBP"
    assert page_images.picture_task(data, (), 2, 400) is None


def test_a_page_is_drawn_turned():
    drawn = page_images.picture_task(picture((300, 200)), (), 1, 150, 90)

    assert Image.open(io.BytesIO(drawn)).size == (100, 150)


def test_of_a_pages_document_its_preview_is_drawn():
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("Index/Document.iwa", b"")
        archive.writestr("preview.jpg", picture((300, 200)))

    assert Image.open(io.BytesIO(page_images.picture_task(package.getvalue(), (), 1, 150))).size == (150, 100)


def test_a_page_is_set_of_lines():
    font = (typesetting.face(), typesetting.SIZE)
    drawn = page_images.typeset_task(((226, "Anne"),), font, typesetting.SHEET, 400, 0)
    blank = page_images.typeset_task((), font, typesetting.SHEET, 400, 0)

    ink = ImageChops.difference(*(Image.open(io.BytesIO(page)).convert("L") for page in (drawn, blank))).getbbox()
    assert ink is not None
    assert 30 < ink[0] < 45  # the left margin
    assert ink[3] < 50


def test_what_is_no_picture_is_not_drawn():
    assert page_images.picture_task(b"%PDF-1.7 broken", (), 1, 400) is None


def test_a_locked_file_opens_and_is_drawn_with_its_password():
    locked = pdf("secret", owner="o", user="sésame")
    original, (where,) = mail(locked)

    assert not page_images.opens_task(original, NOBODY, *where, ("ouvre-toi",))
    assert page_images.opens_task(original, NOBODY, *where, ("ouvre-toi", "sésame"))
    assert page_images.picture_task(locked, ("sésame",), 1, 400)


def test_dossiers_are_joined_with_an_outline_and_nothing_active():
    armed = pikepdf.open(io.BytesIO(pdf("armed", pages=2)))
    script = armed.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    armed.Root.OpenAction = script
    armed.pages[0].obj.AA = pikepdf.Dictionary(O=script)
    armed.pages[0].obj.Annots = armed.make_indirect(
        pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
                                          A=script)])
    )  # fmt: skip
    out = io.BytesIO()
    armed.save(out)
    original, (first, second, third) = mail(out.getvalue(), picture(), b"%PDF-1.7 broken")
    files = tuple((name, printable_pdf.print_task(original, NOBODY, *where, ())) for name, where in
                  (("cv.pdf", first), ("photo", second), ("broken", third)))  # fmt: skip

    joined = printable_pdf.join_task(
        pdf("summary", pages=3), (2, 1), [("Anne", "Left out:", files), ("Paul", "Left out:", ())]
    )

    book = pikepdf.open(io.BytesIO(joined))
    assert len(book.pages) == 2 + 2 + 1 + 1 + 1
    assert b"Left out: broken".hex().encode() in book.pages[5].Contents.read_bytes()
    with book.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Anne", ["cv.pdf", "photo", "broken"]),
            ("Paul", []),
        ]
    assert b"JavaScript" not in joined
    assert "/OpenAction" not in book.Root
    assert all("/AA" not in page and "/Annots" not in page for page in book.pages)


def bomb(side=65_500):
    """A PNG that says it is a square of so many pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = (header, b"IDAT" + zlib.compress(b"\0" * 100), b"IEND")
    chunks = (struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part)) for part in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class Recorder(killing.Inline):
    """A pool that notes what each worker was given; one file kills its worker."""

    def __init__(self, deadly=""):
        self.given, self.deadly = [], deadly

    def submit(self, function, *arguments, **limits):
        self.given.append((function.__name__, arguments))
        if function is printable_pdf.print_task and arguments[3] == self.deadly:
            future = Future()
            future.set_exception(TaskFailed(Reason.CRASHED, "the worker ended with -11"))
            return future
        return super().submit(function, *arguments, **limits)


class Shelf:
    """An archive of two mails."""

    def __init__(self, folder, **mails):
        self.get = mails.__getitem__
        self.tombstones = Tombstones(folder)


def shelved(pool, tmp_path):
    """Anne's picture bomb and CV, Paul's CV and a file that kills; what the desk asks of them."""
    anne, (bombed, cv) = mail(bomb(), pdf("Anne"))
    paul, (other, deadly) = mail(pdf("Paul"), pdf("deadly"))
    papers = {name: DocumentPlace(mail=name, place="", sha256="", media_type="") for name in ("anne", "paul")}
    bundles = [
        Bundle(
            title=name,
            papers=tuple(replace(papers[name], place=place, sha256=digest) for place, digest in places),
            titles=("one", "two"),
            left_out="Left out:",
        )
        for name, places in (("anne", (bombed, cv)), ("paul", (other, deadly)))
    ]
    pool.deadly = deadly[1]
    passwords = DocumentPasswords(tmp_path)
    passwords.put(cv[1], "of-anne")
    passwords.put(other[1], "of-paul")
    return ConfinedOriginals(Shelf(tmp_path, anne=anne, paul=paul), pool, passwords, NOBODY), bundles, (anne, paul)


def test_what_can_not_be_printed_costs_one_page_of_one_dossier(tmp_path):
    originals, bundles, _ = shelved(Recorder(), tmp_path)
    book = pikepdf.open(io.BytesIO(originals.joined(pdf("summary", pages=2), (1, 1), bundles)))
    assert len(book.pages) == 6
    missing = [b"Left out:".hex().encode() in page.Contents.read_bytes() for page in book.pages]
    assert missing == [False, True, False, False, False, True]


def test_no_worker_gets_two_candidates_bytes_or_another_file_s_password(tmp_path):
    pool = Recorder()
    originals, bundles, mails = shelved(pool, tmp_path)
    originals.joined(pdf("summary", pages=2), (1, 1), bundles)
    for name, arguments in pool.given:
        assert sum(original in arguments for original in mails) == (name != "join_task")
        assert not ("of-anne" in repr(arguments) and "of-paul" in repr(arguments))
        if name == "print_task" and arguments[0] is mails[1]:
            assert "of-anne" not in repr(arguments)
    assert [name for name, _ in pool.given] == [*["print_task"] * 4, "join_task"]


def test_the_passwords_of_what_a_file_is_packed_in_go_with_it():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("cv.pdf", pdf("cv"))
    original, [(place, digest)] = mail(inner.getvalue())
    assert page_images.path_task(original, NOBODY, f"{place}/cv.pdf") == (digest,)
    assert page_images.path_task(original, NOBODY, place) == ()


def test_pages_of_a_file_are_drawn_without_taking_the_mail_apart_again(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("cv.pdf", pdf("cv", pages=3))
    original, [(place, _)] = mail(inner.getvalue())
    cv = zipfile.ZipFile(inner).read("cv.pdf")
    digest = hashlib.sha256(cv).hexdigest()
    paper = DocumentPlace(mail="anne", place=f"{place}/cv.pdf", sha256=digest, media_type="application/pdf")
    pool, passwords = Recorder(), DocumentPasswords(tmp_path)
    passwords.put("ab" * 32, "autre")
    originals = ConfinedOriginals(Shelf(tmp_path, anne=original), pool, passwords, NOBODY)

    assert all(originals.picture(paper, page).startswith(b"RIFF") for page in (1, 2, 3))
    assert originals.file(paper) == cv
    assert [name for name, _ in pool.given] == ["path_task", "file_task", *["picture_task"] * 3]
    assert not any(original in arguments for name, arguments in pool.given if name == "picture_task")


def test_what_was_looked_at_last_is_kept_within_its_bytes():
    kept = RecentBytes(most=10)
    kept.put(("a", 1, 1), b"12345")
    kept.put(("b", 1, 1), b"12345")
    assert kept.get(("a", 1, 1))
    kept.put(("c", 1, 1), b"1")

    assert kept.get(("b", 1, 1)) is None
    assert kept.get(("a", 1, 1)) == b"12345"
    kept.put(("d", 1, 1), b"12345678901")
    assert kept.get(("d", 1, 1)) is None
    assert kept.get(("a", 1, 1)) == b"12345"


def test_passwords_are_kept_for_us_alone(tmp_path):
    passwords = DocumentPasswords(tmp_path)
    assert passwords.is_empty
    assert passwords.put("ab" * 32, "sésame") == f"{tmp_path.name}/passwords.json#abababababab"
    passwords.put("cd" * 32, "autre")

    assert DocumentPasswords(tmp_path).of("cd" * 32) == ("autre",)
    assert DocumentPasswords(tmp_path).of("ef" * 32) == ()
    assert stat.S_IMODE((tmp_path / "passwords.json").stat().st_mode) == 0o600


@pytest.fixture
def store(tmp_path, migrated):
    opened = Store.open(f"sqlite:///{copyfile(migrated, tmp_path / 'a.db')}")
    yield opened
    opened.close()


def test_sql_reads(store):
    answer = ask(store, "select 1 as one, 'a%b' as text")

    assert (answer.columns, answer.rows) == (("one", "text"), ((1, "a%b"),))


@pytest.mark.parametrize(
    "statement",
    ["insert into metadata values ('a', 'b')", "delete from users", "drop table users", "select", "select 1; select 2",
     "create table x (y)", "pragma query_only = off"],
)  # fmt: skip
def test_sql_writes_nothing(store, statement):
    with pytest.raises(UsageError):
        ask(store, statement)
    with store.begin() as tx:  # the connection is as it was
        tx.accounts.add_user("anne", "reader", None)
    with store.engine.connect() as connection:
        assert connection.execute(text("select count(*) from users")).scalar() == 1


def test_sql_answers_move_no_cursor():
    assert plain("a\x1b[31m\nb\u202e") == "a[31m b"
    assert plain(None) == ""


def test_beyond_this_machine_only_behind_tls():
    with pytest.raises(UsageError, match="--public-url"):
        ListenAddress(host="0.0.0.0", port=1)
    with pytest.raises(UsageError, match="https"):
        ListenAddress(host="127.0.0.1", port=1, public="http://desk.example")
    address = ListenAddress(host="0.0.0.0", port=1, public="https://Desk.example/")

    assert address.url == "https://Desk.example"
    assert "desk.example" in address.hosts
    assert ListenAddress(host="::1", port=1).is_loopback
