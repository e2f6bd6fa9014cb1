"""A server and people's browsers, each on a host of its own with its own line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from playwright.async_api import Playwright

from server.bench.line.hub import Line
from server.bench.line.profiles import SERVER
from server.bench.line.star import Star, star
from server.bench.people import Person, person, running_server


class Stage:
    """The star with the server running on its host `server`; made by `stage`.

    Only what is on a host reaches the server: ask it by a page, or by `net.hosts[…].command`.
    """

    def __init__(self, net: Star, address: str, playwright: Playwright, chromium: str, folder: Path) -> None:
        self.net = net
        self.address = address
        """Of the server, as browsers know it."""
        self._playwright = playwright
        self._chromium = chromium
        self._folder = folder

    def arrive(self, name: str, **options: object) -> AbstractAsyncContextManager[Person]:
        """Start the browser of a person on the host of that name; takes what `person` takes."""
        host = self.net.hosts[name]
        return person(
            self._playwright,
            str(host.wrapper(self._folder, self._chromium)),
            name,
            arguments=(f"--unsafely-treat-insecure-origin-as-secure={self.address}",),
            **options,  # type: ignore[arg-type]
        )

    async def meeting(self, someone: Person) -> str:
        """Have a person start a meeting; returns its link, with the page's debugging window open."""
        await someone.page.goto(self.address)
        path = await someone.page.evaluate(
            "fetch('/api/meetings', {method: 'POST'}).then((answer) => answer.json()).then((it) => it.path)"
        )
        return f"{self.address}{path}#debug"


@asynccontextmanager
async def stage(
    lines: Mapping[str, Line], playwright: Playwright, chromium: str, folder: Path
) -> AsyncIterator[Stage]:
    """Make a host for the server and one for each person; the server's log is `folder`/server.log.

    Raises
    ------
    NoNamespacesError
        When no namespaces can be made here.
    """
    with star({"server": SERVER, **lines}) as net:
        server = net.hosts["server"]
        async with running_server(
            folder / "data", folder / "server.log", host=server.address, command=server.command
        ) as address:
            yield Stage(net, address, playwright, chromium, folder)
