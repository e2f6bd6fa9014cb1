"""The whole ear: sound of two people in, events out, the same however it came."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cues.events import (
    Backchannel,
    CueEvent,
    Interjection,
    Laughter,
    Overlap,
    Sigh,
    Silence,
    Speech,
    Unheard,
    Voice,
)
from cues.framing import BLOCK, RATE
from cues.model import Hearing
from cues.pipeline import Ear, Pipeline, ear_of
from tests.cues.sound import Loud, hear, live, noise, sound

SECONDS = 14.0
A = sound(SECONDS, [(2, 4.5), (9, 11)], seed=1)
B = sound(SECONDS, [(4, 6), (9.9, 10.3), (12, 13)], seed=50)
B[round(9.9 * RATE) : round(10.3 * RATE)] *= np.float32(0.5)  # a murmur is said softly


def key(events: list[CueEvent]) -> list[str]:
    return sorted(map(repr, events))


TOLD = key(hear([A, B]))


def test_a_conversation_is_heard() -> None:
    events = hear([A, B])
    said = [(its.who, round(its.start, 1), round(its.end, 1)) for its in events if isinstance(its, Speech)]
    assert sorted(said) == [(0, 2.0, 4.5), (0, 9.0, 11.0), (1, 4.0, 6.0), (1, 12.0, 13.0)]
    assert [its.who for its in events if isinstance(its, Backchannel)] == [1]
    assert [its.kind for its in events if isinstance(its, Overlap)] == ["terminal", "murmur"]
    silent = [its for its in events if isinstance(its, Silence)]
    assert [(its.before, its.after) for its in silent][-3:] == [(1, 0), (0, 1), (1, None)]


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(chunks=st.lists(st.integers(50, 60_000), min_size=1, max_size=4))
def test_cutting_the_sound_into_other_chunks_changes_no_event(chunks: list[int]) -> None:
    assert key(hear([A, B], chunks=chunks)) == TOLD


def test_swapping_the_tracks_swaps_the_events() -> None:
    def spans(events: list[CueEvent], swap: int) -> list[tuple[int, float, float]]:
        return sorted((its.who ^ swap, its.start, its.end) for its in events if isinstance(its, Speech))

    assert spans(hear([A, B]), 0) == spans(hear([B, A]), 1)


@pytest.mark.parametrize("gain", [0.5, 2.0])
def test_6_db_change_no_speech_event(gain: float) -> None:
    changed = hear([A * np.float32(gain), B])
    assert [its for its in key(changed) if its.startswith("Speech")] == [
        its for its in TOLD if its.startswith("Speech")
    ]


def test_calls_heard_together_are_heard_as_alone() -> None:
    ear = Ear(scorer=Loud())
    pipelines = [Pipeline(), Pipeline(tracks=1), Pipeline()]
    tracks = [[A, B], [B], [B, A[: 7 * RATE]]]
    told: list[list[CueEvent]] = [[], [], []]
    for at in range(0, len(A), RATE):
        for pipeline, sounds in zip(pipelines, tracks, strict=True):
            for who, track in enumerate(sounds):
                if at < len(track):
                    pipeline.push(who, track[at : at + RATE], at / RATE)
        for its, events in zip(told, ear.listen(pipelines), strict=True):
            its.extend(event for event in events if not isinstance(event, Voice))  # type: ignore[misc]
    for its, pipeline in zip(told, pipelines, strict=True):
        its.extend(event for event in ear.finish(pipeline) if not isinstance(event, Voice))  # type: ignore[misc]
    for its, sounds in zip(told, tracks, strict=True):
        assert key(its) == key(hear(sounds))


def test_one_track_alone_has_speech_and_no_silence() -> None:
    events = hear([A])
    assert [type(its) for its in events] == [Speech, Speech]


def test_a_voice_is_told_as_it_begins_and_ends() -> None:
    told = [its for its in live([A]) if isinstance(its, Voice)]
    assert [its.on for its in told] == [True, False, True, False]
    assert told[0].at == pytest.approx(2.1, abs=0.1)
    assert told[1].at == pytest.approx(4.7, abs=0.1)


def test_a_voice_still_on_at_the_end_goes_off_there() -> None:
    told = [its for its in live([sound(3.0, [(1.5, 3)], seed=1)]) if isinstance(its, Voice)]
    assert [its.on for its in told] == [True, False]


def test_a_missing_track_does_not_stall_the_other() -> None:
    ear = Ear(scorer=Loud())
    pipeline = Pipeline()
    pipeline.push(0, A, 0.0)
    assert ear.listen([pipeline]) == [[]]
    assert pipeline.covered(1) == 0.0
    pipeline.miss(1, 0.0, SECONDS, "lost")
    told = ear.listen([pipeline])[0] + ear.finish(pipeline)
    assert pipeline.covered(1) == SECONDS
    assert len([its for its in told if isinstance(its, Speech)]) == 2
    assert [its for its in told if isinstance(its, Silence)] == []
    (gap,) = (its for its in told if isinstance(its, Unheard))
    assert (gap.who, gap.start, gap.end, gap.reason) == (1, 0.0, SECONDS, "lost")


def test_a_track_that_stops_is_lost_from_there() -> None:
    (gap,) = (its for its in hear([A, B[: 8 * RATE]]) if isinstance(its, Unheard))
    assert (gap.who, gap.start, gap.end, gap.reason) == (1, 8.0, SECONDS, "lost")


def test_a_mute_ends_the_spurt_and_is_told() -> None:
    ear = Ear(scorer=Loud())
    pipeline = Pipeline()
    pipeline.push(0, A[: 3 * RATE], 0.0)
    pipeline.miss(0, 3.0, 4.0, "muted")
    pipeline.push(0, A[4 * RATE :], 4.0)
    pipeline.push(1, noise(SECONDS, -65.0, 4), 0.0)
    told = ear.listen([pipeline])[0] + ear.finish(pipeline)
    said = [(its.start, its.end) for its in told if isinstance(its, Speech)]
    assert next(end for _, end in said) == 3.0
    assert said[1][0] == 4.0
    assert [its.reason for its in told if isinstance(its, Unheard)] == ["muted"]


def test_a_conversation_of_whole_blocks_ends_with_nothing_left() -> None:
    assert [type(its) for its in hear([A[: 25 * BLOCK]])] == [Speech]


def test_only_two_can_be_in_a_conversation() -> None:
    with pytest.raises(ValueError, match="one or two"):
        Pipeline(tracks=3)


def test_with_the_net_made_noise_is_told_the_same_alone_and_in_pieces() -> None:
    ear = Ear(scorer=Loud(), hearing=Hearing())
    whole = key(hear([A, B], ear=ear))
    assert key(hear([A, B], ear=ear, chunks=(7_777, 31))) == whole
    assert len(hear([A[:RATE], B[:RATE]], ear=ear)) <= 1


def test_an_echo_of_the_other_is_nobodys_speech() -> None:
    time = 30.0
    other = sound(time, [(s, s + 2.2) for s in range(1, 28, 3)], seed=3)
    late = np.roll(other, RATE // 5) * np.float32(10 ** (-26 / 20))
    track = noise(time, -70.0, 8) + late
    assert [
        its for its in hear([track, other]) if isinstance(its, Speech | Backchannel) and its.who == 0
    ] == []


def test_the_ear_without_a_model_has_no_net_at_all() -> None:
    assert isinstance(ear_of("silero"), Ear)
    without = ear_of("webrtcvad")
    pipeline = Pipeline(tracks=1)
    pipeline.push(0, A, 0.0)
    told = [*without.listen([pipeline])[0], *without.finish(pipeline)]
    assert not any(isinstance(event, Laughter | Sigh | Interjection) for event in told)


def test_what_has_been_told_never_has_to_be_told_again() -> None:
    pipeline, ear = Pipeline(), Ear(scorer=Loud())
    seen: list[float] = []
    for at in range(0, len(A), RATE // 2):
        for who, track in enumerate((A, B)):
            pipeline.push(who, track[at : at + RATE // 2], at / RATE)
        until = [pipeline.told(who) for who in range(2)]
        for event in ear.listen([pipeline])[0]:
            if isinstance(event, Speech | Backchannel):
                assert event.start >= until[event.who]
        assert [pipeline.told(who) >= before for who, before in enumerate(until)] == [True, True]
        seen.append(pipeline.told(0))
    assert seen[-1] > SECONDS - 2.0


def test_of_one_track_a_gap_that_still_grows_has_not_been_told() -> None:
    pipeline, ear = Pipeline(tracks=1), Ear(scorer=Loud())
    pipeline.push(0, A[: 2 * RATE], 0.0)
    pipeline.miss(0, 2.0, 8.0, "muted")
    assert ear.listen([pipeline]) is not None
    assert pipeline.told(0) == 2.0
