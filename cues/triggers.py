"""The catalogue's triggers: what must have been heard for each hint. Only the receiver's side differs.

Each rule looks at one moment from one person's side and gives the hint it would say, or None. Whether
anything may be said at that moment is no business of theirs (`cues.hints`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean
from types import MappingProxyType

from cues.change import Change, changes
from cues.conversation import Conversation
from cues.events import Line, Overlap
from cues.floor import Turn
from cues.hint import Hint, Key, Sureness, Why
from cues.line import current, delay, thin_since
from cues.settings import HintSettings
from cues.spans import Stretches, intersect, total
from cues.worked import Band


@dataclass(frozen=True, kw_only=True)
class Look:
    """One moment of a conversation, seen from the side of the person who may get a hint."""

    conversation: Conversation
    me: int
    now: float
    story_phase: bool
    band: Band | None

    @property
    def they(self) -> int:
        """The partner's track."""
        return 1 - self.me

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """All turns that are remembered."""
        return self.conversation.turns(self.now)

    @property
    def rules(self) -> HintSettings:
        """The thresholds."""
        return self.conversation.settings.hints

    def hint(
        self,
        key: Key,
        start: float,
        end: float,
        sure: Sureness = "sure",
        *,
        seconds: float | None = None,
        minutes: int | None = None,
        words: tuple[Change, ...] = (),
    ) -> Hint:
        """Make a hint for the person, resting on what was heard from `start` to `end`."""
        line = current(self.conversation.read[self.me], self.now, self.conversation.settings.line)
        why = Why(start=start, end=end, sure=sure, line=line)
        return Hint(
            key=key, receiver=self.me, at=self.now, why=why, seconds=seconds, minutes=minutes, changes=words
        )

    def my_turn(self) -> Turn | None:
        """Return the turn of the person that goes on now, a pause of their own included."""
        last = self.turns[-1] if self.turns else None
        pause_s = self.conversation.settings.floor.pause_s
        if last is None or last.who != self.me or self.now - last.end >= pause_s:
            return None
        return last

    def overlaps(self, within_s: float, *, line_made: bool) -> tuple[Overlap, ...]:
        """Find the overlaps begun lately that the line made, or those it did not."""
        labelled = (
            self.conversation.label(overlap)
            for overlap in self.conversation.overlaps
            if self.now - within_s <= overlap.start <= self.now
        )
        return tuple(overlap for overlap in labelled if overlap.line_made == line_made)


def _bumps(look: Look) -> Hint | None:
    made = look.overlaps(look.rules.bumps_within_s, line_made=True)
    if len(made) < look.rules.bumps:
        return None
    return look.hint("line.bumps", made[0].start, made[-1].end)


def _slow(look: Look) -> Hint | None:
    lines = look.conversation.lines
    since = [_slow_since(reports, look) for reports in lines]
    long = [start for start in since if start is not None and look.now - start >= look.rules.slow_for_s]
    made = look.overlaps(look.rules.slow_within_s, line_made=True)
    if long:
        start, end = min(long), look.now
    elif len(made) >= look.rules.slow_overlaps:
        start, end = made[0].start, made[-1].end
    else:
        return None
    settings = look.conversation.settings.line
    known = [late for reports in lines if (late := delay(reports, look.now, settings)) is not None]
    adds = round(2 * fmean(known), 1) if known else 0.0
    measured = any(report.delay_s is not None for reports in lines for report in reports)
    sure: Sureness = "sure" if measured else "fairly_sure"
    return look.hint("line.slow", start, end, sure, seconds=adds) if adds else None


def _slow_since(reports: Sequence[Line], look: Look) -> float | None:
    since = None
    for report in reversed(reports):
        late = report.rtt_s / 2 if report.delay_s is None else report.delay_s
        if late < look.rules.slow_s:
            break
        since = report.at
    stale = not reports or look.now - reports[-1].at > look.conversation.settings.line.window_s
    return None if stale else since


def _thin_mine(look: Look) -> Hint | None:
    return _thin(look, "line.thin_mine", look.me)


def _thin_theirs(look: Look) -> Hint | None:
    return _thin(look, "line.thin_theirs", look.they)


def _thin(look: Look, key: Key, who: int) -> Hint | None:
    since = thin_since(look.conversation.read[who], look.now, look.conversation.settings.line)
    if since is None or look.now - since < look.rules.thin_for_s:
        return None
    return look.hint(key, since, look.now)


