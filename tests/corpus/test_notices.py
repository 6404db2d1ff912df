"""The example notices as a gate: no figure of the applications to one falls below its floor."""

from __future__ import annotations

import pytest

from tests import floors
from tests.corpus import notices


@pytest.mark.parametrize("folder", notices.folders(), ids=lambda folder: folder.name)
def test_no_figure_of_a_notice_falls_below_its_floor(folder, record_property):
    tally = notices.measure(folder)
    shares = notices.shares(tally)
    record_property("figures", floors.table(folder.name, shares, tally.total))
    assert floors.fallen(folder.name, shares) == []
