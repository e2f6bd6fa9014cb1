"""Tests of server.media.tap and of the hook it takes RTP by."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest
from aiortc import MediaStreamTrack, RTCConfiguration, RTCPeerConnection, RTCSessionDescription
from aiortc.rtcdtlstransport import RTCDtlsTransport
from aiortc.rtp import RtpPacket

from server.media import receiver
from server.media.rtp import Packet
from server.media.sdp import LegSettings
from server.media.tap import State, Tap
from server.media.track import Track
from signaling.errors import ProtocolError


class Tone(MediaStreamTrack):
    """440 Hz in real time, 20 ms a frame."""

    kind = "audio"

    def __init__(self, beat: asyncio.Event) -> None:
        super().__init__()
        self._beat = beat
        self._sent = 0
        self._began = time.monotonic()

    async def recv(self) -> av.AudioFrame:
        wait = self._began + self._sent / 48_000 - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        self._beat.set()
        t = (self._sent + np.arange(960)) / 48_000
        frame = av.AudioFrame.from_ndarray(
            (8_000 * np.sin(2 * np.pi * 440 * t)).astype(np.int16)[None], format="s16", layout="mono"
        )
        frame.sample_rate = 48_000
        frame.pts = self._sent
        frame.time_base = Fraction(1, 48_000)
        self._sent += 960
        return frame


class Leg:
    """A page's end of a listening leg, the tap at the other, and what was seen."""

    def __init__(
        self, sink: Callable[[Packet], None] | None = None, connect_s: float = 10.0, **settings: Any
    ) -> None:
        self.packets: list[Packet] = []
        self.states: list[State] = []
        self._beat = asyncio.Event()
        began = time.monotonic()
        self.page = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self.page.addTransceiver(Tone(self._beat), direction="sendonly")
        self.tap = Tap(
            sink=sink or self.packets.append,
            clock=lambda: time.monotonic() - began,
            on_state=self._changed,
            settings=LegSettings(**settings),
            connect_s=connect_s,
        )

    def _changed(self, state: State) -> None:
        self.states.append(state)
        self._beat.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something the network brings: looked for at every frame sent and change of state."""
        async with asyncio.timeout(20):
            while not condition():
                self._beat.clear()
                await self._beat.wait()

    async def offer(self) -> str:
        await self.page.setLocalDescription(await self.page.createOffer())
        return self.page.localDescription.sdp

    async def connect(self) -> str:
        answer = await self.tap.answer(await self.offer())
        await self.page.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        return answer

    async def close(self) -> None:
        await self.tap.close()
        await self.page.close()


@asynccontextmanager
async def leg(sink: Callable[[Packet], None] | None = None, **settings: Any) -> AsyncIterator[Leg]:
    one = Leg(sink, **settings)
    try:
        yield one
    finally:
        await one.close()


async def test_a_voice_comes_through_the_leg_in_call_time() -> None:
    async with leg() as one:
        await one.connect()
        await one.until(lambda: len(one.packets) > 60)
        track = Track()
        track.take(one.packets)
        heard = track.hear(one.packets[-1].arrived)
        samples = heard[0].samples
        assert samples is not None
        spectrum = np.abs(np.fft.rfft(samples[4_000:12_000]))
        assert np.argmax(spectrum) * 2 == pytest.approx(440, abs=4)
        assert heard[0].at == pytest.approx(0.0, abs=0.3)  # the tone began with the leg
        assert heard[0].end <= one.packets[-1].arrived + 0.02  # a packet may come sooner than any before
        assert track.counts.lost == 0
    assert one.states == ["on", "closed"]


async def test_no_thread_of_aiortc_decodes_what_nobody_reads() -> None:
    async with leg() as one:
        await one.connect()
        await one.until(lambda: bool(one.packets))
        assert not [thread for thread in threading.enumerate() if "decoder" in thread.name]


async def test_an_offer_of_hidden_addresses_alone_connects() -> None:
    async with leg() as one:
        lines = (await one.offer()).split("\r\n")
        hidden = [
            f"{line.split(' ', 4)[0]} 1 udp 1 9a3b.local 50000 typ host" if "candidate:" in line else line
            for line in lines
        ]
        answer = await one.tap.answer("\r\n".join(hidden))
        await one.page.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        await one.until(lambda: one.tap.state == "on")


async def test_the_sender_is_told_what_arrived() -> None:
    async with leg() as one:
        await one.connect()

        for frames in range(50, 500, 50):
            await one.until(lambda frames=frames: len(one.packets) > frames)  # type: ignore[misc]
            report = await one.page.getStats()
            if any(entry.type == "remote-inbound-rtp" for entry in report.values()):
                break
        else:
            pytest.fail("ten seconds without a report")


async def test_an_error_in_the_sink_is_counted_and_the_leg_goes_on() -> None:
    def sink(packet: Packet) -> None:
        raise RuntimeError(f"packet {packet.sequence}")

    async with leg(sink) as one:
        await one.connect()
        await one.until(lambda: one.tap.errors > 5)
        assert one.tap.state == "on"


async def test_after_close_nothing_more_is_heard() -> None:
    async with leg() as one:
        await one.connect()
        await one.until(lambda: bool(one.packets))
        await one.tap.close()
        count = len(one.packets)
        assert one.tap.state == "closed"
        one.tap._take(RtpPacket(payload_type=96, payload=b"\x78"))
        assert len(one.packets) == count
        await one.tap.close()


async def test_a_page_that_hangs_up_ends_its_leg() -> None:
    async with leg() as one:
        await one.connect()
        await one.until(lambda: one.tap.state == "on")
        await one.page.close()
        await one.until(lambda: one.tap.state == "failed")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sdp: "",
        lambda sdp: sdp.replace("m=audio", "m=video"),
        lambda sdp: sdp.replace("a=fingerprint", "a=x"),
        lambda sdp: sdp.replace("a=ice-ufrag", "a=x"),
        lambda sdp: sdp.replace("a=setup:actpass", "a=setup:nonsense"),
        lambda sdp: sdp.replace("a=mid:0", "a=mid"),
        lambda sdp: sdp.replace("m=audio ", "m=audio no-port "),
    ],
)
async def test_an_offer_that_can_not_be_read_is_refused_and_leaves_nothing(
    spoil: Callable[[str], str],
) -> None:
    async with leg() as one:
        offer = await one.offer()
        with pytest.raises(ProtocolError) as refused:
            await one.tap.answer(spoil(offer))
        assert refused.value.code == "leg_failed"
        assert one.tap.state == "closed"


async def test_a_page_that_never_comes_is_given_up() -> None:
    async with leg(connect_s=0.05) as one:
        await one.tap.answer(await one.offer())
        await one.until(lambda: one.tap.state == "failed")


async def test_ports_of_the_leg_come_from_the_range_and_a_full_range_is_said() -> None:
    async with leg(ports=(47_311, 47_311)) as one, leg(ports=(47_311, 47_311)) as two:
        answer = await one.tap.answer(await one.offer())
        candidates = [line.split() for line in answer.split("\r\n") if line.startswith("a=candidate:")]
        assert {parts[5] for parts in candidates} == {"47311"}
        with pytest.raises(ProtocolError, match="no UDP port"):
            await two.tap.answer(await two.offer())


async def test_a_hundred_legs_come_and_go_and_leave_nothing() -> None:
    def held() -> tuple[int, int, int]:
        gc.collect()
        threads = [thread for thread in threading.enumerate() if not thread.name.startswith("asyncio_")]
        return len(os.listdir("/proc/self/fd")), len(threads), len(asyncio.all_tasks())

    async def once() -> None:
        async with leg() as one:
            await one.connect()
            await one.until(lambda: bool(one.packets))

    await once()
    before = held()
    for _ in range(20):
        await asyncio.gather(*(once() for _ in range(5)))
    assert held() == before


def test_the_installed_aiortc_has_what_the_tap_takes_hold_of() -> None:
    receiver.check()


def test_another_aiortc_is_told_by_name_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(RTCDtlsTransport, "_send_rtp")
    with pytest.raises(
        receiver.IncompatibleAiortcError, match=r"aiortc 1\.\S+ has no RTCDtlsTransport\._send_rtp"
    ):
        receiver.check()
