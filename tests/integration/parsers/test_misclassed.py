"""Mail that is easily taken for what it is not, by class, language and variant (folder misclassed).

A case: a line "### language, variant = dispositions [of ADDRESS] [letter] [withdraws|stays] [word of the reason]",
headers, and its text. A near miss must give a reason that a person understands.
"""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx
import pytest

from jobs.sandbox.tasks import File, ReadingSettings, read_file
from parsers.disposition.disposition import at_sight
from parsers.disposition.notice_index import NoticeRules
from parsers.disposition.senders_files import with_papers
from parsers.documents.container.containers import open_container
from parsers.documents.limits import Limits
from parsers.documents.sniffing import media_type_of
from parsers.kinds.letters import with_body_kinds
from parsers.linkage.claims import claims_of
from parsers.linkage.grouping import partition, possible_duplicates
from parsers.mail.headers.headers import read_headers
from parsers.mail.message import read_message
from parsers.mail.mime.outline import read_outline
from parsers.values.dispositions import Disposition
from parsers.values.readings import Reading
from tests.disposing import dispose
from tests.each import each

FOLDER = Path(__file__).parent / "misclassed"
NOTICE = NoticeRules(
    subject="Recrutement EO",
    closes_at=datetime.fromisoformat("2026-03-16T00:00:00+01:00"),
    internal_domains=frozenset({"office.example"}),
    title="Chargé(e) de mission, Carrefour des Métiers d'Arlon",
)
IN_TIME = datetime.fromisoformat("2026-03-03T09:14:11+01:00")
PAPERS = {"cv", "letter", "recommendation", "certificate", "grid", "reply"}
FORM = "<html><body><p>Document</p><form action='https://x.example/p'><input type=password name=p></form></body></html>"
SCRIPTED = "<html><body><script>document.location='https://x.example/'</script></body></html>"


@dataclass(frozen=True)
class Case:
    label: str
    dispositions: tuple[str, ...]
    expected: str
    headers: dict
    text: str


def cases():
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text("utf-8").split("### ")[1:]:
            title, _, rest = block.partition("\n")
            label, _, expected = title.rpartition(" = ")
            head, _, text = rest.partition("\n\n")
            fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
            dispositions, _, more = expected.partition(" ")
            yield Case(f"{path.stem}: {label}", tuple(dispositions.split("|")), more, fields, text.strip("\n"))


def paper(kind, language, name="Jeanne Dupont"):
    """An invented paper, as short as the rules for kinds allow."""
    text = (FOLDER / "papers" / f"{kind}-{language}.txt").read_text("utf-8")
    return text.format(name=name, email=f"{name.replace(' ', '.').lower()}@home.example")


def office(text, *, macros=False):
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return with_macros(out.getvalue()) if macros else out.getvalue()


