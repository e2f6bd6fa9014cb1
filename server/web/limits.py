"""How often something may be done: a token bucket, with time as an argument."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Allows `burst` acts at once and `per_s` a second in the long run."""

    burst: float
    per_s: float
    _left: float = -1.0
    _at: float = 0.0

    def take(self, now: float) -> bool:
        """Take one act at `now` seconds; False when there is none left."""
        if self._left < 0:
            self._left = self.burst
        else:
            self._left = min(self.burst, self._left + (now - self._at) * self.per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
