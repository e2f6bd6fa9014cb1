"""What stands on a summary's paper and pictures besides the timeline: its title, a line, its sentences."""

from __future__ import annotations

import msgspec

from server.analysis.report import sections, spell
from server.exports.facts import Facts
from server.exports.fonts import Fonts, fonts
from server.exports.pdf import pdf
from server.exports.png import png

FOOTER = "Written by Duologue, which hears pauses and small sounds, never words. Times are of the call."


def as_pdf(facts: Facts, below: int) -> bytes:
    """Write the summary to be printed."""
    faces = fonts()
    shown = _legible(facts, faces)
    told = sections(shown.summary, shown.events, names=shown.names)
    return pdf(
        shown, faces, heading=_heading(shown), line=_line(shown), sections=told, footer=FOOTER, below=below
    )


def as_png(facts: Facts, below: int) -> bytes:
    """Draw the timeline."""
    faces = fonts()
    shown = _legible(facts, faces)
    return png(shown, faces, heading=_heading(shown), line=_line(shown), below=below)


def _legible(facts: Facts, faces: Fonts) -> Facts:
    """Call a voice whose name the fonts have no letters for by its letter."""
    names = (name if faces.legible(name) else "AB"[who] for who, name in enumerate(facts.names))
    return msgspec.structs.replace(facts, names=tuple(names))


def _heading(facts: Facts) -> str:
    return " and ".join(facts.names)


def _line(facts: Facts) -> str:
    summary = facts.summary
    on = f"{facts.started_at:%-d %B %Y}, " if facts.started_at else ""
    missing = summary.people[0].unheard_s if len(facts.names) == 1 else summary.seconds - summary.known_s
    left_out = f" {spell(missing).capitalize()} not heard and left out." if round(missing) else ""
    return f"{on}{spell(facts.seconds)}.{left_out}"
