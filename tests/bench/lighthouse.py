"""What Lighthouse says of the landing page and of a summary: `make lighthouse`. Not part of the tests.

Lighthouse comes from npm, at the version below, and asks Debian's Chromium, with its own slow 4G phone. The
machine should be doing nothing else: a busy one costs performance, and nothing else.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from server.bench.chromium import find
from tests.bench.summary import TOKEN, keep
from tests.browser.conversation import conversation
from tests.browser.people import running_server

LIGHTHOUSE = "lighthouse@13.5.0"
ASKED = {"performance": 95, "accessibility": 100, "best-practices": 95}
"""Least points of a hundred."""

RUNS = 3
"""Each page is asked about so often, and the middle counts: one run in three or so meets a busy moment."""


async def scores(address: str, chromium: str, folder: Path) -> dict[str, int]:
    """Ask Lighthouse about one page."""
    told = folder / "told.json"
    node = Path(sys.executable).parent
    process = await asyncio.create_subprocess_exec(
        str(node / "npx"), "--yes", LIGHTHOUSE, address, "--quiet",
        "--chrome-flags=--headless --no-sandbox", f"--only-categories={','.join(ASKED)}",
        "--output=json", f"--output-path={told}",
        env={**os.environ, "CHROME_PATH": chromium, "PATH": f"{node}:{os.environ['PATH']}"},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    if await process.wait() != 0:
        raise SystemExit(f"Lighthouse could not look at {address}")
    categories = json.loads(await asyncio.to_thread(told.read_text, encoding="utf-8"))["categories"]
    return {name: round(100 * categories[name]["score"]) for name in ASKED}


async def main() -> int:
    """Ask about both pages and print; returns 1 when something is below what is asked."""
    chromium = find()
    if chromium is None:
        raise SystemExit("No Chromium on this machine: run `make test`, which installs one where it can.")
    low = 0
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        await keep(folder / "data", conversation())
        async with running_server(folder / "data", folder / "log") as address:
            for name, path in (("landing", "/"), ("summary", f"/s/{TOKEN}")):
                runs = [await scores(address + path, chromium, folder) for _ in range(RUNS)]
                found = {key: round(median(run[key] for run in runs)) for key in ASKED}
                print(name.ljust(9), "  ".join(f"{key} {value}" for key, value in found.items()), flush=True)
                low += sum(value < ASKED[key] for key, value in found.items())
    return int(low > 0)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
