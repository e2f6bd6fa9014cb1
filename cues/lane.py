"""Everything kept of one track: what is said of each frame becomes spurts, sounds and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cues.backchannel import likeness
from cues.bursts import Bursts
from cues.events import Live, Voice
from cues.features import TAIL
from cues.framing import FRAME, FRAMES, Floats, Track, frames, seconds
from cues.level import SMOOTH, Background
from cues.model import HOP as NET_HOP
from cues.model import Output
from cues.part import Detector, Part
from cues.settings import Settings
from cues.sounds import Sounds
from cues.spans import Stretch
from cues.spurts import Open, Spurt, Spurts
from cues.tone import Tone
from cues.wordless import Wordless

Flags = npt.NDArray[np.bool_]

_BODY = [Output.LAUGHTER, Output.SIGH, Output.OTHER]
"""Sounds of a person that are no talk."""

SMALL = [Output.MURMUR, Output.INTERJECTION]
"""Talk without words."""


class Lane:
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
    ) -> tuple[list[Live], Settled]:
        """Take in some blocks, one value a frame (of `outputs`: a hop); return events and what is settled."""
        start, told = self._at, list[Live]()
        spurts: list[Spurt] = []
        voices: list[Spurt] = []
        sounds: list[Stretch] = []
        words = outputs[:, Output.SPEECH]
        wordless = outputs[:, SMALL].sum(axis=1)
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
        return told, Settled(
            spurts=spurts,
            wordless=voices,
            open_spurt=self._spurts.open,
            sounds=[*sounds, *([self._sounds.open] if self._sounds.open else [])],
            unheard=_unheard(heard, start),
            known=min(self._spurts.known, self._sounds.known),
        )

    def finish(self) -> tuple[list[Live], Settled]:
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
        return told, Settled(
            spurts=spurts,
            wordless=list(self._wordless.settle(spurts, self._spurts)),
            open_spurt=None,
            sounds=[sound] if sound else [],
            unheard=[],
            known=self._at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
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
