"""Where a voice begins and ends, whose it is, and who holds the floor: its thresholds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingSettings:
    """How pushed sound becomes one unbroken track."""

    drift_s: float = 0.04
    """A hole between two pushes up to this is clock drift and closed silently (choice)."""
    conceal_s: float = 0.06
    """A lost stretch up to this is filled with the sound before it, back and forth: three packets. With
    one packet in twenty lost, speech F1 is 0.975 with and 0.926 without (`duologue bench cues`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechSettings:
    """When sound is a talk spurt, and where it begins and ends."""

    enter: float = 0.3
    """Probability from which speech begins: of two opinions, so lower than Silero's own 0.5 for one
    (measured, docs/cues.md)."""
    leave: float = 0.15
    """Probability below which it ends: enter - 0.15, as Silero has it."""
    second_share: float = 0.85
    """Weight of the second opinion, that of the net for small sounds, which takes laughs, sighs and
    coughs for what they are; in the mean of the two log-odds (measured, docs/cues.md)."""
    wordless_share: float = 0.5
    """How much an "mm" or "oh" counts as talk: whole, sighs that sound like one come in too (choice)."""
    least_s: float = 0.1
    """Shorter stretches of probability are no spurt (choice; a short "mm" is 0.15 s)."""
    bridge_s: float = 0.2
    """Holes of one person's speech shorter than this belong to the spurt: what is longer is a pause
    (Campione & Véronis 2002: "brief" ends here; call analytics bridge 0.3, VAP 0.25)."""
    breath_s: float = 1.0
    """Holes up to this belong to the spurt when the person's breath and room stay audible in them:
    a pause in which the microphone is still open on someone about to go on (choice)."""
    breath_db: float = 2.5
    """Mean level over the background from which breath and room are audible in a hole (choice)."""
    reach_s: float = 0.3
    """How far a spurt's edges are drawn out while the sound stays above the background: the soft
    onsets and endings a voice detector misses (choice)."""
    near_s: float = 0.04
    """A probability of speech this long after the last sound above the background is none (choice)."""
    above_db: float = 4.0
    """Level over the background from which sound is there (choice)."""
    background_share: float = 0.4
    """Quantile of the level of quiet frames that is the background (choice)."""
    background_s: float = 25.0
    """Quiet time the background is taken from (choice)."""
    background_least_s: float = 1.0
    """With less quiet time known, every sound counts as above the background (choice)."""
    background_lowest_db: float = -72.0
    """Digital silence is no background: dBFS under any microphone's own noise (choice)."""
    quiet: float = 0.2
    """Probability of speech below which a frame is quiet (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSettings:
    """When a track makes any sound at all: what is neither speech nor silence."""

    enter_db: float = 10.0
    """Level over the background from which a sound begins (choice)."""
    leave_db: float = 5.0
    """Level over the background below which it ends (choice)."""
    least_s: float = 0.12
    """Shorter ones are clicks (choice)."""
    bridge_s: float = 0.2
    """Holes shorter than this belong to the sound (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BleedSettings:
    """When a sound is the other voice, come back late and quiet."""

    longest_s: float = 0.45
    """The latest echo looked for (cues.md, 2; calls with jitter buffers at both ends)."""
    memory_s: float = 15.0
    """Time constant of what is known of the echo path; it moves with the line (choice)."""
    below_db: float = 12.0
    """A frame less far below the other's level tells nothing of the echo path (choice)."""
    alike: float = 0.25
    """Correlation of the two envelopes at one delay from which there is an echo: echoes reach 0.3 to
    0.8, conversations without one stay under 0.2 (measured on mixtures, docs/cues.md)."""
    least_s: float = 1.0
    """Compared time from which the correlation means anything (choice)."""
    peak_decay_db: float = 1.0
    """How fast a voice's loudest level is forgotten, in dB a second (choice)."""
    loud_db: float = 15.0
    """The echo's loss is learnt where the voice is within this of its loudest (choice)."""
    gain_first_s: float = 0.5
    """The loss is a mean over so much at first, a quantile after (choice)."""
    gain_share: float = 0.35
    """Which quantile: low, for what lies over the echo may be the person's own (choice)."""
    gain_step_db: float = 0.3
    """How far one step of 20 ms moves the loss (choice)."""
    margin_db: float = 5.0
    """A sound this far over the echo foretold, on the mean of its bands, is the person's own (choice)."""
    decay_db: float = 1.2
    """How fast the echo foretold fades, per 20 ms: a room of about 1 s (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordlessSettings:
    """When a voice is a sound by itself, though no talk spurt."""

    voice: SpeechSettings = SpeechSettings(enter=0.5, leave=0.35, bridge_s=0.1, breath_s=0.0)
    """Of the net's probability of any voice; edges as those of talk spurts (choice)."""
    longest_s: float = 1.05
    """Longer ones are no "mm" (as `TurnSettings.longest_s`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundOdds:
    """What the log-odds of each output of the net add to those of a backchannel, as a factor."""

    speech: float
    laughter: float
    sigh: float
    other: float
    murmur: float
    interjection: float
    voice: float
    unheard: float
    """What is added in place of all that where no net has heard it: as if it sounded like words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceSettings:
    """What adds to the log-odds of a backchannel. All fitted together; how, is in docs/cues.md."""

    base: float
    """What is added always."""
    length: float
    """Times the logarithm of its seconds."""
    before: float
    """Times the logarithm of the own silence before, in seconds."""
    after: float
    """Times that of the own silence after."""
    floor: float
    """Times the share of the time before it in which the other spoke."""
    softer: float
    """Times the decibels it is under the person's usual level."""
    sound: SoundOdds
    """What it sounds like."""
    before_most_s: float = 3.0
    """A longer own silence before counts as this (choice)."""
    after_most_s: float = 1.0
    """The same after: nothing later is waited for (VAP rule)."""
    softer_most_db: float = 4.0
    """A sound still softer counts as this (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSettings:
    """What two people's spurts make: silences, overlaps and backchannels."""

    silence_s: float = 0.2
    """The shortest joint silence told: "medium" pauses begin here (Campione & Véronis 2002)."""
    long_s: float = 4.0
    """A silence is `long` from here (Koudenburg)."""
    quiet_s: float = 10.0
    """A silence is `quiet` from here (choice)."""
    overlap_s: float = 0.2
    """The shortest overlap told: of 0.15 s, and the 0.05 s that the ends of spurts come late."""
    both_start_s: float = 0.3
    """Starts no further apart, out of silence, are one start of both (cues.md, 2)."""
    held_s: float = 1.5
    """Both speak on for 1.0 s and then 0.5 s more (cues.md, 2)."""
    longest_s: float = 1.05
    """The longest backchannel: 95 of 100 in telephone calls are under 0.74 s (cues.md, 2, has 1.0 s)."""
    usual_least_s: float = 0.8
    """Shorter spurts tell nothing of how loudly a person usually speaks (choice)."""
    usual_spurts: int = 20
    """So many spurts make a person's usual level, their median (choice)."""
    usual_softer_db: float = 1.7
    """How much softer a short sound counts as while nothing is known of the usual level: halfway
    between backchannels and other short words (measured, docs/cues.md)."""
    floor_s: float = 4.0
    """How far back it is asked who held the floor (choice)."""
    words: PlaceSettings = PlaceSettings(
        base=-10.51, length=-1.29, before=1.22, after=0.59, floor=1.67, softer=0.82,
        sound=SoundOdds(
            speech=-0.17, laughter=-0.38, sigh=-0.66, other=-0.65, murmur=0.33, interjection=0.31, voice=0.82,
            unheard=5.1,
        ),
    )  # fmt: skip
    """When a short talk spurt is a backchannel (training/backchannels.py)."""
    wordless: PlaceSettings = PlaceSettings(
        base=-8.58, length=-0.32, before=0.44, after=-0.44, floor=0.97, softer=0.0,
        sound=SoundOdds(
            speech=-0.24, laughter=-0.93, sigh=-1.0, other=-0.73, murmur=0.4, interjection=0.48, voice=0.69,
            unheard=0.0,
        ),
    )  # fmt: skip
    """When a sound that is no talk spurt is one. Its level tells nothing: sighs are soft as well."""
