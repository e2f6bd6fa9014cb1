"""Tests of server.partner.partner and server.partner.peer, against a real server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import sys
import threading
from pathlib import Path

import av
import numpy as np
import pytest
from websockets.asyncio.server import ServerConnection, serve

from server.partner.partner import Partner, RefusedError, joined, socket_address
from server.partner.peer import Peer
from server.partner.voice import RATE, Voice, VoiceTrack
from signaling import messages as m
from signaling.codec import encode
from tests.server.pages import start_meeting

PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def voice() -> Voice:
    """Ten seconds of a hum."""
    t = np.arange(10 * RATE) / RATE
    return Voice.of((0.2 * np.sin(2 * np.pi * 200 * t)).astype(np.float32))


def hears(partner: Partner, packets: int = 20) -> bool:
    return partner.peer is not None and partner.peer.packets >= packets


def listened_to(partner: Partner) -> bool:
    return partner.leg is not None and partner.leg.state == "connected"


THE_STORES_OWN = ("call", "Event.wait", "AsyncConnection")
"""Tasks that go on for a moment after a call: its last words to the store, and a connection given back."""


async def settle(*partners: Partner) -> None:
    """Until everybody hears the other and is listened to."""
    async with asyncio.timeout(PATIENCE_S):
        for partner in partners:
            await partner.until(lambda partner=partner: hears(partner, 1))  # type: ignore[misc]
            await partner.until(lambda partner=partner: listened_to(partner))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("link", "socket"),
    [
        ("http://127.0.0.1:8000/m/abc", "ws://127.0.0.1:8000/ws/abc"),
        ("https://talk.example.org/m/abc?x=1#y", "wss://talk.example.org/ws/abc"),
        ("https://example.org/duologue/m/abc", "wss://example.org/duologue/ws/abc"),
    ],
)
def test_the_socket_is_found_from_the_meetings_link(link: str, socket: str) -> None:
    assert socket_address(link) == socket


@pytest.mark.parametrize(
    "link", ["", "abc", "ftp://host/m/abc", "http://host/", "http://host/m/", "http:///m/a"]
)
def test_a_link_of_no_meeting_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="looks like"):
        socket_address(link)


async def test_two_people_without_browsers_hear_each_other_and_are_listened_to(
    address: str, meeting: str, voice: Voice
) -> None:
    link = address + meeting
    told: list[m.FromServer] = []
    async with joined(link, voice, name="Ada", on_message=told.append) as ada:
        async with joined(link, voice, name="Ben") as ben:
            await settle(ada, ben)
            assert (ada.welcome.seat, ben.welcome.seat) == (0, 1)
            assert (ada.other.name, ben.other.name) == ("Ben", "Ada")
            assert ada.listening.state == "on"
            assert not ada.errors
            assert not ben.errors
        async with asyncio.timeout(PATIENCE_S):
            await ada.until(lambda: ada.other.presence == "left")
            await ada.until(lambda: ada.peer is None)
            await ada.until(lambda: ada.leg is None)
    assert ada.summary is not None
    assert ben.summary is not None
    assert ada.summary != ben.summary
    assert {type(message) for message in told} >= {m.Welcome, m.Partner, m.Listening, m.LegAnswer, m.Left}


async def test_without_consent_the_call_goes_on_and_nobody_is_listened_to(
    address: str, meeting: str, voice: Voice
) -> None:
    link = address + meeting
    async with joined(link, voice) as ada, joined(link, voice, consent=False) as ben:
        async with asyncio.timeout(PATIENCE_S):
            await ada.until(lambda: hears(ada))
            await ben.until(lambda: hears(ben))
        assert ada.listening.state == "waiting"
        assert ada.leg is None
        assert ben.leg is None


async def test_going_off_the_record_ends_both_legs_and_coming_back_opens_new_ones(
    address: str, meeting: str, voice: Voice
) -> None:
    link = address + meeting
    async with joined(link, voice) as ada, joined(link, voice) as ben:
        await settle(ada, ben)
        await ada.say(m.OffRecord(on=True))
        async with asyncio.timeout(PATIENCE_S):
            await ada.until(lambda: ada.leg is None)
            await ben.until(lambda: ben.leg is None)
        await ada.say(m.OffRecord(on=False))
        await settle(ada, ben)


async def test_a_leg_that_broke_is_built_anew(address: str, meeting: str, voice: Voice) -> None:
    link = address + meeting
    async with joined(link, voice) as ada, joined(link, voice) as ben:
        await settle(ada, ben)
        broken = ada.leg
        assert broken is not None
        await broken.close()
        async with asyncio.timeout(PATIENCE_S):
            await ada.until(lambda: ada.leg is not broken and listened_to(ada))


async def test_a_third_person_is_refused(address: str, meeting: str, voice: Voice) -> None:
    link = address + meeting
    async with joined(link, voice), joined(link, voice):
        with pytest.raises(RefusedError) as refused:
            async with joined(link, voice):
                pytest.fail("there is no third place")
    assert refused.value.code == "call_is_for_two"


async def test_a_meeting_that_does_not_exist_is_refused(address: str, voice: Voice) -> None:
    with pytest.raises(RefusedError) as refused:
        async with joined(f"{address}/m/nothing-like-it", voice):
            pytest.fail("there is no such meeting")
    assert refused.value.code == "unknown_meeting"


@pytest.mark.parametrize(("says", "code"), [(None, "server_stopping"), (m.Ping(n=1), "bad_message")])
async def test_a_server_that_does_not_say_welcome_is_no_meeting(
    voice: Voice, says: m.Ping | None, code: str
) -> None:
    async def answer(socket: ServerConnection) -> None:
        await socket.recv()
        if says is not None:
            await socket.send(encode(says))

    async with serve(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(RefusedError) as refused:
            async with joined(f"http://127.0.0.1:{port}/m/abc", voice):
                pytest.fail("that was no welcome")
    assert refused.value.code == code


async def test_waiting_for_what_will_not_come_ends_with_the_socket(
    address: str, meeting: str, voice: Voice
) -> None:
    async with joined(address + meeting, voice) as ada:
        await ada.drop()
        with pytest.raises(ConnectionError):
            await ada.until(lambda: False)
        assert ada.ended
    assert ada.summary is None


async def test_meetings_that_are_over_leave_nothing_behind(address: str, voice: Voice) -> None:
    def held() -> tuple[int, list[str], list[str]]:
        """Sockets, threads and tasks of calls; the store's and the kept rooms' own are left out."""
        gc.collect()
        sockets = [link for link in map(target, os.listdir("/proc/self/fd")) if link.startswith("socket:")]
        threads = [thread.name for thread in threading.enumerate()]
        names = [f"{task.get_name()} {task.get_coro()}" for task in asyncio.all_tasks()]
        return (
            len(sockets),
            sorted(name for name in threads if "asyncio_" not in name and "connection_worker" not in name),
            sorted(name for name in names if not any(part in name for part in THE_STORES_OWN)),
        )

    def target(fd: str) -> str:
        with contextlib.suppress(OSError):
            return os.readlink(f"/proc/self/fd/{fd}")
        return ""

    async def meet() -> None:
        link = address + await start_meeting(address)
        async with joined(link, voice) as ada, joined(link, voice) as ben:
            await settle(ada, ben)

    await asyncio.gather(*(meet() for _ in range(3)))
    before = held()
    for _ in range(2):
        await asyncio.gather(*(meet() for _ in range(3)))  # ten meetings at once are the server's limit
    sockets, threads, tasks = held()
    assert sockets <= before[0]
    assert threads == before[1]
    assert len(tasks) <= len(before[2]), tasks


async def test_an_offer_that_crosses_the_impolite_sides_own_is_ignored(voice: Voice) -> None:
    def peer(*, polite: bool) -> Peer:
        return Peer(
            page="page-of-nobody",
            polite=polite,
            track=VoiceTrack(voice, began=0.0, repeat=True),
            ice_servers=[],
            on_change=lambda: None,
        )

    one, two, patient = peer(polite=False), peer(polite=False), peer(polite=True)
    try:
        assert await patient.begin() is None
        mine, theirs = await one.begin(), await two.begin()
        assert mine is not None
        assert theirs is not None
        assert await one.description(theirs) is None
        answer = await patient.description(mine)
        assert answer is not None
        assert answer.kind == "answer"
        assert await patient.description(answer) is None
        assert await one.description(answer) is None
        assert one.state != "failed"
    finally:
        for each in (one, two, patient):
            await each.close()


async def test_candidates_wait_for_their_description_and_hidden_ones_are_left_out(voice: Voice) -> None:
    def candidate(text: str) -> m.Candidate:
        return m.Candidate(candidate=text, mid="0", line=0, page="page-of-nobody")

    def peer(*, polite: bool) -> Peer:
        return Peer(
            page="page-of-nobody",
            polite=polite,
            track=VoiceTrack(voice, began=0.0, repeat=True),
            ice_servers=[m.IceServer(urls=["turn:192.0.2.1:3478"], username="a", credential="b")]
            if polite
            else [],
            on_change=lambda: None,
        )

    one, two = peer(polite=False), peer(polite=False)
    try:
        early = candidate("candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host")
        offer = await one.begin()
        assert offer is not None
        await two.candidate(early)
        assert await two.description(offer) is not None
        for text in (
            "",
            "candidate:1 1 udp 1 0a1b.local 50000 typ host",
            "candidate:1 1 tcp 1 192.0.2.7 9 typ host tcptype active",
        ):
            await two.candidate(candidate(text))
        await two.candidate(candidate("candidate:2 1 udp 2122260223 192.0.2.8 50000 typ host"))
    finally:
        await one.close()
        await two.close()


def write_hum(path: Path) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=16_000, layout="mono")
        pcm = (6_000 * np.sin(np.arange(32_000) / 12)).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(pcm, format="s16", layout="mono")
        frame.sample_rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


async def command(*words: str) -> tuple[int, str, str]:
    """Run `duologue partner`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server", "partner", *words,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, error = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), error.decode()


