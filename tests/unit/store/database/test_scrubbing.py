"""What was forgotten is in no file of a SQLite store, while somebody else has it open too."""

from __future__ import annotations

from contextlib import closing

from store.store import Store

WORD = "qztbbyq"


def test_what_was_forgotten_leaves_the_log_though_the_page_has_the_store_open(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with closing(Store.open(url, upgrade=True)) as store, closing(Store.open(url)) as page:
        with page.peek() as transaction:
            transaction.health.get("word")
        for told in (WORD, None):
            with store.begin() as transaction:
                transaction.health.put("word", told)
        kept = in_files(tmp_path)
        store.empty_log()
        assert (kept, in_files(tmp_path)) == (["store.db-wal"], [])


def test_a_reader_holds_it_up_and_nothing_is_lost(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with closing(Store.open(url, upgrade=True)) as store, closing(Store.open(url)) as page:
        with page.peek() as transaction:
            transaction.health.get("word")
            with store.begin() as writing:
                writing.health.put("word", WORD)
            store.empty_log()
        with page.peek() as transaction:
            assert transaction.health.get("word") == WORD


def in_files(folder):
    return [path.name for path in sorted(folder.iterdir()) if WORD.encode() in path.read_bytes()]
