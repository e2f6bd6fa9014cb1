"""Two people with accounts: a time is proposed, agreed, called to mind by mail, written about and met in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
from playwright.async_api import Page, Playwright

from server.app import serving
from server.people.person import Person
from server.settings import Settings
from tests.server.clock import Clock
from tests.server.mail.smtp import Postbox, postbox
from tests.server.programme import Programme, programme_of

pytestmark = pytest.mark.browser

ARGUMENTS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--no-sandbox",
    "--disable-gpu",
)

BEGUN = datetime(2026, 12, 6, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A server, a mail server, and one browser with a window for each person."""

    address: str
    clock: Clock
    box: Postbox
    programme: Programme
    playwright: Playwright
    chromium: str

    @asynccontextmanager
    async def window(self, person: Person, zone: str) -> AsyncIterator[Page]:
        """Open somebody's window, signed in, in their own time zone."""
        browser = await self.playwright.chromium.launch(executable_path=self.chromium, args=list(ARGUMENTS))
        try:
            context = await browser.new_context(
                locale="en-GB", timezone_id=zone, permissions=["camera", "microphone"]
            )
            token = await self.programme.sessions.begin(person.id, agent="Chromium", now=self.clock.at)
            await context.add_cookies([{"name": "duologue", "value": token, "url": self.address}])
            page = await context.new_page()
            await page.clock.set_system_time(self.clock.at)
            yield page
        finally:
            await browser.close()


@pytest.fixture
async def place(tmp_path: Path, playwright: Playwright, chromium: str) -> AsyncIterator[Place]:
    clock = Clock(BEGUN)
    async with postbox() as box:
        settings = Settings(port=0, data=tmp_path / "data", smtp=box.smtp)
        async with serving(settings, now=clock) as address, programme_of(settings, address) as programme:
            yield Place(address, clock, box, programme, playwright, chromium)


async def test_two_people_make_a_date_write_and_meet(place: Place) -> None:
    daniel = await place.programme.person("Daniel")
    mara = await place.programme.person("Mara", time_zone="America/Los_Angeles")
    await place.programme.pair(daniel, mara)
    async with (
        place.window(daniel, "Africa/Nairobi") as at_daniel,
        place.window(mara, "America/Los_Angeles") as at_mara,
    ):
        await _propose(at_daniel, place.address)
        await _accept(at_mara, place)
        await _remind(place)
        await _write(at_daniel, at_mara, place.address)
        await _plan(at_daniel, place.address)
        await _meet(at_daniel, at_mara, place)


async def _propose(page: Page, address: str) -> None:
    """Choose Thursday 19:00 by keys alone, and a note."""
    await page.goto(f"{address}/")
    await page.click("[data-test=find]")
    await page.click("text=Thu 10")
    await page.wait_for_selector('.rails[data-day="2026-12-10"] .slot.chosen')
    slot = page.get_by_role("slider")
    await slot.focus()
    for _ in range(24):
        await page.keyboard.press("ArrowRight")
    said = "Thursday 10 December, 19:00 for you, 08:00 for Mara"
    assert await slot.get_attribute("aria-valuetext") == said
    assert "Los Angeles changes its clocks on 14 March" in await page.inner_text(".good")
    await page.select_option("[data-test=every]", "two_weeks")
    await page.click("[data-test=note]")
    await page.fill("#note", "Stories?")
    await page.click("[data-test=propose]")
    await page.wait_for_selector("[data-test=proposal][data-mine=true]")


async def _accept(page: Page, place: Place) -> None:
    """Mara finds it on her home, by her own clock, and says yes; both get an invitation."""
    await page.goto(f"{place.address}/")
    await page.click("[data-test=asked] a")
    waiting = await page.inner_text("[data-test=proposal]")
    assert "Thursday 10 December, 08:00" in waiting
    assert "19:00 for Daniel" in waiting
    assert "“Stories?”" in waiting
    await page.click("[data-test=yes]")
    await page.wait_for_selector("[data-test=next]")
    message = await place.box.first(lambda each: str(each["Subject"]).startswith("You and Mara meet"))
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    told = vobject.readOne(part.get_content())
    assert told.vevent.rrule.value.startswith("FREQ=WEEKLY")
    assert told.vevent.dtstart.value.astimezone(UTC) == datetime(2026, 12, 10, 16, 0, tzinfo=UTC)


