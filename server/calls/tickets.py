"""Which leg a socket is for: each ticket is told to one page alone, over its own socket, and good once."""

from __future__ import annotations

import secrets

from server.media.socket_leg import SocketLeg

TICKETS = 1_024
"""Unused tickets kept; one more drops the oldest. Two a call are usual, for seconds."""


class Tickets:
    """The legs that wait for their socket."""

    def __init__(self) -> None:
        self._waiting: dict[str, SocketLeg] = {}

    def issue(self, leg: SocketLeg) -> str:
        """Return the ticket a page may open this leg's socket with."""
        self._waiting = {ticket: it for ticket, it in self._waiting.items() if not it.closed.is_set()}
        while len(self._waiting) >= TICKETS:
            del self._waiting[next(iter(self._waiting))]
        ticket = secrets.token_urlsafe(18)
        self._waiting[ticket] = leg
        return ticket

    def redeem(self, ticket: str) -> SocketLeg | None:
        """Return the leg of a ticket, once; None when there is none, or it has ended."""
        leg = self._waiting.pop(ticket, None)
        return None if leg is None or leg.closed.is_set() else leg
