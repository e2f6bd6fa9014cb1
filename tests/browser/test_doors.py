"""The doors of the house, as people with a browser find them: a mailed link, a passkey, and out again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from playwright.async_api import Page, Playwright, expect
from sqlalchemy import insert

from server.app import serving, utc_now
from server.pair.biography import Biography
from server.pair.tables import biographies
from server.people.person import Person
from server.settings import Settings
from tests.server.programme import Programme, programme_of

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
"""A device with a lock of its own, whose owner is there."""


@dataclass(frozen=True, slots=True)
class House:
    """A running server by a name, as passkeys need one, and what its console shows."""

    address: str
    programme: Programme
    console: asyncio.Queue[str]

    async def link(self) -> str:
        """Wait for a link on the console."""
        async with asyncio.timeout(10):
            text = await self.console.get()
        return text.rsplit(maxsplit=1)[1]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    console: asyncio.Queue[str] = asyncio.Queue()
    settings = Settings(host="localhost", port=0, data=tmp_path / "data")
    async with serving(settings, console=console.put_nowait) as address:
        named = address.replace("127.0.0.1", "localhost").replace("[::1]", "localhost")
        async with programme_of(settings, named) as programme:
            yield House(named, programme, console)


@pytest.fixture
async def page(playwright: Playwright, chromium: str) -> AsyncIterator[Page]:
    browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = await browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
    page.set_default_timeout(15_000)
    yield page
    await browser.close()


async def test_in_by_a_link_then_by_a_passkey_and_out_again(house: House, page: Page) -> None:
    await house.programme.person("Mara")
    await page.goto(f"{house.address}/sign-in")
    await page.fill("#email", "nonsense")
    await page.click("text=Send me a link")
    await expect(page.locator("#fault")).to_contain_text("does not look like")
    await page.fill("#email", "Mara@example.org")
    await page.click("text=Send me a link")
    await expect(page.locator("h1")).to_have_text("Look into your letter box.")
    link = (await house.link()).replace("127.0.0.1", "localhost")
    await page.goto(link)
    await page.click("text=Go in")
    await page.wait_for_url(lambda url: "/sign-in" not in url)
    await page.goto(link)
    await page.click("text=Go in")
    await expect(page.locator("#fault")).to_contain_text("has been used")

    await page.goto(f"{house.address}/account")
    await page.fill("#name", "Mara Ilves")
    await page.select_option("#time-zone", "America/Los_Angeles")
    await page.click("text=Keep this")
    await expect(page.locator("text=Kept.")).to_be_visible()
    device = await page.context.new_cdp_session(page)
    await device.send("WebAuthn.enable")
    made = await device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    await page.click("text=Add a passkey of this device")
    await expect(page.locator("section[aria-labelledby=passkeys] li")).to_have_count(1)

    await page.click("text=Sign out")
    await page.wait_for_url(f"{house.address}/")
    await page.goto(f"{house.address}/account")
    await expect(page.locator("main")).to_contain_text("Sign in first")
    await page.goto(f"{house.address}/sign-in")
    async with page.expect_response("**/api/sign-in/passkey") as answered:
        await page.click("text=Use a passkey")
    assert (await answered.value).status == 200
    await page.wait_for_url(lambda url: "/sign-in" not in url)
    await page.goto(f"{house.address}/account")
    await expect(page.locator("#name")).to_have_value("Mara Ilves")
    await expect(page.locator("section[aria-labelledby=passkeys] li")).to_contain_text("last used")

    async with page.expect_download() as fetched:
        await page.click("text=Download everything")
    assert (await fetched.value).suggested_filename.startswith("duologue-")
    await page.click("text=Forget")
    await expect(page.locator("section[aria-labelledby=passkeys] li")).to_have_count(0)
    await page.click("text=Sign out")
    await page.wait_for_url(f"{house.address}/")
    await page.goto(f"{house.address}/sign-in")
    await page.click("text=Use a passkey")
    await expect(page.locator("#fault")).to_contain_text("This passkey did not work here.")
    await device.send(
        "WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": False}
    )
    await page.click("text=Use a passkey")
    await expect(page.locator("#fault")).to_contain_text("No passkey was used.")


async def test_who_runs_a_programme_puts_people_in_and_who_leaves_is_told_what_stays(
    house: House, page: Page
) -> None:
    olu = await house.programme.person("Olu", administrator=True)
    mara, daniel = await house.programme.person("Mara"), await house.programme.person("Daniel")
    await house.programme.pair(mara, daniel)
    await sign_in(house, page, olu)
    await page.goto(f"{house.address}/account")
    await page.click("text=To the programme you run")
    await expect(page.locator(".told")).to_have_text(
        "Fewer than five pairs are meeting, so nothing is counted here."
    )
    await expect(page.locator(".pairs tbody th")).to_have_text("Mara and Daniel")
    await page.click("text=Invite people")
    roll = b"name,email\nAmina,amina@example.org\nTom,\n"
    await page.set_input_files("#roll", {"name": "people.csv", "mimeType": "text/csv", "buffer": roll})
    await page.click("text=Put them in")
    await expect(page.locator("form div[role=status]")).to_contain_text("One is new.")
    await expect(page.locator("form div[role=status]")).to_contain_text("Line 3: no e-mail address")
    assert "/sign-in/" in await house.link()
    await expect(page.locator(".link-of")).to_contain_text("amina@example.org")

    ines, per = await house.programme.person("Ines"), await house.programme.person("Per")
    story = msgspec.json.encode(Biography(interests=("bridges",))).decode()
    async with house.programme.engine.begin() as connection:
        for one in (ines, per):
            values = {"person_id": one.id, "body": story, "at": utc_now()}
            await connection.execute(insert(biographies).values(values))
    await page.click("text=Suggest pairs")
    await page.select_option("#who", ines.id)
    await expect(page.locator(".suggestions")).to_contain_text("Both like bridges.")
    await page.click("text=Bring Ines and Per together")
    await expect(page.locator("duologue-bringing [role=status]")).to_have_text("Done. Both have been told.")
    await expect(page.locator(".pairs tbody th").first).to_have_text("Ines and Per")

    await page.select_option("#who", label="Amina")
    await page.select_option("#other", label="Olu")
    await page.click("text=Bring Amina and Olu together")
    await expect(page.locator(".pairs tbody th").first).to_have_text("Amina and Olu")

    await sign_in(house, page, mara)
    await page.goto(f"{house.address}/account")
    await page.click("text=Delete your account")
    await expect(page.locator(".leave")).to_contain_text("Daniel: that you were a pair, without your name.")
    await page.fill("#leave-email", "olu@example.org")
    await page.click("text=Delete my account")
    await expect(page.locator(".leave")).to_contain_text("That is not your address.")
    await page.fill("#leave-email", "mara@example.org")
    await page.click("text=Delete my account")
    await expect(page.locator("h1")).to_have_text("It is done.")
    assert await house.programme.people.by_email("mara@example.org") is None


async def sign_in(house: House, page: Page, person: Person) -> None:
    """Let a browser hold a session of somebody."""
    token = await house.programme.sessions.begin(person.id, agent="Chromium, Linux", now=utc_now())
    await page.context.add_cookies([{"name": "duologue", "value": token, "url": house.address}])
