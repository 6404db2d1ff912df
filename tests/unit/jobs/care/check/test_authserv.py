import pytest

from jobs.care.check.authserv import told
from parsers.mail.headers.headers import read_headers


def mails(*servers):
    fields = [f"Authentication-Results: {server}; dmarc=pass\r\n" if server else "" for server in servers]
    return [read_headers(f"{field}From: a@b.example\r\n\r\n".encode()) for field in fields]


@pytest.mark.parametrize(
    ("servers", "trusted", "fine", "said"),
    [
        (("mx.a", "mx.a", None), None, False, 'of "mx.a" on 2 of 3: set authserv_id'),
        ((None, None), None, False, "no Authentication-Results there"),
        ((), "mx.a", True, "no mail yet"),
        (("MX.a", None), "mx.A", True, "on 1 of 2 mails"),
        (("mx.b",), "mx.a", False, 'bear "mx.b" on 1 of 1'),
        ((None,), "mx.a", False, "bear no Authentication-Results"),
    ],
)
def test_whose_word_the_mails_bear(servers, trusted, fine, said):
    sentence, as_it_should = told(mails(*servers), trusted)
    assert as_it_should is fine
    assert said in sentence