def with_macros(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            new.writestr(item, content)
        new.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return out.getvalue()


@cache
def content(what):
    """The bytes of a file, by its word in the table: a few papers are in most of the mails."""
    kind, _, rest = what.partition(" ")
    if kind in PAPERS:
        return office(paper(kind, *rest.split(" ", 1)))
    if kind == "docm":
        words = rest.split(" ", 2)
        return office(paper(*words), macros=True)
    if kind.startswith("docm:"):
        return office(what[5:], macros=True)
    if kind.startswith("zip:"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(what[4:], content("exe"))
        return out.getvalue()
    if kind == "htmlcv":
        lines = paper("cv", *rest.split(" ", 1)).split("\n")
        return ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode()
    return {
        "locked": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>",
        "exe": b"MZ\x90\x00\x03" + bytes(range(256)) * 8,
        "script": b"var s = new ActiveXObject('WScript.Shell'); s.Run('calc');",
        "form": FORM.encode(),
        "jspage": SCRIPTED.encode(),
        "lnk": b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F" + bytes(200),
    }[kind]


def mail(case):
    message = EmailMessage()
    for name in ("From", "Reply-To", "Subject"):
        if name in case.headers:
            message[name] = case.headers[name]
    message["To"] = "jobs@office.example"
    person = case.headers["From"].partition("<")[0].strip()
    text = re.sub(r"\{letter (\w\w)\}", lambda m: paper("letter", m[1]), case.text)
    message.set_content(paper("letter", case.headers["Letter"], person) if "Letter" in case.headers else text or "\n")
    if "Attached" in case.headers:
        sender, subject, body = case.headers["Attached"].split(" | ")
        inner = EmailMessage()
        inner["From"], inner["Subject"], inner["To"] = sender, subject, "jobs@office.example"
        inner.set_content(paper(*body.split(" "), sender.partition(" <")[0]))
        message.add_attachment(inner)
    for item in filter(None, case.headers.get("Files", "").split("; ")):
        name, _, what = item.partition("=")
        message.add_attachment(content(what), maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def documents_of(message):
    files = [File(content=a.content, place=a.place, filename=a.filename) for a in message.attachments]
    while files:
        file = files.pop(0)
        opened = open_container(file.content, media_type=media_type_of(file.content), passwords=(), limits=Limits())
        if opened is None or opened.also_document:
            yield read_file(file, ReadingSettings()).document
        if opened is not None:
            files += [File(content=m.content, place="", filename=m.name, container=m.container) for m in opened.members]


def judged(original):
    """The verdict as a poll and a reading come to it, and the message."""
    headers, outline = read_headers(original), read_outline(original)
    before = dispose(headers, outline, notice=NOTICE, received_at=IN_TIME)
    (seen,) = at_sight(headers, outline, [NOTICE], IN_TIME)
    if not seen.needs_original:
        return before, None
    message = with_body_kinds(read_message(original, internal_domains=NOTICE.internal_domains))
    documents = list(documents_of(message))
    message = with_papers(message, documents, NOTICE.internal_domains)
    return (
        dispose(headers, outline, notice=NOTICE, received_at=IN_TIME, message=message, documents=documents),
        message,
    )


def faults(case):
    verdict, message = judged(mail(case))
    said = verdict.disposition.value
    if said not in case.dispositions:
        yield f"{said} ({verdict.reason})"
        return
    words = case.expected
    if found := re.search(r"of (\S+@\S+) ?", words):
        words = words.replace(found[0], "")
        if message is not None and message.applicant.email != found[1]:
            yield f"is {message.applicant.email}'s"
    for flag, holds in (
        ("letter", lambda: message.is_letter),
        ("withdraws", lambda: withdrawn(message)),
        ("stays", lambda: not withdrawn(message)),
    ):
        if re.search(rf"\b{flag}\b", words):
            words = re.sub(rf"\b{flag}\b ?", "", words)
            if not holds():
                yield f"not {flag}"
    if words and verdict.disposition is Disposition.NEAR_MISS and words not in verdict.reason:
        yield f"reason: {verdict.reason}"


def withdrawn(message):
    return "withdrawal" in {problem.code for problem in message.problems}


@each("case", list(cases()))
def test_a_mail_is_what_it_is(case):
    assert list(faults(case)) == []


def reading(sender, *files):
    case = Case("", (), "", {"From": sender, "Subject": "Recrutement EO", "Files": "; ".join(files)}, "Voici.")
    message = read_message(mail(case), internal_domains=NOTICE.internal_domains)
    attached = [File(content=a.content, place=a.place, filename=a.filename) for a in message.attachments]
    return Reading(message=message, documents=tuple(read_file(file, ReadingSettings()) for file in attached))


def test_a_late_paper_from_a_second_address_is_shown_with_the_candidate_whose_name_address_and_paper_give():
    first = claims_of(1, reading("Jeanne Dupont <jd@home.example>", "cv.docx=cv fr Jeanne Dupont"))
    later = claims_of(2, reading("jeanne.dupont81@school.example", "attestation.docx=certificate fr Jeanne Dupont"))
    assert later.names == ("jeanne dupont",)
    assert [pair.reason for pair in possible_duplicates([first, later])] == ["the same name at two addresses"]


def test_two_teachers_whose_papers_one_secretariat_sends_are_two_candidates():
    office = "Secrétariat <secretariat@school.example>"
    one = claims_of(1, reading(office, "cv.docx=cv fr Jeanne Dupont"))
    other = claims_of(2, reading(office, "cv.docx=cv fr Karim Benali"))
    assert partition([one, other]) == (frozenset({1}), frozenset({2}))


@pytest.mark.parametrize("sender", ["info@school.example", "lies.peeters@school.example", "dupont@school.example"])
def test_an_address_alone_is_nobody_s_name(sender):
    assert claims_of(2, reading(sender, "attestation.docx=certificate fr Jeanne Dupont")).names == ()


def test_a_withdrawal_is_proposed_with_its_sentence():
    message = read_message(
        mail(Case("", (), "", {"From": "a@b.example", "Subject": "x"}, "Bonjour,\n\nJe me désiste."))
    )
    assert [problem.sentence for problem in message.problems] == [
        "The application seems to be withdrawn: “Je me désiste.”"
    ]


def test_what_a_file_was_found_to_be_is_kept_without_its_text():
    case = Case("", (), "", {"From": "Anne Lambert <anne@office.example>", "Subject": "Recrutement EO"}, "Voir annexe.")
    case.headers["Files"] = "CV.docx=cv fr Anne Lambert; jeu.exe=exe"
    message = read_message(mail(case), internal_domains=NOTICE.internal_domains)
    documents = list(documents_of(message))
    message = with_papers(message, documents, NOTICE.internal_domains)
    bare = [replace(document, text="", problems=()) for document in documents]
    assert [len(message.own_papers), len(message.programs)] == [1, 1]
    headers, outline = read_headers(mail(case)), message.outline
    told = dispose(headers, outline, notice=NOTICE, received_at=IN_TIME, message=message, documents=bare)
    assert told.reason == "a colleague applies, with papers in their own name (CV.docx), and it arrived in time"
