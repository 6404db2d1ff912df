"""The notices say when they have changed: whoever has them all need not read them again to know."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.store.posting import CLOSES, NOTICE


def version(store):
    with store.peek() as tx:
        return tx.notices.version()


def test_each_change_of_a_notice_is_another_version(store, post):
    post.take_in()
    seen = [version(store)]
    for change in (
        lambda notices: notices.put(replace(NOTICE, title="Autre titre")),
        lambda notices: notices.close(NOTICE.slug, CLOSES),
        lambda notices: notices.reopen(NOTICE.slug),
        lambda notices: notices.rename(NOTICE.slug, "autre"),
        lambda notices: notices.put(NOTICE),
        lambda notices: notices.retire(NOTICE.slug, CLOSES),
        lambda notices: notices.retire("autre", CLOSES),
    ):
        with store.begin() as tx:
            change(tx.notices)
        seen.append(version(store))
    assert len({*seen}) == len(seen)


def test_what_is_rolled_back_changes_nothing_and_reading_neither(store):
    before = version(store)
    with store.rehearse() as tx:
        tx.notices.put(replace(NOTICE, title="Autre titre"))
        assert tx.notices.version() != before
    with store.begin() as tx:
        tx.health.put("x", "1")
    assert version(store) == before
