"""Takes a picture of every view in every look: `make shots`, into `shots/`, which is not in git."""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright

from server.bench.chromium import find
from tests.browser.conversation import MINUTES, conversation, told
from tests.browser.views import Look, awaiting, house, live, paired, still

FOLDER = Path(__file__).parents[2] / "shots"
LOOKS = [
    Look(language=language, theme=theme, width=width)
    for language, theme, width in itertools.product(("en", "ar"), ("light", "dark"), (1280, 360))
]


async def take(folder: Path, only: str) -> None:
    """Take every picture whose name has `only` in it."""
    chromium = find()
    if chromium is None:
        raise SystemExit("No Chromium on this machine: run `make test`, which installs one where it can.")
    summary = told(conversation(), seconds=MINUTES * 60.0)
    with tempfile.TemporaryDirectory() as kept:
        data = Path(kept)
        async with async_playwright() as playwright, house(playwright, chromium, data / "data") as place:
            for look in LOOKS:
                for walk in (
                    still(place, look, summary, data),
                    live(place, look),
                    awaiting(place, look),
                    paired(place, look),
                ):
                    async for name, page in walk:
                        file = f"{name}-{look.name}.png"
                        if only in file:
                            await shoot(page, folder / file, whole=name[:2] not in ("02", "03", "04", "11"))


async def shoot(page: Page, file: Path, *, whole: bool) -> None:
    """Take one picture, of the whole page or of what is in view."""
    await page.screenshot(path=file, full_page=whole, animations="disabled")
    print(file.name, flush=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    asyncio.run(take(FOLDER, sys.argv[1] if len(sys.argv) > 1 else ""))
