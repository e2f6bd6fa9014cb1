"""How likely each hop of sound is speech: scorers that hear many tracks at once.

A scorer keeps nothing of its own: a track's state is handed in and handed back, so any set of
tracks can be heard together, and a track that ends is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from cues.framing import RATE
from cues.inference import session
from cues.windows import windows

if TYPE_CHECKING:
    import webrtcvad

Floats = npt.NDArray[np.float32]

HOP = 512
"""Samples a probability is for: 32 ms, the hop Silero was trained on."""

_SURE = np.float32(1e-3)
"""Nothing is taken for surer than this."""


class Scorer(Protocol):
    """Tells speech from everything else, 32 ms at a time."""

    def start(self) -> Any:
        """Return the state of a track that begins now."""
        ...

    def score(self, states: Sequence[Any], samples: Floats) -> tuple[list[Any], Floats]:
        """Score the next samples of every track.

        Parameters
        ----------
        states
            One for each track.
        samples : float32, shape (tracks, n), in [-1, 1]
            `n` is a multiple of `HOP`.

        Returns
        -------
        states
            To be given with the samples that follow.
        probabilities : float32, shape (tracks, n / HOP)
        """
        ...


class Silero:
    """Silero VAD 6.2 (MIT, `models/silero_vad_16k_blocks.onnx`): small, neural, language-independent.

    One inference serves all hops of all tracks; batched and single results are bit-equal. The weights
    are the published ones, the graph is written by `training/silero.py`.
    """

    CONTEXT = 64
    """Samples before the hop that the net also sees."""

    def __init__(self) -> None:
        self._session = session("silero_vad_16k_blocks.onnx")

    def start(self) -> tuple[Floats, Floats]:
        """Return an empty context and an empty memory."""
        return np.zeros(self.CONTEXT, np.float32), np.zeros((2, 128), np.float32)

    def score(
        self, states: Sequence[tuple[Floats, Floats]], samples: Floats
    ) -> tuple[list[tuple[Floats, Floats]], Floats]:
        """Score by one inference, all hops of all tracks together."""
        sound = np.concatenate([np.stack([context for context, _ in states]), samples], axis=1)
        memory = np.stack([memory for _, memory in states], axis=1)
        hops = windows(sound, self.CONTEXT + HOP, HOP)
        frames = np.ascontiguousarray(hops.swapaxes(0, 1))
        scores, memory = self._session.run(["scores", "next"], {"frames": frames, "state": memory})
        tails = sound[:, -self.CONTEXT :]
        return [(tails[i].copy(), memory[:, i].copy()) for i in range(len(states))], scores.T


class WebRtc:
    """The voice detector of WebRTC (BSD, `webrtcvad-wheels`): needs no model, trusts loudness more."""

    FRAME = 160
    """Samples of its own frames: 10 ms."""

    MODE = 3
    """Its strictest mode: the laxer ones call most noise speech (measured, docs/cues.md)."""

    def start(self) -> webrtcvad.Vad:
        """Return a detector of the track's own: it adapts to the sound it hears."""
        import webrtcvad

        return webrtcvad.Vad(self.MODE)

    def score(self, states: Sequence[webrtcvad.Vad], samples: Floats) -> tuple[list[webrtcvad.Vad], Floats]:
        """Score by the share of a hop that its 10 ms frames call speech; `n` is a multiple of 2560."""
        words = (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2")
        edges = np.arange(samples.shape[1] // HOP + 1) * (HOP / self.FRAME)
        scores = np.empty((len(states), len(edges) - 1), np.float32)
        for row, (state, track) in enumerate(zip(states, words, strict=True)):
            frames = [
                state.is_speech(track[at : at + self.FRAME].tobytes(), RATE)
                for at in range(0, len(track), self.FRAME)
            ]
            speech = np.concatenate([[0.0], np.cumsum(frames)])
            scores[row] = np.diff(np.interp(edges, np.arange(len(speech)), speech))
            scores[row] *= self.FRAME / HOP
        return list(states), scores


SCORERS: dict[str, Callable[[], Scorer]] = {"silero": Silero, "webrtcvad": WebRtc}
"""The scorers by the name a person chooses them with; the first is the default."""


def blended(scores: Floats, second: Floats, share: float) -> Floats:
    """Weigh two opinions on the same frames by the mean of their log-odds, `share` for the second."""
    return _odds_back((1.0 - share) * _log_odds(scores) + share * _log_odds(second))


def _log_odds(scores: Floats) -> Floats:
    sure = np.clip(scores, _SURE, 1.0 - _SURE)
    return np.log(sure / (1.0 - sure))


def _odds_back(odds: Floats) -> Floats:
    back: Floats = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
    return back
