"""A voice nobody has: gliding syllables of a pulse train through formants, for measurements and tests.

Source and filter after Fant (1960): a Rosenberg-like pulse with breath and jitter, four resonators in
cascade whose frequencies glide from vowel to vowel, noise for consonants, a falling pitch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_Array = NDArray[np.float64]

VOWELS = np.array(
    [(730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410)]
)
"""First three formants in Hz of a, i, u, e, o (Peterson & Barney 1952, men)."""

WIDTHS_HZ = (70.0, 90.0, 130.0, 250.0)
FOURTH_HZ = 3500.0

SYLLABLE_S = 0.2
"""Mean length of a syllable: 5 a second, as in conversation."""

FRAME_S, HOP_S = 0.032, 0.008
"""Windows over which the vocal tract is taken as still, and how far apart they are."""


def phrase(seconds: float, *, rate: int = 16_000, pitch_hz: float = 120.0, seed: int = 0) -> Floats:
    """Speak for a while without a pause.

    Parameters
    ----------
    seconds
        Length of the phrase.
    rate
        Samples per second.
    pitch_hz
        Pitch the phrase falls around: about 120 a low voice, 210 a high one.
    seed
        Another seed says other syllables.

    Returns
    -------
    float32, shape (seconds * rate,), peak 0.5.
    """
    dice = np.random.default_rng(seed)
    total = round(seconds * rate)
    time = np.arange(total) / rate
    starts = np.cumsum(dice.uniform(0.7, 1.3, int(seconds / SYLLABLE_S * 2) + 4) * SYLLABLE_S)
    starts = np.concatenate(([0.0], starts[starts < seconds]))
    onset = time - starts[np.searchsorted(starts, time, side="right") - 1]

    pitch = np.interp(time, starts, dice.uniform(0.92, 1.14, starts.size)) * pitch_hz
    pitch *= 1.1 - 0.22 * time / max(seconds, 1e-9)
    pitch *= 1 + 0.012 * np.interp(time, np.arange(0, seconds + 0.02, 0.01), _noise(dice, seconds))
    voiced = np.clip((onset - 0.045) / 0.03, 0.0, 1.0)
    loud = np.interp(time, starts, dice.uniform(0.55, 1.0, starts.size))
    source = (
        _pulses(np.cumsum(pitch / rate)) * voiced * (0.35 + 0.65 * np.exp(-(((onset - 0.1) / 0.09) ** 2)))
    )
    source += 0.01 * dice.standard_normal(total) * voiced

    middles = starts + SYLLABLE_S / 2
    vowels = VOWELS[dice.integers(len(VOWELS), size=starts.size)] * (1 + 0.15 * (pitch_hz > 160))
    sound = _tract(source * loud, time, middles, vowels, rate)
    sound /= np.abs(sound).max() + 1e-9
    hiss = np.diff(dice.standard_normal(total + 1)) * np.exp(-(((onset - 0.025) / 0.015) ** 2))
    sound += 0.05 * hiss * loud
    edge = max(1, min(total // 2, rate // 50))
    sound[:edge] *= np.linspace(0, 1, edge)
    sound[total - edge :] *= np.linspace(1, 0, edge)
    spoken: Floats = (0.5 * sound / (np.abs(sound).max() + 1e-9)).astype(np.float32)
    return spoken


def dialogue(
    turns: list[tuple[int, float, float]], *, seconds: float, rate: int = 16_000, noise_db: float = -66.0
) -> tuple[Floats, Floats]:
    """Let two voices speak `(who, start, end)` each, in seconds, over a faint room noise.

    Returns
    -------
    Two float32 arrays, shape (seconds * rate,).
    """
    dice = np.random.default_rng(7)
    tracks = [dice.standard_normal(round(seconds * rate)) * 10 ** (noise_db / 20) for _ in range(2)]
    for number, (who, start, end) in enumerate(turns):
        first = round(start * rate)
        spoken = phrase(end - start, rate=rate, pitch_hz=(118.0, 205.0)[who], seed=number)
        tracks[who][first : first + spoken.size] += spoken
    return tracks[0].astype(np.float32), tracks[1].astype(np.float32)


def _noise(dice: np.random.Generator, seconds: float) -> _Array:
    return dice.standard_normal(len(np.arange(0, seconds + 0.02, 0.01)))


def _pulses(turns: _Array) -> _Array:
    """Glottal flow of a Rosenberg pulse, differentiated by the lips."""
    at = turns % 1.0
    flow = np.where(at < 0.4, 0.5 * (1 - np.cos(np.pi * at / 0.4)), 0.0)
    flow = np.where((at >= 0.4) & (at < 0.56), np.cos(np.pi / 2 * (at - 0.4) / 0.16), flow)
    return np.diff(flow, prepend=flow[0])


def _tract(source: _Array, time: _Array, middles: _Array, vowels: _Array, rate: int) -> _Array:
    """Pass a source through resonators that glide from vowel to vowel, frame by frame."""
    frame, hop = round(FRAME_S * rate), round(HOP_S * rate)
    padded = np.concatenate((np.zeros(frame), source, np.zeros(2 * frame)))
    begins = np.arange(0, source.size + frame, hop)
    window = np.hanning(frame + 1)[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(padded, frame)[begins] * window
    size = 2 * frame
    hertz = np.fft.rfftfreq(size, 1 / rate)
    now = (begins + frame / 2 - frame) / rate
    gain = np.ones((begins.size, hertz.size), dtype=complex)
    for number, width in enumerate(WIDTHS_HZ):
        formant = np.interp(now, middles, vowels[:, number]) if number < 3 else np.full(now.shape, FOURTH_HZ)
        gain *= formant[:, None] ** 2 / (formant[:, None] ** 2 - hertz**2 + 1j * width * hertz)
    filtered = np.fft.irfft(np.fft.rfft(frames, size) * gain, size)
    out = np.zeros(padded.size + size)
    for begin, part in zip(begins, filtered, strict=True):
        out[begin : begin + size] += part
    return out[frame : frame + source.size] * (2 * hop / frame)
