"""Every threshold of the cues, with its unit and where it comes from.

"Choice" marks a choice of ours: it may be tuned, and is never presented as science.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cues.settings.sounds import (
    InterjectionSettings,
    LaughterSettings,
    SighSettings,
    SustainedSettings,
)
from cues.settings.talk import (
    TALK,
    ConversationSettings,
    FloorSettings,
    HintSettings,
    LineSettings,
    SummarySettings,
    TalkSettings,
)
from cues.settings.tone import (
    MeasureSettings,
    PitchSettings,
    RateSettings,
    ToneSettings,
)
from cues.settings.voices import (
    BleedSettings,
    FramingSettings,
    PlaceSettings,
    SoundOdds,
    SoundSettings,
    SpeechSettings,
    TurnSettings,
    WordlessSettings,
)

__all__ = [
    "DEFAULT",
    "TALK",
    "BleedSettings",
    "ConversationSettings",
    "FloorSettings",
    "FramingSettings",
    "HintSettings",
    "InterjectionSettings",
    "LaughterSettings",
    "LineSettings",
    "MeasureSettings",
    "PitchSettings",
    "PlaceSettings",
    "RateSettings",
    "Settings",
    "SighSettings",
    "SoundOdds",
    "SoundSettings",
    "SpeechSettings",
    "SummarySettings",
    "SustainedSettings",
    "TalkSettings",
    "ToneSettings",
    "TurnSettings",
    "WordlessSettings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All thresholds of the pipeline, section by section."""

    framing: FramingSettings = field(default_factory=FramingSettings)
    speech: SpeechSettings = field(default_factory=SpeechSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    bleed: BleedSettings = field(default_factory=BleedSettings)
    turns: TurnSettings = field(default_factory=TurnSettings)
    wordless: WordlessSettings = field(default_factory=WordlessSettings)
    laughter: LaughterSettings = field(default_factory=LaughterSettings)
    sigh: SighSettings = field(default_factory=SighSettings)
    interjection: InterjectionSettings = field(default_factory=InterjectionSettings)
    pitch: PitchSettings = field(default_factory=PitchSettings)
    rate: RateSettings = field(default_factory=RateSettings)
    tone: ToneSettings = field(default_factory=ToneSettings)


DEFAULT = Settings()
"""What every conversation is heard with unless told otherwise."""
