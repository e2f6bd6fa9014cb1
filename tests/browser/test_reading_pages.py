"""The pages that are read: home and the summary, as people with a browser find them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from cues.events import Speech
from server.analysis.page import html, template
from server.store.database import open_database
from server.store.meetings import Meetings, SeatRow
from signaling.seat import hashed
from tests.browser.conversation import MINUTES, conversation, told
from tests.browser.people import running_server

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One browser for all of these; every test has a profile of its own in it."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    context = await browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def phone(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True)
    yield await context.new_page()
    await context.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(context: BrowserContext) -> Page:
    return await context.new_page()


@pytest_asyncio.fixture(loop_scope="module")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    async with running_server(tmp_path / "data", tmp_path / "server.log") as address:
        yield address


@pytest.fixture
def whole(tmp_path: Path) -> str:
    """The address of a summary of twelve minutes, as one file."""
    file = tmp_path / "whole.html"
    file.write_text(html(told(conversation(), seconds=MINUTES * 60.0), template()), encoding="utf-8")
    return file.as_uri()


async def window(page: Page) -> str:
    return await page.inner_text("duologue-timeline .bar .clock")


async def test_the_first_screen_tells_who_when_what_worked_and_who_sees_it(page: Page, whole: str) -> None:
    await page.goto(whole)
    assert await page.inner_text("h1") == "Thursday with Mara"
    assert await page.inner_text(".line") == "19 November, 12 minutes. Duologue heard nearly all of it."
    first = await page.inner_text("main")
    for words in ("You laughed together once.", "Only you.", "How accurate it is", "made by the line"):
        assert words in first
    assert await page.title() == "Thursday with Mara – Duologue"


async def test_the_river_has_its_words(page: Page, whole: str) -> None:
    await page.goto(whole)
    said = await page.get_attribute("duologue-river svg", "aria-label")
    assert said is not None
    assert "One shared laugh." in said
    assert "One stretch was not heard." in said


async def test_the_timeline_is_read_by_keys_alone(page: Page, whole: str) -> None:
    await page.goto(whole)
    await page.focus(".stage")
    await page.keyboard.press("0")
    assert await window(page) == "0:00 to 12:00"
    await page.keyboard.press("+")
    assert await window(page) == "3:00 to 9:00"
    await page.keyboard.press("Home")
    assert await window(page) == "0:00 to 6:00"
    await page.keyboard.press("ArrowDown")
    said = page.locator("duologue-lanes [aria-live]")
    assert await said.inner_text() == "You spoke. 0:00 to 0:10. For 9.5 seconds."
    await page.keyboard.press("Enter")
    assert await page.locator("[role=tooltip]").is_visible()
    await page.keyboard.press("Escape")
    assert await page.locator("[role=tooltip]").count() == 0


async def test_a_shared_laugh_leads_to_its_place_in_the_timeline(page: Page, whole: str) -> None:
    await page.goto(whole)
    await page.click("section[aria-labelledby=shared] button")
    said = await page.inner_text("duologue-lanes [aria-live]")
    assert said.startswith("You laughed together. 1:40")


async def test_a_quiet_leads_to_its_place_in_the_timeline(page: Page, whole: str) -> None:
    await page.goto(whole)
    await page.click(".arches button")
    said = await page.inner_text("duologue-lanes [aria-live]")
    assert said == "Quiet, 5 seconds. 3:30 to 3:34. You had paused. Mara spoke next."


async def test_the_table_holds_the_same_moments_and_is_remembered(page: Page, whole: str) -> None:
    await page.goto(whole)
    await page.focus(".stage")
    await page.keyboard.press("0")
    await page.click("text=As a table")
    rows = page.locator("table.marks tbody tr")
    quiet = await rows.count()
    assert await rows.filter(has_text="Laughed together").count() == 1
    assert await rows.filter(has_text="Speech").count() == 0
    await page.click("text=Show speech too")
    assert await rows.count() > quiet
    await page.reload()
    assert await page.locator("table.marks").is_visible()


async def test_a_kind_can_be_taken_out_of_the_picture(page: Page, whole: str) -> None:
    await page.goto(whole)
    signs = page.locator('.sign[data-kind="murmur"]')
    assert await signs.count() > 0
    await page.click(".legend >> text=mm-hm")
    assert await signs.count() == 0


async def test_on_a_phone_nothing_scrolls_sideways(phone: Page, whole: str) -> None:
    await phone.goto(whole)
    assert await phone.evaluate("document.documentElement.scrollWidth") == 320


async def test_a_tap_tells_what_a_sign_is(phone: Page, whole: str) -> None:
    await phone.goto(whole)
    await phone.locator(".sign[data-kind=murmur] circle").first.tap()
    assert "mm-hm" in await phone.inner_text("[role=tooltip]")


async def test_the_facts_can_be_kept(page: Page, whole: str) -> None:
    await page.goto(whole)
    await page.click("text=Keep a copy")
    async with page.expect_download() as download:
        await page.click("text=All facts, JSON")
    assert (await download.value).suggested_filename == "duologue-2026-11-19-Mara.json"


async def test_one_file_asks_the_network_for_nothing(page: Page, whole: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(whole)
    await page.wait_for_selector("duologue-lanes canvas")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


async def test_a_short_talk_is_not_judged(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "short.html"
    short = [Speech(who=0, start=1.0, end=20.0, confidence=0.9)]
    file.write_text(html(told(list(short), seconds=30.0), template()), encoding="utf-8")
    await page.goto(file.as_uri())
    assert "too short to say anything" in await page.inner_text("main")
    assert await page.locator("duologue-river").count() == 0


async def test_an_unheard_call_says_so(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "unheard.html"
    file.write_text(html(told([], seconds=60.0, listened=False), template()), encoding="utf-8")
    await page.goto(file.as_uri())
    assert await page.inner_text("h1") == "Nothing was heard"


async def test_a_link_to_no_summary_is_told_kindly(page: Page, address: str) -> None:
    await page.goto(f"{address}/s/nothing-is-here-nothing")
    await page.wait_for_selector("text=There is no summary here")


async def test_a_first_name_starts_a_meeting_that_this_device_remembers(page: Page, address: str) -> None:
    await page.goto(address)
    await page.click("text=Start a meeting")
    assert "A first name is needed" in await page.inner_text("#start-note")
    await page.fill("#name", "Daniel")
    await page.click("text=Start a meeting")
    await page.wait_for_url(f"{address}/m/*")
    await page.wait_for_selector('body[data-state="greenroom"]')
    await page.goto(address)
    assert await page.input_value("#name") == "Daniel"
    assert await page.locator(".recent li").count() == 1
    await page.click("text=Forget these")
    assert await page.locator(".recent").count() == 0


async def test_a_note_is_kept_sealed_and_both_keys_open_the_summary(browser: Browser, tmp_path: Path) -> None:
    """Over three meetings of two guests whom each browser remembers by itself."""
    data = tmp_path / "data"
    data.mkdir()
    await three_meetings(data)
    async with running_server(data, tmp_path / "server.log") as address:
        mara = await reader(browser, address, "mara")
        await mara.fill("duologue-closing textarea", "ask about the flood")
        await mara.wait_for_selector("text=Kept.")
        assert b"flood" not in b"".join(file.read_bytes() for file in data.iterdir())
        await mara.reload()
        assert await mara.input_value("duologue-closing textarea") == "ask about the flood"
        await mara.click("text=Open it to Daniel")
        await mara.wait_for_selector("text=You have opened this to Daniel.")
        daniel = await reader(browser, address, "daniel")
        await daniel.wait_for_selector("text=Shall Mara see this too?")
        await daniel.click("text=Open it to Mara")
        await daniel.wait_for_selector("text=You have both opened it.")
        assert await daniel.inner_text(".visible >> nth=0") == "You and Mara"
        assert await daniel.input_value("duologue-closing textarea") == ""
        rivers = daniel.locator("duologue-past duologue-river")
        await rivers.nth(2).wait_for()
        assert await rivers.count() == 3
        assert "This meeting, and the two before" in await daniel.inner_text("duologue-past")
        async with daniel.expect_download() as download:
            await daniel.click("text=Keep a copy")
            await daniel.click("text=On paper, PDF")
        file = await download.value
        assert file.suggested_filename == "duologue-2026-11-19-Mara.pdf"
        assert (await file.path()).read_bytes().startswith(b"%PDF")
        for page in (mara, daniel):
            await page.context.close()


async def three_meetings(data: Path) -> None:
    """Put three weekly meetings of the same two guests into the store of a server to be."""
    engine = await open_database(f"sqlite+aiosqlite:///{data / 'duologue.db'}")
    store = Meetings(engine)
    for weeks in range(3):
        began = datetime(2026, 11, 19, 12, 0, tzinfo=UTC) - timedelta(weeks=weeks)
        await store.create(meeting_id=f"m{weeks}", invite_hash=hashed(f"invite-{weeks}"), now=began)
        for seat, name in enumerate(("Daniel", "Mara")):
            kept = hashed(f"{name.lower()}-summary-{weeks}")
            row = SeatRow(seat=seat, name=name, token_hash=kept[::-1], summary_hash=kept, joined=True)
            await store.seat(f"m{weeks}", row)
        await store.begin(f"m{weeks}", at=began)
        await store.append(f"m{weeks}", conversation(), seconds=MINUTES * 60.0)
    await engine.dispose()


async def reader(browser: Browser, address: str, name: str) -> Page:
    """Somebody who opens the summary of the last meeting at a browser that knows the ones before."""
    context = await browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    known = [
        {"path": f"/m/{weeks}", "at": "2026-11-19T12:00:00Z", "summary": f"/s/{name}-summary-{weeks}"}
        for weeks in range(3)
    ]
    await context.add_init_script(f"localStorage.setItem('duologue.meetings', {json.dumps(known)!r})")
    page = await context.new_page()
    await page.goto(f"{address}/s/{name}-summary-0")
    await page.wait_for_selector("duologue-closing textarea")
    return page
