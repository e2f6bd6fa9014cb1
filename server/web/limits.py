"""How often something may be done: token buckets, with time as an argument."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

MOST_KEYS = 10_000
"""Keys remembered; past this the oldest is forgotten."""


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


class Buckets:
    """A bucket for each key, such as an address."""

    def __init__(self, burst: float, per_s: float) -> None:
        self._burst = burst
        self._per_s = per_s
        self._by_key: dict[str, Bucket] = {}

    def take(self, key: str, now: float) -> bool:
        """Take one act for a key at `now` seconds; False when it has none left."""
        bucket = self._by_key.setdefault(key, Bucket(self._burst, self._per_s))
        if len(self._by_key) > MOST_KEYS:
            del self._by_key[next(iter(self._by_key))]
        return bucket.take(now)


def address_of(request: web.Request) -> str:
    """Return whose limits count: the last address a proxy on this machine names, else the peer's own."""
    remote = request.remote or ""
    forwarded = request.headers.getall("X-Forwarded-For", [])
    if forwarded and remote in ("127.0.0.1", "::1"):
        return forwarded[-1].rpartition(",")[2].strip()
    return remote
