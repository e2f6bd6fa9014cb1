"""Takes RTP from aiortc before its jitter buffer, which throws away a fifth of the sound at 5 % loss.

This is the one place that reaches behind aiortc's public face; `check` says whether the installed
version still has what is reached for.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from collections.abc import Callable
from importlib.metadata import version

from aiortc import RTCRtpReceiver, RTCRtpTransceiver
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtcrtpparameters import RTCRtpReceiveParameters
from aiortc.rtcrtpreceiver import StreamStatistics
from aiortc.rtp import AnyRtcpPacket, RtcpReceiverInfo, RtcpRrPacket, RtcpSrPacket, RtpPacket

from server.media.opus import RTP_RATE

for _name in ("aiortc", "aioice"):
    # Below this level they write session descriptions and addresses.
    logging.getLogger(_name).setLevel(logging.WARNING)

REPORT_S = 1.0
"""How often the sender is told what arrived."""

_REACHED_FOR = (
    (RTCRtpReceiver, "receive", ["self", "parameters"]),
    (RTCDtlsTransport, "_register_rtp_receiver", ["self", "receiver", "parameters"]),
    (RTCDtlsTransport, "_unregister_rtp_receiver", ["self", "receiver"]),
    (RTCDtlsTransport, "_send_rtp", ["self", "data"]),
    (RTCRtpReceiver, "_handle_rtp_packet", ["self", "packet", "arrival_time_ms"]),
    (RTCRtpReceiver, "_handle_rtcp_packet", ["self", "packet"]),
    (RTCRtpReceiver, "_handle_disconnect", ["self"]),
)


class IncompatibleAiortcError(RuntimeError):
    """The installed aiortc is not one this server can take RTP from."""


def check() -> None:
    """Make sure the installed aiortc still hands RTP to its receivers the way `Receiver` expects.

    Raises
    ------
    IncompatibleAiortcError
        Naming the version and what is gone.
    """
    for owner, name, parameters in _REACHED_FOR:
        method = getattr(owner, name, None)
        if method is None or list(inspect.signature(method).parameters) != parameters:
            raise IncompatibleAiortcError(
                f"aiortc {version('aiortc')} has no {owner.__name__}.{name}({', '.join(parameters[1:])}): "
                "install the version named in pyproject.toml."
            )


class Receiver:
    """Stands in for aiortc's receiver on one transport: every packet goes to `on_packet` at once.

    No decoder thread is started and nothing is queued. What `on_packet` raises is counted and goes
    no further: an exception here would end the whole transport.
    """

    def __init__(self, transceiver: RTCRtpTransceiver, on_packet: Callable[[RtpPacket], None]) -> None:
        self._receiver = transceiver.receiver
        self._sender_ssrc: int = transceiver.sender._ssrc
        self._on_packet = on_packet
        self._streams: dict[int, StreamStatistics] = {}
        self._last_report: dict[int, tuple[int, float]] = {}
        self._reports: asyncio.Task[None] | None = None
        self.errors = 0
        setattr(transceiver.receiver, "receive", self._receive)  # noqa: B010 (a method, to mypy)

    async def _receive(self, parameters: RTCRtpReceiveParameters) -> None:
        if self._reports is None:
            self._receiver.transport._register_rtp_receiver(self, parameters)
            self._reports = asyncio.create_task(self._report(), name="leg reports")

    async def stop(self) -> None:
        """Take no more packets."""
        if self._reports is not None:
            self._receiver.transport._unregister_rtp_receiver(self)
            self._reports.cancel()
            await asyncio.wait([self._reports])
            self._reports = None

    def _handle_disconnect(self) -> None:
        """Nothing to end here: the connection's own state says so."""

    async def _handle_rtcp_packet(self, packet: AnyRtcpPacket) -> None:
        if isinstance(packet, RtcpSrPacket):
            middle = (packet.sender_info.ntp_timestamp >> 16) & 0xFFFFFFFF
            self._last_report[packet.ssrc] = (middle, time.monotonic())

    async def _handle_rtp_packet(self, packet: RtpPacket, arrival_time_ms: int) -> None:
        try:
            self._streams.setdefault(packet.ssrc, StreamStatistics(RTP_RATE)).add(packet)
            self._on_packet(packet)
        except Exception:
            self.errors += 1

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(REPORT_S)
            reports = [self._info(ssrc, stream) for ssrc, stream in self._streams.items()]
            if reports:
                try:
                    await self._receiver.transport._send_rtp(
                        bytes(RtcpRrPacket(ssrc=self._sender_ssrc, reports=reports))
                    )
                except ConnectionError:
                    return

    def _info(self, ssrc: int, stream: StreamStatistics) -> RtcpReceiverInfo:
        middle, seen = self._last_report.get(ssrc, (0, 0.0))
        since = int((time.monotonic() - seen) * 65536) if middle else 0
        return RtcpReceiverInfo(
            ssrc=ssrc,
            fraction_lost=stream.fraction_lost,
            packets_lost=stream.packets_lost,
            highest_sequence=(stream.cycles + (stream.max_seq or 0)) & 0xFFFFFFFF,
            jitter=stream.jitter & 0xFFFFFFFF,
            lsr=middle,
            dlsr=min(since, 0xFFFFFFFF),
        )
