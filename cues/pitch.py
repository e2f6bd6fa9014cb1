"""How high a voice is, every 10 ms, and what the same spectrum tells beside: voicing, level, tilt, sonority.

The tracker is the autocorrelation method of Boersma (1993): a 40 ms Hann window, the
autocorrelation by FFT divided by the window's own, a small cost per octave, a median over five
frames. Two things differ. Not the power spectrum is turned back but its square root, the magnitude,
as Tolonen & Karjalainen (2000) compress it: formants, rooms and telephones then weigh less. And it
is cut at 4 kHz, so a wide and a narrow line are heard alike, at half the cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cues.settings import PitchSettings
from cues.windows import windows

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

RATE = 16_000
"""Samples per second."""
STEP = 160
"""Samples between two frames: 10 ms."""
WINDOW = 640
"""Samples a frame looks at: 40 ms. Frame `i` is centred on sample `STEP * i + WINDOW // 2`."""
FLOOR_DB = -100.0
"""What the level and the sonority of digital silence are given as, in dBFS."""

_FFT = 1024
_CUT = 256
"""Spectral bins kept: up to 4 kHz; the autocorrelation then comes at 8 kHz."""
_HUM = 7
"""Spectral bins left out: below 100 Hz hum the mains and the room; a lower voice has its overtones."""
_LAG_RATE = RATE * 2 * _CUT // _FFT
_BLOCK = 25
"""Frames transformed at once: what stays in a core's cache, in memory the allocator keeps at hand."""
_TINY = 1e-10
"""Power added before a logarithm: FLOOR_DB."""

_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
_TO_FULL_SCALE = np.float32(2.0 / (float(np.sum(np.square(_HANN, dtype=np.float64))) * _FFT))


def _bin(hertz: float) -> int:
    return round(hertz * _FFT / RATE)


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """What each frame of one track or of several sounds like.

    `values`: float32, shape (..., 5, frames): the five rows below.
    """

    values: Floats

    @property
    def f0(self) -> Floats:
        """The best candidate for the pitch, in Hz, also where nothing is voiced; 0 where too quiet."""
        return self.values[..., 0, :]

    @property
    def voicing(self) -> Floats:
        """How periodic the frame is at that pitch: 1 is wholly, 0 not at all."""
        return self.values[..., 1, :]

    @property
    def level(self) -> Floats:
        """Level in dBFS, at least FLOOR_DB."""
        return self.values[..., 2, :]

    @property
    def tilt(self) -> Floats:
        """1000–3400 Hz against 300–1000 Hz, in dB: bands a telephone line carries too."""
        return self.values[..., 3, :]

    @property
    def sonority(self) -> Floats:
        """Level of 300–2500 Hz, where the vowels are, in dBFS, at least FLOOR_DB."""
        return self.values[..., 4, :]

    def cut(self, start: int, end: int) -> Frames:
        """Frames `start` to `end`, as a view."""
        return Frames(self.values[..., start:end])


