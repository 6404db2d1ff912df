"""Mail withheld, broken or out of sight, injected by class: what a server gives for a UID, and what must come of it.

    python -m tests.injected            the cases by class, with what must come of them
    python -m tests.injected --record   ask a real Dovecot anew what it says of each mail

Each case is one UID of one folder, behind a server that says exactly that. `table` counts what came of them. Where the
fault is in one answer, all others are those of a real Dovecot for that very mail (`tests/recorded.py`): what a double
leaves out, the program could never have trusted.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tests import recorded
from tests.composed import composed
from tests.servers.scripted import Scripted
from tests.substitutes import SHAPES, notice, wordings

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "fr": ("Recrutement EO - candidature de", "Bonjour,\n\nje pose ma candidature.\n\nCordialement,\n"),
    "nl": ("Recrutement EO: sollicitatie van", "Goedendag,\n\nhierbij solliciteer ik.\n\nMet vriendelijke groet,\n"),
    "de": ("Recrutement EO – Bewerbung von", "Guten Tag,\n\nich bewerbe mich.\n\nMit freundlichen Grüßen\n"),
    "en": ("Recrutement EO, application of", "Hello,\n\nI apply for the post.\n\nKind regards,\n"),
}
BREAKS = (
    b"garbage without a colon\r\n",
    b"X-Spam Status: yes\r\n",
    b">From jeanne Sun Mar  1 10:00:00 2026\r\n",
    b"\xff\xfe\x00\r\n",
    b"one\r\ntwo\r\n",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the server gives for one UID."""

    kind: str
    expected: str
    """alarm, original, both (a part of the mail), or gone."""
    mail: bytes
    header: bytes | None
    """What FETCH says of it but for the body, without its parentheses; None: nothing at all."""
    body: bytes | None
    """What FETCH BODY[] says of it; None: nothing at all. b"" breaks the connection."""


def mail(number: int, language: str) -> bytes:
    """An application, another for each number."""
    name = f"Candidate Numero{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"
    subject, words = WORDS[language]
    fields = {
        "From": f"{name} <candidate{number}@mail.example>",
        "To": "jobs@cdm.example",
        "Subject": f"{subject} {name}",
        "Message-ID": f"<case{number}@mail.example>",
    }
    cv = f"Curriculum vitae\n\n{name}\nEnseignante depuis {1990 + number % 30}\n" + "Un cours de plus\n" * 100
    return composed(fields, words + name + "\n", file=("cv.txt", cv.encode()))


def literal(name: bytes, data: bytes) -> bytes:
    return name + b" {%d}\r\n" % len(data) + data


def announced(original: bytes, *, size: int | None = None, structure: bytes | None = None) -> bytes:
    """What Dovecot says of a mail beside its body, as it was recorded; of another size or structure where one is given.

    Raises LookupError for a mail that is not recorded: `python -m tests.injected --record`.
    """
    told = recorded.answer(original)
    if size is not None:
        told = re.sub(rb"RFC822\.SIZE \d+", b"RFC822.SIZE %d" % size, told, count=1)
    if structure is not None:
        told = re.sub(rb"BODYSTRUCTURE \(.*\) (?=BODY\[HEADER\])", lambda _: structure, told, count=1)
    return told


def whole(case: Case) -> Case:
    """The same UID once the server has been mended."""
    return replace(case, header=announced(case.mail), body=literal(b"BODY[]", case.mail))


def cases() -> list[Case]:
    """All of them, in the order of their UIDs (from 1)."""
    found: list[Case] = []
    for made in (_notices, _nothing, _headless, _short, _other, _breaking, _broken, _lies):
        found += made(len(found))
    return found


def all_answers() -> list[Case]:
    """The cases, and each once the server is mended: all of whose mails Dovecot must have been asked."""
    return [each for case in cases() for each in (case, whole(case))]


def _notices(first: int) -> Iterator[Case]:
    """The server has the notice for its mail, or the mail's headers and the notice for its body."""
    made = [(language, shape) for language in WORDS for shape in SHAPES]
    for number, (language, shape) in enumerate(made, first):
        given = notice(number, wordings(language)[0], shape)
        original = mail(number, language)
        yield Case(
            kind="notice of Exchange",
            expected="alarm",
            mail=original,
            header=announced(given),
            body=literal(b"BODY[]", given),
        )
    for number, language in enumerate(WORDS, first + len(made)):
        original, given = mail(number, language), notice(number, wordings(language)[0])
        headers = (announced(original), announced(given, structure=b""))
        for header in headers:
            body = literal(b"BODY[]", given)
            yield Case(kind="notice of Exchange", expected="alarm", mail=original, header=header, body=body)


def _nothing(first: int) -> Iterator[Case]:
    bodies = (
        None,
        b"BODY[] NIL",
        b"FLAGS ()",
        b"BODY[] {0}\r\n",
        b'BODY[] ""',
        b"BODY[] {4}\r\n\r\n\r\n",
        b"BODY[] 12",
    )
    for number, (language, body) in enumerate(((lang, body) for lang in WORDS for body in bodies), first):
        original = mail(number, language)
        yield Case(kind="no body", expected="alarm", mail=original, header=announced(original), body=body)


