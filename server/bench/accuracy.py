"""Says in plain words how far to trust each cue, out of what the bench measured: docs/accuracy.md.

The figures lie beside it as JSON, and what the summary page tells comes from the same run, so that
nothing that is said of accuracy anywhere can differ from what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from server.bench.report import Report, Slice
from server.bench.table import BY_PITCH, COMPARED, NAMES, WORSE, tables

CLOSE, MOSTLY, FAIR = 0.95, 0.85, 0.7
"""F1 from which a cue is called close, mostly right, or a fair hint (choice)."""

DROP = 0.1
"""How much lower F1 must be on a poorer line or in a louder room for it to be named (choice)."""
APART = 0.1
"""How far apart lower and higher voices must be to be named (choice)."""
FEWEST = 15
"""Labelled sounds of each group from which two groups are compared (choice)."""

WITHIN = {0.1: "tenth", 0.2: "fifth", 1 / 3: "third"}
"""Parts of a second the summary page has a word for."""

HEAD = """\
# How far to trust each cue

Written by `duologue bench cues`; do not change it by hand.

Measured on {date}, with Duologue {product} and its small net {net}, over {minutes} minutes of
conversation. **These are development recordings**: voices, laughs and sighs of real people, placed on the
timings of real telephone calls, and thresholds were chosen with such recordings in view. The net for
small sounds learned from clips of the same people whose laughs and sighs are in the conversations and in
`vocal`; the people in `vocal_measure_only` it never heard. A call of people it never heard may come out
somewhat worse than what follows. The net's own card, `cues/models/hear.md`, tells how it does on people
held out while it was chosen.

## In plain words

"""

UNKNOWN = """\
- **Never measured:** children's voices, several people at one microphone, singing, music beside the call, and
  most languages: the conversations are in English, the voices that move in German, the single sounds of
  `vocal_measure_only` in Korean. Expect less there, and do not lean on a count.
- **No cue is a feeling.** A sigh is a breath, a laugh is a sound; only the one who made it knows why.
"""

AGAIN = """\
## Measuring again

    make accuracy DATA=DIR

`DIR` holds `dialogues`, `tone`, `vocal`, `vocal_measure_only` and `noise_rir`. A sound counts as found when
it shares at least 40 % of the shorter of the two, speech is compared every 10 ms (`server/bench/scoring.py`).
The figures themselves lie in `docs/accuracy.json`; `duologue bench cues --figures docs/accuracy.json` shows
them again, and `--write` and `--page` write this page and what the summary page tells from them.
"""


def encoded(report: Report) -> bytes:
    """Return the figures as JSON that can be read and compared line by line."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def decoded(text: bytes) -> Report:
    """Read figures again.

    Raises
    ------
    msgspec.MsgspecError
        When they are none.
    """
    return msgspec.json.decode(text, type=Report)


def markdown(report: Report) -> str:
    """Write the page docs/accuracy.md."""
    parts = [
        HEAD.format(
            date=report.date, product=report.product, net=f"`{report.net}`", minutes=round(report.hours * 60)
        ),
        *(f"- {line}\n" for line in plain(report)),
        "\n## For whom, and where, less\n\n",
        *(f"- {line}\n" for line in less(report)),
        UNKNOWN,
        "\n## All figures\n\n",
        *_figures(report),
    ]
    for title, rows in tables(report):
        parts.append(f"\n### {title}\n\n")
        for number, row in enumerate(rows):
            parts.append(f"| {' | '.join(row)} |\n")
            if not number:
                parts.append("|---" + "|--:" * (len(row) - 1) + "|\n")
    return "".join([*parts, "\n", AGAIN])


def plain(report: Report) -> Iterator[str]:
    """Say of each cue how far to trust it."""
    yield _speech(report)
    off = report.get("dialogues.silence_onset_error_median_s")
    yield (
        f"**Silences of a second or more: {word(report.get('dialogues.silence_f1'))}.**"
        f" {_found(report, 'dialogues', 'silence')} Half begin within {off:.2f} s of where they should."
    )
    for kind, name in (("overlap", "Both at once"), ("backchannel", "“Mm-hm”")):
        grade = word(report.get(f"dialogues.{kind}_f1"))
        yield f"**{name}: {grade}.** {_found(report, 'dialogues', kind)} {_rate(report, kind)}"
    for kind, name in (("laughter", "Laughs"), ("sigh", "Sighs")):
        place = f"vocal_measure_only/{kind}"
        grade = word(min(report.get(f"dialogues.{kind}_f1"), report.get(f"{place}.{kind}_f1")))
        yield (
            f"**{name}: {grade}.** In conversations: {_lower(_found(report, 'dialogues', kind))}"
            f" {_rate(report, kind)}{_begun(report, kind)} Of single sounds of people never learned from,"
            f" among coughs, yawns and sobs: {_lower(_found(report, place, kind))}"
        )
    yield _moved(report)


