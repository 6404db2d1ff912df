"""A worker's answer builds the value that its task promises, or nothing: every hostile spelling is refused."""

from __future__ import annotations

import re
import struct
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jobs.intake.poll import worker_tasks
from jobs.intake.poll.worker_tasks import ToldSights
from jobs.reading import inspection
from jobs.sandbox import answers, tasks
from jobs.sandbox.answers import Digest, Parcel, TaskError, UntrustedValueError
from jobs.sandbox.contents import Content, Spool
from jobs.sandbox.tasks import MemberName, OpenedFile, message_task
from jobs.serve import page_images, printable_pdf
from parsers.values.documents import Document, Kind, Page
from parsers.values.evidence import Finding, Findings, State
from parsers.values.headers import Headers
from parsers.values.messages import Message
from parsers.values.readings import ReadDocument
from parsers.values.sightings import Outline
from tests.each import each

DOCUMENT = Document(place="2", filename="cv.pdf", media_type="application/pdf", sha256="0" * 64, size=3, kind=Kind.CV)


def framed(structure: bytes, *files: bytes) -> bytes:
    """As `dump` frames it, whatever the structure."""
    return b"r" + b"".join(struct.pack("!Q", len(piece)) + piece for piece in (structure, *files))


def content(data: bytes) -> Content:
    """As it came from a worker."""
    spool = Spool()
    spool.add(data)
    return Content(spool, 0, len(data))


def load(data: bytes, kind: Any) -> Any:
    """What comes of an answer, a parcel's files in memory."""
    told = answers.load(content(data), kind)
    return Parcel(told.value, tuple(map(bytes, told.files))) if isinstance(told, Parcel) else told


def dump(value: object, kind: Any) -> bytes:
    return b"".join(answers.dump(value, kind))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (ReadDocument(document=DOCUMENT), ReadDocument),
        (replace(DOCUMENT, pages=(Page(number=1, start=0, end=3, kind=Kind.LETTER),), text='é "\\ [,'), Document),
        (Findings(facts=(Finding(key="name", value={"a": [1, None, 0.5]}, state=State.FOUND, certainty=1),)), Findings),
        (Headers(fields=(("from", "x"),), date=datetime(2026, 2, 1, 8, tzinfo=UTC)), Headers),
        (
            Parcel(OpenedFile(members=(MemberName(name=None, container="zip", locked=False),)), (b"\x00\xff",)),
            Parcel[OpenedFile],
        ),
        (b"\x00\xff", bytes | None),
        (None, bytes | None),
        (b"", bytes),
        (7, int),
    ],
)
def test_what_is_sent_is_what_comes(value, kind):
    assert load(dump(value, kind), kind) == value


def test_half_a_surrogate_pair_becomes_a_sign_and_moves_no_offset():
    sent = replace(DOCUMENT, text="a\udcffb")
    assert load(dump(sent, Document), Document).text == "a\ufffdb"


IDENTITIES = answers.promised(worker_tasks.identities_task)
HOSTILE: dict[str, tuple[bytes, Any]] = {
    "nothing": (b"", int),
    "a pickle": (b"\x80\x05cposix\nsystem\n(S'true'\ntR.", int),
    "another type": (framed(b'"7"'), int),
    "null for a value": (framed(b"null"), int),
    "true for a number": (framed(b"true"), int),
    "words behind the value": (framed(b"7 8"), int),
    "white space": (framed(b" 7"), int),
    "a second spelling": (framed(b"7"), float | None),
    "an enum's name": (framed(b'"APPLICATION"'), Kind),
    "an enum that is none": (framed(b'"boss"'), Kind),
    "not a number": (framed(b"NaN"), float),
    "infinite": (framed(b"1e999"), float),
    "an endless integer": (framed(b"9" * 100_000), Any),
    "half a surrogate pair, escaped": (framed(b'"\\ud800"'), str),
    "half a surrogate pair, encoded": (framed(b'"\xed\xa0\x80"'), str),
    "no UTF-8": (framed(b'"\xff"'), str),
    "an extra member": (
        framed(dump(ReadDocument(document=DOCUMENT), ReadDocument)[9:-1] + b',"x":1}'),
        ReadDocument,
    ),
    "a member twice": (framed(b'{"a":1,"a":2}'), dict[str, Any]),
    "a number for a key": (framed(b"{1:2}"), dict[str, Any]),
    "deep nesting": (framed(b"[" * 200_000 + b"]" * 200_000), Any),
    "nesting that the stack would bear": (framed(b"[" * 500 + b"]" * 500), Any),
    "deep parts of a mail": (framed(b'{"media_type":"x","parts":[' * 450 + b"]}" * 450), Outline),
    "too many items": (framed(b"[" + b"0," * 1_100_000 + b"0]"), Any),
    "too long a text": (framed(b'"' + b"x" * (33 << 20) + b'"'), str),
    "a digest that no index holds": (framed(b'"' + b"f" * 9000 + b'"'), Digest),
    "a digest and a line's end": (framed(b'"' + b"f" * 64 + b'\\n"'), Digest),
    "another word for a digest": (framed(b'"' + b"g" * 64 + b'"'), Digest),
    "another word for one of its digests": (
        framed(b'{"prints":["' + b"g" * 64 + b'"],"kinds":[],"under":[],"sights":[]}'),
        ToldSights,
    ),
    "another word for what a mail is known by": (framed(b'[{"content_key":"me","stand_in":null}]'), IDENTITIES),
    "a length beyond the end": (b"r" + struct.pack("!Q", 1 << 62) + b"7", int),
    "half a length": (b"r\0\0\0", int),
    "files nobody asked for": (framed(b"7", b"file"), int),
    "no file where one is promised": (framed(b"false"), bytes),
    "a file told of and not sent": (framed(b"true"), bytes | None),
    "two files for one": (framed(b"true", b"a", b"b"), bytes | None),
    "too many files": (framed(b"{}", *[b""] * 3000), Parcel[dict[str, Any]]),
}


