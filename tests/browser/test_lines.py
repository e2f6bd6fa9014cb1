"""Two browsers and the server, each on its own host, over lines as people have them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.bench.line.call import Course, call
from server.bench.line.profiles import FIBRE, MOBILE_2G, PROFILES
from server.bench.line.recorder import SCRIPT
from server.bench.line.talk import made
from server.bench.people import Person
from tests.browser.conftest import OnLines

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


async def test_listening_costs_a_call_on_a_thin_line_little_and_no_lost_word_is_silence(
    on_lines: OnLines, tmp_path: Path
) -> None:
    spoken = made(60.0)
    sounds = spoken.write(tmp_path)
    thin = next(profile for profile in PROFILES if profile.name == "2g")
    async with (
        on_lines({"here": FIBRE, "there": FIBRE}) as stage,
        stage.arrive("here", sound=sounds[0]) as here,
        stage.arrive("there", sound=sounds[1]) as there,
    ):
        for someone in (here, there):
            await someone.context.add_init_script(SCRIPT)
        course = Course(profile=thin, spoken=spoken, seconds=14.0)
        figures = await call(stage, course, (here, there), listening=True)
    assert figures.concealed is not None
    assert figures.concealed <= 0.12, "nine seconds' worth of what is 3 to 5 % over minutes"
    assert figures.uplink_bps is not None
    assert figures.uplink_bps <= 62_000
    assert figures.heard is not None
    assert figures.heard.speech_as_silence_s < 1.0


async def offered(someone: Person, what: str, *, timeout_s: float) -> None:
    """Wait until a page offers something, and take it."""
    await someone.page.wait_for_selector(f'[data-offer="{what}"]', timeout=timeout_s * 1000)
    await someone.page.click("[data-test=offer-yes]")


async def test_the_picture_is_offered_up_to_a_thin_line_and_back_when_it_is_good(on_lines: OnLines) -> None:
    async with (
        on_lines({"mara": FIBRE, "daniel": FIBRE}) as stage,
        stage.arrive("mara") as mara,
        stage.arrive("daniel") as daniel,
    ):
        link = await stage.meeting(mara)
        for someone in (mara, daniel):
            await someone.page.goto(link)
            await someone.state("greenroom")
        assert "40 MB an hour" not in await mara.page.inner_text("[data-test=data-use]")
        for someone in (mara, daniel):
            await someone.page.click("[data-test=join]")
        for someone in (mara, daniel):
            await someone.state("call")
        await daniel.eventually("window.duologue.latency.frame")
        stage.net.change("mara", MOBILE_2G)
        await offered(mara, "voice_only", timeout_s=60)
        await daniel.eventually("window.duologue.state.partner.media.voice_only")
        stage.net.change("mara", FIBRE)
        await offered(mara, "picture", timeout_s=60)
        await daniel.eventually("window.duologue.state.partner.media.video")
        await asyncio.wait_for(daniel.page.wait_for_selector("[data-test=partner-video]"), 20)
