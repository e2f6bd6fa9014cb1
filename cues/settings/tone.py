"""Pitch, rate and how far a voice has moved: their thresholds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchSettings:
    """What is taken for the pitch of a voice."""

    lowest_hz: float = 60.0
    """Lowest pitch looked for: under a low male voice (choice)."""
    highest_hz: float = 500.0
    """Highest pitch looked for: over an excited high voice (choice)."""
    octave_cost: float = 0.05
    """What a candidate an octave lower must be more periodic by (Boersma 1993: 0.01 to 0.1)."""
    voicing: float = 0.35
    """Periodicity from which a frame is voiced, 0 to 1 (choice: 1 % gross errors against pyin)."""
    below_loud_db: float = 20.0
    """Frames further below their spurt's 95th percentile are breath, room or bleed, in dB (choice)."""
    floor_db: float = -70.0
    """Frames below this level in dBFS are not looked at (choice: a codec's comfort noise)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettings:
    """What is taken for a syllable."""

    smooth_frames: int = 7
    """Length of the smoothing of the vowels' level, in frames of 10 ms, odd (choice)."""
    dip_db: float = 2.0
    """Depth of the valleys that part two syllables (de Jong & Wempe 2009)."""
    below_peak_db: float = 25.0
    """Peaks further below their spurt's highest are no syllables (de Jong & Wempe 2009)."""
    voiced_within: int = 3
    """A nucleus has a voiced frame no further away than this, in frames of 10 ms (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSettings:
    """How much one measure of a voice varies without its tone having moved, in its own unit.

    Pitch and spread in semitones, level and tilt in dB; spread and rate as natural logarithms of
    semitones and of syllables per second, so 0.1 is a tenth.
    """

    phrase: float
    """From phrase to phrase of one person (standard deviation; medians over 60 readers' phrases).
    A person's own takes its place as phrases come in."""
    drift: float
    """From one quarter of a minute to the next by what is being said, whatever its length (standard
    deviation, as far as phrases do not account for it: five readers; level: choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneSettings:
    """When a voice has moved from its own baseline (cues.md, 2; figures there marked choice)."""

    phrase_most_s: float = 3.0
    """A talk spurt is measured in parts no longer than this, in seconds (choice: a breath group)."""
    phrase_least_s: float = 0.6
    """Shorter parts say too little, and may be murmurs, in seconds (choice)."""
    voiced_least_s: float = 0.2
    """A part with less voice in it is no speech to measure, in seconds (choice)."""
    sound_below_db: float = 25.0
    """A part begins and ends where its level first and last comes this near its loud part, in dB,
    so that padding is not counted as slow speech (de Jong & Wempe 2009)."""
    laughter: float = 0.5
    """Sound that is laughter with this probability is left out: a laugh is no tone of voice (cues.md)."""
    spread_least: float = 0.5
    """Spread taken for a monotone, in semitones: what the tracker itself wavers by (choice)."""

    pitch: MeasureSettings = MeasureSettings(phrase=1.5, drift=0.4)
    spread: MeasureSettings = MeasureSettings(phrase=0.4, drift=0.1)
    level: MeasureSettings = MeasureSettings(phrase=0.8, drift=1.5)
    tilt: MeasureSettings = MeasureSettings(phrase=1.8, drift=0.7)
    rate: MeasureSettings = MeasureSettings(phrase=0.16, drift=0.05)
    own_after: float = 10.0
    """Phrases after which a person's own variation counts as much as anybody's (choice)."""
    outlier: float = 3.0
    """A phrase further from the rest, in their standard deviations, counts as if it were this far
    (Huber's weighting; choice)."""

    recent_s: float = 15.0
    """Speech whose tone is asked about, in seconds: of 20 to 30 s of call, about 7 s voiced (cues.md)."""
    recent_least_s: float = 11.0
    """Less speech says nothing yet, in seconds (choice)."""
    recent_phrases: int = 4
    """Nor do fewer phrases (choice)."""
    baseline_s: float = 180.0
    """Speech before that which makes the baseline, in seconds: 3 to 5 min of call (cues.md)."""
    baseline_least_s: float = 30.0
    """With less speech in it there is no baseline yet, in seconds (choice)."""
    baseline_phrases: int = 8
    """Nor with fewer phrases (choice)."""

    moved: float = 2.0
    """Robust z from which a measure moved (cues.md)."""
    least: int = 2
    """Measures that must have moved together (cues.md)."""
    together: float = 3.5
    """How far pitch, spread and rate, which no gain and no microphone moves, must have gone: the
    length of their three z (choice: of 475 readings through a line that changed one was told, of 20
    through one that did not none)."""
    alone: float = 4.0
    """The same, when only one of the three moved and level or tilt is the other measure (choice)."""

    clear_db: float = 20.0
    """Speech this far above the sound around it is clear of it, in dB (choice)."""
    clearer_db: float = 6.0
    """When it was not, and the two stretches differ by this much in dB, the noise changed, and
    nothing is said of the voice (choice)."""
    around_s: float = 5.0
    """How far back the sound around a phrase is looked for, in seconds (choice: a pause or two)."""
    quiet_s: float = 60.0
    """After a shift the next is not told before so long, in seconds (choice)."""
