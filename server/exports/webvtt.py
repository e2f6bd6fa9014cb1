"""WebVTT: what was heard as captions, to be laid over a recording of one's own."""

from __future__ import annotations

from server.exports.facts import Facts
from server.exports.tiers import Tier, tiers

_SHORTEST_MS = 700
"""A caption stands at least this long, so that it can be read."""

_SAID = {"speech": "speaks", "laugh": "laughs", "sigh": "sighs"}


def webvtt(facts: Facts) -> bytes:
    """Write a cue for each stretch of a voice and each long quiet, in order of time."""
    cues = sorted(
        (note.start_ms, note.end_ms, _text(tier, note.text, facts))
        for tier in tiers(facts)
        for note in tier.notes
        if tier.kind not in ("overlap", "quiet", "line") or note.text in ("long", "quiet")
    )
    parts = ["WEBVTT", "NOTE Sounds as Duologue heard them. No words were listened to."]
    for start, end, text in cues:
        parts.append(f"{_clock(start)} --> {_clock(max(end, start + _SHORTEST_MS))}\n{text}")
    return ("\n\n".join(parts) + "\n").encode()


def _text(tier: Tier, text: str, facts: Facts) -> str:
    if tier.who is None:
        return "[quiet]"
    if tier.kind == "not heard":
        said = "not heard"
    else:
        said = f"voice {text}" if tier.points else _SAID.get(tier.kind, text)
    return f"<v {_safe(facts.names[tier.who])}>[{_safe(said)}]"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
