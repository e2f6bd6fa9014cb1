"""How much may be said to one person: few hints, far apart, and none that they do not want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from cues.hint import Hint, Key, Verdict, about_line
from cues.settings import TALK, HintSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What became of one kind of hint in this call."""

    last: float
    """When it was last shown, in seconds of call time."""
    unanswered: int = 0
    """How often in a row nobody did anything with it."""
    unhelpful: int = 0
    muted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One person's hints in one call, as they were shown and answered."""

    kinds: Mapping[Key, Past] = field(default_factory=lambda: MappingProxyType({}))
    last: float | None = None
    """When any hint was last shown."""
    last_of_people: float | None = None
    """When a hint that was not about the line was last shown."""
    closed: bool = False
    """No hints any more today."""
    settings: HintSettings = TALK.hints

    def allows(self, key: Key, now: float) -> bool:
        """Tell whether a hint of this kind may be shown at `now`."""
        rules = self.settings
        line = about_line(key)
        if self.closed or now < dict(rules.not_before_s).get(key, rules.first_s):
            return False
        if _within(self.last, now, rules.apart_s):
            return False
        if not line and _within(self.last_of_people, now, rules.every_s):
            return False
        past = self.kinds.get(key)
        return past is None or not (
            past.muted
            or past.unanswered >= rules.ignored_most
            or past.unhelpful >= rules.unhelpful_most
            or _within(past.last, now, dict(rules.again_s)[key])
        )

    def shown(self, hint: Hint) -> Budget:
        """Count a hint that is shown; until an answer comes it counts as ignored."""
        past = self.kinds.get(hint.key, Past(last=hint.at))
        return replace(
            self._with(hint.key, replace(past, last=hint.at, unanswered=past.unanswered + 1)),
            last=hint.at,
            last_of_people=self.last_of_people if about_line(hint.key) else hint.at,
        )

    def feedback(self, key: Key, verdict: Verdict, now: float) -> Budget:
        """Take what the person did with a hint of this kind: any answer means it was not ignored."""
        past = replace(self.kinds.get(key, Past(last=now)), unanswered=0)
        match verdict:
            case "hide":
                return self._with(key, past)
            case "not_helpful":
                return self._with(key, replace(past, unhelpful=past.unhelpful + 1))
            case "mute_kind":
                return self._with(key, replace(past, muted=True))
            case "mute_all":
                return replace(self._with(key, past), closed=True)
            case _:
                assert_never(verdict)

    def _with(self, key: Key, past: Past) -> Budget:
        return replace(self, kinds=MappingProxyType({**self.kinds, key: past}))


def _within(last: float | None, now: float, seconds: float) -> bool:
    return last is not None and now - last < seconds
