from email.parser import BytesHeaderParser
from email.policy import compat32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.mail.headers.headers import mended, raw_fields, read_headers, references
from parsers.values.headers import Address
from tests.each import each

SOUND = (
    b"Subject: =?utf-8?q?R=C3=A9seau?=\r\n",
    b"Subject:\r\n b\r\n",
    b"From: x <a@b.example>\n",
    b"\tthat goes on\r\n",
    b" \r\n",
    b"X: \xe9\xff\x00\x0b\n",
    b"Date: Sun, 1 Mar 2026 10:00:00 +0100 (CET)\r\n",
    b"Message-ID: <a@b>\r\n",
)
BROKEN = (
    b"no colon\r\n",
    b"Subject : z\r\n",
    b": nameless\n",
    b"From me Sun\n",
    b"Y:a\rb\r\n",
    b"Cc: a@b",
    b"\x0b: x\r\n",
)


@example(block=b"", unmended=False)
@example(block=b"".join(SOUND), unmended=True)
@example(block=b"".join(SOUND), unmended=False)
@example(block=SOUND[3] + SOUND[0] + SOUND[4], unmended=False)
@example(block=SOUND[2] + BROKEN[0] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[0] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[1] + SOUND[3] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[1] + SOUND[3] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[2] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[2] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[3] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[3] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[4] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[4] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[5] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[5] + SOUND[0], unmended=False)
@example(block=SOUND[2] + BROKEN[6] + SOUND[0], unmended=True)
@example(block=SOUND[2] + BROKEN[6] + SOUND[0], unmended=False)
@example(block=b"".join(BROKEN), unmended=False)
@example(block=BROKEN[3] + SOUND[1], unmended=True)
@given(block=st.lists(st.sampled_from(SOUND + BROKEN), max_size=8).map(b"".join), unmended=st.booleans())
def test_a_block_says_what_the_library_reads_in_it(block, unmended):
    told = raw_fields(block + b"\r\n", unmended=unmended)
    read = BytesHeaderParser(policy=compat32).parsebytes(block if unmended else mended(block))
    assert [(name, value.strip()) for name, value in told] == [(n.lower(), v.strip()) for n, v in read.raw_items()]


def subject(raw):
    return read_headers(b"Subject: " + raw + b"\r\n\r\n").subject


@each(
    ("raw", "read"),
    [
        pytest.param(b"=?utf-8?Q?Recr?= =?utf-8?Q?utement_EO?=", "Recrutement EO", id="space between words is none"),
        pytest.param(b"Recrutement\r\n EO", "Recrutement EO", id="unfolded"),
        pytest.param(b"=?utf-8?Q?R=C3?=\r\n =?utf-8?Q?=A9seau?=", "Réseau", id="character split between words"),
        pytest.param(b"=?utf-8?B?UmVjcnV0ZW1lbn?= =?utf-8?B?QgRU8=?=", "Recrutement EO", id="base64 cut anywhere"),
        pytest.param(b"=?utf-8?B?UmVjcnV0ZW1lbnQgRU8?=", "Recrutement EO", id="padding lost"),
        pytest.param(b"=?utf-8?B?UmVjcnV0ZW1lbnQ?= =?utf-8?B?IEVP?=", "Recrutement EO", id="two that lost it"),
        pytest.param("Réseau EO".encode(), "Réseau EO", id="raw utf-8"),
        pytest.param("Réseau EO".encode("latin-1"), "Réseau EO", id="raw latin-1"),
        pytest.param(b"=?x-unknown?Q?R=E9seau?=", "Réseau", id="unknown charset"),
        pytest.param(b"=?utf-8?Q?R=E9seau?=", "Réseau", id="wrong charset"),
        pytest.param(b"=?iso-8859-1?Q?R=C3=A9seau?=", "Réseau", id="latin-1 that is utf-8"),
        pytest.param(b"=?iso-8859-1?Q?=93EO=94?=", "“EO”", id="latin-1 that is windows-1252"),
        pytest.param(b"=?utf-8?Q?Recrutement EO?=", "Recrutement EO", id="raw space in a word"),
        pytest.param(b"=?utf-8?Q?Une question? EO?=", "Une question? EO", id="raw question mark in a word"),
        pytest.param(b"(=?utf-8?Q?EO?=)", "(EO)", id="word beside punctuation"),
        pytest.param(b"=?utf-8*fr-BE?Q?EO?=", "EO", id="language suffix of RFC 2231"),
        pytest.param(b"=?utf-8?Q?Recrutement=C2=A0EO?=", "Recrutement\xa0EO", id="no-break space stays"),
        pytest.param(b"=?undefined?Q?EO?=", "EO", id="codec that refuses everything"),
        pytest.param(b"=?utf-8?Q?Recrutement", "=?utf-8?Q?Recrutement", id="word without end"),
    ],
)
def test_subject(raw, read):
    assert subject(raw) == read


