"""One track of sound on the call's clock: pushes of any length become unbroken blocks of frames.

::

    pushed    [....][..]   [......]   miss("muted")   [...]
    taken     [ block ][ block ][ block ][ block ][ block ]      sound, zeros where unheard
    heard      1 1 1 1  1 1 0 0  1 1 1 1  0 0 0 0  1 1 1 1       one flag a frame

A packet or three lost on the way is no such hole: the sound before goes on through it, marked as filled in.
What a page only sketches (`cues.sketch`) lies on the same grid: no sound, and yet heard.
Sound is laid on the grid of call time, sample `i` at `i / RATE` seconds. What is taken is forgotten.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.events import Reason, Rung
from cues.settings import FramingSettings
from cues.sketch import FRAMES_A_HOP, ROWS
from cues.witness import Witness

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

RATE = 16_000
"""Samples per second of everything the pipeline hears."""

FRAME = 160
"""Samples a frame: 10 ms, the grid of every decision."""

BLOCK = 2_560
"""Samples a block: 160 ms, a whole number of every detector's hops."""

FRAMES = BLOCK // FRAME
"""Frames a block."""

FRAMES_A_SECOND = RATE // FRAME
FRAME_S = FRAME / RATE
BLOCK_S = BLOCK / RATE


def frames(seconds: float) -> int:
    """Return the number of frames nearest to a length in seconds."""
    return round(seconds * RATE / FRAME)


