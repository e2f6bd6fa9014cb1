"""Passkeys: a key pair in the person's own device; here only its public half is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
import webauthn
from aiohttp import web
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.people.sign_in import Within, enter
from server.people.tables import passkeys, people
from server.people.wire import MyPasskey
from server.web.access import Access, Route, person_of
from server.web.answers import Refused, answer, body_of, nothing
from server.web.keys import CEREMONIES, NOW, SETTINGS
from server.web.session import agent_of

MOST = 20
"""Passkeys a person may have."""

BURST, PER_S = 20.0, 0.5
"""Ceremonies one network address may begin at once and per second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """The public half of a key; `id` is the credential's, base64url."""

    id: str
    person_id: str
    public_key: bytes
    sign_count: int
    name: str
    created_at: datetime
    used_at: datetime | None


class Passkeys:
    """The store of passkeys."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, passkey: Passkey) -> bool:
        """Keep a passkey; False when the person has too many, or somebody has this one."""
        mine = select(func.count()).where(passkeys.c.person_id == passkey.person_id)
        try:
            async with self._engine.begin() as connection:
                if (await connection.execute(mine)).scalar_one() >= MOST:
                    return False
                await connection.execute(
                    insert(passkeys).values(
                        id=passkey.id,
                        person_id=passkey.person_id,
                        public_key=passkey.public_key,
                        sign_count=passkey.sign_count,
                        name=passkey.name,
                        created_at=passkey.created_at,
                    )
                )
        except IntegrityError:
            return False
        return True

    async def by_id(self, passkey_id: str) -> Passkey | None:
        """Find a passkey of somebody who is still here."""
        query = (
            select(passkeys)
            .join(people, people.c.id == passkeys.c.person_id)
            .where(passkeys.c.id == passkey_id, people.c.deleted_at.is_(None))
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Passkey(**row._mapping)

    async def of_person(self, person_id: str) -> list[Passkey]:
        """List a person's passkeys, the oldest first."""
        query = select(passkeys).where(passkeys.c.person_id == person_id).order_by(passkeys.c.created_at)
        async with self._engine.connect() as connection:
            return [Passkey(**row._mapping) for row in await connection.execute(query)]

    async def used(self, passkey_id: str, *, sign_count: int, at: datetime) -> None:
        """Keep that a passkey was used."""
        async with self._engine.begin() as connection:
            await connection.execute(
                update(passkeys).where(passkeys.c.id == passkey_id).values(sign_count=sign_count, used_at=at)
            )

    async def remove(self, person_id: str, passkey_id: str) -> bool:
        """Forget a passkey of a person; False when it is not theirs."""
        async with self._engine.begin() as connection:
            done = await connection.execute(
                delete(passkeys).where(passkeys.c.id == passkey_id, passkeys.c.person_id == person_id)
            )
        return done.rowcount > 0


PASSKEYS = web.AppKey("passkeys", Passkeys)


class Credential(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A browser's answer, as WebAuthn writes it in JSON."""

    credential: dict[str, Any]


async def get_passkeys(request: web.Request) -> web.Response:
    """List one's passkeys."""
    found = await request.app[PASSKEYS].of_person(person_of(request).id)
    return answer(
        [MyPasskey(id=key.id, name=key.name, created_at=key.created_at, used_at=key.used_at) for key in found]
    )


async def new_options(request: web.Request) -> web.Response:
    """Begin to make a passkey on this device."""
    person = person_of(request)
    mine = await request.app[PASSKEYS].of_person(person.id)
    options = webauthn.generate_registration_options(
        rp_id=_host(request),
        rp_name="Duologue",
        user_id=bytes.fromhex(person.id),
        user_name=person.email or "",
        user_display_name=person.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id)) for key in mine],
    )
    token = bytes_to_base64url(options.challenge)
    now = request.app[NOW]()
    await request.app[CEREMONIES].begin(token, "new_passkey", now=now, person_id=person.id)
    return _json(webauthn.options_to_json(options))


async def post_passkey(request: web.Request) -> web.Response:
    """Keep the passkey the device has made."""
    person, now = person_of(request), request.app[NOW]()
    credential = (await body_of(request, Credential)).credential
    challenge = _challenge(credential)
    begun = await request.app[CEREMONIES].end(challenge, "new_passkey", now=now)
    if begun is None or begun.person_id != person.id:
        raise _failed()
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise _failed() from None
    kept = await request.app[PASSKEYS].add(
        Passkey(
            id=bytes_to_base64url(made.credential_id),
            person_id=person.id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=agent_of(request.headers.get("User-Agent", "")),
            created_at=now,
            used_at=None,
        )
    )
    if not kept:
        raise Refused(409, "passkey_refused", f"This passkey is known, or you have {MOST} already.")
    return nothing()


async def delete_passkey(request: web.Request) -> web.Response:
    """Forget a passkey."""
    if not await request.app[PASSKEYS].remove(person_of(request).id, request.match_info["passkey"]):
        raise Refused(404, "unknown_passkey", "This passkey is forgotten already.")
    return nothing()


class PasskeySignIn:
    """Signing in by passkey: no address is typed, the device knows whose it is."""

    def __init__(self) -> None:
        self._within = Within(BURST, PER_S)

    async def options(self, request: web.Request) -> web.Response:
        """Begin."""
        self._within(request)
        options = webauthn.generate_authentication_options(
            rp_id=_host(request), user_verification=UserVerificationRequirement.REQUIRED
        )
        token = bytes_to_base64url(options.challenge)
        await request.app[CEREMONIES].begin(token, "passkey", now=request.app[NOW]())
        return _json(webauthn.options_to_json(options))

    async def use(self, request: web.Request) -> web.Response:
        """Sign in with what the device has signed."""
        now = request.app[NOW]()
        credential = (await body_of(request, Credential)).credential
        challenge = _challenge(credential)
        known = await request.app[PASSKEYS].by_id(str(credential.get("id")))
        begun = await request.app[CEREMONIES].end(challenge, "passkey", now=now)
        if known is None or begun is None:
            raise _failed()
        try:
            used = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=_host(request),
                expected_origin=_origin(request),
                credential_public_key=known.public_key,
                credential_current_sign_count=known.sign_count,
                require_user_verification=True,
            )
        except (WebAuthnException, ValueError, KeyError, TypeError):
            raise _failed() from None
        await request.app[PASSKEYS].used(known.id, sign_count=used.new_sign_count, at=now)
        return await enter(request, known.person_id, then="/")


def _challenge(credential: dict[str, Any]) -> str:
    """Return the challenge a device has signed: it names the ceremony."""
    try:
        told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        challenge = told["challenge"]
    except (KeyError, TypeError, ValueError):
        raise _failed() from None
    if not isinstance(challenge, str):
        raise _failed()
    return challenge


def _origin(request: web.Request) -> str:
    public = request.app[SETTINGS].public_url
    return public.rstrip("/") if public else f"{request.scheme}://{request.host}"


def _host(request: web.Request) -> str:
    return urlsplit(_origin(request)).hostname or ""


def _failed() -> Refused:
    return Refused(400, "passkey_failed", "This passkey did not work here. A link by mail does.")


def _json(text: str) -> web.Response:
    return web.Response(text=text, content_type="application/json", headers={"Cache-Control": "no-store"})


def routes() -> tuple[Route, ...]:
    """Return the routes of passkeys."""
    sign_in = PasskeySignIn()
    return (
        Route("GET", "/api/me/passkeys", Access.PERSON, get_passkeys),
        Route("POST", "/api/me/passkeys/options", Access.PERSON, new_options),
        Route("POST", "/api/me/passkeys", Access.PERSON, post_passkey),
        Route("DELETE", "/api/me/passkeys/{passkey}", Access.PERSON, delete_passkey),
        Route("POST", "/api/sign-in/passkey/options", Access.ANYONE, sign_in.options),
        Route("POST", "/api/sign-in/passkey", Access.ANYONE, sign_in.use),
    )
