"""Links to transfer services, by their hosts and by the look of their paths."""

from __future__ import annotations

from parsers.mail.message import is_transfer
from tests.each import each


@each(
    ("link", "expected"),
    [
        ("https://we.tl/t-abc123", True),
        ("https://WeTransfer.com/downloads", True),
        ("https://eu.app.box.com/s/abc", True),
        ("https://a.b.c.d.we.tl/t-abc123", True),
        ("https://a.b.c.d.e.we.tl/t-abc123", False),
        ("https://notwe.tl/t-abc123", False),
        ("https://we.tl.example/t-abc123", False),
        ("https://we.tl/", False),
        ("https://filesender.belnet.be/?s=download", True),
        ("https://disk.yandex.info/abc", False),
        ("https://school.example/s/abcdefghijkl", True),
        ("https://dropbox.com/login/abc", False),
    ],
)
def test_a_link_to_a_transfer_service_is_known(link, expected):
    assert is_transfer(link) is expected
