"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no defect: how long one example may take is bounded by the test's own time-out.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
