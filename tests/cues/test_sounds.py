"""Any sound keeps silence away: with hysteresis, without clicks."""

from __future__ import annotations

from cues.settings import DEFAULT
from cues.sounds import Sounds
from cues.spans import Stretch


def hear(*parts: tuple[int, float]) -> tuple[list[Stretch], Sounds]:
    """What ended on a track of so many frames at such levels over the background."""
    sounds = Sounds(DEFAULT.sound)
    ended = [sounds.hear(over) for count, over in parts for _ in range(count)]
    return [span for span in ended if span is not None], sounds


def test_a_sound_ends_when_the_bridge_has_passed() -> None:
    ended, sounds = hear((50, 0.0), (30, 15.0), (30, 0.0))
    assert ended == [(50, 80)]
    assert sounds.known == 110


def test_a_sound_once_begun_may_be_softer() -> None:
    assert hear((30, 15.0), (30, 7.0), (30, 0.0))[0] == [(0, 60)]
    assert hear((60, 7.0), (30, 0.0))[0] == []


def test_a_click_is_no_sound() -> None:
    ended, sounds = hear((50, 0.0), (5, 15.0), (10, 0.0))
    assert ended == []
    assert sounds.known == 50
    assert hear((50, 0.0), (5, 15.0), (30, 0.0))[0] == []


def test_short_holes_belong_to_a_sound() -> None:
    assert hear((30, 15.0), (10, 0.0), (30, 15.0), (30, 0.0))[0] == [(0, 70)]


def test_a_sound_going_on_is_known_to_its_end() -> None:
    _, sounds = hear((10, 0.0), (40, 15.0))
    assert [sounds.open] == [(10, 50)]
    assert sounds.known == 50
    assert [sounds.finish(), sounds.finish()] == [(10, 50), None]
