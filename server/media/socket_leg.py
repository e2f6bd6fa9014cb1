"""The listening leg of one person over a socket: frames in, packets to a sink, acknowledgements out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from cues.events import Rung
from server.media.rtp import Packet
from server.media.tap import CONNECT_S, State
from signaling.errors import ProtocolError
from signaling.frames import Kind, Order, acknowledgement, decode

ACK_EVERY: dict[Kind, int] = {"sound": 2, "sketch": 1}
"""So many frames are answered at once: of sound every 120 ms, which costs the way down 5 kbit/s."""

_RUNGS: dict[Kind, Rung] = {"sound": "ws", "sketch": "features"}


class SocketLeg:
    """One leg over a socket, from the page's wish to its end; the socket itself is whoever calls `take`.

    A page may change from sound to sketches and back within one leg: each time a new stream begins.

    Parameters
    ----------
    sink : Callable[[Packet], None]
        Gets every packet as it arrives; must not block.
    clock : Callable[[], float]
        Call time now, in seconds.
    stream : Callable[[], int]
        Gives each stream a number no other has, less than nothing so that no RTP stream has it.
    on_state : Callable[[State], None]
        Told every change of `state`; on with the first frame.
    connect_s : float
        How long the first frame may take, in seconds.
    """

    def __init__(
        self,
        *,
        sink: Callable[[Packet], None],
        clock: Callable[[], float],
        stream: Callable[[], int],
        on_state: Callable[[State], None] = lambda state: None,
        connect_s: float = CONNECT_S,
    ) -> None:
        self._sink = sink
        self._clock = clock
        self._stream = stream
        self._on_state = on_state
        self._order = Order()
        self._kind: Kind | None = None
        self._ssrc = 0
        self._taken = 0
        self._deadline = asyncio.get_running_loop().call_later(connect_s, self.lost)
        self.state: State = "connecting"
        self.closed = asyncio.Event()

    @property
    def dropped(self) -> int:
        """Frames the page has declared as never sent."""
        return self._order.dropped

    def take(self, data: bytes) -> bytes | None:
        """Take a frame; returns what to answer, if anything.

        Raises
        ------
        ProtocolError
            `bad_message` or `too_large`; the leg has failed then.
        """
        if self.closed.is_set():
            return None
        try:
            frame = decode(data)
            self._order.check(frame)
        except ProtocolError:
            self.lost()
            raise
        if frame.kind != self._kind:
            self._kind, self._ssrc, self._taken = frame.kind, self._stream(), 0
        self._become("on")
        self._sink(
            Packet(
                ssrc=self._ssrc,
                sequence=frame.sequence & 0xFFFF,
                timestamp=frame.timestamp,
                payload=frame.payload,
                arrived=self._clock(),
                rung=_RUNGS[frame.kind],
            )
        )
        self._taken += 1
        return None if self._taken % ACK_EVERY[frame.kind] else acknowledgement(frame.sequence)

    def lost(self) -> None:
        """Take note that the socket has gone, or never came."""
        self._end("failed")

    async def close(self) -> None:
        """End the leg. May be called again."""
        self._end("closed")

    def _end(self, state: State) -> None:
        self._deadline.cancel()
        self.closed.set()
        self._become(state)

    def _become(self, state: State) -> None:
        if state == self.state or self.state in ("closed", "failed"):
            return
        self._deadline.cancel()
        self.state = state
        self._on_state(state)
