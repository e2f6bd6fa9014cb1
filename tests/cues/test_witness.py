"""Of every moment it is known how it was heard: by which rung, and what of it was filled in."""

from __future__ import annotations

from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cues.events import RUNGS, Rung, Speech
from cues.pipeline import Ear, Pipeline
from cues.witness import KEPT, Witness, poorest
from tests.cues.sound import Loud, sound


def test_the_poorest_rung_of_a_stretch_is_told() -> None:
    its = Witness()
    its.heard(0, "rtc")
    its.heard(100, "features")
    its.heard(200, "ws")
    assert its.rung(0, 100) == "rtc"
    assert its.rung(50, 150) == "features"
    assert its.rung(200, 900) == "ws"
    assert its.rung(0, 900) == "features"


def test_a_recording_has_no_rung() -> None:
    its = Witness()
    assert its.rung(0, 10) is None
    its.heard(0, None)
    assert its.rung(0, 10) is None


def test_what_was_filled_in_is_told_as_a_share() -> None:
    its = Witness()
    its.filled(100, 120)
    its.filled(120, 140)
    its.filled(300, 320)
    assert its.share_filled(0, 100) == 0.0
    assert its.share_filled(100, 180) == 0.5
    assert its.share_filled(110, 310) == 0.2


def test_what_is_kept_is_bounded() -> None:
    its = Witness()
    for n in range(5 * KEPT):
        its.heard(10 * n, RUNGS[n % 2])
        its.filled(10 * n, 10 * n + 5)
    assert its.rung(50 * KEPT - 10, 50 * KEPT) == "ws"
    assert its.share_filled(50 * KEPT - 10, 50 * KEPT) == 0.5
    assert its.share_filled(0, 10 * KEPT) == 0.0


rungs = st.none() | st.sampled_from(get_args(Rung))


@given(rungs, rungs, rungs)
def test_the_poorest_does_not_depend_on_order(one: Rung | None, two: Rung | None, three: Rung | None) -> None:
    assert poorest(one, two) == poorest(two, one)
    assert poorest(poorest(one, two), three) == poorest(one, poorest(two, three))
    assert poorest("features", one) == "features"


def test_what_is_as_usual_takes_no_room() -> None:
    pipeline = Pipeline(tracks=1)
    pipeline.push(0, sound(6.0, [(2, 4)]), 0.0)
    (speech,) = (its for its in Ear(scorer=Loud()).finish(pipeline) if isinstance(its, Speech))
    assert set(msgspec.to_builtins(speech)) == {"type", "who", "start", "end", "confidence"}


def test_an_event_says_what_of_it_was_filled_in() -> None:
    pipeline = Pipeline(tracks=1)
    made = sound(6.0, [(2, 4)])
    for n in range(150):
        if n == 75:
            pipeline.miss(0, 3.0, 3.04, "lost")
        else:
            pipeline.push(0, made[n * 640 : (n + 1) * 640], n * 0.04, "rtc")
    (speech,) = (its for its in Ear(scorer=Loud()).finish(pipeline) if isinstance(its, Speech))
    assert speech.rung == "rtc"
    assert round(speech.filled * speech.seconds, 2) == 0.04
