"""Any recording is read as 16 kHz sound, in blocks, or refused with a clear word."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from server.media.recordings import BLOCK_S, RATE, Recording, RecordingError

Floats = NDArray[np.float32]


def write(path: Path, sound: Floats, rate: int, *, codec: str = "pcm_s16le") -> Path:
    """A file of sound, shape (channels, n)."""
    layout = "stereo" if len(sound) == 2 else "mono"
    with av.open(str(path), "w") as file:
        stream = cast("av.AudioStream", file.add_stream(codec, rate=rate, layout=layout))
        frame = av.AudioFrame.from_ndarray(sound.astype(np.float32), format="fltp", layout=layout)
        frame.sample_rate = rate
        resampler = av.AudioResampler(format=stream.format, layout=layout, rate=rate, frame_size=1024)
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))
    return path


def tone(hertz: float, seconds: float, rate: int) -> Floats:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)[
        None
    ]


def read(path: Path, *, split: bool = False) -> Floats:
    with Recording(path, split=split) as recording:
        return np.concatenate(list(recording.blocks()), axis=1)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.wav", "pcm_s16le"),
        ("a.flac", "flac"),
        ("a.ogg", "libopus"),
        ("a.mp3", "libmp3lame"),
        ("a.m4a", "aac"),
    ],
)
def test_every_usual_format_is_read(tmp_path: Path, name: str, codec: str) -> None:
    sound = read(write(tmp_path / name, tone(440, 2.0, 48_000), 48_000, codec=codec))
    assert sound.shape[0] == 1
    assert sound.shape[1] == pytest.approx(2 * RATE, abs=RATE // 10)
    assert np.sqrt(np.mean(sound[0, RATE // 2 : RATE] ** 2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.1)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_any_rate_becomes_16_khz(tmp_path: Path, rate: int) -> None:
    sound = read(write(tmp_path / "a.wav", tone(440, 3.0, rate), rate))[0]
    assert len(sound) == pytest.approx(3 * RATE, abs=32)
    spectrum = np.abs(np.fft.rfft(sound[:RATE]))
    assert spectrum.argmax() == pytest.approx(440, abs=1)


def test_what_16_khz_cannot_hold_does_not_fold_back(tmp_path: Path) -> None:
    sound = read(write(tmp_path / "a.wav", tone(11_000, 2.0, 48_000), 48_000))[0]
    assert np.abs(sound[1_000:-1_000]).max() < 0.005


def test_a_stereo_file_is_two_tracks_or_one(tmp_path: Path) -> None:
    both = np.concatenate([tone(300, 1.0, 16_000), tone(900, 1.0, 16_000)])
    path = write(tmp_path / "a.wav", both, 16_000)
    apart = read(path, split=True)
    assert apart.shape == (2, RATE)
    assert np.abs(apart - both).max() < 0.001
    assert read(path).shape == (1, RATE)


def test_a_long_file_comes_in_blocks(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(440, 2.4 * BLOCK_S, 16_000), 16_000)
    with Recording(path) as recording:
        lengths = [block.shape[1] for block in recording.blocks()]
        assert recording.expected_s == pytest.approx(2.4 * BLOCK_S)
    assert lengths == [BLOCK_S * RATE, BLOCK_S * RATE, round(0.4 * BLOCK_S * RATE)]


def test_a_file_of_whole_blocks_ends_with_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", tone(440, BLOCK_S, 16_000), 16_000)
    with Recording(path) as recording:
        assert [block.shape for block in recording.blocks()] == [(1, BLOCK_S * RATE)]


def refused(path: Path) -> RecordingError:
    with pytest.raises(RecordingError) as caught, Recording(path) as recording:
        list(recording.blocks())
    assert str(path) in caught.value.text
    return caught.value


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.wav").code == "missing"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").touch()
    assert refused(tmp_path / "a.wav").code == "empty"


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"These are words, not sounds." * 99)
    assert refused(tmp_path / "a.wav").code == "unreadable"


def test_a_recording_of_0_seconds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
    assert refused(path).code == "empty"


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        picture = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        file.mux([*stream.encode(picture), *stream.encode(None)])
    assert refused(path).code == "no_sound"


def test_a_damaged_file_is_heard_without_what_is_damaged(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.m4a", tone(440, 20.0, 16_000), 16_000, codec="aac")
    content = bytearray(whole.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = np.random.default_rng(1).bytes(2_000)
    whole.write_bytes(content)
    with Recording(whole) as recording:
        seconds = sum(block.shape[1] for block in recording.blocks()) / RATE
        assert recording.broken
    assert 10.0 < seconds < 20.5


def test_a_file_of_nothing_but_damage_is_unreadable(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.m4a", tone(440, 2.0, 16_000), 16_000, codec="aac")
    content = bytearray(whole.read_bytes())
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    content[start:end] = b"\xff" * (end - start)
    whole.write_bytes(content)
    assert refused(whole).code == "unreadable"
