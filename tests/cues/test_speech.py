"""Scorers tell speech from the rest, the same alone and together, whole and in parts."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from cues.framing import BLOCK, RATE, Floats
from cues.speech import HOP, Scorer, Silero, WebRtc, blended


@pytest.fixture(params=[Silero, WebRtc])
def scorer(request: pytest.FixtureRequest) -> Scorer:
    made: Scorer = request.param()
    return made


def made(seed: int) -> Floats:
    return np.random.default_rng(seed).normal(0, 0.05, 10 * BLOCK).astype(np.float32)


def test_tracks_together_score_as_alone(scorer: Scorer) -> None:
    tracks = np.stack([made(1), made(2)])
    _, together = scorer.score([scorer.start(), scorer.start()], tracks)
    for row in range(2):
        _, alone = scorer.score([scorer.start()], tracks[row : row + 1])
        assert np.array_equal(alone[0], together[row])
    assert together.shape == (2, tracks.shape[1] // HOP)


def test_a_track_in_parts_scores_as_whole(scorer: Scorer) -> None:
    track = made(3)[None]
    _, whole = scorer.score([scorer.start()], track)
    states, parts = [scorer.start()], []
    for start in range(0, track.shape[1], BLOCK):
        states, scores = scorer.score(states, track[:, start : start + BLOCK])
        parts.append(scores)
    assert np.array_equal(np.concatenate(parts, axis=1), whole)


def test_quiet_is_no_speech(scorer: Scorer) -> None:
    _, scores = scorer.score([scorer.start()], np.zeros((1, 10 * BLOCK), np.float32))
    assert scores.max() < 0.3


def test_silero_scores_as_its_published_graph_does() -> None:
    time = np.arange(2 * BLOCK) / RATE
    hum = sum(np.sin(2 * np.pi * 140 * k * time) / k for k in range(1, 12))
    swelling = 0.05 * (1 + np.sin(2 * np.pi * 4 * time)) * hum
    scorer = Silero()
    _, scores = scorer.score([scorer.start()], swelling.astype(np.float32)[None])
    published = [0.21304, 0.20400, 0.05227, 0.03846, 0.08429, 0.32197, 0.18622, 0.02603, 0.02591, 0.01323]
    assert scores[0] == pytest.approx(published, abs=1e-4)


def test_opinions_are_weighed_by_their_odds() -> None:
    one, other = np.full((1, 3), 0.9, np.float32), np.full((1, 3), 0.1, np.float32)
    assert blended(one, other, 0.5) == pytest.approx(0.5)
    assert blended(one, other, 0.0) == pytest.approx(0.9)
    assert blended(one, other, 1.0) == pytest.approx(0.1)


def test_nothing_is_surer_than_sure() -> None:
    certain = np.array([[0.0, 1.0]], np.float32)
    assert blended(certain, certain, 0.5) == pytest.approx(np.array([[0.001, 0.999]]), abs=1e-4)


@pytest.mark.voices
def test_real_speech_is_speech(scorer: Scorer, voices: Path) -> None:
    path = next((voices / "speech").rglob("*.ogg"))
    with av.open(str(path)) as file:
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        parts = [out.to_ndarray()[0] for frame in file.decode(audio=0) for out in resampler.resample(frame)]
    sound = np.concatenate(parts)
    sound = sound[: len(sound) // BLOCK * BLOCK]
    _, scores = scorer.score([scorer.start()], sound[None])
    assert (scores > 0.5).mean() > 0.5
