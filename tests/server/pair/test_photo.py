"""A photo is kept small and with nothing of the camera in it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from server.pair import photo
from server.pair.errors import PairError
from server.pair.photo import SIDE, made_small

ORIENTATION, MAKE, PLACE = 0x0112, 0x010F, 0x8825


def taken(kind: str = "JPEG", size: tuple[int, int] = (900, 600)) -> bytes:
    """A photo held sideways: its left half orange, with a maker and a place in its notes."""
    picture = Image.new("RGB", size, "indigo")
    picture.paste("orange", (0, 0, size[0] // 2, size[1]))
    notes = Image.Exif()
    notes[ORIENTATION] = 6
    notes[MAKE] = "Secret Camera"
    notes.get_ifd(PLACE)[1] = "N"
    file = io.BytesIO()
    picture.save(file, kind, exif=notes)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_upright_square_without_its_notes(kind: str) -> None:
    kept = made_small(taken(kind))
    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (SIDE, SIDE))
        assert dict(picture.getexif()) == {}
        top, bottom = (picture.getpixel((SIDE // 2, y)) for y in (20, SIDE - 20))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > 100 > bottom[0]
    assert b"Secret" not in kept
    assert len(kept) < 100_000


@pytest.mark.parametrize("sent", [b"", b"GIF89a" + bytes(40), b"<svg/>", taken()[:400]])
def test_what_is_no_photo_is_refused(sent: bytes) -> None:
    with pytest.raises(PairError) as caught:
        made_small(sent)
    assert caught.value.code == "bad_photo"


def test_what_is_too_large_sent_or_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "MOST_PIXELS", 900 * 600 - 1)
    with pytest.raises(PairError) as caught:
        made_small(taken())
    assert "pixels" in caught.value.text
    monkeypatch.setattr(photo, "MOST_BYTES", 100)
    with pytest.raises(PairError) as caught:
        made_small(taken())
    assert "too large" in caught.value.text
