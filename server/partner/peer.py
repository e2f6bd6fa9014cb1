"""The partner's end of a connection: to the other person's page, and to the server that listens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.rtp import RtpPacket
from aiortc.sdp import candidate_from_sdp

from server.media.receiver import Receiver
from signaling.messages import Candidate, Description, IceServer


def _configuration(servers: Sequence[IceServer]) -> RTCConfiguration:
    return RTCConfiguration(
        iceServers=[
            RTCIceServer(urls=server.urls, username=server.username, credential=server.credential)
            for server in servers
        ]
    )


def _without_hidden(sdp: str) -> str:
    """Drop candidates whose address is hidden behind a name: the page reaches us first."""
    lines = sdp.replace("\r\n", "\n").split("\n")
    return "\r\n".join(line for line in lines if not (line.startswith("a=candidate:") and ".local " in line))


class Peer:
    """The call with one page of the other person: our voice out, theirs counted and dropped.

    aiortc can't take an offer back, so the polite side never makes one: it waits for the page's.
    The impolite side offers once and ignores an offer that crosses its own. All candidates are in
    the description; the page's may come one by one.

    Parameters
    ----------
    page : str
        The partner's page this connection is with.
    on_change : Callable[[], None]
        Told when `state` or the first packet changed.
    """

    def __init__(
        self,
        *,
        page: str,
        polite: bool,
        track: MediaStreamTrack,
        ice_servers: Sequence[IceServer],
        on_change: Callable[[], None],
    ) -> None:
        self.page = page
        self._polite = polite
        self._track = track
        self._on_change = on_change
        self._receivers: list[Receiver] = []
        self._described = False
        self._waiting: list[Candidate] = []
        self.packets = 0
        """RTP packets of sound and picture that came from the page."""
        self._connection = RTCPeerConnection(_configuration(ice_servers))
        self._connection.on("connectionstatechange", on_change)

    @property
    def state(self) -> str:
        """`new`, `connecting`, `connected`, `failed` or `closed`."""
        return self._connection.connectionState

    async def begin(self) -> Description | None:
        """Return the offer to send, when it is ours to make."""
        if self._polite:
            return None
        self._connection.addTransceiver(self._track, direction="sendrecv")
        self._connection.addTransceiver("video", direction="recvonly")
        self._hook()
        await self._connection.setLocalDescription(await self._connection.createOffer())
        return self._local()

    async def description(self, message: Description) -> Description | None:
        """Take an offer or answer of the page's, and return the answer to send to an offer.

        What doesn't fit the moment is ignored.
        """
        wanted = "stable" if message.kind == "offer" else "have-local-offer"
        if self._connection.signalingState != wanted:
            return None
        await self._connection.setRemoteDescription(
            RTCSessionDescription(sdp=_without_hidden(message.sdp), type=message.kind)
        )
        self._described = True
        waiting, self._waiting = self._waiting, []
        for candidate in waiting:
            await self.candidate(candidate)
        if message.kind == "answer":
            return None
        if all(sender.track is not self._track for sender in self._connection.getSenders()):
            self._connection.addTrack(self._track)
        self._hook()
        await self._connection.setLocalDescription(await self._connection.createAnswer())
        return self._local()

    async def candidate(self, message: Candidate) -> None:
        """Take one of the page's candidates; the end of them is not told, as the page may yet reach us."""
        if not self._described:
            self._waiting.append(message)
            return
        text = message.candidate.removeprefix("candidate:")
        if not text or ".local " in text or " tcp " in text.lower():
            return
        candidate = candidate_from_sdp(text)
        candidate.sdpMid, candidate.sdpMLineIndex = message.mid, message.line
        await self._connection.addIceCandidate(candidate)

    async def close(self) -> None:
        """Hang up."""
        for receiver in self._receivers:
            await receiver.stop()
        await self._connection.close()

    def _hook(self) -> None:
        """Count what comes instead of decoding it."""
        for transceiver in self._connection.getTransceivers()[len(self._receivers) :]:
            self._receivers.append(Receiver(transceiver, self._count))

    def _count(self, packet: RtpPacket) -> None:
        self.packets += 1
        if self.packets == 1:
            self._on_change()

    def _local(self) -> Description:
        local = self._connection.localDescription
        kind: Literal["offer", "answer"] = "offer" if local.type == "offer" else "answer"
        return Description(kind=kind, sdp=local.sdp, page=self.page)


class Leg:
    """The listening leg: our voice to the server, nothing back."""

    def __init__(
        self,
        *,
        track: MediaStreamTrack,
        ice_servers: Sequence[IceServer],
        on_change: Callable[[], None],
    ) -> None:
        self._connection = RTCPeerConnection(_configuration(ice_servers))
        self._connection.addTransceiver(track, direction="sendonly")
        self._connection.on("connectionstatechange", on_change)

    @property
    def state(self) -> str:
        """`new`, `connecting`, `connected`, `failed` or `closed`."""
        return self._connection.connectionState

    async def offer(self) -> str:
        """Return the offer, with all candidates in it."""
        await self._connection.setLocalDescription(await self._connection.createOffer())
        return self._connection.localDescription.sdp

    async def answer(self, sdp: str) -> None:
        """Take the server's answer."""
        await self._connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="answer"))

    async def close(self) -> None:
        """End the leg."""
        await self._connection.close()