@each("name", HOSTILE)
def test_a_hostile_answer_is_no_value(name):
    data, kind = HOSTILE[name]
    before = time.process_time()
    with pytest.raises(UntrustedValueError):
        load(data, kind)
    assert time.process_time() - before < 2


def test_a_digest_passes():
    key = "0123456789abcdef" * 4
    told = (worker_tasks.ContentIdentity(content_key=key),)
    assert load(dump(told, IDENTITIES), IDENTITIES) == told
    sights = ToldSights(prints=(key,), kinds=(), under=(), sights=())
    assert load(dump(sights, ToldSights), ToldSights) == sights


def test_a_mail_nested_as_deeply_as_its_reader_goes_passes():
    outline = Outline(media_type="text/plain")
    for _ in range(150):
        outline = Outline(media_type="multipart/mixed", parts=(outline,))
    assert load(dump(outline, Outline), Outline) == outline


def test_an_extra_member_is_refused_at_any_depth():
    kind = Parcel[OpenedFile]
    data = dump(Parcel(OpenedFile(document=ReadDocument(document=DOCUMENT))), kind)
    structure = data[9:]
    assert load(framed(structure), kind)
    with pytest.raises(UntrustedValueError, match="more than its value"):
        load(framed(structure.replace(b'"kind":"cv"', b'"kind":"cv","owner":"me"')), kind)


def test_no_answer_changes_what_the_daemon_holds():
    """An enum's member, a class, a module: there is no spelling of them."""
    before = {name: member.value for name, member in Kind.__members__.items()}
    for words in (b'{"py/object":"parsers.values.documents.Kind"}', b'{"__class__":"Kind","_value_":"x"}', b'"cv\x00"'):
        with pytest.raises(UntrustedValueError):
            load(framed(words), Kind)
    assert {name: member.value for name, member in Kind.__members__.items()} == before


def test_an_error_s_words_are_short_and_printable():
    with pytest.raises(TaskError) as told:
        load(answers.dump_error("bad \x1b[31m\n" + "x" * 9000 + "\ud800"), int)
    assert len(str(told.value)) <= answers.ERROR_CHARACTERS
    assert str(told.value).isprintable()


def test_a_task_that_breaks_its_own_promise_is_found_where_it_ran():
    with pytest.raises(Exception, match="Expected `int`"):
        answers.dump("seven", int)


def test_the_promise_of_a_task_is_its_annotation():
    assert answers.promised(message_task) == Parcel[Message]


TASKS = [
    *(worker_tasks.identities_task, worker_tasks.envelope_task, inspection.inspection_task),
    *(each for name, each in vars(tasks).items() if name.endswith("_task")),
    *(page_images.file_task, page_images.path_task, page_images.picture_task, page_images.opens_task),
    page_images.typeset_task,
    *(printable_pdf.print_task, printable_pdf.join_task),
    *(worker_tasks.sights_task, tasks.misread_task),
]


@each("task", TASKS)
def test_what_a_task_promises_can_be_read_from_its_annotations(task):
    """An import for types alone would leave the program without a worker's answer, and mypy would not mind."""
    answers.prepare(task)


def test_every_task_is_asked_that():
    jobs = Path(answers.__file__).parents[1]
    files = (file.read_text("utf-8") for file in jobs.rglob("*.py"))
    written = {name for text in files for name in re.findall(r"^def (\w+_task)\(", text, re.MULTILINE)}
    assert written == {task.__name__ for task in TASKS}
