"""The running server: seats, consent, fences, limits and what it keeps, over real sockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping

import aiohttp
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from server.app import ice_servers, serving
from server.settings import Settings
from signaling import messages as m
from signaling.codec import MAX_BYTES
from tests.server.pages import Page, start_meeting

TALK = m.Media(audio=True, video=True)

Open = Callable[[str], Awaitable[Page]]


async def get(address: str, path: str) -> tuple[int, Mapping[str, str], str]:
    async with aiohttp.ClientSession(address) as session, session.get(path) as response:
        return response.status, response.headers, await response.text()


async def pair(meeting: str, open_page: Open) -> tuple[Page, Page]:
    """Two people in the call who have both said yes."""
    pages = []
    for name in ("Mara", "Daniel"):
        page = await open_page(meeting)
        await page.enter(name)
        await page.say(m.Join(media=TALK), m.Consent(listen=True))
        pages.append(page)
    for page in pages:
        await page.until(m.Listening, lambda told: told.state == "on")
    return pages[0], pages[1]


@pytest.mark.parametrize("path", ["/", "/m/any-invitation", "/s/any-summary"])
async def test_every_page_is_served_with_its_safety_headers(address: str, path: str) -> None:
    status, headers, text = await get(address, path)
    assert status == 200
    assert "<!doctype html>" in text.lower()
    assert "default-src 'self'" in headers["Content-Security-Policy"]


async def test_two_enter_join_and_see_each_other(meeting: str, open_page: Open) -> None:
    mara = await open_page(meeting)
    assert (await mara.enter("Mara")).partner.presence == "absent"
    daniel = await open_page(meeting)
    welcome = await daniel.enter("Daniel")
    assert (welcome.seat, welcome.polite, welcome.partner.name) == (1, True, "Mara")
    assert (await mara.until(m.Partner)).name == "Daniel"
    await daniel.say(m.Join(media=TALK))
    assert (await mara.until(m.Partner)).presence == "in_call"
    await mara.say(m.Join(media=TALK))
    await daniel.until(m.Partner, lambda partner: partner.presence == "in_call")
    offer = m.Description(kind="offer", sdp="v=0", page="page-of-Daniel")
    await mara.say(offer)
    assert await daniel.until(m.Description) == offer


async def test_a_third_person_is_told_kindly_and_let_go(meeting: str, open_page: Open) -> None:
    await pair(meeting, open_page)
    third = await open_page(meeting)
    await third.say(m.Enter(version=1, name="Eve", page="page-of-eve"))
    assert [x.code for x in await third.closed() if isinstance(x, m.Failed)] == ["call_is_for_two"]


async def test_an_unknown_link_is_told(open_page: Open) -> None:
    page = await open_page("/m/no-such-meeting-anywhere")
    await page.say(m.Enter(version=m.VERSION, name="Mara", page="page-of-mara"))
    assert [x.code for x in await page.closed() if isinstance(x, m.Failed)] == ["unknown_meeting"]


async def test_consent_withdrawn_reaches_both(meeting: str, open_page: Open) -> None:
    mara, daniel = await pair(meeting, open_page)
    await mara.say(m.Consent(listen=False))
    assert (await daniel.until(m.Listening)).theirs is False
    assert (await mara.until(m.Listening)).state == "waiting"


async def test_the_same_seat_opened_again_closes_the_older_page(meeting: str, open_page: Open) -> None:
    mara, _ = await pair(meeting, open_page)
    again = await open_page(meeting)
    welcome = await again.enter("Mara", page="page-of-mara-2", token=mara.seat_token)
    assert (welcome.seat, welcome.joined) == (0, True)
    assert [x.code for x in await mara.closed() if isinstance(x, m.Failed)] == ["replaced"]


async def test_a_mistake_costs_no_more_than_its_message(meeting: str, open_page: Open) -> None:
    page = await open_page(meeting)
    await page.enter("Mara")
    await page.socket.send('{"type":"nonsense"}')
    assert (await page.until(m.Failed)).code == "bad_message"
    await page.socket.send("x" * (MAX_BYTES + 1))
    assert (await page.until(m.Failed)).code == "too_large"
    await page.say(m.LegOffer(sdp="v=0", leg=1))
    assert (await page.until(m.Failed)).code == "listening_off"
    await page.say(m.Ping(n=7))
    assert (await page.until(m.Pong)).n == 7


async def test_a_leg_offer_that_is_none_costs_the_call_nothing(meeting: str, open_page: Open) -> None:
    mara, daniel = await pair(meeting, open_page)
    await mara.say(m.LegOffer(sdp="nonsense", leg=1))
    assert (await mara.until(m.Failed)).code == "leg_failed"
    await mara.say(m.SetMedia(media=m.Media(audio=False, video=True)))
    await daniel.until(m.Partner, lambda partner: partner.media is not None and not partner.media.audio)


async def test_who_talks_before_entering_is_let_go(meeting: str, open_page: Open) -> None:
    page = await open_page(meeting)
    await page.say(m.Leave())
    assert [x.code for x in await page.closed() if isinstance(x, m.Failed)] == ["not_seated"]


async def test_a_flood_is_cut_off(meeting: str, open_page: Open) -> None:
    page = await open_page(meeting)
    await page.enter("Mara")
    for n in range(400):
        await page.say(m.Ping(n=n))
    assert [x.code for x in await page.closed() if isinstance(x, m.Failed)] == ["too_fast"]


async def test_a_flood_of_what_is_no_message_is_cut_off_too(meeting: str, open_page: Open) -> None:
    page = await open_page(meeting)
    await page.enter("Mara")
    for _ in range(400):
        await page.socket.send(b"\0")
    assert [x.code for x in await page.closed() if isinstance(x, m.Failed)] == ["too_fast"]


async def test_another_sites_page_cannot_open_the_socket(address: str, meeting: str) -> None:
    url = address.replace("http", "ws", 1) + meeting.replace("/m/", "/ws/")
    with pytest.raises(InvalidStatus) as caught:
        await connect(url, origin=Origin("https://elsewhere.example"))
    assert caught.value.response.status_code == 403


async def test_hanging_up_leads_to_a_private_summary_within_two_seconds(
    address: str, meeting: str, open_page: Open
) -> None:
    mara, daniel = await pair(meeting, open_page)
    async with asyncio.timeout(2.0):
        await mara.say(m.Leave())
        left = await mara.until(m.Left)
    status, headers, text = await get(address, left.summary.replace("/s/", "/api/summaries/"))
    page = json.loads(text)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert (page["seat"], page["name"], page["partner"], page["source"]) == (0, "Mara", "Daniel", "call")
    await daniel.say(m.Leave())
    assert (await daniel.until(m.Left)).summary != left.summary
    late = await open_page(meeting)
    await late.say(m.Enter(version=1, name="Eve", page="page-of-eve"))
    assert [x.code for x in await late.closed() if isinstance(x, m.Failed)] == ["meeting_over"]


async def test_who_lost_the_line_before_the_end_is_told_the_summary_on_coming_back(
    address: str, meeting: str, open_page: Open
) -> None:
    mara, daniel = await pair(meeting, open_page)
    await daniel.socket.close()
    await mara.until(m.Partner, lambda partner: partner.presence == "dropped")
    await mara.say(m.Leave())
    left = await mara.until(m.Left)
    back = await open_page(meeting)
    await back.say(
        m.Enter(version=m.VERSION, name="Daniel", page="page-of-daniel", seat_token=daniel.seat_token)
    )
    summaries = [x.summary for x in await back.closed() if isinstance(x, m.Left)]
    assert len(summaries) == 1
    assert summaries != [left.summary]
    status, _, text = await get(address, summaries[0].replace("/s/", "/api/summaries/"))
    assert (status, json.loads(text)["name"]) == (200, "Daniel")


async def test_a_summary_link_that_leads_nowhere_says_so(address: str) -> None:
    status, _, text = await get(address, "/api/summaries/nothing-like-this")
    assert status == 404
    assert json.loads(text)["code"] == "unknown_summary"


async def test_meetings_cannot_be_started_without_end(address: str) -> None:
    async with aiohttp.ClientSession(address) as session:
        posts = [session.post("/api/meetings") for _ in range(100)]
        answers = [answer.status for answer in await asyncio.gather(*posts)]
    assert answers.count(201) >= 60
    assert answers.count(429) >= 1


async def test_people_behind_a_proxy_have_limits_of_their_own(address: str) -> None:
    async with aiohttp.ClientSession(address) as session:

        async def start(forwarded: str) -> int:
            answer = await session.post("/api/meetings", headers={"X-Forwarded-For": forwarded})
            return answer.status

        own_words = await asyncio.gather(*(start(f"198.51.100.{n}, 203.0.113.1") for n in range(100)))
        assert 429 in own_words
        assert await start("203.0.113.2") == 201


async def test_a_restart_keeps_the_seats_and_goes_on(settings: Settings) -> None:
    async with serving(settings) as address:
        meeting = await start_meeting(address)
        pages = [await Page.open(address, meeting) for _ in range(2)]
        for page, name in zip(pages, ("Mara", "Daniel"), strict=True):
            await page.enter(name)
            await page.say(m.Join(media=TALK))
        await pages[0].until(m.Partner, lambda partner: partner.presence == "in_call")
        token = pages[0].seat_token
    assert any(isinstance(x, m.Failed) and x.code == "server_stopping" for x in await pages[0].closed())
    async with serving(settings) as address:
        back = await Page.open(address, meeting)
        welcome = await back.enter("Mara", token=token)
        assert (welcome.seat, welcome.joined, welcome.partner.name) == (0, True, "Daniel")
        assert welcome.call_time_s is not None
        await back.socket.close()


def test_relay_credentials_are_made_for_each_page() -> None:
    settings = Settings(stun_urls=("stun:a",), turn_urls=("turn:b",), turn_secret="s")
    stun, relay = ice_servers(settings, now_s=1000.0)
    assert (stun.urls, relay.urls, relay.username) == (["stun:a"], ["turn:b"], "29800:duologue")
    assert ice_servers(Settings(), now_s=0.0) == []
