"""Reads a recording as 16 kHz sound, block by block: any rate, format and length in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.container import InputContainer

RATE = 16_000
BLOCK_S = 5.0
"""Length of a block: long enough to be read and heard at full speed, a third of a megabyte a track."""

Code = Literal["missing", "unreadable", "no_sound", "empty"]


class RecordingError(Exception):
    """A file that cannot be heard; `code` is stable, the text names the file and says why."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code: Code = code
        self.text = text


class Recording:
    """One audio file (or the first audio track of a video).

    Parameters
    ----------
    path
        wav, flac, ogg, mp3, m4a or whatever else FFmpeg reads.
    split
        Keep the two channels of a stereo file apart; else, and for any other layout, mix to one.

    Raises
    ------
    RecordingError
        `missing`: no such file; `unreadable`: no recording, or one that breaks off before any sound
        could be read; `no_sound`: it holds no audio track; `empty`: it lasts 0 seconds.
    """

    def __init__(self, path: Path, *, split: bool = False) -> None:
        import av

        self.path = path
        if not path.is_file():
            raise RecordingError("missing", f"{path}: there is no such file.")
        if path.stat().st_size == 0:
            raise RecordingError("empty", f"{path}: the file is empty.")
        try:
            self._container: InputContainer = av.open(str(path))
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise RecordingError("unreadable", f"{path}: this is no recording I can read.") from error
        if not self._container.streams.audio:
            self.close()
            raise RecordingError("no_sound", f"{path}: there is no sound in this file.")
        stream = self._container.streams.audio[0]
        self.channels = 2 if split and stream.codec_context.channels == 2 else 1
        self.expected_s: float | None = (
            self._container.duration / av.time_base if self._container.duration else None
        )
        """How long the file says it is; None when it does not say."""
        self.broken = False
        """Whether something in the file could not be decoded."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """Yield the sound once, from its start.

        Yields
        ------
        float32, shape (channels, n)
            16 kHz; `n` is `BLOCK_S` seconds but for the last. What cannot be decoded is left out,
            and the file marked `broken`.
        """
        size = round(BLOCK_S * RATE)
        parts: list[NDArray[np.float32]] = []
        waiting = sent = 0
        for part in self._decoded():
            parts.append(part)
            waiting += part.shape[1]
            if waiting >= size:
                joined = np.concatenate(parts, axis=1)
                for start in range(0, waiting - size + 1, size):
                    yield joined[:, start : start + size]
                    sent += size
                waiting %= size
                parts = [joined[:, joined.shape[1] - waiting :]] if waiting else []
        if waiting:
            yield np.concatenate(parts, axis=1)
        elif not sent:
            if self.broken:
                raise RecordingError("unreadable", f"{self.path}: this is no recording I can read.")
            raise RecordingError("empty", f"{self.path}: the recording lasts 0 seconds.")

    def _decoded(self) -> Iterator[NDArray[np.float32]]:
        import av

        layout = "stereo" if self.channels == 2 else "mono"
        resampler = av.AudioResampler(format="fltp", layout=layout, rate=RATE)
        for packet in self._container.demux(audio=0):
            try:
                decoded = packet.decode()
            except av.error.FFmpegError:
                self.broken = True
                continue
            for frame in decoded:
                frame.pts = None
                for resampled in resampler.resample(frame):
                    yield resampled.to_ndarray().astype(np.float32, copy=False)
        for resampled in resampler.resample(None):
            yield resampled.to_ndarray().astype(np.float32, copy=False)
