"""Two hundred reports of many servers are tied to the letters they are about, and say of them what is true."""

from __future__ import annotations

import base64
import re
from collections import Counter
from functools import cache

import pytest

from parsers.disposition.answers import outcome, reported
from parsers.disposition.automatic_headers import is_bounce
from parsers.mail.message import read_message
from parsers.values.letters import TiedBy
from tests.delivery_reports import BACK, DAEMON, DSN, letters, multipart, part, reports, sent_letters, status

TIED = 0.98


@cache
def read():
    """Each report, whether its headers tell it, its tie, and what it says of the letter."""
    out = letters()
    known = sent_letters(out)
    found = []
    for report in reports(out):
        message = read_message(report.mail)
        told = message.report
        tie = reported(told, known, BACK) if told else None
        said = outcome(told, known.letters[report.letter]) if told else None
        found.append((report, is_bounce(message.headers, message.outline), tie, said))
    return found


def test_two_hundred_reports_are_tied_to_the_right_letter():
    wrong = [report.shape for report, _, tie, _ in read() if tie is None or tie.letter.id != report.letter]
    assert len(read()) == 200
    assert len(wrong) <= (1 - TIED) * len(read()), Counter(wrong)


def test_their_headers_alone_tell_that_they_are_reports():
    assert [report.shape for report, told, _, _ in read() if not told] == []


def test_a_letter_is_proven_by_what_only_we_knew_and_by_nothing_else():
    for report, _, tie, _ in read():
        if tie is not None:
            assert (tie.by is TiedBy.REFERENCE) == report.proven, report.shape


def test_late_is_not_failed_and_failed_is_not_late():
    wrong = [report.shape for report, _, _, said in read() if (said.action == "failed") != report.failed]
    assert wrong == []


def test_for_good_or_for_now_is_what_the_code_says():
    for report, _, _, said in read():
        told = {"5": True, "4": False}.get((said.status or "")[:1])
        assert told == report.permanent, (report.shape, said.status, said.said)


def test_the_servers_own_sentence_is_told():
    assert [report.shape for report, _, _, said in read() if not said.said] == []


def test_a_forged_report_proves_nothing_whatever_its_form():
    """Whoever knows how we write Message-IDs, and whom we wrote to, does not know what was drawn by lot."""
    out = letters()
    known = sent_letters(out)
    for report in reports(out, 30):
        token = next(one.token for one in out if one.letter.id == report.letter)
        guess = token.partition(".")[0] + "." + "0123456789abcdef" * 2
        told = read_message(_opened(report.mail).replace(token.encode(), guess[: len(token)].encode())).report
        tie = reported(told, known, BACK) if told else None
        assert tie is None or tie.by is TiedBy.ADDRESS, report.shape


def _opened(mail):
    """With its encoded parts written out: what they return is forged as well."""

    def plain(found):
        return found[1] + b"8bit" + found[2] + base64.b64decode(found[3]) + b"\n"

    parts = re.compile(rb"(Content-Transfer-Encoding: )base64(\n\n)([A-Za-z0-9+/=\n]+)\n")
    return parts.sub(plain, mail)


def test_a_candidate_can_forge_a_report_on_their_own_letter_only():
    out = letters()
    known = sent_letters(out)
    mine, other = out[0], out[1]
    told = reports_of(mine, names=other.email)
    tie = reported(told, known, BACK)
    assert (tie.letter.id, tie.by) == (mine.letter.id, TiedBy.REFERENCE)


def reports_of(out, *, names):
    """A report that returns one letter and speaks of another's recipient."""
    words = part(f"<{names}>: 550 5.1.1 unknown", "text/plain")
    told = part(status(out, to=names, original=names), DSN)
    return read_message(multipart("Undelivered Mail", DAEMON, words, told, part(out.headers, "message/rfc822"))).report


@pytest.mark.parametrize(
    "sender",
    ["Anne <anne@mail.example>", "emplois@cdm.example"],
)
def test_what_no_mail_server_wrote_is_no_report(sender):
    out = letters(1)[0]
    mail = f"From: {sender}\nTo: {out.email}\nSubject: Bonjour\n\n550 5.1.1 {out.letter.message_ref}\n"
    assert read_message(mail.encode()).report is None


@pytest.mark.parametrize("shape", ["qmail", "exchange", "gmail", "exim", "domino text"])
def test_a_sentence_is_short_and_on_one_line(shape):
    said = next(said.said for report, _, _, said in read() if report.shape == shape)
    assert 10 <= len(said) <= 300
    assert "\n" not in said
