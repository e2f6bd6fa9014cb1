"""`duologue admin`: make an administrator, with a link to sign in for the first time."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import timedelta

from server import settings as setup
from server.app import utc_now
from server.people.links import SignInLinks
from server.people.people import People
from server.people.person import PersonError, email_of, name_of, time_zone_of
from server.settings import Settings
from server.store.database import StoreError, open_database

LINK_LASTS = timedelta(days=1)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser("admin", help="make an administrator", description=__doc__)
    acts = parser.add_subparsers(metavar="ACT", required=True)
    create = acts.add_parser("create", help="make an administrator, or make somebody one")
    create.add_argument("email", help="their e-mail address")
    create.add_argument("--name", help="their name (the part before the @)")
    create.add_argument("--time-zone", default="UTC", help="IANA name, e.g. Africa/Nairobi (UTC)")
    create.add_argument(
        "--port", type=int, help="the one the server was started with (DUOLOGUE_PORT, else 8000)"
    )
    create.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the administrator and print the link; returns the exit code."""
    try:
        settings = setup.read()
        email = email_of(args.email)
        name = name_of(args.name or email.partition("@")[0])
        path = asyncio.run(_create(settings, email=email, name=name, time_zone=time_zone_of(args.time_zone)))
    except setup.SettingsError as error:
        print(f"duologue: bad_setting: {error}", file=sys.stderr)
        return 2
    except PersonError as error:
        print(f"duologue: {error.code}: {error.text}", file=sys.stderr)
        return 2
    except StoreError as error:
        print(
            f"duologue: cannot_keep: {error}. Look at DUOLOGUE_DATA and DUOLOGUE_DATABASE_URL.",
            file=sys.stderr,
        )
        return 2
    address = settings.public_url or f"http://{settings.host}:{args.port or settings.port}"
    print(f"{email} is an administrator. This link signs them in once, within a day:")
    print(f"  {address.rstrip('/')}{path}")
    return 0


async def _create(settings: Settings, *, email: str, name: str, time_zone: str) -> str:
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = await open_database(settings.database)
    now = utc_now()
    try:
        people = People(engine)
        person = await people.by_email(email)
        if person is None:
            person = await people.create(
                name=name, email=email, time_zone=time_zone, now=now, administrator=True
            )
        else:
            await people.make_administrator(person.id)
        async with engine.begin() as connection:
            return await SignInLinks(engine).make(
                connection, person.id, now=now, lasts=LINK_LASTS, then="/account"
            )
    finally:
        await engine.dispose()
