"""The store is taken away while the page is served: a page in words, and all is well again once it is back."""

from __future__ import annotations

import pytest

from store.errors import StoreUnreachable


@pytest.fixture
def gone(store, monkeypatch):
    """Makes every transaction fail as a server that does not answer, until it is called again."""
    ways = {name: getattr(type(store), name) for name in ("read", "peek", "begin")}

    def switch(*, away):
        def fail(*_, **__):
            raise StoreUnreachable("the store does not answer")

        for name, way in ways.items():
            monkeypatch.setattr(type(store), name, fail if away else way)

    return switch


@pytest.mark.parametrize(
    "path", ["/", "/applications/1", "/sort", "/overview", "/journal", "/login", "/dossier.pdf?id=1"]
)
def test_a_store_that_is_gone_is_told_in_words(recruiter, anne, gone, path):
    gone(away=True)
    answer = recruiter.get(path)

    assert answer.status_code == 503
    assert "La base de données est momentanément injoignable." in answer.text
    assert f'<a href="{path}">Réessayer</a>' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    gone(away=False)
    assert recruiter.get("/").status_code == 200


def test_programs_are_told_as_well(stranger, anne, gone):
    gone(away=True)

    answer = stranger.get("/api/applications", auth=("jury", "x"))
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/json")


def test_what_was_typed_is_not_said_to_be_kept(recruiter, store, anne, gone):
    gone(away=True)

    assert recruiter.send(f"/applications/{anne}/notes", text="Rappeler.").status_code == 503
    gone(away=False)
    with store.read() as views:
        assert views.application(anne).row.note_count == 0
