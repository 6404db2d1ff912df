from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store.accounts.accounts import LONGEST_VIEW, MOST_VIEWS
from store.errors import NotInStore, ReviewRefused, ViewsFull, ViewTooLong

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def clock(store):
    now = [NOW]
    store._clock = lambda: now[0]
    return now


@pytest.fixture
def colette(store, clock):
    with store.begin() as tx:
        tx.accounts.add_user("colette", "recruiter", "hash")
        tx.accounts.open_session("colette", "token", "csrf", NOW + timedelta(hours=8))
    return "colette"


def test_a_login_is_good_until_it_expires(store, clock, colette):
    with store.peek() as tx:
        login = tx.accounts.login("token")
        assert (login.user.name, login.user.role, login.csrf) == (colette, "recruiter", "csrf")
        assert tx.accounts.login("guess") is None
        clock[0] = NOW + timedelta(hours=8)
        assert tx.accounts.login("token") is None


def test_the_token_itself_is_not_kept(store, colette):
    with store.engine.connect() as connection:
        [row] = connection.exec_driver_sql("SELECT * FROM sessions")
    assert "token" not in [str(value) for value in row]


def test_logging_out_ends_the_session(store, colette):
    with store.begin() as tx:
        tx.accounts.close_session("token")
        assert tx.accounts.login("token") is None


@pytest.mark.parametrize("end", ["disable", "set_password"])
def test_a_disabled_user_or_a_new_password_ends_every_session(store, colette, end):
    with store.begin() as tx:
        tx.accounts.disable(colette) if end == "disable" else tx.accounts.set_password(colette, "new")
        assert tx.accounts.login("token") is None
        assert tx.accounts.password_hash(colette) == (None if end == "disable" else "new")


def test_a_disabled_user_can_be_let_in_again(store, colette):
    with store.begin() as tx:
        tx.accounts.disable(colette)
        tx.accounts.disable(colette, disabled=False)
        assert tx.accounts.password_hash(colette) == "hash"


def test_expired_sessions_are_swept(store, clock, colette):
    clock[0] = NOW + timedelta(days=1)
    with store.begin() as tx:
        tx.accounts.sweep_sessions()
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar() == 0


def test_a_name_is_given_once_and_a_role_is_known(store, colette):
    with store.begin() as tx:
        with pytest.raises(ReviewRefused, match="already"):
            tx.accounts.add_user(colette, "reader", None)
        with pytest.raises(ReviewRefused, match="a role is one of"):
            tx.accounts.add_user("x", "king", None)


def test_nobody_has_no_password(store):
    with store.peek() as tx:
        assert tx.accounts.password_hash("nobody") is None
        with pytest.raises(NotInStore):
            tx.accounts._named("nobody")


def test_views_are_saved_under_a_name_and_each_users_own(store, colette):
    with store.begin() as tx:
        tx.accounts.add_user("mireille", "reader", None, "nl")
        tx.accounts.save_view(colette, "à voir", "awaits=any")
        view = tx.accounts.save_view(colette, "à voir", "awaits=late")
        assert [(v.name, v.query) for v in tx.accounts.saved_views(colette)] == [("à voir", "awaits=late")]
        assert tx.accounts.saved_views("mireille") == ()
        shared = tx.accounts.save_view(colette, "urgent", "tag=urgent", shared=True)
        assert tx.accounts.saved_views("mireille") == (shared,)
        tx.accounts.drop_view("mireille", shared.id)
        assert shared in tx.accounts.saved_views(colette)
        tx.accounts.drop_view(colette, shared.id)
        tx.accounts.drop_view("mireille", view.id)
        assert tx.accounts.saved_views(colette) == (view,)
        tx.accounts.drop_view(colette, view.id)
        assert tx.accounts.saved_views(colette) == ()


def test_a_user_has_so_many_views_and_may_replace_each(store, colette):
    with store.begin() as tx:
        for number in range(MOST_VIEWS):
            tx.accounts.save_view(colette, f"vue {number}", "time=no")
        with pytest.raises(ViewsFull):
            tx.accounts.save_view(colette, "une de trop", "time=no")
        replaced = tx.accounts.save_view(colette, "vue 0", "time=yes")
        tx.accounts.drop_view(colette, replaced.id)
        tx.accounts.save_view(colette, "de nouveau", "time=no")
        assert len(tx.accounts.saved_views(colette)) == MOST_VIEWS


def test_a_view_is_as_long_as_may_be_and_no_longer(store, colette):
    with store.begin() as tx:
        tx.accounts.save_view(colette, "longue", "q=".ljust(LONGEST_VIEW, "é"))
        with pytest.raises(ViewTooLong):
            tx.accounts.save_view(colette, "longue", "q=".ljust(LONGEST_VIEW + 1, "é"))


def test_users_are_listed_by_name_with_their_last_login(store, colette):
    with store.begin() as tx:
        tx.accounts.add_user("anne", "reader", None)
        tx.accounts.set_language("anne", "de")
        anne, other = tx.accounts.users()
    assert (anne.name, anne.language, other.last_login_at) == ("anne", "de", NOW)
