"""Every view and state is free of what axe finds: light, dark, forced colours, wide, narrow and enlarged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, Playwright

from tests.browser.conversation import MINUTES, conversation, told
from tests.browser.views import House, Look, awaiting, house, live, paired, still

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

AXE = Path(__file__).parents[2] / "static" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}).then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map((n) => n.html)].join(" ")))"""

LOOKS = [
    Look(motion=False),
    Look(motion=False, theme="dark", width=360, language="ar"),
    Look(motion=False, contrast=True, zoom=2),
]

CUT = """[...document.querySelectorAll("body *")].filter((each) => {
    const { overflowX, textOverflow, clipPath, position } = getComputedStyle(each);
    const words = [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const hides = ["hidden", "clip"].includes(overflowX) && clipPath === "none" && position !== "absolute";
    return words && hides && textOverflow !== "ellipsis" && each.scrollWidth > each.clientWidth + 1;
}).map((each) => `cut: ${each.outerHTML.slice(0, 120)}`)"""


@pytest.fixture
async def place(playwright: Playwright, chromium: str, tmp_path: Path) -> AsyncIterator[House]:
    async with house(playwright, chromium, tmp_path / "data") as place:
        yield place


WALKS = (live, awaiting, paired)

TOLD = {
    "02b-greenroom-first": (
        'toolbar "Green room"', 'button "Turn the microphone off"', 'heading "You are the first here"',
        'button "Copy the link"', 'switch "Keep small sounds', 'button "Yes, listen"', 'button "Join"',
    ),
    "11-waiting": ('heading "Waiting for the other person"', 'button "Copy the link"', 'toolbar "Call"'),
    "03-call": ('heading "With Mara"', 'toolbar "Call"', 'button "Mute"', 'button "Leave"', "status"),
    "03b-listening": ('heading "Listening"', 'button "Yes, listen"', 'switch "Off the record'),
    "11-dropped": ("heading \"Mara’s line dropped",),
    "01-home-pair": (
        'heading "You and Mara meet in', 'link "Move it"', 'button "Start the call"', "You are carrying",
    ),
    "01b-first-home": (
        'heading "No meeting is set."', 'link "Find a time"', 'link "Agree on what stays between you"',
    ),
    "02-greenroom": ('heading "Mara is here already"', "Mara has said yes", 'button "Join Mara"'),
    "02d-greenroom-awaiting": ('heading "Ben is not here yet"', "in Nairobi", 'button "Join Ben"'),
    "11-awaiting": ('heading "Waiting for Ben"', "in Nairobi", 'link "Write to Ben"'),
    "03c-hint": ('toolbar "Call"', "Mara began something", 'button "Why this?"', "Portland", "[laughs]"),
    "03c-why": ("Mara began something", "The line was clear.", 'button "Less"'),
    "03e-messages": ('dialog "Messages"', 'textbox "Write to Mara"'),
    "04c-laughs": ('toolbar "Call"', "[laughs]"),
    "11-third": ('heading "This call is for two"', 'link "Start a meeting of my own"'),
}  # fmt: skip
"""What a screen reader says in a view, in this order, among other things."""


async def found(page: Page) -> list[str]:
    """What axe says against a page as it stands, and whether it would have to be moved sideways."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    violations: list[str] = await page.evaluate(RUN)
    wide = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    violations += await page.evaluate(CUT)
    return [*violations, *([f"sideways: {wide} px"] if wide > 0 else [])]


async def untold(page: Page, name: str) -> list[str]:
    """What a screen reader should say in a view and does not, or not in its place."""
    tree = await page.locator("body").aria_snapshot()
    missing = []
    at = 0
    for words in TOLD.get(name, ()):
        if (there := tree.find(words, at)) < 0:
            missing.append(f"untold: {words}")
        else:
            at = there
    return missing


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_axe_finds_nothing_in_any_view_and_all_is_told_in_order(
    place: House, look: Look, tmp_path: Path
) -> None:
    summary = told(conversation(), seconds=MINUTES * 60.0)
    wrong = {
        name: violations
        for walk in (still(place, look, summary, tmp_path), *(go(place, look) for go in WALKS))
        async for name, page in walk
        if (violations := [*await found(page), *(await untold(page, name) if look.language == "en" else ())])
    }
    assert wrong == {}


async def test_axe_finds_what_it_is_for(place: House) -> None:
    async with place.person(Look()) as page:
        await page.goto(f"{place.address}/offline")
        await page.evaluate("""document.body.insertAdjacentHTML("beforeend",
            "<input><p style='width: 20px; overflow: hidden; white-space: nowrap'>Words cut off</p>")""")
        wrong = await found(page)
        assert {"label", "cut:"} <= {each.split()[0] for each in wrong}
