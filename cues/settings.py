"""Every threshold of the cues, with its unit and where it comes from.

"Choice" marks a choice of ours: it may be tuned, and is never presented as science.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSettings:
    """When the floor passes from one person to the other."""

    pause_s: float = 3.0
    """A person's own silence shorter than this does not end the turn (call analytics practice)."""
    outlive_s: float = 0.3
    """A spurt begun inside the other's takes the floor when it outlives it by more than this: the
    bridge of a talk spurt (call analytics practice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """What the summary states, and from how much on."""

    joint_talk_s: float = 120.0
    """Nothing is stated about less talk of the two together (choice)."""
    long_silence_s: float = 4.0
    """A joint silence to mark; one of 4 s changes how people feel (Koudenburg)."""
    given_s: float = 1.0
    """An own pause long enough to be given away: "long" in Campione & Véronis 2002."""
    lapse_s: float = 10.0
    """A change of speaker after a longer silence is a new start, not a reaction (choice)."""
    shared_laugh_s: float = 1.0
    """Two laughs whose onsets are no further apart are one shared laugh; joining takes about
    0.5 s (Truong & Trouvain 2012)."""
    long_turn_s: float = 60.0
    """A turn to mark (choice)."""
    window_s: float = 150.0
    """Length of the windows the shape is read from (ConvoKit talk-time sharing)."""
    window_step_s: float = 30.0
    """One window begins every so often (ConvoKit talk-time sharing)."""
    window_talk_s: float = 30.0
    """A window with less known talk says nothing of the shape (choice)."""
    one_sided: float = 0.6
    """Share of a window's talk from which it is one person's (ConvoKit)."""
    mostly_one_sided: float = 0.5
    """Share of one-sided windows from which the two "took turns at length" (choice)."""
    led: float = 0.75
    """Share of the one-sided windows held by one person from which that one led (choice)."""
    given_least: int = 2
    """Pauses given before they are told as having worked (choice)."""
    murmurs_least: int = 3
    """Murmurs before they are told as having worked, or as having stopped (choice)."""
    resolved_s: float = 0.5
    """An overlap no longer than this resolved by itself (hints.md)."""
    resolved_least: int = 2
    """Overlaps resolved before they are told as having worked (choice)."""
    suggestions_most: int = 3
    """Suggestions shown to one person (cues.md, 5)."""
    line_made_least: int = 3
    """Line-made overlaps before the line is blamed for them (choice)."""
    entries_least: int = 2
    """Attempts to come in before they are listed (choice)."""
    room_least: int = 3
    """Silences of each length before their outcomes are compared (choice)."""
    room_more: float = 0.1
    """How much more often long silences must be taken up than short ones, as a share (choice)."""
    wait_least: int = 5
    """Reactions of each person before their medians are compared (choice)."""
    wait_more_s: float = 0.2
    """How much slower than the pair's median reactions must be (choice; about a human reaction)."""
    floor_long_s: float = 150.0
    """A turn long enough to suggest something about (cues.md, 2)."""
    murmurless_talk_s: float = 180.0
    """The other's talk without one murmur from which murmurs had stopped (choice)."""
    tone_window_s: float = 25.0
    """The stretch before a tone shift that it speaks of (cues.md, 2: 20 to 30 s)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PitchSettings:
    """What is taken for the pitch of a voice."""

    lowest_hz: float = 60.0
    """Lowest pitch looked for: under a low male voice (choice)."""
    highest_hz: float = 500.0
    """Highest pitch looked for: over an excited high voice (choice)."""
    compression: float = 0.5
    """Power the power spectrum is raised to: Tolonen & Karjalainen 2000 use 0.33; 0.5 made the
    fewest gross errors against pyin on read speech, clean, noisy and in the telephone band."""
    octave_cost: float = 0.05
    """What a candidate an octave lower must be more periodic by (Boersma 1993: 0.01 to 0.1)."""
    voicing: float = 0.4
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
