"""A program of its own: RapidOCR looks at one picture, and reads it where another reader's words do not cover it.

    python -I rapid_ocr_program.py < request > answer

The request is a line of JSON, `{"sure": [[left, top, right, bottom], …], "enough": 0.97}` in pixels, then the picture.
The answer is JSON: `covered` is the share of the text found by RapidOCR's detector that lies within the sure boxes;
`lines`, empty where that is enough and the page is level, have `text`, `sureness` (0 to 1) and `corners` (from the top
left of the line as it is written clockwise, in pixels of the picture). A line that was found and could not be read has
no text. Where more than 1 is asked for, the page is read without a glance before.

It runs apart: its memory goes with it, and its crash or hang costs only a second opinion. It imports nothing of this
project: within a worker's walls only this file is there.
"""

from __future__ import annotations

import io
import json
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import yaml
from omegaconf import OmegaConf
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rapidocr import RapidOCR

Pixels = Any
DETECTED_AT = 1920
"""The longest side in which lines are looked for: in less, small print is not cut out sharply enough."""
GLANCED_AT = 960
"""The longest side for a glance at where text stands, in a quarter of that time."""
ASKEW = 2.0
"""Degrees from which on a reader of blocks breaks the lines of a page in pieces, though it has their words."""
TALL = 1.5
"""A cut this much higher than wide stands upright: the text runs up or down."""
SAMPLED = 24
"""So many of the longest lines tell which way up the page is."""
LEAST_SCORE = 0.5
UNSURE_LINE = 0.95
"""Below this score a line is read once more, spread out: clean print has 0.97 and more."""
SPREAD = 1.4
"""By how much: a tall narrow hand, or condensed print, then has letters as wide as those that the reader has learnt."""


OF_OTHERS = {"openvino", "mnn", "paddle", "torch", "fonts", "lang_mapping"}
"""What RapidOCR's table of models tells of other engines than ours, of drawing and of the names of languages."""


@cache
def _models(path: Path) -> Any:  # noqa: ANN401 - OmegaConf's own objects
    """RapidOCR's table of models, as far as it is of use here."""
    told = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return OmegaConf.create({name: value for name, value in told.items() if name not in OF_OTHERS})


def engine() -> RapidOCR:
    """RapidOCR on one thread, with the models that its wheel brings.

    Two of its modules read the whole table of models as they are imported: of the second before a picture is looked at,
    a third. Here they get the same part of it.
    """
    load, OmegaConf.load = OmegaConf.load, _models
    try:
        from rapidocr import RapidOCR  # noqa: PLC0415 - while they do
    finally:
        OmegaConf.load = load
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": LEAST_SCORE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.limit_type": "max",
            "Det.limit_side_len": DETECTED_AT,
            "Rec.rec_batch_num": 4,
        }
    )


