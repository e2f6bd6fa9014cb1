"""When a voice has moved from its own baseline: higher, flatter, quieter, slower than earlier.

::

    track     [..... sound, a second at a time .....]    → frames of 10 ms, a minute of them kept
    spurts        [ a final talk spurt ]   [ another ]   → phrases → compared with those before
    shift                                  ^ told when the move no longer grows

Gain moves the level; a microphone the level and the tilt; noise holds the decision; laughs,
murmurs, the other voice come back and what was not heard are left out. So a shift asks for at least two
measures, and for enough of a move in those a line cannot make: pitch, spread and rate. Once told,
the new manner is the baseline.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cues.baseline import Shift, compare, decide
from cues.events import ToneShift
from cues.framing import FRAME
from cues.model import HOP, Output
from cues.phrase import SECOND, Phrase, Phrasing
from cues.pitch import FLOOR_DB, STEP, WINDOW, Bools, Floats, Frames, PitchTracker
from cues.settings import Settings, ToneSettings
from cues.sketch import Row
from cues.spurts import Spurt

if TYPE_CHECKING:
    from cues.part import Part

_BLOCK = 100
"""Frames measured at once: a second."""
_HEARD = 60
"""Blocks a spurt is measured over: of a longer one the last minute."""
_KEPT = _HEARD + 6
"""Blocks kept: a spurt is final a little after its end."""
_NOTHING = np.array([[0.0], [0.0], [FLOOR_DB], [0.0], [FLOOR_DB]], dtype=np.float32)
"""What a frame is given as that is not to be listened to."""


class Tone:
    """Hears the tone of one track: a detector of the pipeline."""

    def __init__(self, who: int, settings: Settings) -> None:
        self._settings = settings.tone
        self._tracker = PitchTracker(settings.pitch)
        self._phrasing = Phrasing(settings.tone, settings.pitch, settings.rate)
        self._shifts = Shifts(who, settings.tone)
        self._sketched = Shifts(who, settings.tone)
        """Of what was only sketched: never compared with sound."""
        # Frame i of the tracker is then centred on frame i of call time.
        self._sound = np.zeros((WINDOW - STEP) // 2, dtype=np.float32)
        self._known = np.zeros(0, dtype=np.bool_)
        self._drawn = np.zeros((len(_NOTHING), 0), dtype=np.float32)
        self._blocks: deque[Floats] = deque(maxlen=_KEPT)
        self._sketches: deque[Bools] = deque(maxlen=_KEPT)
        """Which frames of each block were only sketched."""
        self._measured = 0
        self._spurts: deque[Spurt] = deque()

    def hear(self, part: Part) -> Iterator[ToneShift]:
        """Take in the next blocks; yield the shifts decided by them."""
        laughter = np.repeat(part.outputs[:, Output.LAUGHTER], HOP // FRAME)[: len(part.heard)]
        known = part.heard & part.own & (laughter < self._settings.laughter)
        yield from self._hear(part.samples, known, part.spurts, part.sketch)

    def finish(self, spurts: Sequence[Spurt]) -> Iterator[ToneShift]:
        """End the track; yield what its last spurts tell."""
        frames = 2 * _BLOCK
        nothing = np.zeros(frames * STEP, dtype=np.float32)
        yield from self._hear(nothing, np.zeros(frames, dtype=np.bool_), spurts, None)
        yield from self._shifts.finish()
        yield from self._sketched.finish()

    def _hear(
        self, samples: Floats, known: Bools, spurts: Sequence[Spurt], sketch: Floats | None
    ) -> Iterator[ToneShift]:
        self._spurts.extend(spurt for spurt in spurts if not spurt.wordless)
        self._sound = np.concatenate([self._sound, samples])
        self._known = np.concatenate([self._known, known])
        self._drawn = np.concatenate([self._drawn, _values(sketch, len(known))], axis=1)
        yield from self._settle()
        while len(self._sound) >= (_BLOCK - 1) * STEP + WINDOW:
            values = self._tracker.measure(self._sound[: (_BLOCK - 1) * STEP + WINDOW]).values
            values = np.where(self._known[:_BLOCK], values, _NOTHING)
            drawn = ~np.isnan(self._drawn[0, :_BLOCK])
            self._blocks.append(np.where(drawn, self._drawn[:, :_BLOCK], values))
            self._sketches.append(drawn)
            self._measured += _BLOCK
            self._sound = self._sound[_BLOCK * STEP :]
            self._known = self._known[_BLOCK:]
            self._drawn = self._drawn[:, _BLOCK:]
            yield from self._settle()

    def _settle(self) -> Iterator[ToneShift]:
        """Hear the spurts whose sound is measured."""
        while self._spurts and self._spurts[0].end <= self._measured:
            spurt = self._spurts.popleft()
            phrases, sketched = self._phrases(spurt)
            for phrase in phrases:
                if not sketched.any():
                    yield from self._shifts.hear(phrase)
                elif sketched.all():
                    # Too coarse for syllables, and without a spectrum.
                    yield from self._sketched.hear(replace(phrase, rate=0.0, tilt=0.0))

    def _phrases(self, spurt: Spurt) -> tuple[Iterator[Phrase], Bools]:
        """Measure a spurt; tells too which of its frames were only sketched."""
        last = -(-spurt.end // _BLOCK)
        earliest = max(0, last - _HEARD)
        start = max(spurt.start, earliest * _BLOCK)
        first = max(earliest, (start - round(self._settings.around_s * SECOND)) // _BLOCK)
        kept = self._measured // _BLOCK - len(self._blocks)
        blocks = [self._blocks[i - kept] for i in range(first, last)]
        before = first * _BLOCK
        frames = Frames(np.concatenate(blocks, axis=1)[:, : spurt.end - before])
        sketched = np.concatenate([self._sketches[i - kept] for i in range(first, last)])
        phrases = self._phrasing.measure(frames, spurt=start - before, at=before / SECOND)
        return phrases, sketched[start - before : spurt.end - before]


def _values(sketch: Floats | None, count: int) -> Floats:
    """Put a sketch in the rows of `Frames`; not a number where nothing was drawn."""
    if sketch is None:
        return np.full((len(_NOTHING), count), np.nan, np.float32)
    f0, level = sketch[Row.F0], sketch[Row.LEVEL]
    return np.stack([f0, np.sign(f0), level, 0.0 * f0, level])


class Shifts:
    """Tells each shift of one person's tone once, from their phrases."""

    def __init__(self, who: int, settings: ToneSettings) -> None:
        self._who = who
        self._settings = settings
        self._phrases: deque[Phrase] = deque()
        self._seconds = 0.0
        self._told = -np.inf
        self._found: Shift | None = None
        """A shift that may still grow."""
        self._at = 0.0
        """When it was found."""
        self._since = 0.0
        """End of the first of the phrases it was found in."""

    def hear(self, phrase: Phrase) -> Iterator[ToneShift]:
        """Add the next phrase; yield the shift that no longer grows by it."""
        settings = self._settings
        self._phrases.append(phrase)
        self._seconds += phrase.seconds
        while self._seconds - self._phrases[0].seconds > settings.recent_s + settings.baseline_s:
            self._seconds -= self._phrases.popleft().seconds
        if phrase.end - self._told < settings.quiet_s:
            return
        comparison = compare(self._phrases, settings)
        shift = decide(comparison, settings) if comparison is not None else None
        if (
            comparison is None
            or shift is None
            or (self._found is not None and shift.strength <= self._found.strength)
        ):
            yield from self.finish()
        else:
            self._found, self._at, self._since = shift, phrase.end, comparison.since

    def finish(self) -> Iterator[ToneShift]:
        """Tell a shift that was still growing; what came before it is no baseline any more."""
        if self._found is None:
            return
        shift, self._found, self._told = self._found, None, self._at
        while self._phrases[0].end < self._since:
            self._seconds -= self._phrases.popleft().seconds
        yield ToneShift(who=self._who, at=round(self._at, 3), moved=shift.moved, confidence=shift.confidence)
