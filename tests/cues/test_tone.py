"""A voice that changes its manner is told once, and nothing the line does is told at all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from cues.events import ToneShift
from cues.model import Output
from cues.part import Part
from cues.pitch import Floats
from cues.settings import Settings
from cues.spurts import Spurt
from cues.tone import Tone
from tests.cues.voice import RATE, Doubles, Manner, talk

Spans = list[tuple[int, int]]

USUAL = Manner()
SLOW_AND_LOW = Manner(pitch_hz=98.0, rate=3.2)
BEFORE = 26
"""Phrases of the usual manner: a minute and a half of call."""


@cache
def said(manner: Manner, phrases: int, seed: int = 1) -> tuple[Floats, Spans]:
    return talk(manner, phrases=phrases, seed=seed)


def joined(*parts: tuple[Floats, Spans]) -> tuple[Floats, Spans]:
    sound: list[Floats] = []
    spans: Spans = []
    at = 0
    for samples, its in parts:
        sound.append(samples)
        spans += [(start + at, end + at) for start, end in its]
        at += len(samples) // 160
    return np.concatenate(sound), spans


def shifts(
    sound: Floats,
    spans: Spans,
    *,
    cuts: Iterable[int] = (),
    own: np.typing.NDArray[np.bool_] | None = None,
    laughing: np.typing.NDArray[np.bool_] | None = None,
    last_by_end: bool = False,
    murmurs_from: int | None = None,
) -> list[ToneShift]:
    """Hear one track in parts of so many hops of 40 ms; spurts become final half a second late."""
    tone = Tone(1, Settings())
    count = len(sound) // 160
    own = np.ones(count, np.bool_) if own is None else own
    laughing = np.zeros(count, np.bool_) if laughing is None else laughing
    waiting = [
        Spurt(
            start=start,
            end=end,
            confidence=0.9,
            wordless=murmurs_from is not None and start >= murmurs_from,
        )
        for start, end in spans
    ]
    last = [waiting.pop()] if last_by_end else []
    told: list[ToneShift] = []
    start = 0
    edges = np.cumsum([4 * cut for cut in cuts]).tolist()
    for end in [*(edge for edge in edges if edge < count), count]:
        outputs = np.zeros((-(-(end - start) // 4), len(Output)), np.float32)
        outputs[:, Output.LAUGHTER] = laughing[start:end:4]
        final = [spurt for spurt in waiting if spurt.end + 50 <= end or end == count]
        waiting = waiting[len(final) :]
        told += tone.hear(
            Part(
                who=1,
                start=start,
                samples=sound[160 * start : 160 * end],
                heard=np.ones(end - start, np.bool_),
                own=own[start:end],
                levels=np.zeros(end - start, np.float32),
                speech=np.ones(end - start, np.float32),
                spurts=tuple(final),
                outputs=outputs,
            )
        )
        start = end
    return [*told, *tone.finish(last)]


def test_slower_and_lower_is_told_once_after_it_began_and_says_so() -> None:
    (shift,) = shifts(*joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2)))
    assert shift.who == 1
    assert 3.0 * BEFORE + 2.0 < shift.at < 3.0 * (BEFORE + 12)
    moved = {move.measure: move.by for move in shift.moved}
    assert moved["pitch"] == pytest.approx(-3.5, abs=0.7)
    assert moved["rate"] == pytest.approx(-1.3, abs=0.4)
    assert shift.confidence > 0.6


def test_one_manner_all_along_is_never_told() -> None:
    assert shifts(*said(USUAL, 85)) == []


def test_a_voice_that_goes_back_is_told_again_after_a_while() -> None:
    track = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 30, 2), said(USUAL, 12, 3))
    first, second = shifts(*track)
    assert second.at - first.at > Settings().tone.quiet_s
    assert {move.measure: move.by > 0 for move in second.moved} == {"pitch": True, "rate": True}


def test_a_shift_soon_after_another_waits() -> None:
    track = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 14, 2), said(USUAL, 5, 3))
    assert len(shifts(*track)) == 1


def test_a_shift_in_the_last_words_is_told_at_the_end() -> None:
    sound, spans = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 5, 2))
    assert len(shifts(sound, spans, last_by_end=True)) == 1


def filtered(shape: Callable[[Doubles], Doubles]) -> Callable[[Floats], Floats]:
    def through(sound: Floats) -> Floats:
        spectrum = np.fft.rfft(sound)
        gain = shape(np.fft.rfftfreq(len(sound), 1 / RATE).astype(np.float64))
        heard: Floats = np.fft.irfft(spectrum * gain, len(sound)).astype(np.float32)
        return heard

    return through


def noise(sound: Floats) -> Floats:
    drawn = np.random.default_rng(8).standard_normal(len(sound)).astype(np.float32)
    return sound + np.float32(np.sqrt(np.mean(np.square(sound)))) * np.float32(0.2) * drawn


def reverberant(sound: Floats) -> Floats:
    random = np.random.default_rng(9)
    tail = random.standard_normal(RATE // 4) * np.exp(-np.arange(RATE // 4) / (0.05 * RATE))
    tail[0] = 6.0
    size = len(sound) + len(tail)
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    return (wet / 6.0).astype(np.float32)


LINE: dict[str, Callable[[Floats], Floats]] = {
    "louder": lambda sound: 4.0 * sound,
    "quieter": lambda sound: 0.1 * sound,
    "telephone": filtered(lambda hertz: ((hertz > 300) & (hertz < 3400)).astype(np.float64)),
    "dull microphone": filtered(lambda hertz: 0.4 / (1 + hertz / 1000)),
    "thin microphone": filtered(lambda hertz: hertz / (800 + hertz)),
    "noise": noise,
    "room": reverberant,
    "overdriven": lambda sound: np.tanh(10.0 * sound) / 10.0,
}


@pytest.mark.parametrize("change", LINE)
def test_what_the_line_does_is_no_shift(change: str) -> None:
    usual, later = said(USUAL, BEFORE), said(USUAL, 12, 2)
    assert shifts(*joined(usual, (LINE[change](later[0]), later[1]))) == []
    assert shifts(*joined((LINE[change](usual[0]), usual[1]), later)) == []


@pytest.mark.parametrize("change", ["louder", "quieter", "telephone", "room"])
def test_a_shift_is_heard_through_a_line_that_stays_as_it_is(change: str) -> None:
    sound, spans = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2))
    (shift,) = shifts(LINE[change](sound), spans)
    assert {"pitch", "rate"} <= {move.measure for move in shift.moved}


def test_the_other_voice_come_back_is_not_listened_to() -> None:
    sound, spans = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2))
    own = np.ones(len(sound) // 160, np.bool_)
    own[300 * BEFORE :] = False
    assert shifts(sound, spans, own=own) == []


def test_laughter_is_not_listened_to() -> None:
    sound, spans = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2))
    laughing = np.zeros(len(sound) // 160, np.bool_)
    laughing[300 * BEFORE :] = True
    assert shifts(sound, spans, laughing=laughing) == []


def test_murmurs_are_not_listened_to() -> None:
    sound, spans = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2))
    assert shifts(sound, spans, murmurs_from=300 * BEFORE) == []


def test_of_a_very_long_spurt_the_last_minute_is_heard_and_memory_stays_flat() -> None:
    sound, _ = joined(said(USUAL, BEFORE), said(SLOW_AND_LOW, 12, 2))
    whole = shifts(sound, [(50, len(sound) // 160)])
    assert shifts(sound, [(50, len(sound) // 160)], cuts=[100] * 200) == whole


@cache
def heard_whole() -> list[ToneShift]:
    return shifts(*joined(said(USUAL, 18), said(SLOW_AND_LOW, 7, 2)))


@trials(max_examples=10)
@given(st.lists(st.integers(1, 400), max_size=30))
def test_how_the_sound_was_cut_changes_nothing(cuts: list[int]) -> None:
    assert len(heard_whole()) == 1
    assert shifts(*joined(said(USUAL, 18), said(SLOW_AND_LOW, 7, 2)), cuts=cuts) == heard_whole()


@pytest.mark.voices
@pytest.mark.parametrize("change", ["louder", "quieter", "telephone", "dull microphone"])
def test_a_real_reader_on_another_line_is_no_shift(voices: Path, change: str) -> None:
    rows = csv.DictReader((voices / "speech" / "manifest.csv").read_text().splitlines())
    files = [voices / "speech" / row["file"] for row in rows if row["speaker"] == "lsto_2033"]
    sounds = [read(file) for file in files]
    spans = [(0, len(sound) // 160) for sound in sounds]
    tracks = [(sound[: 160 * end], [(start, end)]) for sound, (start, end) in zip(sounds, spans, strict=True)]
    changed = [(LINE[change](sound), its) for sound, its in tracks[7:]]
    assert shifts(*joined(*tracks[:7], *changed)) == []


def read(path: Path) -> Floats:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])
