"""How many questions a page asks of the store does not grow with what it shows."""

from __future__ import annotations

from contextlib import contextmanager

from sqlalchemy import event

from tests.unit.store.posting import paper


@contextmanager
def counted(engine):
    """The statements that are carried out meanwhile."""
    said = []

    def note(_connection, _cursor, statement, *_):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def asked(browser, store, path):
    browser.get(path)  # what is noted but once is noted now
    with counted(store.engine) as said:
        assert browser.get(path).status_code == 200
    return len(said)


PATHS = [
    *("/?size=200", "/?order=-experience_years&years=1&size=200", "/?seen=new&tag=x", "/?q=nommee&size=200"),
    *("/search?q=nommee", "/sort", "/mails", "/overview", "/journal", "/interviews", "/interviews/reception"),
    "/compare?id=1&id=2&id=3",
]
ROWS = (10, 50, 200)
MOST = 50


def test_pages_ask_a_fixed_number_of_questions(reader, store, post):
    counts = {path: [] for path in PATHS}
    for before, rows in zip((0, *ROWS), ROWS, strict=False):
        for number in range(before, rows):
            post.take_in(paper(filename=f"{number}.pdf"), name=f"N {number}", sender=f"n{number}@mail.example")
        for path in PATHS:
            counts[path].append(asked(reader, store, path))

    assert {path: found for path, found in counts.items() if len(set(found)) > 1 or max(found) > MOST} == {}