def _speech(report: Report) -> str:
    f1, recall, precision = (
        report.get(f"dialogues.speech_frame_{its}") for its in ("f1", "recall", "precision")
    )
    error = 100 * report.get("dialogues.talk_share_error_mean")
    return (
        f"**Speech: {word(f1)}.** Of 100 moments of talk {_of(recall)} are heard as talk, and of 100 told as"
        f" talk {_of(precision)} are. A person's share of the talk is off by {error:.1f} of 100 on average."
    )


def _moved(report: Report) -> str:
    recall, false = report.get("tone.tone_recall"), report.get("tone.tone_false_alarm_rate")
    moved, still = report.counts["tone"]["moved"], report.counts["tone"]["still"]
    return (
        f"**A voice that moved: {word(min(recall, 1 - false))}.** Of {moved} voices that clearly moved,"
        f" {round(recall * moved)} were told; of {still} that did not, {round(false * still)}."
        " Actors' voices: people's ordinary changes are smaller."
    )


def less(report: Report) -> Iterator[str]:
    """Say for whom and where the cues are less to be trusted."""
    lower, higher = (_group(report, value) for value in ("lower", "higher"))
    for name, figure in BY_PITCH.items():
        counts = [its.behind(figure) for its in (lower, higher)]
        one, two = lower.figures[figure], higher.figures[figure]
        if min(counts) >= FEWEST and abs(one - two) >= APART and not figure.endswith("rate"):
            poorer = "lower" if one < two else "higher"
            yield (
                f"**{poorer.capitalize()} voices, {name}:** {min(one, two):.2f} against {max(one, two):.2f}"
                f" (F1, over {counts[0]} and {counts[1]})."
            )
    for its in report.slices:
        if its.by not in WORSE:
            continue
        drops = [
            f"{NAMES[kind].partition(',')[0]} {report.get(figure):.2f} → {its.figures[figure]:.2f}"
            for kind, figure in COMPARED.items()
            if report.get(figure) - its.figures[figure] >= DROP
        ]
        if drops:
            place = WORSE[its.by].format(its.value)
            yield f"**{place[0].upper()}{place[1:]}:** {', '.join(drops)} (F1)."


def word(f1: float) -> str:
    """Grade a figure between 0 and 1 in words."""
    if f1 >= CLOSE:
        return "close"
    if f1 >= MOSTLY:
        return "mostly right"
    return "a fair hint, not a count" if f1 >= FAIR else "often wrong, a hint at most"


def typescript(report: Report) -> str:
    """Write what the summary page tells of accuracy.

    Of laughs and sighs it tells the smaller of two figures: what was found in conversations, and
    what was found of people the net never learned from.
    """
    off = report.get("dialogues.silence_onset_error_median_s")
    within = next((name for part, name in WITHIN.items() if off <= part), "half")
    laughs, sighs = (
        round(
            10
            * min(
                report.get(f"dialogues.{kind}_recall"),
                report.get(f"vocal_measure_only/{kind}.{kind}_recall"),
            )
        )
        for kind in ("laughter", "sigh")
    )
    return f"""\
/**
 * Written by `duologue bench cues --page`: how well sounds are found, as the summary page tells it. All of
 * it, and how it was measured: docs/accuracy.md.
 */
export const ACCURACY = {{
  /** Where pauses begin, to this part of a second. */
  within: "{within}",
  /** Found of ten. */
  laughs: {laughs},
  sighs: {sighs},
}} as const;
"""


def _figures(report: Report) -> Iterator[str]:
    yield "| figure | value | of |\n|---|--:|--:|\n"
    for place, figures in report.figures.items():
        counts = report.counts.get(place, {})
        for name, figure in figures.items():
            if name != "clips":
                count = counts.get(name.rpartition("_")[0], "")
                yield f"| {place}: {name.replace('_', ' ')} | {figure:.3f} | {count} |\n"


def _found(report: Report, place: str, kind: str) -> str:
    recall, precision = (report.get(f"{place}.{kind}_{which}") for which in ("recall", "precision"))
    count = report.counts[place][kind]
    return f"Of {count}, {round(recall * count)} were found; of 100 told, {_of(precision)} were there."


def _rate(report: Report, kind: str) -> str:
    rate = round(report.get(f"dialogues.{kind}_false_per_hour"))
    return f"Told without cause {rate} times an hour." if rate else "Hardly ever told without cause."


def _begun(report: Report, kind: str) -> str:
    """Say how soon a sound is told that is told before it is over."""
    soon = report.delays.get(f"{kind}_begun")
    if soon is None or soon.p50 is None:
        return ""
    return f" Half are told within {soon.p50:.1f} s of their beginning, 95 of 100 within {soon.p95:.1f} s."


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _of(share: float) -> int:
    return round(100 * share)


def _group(report: Report, value: str) -> Slice:
    return next(its for its in report.slices if (its.by, its.value) == ("pitch", value))
