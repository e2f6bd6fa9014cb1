"""Calls over one's own TURN server: nothing but the relay, by UDP and by TCP, with keys for a while."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.bench.people import Person, running_server
from tests.browser import coturn
from tests.browser.conftest import Arrive

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

RELAY_ONLY = """
    const Plain = RTCPeerConnection;
    window.RTCPeerConnection = class extends Plain {
        constructor(options) { super({ ...options, iceTransportPolicy: "relay" }); }
    };
"""
"""As on a network that lets nothing else through."""

PAIR = """(async () => {
    const pc = window.duologue.pc;
    if (pc?.connectionState !== "connected") return null;
    const stats = [...(await pc.getStats()).values()];
    const transport = stats.find((each) => each.type === "transport");
    const pair = stats.find((each) => each.id === transport?.selectedCandidatePairId);
    const heard = stats.some((each) => each.type === "inbound-rtp" && each.packetsReceived > 20);
    const local = stats.find((each) => each.id === pair?.localCandidateId);
    return heard && local ? JSON.stringify([local.candidateType, local.relayProtocol]) : null;
})()"""


async def pair_of(someone: Person) -> list[Any]:
    found: list[Any] = json.loads(await someone.eventually(PAIR, timeout_s=40))
    return found


@pytest.fixture(scope="session")
def turnserver() -> str:
    """Debian's coturn; `make test` has installed it where that can be done."""
    path = coturn.get()
    if path is None:
        pytest.fail("no coturn on this machine: run `make test`, which installs one where it can")
    return path


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_two_who_reach_nothing_but_the_relay_are_in_the_call_and_read_that_it_is_relayed(
    transport: str, turnserver: str, arrive: Arrive, tmp_path: Path
) -> None:
    async with coturn.coturn(turnserver, tmp_path) as port:
        environ = {
            "DUOLOGUE_TURN_URLS": f"turn:127.0.0.1:{port}?transport={transport}",
            "DUOLOGUE_TURN_SECRET": coturn.SECRET,
        }
        log = tmp_path / "server.log"
        async with (
            running_server(tmp_path / "data", log, environ=environ) as address,
            arrive("Mara") as mara,
            arrive("Daniel") as daniel,
        ):
            async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
                link = f"{address}{(await response.json())['path']}#debug"
            for someone in (mara, daniel):
                await someone.context.add_init_script(RELAY_ONLY)
            await asyncio.gather(mara.page.goto(link), daniel.page.goto(link))
            for someone in (mara, daniel):
                await someone.state("greenroom")
                await someone.page.click("[data-test=yes]")
                await someone.page.click("[data-test=join]")
            for someone in (mara, daniel):
                assert await pair_of(someone) == ["relay", transport]
            await mara.listening("on")
            await mara.page.click("[data-test=more]")
            told = mara.page.locator("[data-test=way]")
            await told.wait_for()
            assert "through a relay" in (await told.inner_text())
