"""What stands on a summary's paper and pictures besides the timeline: its title, a line, its sentences."""

from __future__ import annotations

import msgspec

from server.analysis.report import sections
from server.analysis.wording import Wording
from server.exports.facts import Facts
from server.exports.fonts import Fonts, fonts
from server.exports.pdf import pdf
from server.exports.png import png


def as_pdf(facts: Facts, below: int, language: str) -> bytes:
    """Write the summary to be printed."""
    faces, wording = fonts(), Wording(language)
    shown = _legible(facts, faces)
    return pdf(
        shown,
        faces,
        wording,
        heading=wording.listed(shown.names),
        line=_line(shown, wording),
        sections=sections(shown.summary, shown.events, names=shown.names, wording=wording),
        below=below,
    )


def as_png(facts: Facts, below: int, language: str) -> bytes:
    """Draw the timeline."""
    faces, wording = fonts(), Wording(language)
    shown = _legible(facts, faces)
    heading = wording.listed(shown.names)
    return png(shown, faces, wording, heading=heading, line=_line(shown, wording), below=below)


def _legible(facts: Facts, faces: Fonts) -> Facts:
    """Call a voice whose name the fonts have no letters for by its letter."""
    names = (name if faces.legible(name) else "AB"[who] for who, name in enumerate(facts.names))
    return msgspec.structs.replace(facts, names=tuple(names))


def _line(facts: Facts, wording: Wording) -> str:
    summary = facts.summary
    on = f"{wording.day(facts.started_at)}, " if facts.started_at else ""
    missing = summary.people[0].unheard_s if len(facts.names) == 1 else summary.seconds - summary.known_s
    left_out = f" {wording.say('left_out', missing=wording.length(missing))}" if round(missing) else ""
    return f"{on}{wording.length(facts.seconds)}.{left_out}"
