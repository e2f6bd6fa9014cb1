"""Recordings are played to the pipeline as a call would be, and what is told is noted with its time."""

from __future__ import annotations

from pathlib import Path

import pytest

from cues.events import Laughter, Speech, ToneShift, Unheard, Voice
from cues.model import Hearing
from cues.pipeline import Ear
from cues.speech import Silero
from server.bench.corpus import pair
from server.bench.degrade import packets
from server.bench.replay import TICK_S, Replay, Told, replay, replay_packets
from tests.server.bench.voices import SECONDS, tracks

TRACKS = tracks()


@pytest.fixture(scope="module")
def ear() -> Ear:
    return Ear(scorer=Silero(), hearing=Hearing())


def spoken(heard: Replay) -> list[tuple[int, float, float]]:
    return sorted((its.who, its.start, its.end) for its in heard.events if isinstance(its, Speech))


def test_everything_is_told_after_it_was(ear: Ear) -> None:
    steps: list[float] = []
    (heard,) = replay(ear, [TRACKS], steps.append)
    assert sum(steps) == pytest.approx(SECONDS)
    voices = [(its.event, its.at) for its in heard.told if isinstance(its.event, Voice)]
    assert voices
    assert all(-TICK_S <= at - event.at <= 0.5 for event, at in voices)
    assert len(spoken(heard)) >= 3
    assert not any(isinstance(its, Voice) for its in heard.events)


def test_together_or_alone_conversations_are_heard_the_same(ear: Ear) -> None:
    short = [track[:80_000] for track in TRACKS]
    alone, together = replay(ear, [TRACKS], _unheeded), replay(ear, [short, TRACKS, TRACKS[:1]], _unheeded)
    assert alone[0].told == together[1].told
    assert {its.event.who for its in together[2].told if isinstance(its.event, Voice)} == {0}


def test_by_the_way_of_a_call_the_same_is_heard(ear: Ear) -> None:
    (direct,) = replay(ear, [TRACKS], _unheeded)
    (sent,) = replay_packets(ear, [[packets(track, bitrate=32_000) for track in TRACKS]], _unheeded)
    assert len(spoken(direct)) == len(spoken(sent))
    for mine, its in zip(spoken(direct), spoken(sent), strict=True):
        assert its == pytest.approx(mine, abs=0.15)


def test_lost_packets_are_unheard(ear: Ear) -> None:
    fewer = [packets(track, bitrate=32_000) for track in TRACKS]
    del fewer[0][200:220]
    (heard,) = replay_packets(ear, [fewer], _unheeded)
    assert any(isinstance(its, Unheard) and its.reason == "lost" for its in heard.events)


def test_shifts_are_those_of_one_track() -> None:
    shifts = [ToneShift(who=who, at=40.0 + who, moved=(), confidence=0.9) for who in (0, 1)]
    heard = Replay(told=[Told(shift, 42.0) for shift in shifts])
    assert heard.shifts(1) == [(41.0, 42.0)]


@pytest.mark.voices
def test_a_laugh_is_said_to_begin_before_it_is_over(ear: Ear, voices: Path) -> None:
    a, b = pair(voices, "dialogues", "dev00")
    (heard,) = replay(ear, [(a[: 50 * 16_000], b[: 50 * 16_000])], _unheeded)
    told = [(its.event, its.at) for its in heard.told if isinstance(its.event, Laughter)]
    assert told
    for event, at in told:
        assert any(event.start < when < at for when in heard.laughing(event.who))


def _unheeded(seconds: float) -> None:
    """Take no note of the progress."""
