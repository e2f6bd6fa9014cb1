"""What a voice sounds like, hop by hop: log-mel spectra of many tracks at once, streaming.

The spectra are causal: frame `i` ends at sample `160 * (i + 1)`, so nothing is waited for. A
track carries its last `TAIL` samples from one call to the next; cutting the sound elsewhere
changes nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cues.windows import windows

Floats = npt.NDArray[np.float32]

RATE = 16_000
"""Samples per second of everything the detectors hear."""

STEP = 160
"""Samples between two frames: 10 ms."""

BANDS = 64
"""Mel bands, triangular, from 60 to 7600 Hz."""

_WINDOW = 400
"""Samples a frame looks at: 25 ms."""

_FFT = 512
_BLOCK = 16
"""Frames transformed at once: what stays in a core's cache, and is too little for threads to be worth it."""

TAIL = _WINDOW - STEP
"""Samples carried from call to call."""

FLOOR = 1e-10
"""Power added before the logarithm: 100 dB under a full-scale tone, below any codec's quiet."""


def _mel(hertz: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return 2595.0 * np.log10(1.0 + np.asarray(hertz, dtype=np.float64) / 700.0)


def _filters() -> Floats:
    """Build the mel triangles, (257, BANDS), each of unit sum, on O'Shaughnessy's mel scale."""
    edges = np.linspace(_mel(60.0), _mel(7600.0), BANDS + 2)
    at = _mel(np.fft.rfftfreq(_FFT, 1.0 / RATE))[:, None]
    rise = (at - edges[:-2]) / (edges[1:-1] - edges[:-2])
    fall = (edges[2:] - at) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(np.minimum(rise, fall), 0.0)
    filters: Floats = (triangles / triangles.sum(axis=0)).astype(np.float32)
    return filters


_HANN = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
_SCALED = (_HANN * (2.0 / _HANN.sum())).astype(np.float32)
_FILTERS = _filters()


def log_mel(tails: Floats, samples: Floats) -> tuple[Floats, Floats]:
    """Log-mel spectra of the next samples of every track.

    Parameters
    ----------
    tails : float32, shape (tracks, TAIL)
        The samples before; zeros at a track's start.
    samples : float32, shape (tracks, n), in [-1, 1]
        `n` is a multiple of `STEP`.

    Returns
    -------
    frames : float32, shape (tracks, n / STEP, BANDS)
        Natural logarithm of the power in each band; a full-scale tone is near 0, silence -23.
    tails : float32, shape (tracks, TAIL)
        To be given with the samples that follow.
    """
    sound = np.concatenate([tails, samples], axis=1)
    count = samples.shape[1] // STEP
    frames = np.empty((len(sound), count, BANDS), np.float32)
    seen = windows(sound, _WINDOW, STEP)
    for first in range(0, count, _BLOCK):
        block = seen[:, first : first + _BLOCK] * _SCALED
        spectra = np.fft.rfft(block, _FFT, axis=2)
        power = spectra.real**2 + spectra.imag**2
        frames[:, first : first + _BLOCK] = np.log(power @ _FILTERS + np.float32(FLOOR))
    return frames, sound[:, -TAIL:].copy()
