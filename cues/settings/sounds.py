"""Laughs, sighs and interjections: their thresholds."""

from __future__ import annotations

from dataclasses import dataclass


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
    begun: float = 0.93
    """Probability of one hop from which it is said that a laugh has begun, while it goes on. The middle one
    of 45 is told 0.39 s after its onset, and 0.50 s without; of 577 clips without a laugh 24 were said to
    begin one, and 22 without (measured on clips and conversations of `duologue bench cues`)."""
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
