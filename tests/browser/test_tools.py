"""The call's tools, between two real browsers: what one writes, shows and plans reaches the other alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Arrive
from tests.browser.people import Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

STAGE = "document.querySelector('.stage').className"


async def into_the_call(person: Person, meeting: str) -> None:
    await person.page.goto(meeting)
    await person.state("greenroom")
    await person.page.click("[data-test=join]")
    await person.state("call")


async def test_tools_reach_the_partner_and_what_is_ones_own_waits_in_the_summary(
    meeting: str, arrive: Arrive, tmp_path: Path
) -> None:
    async with arrive("Mara") as mara, arrive("Daniel") as daniel:
        await mara.page.goto(meeting)
        line = mara.page.locator("[data-test=line-check]")
        assert "good enough for video" in await line.inner_text()
        await mara.page.click("[data-test=play-sound]")
        await mara.page.wait_for_selector("text=Two notes were played.")
        for person in (mara, daniel):
            await into_the_call(person, meeting)
        for person in (mara, daniel):
            await person.eventually("window.duologue.pc?.connectionState === 'connected'")
            await person.eventually("window.duologue.state.callZero !== null")
            await person.page.wait_for_selector("[data-test=messages]")

        await mara.page.keyboard.press("t")
        await mara.page.fill("[data-test=message]", "The word was “nyatiti”")
        await mara.page.keyboard.press("Enter")
        await daniel.page.wait_for_selector("[data-test=messages].news")
        assert await daniel.page.get_attribute("[data-test=messages]", "aria-label") == "Messages, one new"
        await daniel.page.keyboard.press("t")
        await daniel.page.wait_for_selector("[data-test=lines] >> text=nyatiti")
        assert await daniel.page.locator("[data-test=messages].news").count() == 0
        for person in (mara, daniel):
            await person.page.keyboard.press("Escape")

        await mara.page.keyboard.press("k")
        await mara.page.wait_for_selector("text=Marked, for you alone")
        await mara.page.keyboard.press("j")
        await mara.page.fill("[data-test=thought]", "ask about the harp")
        await mara.page.keyboard.press("Escape")
        assert await daniel.page.inner_text("[data-test=soft]") != "Marked, for you alone"

        await mara.page.keyboard.press("s")
        await daniel.eventually(f"{STAGE}.includes('screen')")
        await mara.page.keyboard.press("s")
        await daniel.eventually(f"!{STAGE}.includes('screen')")

        await mara.page.click("[data-test=more]")
        await mara.page.click("[data-test=more-agenda]")
        await mara.page.fill("[data-test=topic]", "Stories")
        await mara.page.keyboard.press("Enter")
        await mara.page.click("[data-test=begin-agenda]")
        await daniel.page.wait_for_selector("[data-test=agenda-chip] >> text=Stories until")
        await mara.page.keyboard.press("Escape")

        await daniel.page.keyboard.press("p")
        await daniel.page.wait_for_selector("[data-test=exchange] >> text=Too short for a picture")
        await daniel.page.keyboard.press("p")
        assert await daniel.page.locator("[data-test=exchange]").count() == 0

        for file in (tmp_path / "data").iterdir():
            assert b"nyatiti" not in file.read_bytes()
        await mara.page.click("[data-test=leave]")
        await mara.page.wait_for_url("**/s/*")
        stored = await mara.eventually("localStorage.getItem('duologue.kept')")
        assert "ask about the harp" in stored
