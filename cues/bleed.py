r"""Is this sound the other voice, come back late and quiet?

A loudspeaker near a microphone returns the partner's voice: 0 to 450 ms late, 20 to 45 dB softer,
coloured by the room. The guard learns each direction's echo path from the two tracks themselves:
the delay at which the envelopes of their bands move alike, and how much softer each band comes
back. A frame no louder than the echo so foretold is not the person's own::

    other voice   ___/^^^^^^\_____/^^^\____________
    foretold      ______/^^^^^^\_____/^^^\_________    later, softer, fading slowly
    this track    ______/^^^^^\_______/^^^^^^^^\___
    own           ....................#########....

Levels are relative throughout: a gain in either track changes nothing.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from cues.framing import FRAMES
from cues.settings import BleedSettings
from cues.windows import windows

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

STEP_S = 0.02
"""Seconds a step: what delays are counted in."""

_PAIR = 2
"""Frames of 10 ms a step."""

_BANDS = 16
_GROUP = 4
"""Mel bands a band of the guard: 64 become 16."""

_DB = 10.0 / np.log(10.0)
_LOWEST = -100.0
"""dB; softer bands are all the same."""

_MEAN_S = 0.8
"""Time constant of the mean that envelopes are compared against: about a word."""

_SMEAR = 2
"""Steps before and one less after the delay that may hold the echo too: rooms smear."""


_TO_BANDS = np.tile(np.repeat(np.eye(_BANDS, dtype=np.float32), _GROUP, axis=0), (_PAIR, 1)) / np.float32(
    _PAIR * _GROUP
)
"""Mean power of a step in each of the guard's bands, from its frames one after the other."""


@cache
def _running(steps: int) -> Floats:
    """From the mean before and `steps` levels to the running mean after each: shape (steps, 1 + steps)."""
    fresh = STEP_S / _MEAN_S
    age = np.arange(steps)[:, None] - np.arange(steps)
    weights = np.where(age >= 0, fresh * (1.0 - fresh) ** np.maximum(age, 0), 0.0)
    before = (1.0 - fresh) ** np.arange(1, steps + 1)
    return np.column_stack([before, weights]).astype(np.float32)


class Bands:
    """Band levels of one track, with as much past as the longest echo looked for."""

    def __init__(self, settings: BleedSettings) -> None:
        self.past = round(settings.longest_s / STEP_S) + _SMEAR
        self.levels = np.full((self.past, _BANDS), _LOWEST, np.float32)
        """dB, shape (past + steps, bands): what was, then the latest block."""
        self.moves = np.zeros((self.past, _BANDS), np.float32)
        """The same, against its running mean."""
        self.total = np.full(self.past, _LOWEST, np.float32)
        """dB over all bands, shape (past + steps,)."""
        self.peak = _LOWEST
        """The loudest lately, dB; it sinks by `peak_decay_db` a second."""
        self._sinks = settings.peak_decay_db * STEP_S
        self._mean: Floats | None = None

    def hear(self, mel: Floats) -> None:
        """Take in one block of log-mel spectra, shape (frames, 64), natural logarithm of power."""
        power = np.exp(mel).reshape(-1, _PAIR * _BANDS * _GROUP) @ _TO_BANDS
        levels = np.maximum(_DB * np.log(power), _LOWEST).astype(np.float32)
        total = np.maximum(_DB * np.log(power.mean(axis=1)), _LOWEST).astype(np.float32)
        before = levels[:1] if self._mean is None else self._mean
        means = _running(len(levels)) @ np.concatenate([before, levels])
        self._mean = means[-1:]
        self.peak = max(float(total.max()), self.peak - self._sinks * len(total))
        self.levels = np.concatenate([self.levels[-self.past :], levels])
        self.moves = np.concatenate([self.moves[-self.past :], levels - means])
        self.total = np.concatenate([self.total[-self.past :], total])