def _tried(look: Look) -> Hint | None:
    """Only while the person still holds the floor: it can be given at their next pause."""
    tries = [
        overlap
        for overlap in look.overlaps(look.rules.entry_fresh_s, line_made=False)
        if overlap.who == look.they and overlap.kind == "tried_to_come_in"
    ]
    if not tries or look.my_turn() is None:
        return None
    last = tries[-1]
    answered = any(turn.who == look.they and turn.end > last.end for turn in look.turns)
    if answered or look.now - last.end < look.rules.entry_turn_s:
        return None
    return look.hint("entry.tried", last.start, last.end)


def _long(look: Look) -> Hint | None:
    turn = look.my_turn()
    if look.story_phase or turn is None or turn.end - turn.start < look.rules.long_s:
        return None
    minutes = round((turn.end - turn.start) / 60)
    return look.hint("floor.long", turn.start, turn.end, minutes=minutes)


def _mostly(look: Look) -> Hint | None:
    rules = look.rules
    start = look.now - rules.mostly_within_s
    known = look.conversation.known(start, look.now)
    if look.story_phase or start < 0 or total(known) < rules.mostly_known_s:
        return None
    mine, theirs = (_talk(look, who, start, known) for who in (look.me, look.they))
    if mine + theirs < rules.mostly_talk_s or mine < rules.mostly * (mine + theirs):
        return None
    if look.band is not None and mine <= look.band[1] * (mine + theirs):
        return None
    return look.hint("floor.mostly_mine", start, look.now)


def _talk(look: Look, who: int, start: float, known: Stretches) -> float:
    return total(intersect(look.conversation.talk(who, start, look.now), known))


def _often(look: Look) -> Hint | None:
    held = [o for o in look.overlaps(look.rules.often_within_s, line_made=False) if o.kind == "held"]
    if len(held) < look.rules.often:
        return None
    return look.hint("overlap.often", held[0].start, held[-1].end)


def _sighs(look: Look) -> Hint | None:
    rules = look.rules
    sighs = [
        sigh
        for sigh in look.conversation.sighs
        if sigh.who == look.they and look.now - rules.sighs_within_s <= sigh.start and sigh.end <= look.now
    ]
    if len(sighs) < rules.sighs:
        return None
    last = sighs[-1].end
    if total(look.conversation.talk(look.me, last, look.now)) >= rules.sighs_answered_s:
        return None
    return look.hint("sound.sighs", sighs[0].start, last, _sure(look, [s.confidence for s in sighs]))


def _moved(look: Look) -> Hint | None:
    rules = look.rules
    shifts = [t for t in look.conversation.tones if t.who == look.they and t.at <= look.now]
    if not shifts:
        return None
    last = shifts[-1]
    words = changes(last.moved)[: rules.tone_words]
    if not words or not rules.tone_holds_s <= look.now - last.at <= rules.tone_fresh_s:
        return None
    start = max(0.0, last.at - look.conversation.settings.summary.tone_window_s)
    return look.hint("tone.moved", start, last.at, _sure(look, [last.confidence]), words=words)


def _murmurless(look: Look) -> Hint | None:
    rules = look.rules
    talk = look.conversation
    turn = look.my_turn()
    start = look.now - rules.murmurless_s
    if turn is None or turn.start > start or total(talk.known(start, look.now)) < rules.murmurless_s:
        return None
    murmured = [murmur for murmur in talk.murmured if murmur.who == look.they]
    if murmured and murmured[-1].end > start:
        return None
    before = talk.talk_s[look.me] + total(talk.talk(look.me, 0.0, start))
    usual = talk.murmurs[look.they] + len(murmured)
    if before < rules.murmurs_talk_s or usual * 60 < rules.murmurs_a_minute * before:
        return None
    return look.hint("murmur.absent", start, look.now, "fairly_sure")


def _sure(look: Look, confidences: Sequence[float]) -> Sureness:
    return "sure" if fmean(confidences) >= look.rules.sure else "fairly_sure"


TRIGGERS: Mapping[Key, Callable[[Look], Hint | None]] = MappingProxyType(
    {
        "line.bumps": _bumps,
        "line.slow": _slow,
        "line.thin_mine": _thin_mine,
        "line.thin_theirs": _thin_theirs,
        "entry.tried": _tried,
        "sound.sighs": _sighs,
        "tone.moved": _moved,
        "overlap.often": _often,
        "murmur.absent": _murmurless,
        "floor.long": _long,
        "floor.mostly_mine": _mostly,
    }
)
"""Every rule of the catalogue, the one to be said first first: the line before people, and what the
other brings before what one does oneself."""
