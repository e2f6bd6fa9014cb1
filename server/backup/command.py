"""`duologue backup FILE`: everything the store holds, in one file that was read again and checked."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from server import settings as setup
from server.backup.pack import BackupError, Manifest
from server.store.database import StoreError, open_database


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("backup", help="write everything into one file", description=__doc__)
    parser.add_argument("file", type=Path, help="a new file, readable by you alone")
    parser.add_argument("--check", action="store_true", help="write nothing: read a backup and check it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write or check a backup; returns the exit code."""
    from server.backup.pack import check
    from server.backup.store import backup

    if args.check:
        try:
            print(said(check(args.file), f"{args.file} is whole"))
        except BackupError as error:
            print(f"duologue: {error.code}: {error.text}", file=sys.stderr)
            return 2
        return 0
    return over_the_store(args.file, backup, "is written and checked")


def over_the_store(
    file: Path, act: Callable[[AsyncEngine, Path], Awaitable[Manifest]], done: str, *, make: bool = False
) -> int:
    """Do something between the store of the settings and a file; returns the exit code."""
    try:
        settings = setup.read()
        if make:
            settings.data.mkdir(parents=True, exist_ok=True)

        async def do() -> Manifest:
            engine = await open_database(settings.database)
            try:
                return await act(engine, file)
            finally:
                await engine.dispose()

        manifest = asyncio.run(do())
    except setup.SettingsError as error:
        print(f"duologue: bad_setting: {error}", file=sys.stderr)
        return 2
    except StoreError as error:
        print(
            f"duologue: cannot_keep: {error}. Look at DUOLOGUE_DATA and DUOLOGUE_DATABASE_URL.",
            file=sys.stderr,
        )
        return 2
    except BackupError as error:
        print(f"duologue: {error.code}: {error.text}", file=sys.stderr)
        return 2
    except SQLAlchemyError as error:
        print(f"duologue: cannot_keep: the database refused ({type(error).__name__})", file=sys.stderr)
        return 2
    print(said(manifest, f"{file} {done}"))
    return 0


def said(manifest: Manifest, done: str) -> str:
    """Say in one line what a backup holds."""
    rows = sum(table.rows for table in manifest.tables)
    return f"{done}: {rows} rows of {len(manifest.tables)} tables, revision {manifest.revision}."
