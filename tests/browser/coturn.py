"""Finds Debian's coturn for the tests of calls over a relay, and gets it where it is not there.

Run as a program by `make test`: Debian's package when we are root. Where it cannot be had it says so, and
fails under `CI=true`.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

SECRET = "a-secret-of-the-tests"
NAME = "turnserver"


def get() -> str | None:
    """Return the path of coturn, installing it if need be; None when it cannot be had."""
    if (path := shutil.which(NAME)) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "coturn"]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        path = shutil.which(NAME)
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def coturn(path: str, folder: Path) -> AsyncIterator[int]:
    """Run coturn on loopback with a secret for time-limited keys; yields its port, for UDP and TCP."""
    port = _free_port()
    process = await asyncio.create_subprocess_exec(
        path, "-n", "--no-cli", "--no-tls", "--no-dtls", "--fingerprint", "--no-stdout-log",
        "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", f"--listening-port={port}",
        "--use-auth-secret", f"--static-auth-secret={SECRET}", "--realm=duologue.test",
        "--allow-loopback-peers", f"--pidfile={folder / 'turn.pid'}", f"--log-file={folder / 'turn.log'}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(20):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except OSError:
                    await asyncio.sleep(0.05)
                    continue
                writer.close()
                break
        yield port
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    if get() is None:
        print("No coturn here and none to be had: calls over a relay cannot be tested.", file=sys.stderr)
        print("Install it (Debian: apt-get install coturn) and try again.", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
