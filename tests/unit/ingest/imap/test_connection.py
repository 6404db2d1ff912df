from __future__ import annotations

import imaplib
import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.imap.connection import AnswerLimit, Connection


class Wire(Connection):
    """A connection whose server has said what is in `pieces`, and hung up."""

    def __init__(self, pieces, *, lines=1000, literal=1000):
        self._allowance = AnswerLimit(until=0, octets=10**6, lines=lines, literal=literal)
        self._octets = self._lines = 0
        self._received = bytearray()
        self._pieces = list(pieces)
        self.untagged_responses = {}
        self.tagged_commands = {b"T1": None}
        self.tagre = re.compile(rb"(?P<tag>T\d+) (?P<type>[A-Z]+) (?P<data>.*)", re.ASCII)
        self._mode_ascii()
        self._cmd_log_idx, self._cmd_log, self._cmd_log_len = 0, {}, 10
        self.debug = 0

    def _receive(self):
        if not self._pieces:
            raise self.abort("the server closed the connection")
        self._received += self._pieces.pop(0)

    def said(self, respond):
        """All that is gathered until the tagged line, by that way of reading."""
        while self.tagged_commands[b"T1"] is None:
            respond(self)
        return self.untagged_responses, self._lines


def answer(number, literal):
    return b"* %d FETCH (UID %d BODY[HEADER] {%d}\r\n%b)\r\n" % (number, number, len(literal), literal)


NEWS = [
    b"* 12 EXISTS\r\n",
    b"* 4 FETCH (FLAGS (\\Seen))\r\n",
    b"* OK still here\r\n",
    b"* 5 FETCH (UID 5 BODY[HEADER] {2}\r\nab RFC822.SIZE 9)\r\n",
    b"* 6 FETCH (UID 6 X {1}\r\na BODY[HEADER] {2}\r\nab)\r\n",
]
SAID = st.lists(
    st.builds(answer, st.integers(0, 99), st.sampled_from([b"", b"A: b\r\n\r\n", b")\r\n* 3 FETCH (", b"\xff\n"]))
    | st.sampled_from(NEWS),
    max_size=6,
)


@example(said=[], cuts=[])
@example(said=[answer(1, b"A: b\r\n\r\n"), answer(2, b"")], cuts=[])
@example(said=[answer(3, b")\r\n* 3 FETCH ("), NEWS[0]], cuts=[30, 31, 60])
@example(said=[*NEWS, answer(99, b"\xff\n")], cuts=[1, 90, 140, 200])
@example(said=[NEWS[3], NEWS[4], NEWS[3]], cuts=[38, 39, 40, 41, 90, 100])
@example(said=[NEWS[4], answer(7, b"A: b\r\n\r\n"), NEWS[2], NEWS[1]], cuts=[20, 25, 27])
@given(said=SAID, cuts=st.lists(st.integers(0, 400), max_size=6))
def test_answers_that_came_whole_are_gathered_as_imaplib_does(said, cuts):
    stream = b"".join(said) + b"T1 OK done\r\n"
    edges = sorted({0, len(stream), *(cut for cut in cuts if cut < len(stream))})
    pieces = [stream[start:end] for start, end in pairwise(edges)]
    ours = Wire(pieces).said(Wire._get_response)
    assert ours == Wire(pieces).said(imaplib.IMAP4._get_response)


@pytest.mark.parametrize("limits", [{"lines": 3}, {"literal": 3}])
def test_whole_answers_keep_within_the_allowance(limits):
    wire = Wire([answer(1, b"abcd") + answer(2, b"abcd") + b"T1 OK done\r\n"], **limits)
    with pytest.raises(imaplib.IMAP4.abort):
        wire.said(Wire._get_response)
