"""From the first page into a call and on to the summary by keys alone, the focus seen at every step."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Page

from tests.browser.conftest import Arrive

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

MOST_TABS = 40
"""Steps by Tab that anything on a page may be away."""

FOCUSED = """(selector) => {
    const here = document.activeElement;
    if (!here?.matches(selector)) return false;
    const { outlineStyle, boxShadow, borderColor } = getComputedStyle(here);
    if (!here.matches(":focus-visible") || (outlineStyle === "none" && boxShadow === "none"))
        throw new Error(`the focus on ${selector} is not seen: ${borderColor}`);
    return true;
}"""


async def tab_to(page: Page, selector: str) -> None:
    """Go on by Tab until the focus is on what a selector names."""
    for _ in range(MOST_TABS):
        if await page.evaluate(FOCUSED, selector):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


async def press(page: Page, selector: str) -> None:
    """Press a button as somebody without a mouse does."""
    await tab_to(page, selector)
    await page.keyboard.press("Enter")


async def test_a_call_is_begun_held_left_and_looked_back_at_by_keys_alone(
    address: str, arrive: Arrive
) -> None:
    async with arrive("Mara") as mara, arrive("Daniel") as daniel:
        page = daniel.page
        await page.goto(address)
        await tab_to(page, "#name")
        await page.keyboard.type("Daniel")
        await press(page, "#start .main")
        await daniel.state("greenroom")
        await mara.page.goto(page.url)
        await mara.state("greenroom")
        await mara.page.click("[data-test=consent] button")
        await mara.page.click("[data-test=join]")

        await press(page, "[data-test=consent] button")
        await press(page, "[data-test=join]")
        await daniel.state("call")
        await daniel.listening("on")

        await press(page, "[aria-label=Mute]")
        await page.wait_for_selector("[aria-label=Unmute]:focus")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("[aria-label=Mute]:focus")
        await page.wait_for_selector("[data-test=messages]")
        await page.keyboard.press("t")
        await page.wait_for_selector("[data-test=message]:focus")
        await page.keyboard.type("Hello by keys")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Escape")
        await mara.page.wait_for_selector("[data-test=messages].news")
        await page.keyboard.press("j")
        await page.wait_for_selector("[data-test=thought]:focus")
        await page.keyboard.type("ask again")
        await page.keyboard.press("Escape")
        marked = page.locator("text=Marked, for you alone")
        async with asyncio.timeout(20):
            while not await marked.count():  # the page says until then that marks begin with the call
                await page.keyboard.press("k")
                await asyncio.sleep(0.3)

        await tab_to(page, "[role=toolbar] button")
        await page.keyboard.press("End")
        await press(page, "[data-test=leave]")
        await page.wait_for_url("**/s/*")
        await page.wait_for_selector("duologue-closing textarea")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.matches('.skip')")
        await page.keyboard.press("Enter")
        await tab_to(page, ".stage")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await page.wait_for_selector("[role=tooltip]")
        await page.keyboard.press("Escape")
        await page.keyboard.press("n")
        await page.wait_for_selector("duologue-closing textarea:focus")
        assert await page.locator("duologue-closing li button").count() == 2
        assert "ask again" in await page.input_value("duologue-closing textarea")
