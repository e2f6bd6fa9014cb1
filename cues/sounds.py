"""When a track makes any sound at all: what is neither speech nor silence keeps silence away."""

from __future__ import annotations

from cues.framing import frames
from cues.settings import SoundSettings
from cues.spans import Stretch


class Sounds:
    """Hysteresis on the level over the background, short holes bridged, clicks left out."""

    def __init__(self, settings: SoundSettings) -> None:
        self._enter = settings.enter_db
        self._leave = settings.leave_db
        self._least = frames(settings.least_s)
        self._bridge = frames(settings.bridge_s)
        self._at = 0
        self._start: int | None = None
        self._end = 0
        self._on = False

    @property
    def open(self) -> Stretch | None:
        """The sound going on, as far as known, in frames; None while it may still be a click."""
        if self._start is None or self._end - self._start < self._least:
            return None
        return self._start, self._end

    @property
    def known(self) -> int:
        """The frame before which sound and no sound are final."""
        if self._start is None:
            return self._at
        return self._end if self._end - self._start >= self._least else self._start

    def hear(self, over_db: float) -> Stretch | None:
        """Take in one frame, `over_db` over the background; return the sound that ended by it."""
        at = self._at
        self._at += 1
        self._on = over_db >= (self._leave if self._on else self._enter)
        if self._on:
            if self._start is None:
                self._start = at
            self._end = at + 1
            return None
        if self._start is None or self._at - self._end < self._bridge:
            return None
        return self.finish()

    def finish(self) -> Stretch | None:
        """End the track here; return the sound that was going on."""
        ended = self.open
        self._start = None
        self._on = False
        return ended
