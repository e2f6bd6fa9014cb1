"""A headless second person: takes a seat, talks to the other person's page, and lets itself be heard."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncIterator, Callable
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.partner.peer import Leg, Peer
from server.partner.voice import Voice, VoiceTrack
from signaling import messages as m
from signaling.codec import MAX_BYTES, decode_from_server, encode
from signaling.errors import Code

REBUILD_S = 1.0
"""How long after a leg failed the next one is offered."""

GOODBYE_S = 5.0
"""How long the server may take to answer `leave`."""


class RefusedError(Exception):
    """The server does not let this person in; `code` is the protocol's."""

    def __init__(self, code: Code, text: str) -> None:
        super().__init__(text)
        self.code: Code = code


def socket_address(link: str) -> str:
    """Return the socket's address of a meeting's link, `http(s)://host/m/{invite}`.

    Raises
    ------
    ValueError
        When the link is none of a meeting.
    """
    parts = urlsplit(link)
    folder, _, invite = parts.path.rpartition("/m/")
    if parts.scheme not in ("http", "https") or not parts.netloc or not invite or "/" in invite:
        raise ValueError(f"{link}: a meeting's link looks like https://host/m/…")
    scheme = "ws" if parts.scheme == "http" else "wss"
    return f"{scheme}://{parts.netloc}{folder}/ws/{invite}"


