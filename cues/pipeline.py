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
from dataclasses import dataclass
from functools import reduce
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from cues.backchannel import likeness
from cues.bleed import Guard
from cues.bursts import Bursts
from cues.events import (
    Backchannel,
    CueEvent,
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
    Voice,
)
from cues.features import TAIL, log_mel
from cues.framing import BLOCK, FRAME, FRAMES, RATE, Floats, Track, frames, seconds
from cues.level import SMOOTH, Background, smoothed
from cues.model import HOP as NET_HOP
from cues.model import Hearing, Output
from cues.settings import DEFAULT, Settings
from cues.sketch import drawn, overlay
from cues.sounds import Sounds
from cues.spans import Stretch
from cues.speech import HOP, SCORERS, Scorer, blended
from cues.spurts import Open, Spurt, Spurts
from cues.tone import Tone
from cues.turns import Turns
from cues.witness import poorest
from cues.wordless import Wordless

Flags = npt.NDArray[np.bool_]

_MOST = 64
"""Blocks heard at once: 10 s, what keeps memory flat when a whole recording waits."""

_BODY = [Output.LAUGHTER, Output.SIGH, Output.OTHER]
"""Sounds of a person that are no talk."""

_SMALL = [Output.MURMUR, Output.INTERJECTION]
"""Talk without words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What was heard of one track in some blocks, for the detectors of its sounds.

    `samples` is float32, shape (n,); the rest has one entry a frame of 10 ms.
    """

    who: int
    start: int
    """Frame of call time the part begins at."""
    samples: Floats
    heard: Flags
    own: Flags
    """False where the sound is the other voice, come back."""
    levels: Floats
    """dBFS over 30 ms."""
    speech: Floats
    """Probability of speech."""
    spurts: tuple[Spurt, ...]
    """Talk spurts that became final."""
    outputs: Floats
    """Probabilities of the net, shape (hops of 40 ms, 7), in the order of `cues.model.Output`."""
    sketch: Floats | None = None
    """What was only sketched, shape (3, frames); not a number where there was sound."""


class Detector(Protocol):
    """Hears one track's sounds; times of the events it yields are seconds of call time."""

    def hear(self, part: Part) -> Iterator[Live]:
        """Take in the next blocks; yield what became final by them."""
        ...

    def finish(self, spurts: Sequence[Spurt]) -> Iterator[CueEvent]:
        """End the track with its last talk spurts; yield what was still open."""
        ...


