"""Tells the open pages of a pair what is new, as it happens."""

from __future__ import annotations

import asyncio

import msgspec

from server.messages.messages import Message

WAITING = 256
"""Pieces of news a page may be behind; past this it is closed, comes back and asks for what it missed."""

MOST_PAGES = 16
"""Pages of one person and pair at most; the oldest is closed for the next."""


class Said(msgspec.Struct, frozen=True, kw_only=True, tag="said", tag_field="type"):
    """A message, of either."""

    message: Message


class Read(msgspec.Struct, frozen=True, kw_only=True, tag="read", tag_field="type"):
    """How far somebody has read."""

    person: str
    upto: int


class Changed(msgspec.Struct, frozen=True, kw_only=True, tag="changed", tag_field="type"):
    """Something else of the pair is other than before: ask for it again."""

    what: str


News = Said | Read | Changed


class Page:
    """One open page: what it is to be told, until it is closed (None)."""

    def __init__(self, person: str) -> None:
        self.person = person
        self._queue: asyncio.Queue[News | None] = asyncio.Queue(WAITING)

    def tell(self, news: News) -> bool:
        """Put news in line; False when the page is too far behind."""
        try:
            self._queue.put_nowait(news)
        except asyncio.QueueFull:
            return False
        return True

    def close(self) -> None:
        """End the page: what waits is dropped, it comes back and asks for it."""
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def next(self) -> News | None:
        """Wait for news; None when the page is to be closed."""
        return await self._queue.get()


class Live:
    """All open pages of this process, by pair."""

    def __init__(self) -> None:
        self._pages: dict[str, list[Page]] = {}

    def open(self, pair: str, person: str) -> Page:
        """Add a page."""
        pages = self._pages.setdefault(pair, [])
        mine = [page for page in pages if page.person == person]
        if len(mine) >= MOST_PAGES:
            self.leave(pair, mine[0])
        page = Page(person)
        self._pages.setdefault(pair, pages).append(page)
        return page

    def leave(self, pair: str, page: Page) -> None:
        """Take a page out, and close it."""
        pages = self._pages.get(pair, [])
        if page in pages:
            pages.remove(page)
        if not pages:
            self._pages.pop(pair, None)
        page.close()

    def tell(self, pair: str, news: News, *, only: str | None = None) -> None:
        """Tell all pages of a pair, or those of one person."""
        for page in list(self._pages.get(pair, ())):
            if (only is None or page.person == only) and not page.tell(news):
                self.leave(pair, page)

    def part(self, pair: str) -> None:
        """Close the pages of a pair that is one no longer."""
        for page in list(self._pages.get(pair, ())):
            self.leave(pair, page)

    def drop(self, person: str) -> None:
        """Close a person's pages: those still signed in come back by themselves, the others cannot."""
        for pair, pages in list(self._pages.items()):
            for page in [each for each in pages if each.person == person]:
                self.leave(pair, page)

    def close(self) -> None:
        """Close every page: the server stops."""
        for pair in list(self._pages):
            self.part(pair)