class PitchTracker:
    """Measures frames; keeps nothing between calls, so one serves every track."""

    def __init__(self, settings: PitchSettings) -> None:
        self._settings = settings
        self._first = int(_LAG_RATE / settings.highest_hz)
        self._last = int(np.ceil(_LAG_RATE / settings.lowest_hz))
        own = np.fft.irfft(np.square(np.abs(np.fft.rfft(_HANN, _FFT)[: _CUT + 1])), 2 * _CUT)
        self._undo = (own[0] / own[self._first - 1 : self._last + 2]).astype(np.float32)
        lags = np.arange(self._first, self._last + 1)
        self._cost = (settings.octave_cost * np.log2(lags / self._first)).astype(np.float32)

    def measure(self, samples: Floats) -> Frames:
        """Measure every whole frame of some sound.

        Parameters
        ----------
        samples
            float32, shape (n,) or (tracks, n), 16 kHz, in [-1, 1].

        Returns
        -------
        Frames
            max(0, 1 + (n - WINDOW) // STEP) of them, of each track.
        """
        count = max(0, 1 + (samples.shape[-1] - WINDOW) // STEP)
        leading = samples.shape[:-1]
        if count == 0:
            return Frames(np.zeros((*leading, 5, 0), dtype=np.float32))
        rows = windows(samples, WINDOW, STEP).reshape(-1, WINDOW)
        values = np.empty((len(rows), 5), dtype=np.float32)
        for start in range(0, len(rows), _BLOCK):
            values[start : start + _BLOCK] = self._block(rows[start : start + _BLOCK])
        return Frames(np.moveaxis(values.reshape(*leading, count, 5), -1, -2))

    def _block(self, rows: Floats) -> Floats:
        values = np.tile(np.array([0.0, 0.0, FLOOR_DB, 0.0, FLOOR_DB], dtype=np.float32), (len(rows), 1))
        shaped = rows * _HANN
        loud = np.einsum("ij,ij->i", shaped, shaped) * (_TO_FULL_SCALE * _FFT / 2.0)
        heard = loud > 10.0 ** (self._settings.floor_db / 10.0)
        if heard.any():
            values[heard] = self._voice(shaped[heard])
        return values

    def _voice(self, shaped: Floats) -> Floats:
        """Measure the five values of windowed frames, shape (frames, 5)."""
        spectrum = np.fft.rfft(shaped, _FFT, axis=1)[:, : _CUT + 1]
        power = np.square(spectrum.real) + np.square(spectrum.imag)
        power[:, :_HUM] = 0.0
        low = power[:, _bin(300) : _bin(1000)].sum(axis=1) * _TO_FULL_SCALE
        high = power[:, _bin(1000) : _bin(3400)].sum(axis=1) * _TO_FULL_SCALE
        vowels = power[:, _bin(300) : _bin(2500)].sum(axis=1) * _TO_FULL_SCALE
        f0, voicing = self._pitch(power)
        return np.stack(
            [
                f0,
                voicing,
                10.0 * np.log10(power.sum(axis=1) * _TO_FULL_SCALE + _TINY),
                10.0 * np.log10((high + _TINY) / (low + _TINY)),
                10.0 * np.log10(vowels + _TINY),
            ],
            axis=1,
        )

    def _pitch(self, power: Floats) -> tuple[Floats, Floats]:
        """Find the likeliest pitch of each spectrum in Hz, and its voicing."""
        turned = np.fft.irfft(np.sqrt(power), 2 * _CUT, axis=1)
        alike = turned[:, self._first - 1 : self._last + 2] * self._undo / (turned[:, :1] + 1e-20)
        before, here, after = alike[:, :-2], alike[:, 1:-1], alike[:, 2:]
        peaks = (here > before) & (here >= after)
        best = np.where(peaks, here - self._cost, -np.inf).argmax(axis=1)
        at = np.arange(len(best)), best
        bend = before[at] - 2.0 * here[at] + after[at]
        slope = 0.5 * (before[at] - after[at])
        curved = peaks[at]
        shift = np.where(curved, slope / np.where(curved, bend, 1.0), 0.0)
        f0 = _LAG_RATE / (self._first + best + shift)
        voicing = np.where(curved, here[at] - 0.5 * slope * shift, 0.0)
        return f0.astype(np.float32), voicing.astype(np.float32)


def voiced(frames: Frames, settings: PitchSettings) -> Bools:
    """Tell which frames of one talk spurt carry the voice.

    Voiced is what is periodic and not far below the spurt's own loud part, so that turning the
    gain changes nothing.

    Returns
    -------
    Bools
        Shape (frames,).
    """
    loud = np.percentile(frames.level, 95)
    return (frames.voicing >= settings.voicing) & (frames.level >= loud - settings.below_loud_db)


def contour(frames: Frames, settings: PitchSettings) -> Floats:
    """Follow the pitch through one talk spurt: a median over five frames.

    Returns
    -------
    Floats
        Hz, shape (frames,); 0 where the voice is not voiced.
    """
    f0 = np.pad(np.where(voiced(frames, settings), frames.f0, 0.0).astype(np.float32), 2)
    return np.median(windows(f0, 5), axis=-1).astype(np.float32)
