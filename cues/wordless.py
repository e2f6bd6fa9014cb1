r"""Sounds of a voice that no talk spurt covers: among them the "mm" that has no words in it.

::

    voice    ___/~~~~\____/~~~~~~~~~~~~~~~\___/~~~\____
    spurts   _____________[ words         ]____________
    told        [    ]                        [   ]

They may as well be sighs, laughs or coughs: what they sound like goes with them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from cues.framing import frames
from cues.settings import WordlessSettings
from cues.spurts import Spurt, Spurts


class Wordless:
    """Finds them in one track, frame by frame, beside the `Spurts` of the same track."""

    def __init__(self, settings: WordlessSettings) -> None:
        self._longest = frames(settings.longest_s)
        self._voices = Spurts(settings.voice)
        self._waiting: deque[Spurt] = deque()
        self._spoken: deque[Spurt] = deque()
        """Talk spurts, as far back as they may still cover what waits."""

    def hear(self, voice: float, over_db: float, heard: bool, power: float, odds: float) -> None:
        """Take in one frame: the probability of any voice, the rest as `Spurts.hear` has it."""
        self._wait(self._voices.hear(voice, over_db, heard, 0.0, 0.0, power, odds))

    def settle(self, spoken: Sequence[Spurt], talk: Spurts) -> Iterator[Spurt]:
        """Yield what has become final.

        Parameters
        ----------
        spoken
            The talk spurts that became final since this was last asked.
        talk
            Where they come from, having heard the same frames.
        """
        self._spoken.extend(spoken)
        while self._waiting:
            sound = self._waiting[0]
            while self._spoken and self._spoken[0].end <= sound.start:
                self._spoken.popleft()
            if not any(spurt.start < sound.end for spurt in self._spoken):
                going = talk.open
                if going is not None and going.start < sound.end and going.end > sound.start:
                    if going.end - going.start <= self._longest:
                        return
                elif talk.known < sound.end:
                    return
                else:
                    yield sound
            self._waiting.popleft()

    def finish(self) -> None:
        """End the track."""
        self._wait(self._voices.finish())

    def _wait(self, sounds: Iterator[Spurt]) -> None:
        self._waiting.extend(sound for sound in sounds if sound.end - sound.start <= self._longest)
