"""A worse line and a louder room, made of good recordings, leave sounds where they were."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from server.bench.degrade import PACKET, PACKET_S, lossy, noisy, packets
from server.bench.voice import phrase
from server.media.opus import FILTER_DELAY_S, RATE, Decimator, Decoder

VOICE = phrase(3.0, rate=RATE, seed=1)


@pytest.mark.parametrize("bitrate", [32_000, 8_000])
def test_what_is_decoded_is_in_time_with_what_was_said(bitrate: int) -> None:
    decoder, decimator = Decoder(), Decimator()
    heard = np.concatenate(
        [decimator(decoder.decode(its.payload)) for its in packets(VOICE, bitrate=bitrate)]
    )
    heard = np.roll(heard, -round(FILTER_DELAY_S * RATE))[: VOICE.size]
    alike = [float(np.dot(np.roll(heard, by), VOICE)) for by in range(-80, 81)]
    assert abs(int(np.argmax(alike)) - 80) <= 16


def test_packets_come_every_20_ms_each_when_it_is_full() -> None:
    sent = packets(VOICE[:-7], bitrate=32_000)
    assert len(sent) == 150
    assert [its.sequence for its in sent] == list(range(150))
    assert {after.timestamp - its.timestamp for its, after in pairwise(sent)} == {PACKET}
    assert sent[4].arrived == pytest.approx(5 * PACKET_S)


def test_a_lower_bitrate_is_fewer_bytes() -> None:
    high, low = (sum(len(its.payload) for its in packets(VOICE, bitrate=rate)) for rate in (32_000, 8_000))
    assert low < high / 2


def test_about_as_many_packets_are_lost_as_asked_by_one_or_two() -> None:
    sent = packets(np.tile(VOICE, 20), bitrate=8_000)
    left = lossy(sent, lost=0.15, seed=3)
    assert 1 - len(left) / len(sent) == pytest.approx(0.15, abs=0.03)
    assert left == lossy(sent, lost=0.15, seed=3)
    assert lossy(sent, lost=0.0, seed=3) == sent


@pytest.mark.parametrize("snr_db", [20.0, 5.0])
def test_noise_is_as_far_below_the_voice_as_asked(snr_db: float) -> None:
    quiet = np.concatenate([VOICE, np.zeros(RATE, np.float32)])
    noise = np.random.default_rng(2).standard_normal(5_000).astype(np.float32)
    louder = noisy(quiet, noise, [(0.0, 3.0)], snr_db=snr_db, seed=1)
    added = louder - quiet
    power = [float(np.mean(np.square(its))) for its in (VOICE, added)]
    assert 10 * np.log10(power[0] / power[1]) == pytest.approx(snr_db, abs=0.5)
    assert not np.array_equal(louder, noisy(quiet, noise, [(0.0, 3.0)], snr_db=snr_db, seed=2))
