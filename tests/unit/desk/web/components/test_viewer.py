"""The viewer: zoom and turn stand in the address, scans are turned upright, marks follow their page."""

from __future__ import annotations

import pytest

from desk.web.components.passages import PageRectangle
from desk.web.components.viewer import (
    Viewing,
    drawn_leaf,
    spans_of,
    turn_to_upright,
    turned,
    typeset_leaf,
    viewing_of,
)
from store.views.values import PageView

HERE = Viewing(path="/documents/7", page=2, chosen=(3, 9), words="définitif")


def sheet(boxes, method="ocr"):
    return PageView(
        number=1, start=0, end=60, method=method, kind=None, agreement="alone",
        boxes=tuple((10 * n, 10 * n + 9, *box) for n, box in enumerate(boxes)),
    )  # fmt: skip


LEVEL = [(0.1, 0.1 * n, 0.9, 0.1 * n + 0.03) for n in range(1, 6)]
TURNED = {
    0: LEVEL,
    90: [(0.1 * n, 0.1, 0.1 * n + 0.03, 0.9) for n in range(1, 6)],  # read from the left on, each line upwards
    180: LEVEL[::-1],
    270: [(0.1 * n, 0.1, 0.1 * n + 0.03, 0.9) for n in range(6, 1, -1)],
}


@pytest.mark.parametrize("turn", TURNED)
def test_a_scan_is_turned_upright_by_where_its_lines_were_found(turn):
    assert turn_to_upright(sheet(TURNED[turn])) == turn
    assert turn_to_upright(sheet(TURNED[turn], method="text")) == 0
    assert turn_to_upright(sheet(TURNED[turn][:2])) == 0


def test_the_marks_of_a_scan_are_turned_with_it():
    leaf = drawn_leaf("x" * 60, sheet(TURNED[90]), 1, Viewing(path=""), spans_of((0, 9), [], []))

    (mark,) = leaf.marks
    assert mark.width > 5 * mark.height  # a line again
    assert mark.y < 200


def test_a_mark_goes_round_and_comes_back():
    mark = PageRectangle(x=100, y=200, width=300, height=50, mark="chosen")
    right = turned(mark, 90)

    assert (right.x, right.y, right.width, right.height) == (750, 100, 50, 300)
    assert turned(right, 270) == mark
    assert turned(turned(mark, 180), 180) == mark


def test_links_keep_what_is_not_changed():
    assert HERE.link(zoom="150") == "/documents/7?page=2&start=3&end=9&q=d%C3%A9finitif&zoom=150#sheet"
    assert HERE.link(page=3) == "/documents/7?page=3&q=d%C3%A9finitif#sheet"
    assert HERE.link(turn=360 + 90).endswith("&turn=90#sheet")
    assert Viewing(path="/documents/7", turn=270).link(turn=360) == "/documents/7#sheet"


def test_steps_end_at_both_sides():
    zooms, here = ["100"], Viewing(path="")
    while here.larger:
        here = Viewing(path="", zoom=here.larger)
        zooms.append(here.zoom)

    assert zooms == ["100", "150", "200", "300", "400"]
    assert Viewing(path="").smaller is None
    assert (Viewing(path="", zoom="width").smaller, Viewing(path="", zoom="width").larger) == ("150", "300")


def test_what_an_address_can_t_mean_is_left_out():
    seen = viewing_of({"zoom": "9999", "turn": "45", "q": "x" * 999}, "/documents/7", None, None)

    assert (seen.zoom, seen.turn, len(seen.words)) == ("100", 0, 200)


def test_the_page_that_is_set_is_the_one_where_the_passage_begins():
    text = "\n".join(f"ligne {number}" for number in range(200))
    at = text.index("ligne 150")
    spans = spans_of((at, at + 9), [(0, 5)], [(at, at + 9)])
    leaf = typeset_leaf(text, [], Viewing(path="", chosen=(at, at + 9)), spans, "text")

    assert leaf.typeset
    assert 1 < leaf.number < leaf.count
    assert [mark.mark for mark in leaf.marks] == ["chosen"]
    assert "ligne 150" in [line for _, line in leaf.lines]
    shown = "".join(piece.text for piece in leaf.text)
    assert shown.splitlines() == [line for _, line in leaf.lines]


def test_words_looked_for_are_marked_beside_the_passage():
    leaf = typeset_leaf("un deux un", [], Viewing(path=""), spans_of((0, 2), [(0, 2), (8, 10)], []), "text")

    assert [(piece.text, piece.mark) for piece in leaf.text] == [("un", "chosen"), (" deux ", None), ("un", "found")]
    assert [mark.mark for mark in leaf.marks] == ["found", "chosen"]
