"""A server and people's browsers, each on a host of its own with its own line."""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from playwright.async_api import Playwright

from server.bench.line.hub import Line
from server.bench.line.profiles import SERVER
from server.bench.line.star import Host, Star, star
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
    lines: Mapping[str, Line], playwright: Playwright, chromium: str, folder: Path, *, relay: bool = False
) -> AsyncIterator[Stage]:
    """Make a host for the server and one for each person; the server's log is `folder`/server.log.

    `relay`: run coturn beside the server, over UDP and TCP, if this machine has it.

    Raises
    ------
    NoNamespacesError
        When no namespaces can be made here.
    """
    with star({"server": SERVER, **lines}) as net:
        server = net.hosts["server"]
        async with (
            _relay(server, wanted=relay) as environ,
            running_server(
                folder / "data",
                folder / "server.log",
                host=server.address,
                command=server.command,
                environ=environ,
            ) as address,
        ):
            yield Stage(net, address, playwright, chromium, folder)


@asynccontextmanager
async def _relay(host: Host, *, wanted: bool) -> AsyncIterator[dict[str, str]]:
    """Run a relay on a host, if wanted and had; yields the settings that tell the server of it."""
    if not wanted or shutil.which("turnserver") is None:
        yield {}
        return
    secret = secrets.token_urlsafe()
    process = await asyncio.create_subprocess_exec(
        *host.command(
            "turnserver", "-n", "--no-cli", "--no-tls", "--no-dtls", "--fingerprint", "--realm=duologue",
            f"--listening-ip={host.address}", f"--relay-ip={host.address}", "--use-auth-secret",
            f"--static-auth-secret={secret}", "--log-file=/dev/null", "--simple-log", "--pidfile=",
        ),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        where = f"turn:{host.address}:3478?transport="
        yield {"DUOLOGUE_TURN_URLS": f"{where}udp,{where}tcp", "DUOLOGUE_TURN_SECRET": secret}
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
