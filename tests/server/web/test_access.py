"""Who may call what: every route of the house, as anonymous, stranger, partner, and whoever else there is.

The matrix is made from the routes themselves. A route without a declaration fails; so does one whose
declaration and row in docs/http.md differ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest

from server.app import build
from server.people.partnerships import Partnership
from server.people.person import Person
from server.settings import Settings
from server.web.access import ACCESS, Access
from tests.server.programme import Programme

HTTP = Path(__file__).parents[3] / "docs" / "http.md"

REFUSALS = {"sign_in_first", "not_yours", "unknown_pair", "pair_not_active"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks, and which pair they name where a path names one."""

    name: str
    person: Person | None
    pair: Partnership


@pytest.fixture
def settings(settings: Settings, database_url: str) -> Settings:
    """With each kind of store in turn."""
    return replace(settings, database_url=database_url)


def declared() -> dict[tuple[str, str], Access]:
    """Every route with a path of its own, without HEAD, which goes with GET."""
    return {
        (route.method, route.resource.canonical): access
        for route, access in build(Settings())[ACCESS].items()
        if route.resource is not None and route.method != "HEAD" and route.resource.canonical != "/assets"
    }


EXPECTED: dict[Access, dict[str, str | None]] = {
    Access.ANYONE: dict.fromkeys(("anonymous", "stranger", "partner", "other", "former", "administrator")),
    Access.HOLDER: dict.fromkeys(("anonymous", "stranger", "partner", "other", "former", "administrator")),
    Access.PERSON: {
        "anonymous": "sign_in_first",
        "stranger": None,
        "partner": None,
        "other": None,
        "former": None,
        "administrator": None,
    },
    Access.PAIR: {
        "anonymous": "sign_in_first",
        "stranger": "unknown_pair",
        "partner": None,
        "other": "unknown_pair",
        "former": "pair_not_active",
        "administrator": "unknown_pair",
    },
    Access.MEMBER: {
        "anonymous": "sign_in_first",
        "stranger": "unknown_pair",
        "partner": None,
        "other": "unknown_pair",
        "former": None,
        "administrator": "unknown_pair",
    },
    Access.ADMINISTRATOR: {
        "anonymous": "sign_in_first",
        "stranger": "not_yours",
        "partner": "not_yours",
        "other": "not_yours",
        "former": "not_yours",
        "administrator": None,
    },
}
"""Who is refused, and how; None: the route itself decides what to answer."""


def test_every_route_says_who_may_call_it() -> None:
    app = build(Settings())
    undeclared = [route for route in app.router.routes() if route not in app[ACCESS]]
    assert undeclared == []


def test_the_docs_say_of_every_route_who_may_call_it() -> None:
    rows = re.findall(r"^\| `([A-Z]+) (/\S*)` \| (\w+) \|", HTTP.read_text(encoding="utf-8"), re.MULTILINE)
    told = {(method, path): who for method, path, who in rows}
    assert told == {route: access.value for route, access in declared().items()}


@pytest.mark.timeout(180)
async def test_every_route_refuses_whom_it_must_and_nobody_else(programme: Programme) -> None:
    wrong = []
    for number, ((method, path), access) in enumerate(sorted(declared().items())):
        for caller in await _callers(programme, number):
            code = await _ask(programme, caller, method, path)
            expected = EXPECTED[access][caller.name]
            if (code if code in REFUSALS else None) != expected:
                wrong.append(f"{method} {path} as {caller.name}: {code}, expected {expected}")
    assert wrong == []


async def test_a_former_partner_learns_nothing_of_the_pair_that_came_after(programme: Programme) -> None:
    mara, daniel, amina = [await programme.person(name) for name in ("Mara", "Daniel", "Amina")]
    await programme.pair(mara, daniel, state="ended")
    now = await programme.pair(mara, amina)
    for (method, path), access in sorted(declared().items()):
        if access in (Access.PAIR, Access.MEMBER):
            assert await _ask(programme, Caller("former", daniel, now), method, path) == "unknown_pair", path


async def test_what_another_sites_page_sends_is_refused_although_the_browser_is_signed_in(
    programme: Programme,
) -> None:
    browser = await programme.browser(await programme.person("Mara"))
    for method, path in sorted(declared()):
        if method == "GET":
            continue
        for origin in ("https://elsewhere.example", "null"):
            async with browser.request(
                method, path.replace("{pair}", "x"), json={}, headers={"Origin": origin}
            ) as response:
                assert (response.status, (await response.json())["code"]) == (403, "wrong_origin"), path


async def test_a_socket_is_not_opened_for_another_sites_page(programme: Programme) -> None:
    browser = await programme.browser(await programme.person("Mara"))
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await browser.ws_connect("/ws/any", headers={"Origin": "https://elsewhere.example"})
    assert refused.value.status == 403


async def _callers(programme: Programme, number: int) -> list[Caller]:
    """Everybody anew for each route: some routes end what they are called with."""
    people = {
        name: await programme.person(f"{name}{number}", administrator=name == "admin")
        for name in ("stranger", "mara", "daniel", "ines", "tom", "olu", "admin")
    }
    pair = await programme.pair(people["mara"], people["daniel"])
    await programme.pair(people["ines"], people["tom"])
    ended = await programme.pair(people["mara"], people["olu"], state="ended")
    return [
        Caller("anonymous", None, pair),
        Caller("stranger", people["stranger"], pair),
        Caller("other", people["ines"], pair),
        Caller("administrator", people["admin"], pair),
        Caller("former", people["olu"], ended),
        Caller("partner", people["mara"], pair),
    ]


async def _ask(programme: Programme, caller: Caller, method: str, path: str) -> str | None:
    """Ask with an empty body and meaningless ids; returns the code of a refusal."""
    browser = await programme.browser(caller.person)
    filled = re.sub(r"\{\w+(:[^}]*)?\}", "nothing", path.replace("{pair}", caller.pair.id))
    body: dict[str, str] | None = None if method == "GET" else {}
    async with browser.request(method, filled, json=body, allow_redirects=False) as response:
        code = None
        if response.content_type == "application/json":
            content = await response.json()
            code = content.get("code") if isinstance(content, dict) else None
    await browser.close()
    assert response.status < 500, f"{method} {path} as {caller.name}: {response.status}"
    return code
