"""The other voice, come back late and quiet, is not the person's own; whatever is louder is."""

from __future__ import annotations

import numpy as np
import pytest

from cues.bleed import Guard
from cues.features import TAIL, log_mel
from cues.framing import BLOCK, RATE, Floats
from cues.settings import DEFAULT
from tests.cues.sound import noise, sound

SECONDS = 20.0
OTHER = sound(SECONDS, [(1, 3), (4, 6), (7, 10), (11, 14), (15, 19)], seed=3)


def echo(voice: Floats, *, delay: float, db: float) -> Floats:
    """What comes back of a voice: late, softer, duller."""
    late = np.roll(voice, round(delay * RATE))
    dull: Floats = np.convolve(late, [0.6, 0.3, 0.1], mode="same").astype(np.float32)
    return dull * np.float32(10 ** (db / 20))


def judged(a: Floats, b: Floats) -> tuple[Guard, np.typing.NDArray[np.bool_]]:
    """The guard after both tracks, and what of them it took for their own."""
    guard = Guard(DEFAULT.bleed)
    tracks = np.stack([a, b])
    tails = np.zeros((2, TAIL), np.float32)
    own = []
    for start in range(0, tracks.shape[1] - BLOCK + 1, BLOCK):
        mel, tails = log_mel(tails, tracks[:, start : start + BLOCK])
        own.append(guard.hear(mel))
    return guard, np.concatenate(own, axis=1)


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.4])
@pytest.mark.parametrize("db", [-24.0, -36.0])
def test_an_echo_is_found_and_is_not_own(delay: float, db: float) -> None:
    track = noise(SECONDS, -75.0, 9) + echo(OTHER, delay=delay, db=db)
    guard, own = judged(track, OTHER)
    assert guard.echoes[0].delay_s == pytest.approx(delay, abs=0.041)
    assert own[0, 1130:1390].mean() < 0.1
    assert own[1, 1110:1390].all()


def test_a_voice_over_the_echo_is_own() -> None:
    mine = sound(SECONDS, [(8, 9), (12, 13.5), (16, 18)], seed=21, db=-30.0, floor_db=-75.0)
    track = mine + echo(OTHER, delay=0.15, db=-30.0)
    _, own = judged(track, OTHER)
    assert own[0, 1220:1340].mean() > 0.9
    assert own[0, 1620:1780].mean() > 0.9
    assert own[0, 1400 + 130 : 1590].mean() < 0.2


def test_without_an_echo_everything_is_own() -> None:
    mine = sound(SECONDS, [(2, 5), (9, 12), (14, 16)], seed=33)
    guard, own = judged(mine, OTHER)
    assert own.all()
    assert [echo.delay_s for echo in guard.echoes] == [None, None]


def test_gain_in_a_track_changes_nothing() -> None:
    track = noise(SECONDS, -60.0, 9) + echo(OTHER, delay=0.2, db=-30.0)
    _, own = judged(track, OTHER)
    _, louder = judged(track * np.float32(2.0), OTHER)
    assert (own[0, 1100:1900] != louder[0, 1100:1900]).mean() < 0.02
    assert (own[0, 1100:1900]).mean() < 0.2


def test_an_echo_that_is_gone_is_forgotten() -> None:
    track = noise(60.0, -70.0, 9)
    other = sound(60.0, [(s, s + 2) for s in range(1, 58, 3)], seed=3)
    track[: 15 * RATE] += echo(other, delay=0.2, db=-26.0)[: 15 * RATE]
    guard, own = judged(track, other)
    assert guard.echoes[0].delay_s is None
    assert not own[0, : 15 * 100].all()
