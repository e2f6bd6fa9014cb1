"""A pair some weeks old, as a person would find it: stories, an agreement, talks, letters, plans."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from aiohttp import ClientSession
from PIL import Image
from playwright.async_api import Browser

from server.messages.goals import Goals, NewGoal, StepChange
from server.messages.ideas import Ideas, NewIdea
from server.messages.messages import Messages
from server.messages.notes import Notes
from tests.browser.scenery import DANIEL, MARA, drawn
from tests.server.pair.two import Two, ask

BEGINS_IN = timedelta(minutes=18)

STORIES: tuple[dict[str, Any], dict[str, Any]] = (
    {
        "city": "Portland",
        "stations": [
            {
                "kind": "place",
                "title": "A river town, Tartu",
                "start": 1974,
                "note": "Grew up by the Emajõgi",
            },
            {"kind": "study", "title": "Hydrology in Delft", "start": 1993, "end": 1998},
            {"kind": "work", "title": "Wells for Kisumu", "start": 2003, "end": 2006, "place": "Kisumu"},
            {"kind": "turning_point", "title": "The flood winter", "start": 2016},
        ],
        "interests": ["Rivers", "Choirs"],
        "offers": ["Handing work over", "Bridges"],
    },
    {
        "city": "Nairobi",
        "stations": [
            {
                "kind": "place",
                "title": "Third of five, Kisumu",
                "start": 1991,
                "place": "Kisumu",
                "note": "The lake at the end of the road",
            },
            {"kind": "study", "title": "Civil engineering, Nairobi", "start": 2010, "end": 2015},
            {"kind": "turning_point", "title": "A team of nine", "start": 2024},
        ],
        "interests": ["Rivers", "Running"],
        "goals": ["Lead the crossing project", "Handing work over"],
    },
)

LETTERS = (
    (74.0, 0, "I found the page on handing over work you care about. It made me think of your bridge team."),
    (73.9, 0, "No hurry. It is in our ideas."),
    (62.0, 1, "Thank you. I read it on the matatu and missed my stop."),
    (2.0, 1, "Could we tell stories today? I would like to hear about the flood winter."),
    (0.6, 0, "Yes. And yours about the crossing. I will bring tea."),
)
"""How many hours ago, by which of the two, and what."""

IDEAS = (
    (20, 0, NewIdea(title="A question to end meetings: what did we not say?")),
    (
        14,
        1,
        NewIdea(title="Walk the site with the newest engineer", quote="They see what we stopped seeing."),
    ),
    (
        3,
        0,
        NewIdea(title="Letting the second person lead", quote="Short and kind.", url="https://example.org"),
    ),
)
"""How many days ago, by which of the two, and what."""

TERMS = {"listening": "live", "keep_days": 180}


async def live_through(two: Two, browser: Browser) -> None:
    """Give two people who have just been paired, with nothing between them, their past and their plans."""
    mara = {"name": "Mara", "pronouns": "she", "time_zone": "America/Los_Angeles", "languages": ["en"]}
    await ask(two.maras, "PUT", "/api/me", mara)
    for at, story, face in ((two.maras, STORIES[0], MARA), (two.daniels, STORIES[1], DANIEL)):
        await ask(at, "PUT", "/api/me/biography", story)
        await _put_photo(at, await drawn(browser, face))
    await two.days_pass(-48)
    await two.sign(**TERMS)
    await two.days_pass(47)
    again = {**TERMS, "guests": True, "own_words": "Who is late writes a line."}
    await ask(two.maras, "POST", two.agreement, {"terms": again, "name": "Mara Ilves"}, 201)
    await _write(two)
    await two.days_pass(1)
    await _plan(two)


async def _put_photo(at: ClientSession, picture: bytes) -> None:
    face = io.BytesIO()
    Image.open(io.BytesIO(picture)).convert("RGB").crop((390, 60, 890, 560)).save(face, "JPEG")
    async with at.put("/api/me/photo", data=face.getvalue()) as response:
        assert response.status == 204, await response.text()


async def _write(two: Two) -> None:
    """Letters, ideas, goals and a note, some days old."""
    engine, pair, people = two.programme.engine, two.pair.id, (two.mara.id, two.daniel.id)
    messages, ideas, goals, now = Messages(engine), Ideas(engine), Goals(engine), datetime.now(UTC)
    for number, (hours, author, body) in enumerate(LETTERS):
        await messages.say(
            pair=pair,
            author=people[author],
            reader=people[1 - author],
            client=f"letter-{number}",
            body=body,
            now=now - timedelta(hours=hours),
        )
    for days, author, new in IDEAS:
        idea = await ideas.add(pair, author=people[author], new=new, now=now - timedelta(days=days))
    await ideas.comment(pair, idea, author=people[1], body="Read it twice.", now=now - timedelta(days=2))
    goal = await goals.add(pair, owner=people[1], new=NewGoal(title="Lead the crossing project"), now=now)
    done = await goals.add_step(pair, goal, me=people[1], title="Write down what only you can decide")
    await goals.add_step(
        pair, goal, me=people[1], title="Ask two people on the team what they would do first"
    )
    await goals.change_step(pair, goal, done, me=people[1], to=StepChange(done=True), now=now)
    await Notes(engine).add(pair, me=people[1], body="The pump house. Ask her how they chose.", now=now)


async def _plan(two: Two) -> None:
    """A meeting soon, by both, and another time Mara proposes."""
    path, now = f"/api/pairs/{two.pair.id}", datetime.now(UTC).replace(second=0, microsecond=0)

    def offer(start: datetime, every: str) -> dict[str, object]:
        return {"start": start.isoformat(), "minutes": 50, "every": every}

    soon = {"offers": [offer(now + BEGINS_IN, "once")], "stories": True}
    page = await ask(two.daniels, "POST", f"{path}/proposals", soon)
    (proposal,) = page["proposals"]
    body = {"uid": proposal["offers"][0]["uid"]}
    await ask(two.maras, "POST", f"{path}/proposals/{proposal['id']}/yes", body)
    later = (now + timedelta(days=14)).replace(hour=16, minute=0)
    offers = [offer(later, "two_weeks"), offer(later - timedelta(hours=1), "two_weeks")]
    await ask(two.maras, "POST", f"{path}/proposals", {"offers": offers, "note": "After the new year too?"})
