"""Listens to every call of the process on one worker thread, with one batched ear."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from cues.events import Live
from server.media.feed import Feed, Pipeline
from server.media.hearing import Hearing

TICK_S = 0.04
"""How often the worker looks for sound: one packet's length."""

_log = logging.getLogger(__name__)

P = TypeVar("P", bound=Pipeline)
Heard = TypeVar("Heard", contravariant=True)


class Ear(Protocol[Heard]):
    """What the listener needs of `cues.pipeline.Ear`."""

    def listen(self, pipelines: Sequence[Heard]) -> list[list[Live]]:
        """Everything decidable now, one list for each pipeline."""

    def finish(self, pipeline: Heard) -> list[Live]:
        """Everything left, at the end of a call."""


class Listener(Generic[P]):
    """One worker thread for all calls.

    It starts with the first call, sleeps while there is none, and ends with `close`. What goes
    wrong in one call ends the listening of that call alone.

    Parameters
    ----------
    ear : Callable[[], Ear]
        Builds the ear, once, on the worker: loading a model must not hold up the loop.
    pipeline : Callable[[], Pipeline]
        Builds one call's pipeline.
    """

    def __init__(self, *, ear: Callable[[], Ear[P]], pipeline: Callable[[], P]) -> None:
        self._build_ear = ear
        self._build_pipeline = pipeline
        self._wake = threading.Condition()
        self._hearings: list[Hearing[P]] = []
        self._stopping = False
        self._thread: threading.Thread | None = None

    def open(
        self,
        *,
        clock: Callable[[], float],
        on_events: Callable[[list[Live]], None],
        on_failed: Callable[[list[Live]], None],
    ) -> Hearing[P]:
        """Begin to listen to a call.

        Parameters
        ----------
        clock : Callable[[], float]
            Call time now, in seconds; asked on the loop and on the worker.
        on_events : Callable[[list[Live]], None]
            Told on the loop what was heard, in order.
        on_failed : Callable[[list[Live]], None]
            Told on the loop that this call's listening has ended by an error, and what nobody will hear of
            any more. Open another.
        """
        hearing = Hearing(
            Feed(self._build_pipeline()),
            loop=asyncio.get_running_loop(),
            clock=clock,
            on_events=on_events,
            on_failed=on_failed,
        )
        with self._wake:
            self._hearings.append(hearing)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
                self._thread.start()
            self._wake.notify()
        return hearing

    async def close(self) -> None:
        """Stop listening to everything; returns when the thread has ended."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
            thread = self._thread
        if thread is not None:
            await asyncio.to_thread(thread.join)

    def _run(self) -> None:
        ear: Ear[P] | None = None
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._hearings or self._stopping)
                if self._stopping:
                    return
                hearings = list(self._hearings)
            began = time.monotonic()
            if ear is None:
                ear = self._build()
            if ear is None:
                done = hearings
                for hearing in hearings:
                    hearing.fail()
            else:
                done = self._tick(ear, hearings)
            with self._wake:
                for hearing in done:
                    self._hearings.remove(hearing)
                left = TICK_S - (time.monotonic() - began)
                if left > 0:
                    self._wake.wait_for(lambda: self._stopping, left)

    def _build(self) -> Ear[P] | None:
        try:
            return self._build_ear()
        except Exception as error:
            _report("The ear could not be built", error)
            return None

    def _tick(self, ear: Ear[P], hearings: Sequence[Hearing[P]]) -> list[Hearing[P]]:
        """Serve every call once; returns the ones that are over."""
        over: list[Hearing[P]] = []
        fed: list[Hearing[P]] = []
        for hearing in hearings:
            try:
                hearing.advance()
            except Exception as error:
                _report("Listening to one call has ended", error)
                hearing.fail()
                over.append(hearing)
            else:
                fed.append(hearing)
        for hearing, events in self._listen(ear, fed):
            if events is None:
                hearing.fail()
                over.append(hearing)
            elif hearing.ending:
                hearing.end(events + self._last(ear, hearing))
                over.append(hearing)
            elif events:
                hearing.tell(events)
        return over

    def _listen(
        self, ear: Ear[P], hearings: Sequence[Hearing[P]]
    ) -> list[tuple[Hearing[P], list[Live] | None]]:
        """Each call's events, None for one that can't be listened to any more."""
        try:
            heard = ear.listen([hearing.pipeline for hearing in hearings])
            return list(zip(hearings, heard, strict=True))
        except Exception as error:
            if len(hearings) <= 1:
                _report("Listening to one call has ended", error)
                return [(hearing, None) for hearing in hearings]
        return [pair for hearing in hearings for pair in self._listen(ear, [hearing])]

    def _last(self, ear: Ear[P], hearing: Hearing[P]) -> list[Live]:
        try:
            return ear.finish(hearing.pipeline)
        except Exception as error:
            _report("The end of one call could not be heard", error)
            return hearing.untold()


def _report(what: str, error: Exception) -> None:
    """Log where an error came from, without its text: it may hold what was heard."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    _log.error(
        "%s: %s in %s line %s (%s)",
        what,
        type(error).__name__,
        Path(where.filename).name,
        where.lineno,
        where.name,
    )
