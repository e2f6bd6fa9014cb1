"""What can be heard in a conversation of two: the cue events, in call time.

Every time is in seconds since the call began, as a float. `who` is a track: 0 or 1. Events are
`msgspec` structs because they are the one thing stored, sent and exported: the definition here is
the format everywhere, and no converter can drift from it.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

Reason = Literal["lost", "muted", "paused", "away", "absent", "frozen", "failed"]
"""Why a stretch is unknown: the line lost it; the microphone was off; consent was open or taken back, or
it was "off the record"; somebody's page had lost its connection; nobody was there yet; the page or the
microphone stood still; listening itself broke."""

Rung = Literal["rtc", "ws", "features"]
"""How a person's sound comes: as RTP; over a socket; or not at all, only a sketch of it that their page
made. From the best to the poorest: `RUNGS`."""

RUNGS: tuple[Rung, ...] = get_args(Rung)

Measure = Literal["pitch", "spread", "level", "rate", "tilt"]
"""What a tone shift can move: median F0 (semitones), F0 spread (semitones), level (dB),
speech rate (syllables/s) and spectral tilt (dB)."""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", omit_defaults=True):
    """The base of every cue event."""


class Span(Event, frozen=True, kw_only=True):
    """Something with a start and an end, in seconds of call time."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.end - self.start


class Cue(Span, frozen=True, kw_only=True):
    """A stretch that was heard, and how well it could be.

    `rung`: how its sound came, the poorest way where there were several; None from a recording.
    `filled`: which share of it was not heard but filled in between what was, 0 to 1.
    """

    rung: Rung | None = None
    filled: float = 0.0


class Speech(Cue, frozen=True, kw_only=True, tag="speech"):
    """One talk spurt of one person that is not a backchannel."""

    who: int
    confidence: float


class Silence(Cue, frozen=True, kw_only=True, tag="silence"):
    """Joint silence: both tracks heard, nobody making a sound.

    `kind`: `pause` (the same person goes on), `gap` (the other does), `long` (>= 4 s) or `quiet`
    (>= 10 s). `before` and `after` are the speakers on either side, None at an edge.
    """

    kind: Literal["pause", "gap", "long", "quiet"]
    before: int | None = None
    after: int | None = None


class Overlap(Cue, frozen=True, kw_only=True, tag="overlap"):
    """Both make themselves heard. `who` came in second. `line_made`: they could not yet hear the other.

    `murmur`: one of the two is only a backchannel, so nobody talks over anybody.
    """

    who: int
    kind: Literal["terminal", "both_start", "held", "tried_to_come_in", "murmur"]
    line_made: bool = False


class Backchannel(Cue, frozen=True, kw_only=True, tag="backchannel"):
    """A short "mm-hm" or "yeah" under the other's turn."""

    who: int
    confidence: float


class Laughter(Cue, frozen=True, kw_only=True, tag="laughter"):
    """Laughter, also a chuckle or laughter riding on speech."""

    who: int
    confidence: float


class Sigh(Cue, frozen=True, kw_only=True, tag="sigh"):
    """A long audible out-breath outside speech."""

    who: int
    confidence: float


class Interjection(Cue, frozen=True, kw_only=True, tag="interjection"):
    """An isolated "oh", "ooh" or "aha" that is no talk spurt."""

    who: int
    confidence: float


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of a voice and how far it moved, in the measure's own unit."""

    measure: Measure
    by: float


class ToneShift(Event, frozen=True, kw_only=True, tag="tone_shift"):
    """A voice that moved from its own baseline, on two measures or more, decided at `at`."""

    who: int
    at: float
    moved: tuple[Move, ...]
    confidence: float
    rung: Rung | None = None


class Unheard(Span, frozen=True, kw_only=True, tag="unheard"):
    """A stretch of one track of which nothing is known. Unknown is not silence."""

    who: int
    reason: Reason


class Delay(Span, frozen=True, kw_only=True, tag="delay"):
    """A stretch in which `who` heard the other `late_s` seconds late, mouth to ear."""

    who: int
    late_s: float


CueEvent = (
    Speech | Silence | Overlap | Backchannel | Laughter | Sigh | Interjection | ToneShift | Unheard | Delay
)


class Voice(Event, frozen=True, kw_only=True, tag="voice"):
    """Live only, never stored: a person began (`on`) or stopped speaking at `at`."""

    who: int
    at: float
    on: bool


class Laughing(Event, frozen=True, kw_only=True, tag="laughing"):
    """Live only, never stored: a laugh that began at `at` goes on; hardly ever no `Laughter` follows."""

    who: int
    at: float


class Line(Event, frozen=True, kw_only=True, tag="line"):
    """Live only, never stored: what one person's browser measured of the line, over about 5 s.

    `rtt_s`: round trip to the partner. `lost`: share of outgoing packets lost, 0 to 1.
    `outgoing_bps`: what the uplink can carry, None when unknown. `delay_s`: mouth-to-ear
    delay from the partner to this person, None when unknown. `video`: whether they send a picture.
    """

    who: int
    at: float
    rtt_s: float
    lost: float
    outgoing_bps: float | None = None
    delay_s: float | None = None
    video: bool = False


Fleeting = Voice | Laughing | Line
"""What is told of the moment and kept nowhere."""

Live = CueEvent | Fleeting
"""Everything the running conversation can be told."""
