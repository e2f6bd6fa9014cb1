"""A person at a real Firefox, driven by WebDriver BiDi over one socket: Playwright drives only its own."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
    "toolkit.telemetry.enabled": False,
}


class FirefoxError(Exception):
    """Firefox did not start, or did not do what it was told."""


class Firefox:
    """One window of a running Firefox; what its page evaluates comes back as JSON."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._context = ""

    async def start(self, before: str) -> None:
        """Open the session; `before` is run in every page before its own scripts."""
        await self._do("session.new", capabilities={})
        tree = await self._do("browsingContext.getTree")
        self._context = tree["contexts"][0]["context"]
        await self._do("script.addPreloadScript", functionDeclaration=f"() => {{ {before} }}")

    async def goto(self, url: str) -> None:
        """Open a page and wait until it has loaded."""
        await self._do("browsingContext.navigate", context=self._context, url=url, wait="complete")

    async def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page; a promise is waited for."""
        answer = await self._do(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    async def eventually(self, expression: str, *, timeout_s: float = 20.0) -> Any:
        """Wait until an expression has a value that is not null, false or 0; returns it."""
        async with asyncio.timeout(timeout_s):
            for _ in itertools.count():
                if value := await self.evaluate(expression):
                    return value
                await asyncio.sleep(0.1)

    async def click(self, selector: str) -> None:
        """Press a button once it is there."""
        found = f"document.querySelector({json.dumps(selector)})"
        await self.eventually(f"{found} !== null")
        await self.evaluate(f"{found}.click()")

    async def _do(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(await self._socket.recv())
            if told.get("id") != number:
                continue
            if told["type"] == "error":
                raise FirefoxError(f"{told['error']}: {told['message']}")
            return told["result"]


@asynccontextmanager
async def firefox(path: str, name: str, environment: Mapping[str, str]) -> AsyncIterator[Firefox]:
    """Start a Firefox for somebody whose camera and microphone are the browser's own test signals."""
    with tempfile.TemporaryDirectory() as profile:
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in PREFERENCES.items()]
        (Path(profile) / "user.js").write_text("\n".join(lines), encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **environment},
        )  # fmt: skip
        assert process.stderr is not None
        reading: asyncio.Task[None] | None = None
        try:
            async with asyncio.timeout(60):
                address = await _listening(process.stderr)
            reading = asyncio.create_task(_drain(process.stderr))
            async with connect(f"{address}/session", max_size=None) as socket:
                window = Firefox(socket)
                await window.start(f"localStorage.setItem('duologue.name', {json.dumps(name)});")
                yield window
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            if reading is not None:
                await reading


async def _listening(errors: asyncio.StreamReader) -> str:
    """Read where Firefox listens from what it prints."""
    async for line in errors:
        if (found := re.search(rb"BiDi listening on (ws://\S+)", line)) is not None:
            return found[1].decode()
    raise FirefoxError("Firefox ended before it listened")


async def _drain(errors: asyncio.StreamReader) -> None:
    async for _ in errors:
        pass
