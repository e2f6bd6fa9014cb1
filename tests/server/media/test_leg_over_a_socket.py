"""The listening leg over a socket, on a real server: frames in, cues out, and nothing without consent."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import msgspec
import numpy as np
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

from cues.events import CueEvent, Speech, Unheard
from server.bench.voice import dialogue
from signaling import messages as m
from signaling.frames import Frame, Kind, acknowledged, encode
from tests.server.media.conftest import Encode
from tests.server.pages import Page

Open = Callable[[str], Awaitable[Page]]
OpenLeg = Callable[..., Awaitable[ClientConnection]]

TALK = m.Media(audio=True, video=False, voice_only=True)
TURNS = [(0, 1.0, 3.0), (1, 3.6, 5.4)]
SECONDS = 8.0
BITRATE = 12_000
PACKET_S = {"sound": 0.06, "sketch": 0.48}


async def pair(meeting: str, open_page: Open) -> tuple[Page, Page]:
    pages = []
    for name in ("Mara", "Daniel"):
        page = await open_page(meeting)
        await page.enter(name)
        await page.say(m.Join(media=TALK), m.Consent(listen=True))
        pages.append(page)
    for page in pages:
        await page.until(m.Listening, lambda told: told.state == "on")
    return pages[0], pages[1]


@pytest.fixture
async def open_leg(address: str) -> AsyncIterator[OpenLeg]:
    """Open legs over sockets; all are closed in the end."""
    sockets: list[ClientConnection] = []

    async def open_(page: Page, leg: int = 1) -> ClientConnection:
        await page.say(m.LegOpen(leg=leg))
        ticket = await page.until(m.LegTicket, lambda told: told.leg == leg)
        sockets.append(await connect(f"{address.replace('http', 'ws', 1)}/leg/{ticket.ticket}"))
        return sockets[-1]

    yield open_
    for socket in sockets:
        await socket.close()


class Sender:
    """Sends payloads as a microphone would, and counts what is answered."""

    def __init__(self, socket: ClientConnection, kind: Kind, payloads: Sequence[bytes]) -> None:
        self._socket = socket
        self._kind = kind
        self._payloads = payloads
        self.acknowledged = -1

    async def run(self, start: float, *, leave_out: range = range(0)) -> None:
        """Send from `start` (loop time) on; frames of `leave_out` are declared as dropped."""
        loop = asyncio.get_running_loop()
        step, dropped = PACKET_S[self._kind], 0
        async with asyncio.TaskGroup() as tasks:
            reading = tasks.create_task(self._read())
            for n, payload in enumerate(self._payloads):
                await asyncio.sleep(start + (n + 1) * step - loop.time())
                if n in leave_out:
                    dropped += 1
                    continue
                frame = Frame(
                    kind=self._kind,
                    sequence=n,
                    timestamp=round(48_000 * step) * n,
                    dropped=dropped,
                    payload=payload,
                )
                await self._socket.send(encode(frame))
                dropped = 0
            await asyncio.sleep(0.2)
            reading.cancel()

    async def _read(self) -> None:
        async for data in self._socket:
            assert isinstance(data, bytes)
            self.acknowledged = acknowledged(data)


def sketches(samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> list[bytes]:
    """What a page makes of a sound: loud is speech, at 120 Hz."""
    hops = samples[: samples.size // 1_920 * 1_920].reshape(-1, 1_920)
    levels = [10 * math.log10(float((hop**2).mean()) + 1e-10) for hop in hops]
    pairs = [bytes([min(255, round(-2 * level)), (3 << 6) + 25 if level > -50 else 0]) for level in levels]
    return [b"".join(pairs[at : at + 12]) for at in range(0, len(pairs) - 11, 12)]


async def cues(page: Page, until_s: float) -> list[CueEvent]:
    """All cues a page is told until call time `until_s` has passed."""
    decode = msgspec.json.Decoder(CueEvent)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(until_s):
            while True:
                await page.next()
    except TimeoutError:
        pass
    assert loop.time()
    return [decode.decode(its.event) for its in page.seen if isinstance(its, m.CueMessage)]


async def test_sound_over_a_socket_and_a_sketch_are_heard_as_they_were_spoken(
    meeting: str, open_page: Open, open_leg: OpenLeg, encode: Encode
) -> None:
    mara, daniel = await pair(meeting, open_page)
    first, second = dialogue(TURNS, seconds=SECONDS, rate=48_000)
    sockets = [await open_leg(page) for page in (mara, daniel)]
    spoken = Sender(sockets[0], "sound", encode(first.astype(np.float64), 60, BITRATE))
    drawn = Sender(sockets[1], "sketch", sketches(second))
    start = asyncio.get_running_loop().time()
    await asyncio.gather(spoken.run(start), drawn.run(start))
    told = await cues(mara, 1.0)
    speech = {its.who: its for its in told if isinstance(its, Speech)}
    assert {who: its.rung for who, its in speech.items()} == {0: "ws", 1: "features"}
    assert speech[1].start - speech[0].start == pytest.approx(2.6, abs=0.15)
    for (_, began, ended), its in zip(TURNS, (speech[0], speech[1]), strict=True):
        assert its.seconds == pytest.approx(ended - began, abs=0.25)
    assert spoken.acknowledged >= len(encode(first.astype(np.float64), 60, BITRATE)) - 3
    assert drawn.acknowledged == 15


async def test_what_the_page_declares_as_dropped_is_unheard_and_put_down_to_the_line(
    meeting: str, open_page: Open, open_leg: OpenLeg, encode: Encode
) -> None:
    mara, _ = await pair(meeting, open_page)
    sound = 0.3 * np.sin(np.arange(4 * 48_000) / 20)
    sender = Sender(await open_leg(mara), "sound", encode(sound, 60, BITRATE))
    await sender.run(asyncio.get_running_loop().time(), leave_out=range(20, 30))
    told = [its for its in await cues(mara, 1.5) if isinstance(its, Unheard) and its.who == 0]
    lost = [its for its in told if its.reason == "lost"]
    assert [its.seconds for its in lost] == [pytest.approx(0.6, abs=0.02)]


async def test_off_the_record_ends_the_leg_at_once_and_a_late_ticket_is_worth_nothing(
    address: str, meeting: str, open_page: Open, open_leg: OpenLeg
) -> None:
    mara, daniel = await pair(meeting, open_page)
    socket = await open_leg(mara)
    await mara.say(m.LegOpen(leg=2))
    late = await mara.until(m.LegTicket, lambda told: told.leg == 2)
    await daniel.say(m.OffRecord(on=True))
    async with asyncio.timeout(5):
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    with pytest.raises(InvalidStatus):
        await connect(f"{address.replace('http', 'ws', 1)}/leg/{late.ticket}")
    await mara.say(m.LegOpen(leg=3))
    assert (await mara.until(m.Failed)).code == "listening_off"


@pytest.mark.parametrize("bad", ["text", b"", b"\x07" * 30, b"\x01" * 20_000])
async def test_what_is_no_frame_ends_the_leg_and_nothing_else(
    meeting: str, open_page: Open, open_leg: OpenLeg, bad: str | bytes
) -> None:
    mara, _ = await pair(meeting, open_page)
    socket = await open_leg(mara)
    await socket.send(bad)
    async with asyncio.timeout(5):
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    await open_leg(mara, leg=2)


async def test_a_flood_of_frames_ends_the_leg(meeting: str, open_page: Open, open_leg: OpenLeg) -> None:
    mara, _ = await pair(meeting, open_page)
    socket = await open_leg(mara)

    async def flood() -> None:
        for n in range(5_000):
            frame = Frame(kind="sound", sequence=n, timestamp=2_880 * n, dropped=0, payload=b"\x58\x00")
            await socket.send(encode(frame))
        async for _ in socket:
            continue
        await socket.recv()

    with pytest.raises(ConnectionClosed):
        await flood()


async def test_another_site_cannot_open_a_leg(address: str, meeting: str, open_page: Open) -> None:
    mara, _ = await pair(meeting, open_page)
    await mara.say(m.LegOpen(leg=1))
    ticket = (await mara.until(m.LegTicket)).ticket
    url = f"{address.replace('http', 'ws', 1)}/leg/{ticket}"
    with pytest.raises(InvalidStatus):
        await connect(url, origin=Origin("https://elsewhere.example"))
