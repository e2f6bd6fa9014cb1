"""A sketch is heard as sound is, as far as it goes; what it cannot tell is not told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.events import Backchannel, CueEvent, Fleeting, Laughter, Silence, Speech, ToneShift, Unheard
from cues.framing import RATE, Floats, Track
from cues.pipeline import Ear, Pipeline, ear_of
from cues.settings import DEFAULT
from cues.sketch import BYTES_A_HOP, FRAMES_A_HOP, HOP_S, Row, unpacked
from tests.cues.sound import Loud, Spans, sound

HOP = round(HOP_S * RATE)


def sketched(samples: Floats, spans: Spans, f0: float = 120.0) -> Floats:
    """What a page would make of a sound with speech in the spans."""
    hops = samples[: len(samples) // HOP * HOP].reshape(-1, HOP)
    time = (np.arange(len(hops)) + 0.5) * HOP_S
    speech = np.zeros(len(hops), np.float32)
    for start, end in spans:
        speech[(time >= start) & (time < end)] = 1.0
    level = 10.0 * np.log10((hops**2).mean(axis=1) + 1e-10)
    return np.stack([speech, level, speech * f0]).astype(np.float32)


def told(pipeline: Pipeline, ear: Ear) -> list[CueEvent]:
    events = ear.listen([pipeline])[0] + ear.finish(pipeline)
    return [event for event in events if not isinstance(event, Fleeting)]


SECONDS = 12.0
SPANS: tuple[Spans, Spans] = ([(2, 4.5), (9, 11)], [(5, 7.5)])
SOUNDS = [sound(SECONDS, spans, seed=50 * n) for n, spans in enumerate(SPANS)]


def test_speech_and_silence_of_a_sketch_are_those_of_its_sound() -> None:
    heard, drawn = Pipeline(), Pipeline()
    for who in range(2):
        heard.push(who, SOUNDS[who], 0.0, "rtc")
        drawn.draw(who, sketched(SOUNDS[who], SPANS[who]), 0.0)
    of_sound, of_sketch = (
        [event for event in told(pipeline, Ear(scorer=Loud())) if isinstance(event, Speech | Silence)]
        for pipeline in (heard, drawn)
    )
    assert [type(event) for event in of_sketch] == [type(event) for event in of_sound]
    for one, two in zip(of_sound, of_sketch, strict=True):
        assert two.start == pytest.approx(one.start, abs=0.06)
        assert two.end == pytest.approx(one.end, abs=0.06)
        assert (one.rung, two.rung) == ("rtc", "features")


def test_where_one_is_sketched_and_the_other_heard_what_both_made_is_told_as_sketched() -> None:
    pipeline = Pipeline()
    pipeline.push(0, SOUNDS[0], 0.0, "ws")
    pipeline.draw(1, sketched(SOUNDS[1], SPANS[1]), 0.0)
    events = told(pipeline, Ear(scorer=Loud()))
    assert {(its.who, its.rung) for its in events if isinstance(its, Speech)} == {(0, "ws"), (1, "features")}
    assert {its.rung for its in events if isinstance(its, Silence)} == {"features"}


def test_no_laugh_is_heard_in_a_sketch() -> None:
    pipeline = Pipeline()
    for who in range(2):
        pipeline.draw(who, sketched(SOUNDS[who], SPANS[who]), 0.0)
    events = told(pipeline, ear_of("silero"))
    assert [its for its in events if isinstance(its, Speech)]
    assert not [its for its in events if isinstance(its, Laughter | Backchannel)]


def test_a_tone_that_moves_is_told_of_a_sketch_by_its_pitch() -> None:
    random = np.random.default_rng(3)
    spans = [(at, at + 3.0) for at in np.arange(1.0, 237.0, 4.0)]
    quiet = sound(240.0, spans, seed=3)
    hops = sketched(quiet, spans)
    time = np.arange(hops.shape[1]) * HOP_S
    wide = np.where(time < 180.0, 1.0, 5.0)
    base = np.where(time < 180.0, 110.0, 170.0)
    moves = base * 2.0 ** (wide * np.sin(time * 3.0 + random.normal(0.0, 0.2, len(time))) / 12.0)
    hops[Row.F0] = np.where(hops[Row.SPEECH] > 0, moves, 0.0)
    pipeline = Pipeline(tracks=1)
    pipeline.draw(0, hops, 0.0)
    shifts = [its for its in told(pipeline, Ear(scorer=Loud())) if isinstance(its, ToneShift)]
    assert shifts
    assert {move.measure for shift in shifts for move in shift.moved} <= {"pitch", "spread", "level"}
    assert {shift.rung for shift in shifts} == {"features"}
    assert shifts[0].at > 180.0


def test_a_sketch_takes_over_from_sound_and_gives_back() -> None:
    pipeline = Pipeline(tracks=1)
    sound_of, spans = SOUNDS[0], SPANS[0]
    hops = sketched(sound_of, spans)
    pipeline.push(0, sound_of[: 3 * RATE + 77], 0.0, "rtc")
    pipeline.draw(0, hops[:, 70:250], 70 * HOP_S)
    pipeline.push(0, sound_of[10 * RATE :], 10.0, "rtc")
    events = told(pipeline, Ear(scorer=Loud()))
    assert not [its for its in events if isinstance(its, Unheard)]
    speech = [its for its in events if isinstance(its, Speech)]
    assert [(round(its.start), its.rung) for its in speech] == [(2, "features"), (9, "features")]
    assert [round(its.end, 1) for its in speech] == [4.5, 11.0]


@given(
    places=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60), st.booleans()), max_size=8),
    cuts=st.lists(st.integers(1, 4), min_size=1, max_size=5),
)
def test_every_frame_is_heard_sketched_or_unheard(
    places: list[tuple[int, int, bool]], cuts: list[int]
) -> None:
    track = Track(DEFAULT.framing)
    for at, length, sketch in places:
        if sketch:
            track.draw(np.full((3, length), 1.0, np.float32), at / 100 + 0.003)
        else:
            track.push(np.ones(length * 160, np.float32), at / 100, "rtc")
    drawn = 0
    while track.cursor < track.end:
        for blocks in cuts:
            samples, heard = track.take(blocks)
            if track.sketch is not None:
                there = ~np.isnan(track.sketch[Row.SPEECH])
                drawn += int(there.sum())
                assert heard[there].all()
                assert not samples.reshape(-1, 160)[there].any()
    assert drawn <= FRAMES_A_HOP * sum(length for _, length, sketch in places if sketch)


@given(st.binary(max_size=64).filter(lambda data: len(data) % BYTES_A_HOP == 0))
def test_any_bytes_are_read_as_values_in_range(data: bytes) -> None:
    rows = unpacked(data)
    assert rows.shape == (3, len(data) // BYTES_A_HOP)
    assert ((rows[Row.SPEECH] >= 0) & (rows[Row.SPEECH] <= 1)).all()
    assert ((rows[Row.LEVEL] <= 0) & (rows[Row.LEVEL] >= -127.5)).all()
    assert ((rows[Row.F0] == 0) | ((rows[Row.F0] >= 60) & (rows[Row.F0] < 365))).all()