def _headless(first: int) -> Iterator[Case]:
    headers = (None, b"BODY[HEADER] NIL", b'INTERNALDATE "01-Mar-2026 10:00:00 +0100" BODY[HEADER] NIL')
    for number, (header, given, language) in enumerate(
        ((header, given, language) for header in headers for given in (True, False) for language in ("fr", "en")), first
    ):
        original = mail(number, language)
        body = literal(b"BODY[]", original) if given else None
        expected = "original" if given else "alarm"
        yield Case(kind="no headers", expected=expected, mail=original, header=header, body=body)


def _short(first: int) -> Iterator[Case]:
    shares = (0.12, 0.3, 0.5, 0.7, 0.85)
    for number, (language, share) in enumerate(((lang, share) for lang in WORDS for share in shares), first):
        original = mail(number, language)
        given = original[: int(len(original) * share)]
        yield Case(
            kind="a part of it",
            expected="both",
            mail=original,
            header=announced(original),
            body=literal(b"BODY[]", given),
        )


def _other(first: int) -> Iterator[Case]:
    for number, language in enumerate(WORDS, first):
        original = mail(number, language)
        given = b"From: news@shop.example\r\nSubject: Soldes\r\nMessage-ID: <shop%d@x>\r\n\r\nPromo\r\n" % number
        yield Case(
            kind="another mail",
            expected="alarm",
            mail=original,
            header=announced(original),
            body=literal(b"BODY[]", given),
        )


def _breaking(first: int) -> Iterator[Case]:
    """Each between mails that break nothing: three in a row would be the server's fault."""
    for number, body in enumerate((b"", b"BODY[] {99999999}\r\n", b"BODY[] {x}\r\n"), first // 2):
        for at, given in ((2 * number, body), (2 * number + 1, None)):
            original = mail(at, "fr")
            told = literal(b"BODY[]", original) if given is None else given
            kind = "breaks the connection" if given is not None else "beside one that breaks it"
            expected = "alarm" if given is not None else "original"
            yield Case(kind=kind, expected=expected, mail=original, header=announced(original), body=told)


def _broken(first: int) -> Iterator[Case]:
    for number, (language, line) in enumerate(((lang, line) for lang in WORDS for line in BREAKS), first):
        original = mail(number, language)
        at = original.index(b"Subject:")
        given = original[:at] + line + original[at:]
        yield Case(
            kind="a broken header block",
            expected="original",
            mail=given,
            header=announced(given),
            body=literal(b"BODY[]", given),
        )


def _lies(first: int) -> Iterator[Case]:
    structures = (
        b"",
        b"BODYSTRUCTURE NIL ",
        b"BODYSTRUCTURE " + b"(" * 500 + b")" * 500 + b" ",
        b'BODYSTRUCTURE ("a") ',
    )
    for number, structure in enumerate(structures, first):
        original = mail(number, "fr")
        header = announced(original, structure=structure)
        yield Case(
            kind="a structure that is none",
            expected="original",
            mail=original,
            header=header,
            body=literal(b"BODY[]", original),
        )
    for number, size in enumerate((0, 1, 10**30, 2**63), first + len(structures)):
        original = mail(number, "en")
        header = announced(original, size=size)
        yield Case(
            kind="a size that is none",
            expected="original",
            mail=original,
            header=header,
            body=literal(b"BODY[]", original),
        )


class Server:
    """A folder that holds the cases, UID 1 on; `mend` has it give every mail as it is."""

    def __init__(self, given: list[Case]) -> None:
        self.cases = given
        listed = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1, len(given) + 1)) + b"\r\nTAG OK done\r\n"
        examine = b"* %d EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT %d] x\r\nTAG OK [READ-ONLY] done\r\n"
        self.scripted = Scripted(
            {
                "EXAMINE": examine % (len(given), len(given) + 1),
                "UID SEARCH": listed,
                "UID FETCH": self._fetched,
            }
        )

    def mend(self) -> None:
        """From now on nothing is withheld."""
        self.cases = [whole(case) for case in self.cases]

    def _fetched(self, command: str) -> bytes:
        uids = [int(uid) for uid in re.findall(r"\d+", command.split()[2])]
        said = []
        for uid in uids:
            case = self.cases[uid - 1]
            told = case.body if "BODY.PEEK[]" in command else case.header
            if told == b"":
                return b""
            if told is not None:
                said.append(b"* %d FETCH (UID %d %s)\r\n" % (uid, uid, told))
        return b"".join(said) + b"TAG OK done\r\n"


def table(given: list[Case], came: dict[int, str]) -> list[str]:
    """By kind: how many cases, and what came of them by `came` (UID to alarm, original, both or lost)."""
    rows: dict[str, Counter[str]] = {}
    for uid, case in enumerate(given, 1):
        rows.setdefault(case.kind, Counter())[came.get(uid, "lost")] += 1
    columns = ("alarm", "original", "both", "lost")
    lines = [f"{'':28}" + "".join(f"{column:>10}" for column in columns)]
    lines += [f"{kind:28}" + "".join(f"{counts[column]:>10}" for column in columns) for kind, counts in rows.items()]
    return lines


if __name__ == "__main__":
    if sys.argv[1:] == ["--record"]:
        recorded.record(all_answers)
    made = cases()
    print("\n".join(table(made, {uid: case.expected for uid, case in enumerate(made, 1)})))  # noqa: T201 - the table
