"""Every threshold of the cues, with its unit and where it comes from.

"Choice" marks a choice of ours: it may be tuned, and is never presented as science.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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
class SustainedSettings:
    """When a probability of the net is a sound, and where it begins and ends."""

    on: float
    """Mean probability, by log-odds, from which the sound begins."""
    off: float
    """Mean probability, by log-odds, below which it ends."""
    mean_hops: int
    """Hops of 40 ms the mean is taken over."""
    late_s: float
    """How much later than the sound's onset the mean reaches `on`, beside half its own length (measured)."""
    merge_s: float
    """Holes up to this belong to the sound."""
    least_s: float
    """Shorter ones are nothing."""
    most_s: float
    """Longer ones are something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaughterSettings:
    """What is laughter: chosen on held-out speakers, see cues/models/hear.md."""

    sound: SustainedSettings = SustainedSettings(
        on=0.85, off=0.5, mean_hops=8, late_s=0.16, merge_s=0.3, least_s=0.2, most_s=60.0
    )
    body: float = 0.7
    """How much of a cough's or sneeze's own probability a laugh must do without, as a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SighSettings:
    """What is a sigh: chosen on held-out speakers, see cues/models/hear.md."""

    sound: SustainedSettings = SustainedSettings(
        on=0.65, off=0.39, mean_hops=2, late_s=0.16, merge_s=0.3, least_s=0.36, most_s=4.0
    )
    body: float = 0.5
    """How much a cough's, yawn's or breath's own probability takes off a sigh's, as a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterjectionSettings:
    """What is an "oh" or "aha" by itself."""

    sound: SustainedSettings = SustainedSettings(
        on=0.5, off=0.3, mean_hops=2, late_s=0.04, merge_s=0.12, least_s=0.15, most_s=1.2
    )
    apart_s: float = 0.3
    """No speech of one's own this long before and after: it is no part of a talk spurt (cues.md, 2)."""
    speech: float = 0.5
    """Probability of speech that makes it part of a spurt (choice)."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All thresholds of the pipeline, section by section."""

    framing: FramingSettings = FramingSettings()
    speech: SpeechSettings = SpeechSettings()
    sound: SoundSettings = SoundSettings()
    bleed: BleedSettings = BleedSettings()
    turns: TurnSettings = TurnSettings()
    wordless: WordlessSettings = WordlessSettings()
    laughter: LaughterSettings = LaughterSettings()
    sigh: SighSettings = SighSettings()
    interjection: InterjectionSettings = InterjectionSettings()
    pitch: PitchSettings = PitchSettings()
    rate: RateSettings = RateSettings()
    tone: ToneSettings = ToneSettings()


