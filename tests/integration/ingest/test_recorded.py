"""The recorded answers are those of a real Dovecot still: what doubles say cannot drift from what a server says."""

from __future__ import annotations

from tests import injected, recorded


def test_dovecot_answers_what_is_recorded(has_dovecot):
    del has_dovecot
    mails = recorded.asked_for(injected.all_answers)
    now = recorded.given_by_dovecot(mails)
    assert {digest for digest in mails if now[digest] != recorded.answers().get(digest)} == set(), recorded.HOW
