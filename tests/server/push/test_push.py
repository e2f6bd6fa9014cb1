"""Browsers that are told: by a real service on this machine, sealed, once, and forgotten when gone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import msgspec
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.app import serving, utc_now
from server.push.push import Push, Word
from server.push.seal import CURVE, public_bytes, written
from server.settings import PushSetup, Settings
from tests.server.programme import Programme, programme_of

SETUP = PushSetup(key=written(b"\x07" * 32), contact="mailto:d@example.org", hosts=("127.0.0.1",))
WORD = Word(
    title="You and Mara meet", body="Thursday 10 December, 19:00", path="/meetings", tag="meeting-one"
)
AUTH = b"a" * 16


@dataclass(slots=True)
class Service:
    """A push service, and the one browser it knows."""

    address: str = ""
    status: int = 201
    browser: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.headers.append(dict(request.headers))
        return web.Response(status=self.status)

    def opened(self) -> Word:
        """Open the last reminder as a browser does."""
        body = self.bodies[-1]
        salt, ours, sealed = body[:16], body[21:86], body[86:]
        shared = self.browser.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, ours))
        info = b"WebPush: info\x00" + public_bytes(self.browser) + ours
        key = derived(shared, AUTH, info, 32)
        nonce = derived(key, salt, b"Content-Encoding: nonce\x00", 12)
        content = AESGCM(derived(key, salt, b"Content-Encoding: aes128gcm\x00", 16)).decrypt(
            nonce, sealed, None
        )
        assert content.endswith(b"\x02")
        return msgspec.json.decode(content[:-1], type=Word)


def derived(key: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(key)


@asynccontextmanager
async def running() -> AsyncIterator[Service]:
    service, app = Service(), web.Application()
    app.router.add_post("/browser", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.address = f"http://127.0.0.1:{runner.addresses[0][1]}/browser"
    try:
        yield service
    finally:
        await runner.cleanup()


@pytest.fixture
async def told(
    tmp_path: Path, database_url: str
) -> AsyncIterator[tuple[Service, Programme, aiohttp.ClientSession, str]]:
    settings = Settings(port=0, data=tmp_path / "data", database_url=database_url, push=SETUP)
    async with (
        running() as service,
        serving(settings) as address,
        programme_of(settings, address) as programme,
    ):
        mara = await programme.person("Mara")
        yield service, programme, await programme.browser(mara), mara.id


def subscription(service: Service) -> dict[str, str]:
    return {
        "endpoint": service.address,
        "p256dh": written(public_bytes(service.browser)),
        "auth": written(AUTH),
    }


async def status(browser: aiohttp.ClientSession, method: str, body: object) -> int:
    async with browser.request(method, "/api/me/push", json=body) as response:
        return response.status


async def test_a_reminder_reaches_the_browser_that_asked_and_only_it_can_open_it(
    told: tuple[Service, Programme, aiohttp.ClientSession, str],
) -> None:
    service, programme, browser, mara = told
    assert await status(browser, "PUT", subscription(service)) == 204
    assert await status(browser, "PUT", subscription(service)) == 204
    push = Push(programme.engine, setup=SETUP, now=utc_now)
    await push.tell(mara, WORD, lasts_s=900)
    assert service.opened() == WORD
    assert len(service.bodies) == 1
    assert b"Mara" not in service.bodies[0]
    assert (service.headers[0]["TTL"], service.headers[0]["Content-Encoding"]) == ("900", "aes128gcm")
    assert service.headers[0]["Authorization"].startswith("vapid t=")
    assert await status(browser, "DELETE", {"endpoint": service.address}) == 204
    await push.tell(mara, WORD, lasts_s=900)
    assert len(service.bodies) == 1


async def test_a_browser_its_service_no_longer_knows_is_forgotten(
    told: tuple[Service, Programme, aiohttp.ClientSession, str],
) -> None:
    service, programme, browser, mara = told
    await status(browser, "PUT", subscription(service))
    push = Push(programme.engine, setup=SETUP, now=utc_now)
    for service.status in (500, 410, 201):
        await push.tell(mara, WORD, lasts_s=900)
    assert len(service.bodies) == 2


async def test_other_services_and_keys_that_cannot_be_are_refused(
    told: tuple[Service, Programme, aiohttp.ClientSession, str],
) -> None:
    service, _, browser, _ = told
    good = subscription(service)
    for bad in ({"endpoint": "https://elsewhere.example/x"}, {"p256dh": "AAAA"}, {"auth": "!"}):
        assert await status(browser, "PUT", good | bad) == 409


async def test_where_it_is_not_set_up_nothing_is_kept_and_nobody_called(
    programme: Programme,
) -> None:
    browser = await programme.browser(await programme.person("Mara"))
    async with browser.get("/api/me/push") as response:
        assert await response.json() == {"key": None}
    async with running() as service:
        assert await status(browser, "PUT", subscription(service)) == 409
