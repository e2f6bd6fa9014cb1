"""Two people at two real browsers, and the real server between them: the bench's own."""

from __future__ import annotations

from server.bench.people import Person, person, running_server

__all__ = ["Person", "person", "running_server"]
