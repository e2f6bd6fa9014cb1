"""The socket of a listening leg: frames of sound in, acknowledgements out, nothing decided here.

It is a second one beside the call's, so that no word about the call ever waits behind sound.
"""

from __future__ import annotations

import asyncio

from aiohttp import WSMsgType, web

from server.media.socket_leg import SocketLeg
from server.web.keys import ROOMS
from server.web.limits import Bucket
from server.web.sockets import HEARTBEAT_S, same_origin
from signaling.errors import ProtocolError
from signaling.frames import MOST_BYTES

BURST, PER_S = 100.0, 40.0
"""Frames at once and per second: 17 of sound are usual, and a second's worth may come at once."""


async def leg_socket(request: web.Request) -> web.WebSocketResponse:
    """Serve one leg until it ends, or its page has gone."""
    if not same_origin(request):
        raise web.HTTPForbidden(text="A call can only be listened to from its own pages.")
    leg = request.app[ROOMS].tickets.redeem(request.match_info["ticket"])
    if leg is None:
        raise web.HTTPNotFound(text="This leg has ended.")
    socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S, max_msg_size=4 * MOST_BYTES, compress=False)
    try:
        await socket.prepare(request)
        async with asyncio.TaskGroup() as tasks:
            ending = tasks.create_task(_end(leg, socket), name="leg end")
            await _read(leg, socket)
            leg.lost()
            await ending
    finally:
        leg.lost()
    return socket


async def _end(leg: SocketLeg, socket: web.WebSocketResponse) -> None:
    await leg.closed.wait()
    await socket.close()


async def _read(leg: SocketLeg, socket: web.WebSocketResponse) -> None:
    clock = asyncio.get_running_loop().time
    bucket = Bucket(BURST, PER_S)
    async for message in socket:
        if message.type is not WSMsgType.BINARY or not bucket.take(clock()):
            return
        try:
            answer = leg.take(message.data)
        except ProtocolError:
            return
        if answer is not None:
            try:
                await socket.send_bytes(answer)
            except ConnectionError:
                return
