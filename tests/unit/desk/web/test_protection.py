"""What every answer carries: here its compression."""

from __future__ import annotations

import pytest


def got(reader, path="/", **headers):
    return reader.client.get(path, headers={"accept-encoding": "gzip"} | headers)


@pytest.mark.parametrize("whence", ["same-origin", "none"])
def test_a_page_that_our_own_page_or_its_user_asked_for_is_compressed(reader, whence):
    answer = got(reader, **{"sec-fetch-site": whence})

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-security-policy"]
    assert int(answer.headers["content-length"]) < len(answer.content) / 2


@pytest.mark.parametrize("whence", [None, "same-site", "cross-site"])
def test_what_another_site_may_have_asked_for_is_not(reader, whence):
    """Its length would tell what stands beside the words that were asked with (BREACH)."""
    answer = got(reader, "/?q=Lambert", **({"sec-fetch-site": whence} if whence else {}))

    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


def test_files_are_handed_over_as_they_are(reader):
    answer = got(reader, "/export.xlsx", **{"sec-fetch-site": "same-origin"})

    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers
