"""Signing in with an organisation's own account: OpenID Connect, the code flow with PKCE, nothing else.

The organisation is contacted only when somebody presses its button. It vouches for an e-mail address; whether
that person is of this house is decided here.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import aiohttp
import msgspec
from aiohttp import web
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.people.person import PersonError, email_of
from server.people.sign_in import begin_session
from server.settings import Oidc
from server.web.access import Access, Route
from server.web.keys import CEREMONIES, NOW, PEOPLE, SETTINGS
from server.web.session import secure

TIMEOUT_S = 10.0
LARGEST = 256 * 1024
"""Bytes of an answer at most."""

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
LEEWAY_S = 60
COOKIE = "duologue-way"
BACK = "/sign-in/organisation/back"


class OrganisationError(Exception):
    """The organisation answered something that cannot be believed, or nothing."""


class Discovered(msgspec.Struct, frozen=True, kw_only=True):
    """What an issuer says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Tokens(msgspec.Struct, frozen=True, kw_only=True):
    id_token: str


class Organisation:
    """One issuer. Nothing is asked of it before somebody signs in."""

    def __init__(self, oidc: Oidc, http: aiohttp.ClientSession, *, now: Callable[[], datetime]) -> None:
        self._oidc = oidc
        self._http = http
        self._now = now
        self._discovered: Discovered | None = None
        self._keys: KeySet | None = None

    async def address(self, *, back: str, state: str, nonce: str, verifier: str) -> str:
        """Return where the browser goes to sign in."""
        found = await self._discover()
        digest = hashlib.sha256(verifier.encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self._oidc.client_id,
            "redirect_uri": back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        joint = "&" if "?" in found.authorization_endpoint else "?"
        return f"{found.authorization_endpoint}{joint}{urlencode(query)}"

    async def email(self, *, code: str, back: str, nonce: str, verifier: str) -> str:
        """Return the address the organisation vouches for.

        Raises
        ------
        OrganisationError
            When it does not, or cannot be believed.
        """
        found = await self._discover()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": verifier,
            "client_id": self._oidc.client_id,
            "client_secret": self._oidc.client_secret,
        }
        tokens = msgspec.json.decode(await self._ask("POST", found.token_endpoint, form), type=_Tokens)
        claims = await self._claims(tokens.id_token, found)
        audience = claims.get("aud")
        now_s = self._now().timestamp()
        believed = (
            claims.get("iss") == self._oidc.issuer
            and (audience == self._oidc.client_id or audience == [self._oidc.client_id])
            and secrets.compare_digest(str(claims.get("nonce")), nonce)
            and float(claims.get("exp", 0)) > now_s - LEEWAY_S
            and claims.get("email_verified") is True
        )
        if not believed:
            raise OrganisationError("the token is not for us, too old, or of an address nobody verified")
        return email_of(str(claims.get("email")))

    async def _claims(self, token: str, found: Discovered) -> dict[str, Any]:
        """Check a token's signature; the issuer's keys are asked for anew when it signs with a new one."""
        for keys in (self._keys, None):
            if keys is None:
                keys = KeySet.import_key_set(msgspec.json.decode(await self._ask("GET", found.jwks_uri)))
                self._keys = keys
            try:
                return jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            except (JoseError, ValueError):
                continue
        raise OrganisationError("the token is not signed by the organisation")

    async def _discover(self) -> Discovered:
        if self._discovered is None:
            url = f"{self._oidc.issuer.rstrip('/')}/.well-known/openid-configuration"
            found = msgspec.json.decode(await self._ask("GET", url), type=Discovered)
            if found.issuer != self._oidc.issuer:
                raise OrganisationError("the issuer says it is somebody else")
            self._discovered = found
        return self._discovered

    async def _ask(self, method: str, url: str, form: dict[str, str] | None = None) -> bytes:
        async with self._http.request(method, url, data=form, allow_redirects=False) as response:
            if response.status != 200:
                raise OrganisationError(f"it answered {response.status}")
            return await response.content.read(LARGEST)


ORGANISATION: web.AppKey[Organisation | None] = web.AppKey("organisation")


async def go(request: web.Request) -> web.Response:
    """Send the browser to the organisation; it must come back with what only this browser was given."""
    organisation = request.app[ORGANISATION]
    if organisation is None:
        raise web.HTTPSeeOther("/sign-in")
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    try:
        address = await organisation.address(back=_back(request), state=state, nonce=nonce, verifier=verifier)
    except FAULTS:
        raise web.HTTPSeeOther("/sign-in?fault=organisation") from None
    await request.app[CEREMONIES].begin(
        state, "organisation", now=request.app[NOW](), secret=f"{nonce} {verifier}"
    )
    response = web.Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
    response.set_cookie(
        COOKIE, state, max_age=300, path=BACK, httponly=True, secure=secure(request), samesite="Lax"
    )
    return response


async def back(request: web.Request) -> web.Response:
    """Let in whom the organisation vouches for and this house knows."""
    organisation = request.app[ORGANISATION]
    state, code = request.query.get("state", ""), request.query.get("code", "")
    begun = None
    if organisation is not None and code and state and request.cookies.get(COOKIE) == state:
        begun = await request.app[CEREMONIES].end(state, "organisation", now=request.app[NOW]())
    if organisation is None or begun is None:
        raise web.HTTPSeeOther("/sign-in?fault=organisation")
    nonce, _, verifier = begun.secret.partition(" ")
    try:
        email = await organisation.email(code=code, back=_back(request), nonce=nonce, verifier=verifier)
    except FAULTS:
        raise web.HTTPSeeOther("/sign-in?fault=organisation") from None
    person = await request.app[PEOPLE].by_email(email)
    if person is None:
        raise web.HTTPSeeOther("/sign-in?fault=unknown_person")
    response = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
    response.del_cookie(COOKIE, path=BACK)
    await begin_session(request, response, person.id)
    return response


FAULTS = (
    OrganisationError,
    PersonError,
    aiohttp.ClientError,
    asyncio.TimeoutError,
    msgspec.DecodeError,
    ValueError,
)


def _back(request: web.Request) -> str:
    public = request.app[SETTINGS].public_url
    return (public.rstrip("/") if public else f"{request.scheme}://{request.host}") + BACK


ROUTES = (
    Route("GET", "/sign-in/organisation", Access.ANYONE, go),
    Route("GET", BACK, Access.ANYONE, back),
)
