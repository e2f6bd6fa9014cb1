"""The cue bench's figures as rows: for the terminal, and for docs/accuracy.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from server.bench.delays import Delay
from server.bench.report import By, Report, Slice

NAMES = {
    "speech": "speech",
    "voice": "begins to speak",
    "silence": "silence of 1 s or more",
    "overlap": "both at once",
    "backchannel": "“mm-hm”",
    "laughter_begun": "laugh, begun",
    "laughter": "laugh, over",
    "sigh": "sigh",
    "tone_shift": "voice moved",
}
"""What each kind is called where people read it."""

COMPARED = {
    "speech": "dialogues.speech_frame_f1",
    "overlap": "dialogues.overlap_f1",
    "silence": "dialogues.silence_f1",
    "backchannel": "dialogues.backchannel_f1",
    "laughter": "dialogues.laughter_f1",
    "sigh": "dialogues.sigh_f1",
}
"""The figure of each cue that is compared between lines and rooms."""

BY_PITCH = {
    "speech": "dialogues.speech_frame_f1",
    "“mm-hm”": "dialogues.backchannel_f1",
    "laugh": "vocal/laughter.laughter_f1",
    "sigh": "vocal/sigh.sigh_f1",
    "laugh, people never learned from": "vocal_measure_only/laughter.laughter_f1",
    "sigh, people never learned from": "vocal_measure_only/sigh.sigh_f1",
    "voice moved, found": "tone.tone_recall",
    "voice moved, false": "tone.tone_false_alarm_rate",
}
"""What is compared between lower and higher voices."""

WORSE: dict[By, str] = {"codec": "{} kbit/s", "loss": "{} % lost", "noise": "noise {} dB below"}

Row = Sequence[str]


def lines(report: Report) -> Iterator[str]:
    """Yield everything measured, as plain lines."""
    for place, figures in report.figures.items():
        yield ""
        yield place
        for name, figure in figures.items():
            yield f"  {name:<34} {figure:.4f}"
    for title, rows in tables(report):
        yield ""
        yield title
        widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        for row in rows:
            cells = [f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)]
            yield "  ".join([f"  {row[0]:<{widths[0]}}", *cells[1:]])


def tables(report: Report) -> Iterator[tuple[str, list[Row]]]:
    """Yield each table by its title; the first row is its head."""
    yield "How soon", list(_soon(report))
    yield "How exact", list(_exact(report))
    yield "False alarms an hour", list(_false(report))
    yield "By the pitch of the voice", list(_pitch(report))
    yield "On a poorer line, in a louder room (F1)", list(_worse(report))
    yield "Taken for a laugh or a sigh", list(_mistaken(report))
    yield "What it costs", list(_cost(report))


def _soon(report: Report) -> Iterator[Row]:
    yield "told after", "from its beginning: p50", "p95", "from its end: p50", "p95", "of"
    for kind, name in NAMES.items():
        if kind in report.delays:
            begun, ended = report.delays[kind], report.delays_after_end.get(kind, Delay(0, None, None))
            of = str(begun.count)
            yield name, _s(begun.p50), _s(begun.p95), _s(ended.p50), _s(ended.p95), of


def _exact(report: Report) -> Iterator[Row]:
    yield "beginning", "off by: p50", "p95", "early or late"
    for kind, off in report.onset_error.items():
        bias = report.onset_bias.get(kind)
        yield _name(kind), _s(off.p50), _s(off.p95), "–" if bias is None else f"{bias:+.2f} s"


def _false(report: Report) -> Iterator[Row]:
    alone = report.figures["speech alone"]
    yield "told, but not there", "in conversations", "in speech alone"
    for kind in ("overlap", "silence", "backchannel", "laughter", "sigh"):
        name = f"{kind}_false_per_hour"
        rate = f"{report.get(f'dialogues.{name}'):.1f}"
        yield _name(kind), rate, f"{alone[name]:.1f}" if name in alone else "–"


def _pitch(report: Report) -> Iterator[Row]:
    groups = [its for its in report.slices if its.by == "pitch"]
    yield "", *(f"{its.value} voices" for its in groups)
    yield "people", *(str(its.people) for its in groups)
    for name, figure in BY_PITCH.items():
        yield name, *(_of(its, figure) for its in groups)


def _of(group: Slice, figure: str) -> str:
    count = group.behind(figure)
    if not count:
        return "–"
    share = f"{group.figures[figure]:.2f}"
    return share if "speech" in figure else f"{share} of {count}"


def _worse(report: Report) -> Iterator[Row]:
    yield "", *(_name(kind) for kind in COMPARED), "false laughs an hour"
    recorded = {f"dialogues.{name}": figure for name, figure in report.figures["dialogues"].items()}
    yield "as recorded", *_compared(recorded)
    for its in report.slices:
        if its.by in WORSE:
            yield WORSE[its.by].format(its.value), *_compared(its.figures)


def _compared(figures: Mapping[str, float]) -> Iterator[str]:
    for figure in COMPARED.values():
        yield f"{figures[figure]:.2f}"
    yield f"{figures['dialogues.laughter_false_per_hour']:.1f}"


def _mistaken(report: Report) -> Iterator[Row]:
    yield "clips of", "for a laugh", "for a sigh"
    labels = sorted({(its.folder, its.label) for its in report.mistaken})
    taken = {(its.folder, its.label, its.taken_for): f"{its.taken} of {its.clips}" for its in report.mistaken}
    for folder, label in labels:
        name = f"{label.replace('_', ' ')} ({folder})"
        yield name, *(taken.get((folder, label, kind), "–") for kind in ("laughter", "sigh"))


def _cost(report: Report) -> Iterator[Row]:
    yield "calls at once", "ms a second of call, from packet to event"
    for cost in report.costs:
        yield str(cost.calls), f"{cost.ms_per_s:.1f}"


def _name(kind: str) -> str:
    return NAMES[kind].partition(",")[0]


def _s(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds:.2f} s"
