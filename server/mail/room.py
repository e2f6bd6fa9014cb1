"""The mail room: composes, keeps and delivers. Without a mail server, links are shown."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

import aiosmtplib
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from server.mail.outbox import Due, Outbox
from server.settings import Smtp

log = logging.getLogger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)
TIMEOUT_S = 10.0
"""How long a mail server may take for one answer."""
LOOKS_EVERY_S = 60.0
"""How often the outbox is looked at without being woken: another process may have put something in."""

SHOWN = 500
"""Links shown to administrators at most, the newest; the rest are dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A link nobody could mail: for whom, what about, until when."""

    to: str
    subject: str
    link: str
    expires_at: datetime


class MailRoom:
    """Owns everything that leaves by mail. `run` delivers until `close`."""

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        smtp: Smtp | None,
        sender: str,
        now: Callable[[], datetime],
        console: Callable[[str], None],
    ) -> None:
        self._outbox = Outbox(engine)
        self._smtp = smtp
        self._sender = sender
        self._now = now
        self._console = console
        self.address = ""
        """Where people reach this server; known once it listens."""
        self._wake = asyncio.Event()
        self._closed = False
        self._shown: deque[Shown] = deque(maxlen=SHOWN)
        self._caught_up = asyncio.Event()
        """Set while nothing that was put waits for its first try."""

    @property
    def delivers(self) -> bool:
        """Whether there is a mail server."""
        return self._smtp is not None

    async def shown(self) -> list[Shown]:
        """Return the links that could not be mailed and still count, the newest first, those just put too."""
        if self.delivers:
            return []
        await self._caught_up.wait()
        now = self._now()
        return [each for each in reversed(self._shown) if each.expires_at > now]

    @property
    def sender_address(self) -> str:
        """The address mails come from, without a name."""
        return parseaddr(self._sender)[1]

    def url(self, path: str) -> str:
        """Return the whole address of one of our pages."""
        return self.address.rstrip("/") + path

    def compose(self, *, to: str, subject: str, text: str) -> EmailMessage:
        """Begin a mail in plain text; parts such as an invitation may be added to it."""
        message = EmailMessage(policy=SMTP)
        message["From"] = self._sender
        message["To"] = to
        message["Subject"] = subject
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        return message

    async def put(
        self,
        connection: AsyncConnection,
        message: EmailMessage,
        *,
        key: str,
        link: str | None = None,
        expires_at: datetime | None = None,
        once: bool = False,
    ) -> bool:
        """Keep a mail within the transaction that decides on it, and `wake` after that has been committed.

        Parameters
        ----------
        key :
            Names this mail for good: a second one with the same key is not put, and the answer is False.
        link :
            What to show administrators where there is no mail server: a door only its person may open.
        expires_at :
            When it is no use any more; delivery is not tried past it.
        once :
            Rather lose it than send it twice, when the server dies in the very moment of sending.
        """
        now = self._now()
        if "Message-ID" not in message:
            name = hashlib.sha256(key.encode()).hexdigest()[:32]
            message["Message-ID"] = f"<{name}@{parseaddr(self._sender)[1].rpartition('@')[2]}>"
        if "Date" not in message:
            message["Date"] = format_datetime(now)
        return await self._outbox.put(
            connection, message, key=key, now=now, link=link, expires_at=expires_at, once=once
        )

    def wake(self) -> None:
        """Say that something was put."""
        self._caught_up.clear()
        self._wake.set()

    def close(self) -> None:
        """Let `run` end after the delivery under way: one broken off could have arrived or not."""
        self._closed = True
        self._wake.set()
        self._caught_up.set()

    async def run(self) -> None:
        """Deliver what is due until closed."""
        while not self._closed:
            self._wake.clear()
            try:
                wait_s = await self._empty()
            except SQLAlchemyError as error:
                log.warning("the outbox cannot be read just now (%s)", type(error).__name__)
                wait_s = LOOKS_EVERY_S
            if not self._wake.is_set():
                self._caught_up.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(wait_s):
                    await self._wake.wait()

    async def _empty(self) -> float:
        """Deliver all that is due; returns after how many seconds to look again."""
        while not self._closed and (due := await self._outbox.claim(now=self._now())) is not None:
            await self._deliver(due)
        at = await self._outbox.next_due()
        if at is None:
            return LOOKS_EVERY_S
        return min(max((at - self._now()).total_seconds(), 0.05), LOOKS_EVERY_S)

    async def _deliver(self, due: Due) -> None:
        message = BytesParser(EmailMessage, policy=SMTP).parsebytes(due.message)
        if self._smtp is None:
            self._show(message, due)
        else:
            try:
                await _send(message, self._smtp)
            except (aiosmtplib.SMTPException, OSError) as error:
                log.warning("a mail could not be delivered yet (%s)", type(error).__name__)
                wait = min(FIRST_RETRY * 2 ** min(due.attempts - 1, 10), LONGEST_RETRY)
                await self._outbox.retry(due.id, at=self._now() + wait)
                return
        await self._outbox.settle(due.id, sent_at=self._now())

    def _show(self, message: EmailMessage, due: Due) -> None:
        if due.link is None:
            return
        to, subject = str(message["To"]), str(message["Subject"])
        self._shown.append(Shown(to=to, subject=subject, link=due.link, expires_at=due.expires_at))
        self._console(f"For {to}: {subject}\n  {due.link}")


async def _send(message: EmailMessage, smtp: Smtp) -> None:
    await aiosmtplib.send(
        message,
        hostname=smtp.host,
        port=smtp.port,
        username=smtp.user,
        password=smtp.password,
        use_tls=smtp.tls,
        timeout=TIMEOUT_S,
    )
