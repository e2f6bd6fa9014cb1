"""Every view of the product, one after another, at a browser of one's own: for screenshots, and for axe."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from playwright.async_api import Browser, BrowserContext, Page, Playwright

from server.analysis.page import html, template
from server.app import serving, utc_now
from server.people.person import Person
from server.settings import Settings
from server.web.summary_page import SummaryPage
from tests.browser.people import RECEIVED, until
from tests.server.programme import Programme, programme_of

ARGUMENTS = (
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a browser shows things to whom."""

    language: str = "en"
    theme: str = "light"
    width: int = 1280
    contrast: bool = False
    """Forced colours, as Windows' high contrast does."""
    motion: bool = True
    """Whether things may move: what fades in is, for a moment, too pale to read."""
    zoom: int = 1
    """How many times the page is enlarged: a window holds so much less of it."""

    @property
    def height(self) -> int:
        """The height that goes with the width."""
        return 740 if self.width < 720 else 800

    @property
    def name(self) -> str:
        """What the look is called in a file's name."""
        more = ("-contrast" if self.contrast else "") + (f"-x{self.zoom}" if self.zoom > 1 else "")
        return f"{self.width}-{self.theme}-{self.language}{more}"


class House:
    """A running server with two people who are a pair, and a browser."""

    def __init__(self, address: str, programme: Programme, browser: Browser, daniel: Person) -> None:
        self.address = address
        self.programme = programme
        self.browser = browser
        self.daniel = daniel

    async def meeting(self) -> str:
        """Start a meeting; returns its link."""
        async with (
            aiohttp.ClientSession(self.address) as session,
            session.post("/api/meetings", headers={"Origin": self.address}) as response,
        ):
            return f"{self.address}{(await response.json())['path']}#debug"

    @asynccontextmanager
    async def person(self, look: Look, *, name: str | None = None) -> AsyncIterator[Page]:
        """Open a browser profile of its own; with a name, it is one the device remembers."""
        context = await self.browser.new_context(
            locale={"en": "en-GB", "ar": "ar-EG"}.get(look.language, look.language),
            color_scheme="dark" if look.theme == "dark" else "light",
            forced_colors="active" if look.contrast else "none",
            reduced_motion="no-preference" if look.motion else "reduce",
            viewport={"width": look.width // look.zoom, "height": look.height // look.zoom},
            device_scale_factor=look.zoom,
            permissions=["camera", "microphone"],
            timezone_id="Africa/Nairobi",
        )
        context.set_default_timeout(15_000)
        if name is not None:
            await context.add_init_script(f"localStorage.setItem('duologue.name', {name!r});")
        try:
            yield await context.new_page()
        finally:
            await context.close()

    async def sign_in(self, context: BrowserContext) -> None:
        """Let a browser be signed in as Daniel."""
        token = await self.programme.sessions.begin(self.daniel.id, agent="Chromium, Linux", now=utc_now())
        await context.add_cookies([{"name": "duologue", "value": token, "url": self.address}])


@asynccontextmanager
async def house(playwright: Playwright, chromium: str, data: Path) -> AsyncIterator[House]:
    """Run the real server, and one browser for everybody."""
    settings = Settings(host="localhost", port=0, data=data)
    async with serving(settings, console=lambda _: None) as address:
        named = address.replace("127.0.0.1", "localhost").replace("[::1]", "localhost")
        async with programme_of(settings, named) as programme:
            mara, daniel = await programme.person("Mara"), await programme.person("Daniel")
            await programme.pair(mara, daniel)
            browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
            try:
                yield House(named, programme, browser, daniel)
            finally:
                await browser.close()


async def still(house: House, look: Look, told: SummaryPage, folder: Path) -> AsyncIterator[tuple[str, Page]]:
    """Walk through the pages that need nobody else; yields each by its name once it stands."""
    file = folder / f"{look.name}.html"
    file.write_text(html(told, template(look.language)), encoding="utf-8")
    async with house.person(look) as page:
        for name, path, there in (
            ("01-home", "/", "h1"),
            ("02a-name", (await house.meeting()).removeprefix(house.address), "h1"),
            ("05-summary", file.as_uri(), "duologue-timeline canvas"),
            ("11-unknown", "/m/no-such-meeting", "#name"),
            ("11-no-summary", "/s/no-such-summary", "h1"),
            ("11-offline", "/offline", "h1"),
            ("12-sign-in", "/sign-in", "h1"),
            ("06-together-closed", "/together", "h1"),
        ):
            await page.goto(path if path.startswith("file:") else house.address + path)
            await page.wait_for_selector(there)
            yield name, page
            if name == "05-summary":
                await page.click("duologue-timeline .table")
                yield "05e-table", page
        await house.sign_in(page.context)
        for name, path in SIGNED_IN:
            await page.goto(house.address + path)
            await page.wait_for_selector("h1")
            yield name, page


SIGNED_IN = (
    ("06-together", "/together"),
    ("07-agreement", "/together/agreement"),
    ("06b-story", "/together/story"),
    ("08-messages", "/messages"),
    ("09-meetings", "/meetings"),
    ("13-account", "/account"),
)
"""Views of somebody who is signed in and has a partner."""


async def live(house: House, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """Walk through a meeting with Mara, from waiting for her to the summary; yields each view by its name."""
    meeting = await house.meeting()
    async with house.person(look, name="Daniel") as page, house.person(Look(), name="Mara") as mara:
        await page.goto(meeting)
        await page.wait_for_selector("[data-test=join]")
        yield "02b-greenroom-first", page
        await page.click("[data-test=join]")
        await page.wait_for_selector("[data-test=state]")
        yield "11-waiting", page
        await mara.goto(meeting)
        await mara.click("[data-test=yes]")
        await mara.click("[data-test=join]")
        await until(page, RECEIVED)
        yield "03-call", page
        await page.click("[data-test=listening]")
        await page.wait_for_selector("[data-test=yes]")
        yield "03b-listening", page
        await page.click("[data-test=yes]")
        await page.wait_for_selector("[data-listening=on]")
        await page.keyboard.press("Escape")
        await page.keyboard.press("?")
        await page.wait_for_selector(".panel")
        yield "03d-keys", page
        await page.keyboard.press("Escape")
        await page.keyboard.press("a")
        await page.wait_for_selector(".voice .who")
        yield "04-audio", page
        await mara.goto(house.address)
        await page.wait_for_selector("[data-test=state]")
        yield "11-dropped", page
        async with house.person(look, name="Third") as third:
            await mara.goto(meeting)
            await third.goto(meeting)
            await third.wait_for_selector("h1")
            yield "11-third", third
