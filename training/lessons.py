"""What each clip teaches: a target of 1, 0 or nothing for every output of the net.

EmoGator's labels are emotions asked for, not sounds. A clip is a positive where its emotion and a
second view agree (the audit of `eval/vocal`, YAMNet, its own spectrum), a negative where both say
so, and otherwise teaches nothing for that output.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.sounds import Sound

OUTPUTS = ("speech", "laughter", "sigh", "other", "murmur", "interjection", "voice")
SPEECH, LAUGHTER, SIGH, OTHER, MURMUR, INTERJECTION, VOICE = range(7)
UNSAID = np.nan

MERRY = {"elation", "triumph", "ecstasy", "adoration", "embarrassment", "pride", "surprise_positive"}
SIGH_LIKE = {
    "relief",
    "disappointment",
    "contentment",
    "serenity",
    "sympathy",
    "romantic_love",
    "desire",
    "guilt",
    "shame",
    "sadness",
    "awe",
    "ecstasy",
    "adoration",
    "distress",
    "contempt",
    "pride",
    "confusion",
    "neutral",
    "interest",
}
HARSH = {"anger", "pain", "disgust", "fear", "sadness", "distress"}
MURMUR_LIKE = {"neutral", "sympathy", "contentment", "interest", "confusion", "serenity", "desire"}
VOWEL_LIKE = {"surprise_positive", "surprise_negative", "realization", "interest", "awe"}


@dataclass(slots=True)
class Lesson:
    """A clip cut to where it sounds, and what it teaches.

    `active`: one flag for every 10 ms. `group` names the kind for the mixing.
    """

    samples: npt.NDArray[np.float32]
    active: npt.NDArray[np.bool_]
    targets: npt.NDArray[np.float32]
    group: str
    name: str


def _may_laugh(emotion: str, laughs: float) -> bool:
    """Whether a clip may hold a laugh nobody vouched for; sobs and cries sound like it, and are none."""
    if emotion in HARSH:
        return False
    return laughs > 0.1 or emotion == "embarrassment" or (emotion in MERRY and laughs > 0.02)


def _may_sigh(sound: Sound) -> bool:
    """Whether a clip may hold a sigh nobody vouched for."""
    heard, emotion = sound.teacher, sound.label
    if emotion in HARSH - {"sadness", "distress"}:
        return heard["sigh"] > 0.3
    return (
        heard["sigh"] > 0.05
        or heard["breath"] > 0.2
        or (emotion in SIGH_LIKE and sound.voiced < 0.6)
        or emotion == "relief"
        or (emotion == "disappointment" and heard["sigh"] > 0.02)
    )


def _burst(sound: Sound) -> tuple[npt.NDArray[np.float32], str]:
    t = np.zeros(7, np.float32)
    t[VOICE] = 1.0
    heard, emotion = sound.teacher, sound.label
    laughs = heard["laughter"]
    group = "burst"

    if sound.audited == "laughter" or (emotion == "amusement" and not sound.audited):
        if sound.audited or laughs > 0.02:
            t[LAUGHTER], group = 1.0, "laughter"
        else:
            t[LAUGHTER] = UNSAID
    elif sound.audited == "laughter_uncertain" or (not sound.audited and _may_laugh(emotion, laughs)):
        t[LAUGHTER] = UNSAID

    if sound.audited == "sigh" or (
        emotion == "relief"
        and not sound.audited
        and laughs < 0.1
        and (heard["sigh"] > 0.03 or sound.voiced < 0.7)
    ):
        t[SIGH], group = 1.0, "sigh"
    elif sound.audited == "sigh_uncertain" or (not sound.audited and _may_sigh(sound)):
        t[SIGH] = UNSAID
    elif sound.audited == "vocal_other" and emotion in {"disappointment", "relief", "sadness"}:
        t[SIGH] = UNSAID if heard["sigh"] > 0.05 else 0.0

    if group == "burst":
        t[OTHER] = 1.0 if emotion in HARSH or heard["cough"] > 0.2 else UNSAID
        clear = laughs < 0.05 and sound.voiced > 0.6 and heard["speech"] < 0.9
        if emotion in MURMUR_LIKE and clear and sound.dark > 14.0:
            t[MURMUR], t[INTERJECTION], t[OTHER], group = 1.0, 0.0, 0.0, "murmur"
        elif emotion in VOWEL_LIKE and clear and sound.dark < 10.0:
            t[MURMUR], t[INTERJECTION], t[OTHER], group = 0.0, 1.0, 0.0, "interjection"
        elif sound.audited == "interjection":
            t[MURMUR], t[INTERJECTION], t[OTHER], group = UNSAID, 1.0, 0.0, "interjection"
        else:
            t[MURMUR] = t[INTERJECTION] = UNSAID
    else:
        t[MURMUR] = t[INTERJECTION] = UNSAID if sound.voiced > 0.5 else 0.0
    if emotion in {"anger", "triumph", "elation", "pain"} and group == "burst":
        t[SPEECH] = UNSAID if heard["speech"] > 0.6 else 0.0
    return t, group


def _levels(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    count = max(1, -(-len(samples) // 160))
    padded = np.zeros(count * 160, np.float32)
    padded[: len(samples)] = samples
    power = (padded.reshape(count, 160).astype(np.float64) ** 2).mean(1)
    smooth = np.convolve(power, np.ones(3) / 3, "same")
    return 10 * np.log10(smooth + 1e-10)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _close(active: npt.NDArray[np.bool_], gap: int, least: int) -> npt.NDArray[np.bool_]:
    """Holes up to `gap` frames filled, then runs under `least` frames dropped."""
    out = active.copy()
    for first, last in _runs(~out):
        if first > 0 and last < len(out) and last - first <= gap:
            out[first:last] = True
    for first, last in _runs(out):
        if last - first < least:
            out[first:last] = False
    return out


def activity(samples: npt.NDArray[np.float32], under: float, gap: int) -> npt.NDArray[np.bool_]:
    """Where a clip sounds: within `under` dB of its loud part and clear of its own noise."""
    level = _levels(samples)
    loud, quiet = np.percentile(level, 95), np.percentile(level, 3)
    bar = max(loud - under, min(quiet + 8.0, loud - 14.0))
    return _close(level > bar, gap, 4)


def lessons(sounds: list[Sound]) -> list[Lesson]:
    """Every clip as one lesson, or several where a recording holds several sounds."""
    out = []
    for sound in sounds:
        x = sound.samples
        if sound.source == "emogator":
            targets, group = _burst(sound)
            under = 25.0 if group == "sigh" else 30.0
            pieces = [(x, activity(x, under, 30))]
        elif sound.label == "speech":
            targets, group = np.array([1, 0, 0, 0, 0, 0, 1], np.float32), "speech"
            pieces = [(x, activity(x, 32.0, 20))]
        elif sound.label == "cough":
            targets, group = np.array([0, 0, 0, 1, 0, 0, 1], np.float32), "cough"
            pieces = _split(x, 25.0, 20, 15, 250)
        else:
            deep = sound.audited.endswith("deep")
            targets = np.array([0, 0, 0, 1, 0, 0, np.nan if deep else 0], np.float32)
            group = "breath"
            pieces = _split(x, 18.0, 12, 15, 300)
        for samples, active in pieces:
            where = np.flatnonzero(active)
            if len(where) < 10:
                continue
            first, last = max(0, where[0] - 3), where[-1] + 4
            cut = samples[first * 160 : last * 160].copy()
            flags = active[first:last][: -(-len(cut) // 160)]
            loud = np.sqrt(np.mean(cut[np.repeat(flags, 160)[: len(cut)]] ** 2)) + 1e-6
            out.append(Lesson((cut / loud * 0.1).astype(np.float32), flags, targets, group, sound.name))
    return out


def _split(
    x: npt.NDArray[np.float32], under: float, gap: int, least: int, most: int
) -> list[tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]]:
    active = activity(x, under, gap)
    pieces = []
    for first, last in _runs(active):
        if least <= last - first <= most:
            samples = x[first * 160 : min(len(x), last * 160)]
            pieces.append((samples, active[first : first + -(-len(samples) // 160)]))
    return pieces
