import tomllib

import pytest

from jobs.care.check.authserv import told
from parsers.mail.headers.headers import read_headers

BORDER = "Received: from x (x [192.0.2.7]) by mx.office.example with ESMTP; x\r\n"


def mails(*servers, beneath=False):
    """A mail for each server whose results stand above the border server's trace, or beneath it."""
    fields = [f"Authentication-Results: {server}; dmarc=pass\r\n" if server is not None else "" for server in servers]
    heads = [BORDER + field if beneath else field + BORDER for field in fields]
    return [read_headers(f"{head}From: a@b.example\r\n\r\n".encode()) for head in heads]


@pytest.mark.parametrize(
    ("servers", "trusted", "fine", "said"),
    [
        (("mx.a", "mx.a", None), None, False, 'on 2 of 3 mails; copy into its [[mailboxes]]: authserv_id = "mx.a"'),
        (("mx.b", "mx.a", "mx.a"), None, False, 'on 2 of 3 mails; copy into its [[mailboxes]]: authserv_id = "mx.a"'),
        ((None, None), None, False, "its border server adds no Authentication-Results"),
        ((None, None), None, False, "later mails wait for a person"),
        ((), None, False, "no mail yet to learn authserv_id from"),
        ((), "mx.a", True, "no mail yet to check that with"),
        (("MX.a", None), "mx.A", True, "on 1 of 2 mails"),
        (("mx.b",), "mx.a", False, "none of the newest mails; Authentication-Results stand on 1 of 1 mails; copy"),
        ((None,), "mx.a", False, "its border server adds no Authentication-Results"),
    ],
)
def test_whose_word_the_mails_bear(servers, trusted, fine, said):
    sentence, as_it_should = told(mails(*servers), trusted)
    assert as_it_should is fine
    assert said in sentence


@pytest.mark.parametrize("trusted", [None, "mx.a"])
def test_what_a_sender_can_write_is_not_proposed(trusted):
    sentence, fine = told(mails("mx.a", "mx.a", beneath=True), trusted)
    assert not fine
    assert 'of "mx.a" stand on 2 of 2 mails, but beneath its own Received' in sentence
    assert "authserv_id =" not in sentence


@pytest.mark.parametrize("server", ["mx.a", "", "dmarc=pass header.from=b.example"])
def test_the_line_can_be_copied_as_it_is(server):
    sentence, _ = told(mails(server), None)
    line = tomllib.loads(sentence.partition("[[mailboxes]]: ")[2])
    assert line == {"authserv_id": server if server == "mx.a" else ""}