class _Lane:
    """Everything kept of one track."""

    def __init__(self, who: int, settings: Settings) -> None:
        self.who = who
        self.track = Track(settings.framing)
        self.score: Any = None
        self.memory: Floats | None = None
        self.tail = np.zeros(TAIL, np.float32)
        self.power = np.zeros(SMOOTH - 1, np.float32)
        self.detectors: tuple[Detector, ...] = (Bursts(who, settings), Tone(who, settings))
        self._speech = settings.speech
        self._near = frames(settings.speech.near_s)
        self._background = Background(settings.speech)
        self._spurts = Spurts(settings.speech)
        self._wordless = Wordless(settings.wordless)
        self._like_words = settings.turns.words.sound
        self._like_none = settings.turns.wordless.sound
        self._sounds = Sounds(settings.sound)
        self._voice = False
        self._since = self._near
        """Frames since sound was last above the background."""
        self._at = 0

    def hear(
        self,
        samples: Floats,
        heard: Flags,
        own: Flags,
        level: Floats,
        speech: Floats,
        outputs: Floats,
        sketch: Floats | None,
    ) -> tuple[list[Live], _Settled]:
        """Take in some blocks, one value a frame (of `outputs`: a hop); return events and what is settled."""
        start, told = self._at, list[Live]()
        spurts: list[Spurt] = []
        voices: list[Spurt] = []
        sounds: list[Stretch] = []
        words = outputs[:, Output.SPEECH]
        wordless = outputs[:, _SMALL].sum(axis=1)
        talk = words + self._speech.wordless_share * wordless
        body = _frames_of(outputs[:, _BODY].sum(axis=1) - talk)[: len(heard)]
        small = _frames_of(wordless - words)[: len(heard)]
        voice = _frames_of(outputs[:, Output.VOICE])[: len(heard)]
        likely = _frames_of(likeness(outputs, self._like_words))[: len(heard)]
        wordless_likely = _frames_of(likeness(outputs, self._like_none))[: len(heard)]
        power = 10.0 ** (level / 10.0)
        for first in range(0, len(heard), FRAMES):
            block = slice(first, first + FRAMES)
            over = level[block] - self._background.level
            over[~own[block]] = -np.inf
            ended = len(spurts)
            for score, over_db, known, other, little, loud, odds, any_voice, any_odds in zip(
                speech[block].tolist(),
                over.tolist(),
                heard[block].tolist(),
                body[block].tolist(),
                small[block].tolist(),
                power[block].tolist(),
                likely[block].tolist(),
                voice[block].tolist(),
                wordless_likely[block].tolist(),
                strict=True,
            ):
                self._since = 0 if over_db >= self._speech.above_db else self._since + 1
                near = self._since <= self._near
                score, any_voice = (score, any_voice) if near else (0.0, 0.0)
                spurts.extend(self._spurts.hear(score, over_db, known, other, little, loud, odds))
                self._wordless.hear(any_voice, over_db, known, loud, any_odds)
                sound = self._sounds.hear(over_db if known else -np.inf)
                if sound is not None:
                    sounds.append(sound)
                self._at += 1
                if self._spurts.voice != self._voice:
                    self._voice = not self._voice
                    told.append(Voice(who=self.who, at=seconds(self._at), on=self._voice))
            voices.extend(self._wordless.settle(spurts[ended:], self._spurts))
            quiet = (speech[block] < self._speech.quiet) & heard[block]
            self._background.hear(level[block], quiet)
        part = Part(
            who=self.who,
            start=start,
            samples=samples,
            heard=heard,
            own=own,
            levels=level,
            speech=speech,
            spurts=tuple(spurts),
            outputs=outputs,
            sketch=sketch,
        )
        for detector in self.detectors:
            told.extend(detector.hear(part))
        return told, _Settled(
            spurts=spurts,
            wordless=voices,
            open_spurt=self._spurts.open,
            sounds=[*sounds, *([self._sounds.open] if self._sounds.open else [])],
            unheard=_unheard(heard, start),
            known=min(self._spurts.known, self._sounds.known),
        )

    def finish(self) -> tuple[list[Live], _Settled]:
        """End the track."""
        self.track.finish()
        spurts = list(self._spurts.finish())
        self._wordless.finish()
        sound = self._sounds.finish()
        told: list[Live] = []
        if self._voice:
            told.append(Voice(who=self.who, at=seconds(self._at), on=False))
        for detector in self.detectors:
            told.extend(detector.finish(spurts))
        return told, _Settled(
            spurts=spurts,
            wordless=list(self._wordless.settle(spurts, self._spurts)),
            open_spurt=None,
            sounds=[sound] if sound else [],
            unheard=[],
            known=self._at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settled:
    """What one track hands to the conversation."""

    spurts: list[Spurt]
    wordless: list[Spurt]
    open_spurt: Open | None
    sounds: list[Stretch]
    unheard: list[Stretch]
    known: int


def _frames_of(hops: Floats) -> Floats:
    """Repeat what is said of a hop for each of its frames."""
    return np.repeat(hops, NET_HOP // FRAME)


def _unheard(heard: Flags, start: int) -> list[Stretch]:
    edges = np.flatnonzero(np.diff(np.concatenate([[True], heard, [True]]).astype(np.int8)))
    return [(start + int(a), start + int(b)) for a, b in edges.reshape(-1, 2)]


class Pipeline:
    """One conversation: what two people's tracks (or one's) have let us hear so far."""

    def __init__(self, *, tracks: int = 2, settings: Settings = DEFAULT) -> None:
        if tracks not in (1, 2):
            raise ValueError("a conversation has one or two tracks")
        self.lanes = tuple(_Lane(who, settings) for who in range(tracks))
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

    def _settle(self, who: int, settled: _Settled) -> Iterator[Live]:
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

    def _gaps(self, lane: _Lane) -> Iterator[Live]:
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
            second = outputs[:, :, Output.SPEECH] + self._wordless_share * outputs[:, :, _SMALL].sum(axis=2)
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

    def _outputs(self, lanes: Sequence[_Lane], mel: Floats) -> Floats:
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
