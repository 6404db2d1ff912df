"""Templates that were changed on the page: every version is kept, and nobody's is overwritten unseen."""

from __future__ import annotations

import pytest

from store.errors import TemplateMoved
from tests.unit.store.conftest import empty_store, store  # noqa: F401 - fixtures


def test_the_last_version_holds_until_the_shipped_text_is_taken_back(store):  # noqa: F811
    with store.begin() as tx:
        assert tx.templates.in_force() == {}
        tx.templates.save("refusal", "fr", "Subject: a\n\nA\n", "mireille", after=0)
        tx.templates.save("refusal", "nl", "Subject: b\n\nB\n", "mireille", after=0)
        tx.templates.save("refusal", "fr", "Subject: c\n\nC\n", "colette", after=1)
        assert tx.templates.in_force() == {
            ("refusal", "fr"): "Subject: c\n\nC\n",
            ("refusal", "nl"): "Subject: b\n\nB\n",
        }
        tx.templates.save("refusal", "fr", None, "mireille", after=2)
        assert tx.templates.in_force().keys() == {("refusal", "nl")}
        told = [(each.number, each.saved_by, each.text is None) for each in tx.templates.all("refusal", "fr")]
        journal = [(one.author, one.action, one.detail) for one in tx.views.history()]
    assert told == [(3, "mireille", True), (2, "colette", False), (1, "mireille", False)]
    assert ("mireille", "template_reset", {"key": "refusal", "value": "fr"}) in journal


@pytest.mark.parametrize("after", [0, 2])
def test_who_did_not_see_the_last_version_keeps_none(store, after):  # noqa: F811
    with store.begin() as tx:
        tx.templates.save("refusal", "fr", "Subject: a\n\nA\n", "mireille", after=0)
    with pytest.raises(TemplateMoved), store.begin() as tx:
        tx.templates.save("refusal", "fr", "Subject: b\n\nB\n", "colette", after=after)
