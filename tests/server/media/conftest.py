"""Opus packets of sounds the tests make themselves."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import av
import numpy as np
import pytest
from numpy.typing import NDArray

Encode = Callable[..., list[bytes]]


@pytest.fixture(scope="session")
def encode() -> Encode:
    """Encodes 48 kHz mono float sound to Opus packets of `packet_ms`."""

    def run(samples: NDArray[np.float64], packet_ms: int = 20, bitrate: int = 64_000) -> list[bytes]:
        codec = av.CodecContext.create("libopus", "w")
        codec.bit_rate = bitrate
        codec.format = "s16"
        codec.layout = "mono"
        codec.sample_rate = 48_000
        codec.time_base = Fraction(1, 48_000)
        codec.options = {"frame_duration": str(packet_ms), "application": "audio"}
        step = 48 * packet_ms
        packets: list[bytes] = []
        for start in range(0, len(samples) - step + 1, step):
            piece = (samples[start : start + step] * 32_767).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(piece[None], format="s16", layout="mono")
            frame.sample_rate = 48_000
            frame.pts = start
            packets += [bytes(packet) for packet in codec.encode(frame)]
        return packets

    return run
