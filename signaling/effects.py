"""What the server has to do after a call was told something: the call decides, the server acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signaling.messages import Feedback, FromServer, HintMode, LegOffer, LegOpen, LineReport

Why = Literal["paused", "away", "absent"]
"""Why nobody is listened to: consent is open or off the record; somebody's page has lost its connection;
somebody has hung up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Send a message to whoever sits at `seat` now; nobody there: it is dropped."""

    seat: int
    message: FromServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """Both are in the call for the first time: the call clock starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Both are in the call again: what was heard goes on where it stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Nobody is there any more: what was heard comes to its end, until somebody comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Start listening, or stop at once: nothing that sounds from now on may be heard."""

    on: bool
    why: Why = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLeg:
    """Answer this offer, or wish for a socket, with a listening leg that takes over from an older one."""

    seat: int
    offer: LegOffer | LegOpen


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseLeg:
    """Close the listening leg of the seat if there is one."""

    seat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute:
    """The person muted or unmuted: muted time is unknown, not silence."""

    seat: int
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A report about the line of one person, for the hints."""

    seat: int
    report: LineReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a person did with a hint."""

    seat: int
    feedback: Feedback


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinting:
    """A person chose when they want hints."""

    seat: int
    mode: HintMode


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPhase:
    """The two tell each other their stories, or have ended that: a long turn is as planned."""

    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A page answered the server's ping."""

    seat: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """A person hung up: bring the summary up to date and tell them where it is."""

    seat: int


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Both hung up, or nobody came back: the meeting is over."""


Effect = (
    Send
    | Begin
    | Resume
    | Rest
    | Listen
    | OpenLeg
    | CloseLeg
    | Mute
    | Measured
    | Judged
    | Hinting
    | StoryPhase
    | Answered
    | Conclude
    | End
)
