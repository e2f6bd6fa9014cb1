"""Every view of the product, one after another, at a browser of one's own: for screenshots, and for axe."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp
import msgspec
from playwright.async_api import Browser, BrowserContext, Page, Playwright, TimeoutError, WebSocketRoute

from server.analysis.page import html, template
from server.app import serving, utc_now
from server.settings import Settings
from server.web.summary_page import SummaryPage
from signaling.messages import Heard, HintMessage, HintWhy
from tests.browser.lived import live_through
from tests.browser.people import RECEIVED, until
from tests.browser.scenery import DANIEL, MARA, drawn, filmed, spoken
from tests.server.clock import Running
from tests.server.pair.two import Two
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
    """A running server with two pairs, one just brought together and one some weeks old, and two browsers."""

    def __init__(self, address: str, programme: Programme, browser: Browser, theirs: Browser) -> None:
        self.address = address
        self.programme = programme
        self.browser = browser
        self.theirs = theirs
        """Of whoever is at the other end: another face."""

    async def meeting(self) -> str:
        """Start a meeting; returns its link."""
        async with (
            aiohttp.ClientSession(self.address) as session,
            session.post("/api/meetings", headers={"Origin": self.address}) as response,
        ):
            return f"{self.address}{(await response.json())['path']}#debug"

    @asynccontextmanager
    async def person(
        self, look: Look, *, name: str | None = None, theirs: bool = False
    ) -> AsyncIterator[Page]:
        """Open a browser profile of its own; with a name, it is one the device remembers."""
        browser = self.theirs if theirs else self.browser
        context = await browser.new_context(
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

    async def sign_in(self, context: BrowserContext, name: str) -> None:
        """Let a browser be signed in as one of the people."""
        person = await self.programme.people.by_email(f"{name.lower()}@example.org")
        assert person is not None
        token = await self.programme.sessions.begin(person.id, agent="Chromium, Linux", now=utc_now())
        await context.add_cookies([{"name": "duologue", "value": token, "url": self.address}])


@asynccontextmanager
async def house(playwright: Playwright, chromium: str, data: Path) -> AsyncIterator[House]:
    """Run the real server: Noor and Ben have just been brought together, Mara and Daniel know each other."""
    settings = Settings(host="localhost", port=0, data=data)
    clock = Running()
    async with serving(settings, now=clock, console=lambda _: None) as address:
        named = address.replace("127.0.0.1", "localhost").replace("[::1]", "localhost")
        async with (
            programme_of(settings, named) as programme,
            _browser(playwright, chromium) as artist,
            _seen(playwright, chromium, artist, data, "daniel", DANIEL) as browser,
            _seen(playwright, chromium, artist, data, "mara", MARA) as theirs,
        ):
            mara = await programme.person("Mara", time_zone="America/Los_Angeles")
            daniel = await programme.person("Daniel")
            noor, ben = await programme.person("Noor"), await programme.person("Ben")
            await programme.person("Ines", administrator=True)
            began = utc_now() - timedelta(days=50)
            pair = await programme.pair(mara, daniel, now=began)
            await programme.pair(noor, ben)
            at_mara, at_daniel = await programme.browser(mara), await programme.browser(daniel)
            await live_through(Two(programme, clock, mara, daniel, pair, at_mara, at_daniel), artist)
            yield House(named, programme, browser, theirs)


@asynccontextmanager
async def _browser(playwright: Playwright, chromium: str, *more: str) -> AsyncIterator[Browser]:
    browser = await playwright.chromium.launch(executable_path=chromium, args=[*ARGUMENTS, *more])
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def _seen(
    playwright: Playwright, chromium: str, artist: Browser, data: Path, name: str, who: Mapping[str, object]
) -> AsyncIterator[Browser]:
    """Open a browser with somebody in front of its camera."""
    film, sound = data / f"{name}.y4m", data / f"{name}.wav"
    filmed(await drawn(artist, who), film)
    spoken(sound)
    camera = f"--use-file-for-fake-video-capture={film}"
    microphone = f"--use-file-for-fake-audio-capture={sound}"
    async with _browser(playwright, chromium, camera, microphone) as browser:
        yield browser


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
        for name, views in (("Noor", SIGNED_IN), ("Daniel", TOGETHER), ("Ines", PROGRAMME)):
            await house.sign_in(page.context, name)
            for view, path in views:
                await page.goto(house.address + path)
                await page.wait_for_selector("h1")
                yield view, page


SIGNED_IN = (
    ("01b-first-home", "/"),
    ("06-together-new", "/together"),
    ("07-agreement-new", "/together/agreement"),
    ("06b-story-new", "/together/story"),
    ("08-messages-new", "/messages"),
    ("09-meetings-new", "/meetings"),
    ("13-account", "/account"),
)
"""Views of somebody who has a partner since just now."""

TOGETHER = (
    ("01-home-pair", "/"),
    ("06-together", "/together"),
    ("06b-story", "/together/story"),
    ("07-agreement", "/together/agreement"),
    ("08-messages", "/messages"),
    ("09-meetings", "/meetings"),
)
"""Views of somebody who has known a partner for some weeks."""

PROGRAMME = (("10-programme", "/programme"),)


async def live(house: House, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """Walk through a meeting with Mara, from waiting for her to the summary; yields each view by its name."""
    meeting = await house.meeting()
    async with (
        house.person(look, name="Daniel") as page,
        house.person(Look(), name="Mara", theirs=True) as mara,
    ):
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


async def awaiting(house: House, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """Walk through a call in which Noor is the first, and Ben is known by their pair."""
    async with house.person(look) as page:
        await house.sign_in(page.context, "Noor")
        await page.goto(f"{house.address}/together")
        await page.click("[data-test=start]")
        await page.wait_for_selector(".greeting p")
        yield "02d-greenroom-awaiting", page
        await page.click("[data-test=join]")
        await page.wait_for_selector("[data-test=state] a")
        yield "11-awaiting", page
        await page.click("[data-test=leave]")
        await page.wait_for_url(f"{house.address}/")


async def paired(house: House, look: Look) -> AsyncIterator[tuple[str, Page]]:
    """Walk through a planned call of Mara and Daniel, with what is heard and said in one."""
    async with house.person(look) as page, house.person(Look(), theirs=True) as mara:
        told: list[WebSocketRoute] = []

        def join(here: WebSocketRoute) -> None:
            here.connect_to_server()
            told.append(here)

        await page.context.route_web_socket("**/ws/*", join)
        await house.sign_in(page.context, "Daniel")
        await house.sign_in(mara.context, "Mara")
        await mara.goto(house.address)
        await mara.click("[data-test=start]")
        await mara.click("[data-test=yes]")
        await page.goto(house.address)
        await page.click("[data-test=start], .acts [data-test=join]")
        await page.wait_for_url("**/m/*")
        await page.goto(page.url + "#debug")
        await page.reload()
        await page.wait_for_selector("[data-test=line-check]")
        yield "02-greenroom", page
        await page.click("[data-test=yes]")
        await page.click("[data-test=join]")
        await mara.click("[data-test=join]")
        await page.wait_for_selector("[data-listening=on]")
        await page.wait_for_selector("[data-test=agenda-chip]")

        async def laughs() -> None:
            """As if the listening leg had just heard it; what a busy machine brings too late is not shown."""
            seat = await page.evaluate("1 - duologue.state.seat")
            for _ in range(5):
                at = await page.evaluate("(performance.now() - duologue.state.callZero) / 1000")
                laugh = Heard(who=seat, at=at, on=True, sound="laughter")
                told[-1].send(msgspec.json.encode(laugh).decode())
                with suppress(TimeoutError):
                    await page.wait_for_selector("[data-test=caption]", timeout=3_000)
                    return
            raise AssertionError("a laugh was never shown")

        told[-1].send(msgspec.json.encode(HINT).decode())
        await page.wait_for_selector("[data-test=hint]")
        await page.keyboard.press("c")
        await laughs()
        yield "03c-hint", page
        await page.click("[data-test=hint-why]")
        yield "03c-why", page
        for key, panel in (("t", "messages"), ("j", "jot"), ("g", "agenda")):
            await page.keyboard.press(key)
            await page.wait_for_selector(f"[data-test=panel-{panel}]")
            yield f"03e-{panel}", page
            await page.keyboard.press("Escape")
        await page.keyboard.press("p")
        await page.wait_for_selector("[data-test=exchange]")
        await page.keyboard.press("a")
        await page.wait_for_selector(".voice .who")
        await laughs()
        yield "04c-laughs-why", page
        await page.keyboard.press("h")
        await laughs()
        yield "04c-laughs", page
        await page.keyboard.press("o")
        await page.wait_for_selector("[data-listening=off_record]")
        yield "11-off-record", page
        for each in (page, mara):
            await each.click("[data-test=leave]")
            await each.wait_for_url("**/s/*")


HINT = HintMessage(
    id=900, key="entry.tried", why=HintWhy(start=30.0, end=34.0, sure="fairly_sure", line="good")
)
"""A hint as the server would send it."""
