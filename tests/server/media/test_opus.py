"""Tests of server.media.opus."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from server.media.opus import FILTER_DELAY_S, RATE, RTP_RATE, Decimator, Decoder, packet_samples

Encode = Callable[..., list[bytes]]


def tone(hz: float, seconds: float = 1.0) -> NDArray[np.float64]:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(int(seconds * RTP_RATE)) / RTP_RATE)


def level(samples: NDArray[np.float32]) -> float:
    """dB against the tone that went in."""
    middle = samples[RATE // 4 : -RATE // 4]
    return float(10 * np.log10(np.mean(np.square(middle)) / 0.125 + 1e-20))


@pytest.mark.parametrize("packet_ms", [5, 10, 20, 40, 60])
def test_the_length_of_a_packet_is_read_from_its_first_bytes(encode: Encode, packet_ms: int) -> None:
    for packet in encode(tone(300), packet_ms=packet_ms):
        assert packet_samples(packet) == 48 * packet_ms
        assert Decoder().decode(packet).shape == (48 * packet_ms,)


@pytest.mark.parametrize(
    ("packet", "milliseconds"),
    [
        (bytes([0 << 3]), 10),
        (bytes([3 << 3]), 60),
        (bytes([11 << 3]), 60),
        (bytes([13 << 3]), 20),
        (bytes([16 << 3]), 2.5),
        (bytes([31 << 3 | 1]), 40),
        (bytes([31 << 3 | 2, 0]), 40),
        (bytes([31 << 3 | 3, 6]), 120),
    ],
)
def test_every_kind_of_first_byte_is_known(packet: bytes, milliseconds: float) -> None:
    assert packet_samples(packet) == milliseconds * 48


@pytest.mark.parametrize(
    "packet", [b"", bytes([31 << 3 | 3]), bytes([31 << 3 | 3, 0]), bytes([31 << 3 | 3, 7])]
)
def test_what_is_no_opus_packet_has_no_length(packet: bytes) -> None:
    with pytest.raises(ValueError, match=r"empty|missing|longer"):
        packet_samples(packet)


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(packet: bytes) -> None:
    decoder = Decoder()
    try:
        samples = decoder.decode(packet)
    except ValueError:
        return
    assert samples.dtype == np.float32
    assert np.all(np.abs(samples) <= 1)


def test_a_packet_of_its_first_byte_alone_is_quiet_not_an_error() -> None:
    """What an encoder sends when it has nothing to say (DTX)."""
    assert np.max(np.abs(Decoder().decode(bytes([1 << 3])))) < 1e-3


def test_speech_comes_through_the_whole_way_as_it_was(encode: Encode) -> None:
    decoder, decimator = Decoder(), Decimator()
    decoded = np.concatenate([decoder.decode(packet) for packet in encode(tone(440))])
    assert level(decimator(decoded)) == pytest.approx(0.0, abs=0.5)


@pytest.mark.parametrize("hz", [100, 1_000, 4_000, 6_800])
def test_what_a_voice_holds_passes_the_decimator_untouched(hz: float) -> None:
    assert level(Decimator()(tone(hz).astype(np.float32))) == pytest.approx(0.0, abs=0.05)


@pytest.mark.parametrize("hz", [9_200, 10_000, 12_000, 15_900, 17_000, 20_000, 23_000])
def test_what_would_fold_back_is_taken_out_first(hz: float) -> None:
    assert level(Decimator()(tone(hz).astype(np.float32))) < -75


def test_the_decimator_is_late_by_the_delay_it_names() -> None:
    click = np.zeros(4_800, dtype=np.float32)
    click[2_400] = 1.0
    peak = int(np.argmax(Decimator()(click)))
    assert peak / RATE == pytest.approx(2_400 / RTP_RATE + FILTER_DELAY_S, abs=1 / RATE)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(0, 2**32 - 1))
def test_cutting_the_sound_into_other_pieces_changes_nothing(thirds: list[int], seed: int) -> None:
    noise = np.random.default_rng(seed).uniform(-1, 1, 3 * sum(thirds)).astype(np.float32)
    whole = Decimator()(noise)
    decimator = Decimator()
    cuts = np.cumsum([3 * third for third in thirds])[:-1]
    pieces = np.concatenate([decimator(piece) for piece in np.split(noise, cuts)])
    assert np.allclose(pieces, whole, atol=1e-6)


def test_a_piece_that_is_no_whole_thirds_is_refused() -> None:
    with pytest.raises(ValueError, match="thirds"):
        Decimator()(np.zeros(4, dtype=np.float32))
