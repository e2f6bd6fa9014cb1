"""Signing in with an organisation's account, against a small real provider."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from joserfc.jwk import ECKey

from server.app import serving
from server.settings import Oidc, Settings
from tests.server.people.provider import CLIENT_ID, CLIENT_SECRET, Provider, provider
from tests.server.programme import Programme, programme_of


@pytest.fixture
async def organisation() -> AsyncIterator[Provider]:
    async with provider() as one:
        yield one


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    """With each kind of store in turn."""
    return replace(settings, database_url=database_url)


@pytest.fixture
async def house(settings: Settings, organisation: Provider) -> AsyncIterator[Programme]:
    oidc = Oidc(
        issuer=organisation.issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, name="Lake Basin"
    )
    settings = replace(settings, oidc=oidc)
    async with serving(settings) as address, programme_of(settings, address) as programme:
        await programme.person("Mara")
        yield programme


async def goes_in(browser: aiohttp.ClientSession) -> tuple[str, int]:
    """Press the organisation's button; returns where that leads, and whether one is somebody then."""
    async with browser.get("/sign-in/organisation") as response:
        where = response.url.path_qs
    async with browser.get("/api/me") as response:
        return where, response.status


async def test_who_the_organisation_vouches_for_gets_in(house: Programme) -> None:
    browser = await house.browser()
    async with browser.get("/api/sign-in") as response:
        assert (await response.json())["organisation"] == "Lake Basin"
    assert await goes_in(browser) == ("/", 200)


async def test_who_is_not_of_this_house_does_not_although_the_organisation_knows_them(
    house: Programme, organisation: Provider
) -> None:
    organisation.email = "stranger@example.org"
    assert await goes_in(await house.browser()) == ("/sign-in?fault=unknown_person", 401)


async def test_a_new_key_of_the_organisation_is_fetched(house: Programme, organisation: Provider) -> None:
    assert (await goes_in(await house.browser()))[1] == 200
    organisation.rotate()
    assert (await goes_in(await house.browser()))[1] == 200


@pytest.mark.parametrize(
    "twist",
    [
        {"aud": "another-house"},
        {"aud": [CLIENT_ID, "another-house"]},
        {"iss": "https://elsewhere.example"},
        {"nonce": "of-another-sign-in"},
        {"exp": int(time.time()) - 3600},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "nothing"},
    ],
)
async def test_a_token_that_is_not_for_this_moment_lets_nobody_in(
    house: Programme, organisation: Provider, twist: dict[str, Any]
) -> None:
    organisation.twist = twist
    assert await goes_in(await house.browser()) == ("/sign-in?fault=organisation", 401)


async def test_a_token_signed_by_somebody_else_lets_nobody_in(
    house: Programme, organisation: Provider
) -> None:
    organisation.signs_with = ECKey.generate_key("P-256")
    assert await goes_in(await house.browser()) == ("/sign-in?fault=organisation", 401)


async def test_a_way_begun_in_one_browser_does_not_end_in_another(house: Programme) -> None:
    mine, theirs = await house.browser(), await house.browser()
    async with mine.get("/sign-in/organisation", allow_redirects=False) as response:
        location = response.headers["Location"]
    async with mine.get(location, allow_redirects=False) as response:
        back = response.headers["Location"]
    async with theirs.get(back) as response:
        assert response.url.path_qs == "/sign-in?fault=organisation"
    async with mine.get(back) as response:
        assert response.url.path == "/"
    async with mine.get(back) as response:
        assert response.url.path_qs == "/sign-in?fault=organisation"


async def test_an_organisation_that_does_not_answer_is_told(settings: Settings) -> None:
    oidc = Oidc(issuer="http://127.0.0.1:1", client_id="x", client_secret="y", name="Nowhere")
    settings = replace(settings, oidc=oidc)
    async with serving(settings) as address, programme_of(settings, address) as programme:
        assert (await goes_in(await programme.browser()))[0] == "/sign-in?fault=organisation"


async def test_without_an_organisation_its_address_leads_to_the_sign_in_page(programme: Programme) -> None:
    assert await goes_in(await programme.browser()) == ("/sign-in", 401)
