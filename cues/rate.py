"""How fast a voice speaks: syllable nuclei, found as de Jong & Wempe (2009) find them.

A nucleus is a peak of the vowels' level with a dip on both sides, near enough to the spurt's
loudest, and voiced. Counting every peak of an envelope instead counts noise: it hardly follows
the true rate at all.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cues.pitch import Bools, Floats
from cues.settings import RateSettings

Indices = npt.NDArray[np.intp]


def nuclei(sonority: Floats, voiced: Bools, settings: RateSettings) -> Indices:
    """Find the syllable nuclei of one talk spurt.

    Parameters
    ----------
    sonority
        Level of the vowels' band in dBFS, one value per 10 ms, shape (frames,).
    voiced
        Which frames are voiced, shape (frames,).

    Returns
    -------
    Indices
        The frames the nuclei peak at, in order.
    """
    if len(sonority) == 0:
        return np.zeros(0, dtype=np.intp)
    reach = settings.smooth_frames // 2
    weights = np.hanning(settings.smooth_frames + 2)[1:-1]
    smooth = np.convolve(np.pad(sonority, reach, mode="edge"), weights / weights.sum(), mode="valid")
    near = np.convolve(voiced, np.ones(2 * settings.voiced_within + 1), mode="same") > 0
    peaks = _peaks(smooth, settings.dip_db)
    found: Indices = peaks[(smooth[peaks] >= smooth.max() - settings.below_peak_db) & near[peaks]]
    return found


def _peaks(curve: npt.NDArray[np.float64], dip: float) -> Indices:
    """Peaks of `curve` that stand at least `dip` above the valleys that part them."""
    steps = np.sign(np.diff(curve, prepend=-np.inf, append=-np.inf))
    moves = np.flatnonzero(steps)
    turns = moves[1:][steps[moves[1:]] != steps[moves[:-1]]] - 1
    found: list[int] = []
    peak, valley = -1, -np.inf
    for place, turn in enumerate(turns):
        value = curve[turn]
        if place % 2:
            if peak >= 0 and curve[peak] - value >= dip:
                found.append(peak)
                peak, valley = -1, value
            elif peak < 0:
                valley = min(valley, value)
        elif peak < 0:
            peak = int(turn) if value - valley >= dip else -1
        elif value > curve[peak]:
            peak = int(turn)
    if peak >= 0:
        found.append(peak)
    return np.array(found, dtype=np.intp)
