"""The listening leg of one person: one send-only audio connection, ended here, whose packets go to a sink."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Literal

from aiortc import RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.codecs import get_capabilities
from aiortc.rtp import RtpPacket

from server.media.ports import within
from server.media.receiver import Receiver
from server.media.rtp import Packet
from server.media.sdp import LegSettings, shape_answer, tame_offer
from signaling.errors import ProtocolError

State = Literal["connecting", "on", "failed", "closed"]

CONNECT_S = 10.0
"""How long a leg may take to connect before it has failed; the page then builds another."""

STREAMS = 4
"""The most senders (SSRCs) taken from one leg; a page has one, and a restarted one another."""


class Tap:
    """One listening leg, from the page's offer to its end. Disposable: a leg that fails is replaced.

    Parameters
    ----------
    sink : Callable[[Packet], None]
        Gets every packet on the event loop, as it arrives; must not block.
    clock : Callable[[], float]
        Call time now, in seconds.
    on_state : Callable[[State], None]
        Told every change of `state`.
    settings : LegSettings
        What the answer asks for.
    connect_s : float
        How long the leg may take to connect, in seconds.
    """

    def __init__(
        self,
        *,
        sink: Callable[[Packet], None],
        clock: Callable[[], float],
        on_state: Callable[[State], None] = lambda state: None,
        settings: LegSettings | None = None,
        connect_s: float = CONNECT_S,
    ) -> None:
        self._sink = sink
        self._clock = clock
        self._on_state = on_state
        self._settings = settings or LegSettings()
        self._connect_s = connect_s
        self._streams: set[int] = set()
        self._deadline: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None
        self.state: State = "connecting"
        # The default configuration would ask a public STUN server.
        self._peer = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        transceiver = self._peer.addTransceiver("audio", direction="recvonly")
        capabilities = get_capabilities("audio").codecs
        transceiver.setCodecPreferences([codec for codec in capabilities if codec.name == "opus"])
        self._receiver = Receiver(transceiver, self._take)
        self._peer.on("connectionstatechange", self._changed)

    @property
    def errors(self) -> int:
        """Packets the sink could not take because of an error of its own."""
        return self._receiver.errors

    async def answer(self, offer: str) -> str:
        """Answer a page's offer, with all candidates in the answer.

        Raises
        ------
        ProtocolError
            `leg_failed`, when the offer is not one audio track in Opus, or can't be read.
        """
        try:
            await self._peer.setRemoteDescription(RTCSessionDescription(sdp=tame_offer(offer), type="offer"))
            with within(self._settings.ports):
                await self._peer.setLocalDescription()
        except ProtocolError:
            await self.close()
            raise
        except Exception:
            await self.close()
            raise ProtocolError("leg_failed", "this offer can't be answered") from None
        if "a=candidate:" not in self._peer.localDescription.sdp:
            await self.close()
            raise ProtocolError("leg_failed", "no UDP port is free for the listening leg")
        if self.state == "connecting":
            self._deadline = asyncio.get_running_loop().call_later(self._connect_s, self._too_late)
        return shape_answer(self._peer.localDescription.sdp, self._settings)

    async def close(self) -> None:
        """End the leg; returns when nothing of it is left. May be called again."""
        self._become("closed")
        if self._closing is None:
            self._closing = asyncio.create_task(self._end(), name="leg close")
        await asyncio.shield(self._closing)

    async def _end(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        await self._receiver.stop()
        await self._peer.close()

    def _take(self, packet: RtpPacket) -> None:
        if self.state != "on" or len(self._streams | {packet.ssrc}) > STREAMS:
            return
        self._streams.add(packet.ssrc)
        self._sink(
            Packet(
                ssrc=packet.ssrc,
                sequence=packet.sequence_number,
                timestamp=packet.timestamp,
                payload=packet.payload,
                arrived=self._clock(),
            )
        )

    def _changed(self) -> None:
        match self._peer.connectionState:
            case "connected":
                self._become("on")
            case "failed" | "closed":
                self._become("failed")

    def _too_late(self) -> None:
        if self.state == "connecting":
            self._become("failed")

    def _become(self, state: State) -> None:
        if state == self.state or self.state == "closed" or (self.state, state) == ("failed", "on"):
            return
        self.state = state
        if state == "on" and self._deadline is not None:
            self._deadline.cancel()
        self._on_state(state)
