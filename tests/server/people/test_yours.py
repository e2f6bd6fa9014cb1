"""Your data: all of it in one file, an account that can be deleted, and days that end."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from icalendar import Calendar, Event
from sqlalchemy import func, insert, select

from server.app import serving, utc_now
from server.mail.outbox import outbox
from server.meetings.tables import series
from server.messages.tables import messages, notes
from server.pair.terms import CAREFUL
from server.people.copy import cell, table
from server.people.person import Person
from server.people.retention import Retention
from server.people.tables import partnerships, people, sessions, sign_in_links
from server.settings import Settings
from server.store.tables import meetings, pair_meetings, seat_people, seats
from server.summaries.tables import reflections
from tests.server.programme import Programme, programme_of


@pytest.fixture
async def house(settings: Settings, database_url: str) -> AsyncIterator[Programme]:
    """A running server on each kind of database."""
    settings = replace(settings, database_url=database_url)
    async with serving(settings) as address, programme_of(settings, address) as programme:
        yield programme


async def met(house: Programme, mara: Person, daniel: Person, *, pair: str) -> None:
    """Let two people have met for half an hour."""
    async with house.engine.begin() as connection:
        begun = utc_now() - timedelta(days=1)
        await connection.execute(
            insert(meetings).values(
                id="met", invite_hash=b"i" * 32, created_at=begun, begun_at=begun, seconds=1800.0
            )
        )
        await connection.execute(
            insert(pair_meetings).values(meeting_id="met", partnership_id=pair, keep_days=30)
        )
        for seat, person in enumerate((mara, daniel)):
            hashes = {"token_hash": bytes([seat]) * 32, "summary_hash": bytes([9 - seat]) * 32}
            await connection.execute(
                insert(seats).values(meeting_id="met", seat=seat, name=person.name, joined=1, **hashes)
            )
            await connection.execute(
                insert(seat_people).values(meeting_id="met", seat=seat, person_id=person.id)
            )


async def wrote(house: Programme, person: Person, *, pair: str, text: str) -> None:
    """Let somebody have written a message and a note."""
    async with house.engine.begin() as connection:
        await connection.execute(
            insert(messages).values(
                pair_id=pair,
                author_id=person.id,
                client_id=person.id,
                body=text,
                folded=text,
                sent_at=utc_now(),
            )
        )
        await connection.execute(
            insert(notes).values(
                id=person.id, pair_id=pair, author_id=person.id, body=f"note: {text}", changed_at=utc_now()
            )
        )


async def mailed(house: Programme, to: Person) -> None:
    """Let a mail to somebody wait until tomorrow."""
    async with house.engine.begin() as connection:
        await connection.execute(
            insert(outbox).values(
                key=to.id, to_address=to.email, once=False, attempts=0,
                message=f"To: {to.email}\r\n\r\nHello".encode(),
                due_at=utc_now() + timedelta(days=1), expires_at=utc_now() + timedelta(days=2),
            )
        )  # fmt: skip


async def dated(house: Programme, pair: str, *, by: Person) -> None:
    """Let somebody have proposed a date, with a note and an agenda."""
    async with house.engine.begin() as connection:
        await connection.execute(
            insert(series).values(
                uid=pair, pair_id=pair, by_id=by.id, zone="UTC", first=utc_now().replace(tzinfo=None),
                minutes=50, every="week", status="agreed", sequence=0, answer="ACCEPTED",
                note="Ask about the bridge", agenda="Stories",
            )
        )  # fmt: skip


async def words_of_dates(house: Programme) -> list[str]:
    async with house.engine.connect() as connection:
        rows = await connection.execute(
            select(series.c.note, series.c.agenda)
            .join(partnerships, partnerships.c.id == series.c.pair_id)
            .order_by(partnerships.c.state.desc())
        )
        return [word for row in rows for word in row]


async def bodies(house: Programme) -> list[str]:
    async with house.engine.connect() as connection:
        written = (await connection.execute(select(messages.c.body))).scalars().all()
        return [*written, *(await connection.execute(select(notes.c.body))).scalars().all()]


async def test_everything_of_mine_comes_in_one_file_and_nothing_of_others(house: Programme) -> None:
    mara, daniel, amina = [await house.person(name) for name in ("Mara", "Daniel", "Amina")]
    pair = await house.pair(mara, daniel)
    await house.pair(amina, daniel)
    await met(house, mara, daniel, pair=pair.id)
    await wrote(house, mara, pair=pair.id, text="from Mara")
    await wrote(house, daniel, pair=pair.id, text="from him")
    async with house.engine.begin() as connection:
        for seat, sealed in enumerate((b"hers", b"his")):
            await connection.execute(insert(reflections).values(meeting_id="met", seat=seat, sealed=sealed))
    browser = await house.browser(mara)
    async with browser.get("/api/me/export") as response:
        assert response.status == 200
        assert "attachment" in response.headers["Content-Disposition"]
        packed = zipfile.ZipFile(io.BytesIO(await response.read()))
    assert packed.testzip() is None
    found = json.loads(packed.read("everything.json"))
    assert found["person"]["email"] == "mara@example.org"
    assert [each["partner"] for each in found["pairs"]] == ["Daniel"]
    (event,) = Calendar.from_ical(packed.read("meetings.ics")).walk("VEVENT")
    assert isinstance(event, Event)
    assert event.duration == timedelta(minutes=30)
    (row,) = csv.DictReader(io.StringIO(packed.read("pairs.csv").decode("utf-8-sig")))
    assert (row["partner"], row["state"]) == ("Daniel", "active")
    whole = b"".join(packed.read(name) for name in packed.namelist())
    assert b"daniel@example.org" not in whole
    assert b"Amina" not in whole
    assert b"from him" not in whole
    assert found["messages"][0]["text"] == "from Mara"
    assert found["notes"][0]["text"] == "note: from Mara"
    assert [each["sealed_base64"] for each in found["sealed_notes"]] == [b64encode(b"hers").decode()]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@x", "\t="])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    (row,) = csv.DictReader(io.StringIO(table([{"said": text}]).decode("utf-8-sig")))
    assert row["said"][1:] == text


def test_what_is_no_text_stays_what_it_is() -> None:
    assert [cell(value) for value in (-1.5, None, True, ["a", 1])] == ["-1.5", "", "True", '["a",1]']


async def test_an_account_is_deleted_and_what_stays_was_told_before(house: Programme) -> None:
    mara, daniel = await house.person("Mara"), await house.person("Daniel")
    pair = await house.pair(mara, daniel)
    await met(house, mara, daniel, pair=pair.id)
    await wrote(house, mara, pair=pair.id, text="from Mara")
    browser, other = await house.browser(mara), await house.browser(mara)
    for person in (mara, daniel):
        await mailed(house, person)
    async with browser.get("/api/me/leaving") as response:
        assert (await response.json())["kept"] == [
            {"partner": "Daniel", "meetings": 1, "messages": 1, "agreement": False}
        ]
    async with browser.delete("/api/me", json={"email": "daniel@example.org"}) as response:
        assert (response.status, (await response.json())["code"]) == (400, "not_your_address")
    async with browser.delete("/api/me", json={"email": "Mara@example.org "}) as response:
        assert response.status == 204
    for one in (browser, other):
        async with one.get("/api/me") as response:
            assert response.status == 401
    async with house.engine.connect() as connection:
        row = (await connection.execute(select(people).where(people.c.id == mara.id))).one()
        names = (await connection.execute(select(seats.c.name).order_by(seats.c.seat))).scalars().all()
    assert (row.name, row.email, row.time_zone, row.languages) == ("", None, "UTC", "[]")
    assert names == ["", "Daniel"]
    ended = await house.partnerships.by_id(pair.id)
    assert ended is not None
    assert ended.state == "ended"
    async with house.engine.connect() as connection:
        waiting = await connection.execute(select(outbox.c.message).where(outbox.c.due_at.is_not(None)))
        assert waiting.scalars().all() == [b"To: daniel@example.org\r\n\r\nHello"], (
            "nobody is mailed who left"
        )
    assert await bodies(house) == ["from Mara"], "what was shared stays, what was hers alone is gone"
    again = await house.person("Mara")
    assert again.id != mara.id


async def test_the_last_administrator_cannot_leave_nobody_behind(house: Programme) -> None:
    admin = await house.person("Olu", administrator=True)
    browser = await house.browser(admin)
    async with browser.delete("/api/me", json={"email": "olu@example.org"}) as response:
        assert (response.status, (await response.json())["code"]) == (409, "last_administrator")
    await house.person("Ines", administrator=True)
    async with browser.delete("/api/me", json={"email": "olu@example.org"}) as response:
        assert response.status == 204


async def test_what_an_ended_pair_shared_goes_when_its_days_are_over(house: Programme) -> None:
    mara, daniel, tom = [await house.person(name) for name in ("Mara", "Daniel", "Tom")]
    ended, active = await house.pair(mara, daniel, state="ended"), await house.pair(mara, tom)
    await wrote(house, mara, pair=ended.id, text="once")
    await wrote(house, tom, pair=active.id, text="still")
    for pair in (ended, active):
        await dated(house, pair.id, by=mara)
    at = utc_now()
    await Retention(house.engine, now=lambda: at + timedelta(days=CAREFUL.save_days - 1)).once()
    assert len(await bodies(house)) == 4
    assert await words_of_dates(house) == ["Ask about the bridge", "Stories"] * 2
    await Retention(house.engine, now=lambda: at + timedelta(days=CAREFUL.save_days + 1)).once()
    assert await bodies(house) == ["still", "note: still"]
    assert await words_of_dates(house) == ["", "[]", "Ask about the bridge", "Stories"]


async def test_what_is_over_goes_on_its_day_and_nothing_before(house: Programme) -> None:
    mara = await house.person("Mara")
    at = utc_now()

    async def kept(days: float) -> tuple[int, int, int]:
        """Run the daily deletion so many days on; returns the sessions, links and mails left."""
        await Retention(house.engine, now=lambda: at + timedelta(days=days)).once()
        async with house.engine.connect() as connection:
            counts = [
                (await connection.execute(select(func.count()).select_from(table))).scalar_one()
                for table in (sessions, sign_in_links, outbox)
            ]
        return counts[0], counts[1], counts[2]

    await house.sessions.begin(mara.id, agent="Firefox, Linux", now=at)
    async with house.engine.begin() as connection:
        await connection.execute(
            insert(sign_in_links).values(
                token_hash=b"t" * 32,
                person_id=mara.id,
                created_at=at,
                expires_at=at + timedelta(days=2),
                then="/",
            )
        )
        for key, due_at in (("sent", None), ("waiting", at)):
            await connection.execute(
                insert(outbox).values(
                    key=key, once=False, due_at=due_at, expires_at=at + timedelta(days=3), attempts=1
                )
            )
    assert await kept(1) == (1, 1, 2)
    assert await kept(3) == (1, 0, 2)
    assert await kept(31) == (0, 0, 2)
    assert await kept(404) == (0, 0, 1)