async def _remind(place: Place) -> None:
    """A quarter of an hour before, each is reminded in their own clock, once."""
    place.clock.at = datetime(2026, 12, 10, 15, 45, tzinfo=UTC)
    daniel = await place.programme.people.by_email("daniel@example.org")
    assert daniel is not None
    browser = await place.programme.browser(daniel, now=place.clock.at)
    async with browser.get("/api/pairs") as response:
        pair = (await response.json())["pairs"][0]["id"]
    # Whatever is written wakes the clockwork, which looks at what is due.
    async with browser.put(f"/api/pairs/{pair}/messages/first-one", json={"body": "On my way"}) as response:
        assert response.status == 201
    mail = await place.box.first(
        lambda each: (
            each["To"] == "mara@example.org" and not each.is_multipart() and "for you" in each.get_content()
        )
    )
    assert "Thursday 10 December, 08:00 for you, 19:00 for Daniel" in mail.get_content()


async def _plan(page: Page, address: str) -> None:
    """Begin with the stories: the parts before them are taken out."""
    await page.goto(f"{address}/meetings")
    status = await page.evaluate("""async () => {
        const { pairs: [{ page: { pair, upcoming: [{ uid }] } }] } = await (await fetch("/api/home")).json();
        const path = `/api/pairs/${pair}/meetings/${uid}/agenda`;
        const agenda = [{ kind: "stories", minutes: 20 }, { kind: "close", minutes: 5 }];
        const body = JSON.stringify({ agenda });
        const headers = { "content-type": "application/json" };
        return (await fetch(path, { method: "PUT", headers, body })).status;
    }""")
    assert status == 200


async def _write(at_daniel: Page, at_mara: Page, address: str) -> None:
    """Messages arrive at once, wait while the line is down, and are told to be read."""
    for page in (at_daniel, at_mara):
        await page.goto(f"{address}/messages")
        await page.wait_for_selector("text=On my way")
    await at_daniel.fill("[name=body]", "Could we tell stories today?")
    await at_daniel.keyboard.press("Enter")
    await at_mara.wait_for_selector("text=Could we tell stories today?")
    await at_daniel.wait_for_selector("text=read >> nth=0")
    await at_mara.context.set_offline(True)
    await at_mara.fill("[name=body]", "Yes. I will bring tea.")
    await at_mara.click("[data-test=send]")
    await at_mara.wait_for_selector(".said.waiting")
    await at_mara.context.set_offline(False)
    await at_daniel.wait_for_selector("text=Yes. I will bring tea.")
    await at_mara.wait_for_selector(".said.waiting", state="detached")
    assert await at_daniel.locator("text=Yes. I will bring tea.").count() == 1


async def _meet(at_daniel: Page, at_mara: Page, place: Place) -> None:
    """Both come from home into the same call, with no link between them."""
    for page in (at_daniel, at_mara):
        await page.clock.set_system_time(place.clock.at)
        await page.goto(f"{place.address}/")
    assert "meet in 15 minutes" in await at_daniel.inner_text("h1")
    await at_daniel.click("[data-test=start]")
    await at_mara.wait_for_selector("text=Daniel is in your call now.")
    await at_mara.click("[data-test=join]")
    for page in (at_daniel, at_mara):
        await page.wait_for_url("**/m/**")
    assert at_daniel.url == at_mara.url
    for page, name in ((at_daniel, "Daniel"), (at_mara, "Mara")):
        if await page.locator('input[name="name"]').count():
            await page.fill('input[name="name"]', name)
            await page.keyboard.press("Enter")
        await page.wait_for_selector('body[data-state="greenroom"]')
        await page.click("[data-test=join]")
    for page in (at_daniel, at_mara):
        await page.wait_for_selector('body[data-state="call"]')
        assert "Stories until" in await page.inner_text("[data-test=agenda-chip]")
        await page.wait_for_selector("[data-test=story-card][data-step='0']")
