"""A voice out of a recording, as Opus packets that any number of connections can send in step."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError
from numpy.typing import NDArray

from server.media.recordings import RecordingError

RATE = 48_000
PACKET_S = 0.02
BITRATE = 32_000
LONGEST_S = 3_600.0
"""A recording is kept in memory as Opus: 15 MB for this long; the rest is left out."""

_SAMPLES = int(RATE * PACKET_S)
_TIME_BASE = Fraction(1, RATE)
_QUIET = 5
"""Packets of silence to let the encoder settle; the last one is sent as silence."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording as 20 ms Opus packets, and one packet of silence for afterwards."""

    packets: tuple[bytes, ...]
    silence: bytes

    @property
    def seconds(self) -> float:
        """How long the recording lasts."""
        return len(self.packets) * PACKET_S

    @classmethod
    def read(cls, path: Path) -> Voice:
        """Read a recording: any format and rate PyAV knows, mixed to mono. Blocks; call it off the loop.

        Raises
        ------
        RecordingError
            When there is no sound to be read from it.
        """
        try:
            with av.open(str(path)) as container:
                if not container.streams.audio:
                    raise RecordingError("no_sound", f"{path}: there is no sound in it.")
                resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE, frame_size=_SAMPLES)
                frames: list[NDArray[np.int16]] = []
                for decoded in container.decode(container.streams.audio[0]):
                    frames += [
                        frame.to_ndarray().reshape(-1).astype(np.int16, copy=False)
                        for frame in resampler.resample(decoded)
                    ]
                    if len(frames) * PACKET_S >= LONGEST_S:
                        break
        except FileNotFoundError:
            raise RecordingError("missing", f"{path}: there is no such file.") from None
        except (av.error.FFmpegError, OSError, ValueError):
            raise RecordingError("unreadable", f"{path}: this is no recording I can read.") from None
        if not frames:
            raise RecordingError("empty", f"{path}: it lasts 0 seconds.")
        return cls._encode(frames)

    @classmethod
    def of(cls, samples: NDArray[np.float32]) -> Voice:
        """Make a voice of 48 kHz mono samples in [-1, 1], shape (n,)."""
        whole = (np.clip(samples, -1, 1) * 32_767).astype(np.int16)
        count = len(whole) // _SAMPLES
        return cls._encode(np.split(whole[: count * _SAMPLES], count))

    @classmethod
    def _encode(cls, frames: list[NDArray[np.int16]]) -> Voice:
        quiet = np.zeros(_SAMPLES, dtype=np.int16)
        return cls(
            packets=tuple(_opus([frame for frame in frames if frame.size == _SAMPLES])),
            silence=list(_opus([quiet] * _QUIET))[-1],
        )


def _opus(frames: list[NDArray[np.int16]]) -> Iterator[bytes]:
    codec = av.CodecContext.create("libopus", "w")
    codec.bit_rate = BITRATE
    codec.format = "s16"
    codec.layout = "mono"
    codec.sample_rate = RATE
    codec.time_base = _TIME_BASE
    codec.options = {"application": "voip", "frame_duration": "20", "compression_level": "3"}
    for number, samples in enumerate(frames):
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = number * _SAMPLES
        for packet in codec.encode(frame):
            yield bytes(packet)


class VoiceTrack(MediaStreamTrack):
    """Sends a voice in real time; tracks with the same `began` are in step with each other.

    Parameters
    ----------
    began : float
        When the recording began to play, on `time.monotonic`.
    repeat : bool
        Start over at its end, instead of being silent from then on.
    """

    kind = "audio"

    def __init__(self, voice: Voice, *, began: float, repeat: bool) -> None:
        super().__init__()
        self._voice = voice
        self._began = began
        self._repeat = repeat
        self._next = max(0, int((time.monotonic() - began) / PACKET_S))

    async def recv(self) -> av.Packet[Any]:
        """Return the next 20 ms, not before they have been spoken."""
        if self.readyState != "live":
            raise MediaStreamError
        number, self._next = self._next, self._next + 1
        wait = self._began + (number + 1) * PACKET_S - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        packet = av.Packet(self._payload(number))
        packet.pts = number * _SAMPLES
        packet.time_base = _TIME_BASE
        return packet

    def _payload(self, number: int) -> bytes:
        count = len(self._voice.packets)
        if number >= count and not self._repeat:
            return self._voice.silence
        return self._voice.packets[number % count]
