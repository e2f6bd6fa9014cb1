"""The pages and their assets, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from server.web.answers import Refused
from server.web.keys import ASSETS
from server.web.languages import COOKIE, LANGUAGES, VARY, choose

HERE = Path(__file__).resolve().parent

CSP = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CSP,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class NotBuiltError(Exception):
    """The pages have not been built: run `make build`."""


def find_assets() -> Path:
    """Return the folder of the built pages: the checkout's, or the one inside the wheel.

    Raises
    ------
    NotBuiltError
        When neither is there.
    """
    package = HERE.parent
    for folder in (package.parent / "static" / "dist", package / "_static"):
        if all((folder / language / "index.html").is_file() for language in LANGUAGES):
            return folder
    raise NotBuiltError("The pages are not built yet. Run `make build` first.")


def page(name: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return a handler that serves one built page in the reader's language, always asked for anew."""

    async def serve(request: web.Request) -> web.StreamResponse:
        path = request.app[ASSETS] / language_of(request) / name
        return web.FileResponse(path, headers={"Cache-Control": "no-cache"})

    return serve


async def style(request: web.Request) -> web.StreamResponse:
    """Serve the style page where it was built: `make style` does that, no release does."""
    path = request.app[ASSETS] / "en" / "style.html"
    if not path.is_file():
        raise Refused(404, "not_built", "The style page is not built here. Run `make style`.")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def manifest(request: web.Request) -> web.StreamResponse:
    """Serve what a home screen is told, in the reader's language."""
    path = request.app[ASSETS] / language_of(request) / "manifest.webmanifest"
    headers = {"Content-Type": "application/manifest+json", "Cache-Control": "no-cache"}
    return web.FileResponse(path, headers=headers)


async def worker(request: web.Request) -> web.StreamResponse:
    """Serve the service worker, asked for anew at every visit."""
    return web.FileResponse(request.app[ASSETS] / "sw.js", headers={"Cache-Control": "no-cache"})


def language_of(request: web.Request) -> str:
    """Return the language of whoever asks."""
    return choose(request.cookies.get(COOKIE), request.headers.get("Accept-Language", ""))


async def health(_request: web.Request) -> web.Response:
    """Say that the server is up."""
    return web.Response(text="ok\n")


async def set_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer its security headers, hashed assets a year in the cache, pages what they vary by."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if response.content_type in ("text/html", "application/manifest+json"):
        response.headers["Vary"] = VARY
    if request.path.startswith("/assets/") and response.status == 200:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