def covered(boxes: Pixels, sure: Sequence[Sequence[float]]) -> float:
    """The share of the boxes' middle lines that lies within sure words and the gaps between them."""
    if not len(boxes):
        return 1.0
    words = np.array(sure, np.float32).reshape(-1, 4)
    gap = (words[:, 3] - words[:, 1])[:, None] * np.array([[-0.6, -0.2, 0.6, 0.2]], np.float32)
    words += gap
    inside = total = 0.0
    for box in boxes.astype(np.float32):
        begin, end = _middle_line(box)
        steps = np.linspace(0.03, 0.97, max(5, int(np.linalg.norm(end - begin) // 12)))[:, None]
        points = begin + (end - begin) * steps
        x, y = points[:, :1], points[:, 1:]
        within = (words[:, 0] <= x) & (x <= words[:, 2]) & (words[:, 1] <= y) & (y <= words[:, 3])
        inside += float(within.any(axis=1).sum())
        total += len(points)
    return inside / total


def slant(boxes: Pixels) -> float:
    """By how many degrees most of the longer lines are off the level, or off the plumb line of a page on its side."""
    if not len(boxes):
        return 0.0
    along = np.array([end - begin for begin, end in map(_middle_line, boxes.astype(np.float32))])
    longer = np.hypot(along[:, 0], along[:, 1]).argsort()[len(along) // 2 :]
    angles = np.degrees(np.arctan2(along[longer, 1], along[longer, 0]))
    return float(np.median(np.abs((angles + 45) % 90 - 45)))


def _middle_line(box: Pixels) -> tuple[Pixels, Pixels]:
    """From the middle of one short side to the middle of the other."""
    wide = np.linalg.norm(box[1] - box[0]) >= np.linalg.norm(box[3] - box[0])
    return ((box[0] + box[3]) / 2, (box[1] + box[2]) / 2) if wide else ((box[0] + box[1]) / 2, (box[3] + box[2]) / 2)


def read(reader: RapidOCR, pixels: Pixels, boxes: Pixels) -> list[dict[str, Any]]:
    """The lines in these boxes, all turned the way in which most of the page is written; without text where unsure."""
    cuts = reader.crop_text_regions(pixels, boxes.astype(np.float32))
    tall = [_is_tall(box) for box in boxes]
    upside_down = _mostly_upside_down(reader, cuts)
    if upside_down:
        cuts = [np.ascontiguousarray(np.rot90(cut, 2)) for cut in cuts]
    return [
        {
            "text": text.strip() if score >= LEAST_SCORE else "",
            "sureness": score,
            "corners": _as_written(box, high, upside_down).tolist(),
        }
        for (text, score), box, high in zip(_lines(reader, cuts), boxes, tall, strict=True)
    ]


def _lines(reader: RapidOCR, cuts: Sequence[Pixels]) -> list[tuple[str, float]]:
    """Text and score of every cut: of the line as it is or, where that is unsure, of the surer of it and it spread."""
    lines = _recognized(reader, cuts)
    unsure = [number for number, (_, score) in enumerate(lines) if score < UNSURE_LINE]
    if unsure:
        again = _recognized(reader, [_spread(cuts[number]) for number in unsure])
        for number, line in zip(unsure, again, strict=True):
            lines[number] = max(lines[number], line, key=lambda each: each[1])
    return lines


def _recognized(reader: RapidOCR, cuts: Sequence[Pixels]) -> list[tuple[str, float]]:
    answer = reader.recognize_txt(cuts)
    return [(text, float(score)) for text, score in zip(answer.txts, answer.scores, strict=True)]


def _spread(cut: Pixels) -> Pixels:
    high, wide = cut.shape[:2]
    return np.asarray(Image.fromarray(cut).resize((round(wide * SPREAD), high), Image.Resampling.BICUBIC))


def _is_tall(box: Pixels) -> bool:
    across, down = np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])
    return bool(down >= TALL * across)


def _mostly_upside_down(reader: RapidOCR, cuts: Sequence[Pixels]) -> bool:
    longest = sorted(cuts, key=lambda cut: -cut.shape[1])[:SAMPLED]
    _, answer = reader.cls_and_rotate(longest)
    votes = [score if "180" in label else -score for label, score in answer.cls_res]
    return bool(sum(votes) > 0)


def _as_written(box: Pixels, tall: bool, upside_down: bool) -> Pixels:  # noqa: FBT001 - two facts of one box
    """The corners from the line's own top left on: a tall cut was turned a quarter against the clock."""
    return np.roll(box, -(int(tall) + 2 * int(upside_down)), axis=0)


def answer(request: bytes) -> dict[str, Any]:
    """What the module's docstring says."""
    header, _, picture = request.partition(b"\n")
    wish = json.loads(header)
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    reader = engine()
    is_glance = wish["enough"] <= 1
    boxes = _text_boxes(reader, image, GLANCED_AT if is_glance else DETECTED_AT)
    share = covered(boxes, wish["sure"])
    if share >= wish["enough"] and slant(boxes) < ASKEW:
        return {"covered": share, "lines": []}
    if is_glance:
        boxes = _text_boxes(reader, image, DETECTED_AT)
    return {"covered": share, "lines": read(reader, _pixels(image), boxes) if len(boxes) else []}


def _text_boxes(reader: RapidOCR, image: Image.Image, side: int) -> Pixels:
    """The corners of every line of text, looked for in the picture at this size."""
    scale = min(1.0, side / max(image.size))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    found = reader(_pixels(image.resize(size, Image.Resampling.BOX)), use_det=True, use_cls=False, use_rec=False)
    return np.zeros((0, 4, 2), np.float32) if found.boxes is None else np.asarray(found.boxes, np.float32) / scale


def _pixels(image: Image.Image) -> Pixels:
    """As OpenCV orders colours."""
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


if __name__ == "__main__":
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)