async def test_the_command_takes_part_for_so_long_and_says_where_the_summary_is(
    address: str, meeting: str, voice: Voice, tmp_path: Path
) -> None:
    hum = write_hum(tmp_path / "hum.wav")
    async with joined(address + meeting, voice) as ada:
        code, out, error = await command(
            address + meeting, "--audio", str(hum), "--name", "Ben", "--seconds", "2", "--verbose", "--loop"
        )
        assert ada.other.name == "Ben"
    assert (code, error) == (0, "")
    assert "Ben is in the meeting." in out
    assert "listening on" in out
    assert "Ben has left. Summary: /s/" in out


@pytest.mark.parametrize(
    ("link", "audio", "code"),
    [
        ("http://127.0.0.1:9/m/abc", "hum.wav", "unreachable"),
        ("not-a-link", "hum.wav", "bad_link"),
        ("http://127.0.0.1:9/m/abc", "none.wav", "missing"),
    ],
)
async def test_the_command_says_with_a_code_why_it_can_not_take_part(
    tmp_path: Path, link: str, audio: str, code: str
) -> None:
    write_hum(tmp_path / "hum.wav")
    exit_code, _, error = await command(link, "--audio", str(tmp_path / audio))
    assert exit_code == 1
    assert error.startswith(f"duologue: {code}: ")
