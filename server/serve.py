"""`duologue serve`: start the server and say where it is and what it lacks."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from server import settings as setup

if TYPE_CHECKING:
    from server.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("serve", help="start the server", description=__doc__)
    parser.add_argument("--host", help="address to listen on (DUOLOGUE_HOST; 127.0.0.1)")
    parser.add_argument("--port", type=_port, help="port to listen on (DUOLOGUE_PORT; 8000; 0: any free one)")
    parser.add_argument("--data", type=Path, help="folder of the database (DUOLOGUE_DATA; ./data)")
    parser.set_defaults(run=run)


def _port(text: str) -> int:
    """Read a port; argparse names the option."""
    if (port := setup.port(text)) is None:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted; returns the exit code."""
    try:
        settings = setup.read()
    except setup.SettingsError as error:
        print(f"duologue: bad_setting: {error}", file=sys.stderr)
        return 2
    given = {
        name: getattr(args, name) for name in ("host", "port", "data") if getattr(args, name) is not None
    }
    return asyncio.run(_serve(dataclasses.replace(settings, **given)))


async def _serve(settings: Settings) -> int:
    from server.app import serving
    from server.media.receiver import IncompatibleAiortcError
    from server.store.database import StoreError
    from server.web.pages import NotBuiltError

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        async with serving(settings, console=_tell) as address:
            print(f"Duologue is at {settings.public_url or address}", flush=True)
            for line in missing(settings):
                print(f"  {line}", flush=True)
            await stop.wait()
            print("Closing: calls are told, summaries are kept.", flush=True)
    except NotBuiltError as error:
        print(f"duologue: not_built: {error}", file=sys.stderr)
        return 2
    except IncompatibleAiortcError as error:
        print(f"duologue: aiortc: {error}", file=sys.stderr)
        return 2
    except StoreError as error:
        print(f"duologue: cannot_keep: {error}. Look at --data and DUOLOGUE_DATABASE_URL.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"duologue: cannot_listen: {error.strerror}. Try another --port.", file=sys.stderr)
        return 2
    return 0


def _tell(text: str) -> None:
    print(text, flush=True)


def missing(settings: Settings) -> list[str]:
    """Say in one line each what is missing for use beyond this machine."""
    lines = []
    if settings.public_url is None or not settings.public_url.startswith("https://"):
        lines.append(
            "TLS: missing. Browsers give the microphone only to this machine or to https; "
            "put a proxy with a certificate in front and set DUOLOGUE_PUBLIC_URL."
        )
    if not settings.turn_urls:
        lines.append(
            "TURN: missing. Pairs behind strict networks may not reach each other; "
            "set DUOLOGUE_TURN_URLS and DUOLOGUE_TURN_SECRET for your coturn."
        )
    if settings.smtp is None:
        lines.append("Mail: missing. Links to sign in are shown here instead; set DUOLOGUE_SMTP_URL.")
    return lines