class Partner:
    """One person without a browser, as long as their socket lives; made by `joined`.

    Answers what the server and the other person's page say: keeps a connection to the page that is
    in the call, and a listening leg whenever there is somebody to listen.
    """

    def __init__(
        self,
        socket: ClientConnection,
        welcome: m.Welcome,
        *,
        page: str,
        voice: Voice,
        repeat: bool,
        on_message: Callable[[m.FromServer], None],
    ) -> None:
        self._socket = socket
        self._page = page
        self._voice = voice
        self._repeat = repeat
        self._on_message = on_message
        self._resting = False
        self._work: asyncio.Queue[m.FromServer | None] = asyncio.Queue()
        self._beat = asyncio.Event()
        self._began = time.monotonic()
        self._legs = 0
        self._leg_not_before = 0.0
        self.welcome = welcome
        """What the server said on entering."""
        self.other = welcome.partner
        """The other seat, as last told."""
        self.listening = welcome.listening
        """Whether this person is listened to, as last told."""
        self.peer: Peer | None = None
        self.leg: Leg | None = None
        self.summary: str | None = None
        """Path of this person's summary, once they have left."""
        self.errors: list[m.Failed] = []
        """What the server said could not be."""
        self.ended = False
        """True once the socket is gone."""

    async def say(self, *messages: m.FromPage) -> None:
        """Send messages to the server; nothing, once the socket is gone."""
        with contextlib.suppress(ConnectionClosed):
            for message in messages:
                await self._socket.send(encode(message))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until a condition on this person's state holds.

        Raises
        ------
        ConnectionError
            When the socket is gone first.
        """
        while not condition():
            if self.ended:
                raise ConnectionError("the server has closed the connection")
            self._beat.clear()
            await self._beat.wait()

    async def read(self) -> None:
        """Take what the server says until the socket is gone; pings are answered at once."""
        try:
            async for text in self._socket:
                message = decode_from_server(text)
                self._on_message(message)
                match message:
                    case m.Ping(n=n):
                        await self.say(m.Pong(n=n))
                    case m.Failed():
                        self.errors.append(message)
                    case m.Left(summary=summary):
                        self.summary = summary
                    case m.Listening():
                        self.listening = message
                        self._look()
                    case m.Partner():
                        self.other = message
                        self._work.put_nowait(message)
                    case m.Description() | m.Candidate() | m.LegAnswer():
                        self._work.put_nowait(message)
                self._beat.set()
        except ConnectionClosed:
            pass
        finally:
            self.ended = True
            self._beat.set()

    async def work(self) -> None:
        """Do what takes time, one thing after the other, until told to rest."""
        while True:
            message = await self._work.get()
            if self._resting:
                return
            match message:
                case m.Partner():
                    await self._meet(message)
                case m.Description(page=page) if self.peer is not None and page == self._page:
                    reply = await self.peer.description(message)
                    if reply is not None:
                        await self.say(reply)
                case m.Candidate(page=page) if self.peer is not None and page == self._page:
                    await self.peer.candidate(message)
                case m.LegAnswer(leg=leg) if self.leg is not None and leg == self._legs:
                    await self.leg.answer(message.sdp)
            await self._tend_leg()
            self._beat.set()

    def rest(self) -> None:
        """Let `work` end after what it is at: a connection cut off in its making leaves its sockets open."""
        self._resting = True
        self._look()

    async def join(self, *, consent: bool) -> None:
        """Go into the call, and say yes or no to listening."""
        await self.say(m.Join(media=m.Media(audio=True, video=False)), m.Consent(listen=consent))
        self._work.put_nowait(self.welcome.partner)

    async def leave(self) -> None:
        """Hang up for good; returns when the server has said where the summary is, or will not."""
        await self.say(m.Leave())
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                await self.until(lambda: self.summary is not None)

    async def drop(self) -> None:
        """Lose the socket, as a page does that is closed or loses its line."""
        await self._socket.close()

    async def close(self) -> None:
        """Close both connections."""
        if self.peer is not None:
            await self.peer.close()
        if self.leg is not None:
            await self.leg.close()

    async def _meet(self, other: m.Partner) -> None:
        """Have a connection to the page that is in the call now, and to no other."""
        here = other.presence == "in_call" and other.page is not None
        gone = other.presence in ("absent", "left") or (
            here and other.page != getattr(self.peer, "page", None)
        )
        if self.peer is not None and gone:
            await self.peer.close()
            self.peer = None
        if here and self.peer is None and other.page is not None:
            self.peer = Peer(
                page=other.page,
                polite=self.welcome.polite,
                track=self._track(),
                ice_servers=self.welcome.ice_servers,
                on_change=self._beat.set,
            )
            offer = await self.peer.begin()
            if offer is not None:
                await self.say(offer)

    async def _tend_leg(self) -> None:
        """Have a leg when there is somebody to listen, and a new one when it failed."""
        wanted = self.listening.state in ("on", "paused")
        broken = self.leg is not None and self.leg.state in ("failed", "closed")
        if self.leg is not None and (broken or not wanted):
            await self.leg.close()
            self.leg = None
            if broken:
                self._leg_not_before = time.monotonic() + REBUILD_S
        if not wanted or self.leg is not None:
            return
        wait = self._leg_not_before - time.monotonic()
        if wait > 0:
            asyncio.get_running_loop().call_later(wait, self._look)
            return
        self._legs += 1
        self.leg = Leg(track=self._track(), ice_servers=self.welcome.ice_servers, on_change=self._look)
        await self.say(m.LegOffer(sdp=await self.leg.offer(), leg=self._legs))

    def _track(self) -> VoiceTrack:
        return VoiceTrack(self._voice, began=self._began, repeat=self._repeat)

    def _look(self) -> None:
        self._work.put_nowait(None)


@contextlib.asynccontextmanager
async def joined(
    link: str,
    voice: Voice,
    *,
    name: str = "Partner",
    consent: bool = True,
    repeat: bool = False,
    on_message: Callable[[m.FromServer], None] = lambda message: None,
) -> AsyncIterator[Partner]:
    """Be in a meeting for as long as the block lasts. Many can be, in one process.

    Parameters
    ----------
    link : str
        The meeting's link.
    voice : Voice
        What this person says, from the moment of joining.
    consent : bool
        Whether they agree to being listened to.
    repeat : bool
        Start the voice over at its end.
    on_message : Callable[[FromServer], None]
        Told every message from the server.

    Raises
    ------
    ValueError
        When the link is none of a meeting.
    RefusedError
        When there is no such meeting or no place in it.
    OSError
        When the server can't be reached.
    """
    async with connect(socket_address(link), max_size=MAX_BYTES, proxy=None) as socket:
        page = secrets.token_urlsafe(12)
        welcome = await _enter(socket, name, page)
        partner = Partner(socket, welcome, page=page, voice=voice, repeat=repeat, on_message=on_message)
        on_message(welcome)
        async with asyncio.TaskGroup() as tasks:
            reader = tasks.create_task(partner.read(), name="partner reads")
            worker = tasks.create_task(partner.work(), name="partner works")
            try:
                await partner.join(consent=consent)
                yield partner
                await partner.leave()
            finally:
                reader.cancel()
                partner.rest()
                await asyncio.wait([worker], timeout=GOODBYE_S)
                worker.cancel()
                await asyncio.wait([worker])
                await partner.close()


async def _enter(socket: ClientConnection, name: str, page: str) -> m.Welcome:
    try:
        await socket.send(encode(m.Enter(version=m.VERSION, name=name, page=page)))
        first = decode_from_server(await socket.recv())
    except ConnectionClosed:
        raise RefusedError("server_stopping", "The server closed the connection.") from None
    match first:
        case m.Welcome():
            return first
        case m.Failed(code=code, text=text):
            raise RefusedError(code, text)
        case _:
            raise RefusedError("bad_message", "The server did not say welcome.")
