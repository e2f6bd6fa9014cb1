"""What an address answers: a struct as JSON, or one clear error; and what it reads."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from aiohttp import web

T = TypeVar("T")


class Refused(Exception):
    """A request that cannot be; `code` is stable and described in docs/http.md, the text is for people."""

    def __init__(self, status: int, code: str, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.code = code
        self.text = text


def answer(body: object, *, status: int = 200) -> web.Response:
    """Return a struct, or a list of them, as JSON that no cache keeps."""
    return web.Response(
        body=msgspec.json.encode(body),
        status=status,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def nothing() -> web.Response:
    """Return 204: it was done, and there is nothing to say."""
    return web.Response(status=204, headers={"Cache-Control": "no-store"})


def failure(status: int, code: str, text: str) -> web.Response:
    """Return one clear error with a stable code."""
    return web.json_response(
        {"code": code, "text": text}, status=status, headers={"Cache-Control": "no-store"}
    )


async def body_of(request: web.Request, kind: type[T]) -> T:
    """Read a JSON body as a struct.

    Raises
    ------
    Refused
        400 `bad_request` for anything else, a missing or unknown field included.
    """
    if request.content_type != "application/json":
        raise Refused(400, "bad_request", "This address reads JSON.")
    try:
        return msgspec.json.decode(await request.read(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "bad_request", str(error)) from None