class Echo:
    """One way from a voice back into the other track, as far as it is known."""

    def __init__(self, settings: BleedSettings) -> None:
        self._s = settings
        self._lags = round(settings.longest_s / STEP_S) + 1
        self._product = np.zeros(self._lags)
        self._source = np.zeros(self._lags)
        self._here = 0.0
        self._compared_s = 0.0
        self._gain = np.zeros(_BANDS, np.float32)
        """dB from the voice to its echo, per band: a low quantile, for what is over it may be own."""
        self._gained = 0
        self._foretold = np.full(_BANDS, _LOWEST, np.float32)
        self.delay_s: float | None = None
        """Seconds from the voice to its echo; None while no echo is known."""

    def hear(self, source: Bands, here: Bands) -> Flags:
        """Learn from the block both tracks heard last, and judge it.

        Parameters
        ----------
        source
            The voice that may come back.
        here
            The track it may come back into.

        Returns
        -------
        own : bool, shape (steps,)
            False where the track holds no more than the other's echo.
        """
        past = source.past
        levels, moves, total = here.levels[past:], here.moves[past:], here.total[past:]
        steps = len(levels)
        late = slice(past - self._lags + 1, None)
        loudest = windows(source.total[late], self._lags).max(axis=1)
        compared = total < loudest - self._s.below_db
        delay = self._find(source.moves[late], moves, compared)
        if delay is None:
            self.delay_s = None
            self._foretold[:] = _LOWEST
            return np.ones(steps, np.bool_)
        self.delay_s = delay * STEP_S
        first = past - delay
        voice = slice(first, first + steps)
        loud = source.total[voice] > source.peak - self._s.loud_db
        self._learn(levels - source.levels[voice], compared & loud)
        near = np.pad(source.levels, ((0, 1), (0, 0)), constant_values=_LOWEST)
        smeared = windows(near[first - _SMEAR : first + steps + _SMEAR - 1], 2 * _SMEAR, axis=0).max(axis=2)
        return self._judge(smeared + self._gain, levels)

    def _find(self, source: Floats, moves: Floats, compared: Flags) -> int | None:
        """Find at which delay the envelopes have moved alike; None when at none."""
        keep = float(np.exp(-len(moves) * STEP_S / self._s.memory_s))
        self._product *= keep
        self._source *= keep
        self._here *= keep
        self._compared_s *= keep
        if compared.any():
            here = moves[compared]
            # A window's last column is the source at no delay, its first at the longest.
            shifted = windows(source, self._lags, axis=0)[compared].reshape(-1, self._lags)
            power = windows(np.einsum("sb,sb->s", source, source), self._lags)[compared]
            self._product += (here.reshape(-1) @ shifted)[::-1]
            self._source += power.sum(axis=0)[::-1]
            self._here += float(np.einsum("sb,sb->", here, here))
            self._compared_s += len(here) * STEP_S
        alike = self._product / np.sqrt(self._source * self._here + 1e-9)
        best = int(alike.argmax())
        return best if self._compared_s >= self._s.least_s and alike[best] >= self._s.alike else None

    def _learn(self, loss: Floats, counts: Flags) -> None:
        """Follow each band's loss: its mean over the first steps, a low quantile of it from then on."""
        loss = loss[counts]
        if not len(loss):
            return
        self._gained += len(loss)
        if self._gained <= self._s.gain_first_s / STEP_S:
            self._gain += (loss.mean(axis=0) - self._gain) * np.float32(len(loss) / self._gained)
        else:
            over = (loss > self._gain).sum(axis=0)
            self._gain += np.float32(self._s.gain_step_db) * (over - (1.0 - self._s.gain_share) * len(loss))

    def _judge(self, echo: Floats, levels: Floats) -> Flags:
        fades = np.float32(self._s.decay_db) * np.arange(1, len(levels) + 1, dtype=np.float32)[:, None]
        rising = np.maximum.accumulate(np.concatenate([self._foretold[None], echo + fades]))[1:]
        foretold = rising - fades
        self._foretold = foretold[-1]
        over = np.clip(levels - foretold, 0.0, 20.0).mean(axis=1)
        own: Flags = over > self._s.margin_db
        return own


class Guard:
    """Both ways between two tracks."""

    def __init__(self, settings: BleedSettings) -> None:
        self._bands = Bands(settings), Bands(settings)
        self.echoes = Echo(settings), Echo(settings)
        """Into track 0, and into track 1."""

    def hear(self, mel: Floats) -> Flags:
        """Judge the next frames of both tracks.

        Parameters
        ----------
        mel : float32, shape (2, frames, 64)
            Log-mel spectra of whole blocks.

        Returns
        -------
        own : bool, shape (2, frames)
            False where a track holds no more than the other's echo.
        """
        own = np.ones(mel.shape[:2], np.bool_)
        for first in range(0, mel.shape[1], FRAMES):
            block = slice(first, first + FRAMES)
            for bands, track in zip(self._bands, mel[:, block], strict=True):
                bands.hear(track)
            for who, echo in enumerate(self.echoes):
                own[who, block] = np.repeat(echo.hear(self._bands[1 - who], self._bands[who]), _PAIR)
        return own
