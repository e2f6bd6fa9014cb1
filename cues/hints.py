"""When a hint may be said, which, and to whom. The words live in the page's catalogues.

Rules and catalogue: docs/hints.md. `decide` is asked again and again, with the time as an argument, and
nearly always says nothing.
"""

from __future__ import annotations

import math

from cues.budget import Budget
from cues.change import Change
from cues.conversation import Conversation
from cues.hint import Hint, Key, Mode, Sureness, Verdict, Why, about_line
from cues.line import Tier, current
from cues.spans import total
from cues.triggers import TRIGGERS, Look
from cues.worked import Band

__all__ = [
    "Budget", "Change", "Hint", "Key", "Mode", "Sureness", "Tier", "Verdict", "Why", "decide", "good_moment",
]  # fmt: skip


def decide(
    conversation: Conversation,
    *,
    receiver: int,
    now: float,
    mode: Mode,
    budget: Budget,
    story_phase: bool = False,
    band: Band | None = None,
) -> Hint | None:
    """Find the one hint to say to a person now, if there is one.

    Parameters
    ----------
    receiver
        Whose hint: their track.
    now
        Call time, in seconds.
    budget
        What this person has been shown, and what they made of it.
    story_phase
        The agenda gives this time to one person's story: a long turn is as planned.
    band
        The least and the most of the talk, as shares, that the two agreed on.
    """
    if mode != "live":
        return None
    allowed = [key for key in TRIGGERS if budget.allows(key, now)]
    if not allowed or not good_moment(conversation, receiver, now):
        return None
    line = conversation.settings.line
    if any(current(read, now, line) != "good" for read in conversation.read):
        allowed = [key for key in allowed if about_line(key)]
    seen = Look(conversation=conversation, me=receiver, now=now, story_phase=story_phase, band=band)
    found = (TRIGGERS[key](seen) for key in allowed)
    return next((hint for hint in found if hint is not None), None)


def good_moment(conversation: Conversation, receiver: int, now: float) -> bool:
    """Tell whether `receiver` can take a hint now without being disturbed.

    That is while the other speaks and has spoken alone for a second; within the first breath of a pause
    of one's own; or in a silence so long that it is nobody's. Never while they speak themselves, never
    in a silence in use, and never when it is not known whether they speak.
    """
    rules = conversation.settings.hints
    other = 1 - receiver
    if conversation.began(receiver, now) is not None or _may_speak_unheard(conversation, receiver, now):
        return False
    mine, theirs = conversation.stopped(receiver, now), conversation.stopped(other, now)
    speaking = conversation.began(other, now)
    if speaking is not None:
        return now - max(speaking, -math.inf if mine is None else mine) >= rules.listened_s
    stops = [stop for stop in (mine, theirs) if stop is not None]
    if not stops:
        return False
    quiet_s = now - max(stops)
    if total(conversation.known(max(stops), now)) < quiet_s:
        return False
    if quiet_s >= rules.lapse_s:
        return True
    shortest, longest = rules.own_pause_s
    began = conversation.last_began(receiver, now)
    held = began is None or now - began >= rules.listened_s
    own = mine is not None and (theirs is None or theirs < mine)
    return own and held and shortest <= quiet_s <= longest


def _may_speak_unheard(conversation: Conversation, who: int, now: float) -> bool:
    """Tell whether a person could be speaking and not be heard; a muted one speaks to nobody here."""
    since = now - conversation.settings.hints.listened_s
    return any(u.who == who and u.reason != "muted" and u.end > since for u in conversation.unheard)
