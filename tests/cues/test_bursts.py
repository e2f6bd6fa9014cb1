"""The sounds that are no words, from a part of a track: echo is none, unknown is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cues.bursts import Bursts
from cues.events import CueEvent, Fleeting, Interjection, Laughing, Laughter, Sigh
from cues.framing import FRAME
from cues.model import Output
from cues.part import Part
from cues.settings import DEFAULT
from cues.sustained import Flags

HOPS = 150
FRAMES = HOPS * 4
EVERY = np.ones(FRAMES, np.bool_)


def part(heard: Flags = EVERY, own: Flags = EVERY, frames: int = FRAMES) -> Part:
    """Six seconds with a laugh from 1 s on, a sigh from 3 s on and an "oh" from 5 s on."""
    outputs = np.zeros((HOPS, len(Output)), np.float32)
    for output, second in ((Output.LAUGHTER, 1), (Output.SIGH, 3), (Output.INTERJECTION, 5)):
        outputs[second * 25 : second * 25 + 18, output] = 0.9
    return Part(
        who=1,
        start=0,
        samples=np.zeros(frames * FRAME, np.float32),
        heard=heard[:frames],
        own=own[:frames],
        levels=np.zeros(frames, np.float32),
        speech=np.zeros(frames, np.float32),
        spurts=(),
        outputs=outputs[: -(-frames // 4)],
    )


def told(piece: Part) -> list[CueEvent]:
    """All sounds of a track that is just this part."""
    bursts = Bursts(1, DEFAULT)
    events = [*bursts.hear(piece), *bursts.finish(())]
    return [event for event in events if not isinstance(event, Fleeting)]


def cut(piece: Part) -> list[Part]:
    """Cut a part in two after its first 1.4 s, where the laugh goes on."""
    frames, hops = 140, 35
    first = replace(
        piece,
        **{name: getattr(piece, name)[:frames] for name in ("heard", "own", "levels", "speech")},
        samples=piece.samples[: frames * FRAME],
        outputs=piece.outputs[:hops],
    )
    rest = replace(
        piece,
        start=frames,
        **{name: getattr(piece, name)[frames:] for name in ("heard", "own", "levels", "speech")},
        samples=piece.samples[frames * FRAME :],
        outputs=piece.outputs[hops:],
    )
    return [first, rest]


def test_each_sound_is_told_once_with_whose_it_is() -> None:
    events = told(part())
    assert [type(event) for event in events] == [Laughter, Sigh, Interjection]
    assert all(isinstance(e, Laughter | Sigh | Interjection) and e.who == 1 for e in events)


def test_a_laugh_that_goes_on_is_known_before_it_is_over() -> None:
    bursts = Bursts(1, DEFAULT)
    begun = [event for piece in cut(part(frames=160)) for event in bursts.hear(piece)]
    assert [type(event) for event in begun] == [Laughing]
    assert isinstance(begun[0], Laughing)
    assert begun[0].who == 1
    assert begun[0].at == pytest.approx(1.0, abs=0.15)


def test_what_is_only_the_other_voices_echo_is_none() -> None:
    assert told(part(own=~EVERY)) == []


def test_a_laugh_of_which_moments_are_masked_by_echo_is_still_a_laugh() -> None:
    own = EVERY.copy()
    own[130:134] = False
    assert [type(event) for event in told(part(own=own))] == [Laughter, Sigh, Interjection]


def test_what_was_not_heard_is_none() -> None:
    heard = EVERY.copy()
    heard[:270] = False
    assert [type(event) for event in told(part(heard=heard))] == [Sigh, Interjection]


def test_a_part_may_end_inside_a_hop() -> None:
    assert [type(event) for event in told(part(frames=450 - 3))] == [Laughter, Sigh]
