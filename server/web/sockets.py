"""The WebSocket of a call: frames in and out, nothing decided here."""

from __future__ import annotations

import asyncio
import secrets
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web

from server.calls.connection import Connection
from server.calls.room import Room
from server.calls.rooms import Rooms
from server.web.access import whoever
from server.web.keys import ROOMS
from server.web.limits import Bucket
from signaling import messages as m
from signaling.codec import MAX_BYTES, decode
from signaling.errors import FATAL, ProtocolError

ENTER_WITHIN_S = 10.0
"""How long a new socket may take to say `enter`."""

HEARTBEAT_S = 10.0
"""A page that has not answered for this long is taken for gone."""

MAX_FRAME = 4 * MAX_BYTES
"""Frames past `MAX_BYTES` are answered with `too_large`; past this the connection ends."""

BURST, PER_S = 200.0, 40.0
"""Messages a page may send at once and per second: trickled candidates come in bursts of dozens."""


async def call_socket(request: web.Request) -> web.WebSocketResponse:
    """Serve one page of a call, from `enter` until either side closes."""
    if not same_origin(request):
        raise web.HTTPForbidden(text="This call can only be opened from its own pages.")
    person = await whoever(request)
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=MAX_FRAME)
    await socket.prepare(request)
    connection = Connection()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_write(socket, connection), name="socket writer")
            try:
                await _read(
                    socket,
                    connection,
                    request.app[ROOMS],
                    request.match_info["invite"],
                    person=None if person is None else person.id,
                )
            except ProtocolError as error:
                connection.close(error.code, error.text)
            finally:
                connection.close()
    finally:
        await socket.close()
    return socket


async def _write(socket: web.WebSocketResponse, connection: Connection) -> None:
    while (text := await connection.next()) is not None:
        try:
            await socket.send_str(text)
        except ConnectionError:
            return
    await socket.close(code=WSCloseCode.OK)


async def _read(
    socket: web.WebSocketResponse, connection: Connection, rooms: Rooms, invite: str, *, person: str | None
) -> None:
    clock = asyncio.get_running_loop().time
    enter = await _first(socket)
    if enter is None:
        return
    try:
        room = await rooms.open(invite, person=person)
        seat, epoch = room.enter(enter, connection, new_token=secrets.token_urlsafe(24), person=person)
    except ProtocolError as error:
        if error.code == "meeting_over" and (path := await rooms.summary(invite, enter.seat_token)):
            connection.send(m.Left(summary=path))
            return
        raise
    bucket = Bucket(BURST, PER_S)
    try:
        async for frame in socket:
            if not bucket.take(clock()):
                raise ProtocolError("too_fast", "Too many messages at once.")
            if frame.type is WSMsgType.TEXT:
                _take(room, seat, epoch, frame.data, connection)
    finally:
        room.drop(seat, epoch)


async def _first(socket: web.WebSocketResponse) -> m.Enter | None:
    """Wait for `enter`; None when the page has gone instead."""
    try:
        async with asyncio.timeout(ENTER_WITHIN_S):
            frame = await socket.receive()
    except TimeoutError:
        raise ProtocolError("not_seated", "Say `enter` first.") from None
    if frame.type is not WSMsgType.TEXT:
        return None
    enter = decode(frame.data)
    if not isinstance(enter, m.Enter):
        raise ProtocolError("not_seated", "Say `enter` first.")
    return enter


def _take(room: Room, seat: int, epoch: int, text: str, connection: Connection) -> None:
    """Hand one message to the call; a mistake is told and costs the page no more than that."""
    try:
        room.receive(seat, epoch, decode(text))
    except ProtocolError as error:
        if error.code in FATAL:
            raise
        connection.refuse(error)


def same_origin(request: web.Request) -> bool:
    """Tell whether a page of this server opens a socket: browsers say so, other clients say nothing."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
