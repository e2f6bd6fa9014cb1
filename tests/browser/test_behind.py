"""A server behind NAT and a firewall: what browsers send it comes by an address and ports of its own choice.

Where no namespaces can be made, this is the line that is left: a relay on loopback, on the way to the server.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import aiohttp
import pytest
from aioice.ice import get_host_addresses

from server.bench.line.hub import Line
from server.bench.line.relay import relay
from server.bench.line.wire import Way
from server.bench.voice import dialogue
from tests.browser.conftest import Arrive
from tests.browser.people import running_server
from tests.browser.test_call import TURNS, until_cues
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

OUTSIDE = "127.0.0.2"
"""Where the world finds the server, it believes."""

HIDDEN = r"""(send => WebSocket.prototype.send = function (words) {
    const offer = typeof words === "string" && words.includes('"leg_offer"');
    send.call(this, offer ? words.replace(/a=candidate:[^\\]*\\r\\n/g, "") : words);
})(WebSocket.prototype.send)
"""
"""The server learns no address of the browser's, and so finds no way to it past the relay."""

LOST = "window.duologue.cues.some((cue) => cue.type === 'unheard' && cue.reason === 'lost')"

SENT_TO = """window.duologue.leg.getStats().then((stats) => [...stats.values()]
    .filter((each) => each.type === "candidate-pair" && each.packetsSent > 50)
    .map((each) => stats.get(each.remoteCandidateId).address))"""

POOR = Line(up=Way(delay_s=0.06, jitter_s=0.005, loss=0.08), down=Way(delay_s=0.06))


def ports(address: str) -> tuple[int, int]:
    """Find two UDP ports side by side that nobody has."""
    for port in range(42_000, 43_000, 2):
        with (
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as first,
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as second,
            suppress(OSError),
        ):
            first.bind((address, port))
            second.bind((address, port + 1))
            return port, port + 1
    raise AssertionError("no two ports are free")


async def test_a_server_behind_nat_hears_through_its_outer_address_what_the_line_let_through(
    arrive: Arrive, tmp_path: Path
) -> None:
    inside = next(iter(get_host_addresses(use_ipv4=True, use_ipv6=False)), "127.0.0.1")
    first, last = ports(inside)
    environ = {"DUOLOGUE_LEG_ADDRESS": OUTSIDE, "DUOLOGUE_LEG_PORTS": f"{first}-{last}"}
    sounds = [
        write_wav(tmp_path / f"{n}.wav", sound)
        for n, sound in enumerate(dialogue(TURNS, seconds=75.0, rate=48_000))
    ]
    async with AsyncExitStack() as stack:
        address = await stack.enter_async_context(
            running_server(tmp_path / "data", tmp_path / "log", environ=environ)
        )
        ways = [
            await stack.enter_async_context(relay((OUTSIDE, port), (inside, port), POOR, seed=port))
            for port in (first, last)
        ]
        async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
            link = f"{address}{(await response.json())['path']}#debug=rtc"
        mara = await stack.enter_async_context(arrive("Mara", sound=sounds[0]))
        daniel = await stack.enter_async_context(arrive("Daniel", sound=sounds[1]))
        for someone in (mara, daniel):
            await someone.context.add_init_script(HIDDEN)
            await someone.page.goto(link)
            await someone.state("greenroom")
            await someone.page.click("[data-test=yes]")
            await someone.page.click("[data-test=join]")
        for someone in (mara, daniel):
            await someone.state("call")
            await someone.listening("on")
        await asyncio.gather(*(someone.eventually(LOST, timeout_s=60.0) for someone in (mara, daniel)))
        await until_cues(mara, "speech", 4)
        for someone in (mara, daniel):
            assert await someone.page.evaluate(SENT_TO) == [OUTSIDE]
        assert all(way.up.count.packets > 100 and way.up.count.lost > 0 for way in ways)
        told = await mara.debug("cues")
    silences = [(cue["start"], cue["end"]) for cue in told if cue["type"] == "silence"]
    lost = [
        (cue["start"], cue["end"]) for cue in told if cue["type"] == "unheard" and cue["reason"] == "lost"
    ]
    assert silences
    assert not [(one, other) for one in silences for other in lost if one[0] < other[1] and other[0] < one[1]]
