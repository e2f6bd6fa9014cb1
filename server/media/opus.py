"""Turns Opus packets into 16 kHz samples: packet lengths, decoding, low-pass and decimation."""

from __future__ import annotations

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from cues.windows import windows

RTP_RATE = 48_000
RATE = 16_000
FACTOR = RTP_RATE // RATE

TAPS = 119
"""Length of the low-pass. With the Kaiser window below it is flat to 7 kHz and 80 dB down from 9 kHz:
what folds back at all folds back above 7 kHz."""

AT_ONCE = 16
"""Outputs computed by one row of the product."""

KAISER_BETA = 7.86
"""Window shape for 80 dB (Kaiser's formula, 0.1102 (A - 8.7))."""

FILTER_DELAY_S = (TAPS - 1) / 2 / RTP_RATE
"""How much later a sound comes out of the low-pass than it went in."""

LONGEST = RTP_RATE * 120 // 1000
"""The longest packet Opus allows: 120 ms."""


def packet_samples(payload: bytes) -> int:
    """How many 48 kHz samples an Opus packet stands for, read from its first bytes (RFC 6716 §3.1).

    Raises
    ------
    ValueError
        When it is no Opus packet.
    """
    if not payload:
        raise ValueError("an empty packet has no length")
    mode, code = payload[0] >> 3, payload[0] & 3
    if mode < 12:
        frame = (480, 960, 1920, 2880)[mode % 4]
    elif mode < 16:
        frame = (480, 960)[mode % 2]
    else:
        frame = (120, 240, 480, 960)[mode % 4]
    if code < 3:
        count = (1, 2, 2)[code]
    elif len(payload) < 2:
        raise ValueError("the frame count is missing")
    else:
        count = payload[1] & 0x3F
    if not 0 < frame * count <= LONGEST:
        raise ValueError("longer than Opus allows")
    return frame * count


class Decoder:
    """One stream's Opus decoder: a packet in, 48 kHz mono out.

    It conceals nothing: a packet that never came is the caller's to mark as missing.
    """

    def __init__(self) -> None:
        codec = av.CodecContext.create("libopus", "r")
        codec.sample_rate = RTP_RATE
        codec.layout = "mono"
        self._codec = codec

    def decode(self, payload: bytes) -> NDArray[np.float32]:
        """Decode one packet.

        Returns
        -------
        NDArray[np.float32], shape (n,)
            48 kHz mono in [-1, 1].

        Raises
        ------
        ValueError
            When the packet can't be decoded.
        """
        packet_samples(payload)
        try:
            frames = self._codec.decode(av.Packet(payload))
        except FFmpegError:
            raise ValueError("this Opus packet can't be decoded") from None
        pieces = [np.frombuffer(memoryview(frame.planes[0]), np.int16, frame.samples) for frame in frames]
        samples = (pieces[0] if len(pieces) == 1 else np.concatenate(pieces)).astype(np.float32)
        samples *= np.float32(1.0 / 32_768)
        return samples


def _low_pass() -> NDArray[np.float32]:
    half = (TAPS - 1) / 2
    n = np.arange(TAPS) - half
    taps = np.sinc(n / FACTOR) * np.kaiser(TAPS, KAISER_BETA)
    return np.asarray(taps / taps.sum(), dtype=np.float32)


def _bank() -> NDArray[np.float32]:
    """Build the low-pass for `AT_ONCE` outputs that follow each other, one a column: products are quick."""
    taps = _low_pass()
    bank = np.zeros((TAPS + FACTOR * (AT_ONCE - 1), AT_ONCE), np.float32)
    for column in range(AT_ONCE):
        bank[FACTOR * column : FACTOR * column + TAPS, column] = taps
    return bank


class Decimator:
    """48 kHz to 16 kHz, in pieces: a linear-phase low-pass, then every third sample.

    Cutting the input into other pieces (of whole thirds) changes nothing in the output. The
    output is `FILTER_DELAY_S` later than the input.
    """

    _taps = _bank()

    def __init__(self) -> None:
        self._before = np.zeros(TAPS - 1, dtype=np.float32)

    def __call__(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Convert `samples`, float32 of shape (3 n,), to shape (n,).

        Raises
        ------
        ValueError
            When the length is no multiple of three.
        """
        if samples.size % FACTOR:
            raise ValueError("pieces must be whole thirds")
        if not samples.size:
            return samples
        line = np.concatenate([self._before, samples])
        self._before = line[line.size - (TAPS - 1) :]
        count = samples.size // FACTOR
        rest = -count % AT_ONCE
        line = np.concatenate([line, np.zeros(FACTOR * rest, np.float32)])
        pieces = windows(line, TAPS + FACTOR * (AT_ONCE - 1), FACTOR * AT_ONCE)
        return (np.ascontiguousarray(pieces) @ self._taps).reshape(-1)[:count]
