"""Turns, the line, hints and the summary: their thresholds."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    delay_step_s: float = 0.025
    """A delay that moves by more is told as another one: a reaction is to be right to 0.03 s (choice)."""
    delay_most_s: float = 60.0
    """A delay that stands is told at least so often, so that a crash loses no more of it (choice)."""
    report_s: float = 5.0
    """What one report covers (docs/protocol.md)."""
    reaction_s: float = 0.2
    """How long a person takes to stop once the other is heard (cues.md, 1)."""
    decided_s: float = 0.18
    """Who begins within this of the other had decided to before: the quickest answer to a sound (choice)."""


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