def seconds(frames: float) -> float:
    """Return the length of so many frames in seconds, to the millisecond."""
    return round(frames * FRAME / RATE, 3)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of which nothing is known, in samples of call time."""

    start: int
    end: int
    reason: Reason


class Track:
    """What is known of one person's sound, from the cursor on.

    Sound before the cursor, or over what is already known, is trimmed: it came too late.
    """

    def __init__(self, settings: FramingSettings) -> None:
        self._drift = round(settings.drift_s * RATE)
        self._most = round(settings.conceal_s * RATE)
        self._last = np.zeros(0, np.float32)
        """The sound before `end`, as much as may be needed to conceal a loss."""
        self._concealed = 0
        """How much of the end of the track is not sound but was made of it, in samples."""
        self._known: deque[Floats | int] = deque()
        self._sketches: deque[tuple[int, Floats]] = deque()
        """From which frame of call time on, and the rows of each frame."""
        self.sketch: Floats | None = None
        """Of what was last taken, float32, shape (3, frames): the rows of `cues.sketch`, not a number where
        there was sound; None when nothing of it was sketched."""
        self.witness = Witness()
        self._gap: Gap | None = None
        self._closed: list[Gap] = []
        self._begun = False
        self.cursor = 0
        """Samples taken so far."""
        self.end = 0
        """How far the track is known or declared unknown, in samples."""

    def push(self, samples: Floats, at: float, rung: Rung | None = None) -> None:
        """Add sound that begins at call time `at`.

        Parameters
        ----------
        samples : float32, shape (n,), in [-1, 1]
            16 kHz mono. A copy is kept.
        at
            Seconds of call time. A hole before it of up to `drift_s` is closed silently; a larger
            one is unheard, "absent" before the track's first sound and "lost" after.
        rung
            How it came.
        """
        start = round(at * RATE)
        late = self.end - start
        if late >= len(samples):
            return
        if late > 0:
            samples = samples[late:]
        elif late < -self._drift:
            self._unheard(start, "lost" if self._begun else "absent")
        elif late < 0:
            samples = np.concatenate([np.zeros(-late, np.float32), samples])
        self._begun = True
        self._close()
        self.witness.heard(self.end, rung)
        self._known.append(np.array(samples, np.float32))
        self._last = np.concatenate([self._last, samples])[-self._most :]
        self._concealed = 0
        self.end += len(samples)

    def draw(self, hops: Floats, at: float) -> None:
        """Add a sketch that begins at call time `at`, to the nearest frame.

        Parameters
        ----------
        hops : float32, shape (3, n)
            One column for each 40 ms, in the rows of `cues.sketch`.
        at
            Seconds of call time. A hole before it is treated as `push` does.
        """
        frame = round(at * RATE / FRAME)
        rows = np.repeat(np.asarray(hops, np.float32), FRAMES_A_HOP, axis=1)
        begin = max(frame, -(-self.end // FRAME))
        rows = rows[:, begin - frame :]
        if not rows.shape[1]:
            return
        self._sketches.append((begin, rows))
        self.push(np.zeros(rows.shape[1] * FRAME, np.float32), begin / FRAMES_A_SECOND, "features")
        self._last = self._last[:0]

    def miss(self, start: float, end: float, reason: Reason) -> None:
        """Declare `[start, end)` unknown; what is already known of it stays known.

        A short loss right after sound is concealed: the sound goes on, back and forth. A gap that still grows
        and was put down to the line gets its own reason, once it is known.
        """
        first, last = round(start * RATE), round(end * RATE)
        gap = self._gap
        if gap is not None and gap.reason == "lost" and first <= gap.start + self._drift:
            self._gap = Gap(gap.start, gap.end, reason)
        if last <= self.end:
            return
        if first - self.end > self._drift:
            self._unheard(first, "lost" if self._begun else "absent")
        if reason == "lost" and len(self._last) and self._concealed + last - self.end <= self._most:
            self._conceal(last - self.end)
        else:
            self._unheard(last, reason)

    def take(self, blocks: int) -> tuple[Floats, Flags]:
        """Take the next blocks off the track.

        Returns
        -------
        samples : float32, shape (blocks * BLOCK,)
            Zero where unheard, and past the end of what is known.
        heard : bool, shape (blocks * FRAMES,)
            True where every sample of the frame was heard.
        """
        wanted = blocks * BLOCK
        samples = np.zeros(wanted, np.float32)
        heard = np.zeros(wanted, np.bool_)
        at = 0
        while at < wanted and self._known:
            piece = self._known.popleft()
            if isinstance(piece, int):
                count = min(piece, wanted - at)
                if count < piece:
                    self._known.appendleft(piece - count)
            else:
                count = min(len(piece), wanted - at)
                samples[at : at + count] = piece[:count]
                heard[at : at + count] = True
                if count < len(piece):
                    self._known.appendleft(piece[count:])
            at += count
        self.sketch = self._sketched(self.cursor // FRAME, wanted // FRAME)
        self.cursor += wanted
        whole: Flags = np.all(heard.reshape(-1, FRAME), axis=1)
        return samples, whole

    @property
    def known_until(self) -> int:
        """Where a gap that still grows began, or else how far the track is taken, in samples."""
        return self.cursor if self._gap is None else min(self.cursor, self._gap.start)

    def gaps(self) -> list[Gap]:
        """Return the gaps that ended since the last call; one still growing is not among them."""
        closed, self._closed = self._closed, []
        return closed

    def finish(self) -> None:
        """End the track: a gap still growing ends where the track does."""
        self._close()

    def _sketched(self, start: int, count: int) -> Floats | None:
        """Lay out the sketches of the next frames, and forget them."""
        rows: Floats | None = None
        while self._sketches and self._sketches[0][0] < start + count:
            first, its = self._sketches.popleft()
            if first + its.shape[1] > start + count:
                self._sketches.appendleft((start + count, its[:, start + count - first :]))
                its = its[:, : start + count - first]
            if rows is None:
                rows = np.full((ROWS, count), np.nan, np.float32)
            rows[:, first - start : first - start + its.shape[1]] = its
        return rows

    def _conceal(self, count: int) -> None:
        swing = np.concatenate([self._last[::-1], self._last])
        self._known.append(np.resize(swing, self._concealed + count)[self._concealed :])
        self._concealed += count
        self.witness.filled(self.end, self.end + count)
        self.end += count

    def _unheard(self, end: int, reason: Reason) -> None:
        if self._gap is not None and self._gap.reason == reason:
            self._gap = Gap(self._gap.start, end, reason)
        else:
            self._close()
            self._gap = Gap(self.end, end, reason)
        self._known.append(end - self.end)
        self._last = self._last[:0]
        self.end = end

    def _close(self) -> None:
        if self._gap is not None:
            self._closed.append(self._gap)
            self._gap = None
