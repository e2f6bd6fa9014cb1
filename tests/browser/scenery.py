"""What the two of the pictures look and sound like: drawn, and spoken by nobody."""

from __future__ import annotations

import io
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.async_api import Browser

from server.partner.demo import lines

SIZE = (1280, 720)
RATE = 48_000

ROOM = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720">
<defs><linearGradient id="wall" x2="1"><stop stop-color="{wall}"/><stop offset="1" stop-color="{shade}"/>
</linearGradient><filter id="far"><feGaussianBlur stdDeviation="9"/></filter></defs>
<rect width="1280" height="720" fill="url(#wall)"/>
<rect x="{window}" y="40" width="300" height="430" fill="{sky}" filter="url(#far)"/>
<path d="M330 720c10-190 150-230 310-230s300 40 310 230z" fill="{cloth}"/>
<path d="M575 440h130v85q-65 70-130 0z" fill="{throat}"/>
<path d="M470 330C455 150 530 100 640 100s185 50 170 230c-6 90 8 150-14 190H484c-22-40-8-100-14-190z"
 fill="{long}"/>
<ellipse cx="640" cy="330" rx="125" ry="160" fill="{skin}"/>
<path d="M505 320c10-130 60-185 140-185s125 55 130 185c-30-80-80-110-140-110s-105 30-130 110z" fill="{hair}"/>
<g fill="none" stroke="{line}" stroke-width="9" stroke-linecap="round">
<path d="M563 322q24-22 48 0M669 322q24-22 48 0"/><path d="M590 408q50 46 100 0" stroke="{lips}"/></g>
</svg>"""

MARA = {
    "wall": "#f3e3cf", "shade": "#b7a394", "sky": "#fff1d8", "window": 90, "cloth": "#c7833f",
    "throat": "#d9a281", "long": "#8f8d92", "skin": "#edb995", "hair": "#a5a3a8", "line": "#4a3a33",
    "lips": "#a5513c",
}  # fmt: skip
DANIEL = {
    "wall": "#8a7480", "shade": "#3d3c63", "sky": "#c98f95", "window": 880, "cloth": "#5f6cb0",
    "throat": "#784a31", "long": "none", "skin": "#8f5a3c", "hair": "#221b1b", "line": "#1d1716",
    "lips": "#d98663",
}  # fmt: skip


async def drawn(browser: Browser, who: Mapping[str, object]) -> bytes:
    """Draw somebody in their room; returns a PNG of `SIZE`."""
    page = await browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    try:
        await page.set_content(f"<body style='margin:0'>{ROOM.format_map(who)}</body>")
        return await page.screenshot()
    finally:
        await page.close()


def filmed(picture: bytes, file: Path) -> None:
    """Write a picture as a film of one frame, as Chromium's fake camera plays it over and over."""
    planes = Image.open(io.BytesIO(picture)).convert("RGB").convert("YCbCr").split()
    half = (SIZE[0] // 2, SIZE[1] // 2)
    frame = planes[0].tobytes() + b"".join(plane.resize(half).tobytes() for plane in planes[1:])
    file.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\nFRAME\n" % SIZE + frame)


def spoken(file: Path) -> None:
    """Write the demo partner's lines as a recording, as Chromium's fake microphone plays it."""
    with wave.open(str(file), "wb") as recording:
        recording.setparams((1, 2, RATE, 0, "NONE", ""))
        recording.writeframes((lines(RATE) * 32767).astype(np.int16).tobytes())
