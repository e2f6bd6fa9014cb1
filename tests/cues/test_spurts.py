"""Talk spurts begin with hysteresis, reach as far as their sound, and bridge short holes."""

from __future__ import annotations

import pytest

from cues.settings import DEFAULT
from cues.spurts import Spurt, Spurts

YES, NO = 0.9, 0.0
THERE, GONE, BREATH = 20.0, 0.0, 6.0
Part = tuple[int, float, float]
"""So many frames of this probability, at this level over the background."""


def hear(
    *parts: Part, heard: bool = True, body: float = 0.0, small: float = 0.0, finish: bool = True
) -> tuple[list[Spurt], Spurts]:
    """What is told of a track made of parts."""
    spurts = Spurts(DEFAULT.speech)
    told = [
        spurt
        for count, score, over in parts
        for _ in range(count)
        for spurt in spurts.hear(score, over, heard, body, small)
    ]
    return (told + list(spurts.finish()) if finish else told), spurts


def spans(*parts: Part) -> list[tuple[int, int]]:
    return [(spurt.start, spurt.end) for spurt in hear(*parts)[0]]


def test_speech_is_a_spurt() -> None:
    told, _ = hear((50, NO, GONE), (100, YES, THERE), (100, NO, GONE), finish=False)
    assert [(spurt.start, spurt.end) for spurt in told] == [(50, 150)]
    assert told[0].confidence == pytest.approx(YES)
    assert not told[0].wordless


def test_a_click_is_no_spurt() -> None:
    assert spans((50, NO, GONE), (5, YES, THERE), (50, NO, GONE)) == []


def test_between_enter_and_leave_speech_goes_on_but_does_not_begin() -> None:
    between = (DEFAULT.speech.enter + DEFAULT.speech.leave) / 2
    assert spans((50, between, THERE)) == []
    assert spans((50, YES, THERE), (50, between, THERE), (50, NO, GONE)) == [(0, 100)]


def test_a_short_hole_is_bridged_and_a_long_one_is_not() -> None:
    assert spans((50, YES, THERE), (15, NO, GONE), (50, YES, THERE)) == [(0, 115)]
    assert spans((50, YES, THERE), (25, NO, GONE), (50, YES, THERE)) == [(0, 50), (75, 125)]


def test_a_hole_with_breath_in_it_is_bridged_up_to_a_second() -> None:
    breath = (10, NO, GONE), (60, NO, BREATH)
    assert spans((50, YES, THERE), *breath, (50, YES, THERE)) == [(0, 170)]
    longer = (10, NO, GONE), (140, NO, BREATH)
    assert len(spans((50, YES, THERE), *longer, (50, YES, THERE))) == 2


def test_a_hole_that_turns_out_too_long_parts_two_spurts() -> None:
    # A hole that begins before a short word and ends after it never had time to be judged.
    parts = (50, YES, THERE), (15, NO, GONE), (9, YES, THERE), (8, YES, GONE)
    assert spans(*parts) == [(0, 82)]
    almost = (50, YES, THERE), (19, NO, GONE), (9, YES, GONE), (19, NO, BREATH), (50, YES, THERE)
    assert len(spans(*almost)) == 2


def test_edges_are_drawn_out_to_where_the_sound_is() -> None:
    assert spans((50, NO, GONE), (10, NO, BREATH), (50, YES, THERE), (10, NO, BREATH), (99, NO, GONE)) == [
        (50, 120)
    ]


def test_edges_reach_no_further_than_0_3_s() -> None:
    assert spans((99, NO, BREATH), (50, YES, THERE), (10, NO, GONE)) == [(69, 149)]


def test_without_a_known_background_edges_stay_and_nothing_is_breath() -> None:
    unknown = float("inf")
    assert spans((50, NO, unknown), (50, YES, unknown), (50, NO, unknown), (50, YES, unknown)) == [
        (50, 100),
        (150, 200),
    ]


def test_a_spurt_ends_where_the_track_is_unheard() -> None:
    spurts = Spurts(DEFAULT.speech)
    told = [spurt for _ in range(50) for spurt in spurts.hear(YES, THERE, True, 0.0, 0.0)]
    assert told == []
    told = list(spurts.hear(YES, THERE, False, 0.0, 0.0))
    assert [(spurt.start, spurt.end) for spurt in told] == [(0, 50)]
    assert not spurts.voice


def test_a_spurt_that_is_rather_a_laugh_is_none() -> None:
    assert hear((50, YES, THERE), body=0.4)[0] == []
    assert len(hear((50, YES, THERE), body=-0.4)[0]) == 1


def test_a_spurt_that_is_rather_an_mm_is_wordless() -> None:
    assert hear((50, YES, THERE), small=0.2)[0][0].wordless


def test_voice_comes_on_with_a_spurt_and_goes_after_the_bridge() -> None:
    _, spurts = hear((9, YES, THERE), finish=False)
    assert not spurts.voice
    _, spurts = hear((10, YES, THERE), finish=False)
    assert spurts.voice
    _, spurts = hear((50, YES, THERE), (19, NO, GONE), finish=False)
    assert spurts.voice
    _, spurts = hear((50, YES, THERE), (20, NO, GONE), finish=False)
    assert not spurts.voice


def test_what_is_known_ends_where_something_may_still_change() -> None:
    _, spurts = hear((50, NO, GONE), finish=False)
    assert spurts.known == 50
    _, spurts = hear((50, NO, GONE), (10, NO, BREATH), finish=False)
    assert spurts.known == 50
    _, spurts = hear((50, NO, GONE), (10, NO, BREATH), (5, YES, THERE), finish=False)
    assert spurts.known == 50
    _, spurts = hear((50, NO, GONE), (50, YES, THERE), finish=False)
    assert spurts.known == 100
    assert spurts.open is not None


def test_a_spurt_knows_its_level_and_what_it_sounds_like() -> None:
    spurts = Spurts(DEFAULT.speech)
    for power, odds in [(1e-2, 2.0)] * 30 + [(1e-4, 4.0)] * 30:
        assert list(spurts.hear(YES, THERE, True, 0.0, 0.0, power, odds)) == []
    (spurt,) = spurts.finish()
    assert spurt.level == pytest.approx(-22.97, abs=0.01)
    assert spurt.odds == pytest.approx(3.0)


def test_digital_silence_has_a_level() -> None:
    assert hear((50, YES, THERE))[0][0].level == pytest.approx(-120.0)
