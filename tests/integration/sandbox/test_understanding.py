from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from concurrent.futures import Future
from dataclasses import replace
from email.message import EmailMessage

import pikepdf
import pytest
import worker_deeds
from asn1crypto import cms

from jobs.reading.reading import ReadingRules, inspect_file, start, understand
from jobs.sandbox.answers import TaskFailed
from jobs.sandbox.mail_budget import MailAllowance, MailBudget
from jobs.sandbox.pool import SPENT, Pool
from jobs.sandbox.tasks import attachments_task, file_task, mail_task, message_task
from parsers.documents.limits import Limits
from parsers.values.documents import Document, Kind
from parsers.values.headers import Address
from parsers.values.problems import Reason
from parsers.values.readings import ReadDocument
from tests import killing
from tests.unit.parsers.mail.test_calendar_answers import OUTLOOK, REPLY, UID

LETTER = "Madame, Monsieur, je souhaite rejoindre votre équipe et vous présente ma candidature. "


@pytest.fixture(scope="module")
def pool():
    with Pool(2, seconds=60) as pool:
        yield pool


def mail(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Jeanne Exemple <jeanne@mail.example>", "Recrutement EO"
    message.set_content("Voici mes documents.")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with a password only."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner=password, user=password))
    return buffer.getvalue()


def listed(reading) -> list[tuple[str | None, str | None, str]]:
    return [(item.document.filename, item.document.container, item.document.place) for item in reading.documents]


def test_documents_come_in_the_order_of_the_mail(pool):
    files = [(f"{number}.txt", f"paper {number}".encode()) for number in range(8)]
    reading = understand(mail(*files), rules=ReadingRules(), pool=pool)
    assert [item.document.filename for item in reading.documents] == [name for name, _ in files]
    assert all(not attachment.content for attachment in reading.message.attachments)


def test_a_zip_within_a_zip_gives_its_files_with_their_places(pool):
    inner = zipped({"cv.txt": b"curriculum"})
    reading = understand(
        mail(("papiers.zip", zipped({"dossier/in.zip": inner, "lettre.txt": b"letter"}))),
        rules=ReadingRules(),
        pool=pool,
    )
    assert sorted(listed(reading), key=str) == [
        ("cv.txt", "zip", "2/in.zip/cv.txt"),
        ("lettre.txt", "zip", "2/lettre.txt"),
    ]


def test_the_same_file_twice_in_a_mail_is_one_document(pool):
    reading = understand(
        mail(("cv.txt", b"same"), ("cv.txt", b"same"), ("cv.txt", b"other")), rules=ReadingRules(), pool=pool
    )
    assert len(reading.documents) == 2


def test_containers_nested_too_deeply_are_named(pool):
    data = b"bottom"
    for level in range(8):
        data = zipped({f"{level}.zip" if level else "x.txt": data})
    reading = understand(mail(("deep.zip", data)), rules=ReadingRules(limits=Limits(depth=3)), pool=pool)
    assert [item.document.reason for item in reading.documents] == [Reason.TOO_LARGE]


def test_a_mail_with_too_many_files_names_what_is_left_out(pool):
    data = zipped({f"{number}.txt": b"%d" % number for number in range(30)})
    reading = understand(mail(("many.zip", data)), rules=ReadingRules(limits=Limits(members=20)), pool=pool)
    codes = [problem.code for problem in reading.message.problems]
    assert len(reading.documents) <= 20
    assert "members_left_out" in codes


def test_an_unreadable_file_is_a_document_beside_the_others(pool):
    reading = understand(
        mail(("cv.pdf", b"%PDF-1.4 broken"), ("letter.txt", LETTER.encode())), rules=ReadingRules(), pool=pool
    )
    assert [(item.document.readable, item.document.reason) for item in reading.documents][1] == (True, None)
    assert not reading.documents[0].document.readable


def test_an_unreadable_file_is_what_its_name_says(pool):
    broken = zipped({"x": b"y" * 500})[:80]
    reading = understand(mail(("CV Jeanne.docx", broken), ("annexe.docx", broken)), rules=ReadingRules(), pool=pool)
    assert [item.document.kind for item in reading.documents] == [Kind.CV, Kind.OTHER]
    assert [item.document.reason for item in reading.documents] == [Reason.CORRUPT, Reason.CORRUPT]


def test_a_locked_file_is_what_the_mail_says(pool):
    locked = locked_pdf("secret")
    message = mail(("document1.pdf", locked)).replace(b"Voici mes documents.", b"Mon CV est en annexe.")
    assert [item.document.kind for item in understand(message, rules=ReadingRules(), pool=pool).documents] == [Kind.CV]


def test_the_files_of_a_signed_mail_are_its_signature_s(pool):
    entity = EmailMessage()
    entity.set_content("Voici mes documents.")
    entity.add_attachment(LETTER.encode(), maintype="text", subtype="plain", filename="lettre.txt")
    content = {"content_type": "data", "content": bytes(entity)}
    signed = {"version": "v3", "digest_algorithms": [], "encap_content_info": content, "signer_infos": []}
    sealed = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    head = b"From: Jeanne <jeanne@mail.example>\r\nSubject: Recrutement EO\r\nMIME-Version: 1.0\r\n"
    head += b'Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"\r\n'
    original = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(sealed)
    reading = understand(original, rules=ReadingRules(), pool=pool)
    assert [(name, container) for name, container, _ in listed(reading)] == [("lettre.txt", "p7m")]
    assert "Voici mes documents." in reading.message.body.text


def test_several_mails_are_read_at_a_time(pool):
    pending = [start(mail((f"{n}.txt", b"paper %d" % n)), rules=ReadingRules(), pool=pool) for n in range(6)]
    assert [case.result().documents[0].document.text for case in pending] == [f"paper {n}" for n in range(6)]


def test_a_file_alone_is_inspected(pool):
    reading = inspect_file(LETTER.encode(), "lettre.txt", rules=ReadingRules(), pool=pool)
    assert reading.documents[0].document.text.startswith("Madame, Monsieur")


def test_a_mail_that_can_not_be_read_in_time_fails_in_words(monkeypatch):
    monkeypatch.setattr("jobs.reading.reading.MESSAGE_SECONDS", 0.001)
    with Pool(1) as small, pytest.raises(TaskFailed) as failure:
        understand(b"X-A: b\r\n" * 200_000 + mail(), rules=ReadingRules(), pool=small)
    assert failure.value.reason is Reason.TIMEOUT


def test_what_is_beyond_a_mail_s_budget_is_shown_as_not_read_and_the_rest_is_kept():
    rules = ReadingRules(allowance=MailAllowance(processor=0.000_001))
    with Pool(1) as single:
        reading = understand(
            mail(("a.txt", LETTER.encode()), ("b.txt", b"second"), ("c.txt", b"third")), rules=rules, pool=single
        )
    assert [item.document.filename for item in reading.documents] == ["a.txt", "b.txt", "c.txt"]
    assert [item.document.reason for item in reading.documents] == [None, Reason.TIMEOUT, Reason.TIMEOUT]
    assert reading.documents[2].document.problems[0].sentence == SPENT
    assert "Voici mes documents." in reading.message.body.text


def test_a_worker_is_killed_where_its_mail_s_budget_ends():
    budget = MailBudget(MailAllowance(wall=0.3))
    with Pool(1, preload=("worker_deeds",)) as single:
        with pytest.raises(TaskFailed) as failure:
            single.submit(worker_deeds.sleep_for_ever, budget=budget).result()
        assert failure.value.reason is Reason.TIMEOUT
        assert budget.is_spent
        with pytest.raises(TaskFailed, match="all the time that one mail has"):
            single.submit(worker_deeds.double, 1, budget=budget).result()


def test_processor_time_of_workers_that_fail_is_charged_as_well():
    budget = MailBudget(MailAllowance(processor=1))
    with Pool(1, preload=("worker_deeds",)) as single, pytest.raises(TaskFailed):
        single.submit(worker_deeds.burn_processor, budget=budget).result()
    assert budget.left.processor < 0.5  # the kernel ends it at a second, by its own reckoning


def test_each_file_is_a_sign_of_life(pool):
    beats = []
    files = [(f"{number}.txt", b"paper %d" % number) for number in range(5)]
    understand(mail(*files), rules=ReadingRules(), pool=pool, beat=lambda: beats.append(1))
    assert len(beats) == len(files) + 1  # the mail besides


class Wordless(killing.Inline):
    """A pool whose worker dies of the mail's own words."""

    def submit(self, function, *arguments, **limits):
        if function in {mail_task, message_task}:
            future = Future()
            future.set_exception(TaskFailed(Reason.TIMEOUT, "reading took too long"))
            return future
        return super().submit(function, *arguments, **limits)


def test_a_mail_whose_words_take_too_long_loses_only_its_words():
    reading = understand(mail(("lettre.txt", LETTER.encode())), rules=ReadingRules(), pool=Wordless())
    assert reading.message.headers.subject == "Recrutement EO"
    assert reading.message.applicant.email == "jeanne@mail.example"
    assert [item.document.readable for item in reading.documents] == [True]
    assert [problem.code for problem in reading.message.problems] == ["body_unread"]
    assert reading.message.body.text == ""


class Noting(killing.Inline):
    """A pool that notes its tasks."""

    def __init__(self):
        self.tasks = []

    def submit(self, function, *arguments, **limits):
        self.tasks.append(function)
        return super().submit(function, *arguments, **limits)


def test_a_mail_without_files_is_one_workers_work():
    pool = Noting()
    understand(mail(), rules=ReadingRules(), pool=pool)
    assert pool.tasks == [mail_task]


class Liar(killing.Inline):
    """A pool whose workers say of a file, or of the mail, what is another one's, or tell of more than they send."""

    def __init__(self, lie, task=file_task):
        self.lie, self.task = lie, task

    def submit(self, function, *arguments, **limits):
        future = super().submit(function, *arguments, **limits)
        if function is self.task:
            told = Future()
            told.set_result(self.lie(future.result()))
            return told
        return future


def test_which_file_a_document_is_no_worker_says():
    stolen = Document(place="7", filename="x", media_type="text/plain", sha256="f" * 64, size=1, container="zip")
    liar = Liar(lambda answer: replace(answer, value=replace(answer.value, document=ReadDocument(document=stolen))))
    (told,) = understand(mail(("cv.txt", b"mine")), rules=ReadingRules(), pool=liar).documents
    assert (told.document.place, told.document.filename, told.document.container) == ("2", "cv.txt", None)
    assert told.document.sha256 == hashlib.sha256(b"mine").hexdigest()


def test_members_told_of_and_not_sent_fail_the_file():
    liar = Liar(lambda answer: replace(answer, files=()))
    reading = understand(mail(("a.zip", zipped({"cv.txt": b"mine"}))), rules=ReadingRules(), pool=liar)
    assert [item.document.reason for item in reading.documents] == [Reason.CRASHED]


@pytest.mark.parametrize(("calendar", "answer"), [(REPLY, "accepted"), (OUTLOOK, "declined")])
def test_a_calendar_s_answer_is_read_within_the_walls(pool, calendar, answer):
    made = EmailMessage()
    made["From"], made["Subject"] = "anne@mail.example", "Accepted: Entretien"
    made.set_content("Bonjour")
    made.add_alternative(calendar.encode(), maintype="text", subtype="calendar", params={"method": "REPLY"})
    read = understand(bytes(made), pool=pool, rules=ReadingRules())
    assert (read.message.calendar_answer.uid, read.message.calendar_answer.answer) == (UID, answer)


FORGED = "mx.office.example; dmarc=pass header.from=victim.example"
OTHERS = {
    "another sender": lambda headers: replace(headers, sender=Address(email="victim@victim.example")),
    "another From": lambda headers: replace(headers, fields=(("from", "victim@victim.example"), *headers.fields[1:])),
    "a proof": lambda headers: replace(headers, fields=(("authentication-results", FORGED), *headers.fields)),
    "another Message-ID": lambda headers: replace(headers, message_id="<hers@victim.example>"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_who_sent_a_mail_no_worker_says(other):
    def lie(answer):
        message = answer.value.message
        message = replace(message, headers=OTHERS[other](message.headers))
        return replace(answer, value=replace(answer.value, message=message))

    with pytest.raises(TaskFailed, match="other headers than the mail has"):
        understand(mail(("cv.txt", b"mine")), rules=ReadingRules(), pool=Liar(lie, mail_task))


def test_nor_does_one_that_reads_the_files_alone():
    def lie(answer):
        return replace(answer, value=replace(answer.value, headers=OTHERS["a proof"](answer.value.headers)))

    class LyingWordless(Liar, Wordless):
        """Its worker dies of the mail's words, and the next one lies."""

    with pytest.raises(TaskFailed, match="other headers than the mail has"):
        understand(mail(), rules=ReadingRules(), pool=LyingWordless(lie, attachments_task))