DEFAULT = Settings()
"""What every conversation is heard with unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSettings:
    """What a line is like, from the reports of both pages (cues.md, 6)."""

    window_s: float = 30.0
    """How far back a report still counts (cues.md, 6: about 30 s)."""
    least: int = 3
    """Reports in the window before anything is said of a line; one comes every 5 s (choice)."""
    lost_warning: float = 0.05
    """Mean share of packets lost (cues.md, 6)."""
    lost_bad: float = 0.10
    """Mean share of packets lost (cues.md, 6)."""
    rtt_warning_s: float = 0.3
    """Median round trip (cues.md, 6; one way 150 ms is where ITU-T G.114 ends "fine")."""
    rtt_bad_s: float = 0.6
    """Median round trip (cues.md, 6)."""
    video_warning_bps: float = 1_100_000.0
    """Median outgoing rate with a picture (cues.md, 6)."""
    video_bad_bps: float = 700_000.0
    """Median outgoing rate with a picture (cues.md, 6)."""
    audio_warning_bps: float = 40_000.0
    """Median outgoing rate of a voice alone (cues.md, 6)."""
    audio_bad_bps: float = 24_000.0
    """Median outgoing rate of a voice alone (cues.md, 6)."""
    ease: float = 0.8
    """A line counts as better again only this far inside the better side of a limit (choice)."""
    reaction_s: float = 0.2
    """How long a person takes to stop once the other is heard (cues.md, 1); never longer than the
    line's own delay, so that a line without delay makes no overlap (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSettings:
    """How much of a running conversation is remembered."""

    window_s: float = 620.0
    """Cue events older than this are added up and forgotten: the ten minutes of the longest rule, and
    the seconds an event may come late."""
    voices_s: float = 60.0
    """How long the on and off of voices are kept: longer than it takes an overlap to be told."""
    lines_s: float = 90.0
    """How long line reports are kept: a tier is found anew from these, so it is forgotten as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HintSettings:
    """When a hint may be said, and what it rests on (cues.md, 4; the catalogue in docs/hints.md)."""

    every_s: float = 180.0
    """At most one hint about people in so long (cues.md, 4.2)."""
    apart_s: float = 20.0
    """At least so long between any two hints (cues.md, 4.2)."""
    first_s: float = 300.0
    """No hint about people before (cues.md, 4.2)."""
    ignored_most: int = 2
    """After so many of a kind without an answer it goes to the summary only (cues.md, 4.2)."""
    unhelpful_most: int = 2
    """"Not helpful" so often mutes the kind for the call (hints.md)."""
    not_before_s: tuple[tuple[str, float], ...] = (
        ("line.slow", 20.0), ("line.bumps", 60.0), ("line.thin_mine", 15.0), ("line.thin_theirs", 15.0),
        ("floor.mostly_mine", 600.0),
    )  # fmt: skip
    """Kinds that may come earlier or later than `first_s` (hints.md)."""
    again_s: tuple[tuple[str, float], ...] = (
        ("line.slow", 600.0), ("line.bumps", 600.0), ("line.thin_mine", 300.0), ("line.thin_theirs", 300.0),
        ("entry.tried", 180.0), ("floor.long", 480.0), ("floor.mostly_mine", 900.0), ("overlap.often", 600.0),
        ("tone.moved", 600.0), ("sound.sighs", 600.0), ("murmur.absent", 600.0),
    )  # fmt: skip
    """The same kind again only after so long (hints.md)."""

    listened_s: float = 1.0
    """How long the other must have been speaking alone, or the receiver before pausing: a change of
    speaker is left this much (cues.md, 4.3)."""
    own_pause_s: tuple[float, float] = (0.3, 1.5)
    """From when until when the receiver's own pause takes a hint: shorter is articulation, longer is a
    silence in use ("long" from 1.0 s in Campione & Véronis 2002, and half a second to be noticed)."""
    lapse_s: float = 10.0
    """A joint silence no longer in use: one that either could end (cues.md, 2)."""

    slow_s: float = 0.25
    """Mouth-to-ear delay (hints.md)."""
    slow_for_s: float = 20.0
    """For so long (hints.md)."""
    slow_overlaps: int = 2
    """Or so many line-made overlaps (hints.md)."""
    slow_within_s: float = 120.0
    """In so long (hints.md)."""
    bumps: int = 3
    """Line-made overlaps (hints.md)."""
    bumps_within_s: float = 180.0
    """In so long (hints.md)."""
    thin_for_s: float = 15.0
    """An uplink of tier *warning* or worse for so long (hints.md)."""
    entry_turn_s: float = 8.0
    """Who tried to come in had no turn for so long (hints.md)."""
    entry_fresh_s: float = 30.0
    """"A moment ago" is no longer ago (choice)."""
    long_s: float = 150.0
    """The floor held (hints.md)."""
    mostly: float = 0.75
    """Share of the talk (hints.md)."""
    mostly_within_s: float = 600.0
    """In so long (hints.md)."""
    mostly_known_s: float = 300.0
    """Of which both were heard at least so long (choice)."""
    mostly_talk_s: float = 120.0
    """And talked at least so long together, as for any statement (cues.md, 5)."""
    often: int = 4
    """Held overlaps not made by the line (hints.md)."""
    often_within_s: float = 180.0
    """In so long (hints.md)."""
    tone_holds_s: float = 20.0
    """A tone shift stands so long without another (hints.md)."""
    tone_fresh_s: float = 120.0
    """And is no longer ago (choice)."""
    tone_words: int = 2
    """Changes named at most (choice)."""
    sighs: int = 2
    """Sighs (hints.md)."""
    sighs_within_s: float = 120.0
    """In so long (hints.md)."""
    sighs_answered_s: float = 2.0
    """Unless the receiver has spoken so long since (hints.md)."""
    murmurless_s: float = 90.0
    """The receiver's turn without a murmur of the other (hints.md)."""
    murmurs_a_minute: float = 3.0
    """The other's own murmurs under the receiver's talk before (hints.md)."""
    murmurs_talk_s: float = 120.0
    """The receiver's talk that makes a baseline of murmurs (choice)."""
    sure: float = 0.8
    """Confidence of the events from which a hint says "sure" (choice)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSettings:
    """Everything that is made of the cues: turns, the running conversation, hints, the summary."""

    floor: FloorSettings = field(default_factory=FloorSettings)
    line: LineSettings = field(default_factory=LineSettings)
    conversation: ConversationSettings = field(default_factory=ConversationSettings)
    hints: HintSettings = field(default_factory=HintSettings)
    summary: SummarySettings = field(default_factory=SummarySettings)


TALK = TalkSettings()
"""What holds when nothing else is said."""
