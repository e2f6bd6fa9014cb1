"""One person on one machine meets somebody who speaks."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from server.__main__ import main
from server.partner.demo import LOOP_S, NAME, demo, lines
from signaling import messages as m
from tests.server.pages import Page
from tests.sound import write_wav


def test_the_lines_fill_a_minute_and_are_no_louder_than_a_voice() -> None:
    said = lines(16_000)
    assert said.shape == (round(LOOP_S * 16_000),)
    assert 0.1 < np.abs(said).max() <= 1.0


def test_a_laugh_is_heard_as_one_and_a_line_as_speech(tmp_path: Path) -> None:
    heard = tmp_path / "heard.json"
    main(["analyze", str(write_wav(tmp_path / "ada.wav", lines(48_000))), "--json", str(heard)])
    kinds = {event["type"] for event in json.loads(heard.read_text(encoding="utf-8"))["events"]}
    assert {"speech", "laughter"} <= kinds


async def test_somebody_is_there_speaks_and_wants_to_be_heard(tmp_path: Path) -> None:
    async with demo(tmp_path) as link:
        path = urlsplit(link).path
        page = await Page.open(link.removesuffix(path), path)
        welcome = await page.enter("Me")
        assert welcome.partner.name == NAME
        await page.say(m.Join(media=m.Media(audio=True, video=False)), m.Consent(listen=True))
        await page.until(m.Listening, lambda told: told.state == "on")
        await page.socket.close()
