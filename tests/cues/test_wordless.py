"""Voices that no talk spurt covers are told once, when no spurt can cover them any more."""

from __future__ import annotations

from cues.settings import DEFAULT
from cues.spurts import Spurt, Spurts
from cues.wordless import Wordless

THERE, GONE = 20.0, 0.0
Part = tuple[int, float, float]
"""So many frames of this probability of speech, and of any voice."""


def told(*parts: Part, every: int = 16, body: float = 0.0, finish: bool = True) -> list[tuple[int, int]]:
    """Spans told of a track made of parts, asked for every so many frames."""
    talk, wordless = Spurts(DEFAULT.speech), Wordless(DEFAULT.wordless)
    out: list[Spurt] = []
    spoken: list[Spurt] = []
    at = 0
    for count, speech, voice in parts:
        for _ in range(count):
            over = THERE if max(speech, voice) > 0 else GONE
            spoken += talk.hear(speech, over, True, body, 0.0)
            wordless.hear(voice, over, True, 0.01, 1.0)
            at += 1
            if at % every == 0:
                out += wordless.settle(spoken, talk)
                spoken = []
    if finish:
        spoken += talk.finish()
        wordless.finish()
    out += wordless.settle(spoken, talk)
    return [(sound.start, sound.end) for sound in out]


QUIET = (120, 0.0, 0.0)
MM = (40, 0.0, 0.9)


def test_an_mm_by_itself_is_told() -> None:
    assert told(QUIET, MM, QUIET) == [(120, 160)]


def test_a_voice_that_is_talk_is_not_told_again() -> None:
    assert told(QUIET, (40, 0.9, 0.9), QUIET) == []
    assert told(QUIET, (200, 0.9, 0.9), QUIET) == []


def test_a_voice_longer_than_a_murmur_is_not_told() -> None:
    assert told(QUIET, (130, 0.0, 0.9), QUIET) == []


def test_an_mm_between_talk_is_told() -> None:
    assert told((80, 0.9, 0.9), (60, 0.0, 0.0), MM, (60, 0.0, 0.0), (80, 0.9, 0.9)) == [(140, 180)]


def test_a_short_voice_inside_long_talk_is_not_told() -> None:
    parts = (150, 0.9, 0.0), (30, 0.9, 0.9), (150, 0.9, 0.0)
    assert told(*parts) == []


def test_a_voice_that_turns_out_to_be_talk_waits_and_is_not_told() -> None:
    assert told(QUIET, (40, 0.9, 0.9), (15, 0.0, 0.0), finish=False) == []


def test_what_looked_like_talk_and_was_none_is_told() -> None:
    assert told(QUIET, (40, 0.9, 0.9), QUIET, body=0.5) == [(120, 160)]


def test_a_voice_that_ends_the_track_is_told() -> None:
    assert told(QUIET, MM) == [(120, 160)]


def test_when_it_is_asked_changes_nothing() -> None:
    parts = QUIET, MM, (60, 0.0, 0.0), (40, 0.9, 0.9), (60, 0.0, 0.0), MM, QUIET
    assert told(*parts) == told(*parts, every=100) == [(120, 160), (320, 360)]
