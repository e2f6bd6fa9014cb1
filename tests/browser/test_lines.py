"""Two browsers and the server, each on its own host, over lines as people have them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.bench.line.profiles import FIBRE, MOBILE_4G
from tests.browser.conftest import OnLines
from tests.browser.test_call import sounds as sounds
from tests.browser.test_call import until_cues, until_received

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def test_a_call_over_a_mobile_line_is_heard(on_lines: OnLines, sounds: tuple[Path, Path]) -> None:
    async with (
        on_lines({"mara": MOBILE_4G, "daniel": FIBRE}) as stage,
        stage.arrive("mara", sound=sounds[0]) as mara,
        stage.arrive("daniel", sound=sounds[1]) as daniel,
    ):
        link = await stage.meeting(mara)
        for someone in (mara, daniel):
            await someone.page.goto(link)
            await someone.state("greenroom")
            await someone.page.click("[data-test=yes]")
        for someone in (mara, daniel):
            await someone.page.click("[data-test=join]")
        for someone in (mara, daniel):
            await someone.state("call")
        await asyncio.gather(until_received(mara), until_received(daniel))
        print(stage.net.late_s, stage.net.counts("mara"))
        assert await until_cues(mara, "speech", 1)
