"""Tests of server.partner.voice."""

from __future__ import annotations

import time
from pathlib import Path

import av
import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError
from numpy.typing import NDArray

from server.media.opus import Decoder
from server.media.recordings import RecordingError
from server.partner.voice import PACKET_S, RATE, Voice, VoiceTrack


def tone(seconds: float, hz: float = 440.0) -> NDArray[np.float32]:
    t = np.arange(int(seconds * RATE)) / RATE
    return (0.3 * np.sin(2 * np.pi * hz * t)).astype(np.float32)


def write(path: Path, samples: NDArray[np.float32], rate: int) -> Path:
    """Write a stereo recording at another rate."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=rate, layout="stereo")
        pcm = np.repeat((samples * 32_767).astype(np.int16), 2)[None]
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="stereo")
        frame.sample_rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def decoded(voice: Voice) -> NDArray[np.float32]:
    decoder = Decoder()
    return np.concatenate([decoder.decode(packet) for packet in voice.packets])


def test_a_recording_of_any_rate_becomes_packets_of_its_sound(tmp_path: Path) -> None:
    t = np.arange(22_050 * 2) / 22_050
    path = write(tmp_path / "v.wav", (0.3 * np.sin(2 * np.pi * 440 * t)).astype(np.float32), 22_050)
    voice = Voice.read(path)
    assert voice.seconds == pytest.approx(2.0, abs=0.05)
    spectrum = np.abs(np.fft.rfft(decoded(voice)[:RATE]))
    assert int(np.argmax(spectrum)) == pytest.approx(440, abs=2)


def test_samples_become_a_voice_of_whole_packets() -> None:
    voice = Voice.of(tone(0.5 + 0.013))
    assert voice.seconds == pytest.approx(0.5)
    assert decoded(voice).size == RATE // 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("none.wav", None, "missing"), ("text.wav", b"not a recording at all", "unreadable")],
)
def test_what_can_not_be_read_is_said_with_a_code(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RecordingError) as refused:
        Voice.read(tmp_path / name)
    assert refused.value.code == code


def test_a_film_without_sound_has_none(tmp_path: Path) -> None:
    path = tmp_path / "film.avi"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10, width=32, height=32, pix_fmt="yuv420p")
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8))))
        container.mux(stream.encode(None))
    with pytest.raises(RecordingError) as refused:
        Voice.read(path)
    assert refused.value.code == "no_sound"


def test_a_recording_of_nothing_is_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "short.wav", tone(0.001), RATE)
    with pytest.raises(RecordingError) as refused:
        Voice.read(path)
    assert refused.value.code == "empty"


async def test_the_track_speaks_in_real_time_and_is_silent_afterwards() -> None:
    voice = Voice.of(tone(0.1))
    began = time.monotonic()
    track = VoiceTrack(voice, began=began, repeat=False)
    packets = [await track.recv() for _ in range(8)]
    assert time.monotonic() - began >= 8 * PACKET_S
    assert [packet.pts for packet in packets] == [960 * n for n in range(8)]
    assert [bytes(packet) for packet in packets[:5]] == list(voice.packets)
    assert {bytes(packet) for packet in packets[5:]} == {voice.silence}
    assert np.max(np.abs(Decoder().decode(voice.silence))) < 0.001


async def test_a_repeated_voice_starts_over_at_its_end() -> None:
    voice = Voice.of(tone(0.04))
    track = VoiceTrack(voice, began=time.monotonic(), repeat=True)
    packets = [bytes(await track.recv()) for _ in range(4)]
    assert packets == list(voice.packets) * 2


async def test_a_track_made_later_is_in_step_with_the_first() -> None:
    voice = Voice.of(tone(10.0))
    began = time.monotonic() - 5.0
    packet = await VoiceTrack(voice, began=began, repeat=False).recv()
    assert packet.pts is not None
    assert packet.pts / RATE == pytest.approx(5.0, abs=0.2)


async def test_a_stopped_track_has_ended() -> None:
    track = VoiceTrack(Voice.of(tone(0.04)), began=time.monotonic(), repeat=False)
    track.stop()
    with pytest.raises(MediaStreamError):
        await track.recv()
