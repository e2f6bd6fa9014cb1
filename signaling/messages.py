"""Every message between a page and the server: one tagged struct each, described in docs/protocol.md.

A connection is one WebSocket at `/ws/{invite}`. The page sends `enter` first and is told `welcome`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from signaling.errors import Code

VERSION = 1
"""The protocol's version, named in `enter`."""

STORY_STEPS = 8
"""Four questions, each told by one and then by the other."""

Name = Annotated[str, Meta(min_length=1, max_length=40)]
Page = Annotated[str, Meta(min_length=8, max_length=64)]
Token = Annotated[str, Meta(min_length=16, max_length=64)]
Sdp = Annotated[str, Meta(max_length=100_000)]
Count = Annotated[int, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]

Presence = Literal["absent", "green_room", "in_call", "dropped", "left"]
ListeningState = Literal["waiting", "on", "paused", "off_record"]
HintMode = Literal["live", "after", "off"]
Verdict = Literal["hide", "not_helpful", "mute_kind", "mute_all"]


class Message(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """The base of every message: unknown tags and unknown fields are refused."""


class Media(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person sends at the moment."""

    audio: bool
    video: bool
    voice_only: bool = False


# From the page


class Enter(Message, frozen=True, kw_only=True, tag="enter"):
    """Take a seat, or come back to it with its `seat_token`. First message of a connection.

    A token no seat has becomes the key of the seat that is taken: made before the first try, it
    leads to the same seat although the answer was lost.
    `page` is a random name the page gives itself when it loads: it stays the same when only the
    socket was lost, so the partner knows whether the peer connection can live on.
    """

    version: int
    name: Name
    page: Page
    seat_token: Token | None = None


class Join(Message, frozen=True, kw_only=True, tag="join"):
    """From the green room into the call."""

    media: Media


class SetMedia(Message, frozen=True, kw_only=True, tag="set_media"):
    """Microphone, camera or voice-only changed."""

    media: Media


class Consent(Message, frozen=True, kw_only=True, tag="consent"):
    """Yes or no to listening. Listening needs both people's yes."""

    listen: bool


class OffRecord(Message, frozen=True, kw_only=True, tag="off_record"):
    """Pause listening for both, or take up again what oneself has paused."""

    on: bool


class Description(Message, frozen=True, kw_only=True, tag="description"):
    """An SDP description for the partner; dropped unless `page` is the receiver's page of now."""

    kind: Literal["offer", "answer"]
    sdp: Sdp
    page: Page


class Candidate(Message, frozen=True, kw_only=True, tag="candidate"):
    """One ICE candidate for the partner; an empty `candidate` ends them."""

    candidate: Annotated[str, Meta(max_length=1_000)]
    mid: Annotated[str, Meta(max_length=64)] | None
    line: Annotated[int, Meta(ge=0, le=16)] | None
    page: Page


class LegOffer(Message, frozen=True, kw_only=True, tag="leg_offer"):
    """The offer of the listening leg: one send-only audio track. `leg` counts its attempts."""

    sdp: Sdp
    leg: Count


class LegOpen(Message, frozen=True, kw_only=True, tag="leg_open"):
    """Asks for a listening leg over a socket instead. `leg` counts the attempts of both kinds."""

    leg: Count


class LineReport(Message, frozen=True, kw_only=True, tag="line_report"):
    """What the page measured of its line over the last 5 s."""

    rtt_s: Seconds
    lost: Share
    outgoing_bps: Seconds | None = None
    delay_s: Seconds | None = None


class SetHints(Message, frozen=True, kw_only=True, tag="set_hints"):
    """Hints live, only after the call, or not at all. Told to nobody else."""

    mode: HintMode


class Feedback(Message, frozen=True, kw_only=True, tag="feedback"):
    """What the receiver did with a hint."""

    hint: Count
    verdict: Verdict


class Ping(Message, frozen=True, kw_only=True, tag="ping"):
    """Asks for a `pong` with the same number; both sides may ask."""

    n: Count


class Leave(Message, frozen=True, kw_only=True, tag="leave"):
    """Hang up for good; answered with `left`."""


# Both ways


class Pong(Message, frozen=True, kw_only=True, tag="pong"):
    """The answer to a `ping`. `at` is call time at the server, None from a page or before the call."""

    n: Count
    at: float | None = None


class Stories(Message, frozen=True, kw_only=True, tag="stories"):
    """Where the two are in telling each other their stories; None: they are not, or no more.

    Even steps are the turn of seat 0, odd ones of seat 1; every two steps have one question. Either may
    move on or end it, and both are told.
    """

    step: Annotated[int, Meta(ge=0, lt=STORY_STEPS)] | None


# From the server


class IceServer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One STUN or TURN server, as `RTCConfiguration` wants it."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class Partner(Message, frozen=True, kw_only=True, tag="partner"):
    """The other seat as it is now. A new `page` means: start a fresh peer connection."""

    presence: Presence
    name: str | None
    page: str | None
    media: Media | None
    since_s: Seconds
    """How long the presence has lasted."""


class Listening(Message, frozen=True, kw_only=True, tag="listening"):
    """Whether Duologue listens. `waiting`: not both have said yes; `paused`: it cannot hear just now."""

    state: ListeningState
    mine: bool | None
    """My answer; None while open."""
    theirs: bool | None
    off_record_by: tuple[Literal["me", "them"], ...] = ()
    deaf_to: tuple[Literal["me", "them"], ...] = ()
    """Whose sound does not arrive, when `paused`."""


class Welcome(Message, frozen=True, kw_only=True, tag="welcome"):
    """The seat is taken. Keep `seat_token`: it leads back here after a reload."""

    seat: Literal[0, 1]
    seat_token: str
    polite: bool
    joined: bool
    """True when this seat was in the call and has not hung up: go straight back in."""
    ice_servers: list[IceServer]
    call_time_s: float | None
    hints: HintMode
    partner: Partner
    listening: Listening


class Agreed(Message, frozen=True, kw_only=True, tag="agreed"):
    """What two people have agreed on that a call keeps to; said when it is so, and when it changes.

    It never says yes for anybody: both are still asked in every call.
    """

    listening: HintMode
    """The most that may be: hints `live`, only the summary `after`, or no listening at all."""
    keep_days: Count
    """How long the cue events stay; 0: they are never stored."""
    version: int | None
    """The version signed by both; None while careful defaults stand in for it."""


class LegAnswer(Message, frozen=True, kw_only=True, tag="leg_answer"):
    """The answer to the `leg_offer` of the same number, with all its candidates."""

    sdp: Sdp
    leg: Count


class LegTicket(Message, frozen=True, kw_only=True, tag="leg_ticket"):
    """The answer to the `leg_open` of the same number: open `/leg/{ticket}` within 10 s, once."""

    ticket: Token
    leg: Count


class HintWhy(msgspec.Struct, frozen=True, kw_only=True):
    """What a hint rests on, for "why this?"."""

    start: float
    end: float
    sure: Literal["sure", "fairly_sure"]
    line: Literal["good", "warning", "bad"]


class HintMessage(Message, frozen=True, kw_only=True, tag="hint"):
    """One hint for this person alone: a catalogue key and numbers; the words are the page's."""

    id: Count
    key: str
    why: HintWhy
    seconds: float | None = None
    minutes: int | None = None
    changes: tuple[str, ...] = ()


class Left(Message, frozen=True, kw_only=True, tag="left"):
    """The call is over for this seat; `summary` is the path of its private page."""

    summary: str


class Failed(Message, frozen=True, kw_only=True, tag="error"):
    """Something the page asked for cannot be. `code` is stable, `text` is for developers."""

    code: Code
    text: str


class CueMessage(Message, frozen=True, kw_only=True, tag="cue"):
    """One cue event of either voice. `event` is a cue event as docs/cues.md defines it."""

    event: msgspec.Raw


class Heard(Message, frozen=True, kw_only=True, tag="heard"):
    """A voice began or stopped, or a laugh began, live: what captions and the picture move by."""

    who: Literal[0, 1]
    at: float
    on: bool
    sound: Literal["voice", "laughter"]


FromPage = (
    Enter
    | Join
    | SetMedia
    | Consent
    | OffRecord
    | Description
    | Candidate
    | LegOffer
    | LegOpen
    | LineReport
    | SetHints
    | Feedback
    | Stories
    | Ping
    | Pong
    | Leave
)
FromServer = (
    Welcome
    | Agreed
    | Stories
    | Partner
    | Listening
    | Description
    | Candidate
    | LegAnswer
    | LegTicket
    | CueMessage
    | Heard
    | HintMessage
    | Ping
    | Pong
    | Left
    | Failed
)
