"""What a role may do, and for which notices: of single ones what is said of them by name."""

from __future__ import annotations

import pytest

from store.accounts.accounts import User
from store.accounts.roles import (
    CHAIR,
    EVERY_NOTICE,
    HOLDERS,
    JURY,
    READER,
    RECRUITER,
    ROLES,
    NoticeScope,
    Right,
    chaired_by,
    holds,
    scope,
)
from store.errors import ReviewRefused
from tests.unit.store.accounts.test_accounts import NOW

A, B, NOBODY = NoticeScope(named=frozenset("a")), NoticeScope(named=frozenset("b")), NoticeScope()


def account(role, notices=None, **roles):
    given = None if notices is None else frozenset(notices)
    return User(
        id=1, name="x", role=role, language=None, disabled=False, created_at=NOW, last_login_at=None,
        notices=given, roles=roles,
    )  # fmt: skip


def may(user, chaired=NOBODY):
    return {right: scope(user, right, chaired) for right in Right}


def test_what_each_role_may_do_for_its_notice():
    table = {role: {right for right, there in may(account(role, "a")).items() if there == A} for role in ROLES}
    assert table == {
        READER: {Right.READ, Right.STUDY},
        RECRUITER: {Right.READ, Right.STUDY, Right.WRITE, Right.KEEP},
        CHAIR: set(Right),
        JURY: {Right.JUDGE},
    }
    assert {role: {right for right in Right if holds(account(role), right)} for role in ROLES} == {
        role: {right for right in Right if role in HOLDERS[right]} for role in ROLES
    }


def test_where_a_chair_is_named_erasing_and_who_looked_are_the_chairs():
    assert may(account(RECRUITER), A)[Right.KEEP] == ~A
    assert may(account(RECRUITER, "a"), A)[Right.KEEP] == NOBODY
    assert may(account(CHAIR, "a"), A)[Right.KEEP] == A
    assert may(account(RECRUITER), EVERY_NOTICE)[Right.KEEP] == NOBODY


def test_who_sits_in_the_jury_of_one_notice_is_no_recruiter_there():
    both = may(account(RECRUITER, a=JURY))
    assert (both[Right.READ], both[Right.WRITE], both[Right.JUDGE]) == (~A, ~A, A)
    other = may(account(JURY, "a", b=RECRUITER))
    assert (other[Right.READ], other[Right.JUDGE], other[Right.WRITE]) == (B, A, B)


def test_a_chair_stays_named_whatever_the_account_is_elsewhere_and_when_it_is_locked():
    assert chaired_by([account(RECRUITER, a=CHAIR), account(CHAIR, "b"), account(READER)]) == A | B
    assert chaired_by([account(CHAIR, b=READER)]) == ~B
    assert chaired_by([]) == NOBODY


@pytest.mark.parametrize("first", [NOBODY, A, B, A | B, ~A, ~B, EVERY_NOTICE])
@pytest.mark.parametrize("other", [NOBODY, A, B, A | B, ~A, ~B, EVERY_NOTICE])
def test_scopes_are_added_and_taken_off_as_sets_are(first, other):
    for notice in "abc":
        assert (notice in first | other) == (notice in first or notice in other)
        assert (notice in first - other) == (notice in first and notice not in other)
    assert bool(first) == any(notice in first for notice in "abc")


def test_a_role_for_a_notice_is_kept_and_ends_every_session_and_goes_with_what_is_given_anew(store):
    with store.begin() as tx:
        tx.accounts.add_user("paul", RECRUITER, "hash")
        tx.accounts.open_session("paul", "token", "csrf", NOW.replace(year=2999))
        tx.accounts.give_role("paul", JURY, ["b", "a"])
        assert tx.accounts.login("token") is None
        assert tx.accounts.user("paul").roles == {"a": JURY, "b": JURY}
        tx.accounts.give_role("paul", CHAIR, ["b"])
        assert (tx.accounts.user("paul").roles, tx.accounts.chaired()) == ({"a": JURY, "b": CHAIR}, B)
        with pytest.raises(ReviewRefused, match="a role is one of"):
            tx.accounts.give_role("paul", "owner", ["a"])
        tx.accounts.give("paul", ["a"])
        assert (tx.accounts.user("paul").roles, tx.accounts.user("paul").notices) == ({}, frozenset("a"))
