"""What `jobs` give the desk: pictures and joined files, the keyring, SQL for reading, the server's address."""

from __future__ import annotations

import hashlib
import io
import stat
from email.message import EmailMessage

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image
from sqlalchemy import text

from jobs import drawing, joining
from jobs.errors import UsageError
from jobs.keyring import Keyring
from jobs.originals import Pictures
from jobs.querying import ask, plain
from jobs.serving import Address
from store import Store

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


def test_a_file_is_taken_out_of_its_mail_again():
    original, (where, other) = mail(pdf("un"), b"deux")

    assert drawing.file_task(original, NOBODY, *where, ()) == pdf("un") or drawing.file_task(
        original, NOBODY, *where, ()
    ).startswith(b"%PDF")
    assert drawing.file_task(original, NOBODY, *other, ()) == b"deux"
    assert drawing.file_task(original, NOBODY, other[0], where[1], ()) is None


@pytest.mark.parametrize("data", [pdf("Anne"), picture()])
def test_a_page_is_drawn(data):
    original, (where,) = mail(data)
    drawn = drawing.picture_task(original, NOBODY, *where, (), 1, 400)

    assert Image.open(io.BytesIO(drawn)).format == "WEBP"
    assert drawing.picture_task(original, NOBODY, *where, (), 2, 400) is None


def test_what_is_no_picture_is_not_drawn():
    original, (where,) = mail(b"%PDF-1.7 broken")

    assert drawing.picture_task(original, NOBODY, *where, (), 1, 400) is None


def test_a_locked_file_opens_and_is_drawn_with_its_password():
    original, (where,) = mail(pdf("secret", owner="o", user="sésame"))

    assert not drawing.opens_task(original, NOBODY, *where, ("ouvre-toi",))
    assert drawing.opens_task(original, NOBODY, *where, ("ouvre-toi", "sésame"))
    assert drawing.picture_task(original, NOBODY, *where, ("sésame",), 1, 400)


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
    files = tuple((name, original, NOBODY, *where, ()) for name, where in
                  (("cv.pdf", first), ("photo", second), ("broken", third)))  # fmt: skip

    joined = joining.join_task(pdf("summary", pages=3), (2, 1), [("Anne", files), ("Paul", ())])

    book = pikepdf.open(io.BytesIO(joined))
    assert len(book.pages) == 2 + 2 + 1 + 1
    with book.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("Anne", ["cv.pdf", "photo"]),
            ("Paul", []),
        ]
    assert b"JavaScript" not in joined
    assert "/OpenAction" not in book.Root
    assert all("/AA" not in page and "/Annots" not in page for page in book.pages)


def test_pictures_looked_at_last_are_kept_within_their_bytes():
    kept = Pictures(most=10)
    kept.put(("a", 1, 1), b"12345")
    kept.put(("b", 1, 1), b"12345")
    assert kept.get(("a", 1, 1))
    kept.put(("c", 1, 1), b"1")

    assert kept.get(("b", 1, 1)) is None
    assert kept.get(("a", 1, 1)) == b"12345"


def test_passwords_are_kept_for_us_alone(tmp_path):
    keyring = Keyring(tmp_path)
    assert keyring.all() == ()
    assert keyring.put("ab" * 32, "sésame") == f"{tmp_path.name}/passwords.json#abababababab"
    keyring.put("cd" * 32, "autre")

    assert Keyring(tmp_path).of("cd" * 32) == ("autre", "sésame")
    assert stat.S_IMODE((tmp_path / "passwords.json").stat().st_mode) == 0o600


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path}/a.db", upgrade=True)
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
        Address(host="0.0.0.0", port=1)
    with pytest.raises(UsageError, match="https"):
        Address(host="127.0.0.1", port=1, public="http://desk.example")
    address = Address(host="0.0.0.0", port=1, public="https://Desk.example/")

    assert address.url == "https://Desk.example"
    assert "desk.example" in address.hosts
    assert Address(host="::1", port=1).is_loopback
