"""The small picture of a conversation in text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cues.events import CueEvent, Interjection, Move, ToneShift, Unheard
from server.analysis.timeline import clock, draw
from tests.cues.talk import conversations, laugh, murmur, say, sigh

NAMES = ("A", "B")


def drawn(*events: CueEvent, seconds: float = 77.0, names: tuple[str, ...] = NAMES) -> list[str]:
    """One column a second: 80 wide, of which 3 are the names'."""
    return draw(events, seconds=seconds, names=names, width=77 + 3)


def test_speech_fills_the_columns_of_its_seconds() -> None:
    _, _, lane, *_ = drawn(say(0, 2.0, 4.0))
    assert lane == "A    ██"


def test_a_block_is_as_high_as_the_second_is_full() -> None:
    _, _, lane, *_ = drawn(say(0, 0.0, 1.5), say(0, 2.0, 2.05))
    assert lane == "A  █▄▁"


def test_what_was_not_heard_is_hatched() -> None:
    lost = Unheard(who=1, start=1.0, end=3.0, reason="lost")
    _, _, _, lane, *_ = drawn(say(1, 0.0, 1.0), lost)
    assert lane == "B  █╱╱"


def test_a_half_heard_second_is_as_full_as_what_was_heard_of_it() -> None:
    lost = Unheard(who=1, start=1.6, end=2.0, reason="lost")
    _, _, _, lane, *_ = drawn(say(1, 1.0, 1.6), lost)
    assert lane == "B   █"


def test_small_sounds_stand_above_the_first_voice_and_below_the_second() -> None:
    _, above, _, _, below, *_ = drawn(laugh(0, 1, 2), sigh(1, 2.0), murmur(1, 4.0))
    assert above == "    ○"
    assert below == "     ~ ·"


def test_of_sounds_that_fall_together_the_rarer_is_drawn() -> None:
    tone = ToneShift(who=0, at=1.2, moved=(Move(measure="level", by=2.0),), confidence=0.9)
    _, above, *_ = drawn(laugh(0, 1.1, 2), tone, murmur(0, 1.3))
    assert above == "    ◇"


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    oh = Interjection(who=0, start=1, end=1.4, confidence=0.9)
    lost = Unheard(who=0, start=5.0, end=9.0, reason="muted")
    assert drawn(say(0, 0, 1))[-1] == "   █ speech"
    assert drawn(laugh(1, 0, 1), oh, lost)[-1] == "   █ speech   ○ laugh   ! “oh”   ╱ not heard"


def test_one_voice_alone_has_one_lane() -> None:
    lost = Unheard(who=1, start=0.0, end=77.0, reason="absent")
    lines = drawn(say(0, 0, 1), laugh(1, 2, 3), lost, names=("A",))
    assert len(lines) == 5
    assert lines[-1] == "   █ speech"


def test_a_long_name_is_cut_short() -> None:
    lines = draw([], seconds=10.0, names=("A person of many names", "B"), width=60)
    assert lines[2] == "A person of…"


def test_times_stand_at_round_steps() -> None:
    first, *_ = draw([], seconds=100.0, names=NAMES, width=63)
    assert first == "   0:00     0:15     0:30     0:45     1:00     1:15     1:30"


def test_a_day_has_a_scale_too() -> None:
    first, *_ = draw([], seconds=200_000.0, names=NAMES, width=60)
    assert first.startswith("   0:00")


def test_a_time_that_finds_no_room_is_left_out() -> None:
    first, *_ = draw([], seconds=61.0, names=NAMES, width=60)
    assert first.endswith("0:50")


@pytest.mark.parametrize(("seconds", "said"), [(0, "0:00"), (75.9, "1:15"), (3600, "1:00:00")])
def test_a_clock_is_read_as_one_is_used_to(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@settings(max_examples=50)
@given(conversations(), st.integers(60, 120), st.floats(0.1, 20_000))
def test_no_line_is_wider_than_it_may_be(events: list[CueEvent], width: int, seconds: float) -> None:
    within = [e for e in events if (e.at if isinstance(e, ToneShift) else e.start) <= seconds]
    lines = draw(within, seconds=seconds, names=("Daniel", "Mara"), width=width)
    assert max(map(len, lines[:-1])) <= width
