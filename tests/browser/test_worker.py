"""The service worker: what it keeps, what it shows without a line, and what it never keeps."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import BrowserContext, Playwright

from tests.browser.people import until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

READY = "navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')"
KEPT = """(async () => {
    const urls = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) urls.push(new URL(url).pathname);
    return urls;
})()"""


@pytest.fixture
async def context(playwright: Playwright, chromium: str) -> AsyncIterator[BrowserContext]:
    browser = await playwright.chromium.launch(
        executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
    )
    context = await browser.new_context(locale="de-DE", permissions=["notifications"])
    yield context
    await browser.close()


async def test_without_a_line_it_says_what_still_works_and_it_kept_nothing_private(
    context: BrowserContext, address: str
) -> None:
    async with aiohttp.ClientSession(address) as session, session.post("/api/meetings") as response:
        meeting: str = (await response.json())["path"]
    page = await context.new_page()
    await page.goto(address)
    await until(page, READY)
    await page.evaluate("localStorage.setItem('duologue.name', 'Mara')")
    for path in (meeting, "/s/no-such-summary", "/"):
        await page.goto(address + path)
        await page.wait_for_selector("h1")
    kept = await page.evaluate(KEPT)
    assert "/offline" in kept
    assert [path for path in kept if not path.startswith("/assets/")] == ["/offline"]

    await context.set_offline(True)
    await page.goto(address + meeting)
    assert await page.inner_text("h1") == "Du bist offline"
    assert await page.get_attribute("html", "lang") == "de"
    await context.set_offline(False)
    await page.wait_for_selector("duologue-call")


async def test_a_reminder_is_shown_as_it_came(context: BrowserContext, address: str) -> None:
    page = await context.new_page()
    await page.goto(address)
    await until(page, READY)
    cdp = await context.new_cdp_session(page)
    registrations: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(each["registrationId"] for each in told["registrations"]),
    )
    await cdp.send("ServiceWorker.enable")
    while not registrations:
        await page.wait_for_timeout(50)
    said = {"title": "Mit Mara um 19:00", "body": "In einer Viertelstunde.", "path": "/m/abc", "tag": "m1"}
    await cdp.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": address, "registrationId": registrations[0], "data": json.dumps(said)},
    )
    shown = "navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.length)"
    await until(page, shown)
    notification = await page.evaluate(
        "navigator.serviceWorker.ready.then((r) => r.getNotifications())"
        ".then(([n]) => ({ title: n.title, body: n.body, path: n.data, tag: n.tag }))"
    )
    assert notification == said
