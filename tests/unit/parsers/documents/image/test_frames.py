"""Every picture is read or has a plain reason: odd sizes, odd modes, many frames, damage at any byte."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from parsers.documents.image.frames import coloured, frames, grey
from parsers.documents.limits import Limits
from parsers.errors import Unreadable
from parsers.values.problems import Reason
from tests.each import examples

KINDS = {
    "PNG": ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"],
    "TIFF": ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I", "I;16", "F"],
    "JPEG": ["L", "RGB", "CMYK", "YCbCr"],
    "GIF": ["1", "L", "P", "RGB", "RGBA"],
    "BMP": ["1", "L", "P", "RGB"],
    "WEBP": ["RGB", "RGBA"],
    "JPEG2000": ["L", "RGB", "RGBA"],
}
SAVED = [(kind, mode) for kind, modes in KINDS.items() for mode in modes]


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def pages(data: bytes, **limits) -> list[Image.Image]:
    return list(frames(data, limits=Limits(**limits)))


@examples((how, (1 + 23 * n % 70, 1 + 31 * n % 70), n % 9) for n, how in enumerate(SAVED))
@given(
    st.sampled_from(SAVED),
    st.tuples(st.integers(1, 70), st.integers(1, 70)),
    st.integers(0, 8),
)
@settings(max_examples=100)
def test_every_size_mode_and_orientation_becomes_a_page(how, size, orientation):
    kind, mode = how
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"exif": exif} if kind in {"JPEG", "PNG", "WEBP"} else {}
    (page,) = pages(saved(Image.new(mode, size), kind, **options))
    assert sorted(page.size) == sorted(size)
    assert (grey(page).mode, coloured(page).mode) == ("L", "RGB")
    assert grey(page).size == coloured(page).size == page.size


DAMAGE = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=6)


@examples((how, [(7 * n, 255), (900 + 13 * n, n)], 5000 if n % 2 else 300 + n) for n, how in enumerate(SAVED))
@examples((how, [(5 + n, 0), (16 + n, 128)], 5000) for n, how in enumerate(SAVED))
@given(st.sampled_from(SAVED), DAMAGE, st.integers(0, 5000))
@settings(max_examples=100)
def test_damage_gives_a_page_or_a_plain_reason(how, damage, cut):
    kind, mode = how
    data = bytearray(saved(Image.linear_gradient("L").resize((40, 30)).convert("RGB").convert(_base(mode)), kind))
    for place, octet in damage:
        data[place % len(data)] = octet
    refusal = _refusal(bytes(data[:cut]))
    assert refusal is None or refusal.reason in {Reason.CORRUPT, Reason.TOO_LARGE}
    assert "object at 0x" not in str(refusal)


def _refusal(data: bytes) -> Unreadable | None:
    """Why the pages of a picture can't be had, if they can't."""
    try:
        for page in pages(data, pixels=1_000_000):
            grey(page)
    except Unreadable as refusal:
        return refusal
    return None


def _base(mode: str) -> str:
    return mode if mode in {"1", "L", "P", "RGB", "RGBA", "CMYK"} else "RGB"


def test_a_png_without_width_is_refused():
    header = struct.pack(">IIBBBBB", 0, 5, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises(Unreadable, match="damaged"):
        pages(b"\x89PNG\r\n\x1a\n" + chunk)


def test_what_is_transparent_is_paper():
    picture = Image.new("P", (20, 20), 1)
    picture.putpalette([0, 0, 0, 200, 0, 0])
    (page,) = pages(saved(picture, "PNG", transparency=1))
    assert grey(page).getpixel((5, 5)) == 255


def test_sixteen_bits_keep_their_contrast():
    picture = Image.new("I;16", (20, 20), 40_000)
    picture.paste(3_000, (0, 0, 10, 20))
    (page,) = pages(saved(picture, "TIFF"))
    assert grey(page).getextrema() == (0, 255)


def test_of_an_animation_the_first_picture_is_read_and_of_a_tiff_every_page():
    shots = [Image.new("L", (30, 30), shade) for shade in (0, 90, 180)]
    more = {"save_all": True, "append_images": shots[1:]}
    assert len(pages(saved(shots[0], "GIF", **more))) == 1
    assert len(pages(saved(shots[0].convert("RGB"), "WEBP", **more))) == 1
    assert len(pages(saved(shots[0], "PNG", **more))) == 1
    assert len(pages(saved(shots[0], "TIFF", **more))) == 3
