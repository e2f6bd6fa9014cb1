"""The command `duologue`. Each subcommand is imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from importlib import metadata

COMMANDS = {
    "serve": ("server.serve", "start the server"),
    "admin": ("server.people.command", "make an administrator"),
    "backup": ("server.backup.command", "write everything into one file"),
    "restore": ("server.backup.restore", "put a backup into an empty database"),
    "analyze": ("server.analysis.command", "hear one or two recordings"),
    "partner": ("server.partner.command", "join a meeting as a headless second person"),
    "demo": ("server.partner.demo", "open a meeting with somebody in it"),
    "bench": ("server.bench.command", "measure speed and accuracy"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="duologue",
        description="A meeting for two that listens to pauses and small sounds, never to words.",
    )
    parser.add_argument("--version", action="version", version=f"duologue {metadata.version('duologue')}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (module, text) in COMMANDS.items():
        if name in words[:1]:
            importlib.import_module(module).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=text, add_help=False)
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())
