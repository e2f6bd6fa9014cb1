"""The command `duologue partner`: a second person without a browser, for trying things out and for tests."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from signaling.messages import FromServer

DESCRIPTION = """\
Join a meeting as the second person, without a browser: talk to the other person's page with the sound of
a recording, and be listened to as they are."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `partner` to the command line."""
    parser = subparsers.add_parser(
        "partner", help="join a meeting as a headless second person", description=DESCRIPTION
    )
    parser.add_argument("link", metavar="LINK", help="the meeting's link: http(s)://host/m/…")
    parser.add_argument("--audio", metavar="FILE", type=Path, required=True, help="what this person says")
    parser.add_argument("--name", default="Partner", help="the name the other person reads")
    parser.add_argument("--seconds", metavar="S", type=float, help="leave after so long (else: until Ctrl-C)")
    parser.add_argument("--loop", action="store_true", help="start the recording over at its end")
    parser.add_argument("--no-consent", action="store_true", help="do not agree to being listened to")
    parser.add_argument("--verbose", action="store_true", help="print cues and hints as they are told")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take part until told to leave; returns the exit code: 1 when it could not be."""
    return asyncio.run(_take_part(args))


async def _take_part(args: argparse.Namespace) -> int:
    from server.media.recordings import RecordingError
    from server.partner.partner import RefusedError, joined
    from server.partner.voice import Voice

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        voice = await asyncio.to_thread(Voice.read, args.audio)
        async with joined(
            args.link,
            voice,
            name=args.name,
            consent=not args.no_consent,
            repeat=args.loop,
            on_message=_print if args.verbose else lambda message: None,
        ) as partner:
            print(f"{args.name} is in the meeting.", flush=True)
            leave = asyncio.create_task(stop.wait(), name="stop")
            gone = asyncio.create_task(partner.until(lambda: partner.ended), name="gone")
            done, _ = await asyncio.wait(
                [leave, gone], timeout=args.seconds, return_when=asyncio.FIRST_COMPLETED
            )
            leave.cancel()
            gone.cancel()
    except (RecordingError, RefusedError) as error:
        return _failed(error.code, str(error))
    except ValueError as error:
        return _failed("bad_link", str(error))
    except OSError as error:
        return _failed("unreachable", f"the server can't be reached: {error}")
    if gone in done:
        return _failed("lost", "the server has closed the connection")
    print(f"{args.name} has left. Summary: {partner.summary or 'none'}", flush=True)
    return 0


def _failed(code: str, text: str) -> int:
    print(f"duologue: {code}: {text}", file=sys.stderr)
    return 1


def _print(message: FromServer) -> None:
    """Print what was heard and hinted: kinds, keys and times, nothing else."""
    import json

    from signaling import messages as m

    match message:
        case m.CueMessage(event=event):
            print(json.dumps(json.loads(bytes(event)), sort_keys=True), flush=True)
        case m.HintMessage(key=key):
            print(f"hint {key}", flush=True)
        case m.Listening(state=state):
            print(f"listening {state}", flush=True)
        case m.Failed(code=code, text=text):
            print(f"error {code}: {text}", flush=True)
