"""Two people become a pair: invited, told, agreed, and in a call that keeps to what they signed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Playwright, expect

from server.app import serving
from server.bench.people import ARGUMENTS
from server.settings import Settings
from tests.server.programme import Programme, programme_of

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class House:
    """A running server, and what its console shows."""

    address: str
    programme: Programme
    console: asyncio.Queue[str]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    console: asyncio.Queue[str] = asyncio.Queue()
    settings = Settings(port=0, data=tmp_path / "data")
    async with (
        serving(settings, console=console.put_nowait) as address,
        programme_of(settings, address) as programme,
    ):
        yield House(address, programme, console)


@pytest.fixture
async def browser(playwright: Playwright, chromium: str) -> AsyncIterator[Browser]:
    browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
    yield browser
    await browser.close()


async def at(browser: Browser, time_zone: str) -> Page:
    """Open a page of somebody's own, with a microphone and a camera."""
    context = await browser.new_context(
        locale="en-GB",
        timezone_id=time_zone,
        viewport={"width": 1280, "height": 800},
        permissions=["microphone", "camera"],
    )
    page = await context.new_page()
    page.set_default_timeout(20_000)
    return page


async def tell(page: Page, address: str, *, title: str, place: str, start: str) -> None:
    """Tell one station."""
    await page.goto(f"{address}/together/story")
    await page.click("[data-test=add-station]")
    for field, text in (("title", title), ("place", place), ("start", start)):
        await page.fill(f"[data-test=station-0-{field}]", text)
    await page.click("[data-test=save]")
    await expect(page.locator("[data-test=saved]")).to_contain_text("Saved")


@pytest.mark.timeout(180)
async def test_two_are_brought_together_and_their_call_keeps_to_what_they_signed(
    house: House, browser: Browser
) -> None:
    mara = await at(browser, "America/Los_Angeles")
    daniel = await at(browser, "Africa/Nairobi")
    person = await house.programme.person("Mara", time_zone="America/Los_Angeles")
    token = await house.programme.sessions.begin(person.id, agent="Chromium, Linux", now=person.created_at)
    await mara.context.add_cookies([{"name": "duologue", "value": token, "url": house.address}])

    # Invited by an address nobody knew, and asked for a yes.
    await mara.goto(f"{house.address}/together")
    await mara.click("[data-test=invite]")
    await mara.fill("#invite-name", "Daniel")
    await mara.fill("#invite-email", "daniel@example.org")
    await mara.click("[data-test=send-invitation]")
    await expect(mara.locator("h1")).to_have_text("Daniel has not answered yet")
    async with asyncio.timeout(20):
        link = (await house.console.get()).rsplit(maxsplit=1)[1]
    await daniel.goto(link)
    await daniel.click("main button")
    await expect(daniel.locator("h1")).to_have_text("Mara would like to meet you")
    await daniel.click("[data-test=accept]")
    await expect(daniel.locator("h1")).to_have_text("Mara and you")

    # Both tell a station; the place they share is found, with the years.
    await tell(mara, house.address, title="Wells", place="Kisumu", start="2003")
    await tell(daniel, house.address, title="Third of five", place="Kisumu", start="1991")
    await daniel.goto(f"{house.address}/together")
    await expect(daniel.locator(".met")).to_contain_text("You were both in Kisumu: Mara")
    await expect(daniel.locator("[data-test=ground]")).to_contain_text("Kisumu")

    # One proposes, the other sees what is asked of them, and signs.
    await daniel.click("[data-test=agreement]")
    await daniel.click("[data-test=suggest]")
    await daniel.check("[data-test=listening-live]", force=True)
    await daniel.check("[data-test=keep_days-180]", force=True)
    await daniel.click("[data-test=propose]")
    await expect(daniel.locator("[data-test=stands]")).to_contain_text("Write your name to sign")
    await daniel.fill("#signature", "Daniel Otieno")
    await daniel.click("[data-test=propose]")
    await expect(daniel.locator("[data-test=stands]")).to_contain_text("You have signed. Mara has not yet.")
    await mara.goto(f"{house.address}/together/agreement")
    await mara.fill("#signature", "Mara Ilves")
    await mara.click("[data-test=sign]")
    await expect(mara.locator("[data-test=stands]")).to_contain_text("Signed by both")

    # Changed by one: struck out and marked, in force only once both have signed.
    await mara.click("[data-test=suggest]")
    await mara.check("[data-test=keep_days-30]", force=True)
    await mara.fill("#signature", "Mara Ilves")
    await mara.click("[data-test=propose]")
    await daniel.reload()
    changed = daniel.locator("[data-clause=kept]")
    await expect(changed.locator(".says del")).to_have_text("180")
    await expect(changed.locator(".says ins")).to_have_text("30")
    await expect(changed).to_contain_text("Changed by Mara")

    # The call asks both, under what is in force; a signature during it holds at once.
    await daniel.goto(f"{house.address}/together")
    await daniel.click("[data-test=start]")
    await daniel.wait_for_url("**/m/*")
    meeting = daniel.url
    await daniel.wait_for_selector('body[data-state="greenroom"]')
    await mara.goto(f"{house.address}/")
    await expect(mara.locator("h1")).to_have_text("Daniel is in your call now.")
    await mara.click("[data-test=join]")
    await mara.wait_for_selector('body[data-state="greenroom"]')
    assert mara.url == meeting
    await expect(mara.locator("[data-test=agreed]")).to_have_attribute("data-agreed", "live")
    await expect(mara.locator(".consent")).to_contain_text("180 days")
    await expect(mara.locator("[data-test=consent]")).to_have_attribute("data-mine", "null")
    signing = await daniel.context.new_page()
    await signing.goto(f"{house.address}/together/agreement")
    await signing.fill("#signature", "Daniel Otieno")
    await signing.click("[data-test=sign]")
    await expect(mara.locator(".consent")).to_contain_text("30 days")

    # In the call: the stories, told in turns by both.
    for page in (mara, daniel):
        await page.click("[data-test=join]")
        await page.wait_for_selector('body[data-state="call"]')
    await mara.click("[data-test=more]")
    await mara.click("[data-test=stories]")
    cards = [page.locator("[data-test=story-card]") for page in (mara, daniel)]
    for card in cards:
        await expect(card).to_have_attribute("data-step", "0")
    tellers = [await card.get_attribute("data-mine") for card in cards]
    assert sorted(map(str, tellers)) == ["false", "true"]
    await daniel.click("[data-test=story-on]")
    for card, told in zip(cards, tellers, strict=True):
        await expect(card).to_have_attribute("data-step", "1")
        await expect(card).to_have_attribute("data-mine", "true" if told == "false" else "false")

    # Afterwards the talk is listed for both, wherever they sign in.
    for page in (mara, daniel):
        await page.click("[data-test=leave]")
        await page.wait_for_url("**/s/*")
    await mara.evaluate("localStorage.clear()")
    await mara.goto(f"{house.address}/meetings")
    await expect(mara.locator("duologue-talks li")).to_contain_text("Today, less than a minute")
    await expect(mara.locator("duologue-talks li")).to_contain_text("Duologue did not listen.")

    # Whoever is not of the pair finds the door closed.
    stranger = await at(browser, "Europe/Berlin")
    await stranger.goto(meeting)
    await stranger.fill("[data-test=name]", "Eve")
    await stranger.click("[data-test=go-on]")
    await stranger.wait_for_selector('body[data-state="guests"]')
