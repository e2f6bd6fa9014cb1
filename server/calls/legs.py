"""One person's listening legs: the one that is heard, and for a moment the one that takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from server.media.tap import State

OVERLAP_S = 2.0
"""How long an older leg lives on beside a newer one that is on: longer than the newer is held until the
older has come as far (`server.media.track.HANDOVER_S`)."""


class Leg(Protocol):
    """A listening leg of either kind."""

    state: State

    async def close(self) -> None:
        """End the leg."""


class Legs:
    """At most two. Where the newer one comes up it takes over; where it fails nothing has changed."""

    def __init__(self, *, close: Callable[[Leg], None], on_changed: Callable[[bool], None]) -> None:
        self._close = close
        self._on_changed = on_changed
        self._legs: list[Leg] = []
        self._on = False
        self._handover: asyncio.TimerHandle | None = None

    def add(self, leg: Leg) -> None:
        """Take a new leg that is to come up. Of the older ones only the one that is heard stays."""
        heard = self._heard()
        for older in self._legs:
            if older is not heard:
                self._close(older)
        self._legs = [leg] if heard is None else [heard, leg]

    def has(self, leg: Leg) -> bool:
        """Tell whether a leg is still one of them."""
        return leg in self._legs

    def changed(self, leg: Leg) -> None:
        """Take note that the state of a leg has changed."""
        if leg not in self._legs:
            return
        if leg.state in ("failed", "closed"):
            self._legs.remove(leg)
            self._close(leg)
        elif leg.state == "on" and leg is self._legs[-1] and len(self._legs) > 1:
            loop = asyncio.get_running_loop()
            self._stop_waiting()
            self._handover = loop.call_later(OVERLAP_S, self._hand_over)
        self._tell()

    def clear(self) -> None:
        """End all of them."""
        self._stop_waiting()
        legs, self._legs = self._legs, []
        for leg in legs:
            self._close(leg)
        self._on = False

    def _heard(self) -> Leg | None:
        return next((leg for leg in reversed(self._legs) if leg.state == "on"), None)

    def _hand_over(self) -> None:
        newest = self._heard()
        for older in self._legs[: self._legs.index(newest)] if newest is not None else []:
            self._legs.remove(older)
            self._close(older)

    def _stop_waiting(self) -> None:
        if self._handover is not None:
            self._handover.cancel()

    def _tell(self) -> None:
        on = self._heard() is not None
        if on != self._on or not self._legs:
            self._on = on
            self._on_changed(on)
