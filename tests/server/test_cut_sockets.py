"""Real sockets cut at every step of joining: whoever comes back sits where they sat, alone, and is seen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from signaling import messages as m
from tests.server.pages import Page

TALK = m.Media(audio=True, video=True)
KEY = "a-key-the-page-has-made-itself"
PAGE = "page-of-mara"

Open = Callable[[str], Awaitable[Page]]

ENTER = m.Enter(version=m.VERSION, name="Mara", page=PAGE, seat_token=KEY)

STEPS: tuple[tuple[str, tuple[m.FromPage, ...]], ...] = (
    ("opened", ()),
    ("said enter", (ENTER,)),
    ("welcomed", (ENTER,)),
    ("joined", (ENTER, m.Join(media=TALK))),
    ("said yes", (ENTER, m.Join(media=TALK), m.Consent(listen=True))),
    (
        "described",
        (ENTER, m.Join(media=TALK), m.Description(kind="offer", sdp="v=0 1", page="page-of-Daniel")),
    ),
    ("hung up", (ENTER, m.Join(media=TALK), m.Leave())),
)


async def cut(page: Page) -> None:
    """Cut a socket as a dead line does, without a word of farewell."""
    page.socket.transport.abort()
    await page.socket.wait_closed()


async def in_the_call(meeting: str, open_page: Open) -> Page:
    daniel = await open_page(meeting)
    await daniel.enter("Daniel")
    await daniel.say(m.Join(media=TALK))
    return daniel


@pytest.mark.parametrize("noticed", [True, False], ids=["noticed", "half open"])
@pytest.mark.parametrize("step", STEPS, ids=[name for name, _ in STEPS])
async def test_a_socket_cut_while_joining_leaves_no_ghost_and_no_double(
    step: tuple[str, tuple[m.FromPage, ...]], noticed: bool, meeting: str, open_page: Open
) -> None:
    name, messages = step
    daniel = await in_the_call(meeting, open_page)
    first = await open_page(meeting)
    await first.say(*messages)
    if name not in ("opened", "said enter"):
        await first.until(m.Welcome)
    if noticed:
        await cut(first)
    again = await open_page(meeting)
    welcome = await again.enter("Mara", page=PAGE, token=KEY)
    await again.say(m.Join(media=TALK))
    assert (welcome.seat, welcome.seat_token) == (1, KEY)
    await daniel.until(
        m.Partner, lambda told: told.page == PAGE and told.presence == "in_call" and told.since_s < 0.5
    )
    if not noticed:
        assert [x.code for x in await first.closed() if isinstance(x, m.Failed)] in (
            ["replaced"],
            ["not_seated"],
            [],
        )
    sent = m.Description(kind="offer", sdp="v=0 2", page=PAGE)
    await daniel.say(sent)
    assert await again.until(m.Description) == sent
    assert [x for x in again.seen if isinstance(x, m.Description)] == [sent]
    third = await open_page(meeting)
    await third.say(m.Enter(version=m.VERSION, name="Eve", page="page-of-eve"))
    assert [x.code for x in await third.closed() if isinstance(x, m.Failed)] == ["call_is_for_two"]


async def test_the_other_reads_who_lost_the_line_and_for_how_long(meeting: str, open_page: Open) -> None:
    daniel = await in_the_call(meeting, open_page)
    mara = await open_page(meeting)
    await mara.enter("Mara", page=PAGE, token=KEY)
    await mara.say(m.Join(media=TALK))
    await daniel.until(m.Partner, lambda told: told.presence == "in_call")
    await cut(mara)
    assert (await daniel.until(m.Partner)).presence == "dropped"
    await cut(daniel)
    await asyncio.sleep(0.3)
    seen = (await (await open_page(meeting)).enter("Daniel", token=daniel.seat_token)).partner
    assert (seen.presence, seen.name) == ("dropped", "Mara")
    assert 0.3 <= seen.since_s < 5


async def test_a_pages_own_key_is_kept_and_is_nobody_elses(meeting: str, open_page: Open) -> None:
    mara, daniel = await open_page(meeting), await open_page(meeting)
    assert (await mara.enter("Mara", token=KEY)).seat_token == KEY
    welcome = await daniel.enter("Daniel", token="another-key-of-another-page")
    assert (welcome.seat, welcome.seat_token) == (1, "another-key-of-another-page")
