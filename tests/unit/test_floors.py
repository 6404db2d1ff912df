from __future__ import annotations

import json

import pytest

from tests import floors


@pytest.fixture
def file(tmp_path, monkeypatch):
    made = tmp_path / "floors.json"
    made.write_text(json.dumps({"open": {"name": 0.9, "phone": 0.5}}))
    monkeypatch.setattr(floors, "FILE", made)
    return made


def test_what_falls_is_told_with_its_floor(file):
    assert floors.fallen("open", {"name": 0.9, "phone": 0.5}) == []
    assert floors.fallen("open", {"name": 0.89, "phone": 1.0}) == ["name: 89.00%, and its floor is 90.00%"]


def test_a_figure_that_vanished_or_has_no_floor_is_told(file):
    assert floors.fallen("open", {"name": 0.9, "city": 1.0}) == [
        "city: a floor or a figure is missing",
        "phone: a floor or a figure is missing",
    ]


def test_floors_only_rise(file):
    floors.raise_floors("open", {"name": 0.1, "phone": 0.66669})
    floors.raise_floors("held", {"name": 1 / 3})
    assert floors.floors() == {"open": {"name": 0.9, "phone": 0.6666}, "held": {"name": 0.3333}}
