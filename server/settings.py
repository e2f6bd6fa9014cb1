"""How this server is set up: from `DUOLOGUE_*` environment variables and the command line."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import unquote, urlsplit

ScorerName = Literal["silero", "webrtcvad"]
SCORERS: tuple[ScorerName, ...] = get_args(ScorerName)


SHORTEST_SECRET = 32


class SettingsError(ValueError):
    """A setting has a value that cannot be; the text names the variable and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smtp:
    """The mail server: `tls` from the first byte, else STARTTLS where it is offered."""

    host: str
    port: int
    tls: bool = False
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oidc:
    """An organisation whose accounts may sign in here; `name` stands on the button."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


PUSH_SERVICES = ("googleapis.com", "push.services.mozilla.com", "notify.windows.com", "push.apple.com")
"""The services of the browsers people use; a browser names its own, and no other host is ever called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSetup:
    """Reminders on devices: the server's key (32 bytes, base64url), whom to write to, whom to call."""

    key: str = field(repr=False)
    contact: str
    hosts: tuple[str, ...] = PUSH_SERVICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an operator can set; docs/deployment.md describes each."""

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = field(default_factory=lambda: Path("data"))
    database_url: str | None = None
    public_url: str | None = None
    """Where people reach this server, e.g. https://talk.example.org; None: not beyond this machine."""
    stun_urls: tuple[str, ...] = ()
    turn_urls: tuple[str, ...] = ()
    turn_secret: str | None = None
    turn_ttl_s: float = 8 * 3600.0
    scorer: ScorerName = "silero"
    leg_address: str | None = None
    """Public address written into the listening leg's answer, for a server behind NAT."""
    leg_ports: tuple[int, int] | None = None
    smtp: Smtp | None = None
    """None: no mail is sent; links are shown on the console and to administrators."""
    mail_from: str = "Duologue <duologue@localhost>"
    secret: str | None = field(default=None, repr=False)
    """From which calls and reply addresses are derived; None: the one in the data folder."""
    reply_address: str | None = None
    """Where calendars reply to, e.g. meet@talk.example.org; None: replies are read by nobody."""
    reply_lmtp: tuple[str, int] | None = None
    """Where the mail server hands those replies over, by LMTP."""
    push: PushSetup | None = None
    """None: no device is told, and no push service is called."""

    oidc: Oidc | None = None
    programme: str = "Duologue"
    """The programme's name, as its page and its invitations say it."""

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the store."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data / 'duologue.db'}"


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings.

    Raises
    ------
    SettingsError
        For a value that cannot be, naming the variable.
    """
    default = Settings()
    wanted = environ.get("DUOLOGUE_SCORER", default.scorer)
    scorer = next((name for name in SCORERS if name == wanted), None)
    if scorer is None:
        raise SettingsError(f"DUOLOGUE_SCORER is one of {', '.join(SCORERS)}.")
    turn_urls, secret = _list(environ, "DUOLOGUE_TURN_URLS"), environ.get("DUOLOGUE_TURN_SECRET")
    if turn_urls and not secret:
        raise SettingsError("DUOLOGUE_TURN_URLS needs DUOLOGUE_TURN_SECRET: coturn's static-auth-secret.")
    reply_address, reply_lmtp = _reply(environ)
    return Settings(
        host=environ.get("DUOLOGUE_HOST", default.host),
        port=_port(environ, "DUOLOGUE_PORT", default.port),
        data=Path(environ.get("DUOLOGUE_DATA", str(default.data))),
        database_url=environ.get("DUOLOGUE_DATABASE_URL"),
        public_url=environ.get("DUOLOGUE_PUBLIC_URL"),
        stun_urls=_list(environ, "DUOLOGUE_STUN_URLS"),
        turn_urls=turn_urls,
        turn_secret=secret,
        scorer=scorer,
        leg_address=_address(environ, "DUOLOGUE_LEG_ADDRESS"),
        leg_ports=_range(environ, "DUOLOGUE_LEG_PORTS"),
        smtp=_smtp(environ, "DUOLOGUE_SMTP_URL"),
        mail_from=environ.get("DUOLOGUE_MAIL_FROM", default.mail_from),
        oidc=_oidc(environ),
        programme=environ.get("DUOLOGUE_PROGRAMME", default.programme),
        secret=_secret(environ, "DUOLOGUE_SECRET"),
        reply_address=reply_address,
        reply_lmtp=reply_lmtp,
        push=_push(environ),
    )


def port(text: str) -> int | None:
    """Return the port a text names; None when it names none."""
    return int(text) if text.isdecimal() and int(text) <= 65535 else None


def _list(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in environ.get(name, "").split(",") if part.strip())


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name)
    if text is None:
        return default
    if (number := port(text)) is None:
        raise SettingsError(f"{name} is a port: a number from 0 to 65535.")
    return number


def _address(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if text is None:
        return None
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise SettingsError(f"{name} is an address in numbers, e.g. 203.0.113.7, and no name.") from None


def _range(environ: Mapping[str, str], name: str) -> tuple[int, int] | None:
    text = environ.get(name)
    if text is None:
        return None
    first, dash, last = text.partition("-")
    if not (dash and first.isdecimal() and last.isdecimal() and 0 < int(first) < int(last) <= 65535):
        raise SettingsError(f"{name} is a range of ports, e.g. 40000-40100.")
    return int(first), int(last)


def _smtp(environ: Mapping[str, str], name: str) -> Smtp | None:
    text = environ.get(name)
    if text is None:
        return None
    try:
        url = urlsplit(text)
        tls, number = url.scheme == "smtps", url.port
    except ValueError:
        url, tls, number = urlsplit(""), False, None
    if url.scheme not in ("smtp", "smtps") or not url.hostname:
        raise SettingsError(
            f"{name} is written smtp://user:password@mail.example.org:587, or smtps://… for TLS."
        )
    return Smtp(
        host=url.hostname,
        port=number or (465 if tls else 587),
        tls=tls,
        user=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
    )


def _oidc(environ: Mapping[str, str]) -> Oidc | None:
    issuer = environ.get("DUOLOGUE_OIDC_ISSUER")
    if issuer is None:
        return None
    client_id, secret = environ.get("DUOLOGUE_OIDC_CLIENT_ID"), environ.get("DUOLOGUE_OIDC_CLIENT_SECRET")
    if not client_id or not secret:
        raise SettingsError(
            "DUOLOGUE_OIDC_ISSUER needs DUOLOGUE_OIDC_CLIENT_ID and DUOLOGUE_OIDC_CLIENT_SECRET too."
        )
    name = environ.get("DUOLOGUE_OIDC_NAME") or urlsplit(issuer).hostname or issuer
    return Oidc(issuer=issuer, client_id=client_id, client_secret=secret, name=name)


def _secret(environ: Mapping[str, str], name: str) -> str | None:
    text = environ.get(name)
    if text is not None and len(text) < SHORTEST_SECRET:
        raise SettingsError(
            f"{name} has {SHORTEST_SECRET} letters or more, e.g. from `openssl rand -hex 32`."
        )
    return text


def _reply(environ: Mapping[str, str]) -> tuple[str | None, tuple[str, int] | None]:
    address, text = environ.get("DUOLOGUE_REPLY_ADDRESS"), environ.get("DUOLOGUE_REPLY_LMTP")
    if (address is None) != (text is None):
        raise SettingsError("DUOLOGUE_REPLY_ADDRESS and DUOLOGUE_REPLY_LMTP are set together.")
    if address is None or text is None:
        return None, None
    local, _, domain = address.partition("@")
    if not local or not domain or "+" in local:
        raise SettingsError(
            "DUOLOGUE_REPLY_ADDRESS is an address without a plus, e.g. meet@talk.example.org."
        )
    host, _, number = text.rpartition(":")
    if not host or (found := port(number)) is None:
        raise SettingsError("DUOLOGUE_REPLY_LMTP is where to listen, e.g. 127.0.0.1:8024.")
    return address, (host, found)


def _push(environ: Mapping[str, str]) -> PushSetup | None:
    key, contact = environ.get("DUOLOGUE_PUSH_KEY"), environ.get("DUOLOGUE_PUSH_CONTACT")
    if key is None and contact is None:
        return None
    if key is None or not re.fullmatch(r"[A-Za-z0-9_-]{43}=?", key):
        raise SettingsError("DUOLOGUE_PUSH_KEY is 32 bytes in base64url, see docs/deployment.md.")
    if contact is None or not contact.startswith(("mailto:", "https://")):
        raise SettingsError(
            "DUOLOGUE_PUSH_CONTACT is whom push services may write to: mailto:… or https://…."
        )
    return PushSetup(key=key, contact=contact)
