"""What the pages about meetings are told and say, as structs; the page's types are written from them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from server.meetings.agenda import Phase
from server.meetings.calendar import Answer
from server.meetings.repeat import Repeat
from server.messages.ideas import Idea
from server.messages.visibility import Visibility
from server.people.person import Pronouns
from server.summaries.talks import Talk


class Someone(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two."""

    id: str
    name: str
    pronouns: Pronouns | None
    zone: str
    city: str
    """Where they tell that they live, else what the zone is named after; empty where neither is told."""


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A moment by both clocks, each as YYYY-MM-DDTHH:MM."""

    at: datetime
    mine: str
    theirs: str


class Upcoming(msgspec.Struct, frozen=True, kw_only=True):
    """One time the two meet."""

    uid: str
    original: str
    """Names the time among those of its meeting."""
    start: Time
    end: datetime
    minutes: int
    every: Repeat
    note: str
    agenda: list[Phase]
    answer: Answer
    """What the calendar of whoever was asked says."""
    kept_for: str
    """The id of whose hour stays when clocks change."""
    ask: list[str]
    """Ids of the two while a change of the clocks asks whose hour to keep; else empty."""
    opens_at: datetime
    visibility: Visibility = "programme"
    """The programme sees that you met, and nothing of it."""


class OfferedTime(msgspec.Struct, frozen=True, kw_only=True):
    """One of the times of a proposal."""

    uid: str
    start: Time
    minutes: int
    every: Repeat


class MeetingProposal(msgspec.Struct, frozen=True, kw_only=True):
    """Times that wait for a yes."""

    id: str
    mine: bool
    note: str
    offers: list[OfferedTime]
    moves: Time | None
    """The time they are to replace."""
    visibility: Visibility = "ours"


class ClockNews(msgspec.Struct, frozen=True, kw_only=True):
    """The next change of a clock that moves the two against each other."""

    city: str
    whose: str
    """The id of whoever's clock changes."""
    day: str
    """YYYY-MM-DD where it changes."""
    minutes: int
    """How far it is put on; negative: back."""
    at: datetime


class MeetingsPage(msgspec.Struct, frozen=True, kw_only=True):
    """When two people meet, and what is proposed."""

    pair: str
    me: Someone
    partner: Someone
    now: datetime
    upcoming: list[Upcoming]
    proposals: list[MeetingProposal]
    clocks: ClockNews | None


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of mine from 06:00 to 06:00, in half hours."""

    day: str
    times: list[Time]


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """The next step of a goal of mine."""

    goal: str
    step: str
    visibility: Visibility


Beginning = Literal["agreement", "story", "hello"]
"""Signing an agreement, telling one's own story, writing the first message."""


class HomePair(msgspec.Struct, frozen=True, kw_only=True):
    """One pair as home shows it."""

    page: MeetingsPage
    shared: Idea | None
    """What the partner shared last."""
    carrying: Carried | None
    unread: int
    usual_weekday: str | None
    """The weekday on which the two have met most, YYYY-MM-DD of the latest such day."""
    waiting: str | None
    """Where the call is in which the partner is now, and whoever asks is not."""
    last: Talk | None
    """Their latest talk, as long as what was heard in it is there."""
    to_begin: list[Beginning]
    """What two people begin with and these have not done yet; nothing once they have talked."""


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """An invitation that waits for an answer of whoever asks."""

    pair: str
    name: str
    """Who would like to meet them."""


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody signed in sees first."""

    me: Someone
    pairs: list[HomePair]
    invited: list[Invited]
    administrator: bool
    """Whether they run the programme."""


class NewOffer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One time that is offered."""

    start: datetime
    minutes: int
    every: Repeat = "once"


class Moves(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The time that is to be replaced."""

    uid: str
    original: str


class NewProposal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Times that are offered."""

    offers: list[NewOffer]
    note: str = ""
    moves: Moves | None = None
    stories: bool = False


class Accept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of the times it is."""

    uid: str


class CallOff(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The one time that is called off; None: all of them."""

    original: str | None = None


class Keep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose hour stays when the clocks change: their zone."""

    zone: str


class NewAgenda(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a meeting is for."""

    agenda: list[Phase]


class Start(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The time whose call is to be opened."""

    original: str


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """Where the call is."""

    path: str


class CallPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Who the other of a pair's call is, and what it is for; told to the two alone."""

    pair: str
    partner: Someone
    minutes: int | None
    """None: it was not scheduled."""
    agenda: list[Phase]
    next_is_set: bool
    """Whether the two meet again; else they are asked to set a time before they go."""


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """Whether there is a private calendar address, and, only when it was just made, which."""

    made_at: datetime | None
    url: str | None = None
