"""The shipped net: its shape, its streaming, its speed, and what it says of plain sounds."""

from __future__ import annotations

import hashlib
import time
from importlib import resources
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.features import RATE, TAIL, log_mel
from cues.model import FRAMES, HOP, Floats, Hearing, Output

NET = Hearing()


def starts(tracks: int) -> Floats:
    """Memories of tracks that begin now."""
    return np.stack([NET.start()] * tracks)


def spectra(sound: Floats) -> Floats:
    """The spectra of whole tracks, shape (tracks, n * FRAMES, bands)."""
    return log_mel(np.zeros((len(sound), TAIL), np.float32), sound)[0]


def murmuring(tracks: int, hops: int, seed: int = 0) -> Floats:
    """Noise that swells and fades, shape (tracks, hops * HOP)."""
    rng = np.random.default_rng(seed)
    swell = np.abs(np.sin(np.arange(hops * HOP) / 9000.0))
    return (0.1 * swell * rng.standard_normal((tracks, hops * HOP))).astype(np.float32)


def test_every_hop_of_every_track_gets_a_probability_of_every_output() -> None:
    states, heard = NET.step(starts(3), spectra(murmuring(3, 10)))
    assert heard.shape == (3, 10, len(Output))
    assert heard.dtype == states.dtype == np.float32
    assert states.shape == starts(3).shape
    assert ((heard >= 0) & (heard <= 1)).all()


@settings(deadline=None, max_examples=15)
@given(cuts=st.lists(st.integers(1, 299), max_size=5, unique=True))
def test_cutting_the_sound_into_other_chunks_changes_no_probability(cuts: list[int]) -> None:
    frames = spectra(murmuring(2, 300))
    _, whole = NET.step(starts(2), frames)
    states, parts = starts(2), []
    for piece in np.split(frames, [cut * FRAMES for cut in sorted(cuts)], axis=1):
        states, heard = NET.step(states, piece)
        parts.append(heard)
    assert np.concatenate(parts, axis=1) == pytest.approx(whole, abs=1e-5)


def test_tracks_in_a_batch_do_not_hear_each_other() -> None:
    frames = spectra(murmuring(4, 50))
    _, together = NET.step(starts(4), frames)
    _, alone = NET.step(starts(1), frames[2:3])
    assert together[2:3] == pytest.approx(alone, abs=1e-5)


def test_a_probability_knows_nothing_of_the_sound_after_it() -> None:
    sound = murmuring(1, 40)
    changed = sound.copy()
    changed[:, 20 * HOP :] = 0.0
    _, one = NET.step(starts(1), spectra(sound))
    _, other = NET.step(starts(1), spectra(changed))
    assert one[:, :20] == pytest.approx(other[:, :20], abs=1e-6)


def test_spectra_that_are_no_whole_hops_are_refused() -> None:
    with pytest.raises(ValueError, match="5 spectra"):
        NET.step(starts(1), spectra(murmuring(1, 2))[:, :5])


def test_other_weights_of_the_same_shape_can_be_given() -> None:
    weights = resources.files("cues").joinpath("models/hear.onnx").read_bytes()
    frames = spectra(murmuring(1, 5))
    assert np.array_equal(Hearing(weights).step(starts(1), frames)[1], NET.step(starts(1), frames)[1])


@pytest.mark.parametrize("sound", ["nothing", "hiss", "hum"])
def test_a_room_without_a_person_is_none_of_it(sound: str) -> None:
    rng = np.random.default_rng(0)
    time_s = np.arange(RATE * 8) / RATE
    samples = {
        "nothing": np.zeros(len(time_s)),
        "hiss": 0.003 * rng.standard_normal(len(time_s)),
        "hum": 0.02 * np.sin(2 * np.pi * 50 * time_s) + 0.0005 * rng.standard_normal(len(time_s)),
    }[sound].astype(np.float32)
    _, heard = NET.step(starts(1), spectra(samples[None]))
    assert heard[0, 25:].max() < 0.4


def test_the_weights_are_small_and_those_of_the_model_card() -> None:
    models = resources.files("cues").joinpath("models")
    weights = models.joinpath("hear.onnx").read_bytes()
    assert len(weights) <= 2_000_000
    assert hashlib.sha256(weights).hexdigest() in models.joinpath("hear.md").read_text("utf-8")


def test_a_pair_costs_a_few_milliseconds_a_second() -> None:
    frames, states = spectra(murmuring(2, 4)), starts(2)
    best = 1.0
    for _ in range(40):
        begun = time.perf_counter()
        states, _ = NET.step(states, frames)
        best = min(best, time.perf_counter() - begun)
    assert best / 0.16 < 0.02


def read(path: Path) -> Floats:
    """One recording as whole hops at 16 kHz, shape (1, n)."""
    with av.open(str(path)) as file:
        resampler = av.AudioResampler("flt", "mono", RATE)
        pieces = [p.to_ndarray() for f in file.decode(audio=0) for p in resampler.resample(f)]
    sound = np.concatenate(pieces, axis=1)
    return np.pad(sound, ((0, 0), (0, -sound.shape[1] % HOP))).astype(np.float32)


@pytest.mark.voices
def test_read_speech_is_speech_and_no_laughter(voices: Path) -> None:
    spoken = []
    for path in sorted((voices / "vocal/speech").glob("*.ogg"))[:12]:
        _, heard = NET.step(starts(1), spectra(read(path)))
        spoken.append(np.mean(heard[0, :, Output.SPEECH] > 0.5))
        assert np.quantile(heard[0, :, Output.LAUGHTER], 0.95) < 0.3, path.name
    assert np.mean(spoken) > 0.6