@pytest.mark.parametrize(
    ("raw", "name", "email"),
    [
        ("Dupont, Jeanne <J@D.example>", "Dupont, Jeanne", "j@d.example"),
        ('"Dupont, Jeanne" <j@d.example>', "Dupont, Jeanne", "j@d.example"),
        ("=?utf-8?Q?Dupont=2C_Jeanne?= <j@d.example>", "Dupont, Jeanne", "j@d.example"),
        ('"=?utf-8?Q?Ren=C3=A9e?=" <j@d.example>', "Renée", "j@d.example"),
        ("j@d.example (Jeanne Dupont)", "Jeanne Dupont", "j@d.example"),
        ("Jeanne [mailto:j@d.example]", "Jeanne", "j@d.example"),
        ("Jeanne <mailto:j@d.example>", "Jeanne", "j@d.example"),
        ("j@d.example <j@d.example>", None, "j@d.example"),
        ("'Jeanne' <j@d.example>", "Jeanne", "j@d.example"),
        ('"unterminated <j@d.example>', "unterminated", "j@d.example"),
        ("Jeanne <j@d.example>>", "Jeanne", "j@d.example"),
        ("<@relay.example:j@d.example>", None, "j@d.example"),
        ("friends: Jeanne <j@d.example>, k@d.example;", "Jeanne", "j@d.example"),
        ("MAILER-DAEMON", "MAILER-DAEMON", None),
    ],
)
def test_author(raw, name, email):
    assert read_headers(f"From: {raw}\r\n\r\n".encode()).sender == Address(name=name, email=email)


def test_author_of_raw_bytes():
    assert read_headers("From: Renée <r@d.example>\n\n".encode("latin-1")).sender.name == "Renée"


def test_without_from_the_sender_is_the_author():
    assert read_headers(b"From: Jeanne\r\nSender: x@y.example\r\n\r\n").sender == Address(
        name="Jeanne", email="x@y.example"
    )


def test_lists_and_groups():
    headers = read_headers(b'To: a@x.example; "B, C" <b@x.example>,\r\n undisclosed-recipients:;\r\n\r\n')
    assert [address.email for address in headers.to] == ["a@x.example", "b@x.example"]


def test_of_a_header_given_twice_the_first_that_says_something_counts():
    headers = read_headers(b"Subject:\r\nSubject: one\r\nSubject: two\r\n\r\n")
    assert headers.subject == "one"
    assert headers.all("subject") == ("", "one", "two")


def test_body_is_not_read_as_headers():
    assert read_headers(b"From: a@x.example\n\nSubject: no").subject is None


def test_references_first_the_mail_that_is_answered():
    headers = read_headers(b"References: <a@x> <b@x>\r\nIn-Reply-To: <b@x> (said Jeanne)\r\n\r\n")
    assert references(headers) == ("<b@x>", "<a@x>")


def test_message_id_without_brackets_stays():
    assert read_headers(b"Message-ID: abc@x.example\r\n\r\n").message_id == "abc@x.example"


@example(b"")
@example(b"\x00\xff: \r\n\r\r\n")
@example(b"=?utf-8?q?=FF?= <@>, ;:\r\n <")
@example(b"=?x?b?====?= (((((" * 10)
@example(b"1 Jan 99999 99:99:99 +9999")
@example(b"Date: \xe9\nFrom: <<>>@,@")
@given(st.binary(max_size=400))
def test_never_fails(raw):
    read_headers(raw)
    read_headers(b"From: " + raw.replace(b"\n", b"") + b"\nDate: " + raw)


def test_a_flood_of_fields_is_cut():
    assert len(read_headers(b"X: y\n" * 300_000).fields) <= 1_000


@pytest.mark.parametrize("before", [b"X: y\n" * 2_000, b"X-Long: " + b"y" * 600_000 + b"\n"])
def test_a_subject_behind_a_flood_of_fields_is_read(before):
    found = read_headers(before + b"Subject: Candidature\nFrom: a@example.org\nSubject: autre\n\n")
    assert (found.subject, found.sender.email) == ("Candidature", "a@example.org")
    assert len(found.fields) <= 1_002
