"""Ideas and links two people share, with what each says to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Row, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncEngine

from server.messages.tables import comments, ideas
from server.messages.visibility import Shareable
from server.people.people import new_id

MOST = 500
"""Ideas of a pair at most."""

LONGEST_TITLE, LONGEST_QUOTE, LONGEST_URL, LONGEST_COMMENT = 200, 1000, 2000, 2000


class IdeaError(ValueError):
    """An idea that cannot be kept; `code` is stable, the text is for people."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """What one said to an idea."""

    id: str
    author: str
    body: str
    at: datetime


class Idea(msgspec.Struct, frozen=True, kw_only=True):
    """An idea: a title, a line to it, perhaps a link."""

    id: str
    author: str
    title: str
    quote: str
    url: str | None
    visibility: Shareable
    at: datetime
    comments: list[Comment]


class NewIdea(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An idea as it is added."""

    title: str
    quote: str = ""
    url: str | None = None
    visibility: Shareable = "ours"


class Ideas:
    """The store of ideas."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def of_pair(self, pair: str, *, me: str) -> list[Idea]:
        """List what both see and what I keep to myself, the newest first."""
        query = (
            select(ideas)
            .where(ideas.c.pair_id == pair, or_(ideas.c.visibility == "ours", ideas.c.author_id == me))
            .order_by(ideas.c.created_at.desc(), ideas.c.id)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
            said: dict[str, list[Comment]] = {}
            if rows:
                found = (
                    select(comments)
                    .join(ideas, ideas.c.id == comments.c.idea_id)
                    .where(ideas.c.pair_id == pair)
                    .order_by(comments.c.created_at, comments.c.id)
                )
                for row in await connection.execute(found):
                    said.setdefault(row.idea_id, []).append(
                        Comment(id=row.id, author=row.author_id, body=row.body, at=row.created_at)
                    )
        return [_idea(row, said.get(row.id, [])) for row in rows]

    async def add(self, pair: str, *, author: str, new: NewIdea, now: datetime) -> str:
        """Keep an idea; returns its id."""
        title, quote, url = checked(new)
        number = new_id()
        async with self._engine.begin() as connection:
            count = select(func.count()).select_from(ideas).where(ideas.c.pair_id == pair)
            if (await connection.execute(count)).scalar_one() >= MOST:
                raise IdeaError("too_many_ideas", "There are enough ideas here. Take one away first.")
            await connection.execute(
                insert(ideas).values(
                    id=number,
                    pair_id=pair,
                    author_id=author,
                    title=title,
                    quote=quote,
                    url=url,
                    visibility=new.visibility,
                    created_at=now,
                )
            )
        return number

    async def comment(self, pair: str, idea: str, *, author: str, body: str, now: datetime) -> None:
        """Keep what somebody says to an idea they see."""
        body = body.strip()
        if not 0 < len(body) <= LONGEST_COMMENT:
            raise IdeaError("bad_comment", f"A reply has 1 to {LONGEST_COMMENT} letters.")
        async with self._engine.begin() as connection:
            seen = select(ideas.c.id).where(
                ideas.c.id == idea,
                ideas.c.pair_id == pair,
                or_(ideas.c.visibility == "ours", ideas.c.author_id == author),
            )
            if (await connection.execute(seen)).first() is None:
                raise IdeaError("unknown_idea", "There is no such idea.")
            await connection.execute(
                insert(comments).values(
                    id=new_id(), idea_id=idea, author_id=author, body=body, created_at=now
                )
            )

    async def remove(self, pair: str, idea: str, *, author: str) -> None:
        """Take one's own idea away, with what was said to it."""
        async with self._engine.begin() as connection:
            done = await connection.execute(
                delete(ideas).where(ideas.c.id == idea, ideas.c.pair_id == pair, ideas.c.author_id == author)
            )
            if done.rowcount == 0:
                raise IdeaError("unknown_idea", "There is no such idea of yours.")


def checked(new: NewIdea) -> tuple[str, str, str | None]:
    """Return title, quote and link, trimmed.

    Raises
    ------
    IdeaError
        `bad_idea`; a link is http or https and nothing else, for it is put on a page.
    """
    title, quote = new.title.strip(), new.quote.strip()
    url = new.url.strip() if new.url and new.url.strip() else None
    if not 0 < len(title) <= LONGEST_TITLE or len(quote) > LONGEST_QUOTE:
        raise IdeaError("bad_idea", f"An idea has a title of 1 to {LONGEST_TITLE} letters and a short line.")
    if url is not None:
        try:
            parts = urlsplit(url)
        except ValueError:
            raise IdeaError("bad_idea", "That is no link.") from None
        if parts.scheme not in ("http", "https") or not parts.netloc or len(url) > LONGEST_URL:
            raise IdeaError("bad_idea", "A link begins with https:// or http://.")
    return title, quote, url


def _idea(row: Row[Any], said: list[Comment]) -> Idea:
    return Idea(
        id=row.id,
        author=row.author_id,
        title=row.title,
        quote=row.quote,
        url=row.url,
        visibility=row.visibility,
        at=row.created_at,
        comments=said,
    )
