"""Rich Transcription Time Marked (RTTM), as diarisation tools read it: who spoke when, and small sounds.

Ten fields a line: type, file, channel, start in seconds, length in seconds, words, subtype, speaker,
confidence, lookahead. Unheard stretches are `NOSCORE`: nothing may be counted there.
"""

from __future__ import annotations

from cues.events import (
    Backchannel,
    CueEvent,
    Delay,
    Interjection,
    Laughter,
    Overlap,
    Sigh,
    Silence,
    Speech,
    ToneShift,
    Unheard,
)
from server.exports.facts import Facts

_SUBTYPES: dict[type[CueEvent], str] = {
    Laughter: "laugh",
    Sigh: "breath",
    Backchannel: "other",
    Interjection: "other",
}
_NONE = "<NA>"


def rttm(facts: Facts) -> bytes:
    """Name the voices, then write a line for each stretch of one, in order of time."""
    file = "duologue"
    names = [_word(name) for name in facts.names]
    lines = [f"SPKR-INFO {file} 1 {_NONE} {_NONE} {_NONE} unknown {name} {_NONE} {_NONE}" for name in names]
    lines += [line for event in facts.events if (line := _line(event, file, names))]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(event: CueEvent, file: str, names: list[str]) -> str | None:
    if isinstance(event, Silence | Overlap | ToneShift | Delay):
        return None
    confidence = _NONE
    subtype = _NONE
    if isinstance(event, Unheard):
        kind = "NOSCORE"
    else:
        kind = "SPEAKER" if isinstance(event, Speech) else "NON-LEX"
        subtype = _SUBTYPES.get(type(event), _NONE)
        confidence = f"{event.confidence:.2f}"
    fields = (
        kind, file, "1", f"{event.start:.3f}", f"{event.end - event.start:.3f}",
        _NONE, subtype, names[event.who], confidence, _NONE,
    )  # fmt: skip
    return " ".join(fields)


def _word(name: str) -> str:
    """Return a name without spaces, which part the fields."""
    return "_".join(name.split())
