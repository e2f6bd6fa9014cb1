"""A photo as it is kept: small, square, a fresh JPEG with nothing of the camera in it."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from server.pair.errors import PairError

MOST_BYTES = 8_000_000
"""What may be sent: a photo as a telephone takes it."""

MOST_PIXELS = 50_000_000
"""Of it, once unpacked: 50 megapixels are 150 MB for a moment."""

SIDE = 512
"""Of the square that is kept, in pixels: twice what any page shows, for fine screens."""

QUALITY = 82

FORMATS = ("JPEG", "PNG", "WEBP")


def made_small(sent: bytes) -> bytes:
    """Return a photo as it is kept, cut to the square in its middle; takes a moment of a processor.

    Only the picture is carried over: where and when it was taken, by what, and any comment is gone.

    Raises
    ------
    PairError
        `bad_photo` for what is no picture, too large, or of another kind than JPEG, PNG and WebP.
    """
    if len(sent) > MOST_BYTES:
        raise PairError("bad_photo", "This photo is too large. Eight megabytes are the most.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PairError("bad_photo", "This photo has too many pixels.")
                opened.draft("RGB", (SIDE, SIDE))
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PairError("bad_photo", "This is no photo a page can show: JPEG, PNG or WebP.") from error
    small = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", small.size)
    plain.paste(small)
    kept = io.BytesIO()
    plain.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()
