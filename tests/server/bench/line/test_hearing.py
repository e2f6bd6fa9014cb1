"""A call's events are held against what its microphones played: what was lost is unknown, never silence."""

from __future__ import annotations

import pytest

from cues.events import CueEvent, Silence, Speech, Unheard
from server.bench.line.hearing import hearing
from server.bench.scoring import Mark

GOLD = ([Mark("speech", 0, 10.0, 14.0)], [Mark("speech", 1, 16.0, 20.0)])
STARTS = (-8.0, -8.0)
"""Both recordings began 8 s before the call: the first speaks from 2 to 6, the second from 8 to 12."""

FIRST = Speech(who=0, start=2.0, end=6.0, confidence=1.0)
SECOND = Speech(who=1, start=8.0, end=12.0, confidence=1.0)
BETWEEN = Silence(start=6.0, end=8.0, kind="gap", before=0, after=1)


def test_a_call_heard_whole_has_nothing_wrong() -> None:
    found = hearing(GOLD, STARTS, [FIRST, BETWEEN, SECOND], seconds=20.0)
    assert found.known == (1.0, 1.0)
    assert (found.share_error, found.speech_f1, found.silence_f1) == (0.0, 1.0, 1.0)
    assert found.speech_as_silence_s == 0.0


def test_what_was_not_heard_is_not_held_against_speech() -> None:
    lost = Unheard(who=1, start=8.0, end=12.0, reason="lost")
    found = hearing(GOLD, STARTS, [FIRST, lost], seconds=20.0)
    assert found.known == pytest.approx((1.0, 0.8))
    assert found.speech_f1 == 1.0
    assert found.share_error == 0.0
    assert found.speech_as_silence_s == 0.0


def test_speech_taken_for_silence_is_counted() -> None:
    events: list[CueEvent] = [FIRST, Silence(start=6.0, end=20.0, kind="quiet", before=0)]
    assert hearing(GOLD, STARTS, events, seconds=20.0).speech_as_silence_s == pytest.approx(3.4, abs=0.02)


def test_what_was_said_before_or_after_the_call_is_not_expected() -> None:
    found = hearing(GOLD, (-12.0, -8.0), [Speech(who=0, start=0.0, end=2.0, confidence=1.0)], seconds=5.0)
    assert found.speech_f1 == 1.0


def test_where_nobody_was_heard_to_speak_nothing_is_said_of_shares() -> None:
    lost = [Unheard(who=who, start=0.0, end=20.0, reason="absent") for who in (0, 1)]
    found = hearing(GOLD, STARTS, lost, seconds=20.0)
    assert found.known == (0.0, 0.0)
    assert found.share_error is None


def test_a_share_is_held_against_what_was_said_while_both_were_heard() -> None:
    wrong = Speech(who=0, start=2.0, end=4.0, confidence=1.0)
    found = hearing(GOLD, STARTS, [wrong, SECOND], seconds=20.0)
    assert found.share_error == pytest.approx(0.5 - 2 / 6)
