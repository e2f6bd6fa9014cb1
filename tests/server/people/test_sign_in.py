"""Signing in by link, over a running server and a real mail server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from server.__main__ import main
from server.app import serving, utc_now
from server.people.sessions import ROTATES
from server.people.tables import sign_in_links
from server.settings import Settings
from tests.server.clock import Running
from tests.server.mail.smtp import Postbox, postbox
from tests.server.programme import Programme, programme_of


@pytest.fixture
def clock() -> Running:
    return Running()


@pytest.fixture
async def box() -> AsyncIterator[Postbox]:
    async with postbox() as box:
        yield box


@pytest.fixture
async def house(
    settings: Settings, database_url: str, box: Postbox, clock: Running
) -> AsyncIterator[Programme]:
    """A running server with a mail server beside it, on each kind of database."""
    settings = replace(settings, smtp=box.smtp, database_url=database_url)
    async with serving(settings, now=clock) as address, programme_of(settings, address) as programme:
        yield programme


async def ask(browser: aiohttp.ClientSession, email: str) -> tuple[int, str]:
    async with browser.post("/api/sign-in", json={"email": email}) as response:
        return response.status, await response.text()


async def use(browser: aiohttp.ClientSession, token: str) -> tuple[int, dict[str, str], SimpleCookie]:
    async with browser.post("/api/sign-in/use", json={"token": token}) as response:
        return response.status, await response.json(), response.cookies


def token_in(text: str) -> str:
    found = re.search(r"/sign-in/(\S+)", text)
    assert found is not None
    return found.group(1)


async def test_a_mailed_link_signs_in_by_a_cookie_no_script_can_read(house: Programme, box: Postbox) -> None:
    await house.person("Mara")
    browser = await house.browser()
    assert await ask(browser, " MARA@example.org ") == (204, "")
    mail = await box.first()
    token = token_in(mail.get_content())
    async with browser.get(f"/sign-in/{token}") as page:
        assert page.status == 200
    status, body, cookies = await use(browser, token)
    assert (status, body) == (200, {"then": "/"})
    cookie = cookies["duologue"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["secure"] == ""
    async with browser.get("/api/me") as response:
        assert (await response.json())["email"] == "mara@example.org"
        assert response.headers["Cache-Control"] == "no-store"
    assert (await use(await house.browser(), token))[:2] == (
        410,
        {"code": "link_over", "text": "This link has been used, or is too old. Ask for a new one."},
    )


async def test_a_link_is_mailed_in_the_language_of_the_page_it_is_asked_for_on(
    house: Programme, box: Postbox
) -> None:
    await house.person("Mara")
    browser = await house.browser()
    browser.headers["Accept-Language"] = "de-AT,de;q=0.9"
    assert await ask(browser, "mara@example.org") == (204, "")
    mail = await box.first()
    assert mail["Subject"] == "Dein Weg zu Duologue"
    assert "dieser Link bringt dich hinein" in mail.get_content()


async def test_whoever_signs_in_anew_leaves_no_session_behind_in_that_browser(
    house: Programme, box: Postbox
) -> None:
    mara, daniel = await house.person("Mara"), await house.person("Daniel")
    browser = await house.browser(daniel)
    await ask(browser, "mara@example.org")
    assert (await use(browser, token_in((await box.first()).get_content())))[0] == 200
    assert await house.sessions.of_person(daniel.id, now=utc_now()) == []
    assert len(await house.sessions.of_person(mara.id, now=utc_now())) == 1


async def test_with_https_the_cookie_is_this_hosts_alone(settings: Settings, box: Postbox) -> None:
    settings = replace(settings, smtp=box.smtp, public_url="https://talk.example.org")
    async with serving(settings) as address, programme_of(settings, address) as programme:
        await programme.person("Mara")
        browser = await programme.browser()
        await ask(browser, "mara@example.org")
        mail = await box.first()
        assert "https://talk.example.org/sign-in/" in mail.get_content()
        _, _, cookies = await use(browser, token_in(mail.get_content()))
    assert cookies["__Host-duologue"]["secure"] is True


async def test_nobody_learns_whether_an_address_is_known(house: Programme, box: Postbox) -> None:
    await house.person("Mara")
    browser = await house.browser()
    assert await ask(browser, "nobody@example.org") == await ask(browser, "mara@example.org") == (204, "")
    await box.first()
    assert [mail["To"] for mail in box.arrived] == ["mara@example.org"]
    assert (await ask(browser, "no address"))[0] == 400


async def test_no_letter_box_is_filled_from_here(house: Programme, box: Postbox) -> None:
    for name in ("Mara", "Daniel"):
        await house.person(name)
    browser = await house.browser()
    for _ in range(5):
        assert (await ask(browser, "mara@example.org"))[0] == 204
    assert (await ask(browser, "daniel@example.org"))[0] == 204
    await box.first(lambda mail: mail["To"] == "daniel@example.org")
    assert [mail["To"] for mail in box.arrived].count("mara@example.org") == 3
    asked = [(await ask(browser, "eve@example.org"))[0] for _ in range(6)]
    assert 429 in asked


async def test_tokens_cannot_be_tried_without_end(house: Programme) -> None:
    browser = await house.browser()
    assert 429 in [(await use(browser, f"guess-{n}"))[0] for n in range(30)]


async def test_a_link_is_no_use_after_twenty_minutes(house: Programme, box: Postbox, clock: Running) -> None:
    await house.person("Mara")
    browser = await house.browser()
    await ask(browser, "mara@example.org")
    token = token_in((await box.first()).get_content())
    clock.at += timedelta(minutes=21)
    assert (await use(browser, token))[0] == 410


async def test_a_session_is_listed_and_ended_from_another_browser_at_once(house: Programme) -> None:
    mara = await house.person("Mara")
    here, there = await house.browser(mara), await house.browser(mara)
    async with here.get("/api/me/sessions") as response:
        sessions = await response.json()
    assert [session["agent"] for session in sessions] == ["Chromium, Linux"] * 2
    (other,) = [session for session in sessions if not session["here"]]
    async with here.delete(f"/api/me/sessions/{other['id']}") as response:
        assert response.status == 204
    async with there.get("/api/me") as response:
        assert response.status == 401
    async with here.delete(f"/api/me/sessions/{other['id']}") as response:
        assert response.status == 404
    third = await house.browser(mara)
    async with here.delete("/api/me/sessions") as response:
        assert response.status == 204
    async with third.get("/api/me") as response:
        assert response.status == 401
    async with here.post("/api/sign-out") as response:
        assert response.status == 204
    async with here.get("/api/me") as response:
        assert response.status == 401


async def test_what_an_ended_session_had_open_is_closed_and_stays_closed(house: Programme) -> None:
    mara = await house.person("Mara")
    pair = await house.pair(mara, await house.person("Daniel"))
    here, there = await house.browser(mara), await house.browser(mara)
    socket = await there.ws_connect(f"/ws/pairs/{pair.id}")
    async with here.delete("/api/me/sessions") as response:
        assert response.status == 204
    async with asyncio.timeout(10):
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await there.ws_connect(f"/ws/pairs/{pair.id}")
    assert refused.value.status == 401
    again = await here.ws_connect(f"/ws/pairs/{pair.id}")
    await again.close()


async def test_a_session_in_use_is_given_a_new_token(house: Programme, clock: Running) -> None:
    browser = await house.browser(await house.person("Mara"))
    clock.at += ROTATES + timedelta(minutes=1)
    async with browser.get("/api/me") as response:
        assert response.cookies["duologue"].value
    clock.at += timedelta(minutes=10)
    async with browser.get("/api/me") as response:
        assert response.status == 200
        assert "duologue" not in response.cookies


async def test_what_a_person_says_of_themselves_is_kept_and_nonsense_named(house: Programme) -> None:
    browser = await house.browser(await house.person("Mara"))
    said = {
        "name": " Mara  Ilves",
        "pronouns": "she",
        "time_zone": "America/Los_Angeles",
        "languages": ["en", "et"],
    }
    async with browser.put("/api/me", json=said) as response:
        assert response.status == 200
    async with browser.get("/api/me") as response:
        me = await response.json()
    assert (me["name"], me["pronouns"], me["languages"]) == ("Mara Ilves", "she", ["en", "et"])
    for wrong, code in (
        ({"name": ""}, "bad_name"),
        ({"time_zone": "Mars/Olympus"}, "bad_time_zone"),
        ({"languages": ["x"]}, "bad_language"),
        ({"pronouns": "xyzzy"}, "bad_request"),
        ({"administrator": True}, "bad_request"),
    ):
        async with browser.put("/api/me", json={**said, **wrong}) as response:
            assert (response.status, (await response.json())["code"]) == (400, code)
    async with browser.put("/api/me", data=b"{") as response:
        assert response.status == 400


async def test_without_a_mail_server_the_link_is_on_the_console_and_in_no_log(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    told: asyncio.Queue[str] = asyncio.Queue()
    caplog.set_level("DEBUG")
    async with (
        serving(settings, console=told.put_nowait) as address,
        programme_of(settings, address) as programme,
    ):
        await programme.person("Mara")
        browser = await programme.browser()
        await ask(browser, "mara@example.org")
        async with asyncio.timeout(10):
            text = await told.get()
        assert (await use(browser, token_in(text)))[0] == 200
        async with programme.engine.connect() as connection:
            kept = await connection.execute(select(func.count()).where(sign_in_links.c.used_at.is_not(None)))
            assert kept.scalar_one() == 1
    assert token_in(text) not in caplog.text
    assert "mara@" not in caplog.text


def test_the_first_administrator_is_made_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUOLOGUE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DUOLOGUE_PUBLIC_URL", "https://talk.example.org")
    assert main(["admin", "create", "Mara@Example.org", "--name", "Mara Ilves"]) == 0
    first = capsys.readouterr().out
    assert "mara@example.org is an administrator" in first
    assert "https://talk.example.org/sign-in/" in first
    monkeypatch.delenv("DUOLOGUE_PUBLIC_URL")
    assert main(["admin", "create", "mara@example.org", "--port", "8123"]) == 0
    again = capsys.readouterr().out
    assert ":8123/sign-in/" in again
    assert token_in(again) != token_in(first)
    assert main(["admin", "create", "mara"]) == 2
    assert "bad_email" in capsys.readouterr().err
    monkeypatch.setenv("DUOLOGUE_DATABASE_URL", "sqlite+aiosqlite:////no/such/folder/d.db")
    assert main(["admin", "create", "mara@example.org"]) == 2
    assert "cannot_keep" in capsys.readouterr().err


async def test_who_was_made_on_the_command_line_gets_in_as_an_administrator(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUOLOGUE_DATA", str(settings.data))
    assert await asyncio.to_thread(main, ["admin", "create", "mara@example.org"]) == 0
    token = token_in(capsys.readouterr().out)
    async with serving(settings) as address, programme_of(settings, address) as programme:
        browser = await programme.browser()
        assert (await use(browser, token))[1] == {"then": "/account"}
        async with browser.get("/api/me") as response:
            assert (await response.json())["administrator"] is True
