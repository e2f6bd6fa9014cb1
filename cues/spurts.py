r"""Talk spurts of one track, frame by frame: where each begins and ends.

::

    probability   ______/^^^^^\____/^^\__________________________
    there         ___/^^^^^^^^^^^\_/^^^^^\_________/^\____________
    spurt            [ drawn out, bridged ]

A spurt is told once, when nothing that follows can still join it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cues.framing import frames
from cues.settings import SpeechSettings

_CLIP_DB = 10.0
"""A single frame counts no more than this for or against breath."""

_FAINTEST = 1e-12
"""Mean power that stands for digital silence: -120 dBFS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spurt:
    """A finished stretch of one track, in frames of call time."""

    start: int
    end: int
    confidence: float
    """Mean probability of speech over its sure frames."""
    wordless: bool = False
    """More like an "mm" or "oh" than like words."""
    level: float = 0.0
    """dBFS, of the mean power of its sure frames."""
    odds: float = 0.0
    """Mean log-odds over its sure frames that its sound alone makes it a backchannel."""


@dataclass(slots=True, kw_only=True)
class Open:
    """A spurt that may still grow."""

    start: int
    end: int
    """Known so far; frames of breath and room after the last word are drawn in."""
    said: int
    """End of the last frame that was surely speech."""
    total: float
    """Sum of the probabilities of its sure frames."""
    sure: int
    """Number of its sure frames."""
    body: float = 0.0
    """Sum over its sure frames of how much likelier another sound of the body is than speech."""
    small: float = 0.0
    """Sum over its sure frames of how much likelier an "mm" or "oh" is than words."""
    power: float = 0.0
    """Sum of the powers of its sure frames, full scale 1."""
    odds: float = 0.0
    """Sum over its sure frames of the log-odds that they sound like a backchannel."""
    over: float = 0.0
    """Sum of the levels over the background since `end`, in dB."""

    def close(self) -> Iterator[Spurt]:
        """Let it grow no more; yields it, or nothing when it was a sound of another kind."""
        if self.body <= 0.0:
            yield Spurt(
                start=self.start,
                end=self.end,
                confidence=self.total / self.sure,
                wordless=self.small > 0.0,
                level=10.0 * math.log10(max(self.power / self.sure, _FAINTEST)),
                odds=self.odds / self.sure,
            )


class Spurts:
    """Hysteresis on the probability of speech, edges by level, holes bridged."""

    def __init__(self, settings: SpeechSettings) -> None:
        self._enter = settings.enter
        self._leave = settings.leave
        self._least = frames(settings.least_s)
        self._bridge = frames(settings.bridge_s)
        self._breath = frames(settings.breath_s)
        self._above = settings.above_db
        self._breath_db = settings.breath_db
        self._reach = frames(settings.reach_s)
        self._at = 0
        self._on = False
        self._core = 0
        """Where the stretch of probability going on began."""
        self._core_total = 0.0
        self._core_body = 0.0
        self._core_small = 0.0
        self._core_power = 0.0
        self._core_odds = 0.0
        self._core_start = 0
        """The same, drawn out to where its sound began."""
        self._there = 0
        """For how many frames up to now sound has been there without a break."""
        self.open: Open | None = None
        """The spurt going on."""
        self.voice = False
        """Whether the person is heard speaking now, as told live."""

    @property
    def known(self) -> int:
        """The frame before which speech and no speech are final."""
        if self.open is not None:
            return self.open.end
        if self._on:
            return self._core_start
        return self._at - min(self._there, self._reach)

    def hear(
        self,
        score: float,
        over_db: float,
        heard: bool,
        body: float,
        small: float,
        power: float = 0.0,
        odds: float = 0.0,
    ) -> Iterator[Spurt]:
        """Take in one frame; yields what became final by it.

        Parameters
        ----------
        score
            Probability of the person's own speech.
        over_db
            Its level over the background; infinite while no background is known.
        heard
            False where the track is unknown: a spurt ends there.
        body
            How much likelier a laugh, a sigh or a cough is than speech: a spurt in which they outweigh
            speech is none.
        small
            How much likelier an "mm" or "oh" is than words.
        power
            Mean power of the frame, full scale 1.
        odds
            Log-odds that it sounds like a backchannel.
        """
        at = self._at
        self._at += 1
        if not heard:
            yield from self.finish()
            return
        there = self._above <= over_db < math.inf
        before = self._there
        self._there = self._there + 1 if there else 0
        if self._on and score < self._leave:
            self._on = False
        elif not self._on and score >= self._enter:
            self._on = True
            self._core = at
            self._core_start = at - min(before, self._reach)
            self._core_total = self._core_body = self._core_small = 0.0
            self._core_power = self._core_odds = 0.0
        if self._on:
            self._core_total += score
            self._core_body += body
            self._core_small += small
            self._core_power += power
            self._core_odds += odds
            sure = at + 1 - self._core
            if sure == self._least:
                self._speak(at)
            elif sure > self._least and self.open is not None:
                self.open.end = self.open.said = at + 1
                self.open.total += score
                self.open.body += body
                self.open.small += small
                self.open.power += power
                self.open.odds += odds
                self.open.sure += 1
        elif self.open is not None:
            yield from self._wait(self.open, at, there, over_db)

    def _speak(self, at: int) -> None:
        self.voice = True
        spurt = self.open
        if spurt is None:
            spurt = Open(start=self._core_start, end=at + 1, said=at + 1, total=0.0, sure=0)
        spurt.end = spurt.said = at + 1
        spurt.total += self._core_total
        spurt.body += self._core_body
        spurt.small += self._core_small
        spurt.power += self._core_power
        spurt.odds += self._core_odds
        spurt.sure += self._least
        spurt.over = 0.0
        self.open = spurt

    def _wait(self, spurt: Open, at: int, there: bool, over_db: float) -> Iterator[Spurt]:
        if at + 1 - spurt.said >= self._bridge:
            self.voice = False
        if there and spurt.end == at and at - spurt.said < self._reach:
            spurt.end = at + 1
            return
        if over_db < math.inf:
            spurt.over += min(max(over_db, -_CLIP_DB), _CLIP_DB)
        hole = at + 1 - spurt.end
        if hole >= self._bridge and (hole > self._breath or spurt.over < self._breath_db * hole):
            yield from spurt.close()
            self.open = None

    def finish(self) -> Iterator[Spurt]:
        """End here: the track, or the stretch of it that was heard."""
        self._on = self.voice = False
        self._there = 0
        if self.open is not None:
            yield from self.open.close()
            self.open = None
