"""A small picture of a conversation in text: two lanes of blocks, small sounds beside them.

::

              0:00           0:25           0:50
                   ○               ~
    Daniel    ▇███▂          ▃█████▁  ▅██╱╱╱╱
    Mara          ▁███████▇▂              ╱╱╱╱
                      ·   ○
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cues.events import (
    Backchannel,
    CueEvent,
    Interjection,
    Laughter,
    Sigh,
    Speech,
    ToneShift,
    Unheard,
)
from cues.spans import Stretches, inside, total, union
from server.analysis.wording import ENGLISH, Wording

BLOCKS = " ▁▂▃▄▅▆▇█"
HATCH = "╱"
MARKS: tuple[tuple[type[CueEvent], str, str, bool], ...] = (
    (ToneShift, "◇", "sign_tone", False),
    (Laughter, "○", "sign_laugh", False),
    (Sigh, "~", "sign_sigh", False),
    (Interjection, "!", "sign_interjection", True),
    (Backchannel, "·", "sign_murmur", True),
)
"""Kinds of small sounds with their signs, the names of their words, and whether those are quoted.

Where several fall together the first is drawn.
"""
_STEPS = (1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600)
_NAME_MOST = 12


def draw(
    events: Iterable[CueEvent],
    *,
    seconds: float,
    names: Sequence[str],
    width: int,
    wording: Wording = ENGLISH,
) -> list[str]:
    """Draw the first `len(names)` voices, at most two, in lines of at most `width` characters."""
    told = tuple(events)
    labels = [name if len(name) <= _NAME_MOST else name[: _NAME_MOST - 1] + "…" for name in names]
    indent = max(len(label) for label in labels) + 2
    columns = width - indent
    bins = [(k * seconds / columns, (k + 1) * seconds / columns) for k in range(columns)]
    lines = [" " * indent + _scale(seconds, columns)]
    for who, label in enumerate(labels):
        lane = label.ljust(indent) + _lane(told, who, bins)
        small = " " * indent + _small(told, who, seconds, columns)
        lines += [small, lane] if who == 0 else [lane, small]
    lines.append("")
    lines += _legend(told, len(names), indent, wording)
    return [line.rstrip() for line in lines]


def clock(seconds: float) -> str:
    """Write a time of the call as `m:ss`, or `h:mm:ss` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _scale(seconds: float, columns: int) -> str:
    """Write times above the lanes, at round steps, so far apart that they do not touch."""
    room = len(clock(seconds)) + 3
    step = next((s for s in _STEPS if s * columns >= room * seconds), _STEPS[-1])
    line = ""
    for at in range(0, int(seconds) + 1, step):
        column = int(at * columns / seconds)
        if column + len(clock(at)) <= columns:
            line = line.ljust(column) + clock(at)
    return line


def _lane(events: Sequence[CueEvent], who: int, bins: Sequence[tuple[float, float]]) -> str:
    talk = _stretches(events, Speech, who)
    unheard = _stretches(events, Unheard, who)
    return "".join(_block(talk, unheard, start, end) for start, end in bins)


def _block(talk: Stretches, unheard: Stretches, start: float, end: float) -> str:
    missing = total(inside(unheard, start, end))
    if 2 * missing >= end - start:
        return HATCH
    share = min(1.0, total(inside(talk, start, end)) / (end - start - missing))
    return BLOCKS[-int(-share * (len(BLOCKS) - 1) // 1)]


def _stretches(events: Sequence[CueEvent], kind: type[Speech] | type[Unheard], who: int) -> Stretches:
    return union((e.start, e.end) for e in events if isinstance(e, kind) and e.who == who)


def _small(events: Sequence[CueEvent], who: int, seconds: float, columns: int) -> str:
    line = [" "] * columns
    for kind, sign, *_ in reversed(MARKS):
        for at in _times(events, kind, who):
            line[min(columns - 1, int(at * columns / seconds))] = sign
    return "".join(line)


def _times(events: Sequence[CueEvent], kind: type[CueEvent], who: int) -> list[float]:
    return [
        event.at if isinstance(event, ToneShift) else event.start
        for event in events
        if isinstance(event, ToneShift | Laughter | Sigh | Interjection | Backchannel)
        and isinstance(event, kind)
        and event.who == who
    ]


def _legend(events: Sequence[CueEvent], voices: int, indent: int, wording: Wording) -> list[str]:
    """Explain what is drawn, and nothing that is not."""
    say = wording.say
    drawn = [
        f"{sign} {say('quoted', sound=say(name)) if quoted else say(name)}"
        for kind, sign, name, quoted in MARKS
        if any(_times(events, kind, who) for who in range(voices))
    ]
    if any(isinstance(event, Unheard) and event.who < voices for event in events):
        drawn.append(f"{HATCH} {say('sign_unheard')}")
    return [" " * indent + "   ".join([f"█ {say('sign_speech')}", *drawn])]
