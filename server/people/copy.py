"""Everything of one person in one file: JSON for machines, a calendar and tables for people."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from icalendar import Calendar, Event
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from server.meetings import yours as meetings
from server.messages import yours as messages
from server.pair import yours as pair
from server.people.people import person_of_row
from server.people.tables import passkeys, people, sessions
from server.people.wire import me_of
from server.push.tables import push_subscriptions
from server.summaries import yours as summaries

Table = dict[str, Any]

READ_ME = """\
Everything that Duologue keeps of you, as of {at}.

everything.json   all of it, for machines
meetings.ics      the meetings you were in, for a calendar
*.csv             the same in tables
photo.jpg         your photo, if you keep one here

Your notes on summaries are in here as your page sealed them: nobody but the summary's own address opens
them, so read them there.

What your partners keep for themselves alone, such as their notes, is theirs and not in here.
"""


async def collect(connection: AsyncConnection, person_id: str, *, now: datetime) -> Table:
    """Return everything of a person as plain values for JSON."""
    row = (await connection.execute(select(people).where(people.c.id == person_id))).one()
    where = await connection.execute(select(sessions).where(sessions.c.person_id == person_id))
    keys = await connection.execute(select(passkeys).where(passkeys.c.person_id == person_id))
    devices = await connection.execute(
        select(push_subscriptions).where(push_subscriptions.c.person_id == person_id)
    )
    return {
        "at": now.isoformat(),
        "person": {**msgspec.to_builtins(me_of(person_of_row(row))), "since": row.created_at.isoformat()},
        "sessions": [
            {"agent": each.agent, "begun": each.created_at.isoformat(), "seen": each.seen_at.isoformat()}
            for each in where
        ],
        "passkeys": [{"name": each.name, "made": each.created_at.isoformat()} for each in keys],
        "devices_reminded": [{"made": each.made_at.isoformat()} for each in devices],
        **await pair.export_of(connection, person_id, now=now),
        **await messages.export_of(connection, person_id),
        **await meetings.export_of(connection, person_id),
        **await summaries.export_of(connection, person_id),
    }


def archive(found: Table) -> bytes:
    """Pack what was collected; pure, and slow enough for a thread of its own."""
    packed = io.BytesIO()
    at = datetime.fromisoformat(found["at"]).astimezone(UTC)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:

        def write(name: str, content: bytes) -> None:
            file.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)

        write("README.txt", READ_ME.format(at=f"{at:%Y-%m-%d %H:%M} UTC").encode())
        write("everything.json", msgspec.json.format(msgspec.json.encode(found), indent=1))
        write("meetings.ics", calendar(found["pairs"], at=at))
        for name, rows in tables(found).items():
            write(f"{name}.csv", table(rows))
        if photo := found.get("photo_jpeg_base64"):
            write("photo.jpg", base64.b64decode(photo))
    return packed.getvalue()


def calendar(pairs: list[Table], *, at: datetime) -> bytes:
    """Write the meetings that were held as iCalendar."""
    made = Calendar()
    made.add("prodid", "-//Duologue//export//EN")
    made.add("version", "2.0")
    for each in pairs:
        for number, meeting in enumerate(each["meetings"]):
            begun = datetime.fromisoformat(meeting["begun_at"]).astimezone(UTC)
            event = Event()
            event.add("uid", f"{each['id']}-{number}@duologue")
            event.add("dtstamp", at)
            event.add("dtstart", begun)
            event.add("dtend", begun + timedelta(seconds=round(meeting["seconds"])))
            event.add("summary", each["partner"] or "Duologue")
            made.add_component(event)
    return bytes(made.to_ical())


def tables(found: Table) -> dict[str, list[Table]]:
    """Return every list of flat records by a name of its own, lists within lists as theirs with a number."""
    made: dict[str, list[Table]] = {}

    def gather(name: str, records: list[Table], of: Table) -> None:
        for number, record in enumerate(records, 1):
            flat: Table = {**of}
            inner: list[tuple[str, list[Table]]] = []
            for key, value in record.items():
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    inner.append((key, value))
                else:
                    flat[key] = value
            made.setdefault(name, []).append(flat)
            for key, value in inner:
                gather(f"{name}_{key}", value, {**of, name: number})

    for key, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            gather(key, value, {})
        elif isinstance(value, dict):
            gather(key, [value], {})
    return made


def table(rows: list[Table]) -> bytes:
    """Write records as CSV, with every column any of them has."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({key: cell(value) for key, value in row.items()})
    return "\ufeff".encode() + text.getvalue().encode()


def cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, (list, dict)):
        return msgspec.json.encode(value).decode()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in tuple("=+-@\t\r") and text else text
