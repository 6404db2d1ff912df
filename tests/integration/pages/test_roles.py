"""Every address, asked by every role of a notice: who gets in, and who is shown what is not theirs yet."""

from __future__ import annotations

import html

import pytest

from desk.web.access import ANYONE, DECLARED
from store.accounts.roles import ROLES
from tests.unit.desk.web.conftest import seated
from tests.unit.desk.web.routes.test_jury import NOT_GIVEN, SECRET, give
from tests.unit.desk.web.test_access import ADDRESSES, ask, have, is_let_in


@pytest.mark.parametrize("role", ROLES)
def test_each_role_of_the_notice_gets_in_where_it_may_and_nowhere_else(site, store, eraser, anne, subtests, role):
    """With a chair named: what is the chair's is nobody else's."""
    seated(site, store, "simone", "chair")
    someone = seated(site, store, "paul", role)
    for address in (each for each in ADDRESSES if DECLARED[each].who != ANYONE):
        with subtests.test(address):
            let_in = is_let_in(ask(someone.client, address, anne, someone.csrf))
            assert let_in == (role in have(DECLARED[address].who, chaired=True))


def test_a_members_opinion_is_in_nothing_that_anybody_else_is_shown_until_the_chair_opens_it(
    paul,
    nadine,
    chair,
    recruiter,
    reader,
    store,
    eraser,
    before,
    subtests,
):
    give(paul, before, tenure=f"{SECRET} : nommée")
    paul.send(f"/jury/applications/{before}/opinion", then="draft", text=NOT_GIVEN)
    for name, browser in (("nadine", nadine), ("chair", chair), ("recruiter", recruiter), ("reader", reader)):
        for address in (
            each for each in ADDRESSES if "logout" not in each and "/open" not in each and "{act}" not in each
        ):
            with subtests.test(f"{name}: {address}"):
                answer = ask(browser.client, address, before, browser.csrf)
                seen = html.unescape(answer.text)
                assert [words for words in ("blouissante", "pas encore tranché", NOT_GIVEN) if words in seen] == [], (
                    address
                )
    with store.peek() as tx:
        assert tx.jury.of(before).opened == ()
