"""Sound in, cue events out: one `Pipeline` a conversation, one `Ear` for all of them.

::

    push → Track ─┐                       ┌ Spurts, Sounds ┐
    push → Track ─┴ blocks of 160 ms → Ear ┤ detectors      ├ Turns → CueEvent
                    all calls at once      └ …              ┘

A pipeline is the same live and offline: how its sound was cut into pushes, and with how many others
it was heard together, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from cues.bleed import Guard
from cues.events import (
    Backchannel,
    Interjection,
    Laughter,
    Live,
    Overlap,
    Reason,
    Rung,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from cues.features import log_mel
from cues.framing import BLOCK, FRAME, FRAMES, RATE, Floats, seconds
from cues.lane import SMALL, Lane, Settled
from cues.level import smoothed
from cues.model import HOP as NET_HOP
from cues.model import Hearing, Output
from cues.settings import DEFAULT, Settings
from cues.sketch import drawn, overlay
from cues.speech import HOP, SCORERS, Scorer, blended
from cues.turns import Turns
from cues.witness import poorest

Flags = npt.NDArray[np.bool_]

_MOST = 64
"""Blocks heard at once: 10 s, what keeps memory flat when a whole recording waits."""


class Pipeline:
    """One conversation: what two people's tracks (or one's) have let us hear so far."""

    def __init__(self, *, tracks: int = 2, settings: Settings = DEFAULT) -> None:
        if tracks not in (1, 2):
            raise ValueError("a conversation has one or two tracks")
        self.lanes = tuple(Lane(who, settings) for who in range(tracks))
        self._turns = Turns(settings.turns) if tracks == 2 else None
        self._guard = Guard(settings.bleed) if tracks == 2 else None

    def push(self, who: int, samples: Floats, at: float, rung: Rung | None = None) -> None:
        """Add 16 kHz mono sound of one track, shape (n,), from call time `at` on, that came by `rung`."""
        self.lanes[who].track.push(samples, at, rung)

    def draw(self, who: int, hops: Floats, at: float) -> None:
        """Add a sketch of one track, shape (3, n), one column for each 40 ms from call time `at` on."""
        self.lanes[who].track.draw(hops, at)

    def miss(self, who: int, start: float, end: float, reason: Reason) -> None:
        """Declare that nothing is known of one track from `start` to `end`."""
        self.lanes[who].track.miss(start, end, reason)

    def covered(self, who: int) -> float:
        """How far one track is known or declared unknown, in seconds of call time."""
        return self.lanes[who].track.end / RATE

    def told(self, who: int) -> float:
        """Tell up to which call time, in seconds, everything of a track has been told: the rest is lost
        with this pipeline.
        """
        until = self.lanes[who].track.known_until / RATE
        return until if self._turns is None else min(until, seconds(self._turns.told(who)))

    @property
    def blocks(self) -> int:
        """Whole blocks that all tracks cover and nobody has heard yet."""
        end = min(lane.track.end for lane in self.lanes)
        return (end - self.lanes[0].track.cursor) // BLOCK

    def hear(
        self,
        samples: Floats,
        heard: Flags,
        level: Floats,
        mel: Floats,
        speech: Floats,
        outputs: Floats,
    ) -> list[Live]:
        """Take in scored blocks, one row a track, one value a frame (of `outputs`: a hop)."""
        own = np.ones_like(heard)
        if self._guard is not None:
            own = self._guard.hear(mel)[:, : heard.shape[1]]
        told: list[Live] = []
        for row, lane in enumerate(self.lanes):
            sketch = lane.track.sketch
            if sketch is not None:
                sketch = sketch[:, : heard.shape[1]]
                own[row] |= drawn(sketch)
            events, settled = lane.hear(
                samples[row], heard[row], own[row], level[row], speech[row], outputs[row], sketch
            )
            told.extend(events)
            told.extend(self._settle(lane.who, settled))
            told.extend(self._gaps(lane))
        if self._turns is not None:
            told.extend(self._turns.decide())
        return [self._witnessed(event) for event in told]

    def finish(self) -> list[Live]:
        """End the conversation: whatever is open closes."""
        told: list[Live] = []
        for lane in self.lanes:
            events, settled = lane.finish()
            told.extend(events)
            told.extend(self._settle(lane.who, settled))
            told.extend(self._gaps(lane))
        if self._turns is not None:
            told.extend(self._turns.finish())
        return [self._witnessed(event) for event in told]

    def _witnessed(self, event: Live) -> Live:
        """Say of an event how it was heard."""
        match event:
            case ToneShift():
                at = round(event.at * RATE)
                return replace(event, rung=self.lanes[event.who].track.witness.rung(at - 1, at))
            case Silence() | Overlap():
                tracks = [lane.track for lane in self.lanes]
            case Speech() | Backchannel() | Laughter() | Sigh() | Interjection():
                tracks = [self.lanes[event.who].track]
            case _:
                return event
        start, end = round(event.start * RATE), round(event.end * RATE)
        event = replace(event, rung=reduce(poorest, (track.witness.rung(start, end) for track in tracks)))
        filled = max(track.witness.share_filled(start, end) for track in tracks)
        return replace(event, filled=filled) if filled else event

    def _settle(self, who: int, settled: Settled) -> Iterator[Live]:
        if self._turns is None:
            for spurt in settled.spurts:
                yield Speech(
                    who=who,
                    start=seconds(spurt.start),
                    end=seconds(spurt.end),
                    confidence=round(spurt.confidence, 3),
                )
        else:
            self._turns.hear(
                who,
                spurts=settled.spurts,
                wordless=settled.wordless,
                open_spurt=settled.open_spurt,
                sounds=settled.sounds,
                unheard=settled.unheard,
                known=settled.known,
            )

    def _gaps(self, lane: Lane) -> Iterator[Live]:
        for gap in lane.track.gaps():
            yield Unheard(
                who=lane.who,
                start=round(gap.start / RATE, 3),
                end=round(gap.end / RATE, 3),
                reason=gap.reason,
            )


class Ear:
    """The detectors that hear all calls of a process together: one inference serves every track."""

    def __init__(
        self, *, scorer: Scorer, hearing: Hearing | None = None, settings: Settings = DEFAULT
    ) -> None:
        self._scorer = scorer
        self._hearing = hearing
        self._second_share = settings.speech.second_share
        self._wordless_share = settings.speech.wordless_share

    def listen(self, pipelines: Sequence[Pipeline]) -> list[list[Live]]:
        """Hear everything that can be decided now.

        Returns
        -------
        The events of each pipeline, in the order they became final.
        """
        told: list[list[Live]] = [[] for _ in pipelines]
        while waiting := [i for i, pipeline in enumerate(pipelines) if pipeline.blocks > 0]:
            blocks = min(_MOST, *(pipelines[i].blocks for i in waiting))
            events = self._hear([pipelines[i] for i in waiting], blocks * FRAMES)
            for i, its in zip(waiting, events, strict=True):
                told[i].extend(its)
        return told

    def finish(self, pipeline: Pipeline) -> list[Live]:
        """Hear what is left of a conversation and end it: what is open closes."""
        for lane in pipeline.lanes:
            lane.track.miss(
                lane.track.end / RATE, max(pipeline.covered(i) for i in range(len(pipeline.lanes))), "lost"
            )
        told = self.listen([pipeline])[0]
        left = (pipeline.lanes[0].track.end - pipeline.lanes[0].track.cursor) // FRAME
        if left > 0:
            told.extend(self._hear([pipeline], left)[0])
        told.extend(pipeline.finish())
        return told

    def _hear(self, pipelines: Sequence[Pipeline], count: int) -> list[list[Live]]:
        """Hear the next `count` frames of each of some pipelines."""
        lanes = [lane for pipeline in pipelines for lane in pipeline.lanes]
        blocks = -(-count // FRAMES)
        taken = [lane.track.take(blocks) for lane in lanes]
        samples = np.stack([sound for sound, _ in taken])
        heard = np.stack([flags for _, flags in taken])
        states = [self._scorer.start() if lane.score is None else lane.score for lane in lanes]
        states, scores = self._scorer.score(states, samples)
        nearest = ((np.arange(blocks * FRAMES) + 0.5) * FRAME / HOP).astype(np.int64)
        speech = scores[:, nearest]
        mel, tails = log_mel(np.stack([lane.tail for lane in lanes]), samples)
        outputs = self._outputs(lanes, mel)
        if self._hearing is not None:
            second = outputs[:, :, Output.SPEECH] + self._wordless_share * outputs[:, :, SMALL].sum(axis=2)
            second = np.repeat(np.minimum(second, 1.0), NET_HOP // FRAME, axis=1)
            speech = blended(speech, second, self._second_share)
        power, level = smoothed(np.stack([lane.power for lane in lanes]), samples)
        for i, lane in enumerate(lanes):
            if lane.track.sketch is not None:
                overlay(lane.track.sketch, level=level[i], speech=speech[i], mel=mel[i], outputs=outputs[i])
        for i, lane in enumerate(lanes):
            lane.score, lane.power, lane.tail = states[i], power[i], tails[i]
        told, row = [], 0
        for pipeline in pipelines:
            rows = slice(row, row + len(pipeline.lanes))
            row = rows.stop
            told.append(
                pipeline.hear(
                    samples[rows, : count * FRAME],
                    heard[rows, :count],
                    level[rows, :count],
                    mel[rows],
                    speech[rows, :count],
                    outputs[rows, : -(-count * FRAME // NET_HOP)],
                )
            )
        return told

    def _outputs(self, lanes: Sequence[Lane], mel: Floats) -> Floats:
        """Hear with the net: shape (tracks, hops, 7); zeros where there is no net."""
        if self._hearing is None:
            return np.zeros((len(lanes), mel.shape[1] * FRAME // NET_HOP, len(Output)), np.float32)
        start = self._hearing.start()
        states = np.stack([start if lane.memory is None else lane.memory for lane in lanes])
        states, outputs = self._hearing.step(states, mel)
        for lane, state in zip(lanes, states, strict=True):
            lane.memory = state
        return outputs


def ear_of(scorer: str) -> Ear:
    """Build an ear by the name of its scorer, one of `cues.speech.SCORERS`.

    `webrtcvad` needs no model: it comes without the net for small sounds too, so laughs, sighs and
    interjections are not told.
    """
    return Ear(scorer=SCORERS[scorer](), hearing=None if scorer == "webrtcvad" else Hearing())
