"""`duologue restore FILE`: put a backup into an empty database, all of it or nothing, and compare."""

from __future__ import annotations

import argparse
from pathlib import Path

from server.backup.command import over_the_store


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("restore", help="put a backup into an empty database", description=__doc__)
    parser.add_argument("file", type=Path, help="a backup; it may come from SQLite or PostgreSQL")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Put a backup back; returns the exit code."""
    from server.backup.store import restore

    return over_the_store(args.file, restore, "is put back and compared", make=True)
