"""A person at a real browser talks with the headless partner, in either seat."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.bench.voice import dialogue
from server.partner.partner import Partner, joined
from server.partner.voice import RATE, Voice
from tests.browser.conftest import Arrive
from tests.browser.people import Person
from tests.sound import write_wav

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

HEARD = """(async () => {
    const pc = window.duologue.pc;
    if (!pc) return false;
    for (const report of (await pc.getStats()).values())
        if (report.type === "inbound-rtp" && report.totalAudioEnergy > 1e-4) return true;
    return false;
})()"""


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Voice]:
    """A microphone for the page and a voice for the partner, each speaking 2 s in every 6."""
    turns = [
        (who, first + at, first + at + 2.0) for first in range(0, 60, 6) for who, at in ((0, 1.0), (1, 3.5))
    ]
    page, partner = dialogue(turns, seconds=60.0, rate=RATE)
    return write_wav(tmp_path_factory.mktemp("sounds") / "page.wav", page), Voice.of(partner)


@pytest.fixture
async def mara(arrive: Arrive, sounds: tuple[Path, Voice]) -> AsyncIterator[Person]:
    """A person at a browser."""
    async with arrive("Mara", sound=sounds[0]) as mara:
        yield mara


async def join(mara: Person, meeting: str) -> None:
    await mara.page.goto(meeting)
    await mara.state("greenroom")
    await mara.page.click("[data-test=yes]")
    await mara.page.click("[data-test=join]")
    await mara.state("call")


async def until_both_hear_and_are_heard(mara: Person, ben: Partner) -> None:
    await mara.eventually(HEARD, timeout_s=30.0)
    async with asyncio.timeout(30):
        await ben.until(lambda: ben.peer is not None and ben.peer.packets > 50)
        await ben.until(lambda: ben.leg is not None and ben.leg.state == "connected")
    await mara.listening("on")
    assert not ben.errors


async def until_told_of(mara: Person, who: int) -> None:
    """Until the page has been told of a spurt of one of the two."""
    await mara.eventually(
        f"window.duologue.cues.some((cue) => cue.type === 'speech' && cue.who === {who})", timeout_s=30.0
    )


async def test_the_partner_who_comes_second_answers_the_pages_offer(
    mara: Person, meeting: str, sounds: tuple[Path, Voice]
) -> None:
    await join(mara, meeting)
    async with joined(meeting, sounds[1], name="Ben", repeat=True) as ben:
        assert ben.welcome.polite
        await until_both_hear_and_are_heard(mara, ben)
        await until_told_of(mara, 0)
        await until_told_of(mara, 1)
    assert ben.summary is not None


async def test_the_partner_who_comes_first_makes_the_offer(
    mara: Person, meeting: str, sounds: tuple[Path, Voice]
) -> None:
    async with joined(meeting, sounds[1], name="Ben", repeat=True) as ben:
        assert not ben.welcome.polite
        await join(mara, meeting)
        await until_both_hear_and_are_heard(mara, ben)


async def test_after_the_page_is_loaded_anew_the_partner_talks_to_the_new_one(
    mara: Person, meeting: str, sounds: tuple[Path, Voice]
) -> None:
    async with joined(meeting, sounds[1], name="Ben", repeat=True) as ben:
        await join(mara, meeting)
        await until_both_hear_and_are_heard(mara, ben)
        before = ben.peer
        await mara.page.reload()
        await mara.state("call")
        async with asyncio.timeout(30):
            await ben.until(lambda: ben.peer is not None and ben.peer is not before)
        await until_both_hear_and_are_heard(mara, ben)
